import { describe, expect, test } from 'vitest';
import { DraftExpense } from '../../src/claim/draft.ts';
import {
  confirmed,
  doubtsOf,
  emptyExpense,
  emptyFieldsOf,
  fillExpense,
  hasLeg,
  legOffer,
  withBilledNights,
} from '../../src/claim/fill.ts';
import { openReading, type Reading, type SavedReading } from '../../src/claim/reading.ts';
import { draftOf, leg, RECEIPT, receipt } from './drafts.ts';

/** Field by field: what a reading gives to an empty row, and what of a ticket's words is a time or a place. */

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
  const { id, receiptId, currency, mealsCents, ...rest } = empty;
  expect([id, receiptId, currency, mealsCents]).toEqual(['e1', RECEIPT, 'EUR', 0]);
  for (const [field, value] of Object.entries(rest)) expect(value ?? [], field).toHaveLength(0);
});

describe('filling a row', () => {
  test.each([['kind'], ['date'], ['amountCents'], ['merchant']] as const)(
    'fills %s when it alone is empty',
    (field) => {
      expect(fillExpense({ ...filled, [field]: empty[field] }, reading())).toEqual(filled);
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

describe('the words of a ticket', () => {
  const row = (more: Partial<DraftExpense> = {}): DraftExpense => ({
    ...empty,
    kind: 'train',
    date: '2026-03-10',
    ...more,
  });
  const offer = (text: string, more: Partial<DraftExpense> = {}) => legOffer(row(more), reading({}, { text }));
  const times = (text: string) => {
    const { departure, arrival } = offer(text) ?? {};
    return departure && arrival ? `${departure.slice(11)} ${arrival.slice(11)}` : null;
  };
  const places = (text: string) => {
    const { from, to } = offer(text) ?? {};
    return from ? `${from} ${to}` : null;
  };

  test.each(['train', 'bus', 'ship', 'flight'] as const)('of a %s offer a part of the way by it', (kind) => {
    expect(offer('06.24 – 08.10', { kind })).toEqual({
      mode: kind,
      from: '',
      to: '',
      departure: '2026-03-10T06:24',
      arrival: '2026-03-10T08:10',
    });
  });

  test.each([['lodging'], ['local-transport'], [null]] as const)('of %s offer none', (kind) => {
    expect(offer('06.24 – 08.10', { kind })).toBeNull();
  });

  test('without the day give no time, and without a place nothing', () => {
    expect(offer('06.24 – 08.10', { date: null })).toBeNull();
    expect(offer('Oulu - Helsinki 06.24 – 08.10', { date: null })).toMatchObject({ from: 'Oulu', departure: null });
  });

  test.each([
    '06.24 – 08.10',
    '6:24-8:10',
    '6.24 -> 8.10',
    '6.24→8.10',
    '6.24 — 8.10',
    '(6.24 - 8.10)',
    'IC 924 6.24 - 8.10, vaunu 3',
    '6.24 - 8.10; vaunu 3',
    '6.24 - klo 8.10',
    '6.24 - klo8.10',
    'kl. 6.24 - kl. 8.10',
    '6.24 - kl 8.10',
    '6.24 - kl.8.10',
    '6.24 - KLO 8.10',
    'Rata\n6.24 - 8.10\nHinta',
    'Lähtö 06.24\nSaapuminen 08.10',
    'Juna lähtee Tampere 6:24, saapuu 8:10',
    'Avgång: 06.24 Ankomst: 08.10',
    'avgår 06.24, framme 08.10',
    'avgår 06.24, ankommer 08.10',
    'Departure 06:24\nArrival 08:10',
    'departs 06:24, arrives 08:10',
    'lähtö 06.24, perillä 08.10',
  ])('%j is from 06:24 to 08:10', (text) => expect(times(text)).toBe('06:24 08:10'));

  test('hours of two digits stand beside each other and on lines of their own', () => {
    expect(times('16.24 – 18.10')).toBe('16:24 18:10');
    expect(times('Lähtö 16.24\nSaapuminen 18.10')).toBe('16:24 18:10');
  });

  test.each([
    'IC06.24 – 08.10',
    '06.24 – 08.10€',
    '06.24 08.10',
    '06.24 – 08.1',
    'Lähtö 06.24',
    'Saapuminen 08.10',
    'Lähtö 06.24\nSaapuminen 10.03.2026',
    'Lähtö 10.03.2026\nSaapuminen 08.10',
    `Lähtö 06.24\nSaapuminen ${'x'.repeat(40)} 08.10`,
  ])('%j gives no two times', (text) => expect(times(text)).toBeNull());

  test('23:59 is a time, 24:00 and 12:60 are none, first or second', () => {
    expect(times('00.00 – 23.59')).toBe('00:00 23:59');
    for (const text of ['24.00 – 08.10', '12.60 – 13.10', '08.10 – 24.00', '08.10 – 12.60'])
      expect(times(text)).toBeNull();
  });

  test('an arrival in the minute of the departure is the same day’s, a minute before it the next day’s, over a month too', () => {
    expect(offer('06.24 – 06.24')?.arrival).toBe('2026-03-10T06:24');
    expect(offer('06.24 – 06.23')?.arrival).toBe('2026-03-11T06:23');
    expect(offer('22.30 – 06.10', { date: '2026-12-31' })?.arrival).toBe('2027-01-01T06:10');
  });

  test.each([
    'Tampere – Helsinki',
    'Tampere-Helsinki',
    'Tampere -> Helsinki',
    'Tampere → Helsinki',
    '  Tampere – Helsinki',
    'Rata Oy\nTampere – Helsinki\n21,00',
    'Matka: Tampere – Helsinki',
    'Matka:Tampere – Helsinki',
    'Matka Tampere – Helsinki',
    'Matka:  Tampere – Helsinki',
    'Reitti: Tampere – Helsinki',
    'Resa: Tampere – Helsinki',
    'Route: Tampere – Helsinki',
    'Tampere – Helsinki, 2. luokka',
    'Tampere – Helsinki; meno',
    'Tampere – Helsinki(meno)',
    'Tampere – Helsinki 21,00',
  ])('%j is from Tampere to Helsinki', (text) => expect(places(text)).toBe('Tampere Helsinki'));

  test.each([
    'Ostettu: Tampere – Helsinki',
    'tampere – Helsinki',
    'Tampere – helsinki',
    'Tampere Helsinki',
    'Ii – Helsinki',
    'Tampere – Ii',
    'Tampere – Helsinki2',
    'Tampere1 – Helsinki',
    '10.3. – 12.3.',
  ])('%j names no two places', (text) => expect(places(text)).toBeNull());

  test('names of 31 letters are read, of 32 are not', () => {
    const name = (letters: number) => `Å${'ä'.repeat(letters - 1)}`;
    expect(places(`${name(31)} – ${name(31)}`)).toBe(`${name(31)} ${name(31)}`);
    expect(places(`${name(32)} – Helsinki`)).toBeNull();
    expect(places(`Tampere – ${name(32)}`)).toBeNull();
    expect(places('Örö – Ähtäri')).toBe('Örö Ähtäri');
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
  const draft = draftOf({ nights: [{ date: '2026-03-11', lodging: 'private' }] });
  const billed = withBilledNights(draft, { ...filled, nights: ['2026-03-12', '2026-03-10'] });
  expect(billed.trip.nights.map(({ date, lodging }) => `${date} ${lodging}`)).toEqual([
    '2026-03-10 hotel',
    '2026-03-11 private',
    '2026-03-12 hotel',
  ]);
});
