import { describe, expect, test } from 'vitest';
import { DraftExpense } from '../../src/claim/draft.ts';
import {
  confirmed,
  doubtsOf,
  emptyExpense,
  emptyFieldsOf,
  fillExpense,
  hasLeg,
  withBilledNights,
} from '../../src/claim/fill.ts';
import { openReading, type Reading, type SavedReading } from '../../src/claim/reading.ts';
import { draftOf, leg, RECEIPT, receipt } from './drafts.ts';

/** Field by field: what a reading gives to an empty row, and what of it is known already. */

const empty = emptyExpense('e1', RECEIPT);
const filled: DraftExpense = { ...empty, kind: 'taxi', date: '2026-03-10', amountCents: 2340, merchant: 'Taksi Oy' };
const reading = (read: Parameters<typeof receipt>[0] = {}, more: Partial<SavedReading> = {}): Reading =>
  openReading({
    sha256: '',
    pages: 1,
    via: 'ocr',
    time: null,
    vat: [],
    mealsIncluded: [],
    language: 'fi',
    candidates: { total: [] },
    ms: 1,
    ...(receipt(read).reading as Pick<Reading, 'total' | 'date'>),
    merchant: { value: 'Taksi Oy', businessId: null, confidence: 0.8 },
    kind: { value: 'taxi', confidence: 0.9 },
    text: '',
    ...more,
  });

test('an empty row is a row with nothing in it, in euro', () => {
  expect(DraftExpense.parse(empty)).toEqual(empty);
  const { id, receiptId, currency, mealsCents, filled: isFilled, ...rest } = empty;
  expect([id, receiptId, currency, mealsCents, isFilled]).toEqual(['e1', RECEIPT, 'EUR', 0, false]);
  for (const [field, value] of Object.entries(rest)) expect(value ?? [], field).toHaveLength(0);
});

describe('filling a row', () => {
  test.each([['kind'], ['date'], ['amountCents'], ['merchant']] as const)(
    'fills %s when it alone is empty',
    (field) => {
      expect(fillExpense({ ...filled, [field]: empty[field] }, reading())).toEqual({ ...filled, filled: true });
    },
  );

  test('a sum of 0,00 is a sum, and brings its currency', () => {
    expect(fillExpense(empty, reading({ cents: 0, currency: 'SEK' }))).toMatchObject({
      amountCents: 0,
      currency: 'SEK',
    });
  });

  test('a merchant’s name is cut at 200 characters, the longest that can be kept', () => {
    const named = (length: number) =>
      fillExpense(empty, reading({}, { merchant: { value: 'x'.repeat(length), businessId: null, confidence: 1 } }));
    expect(named(200).merchant).toHaveLength(200);
    expect(named(201).merchant).toHaveLength(200);
  });
});

describe('what is in doubt', () => {
  test('is nothing before the receipt was read, nor in what it does not say', () => {
    expect(doubtsOf(empty, null)).toEqual([]);
    expect(doubtsOf(empty, reading({}, { total: null, date: null }))).toEqual([]);
  });

  test('is each field by itself', () => {
    expect(doubtsOf(empty, reading({ sureTotal: false }))).toEqual(['amount']);
    expect(doubtsOf(empty, reading({ sureDate: false }))).toEqual(['date']);
    const both = reading({ sureTotal: false, sureDate: false });
    expect(doubtsOf(empty, both)).toEqual(['amount', 'date']);
    expect(doubtsOf(confirmed(empty, 'amount'), both)).toEqual(['date']);
  });
});

describe('what is still empty', () => {
  test('is each field by itself, and the currency of a sum without one', () => {
    expect(emptyFieldsOf({ ...filled, kind: null }, [])).toEqual(['kind']);
    expect(emptyFieldsOf({ ...filled, date: null }, [])).toEqual(['date']);
    expect(emptyFieldsOf({ ...filled, amountCents: null }, [])).toEqual(['amount']);
    expect(emptyFieldsOf({ ...filled, currency: 'XXX' }, [])).toEqual(['currency']);
  });

  test('is not asked twice while it is in doubt', () => {
    expect(emptyFieldsOf(empty, ['date'])).toEqual(['kind', 'amount']);
    expect(emptyFieldsOf(empty, ['amount', 'date'])).toEqual(['kind']);
  });
});

describe('a part of the way that is offered', () => {
  const { id: _, ...known } = leg();
  const draft = draftOf({}, { legs: [leg({ id: 'l0', departure: '2026-03-09T12:00' }), leg()] });

  test('is known by mode and departure, whatever its places', () => {
    expect(hasLeg(draft, known)).toBe(true);
    expect(hasLeg(draft, { ...known, from: '', to: '' })).toBe(true);
    expect(hasLeg(draft, { ...known, mode: 'bus' })).toBe(false);
    expect(hasLeg(draft, { ...known, departure: '2026-03-10T06:25' })).toBe(false);
    expect(hasLeg(draftOf(), known)).toBe(false);
  });

  test('without a time is known by mode and both places', () => {
    const untimed = { ...known, departure: null, arrival: null };
    expect(hasLeg(draft, untimed)).toBe(true);
    expect(hasLeg(draft, { ...untimed, from: 'Oulu' })).toBe(false);
    expect(hasLeg(draft, { ...untimed, to: 'Oulu' })).toBe(false);
    expect(hasLeg(draft, { ...untimed, mode: 'bus' })).toBe(false);
  });
});

test('the nights of a bill stand among the others in order of date', () => {
  const draft = draftOf({ end: '2026-03-13T18:10', nights: [{ date: '2026-03-11', lodging: 'private' }] });
  const billed = withBilledNights(draft, { ...filled, nights: ['2026-03-12', '2026-03-10'] });
  expect(billed.trip.nights.map(({ date, lodging }) => `${date} ${lodging}`)).toEqual([
    '2026-03-10 hotel',
    '2026-03-11 private',
    '2026-03-12 hotel',
  ]);
});
