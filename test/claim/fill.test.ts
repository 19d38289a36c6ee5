import { describe, expect, test } from 'vitest';
import type { ClaimDraft, DraftExpense } from '../../src/claim/draft.ts';
import {
  confirmed,
  doubtsOf,
  emptyExpense,
  emptyFieldsOf,
  fillDraft,
  fillExpense,
  hasLeg,
  legOffers,
  withBilledNights,
} from '../../src/claim/fill.ts';
import { openReading, type Reading, type SavedReading } from '../../src/claim/reading.ts';

const box: [number, number, number, number] = [0.6, 0.7, 0.2, 0.02];

const reading = (part: Partial<SavedReading> = {}): Reading =>
  openReading({
    sha256: '0'.repeat(64),
    pages: 1,
    via: 'ocr',
    total: { cents: 2340, currency: 'EUR', confidence: 0.97, sure: true, page: 1, box },
    date: { value: '2026-03-10', confidence: 0.95, sure: true, page: 1, box },
    time: null,
    merchant: { value: 'Taksi Esimerkki Oy', businessId: null, confidence: 0.8 },
    vat: [],
    kind: { value: 'taxi', confidence: 0.9 },
    mealsIncluded: [],
    language: 'fi',
    candidates: { total: [] },
    text: '',
    ms: 1,
    ...part,
  });

const unsure = reading({ total: { cents: 2340, currency: 'EUR', confidence: 0.5, sure: false, page: 1, box } });
const empty = emptyExpense('e1', '0b6f2a52-59f5-4d3c-9b1e-0e1f0a2b3c4d');
const row = (part: Partial<DraftExpense>): DraftExpense => ({ ...empty, ...part });

describe('a read receipt fills its row', () => {
  test('every empty field', () => {
    expect(fillExpense(empty, reading())).toEqual(
      row({ kind: 'taxi', date: '2026-03-10', amountCents: 2340, merchant: 'Taksi Esimerkki Oy', filled: true }),
    );
  });

  test('never a field that a person has typed', () => {
    const typed = row({ kind: 'bus', date: '2026-03-09', amountCents: 990, merchant: 'Bussi' });
    expect(fillExpense(typed, reading())).toEqual({ ...typed, filled: true });
  });

  test('a sum of zero was typed and stays', () => {
    expect(fillExpense(row({ amountCents: 0 }), reading()).amountCents).toBe(0);
  });

  test('the currency comes with the sum and only with it', () => {
    const crowns = reading({ total: { cents: 50_000, currency: 'SEK', confidence: 1, sure: true, page: 1, box } });
    expect(fillExpense(empty, crowns)).toMatchObject({ amountCents: 50_000, currency: 'SEK' });
    expect(fillExpense(row({ amountCents: 100 }), crowns)).toMatchObject({ amountCents: 100, currency: 'EUR' });
  });

  test('a refund is not a sum that could be claimed', () => {
    const refund = reading({ total: { cents: -2340, currency: 'EUR', confidence: 1, sure: true, page: 1, box } });
    expect(fillExpense(empty, refund).amountCents).toBeNull();
  });

  test('nothing read leaves everything empty: nothing is guessed', () => {
    const nothing = reading({ total: null, date: null, merchant: null, kind: null });
    expect(fillExpense(empty, nothing)).toEqual({ ...empty, filled: true });
  });
});

describe('what is asked about', () => {
  test('a field read surely is not', () => {
    expect(doubtsOf(empty, reading())).toEqual([]);
  });

  test('a field read unsurely is, until it is confirmed', () => {
    const filled = fillExpense(empty, unsure);
    expect(doubtsOf(filled, unsure)).toEqual(['amount']);
    expect(doubtsOf(confirmed(filled, 'amount'), unsure)).toEqual([]);
  });

  test('confirming twice changes nothing', () => {
    const once = confirmed(empty, 'amount', 'date');
    expect(confirmed(once, 'amount')).toBe(once);
    expect(once.confirmed).toEqual(['amount', 'date']);
  });

  test('an empty field that is being asked about is not also open for typing', () => {
    expect(emptyFieldsOf(empty, ['amount'])).toEqual(['kind', 'date']);
    expect(emptyFieldsOf(fillExpense(empty, reading()), [])).toEqual([]);
  });
});

/** A value as the reader hands it out. */
const at = <T>(value: T) => ({ value, confidence: 0.9, page: 1, box });
type Way = SavedReading['routes'] extends (infer Each)[] | undefined ? Each : never;
const way = (part: Way = {}): Way => ({ from: at('Tampere'), to: at('Helsinki'), ...part });

describe('a ticket offers parts of the way', () => {
  const train = row({ kind: 'train', date: '2026-03-02' });
  const offers = (routes: Way[], of: DraftExpense = train) => legOffers(of, reading({ routes }));

  test('on the day of travel, not of the purchase', () => {
    const timed = way({ date: at('2026-03-10'), departure: at('06:24'), arrival: at('08:10') });
    expect(offers([timed])).toEqual([
      { mode: 'train', from: 'Tampere', to: 'Helsinki', departure: '2026-03-10T06:24', arrival: '2026-03-10T08:10' },
    ]);
  });

  test('on the day of the row where the ticket prints none', () => {
    const timed = way({ departure: at('06:24'), arrival: at('08:10') });
    expect(offers([timed])[0]?.departure).toBe('2026-03-02T06:24');
    expect(offers([timed], { ...train, date: null })[0]).toMatchObject({ departure: null, arrival: null });
  });

  test('one for each way of a return ticket', () => {
    expect(offers([way(), way({ from: at('Helsinki'), to: at('Tampere') })])).toHaveLength(2);
  });

  test('an arrival in the minute of the departure is the same day’s, a minute before it the next day’s', () => {
    const arriving = (arrival: string) =>
      offers([way({ date: at('2026-12-31'), departure: at('22:30'), arrival: at(arrival) })])[0]?.arrival;
    expect(arriving('22:30')).toBe('2026-12-31T22:30');
    expect(arriving('22:29')).toBe('2027-01-01T22:29');
  });

  test('a printed day of arrival is believed', () => {
    const ferry = way({
      date: at('2026-03-10'),
      departure: at('17:30'),
      arrivalDate: at('2026-03-12'),
      arrival: at('18:00'),
    });
    expect(offers([ferry])[0]?.arrival).toBe('2026-03-12T18:00');
  });

  test('places without times leave the times to be typed, times without places the places', () => {
    expect(offers([way()])[0]).toMatchObject({ from: 'Tampere', departure: null, arrival: null });
    const timed = { departure: at('06:24'), arrival: at('08:10') };
    expect(offers([timed])[0]).toMatchObject({ from: '', to: '', departure: '2026-03-02T06:24' });
  });

  test('half a way is none', () => {
    expect(offers([{ from: at('Tampere') }])).toEqual([]);
    expect(offers([{ departure: at('06:24') }])).toEqual([]);
  });

  test('a name of a place is cut at 200 characters', () => {
    expect(offers([way({ from: at('x'.repeat(201)) })])[0]?.from).toHaveLength(200);
  });

  test.each([['lodging'], ['local-transport'], ['taxi'], [null]] as const)('of %s offers none', (kind) => {
    expect(offers([way()], { ...train, kind })).toEqual([]);
  });
});

describe('what a receipt means for the trip fills the trip', () => {
  const lodging = {
    nights: ['2026-03-10', '2026-03-11'],
    mealsCents: 3450,
    meals: [{ name: 'Illallinen', cents: 3450, confidence: 0.9, page: 1, box }],
  };
  const ride = [{ from: at('Mäkelänkatu 7'), to: at('Rautatieasema'), km: at(8.4) }];

  test('a taxi slip gives from and to; the reason stays the member’s', () => {
    const filled = fillExpense(empty, reading({ routes: ride }));
    expect(filled).toMatchObject({ from: 'Mäkelänkatu 7', to: 'Rautatieasema', justification: null });
    expect(fillExpense(row({ from: 'Koti' }), reading({ routes: ride }))).toMatchObject({ from: 'Koti' });
  });

  test('a hotel bill gives its nights and its meals', () => {
    const bill = reading({ kind: { value: 'lodging', confidence: 0.9 }, lodging });
    expect(fillExpense(empty, bill)).toMatchObject({ nights: lodging.nights, mealsCents: 3450 });
    const typed = row({ kind: 'lodging', nights: ['2026-03-09'], mealsCents: 100 });
    expect(fillExpense(typed, bill)).toMatchObject({ nights: ['2026-03-09'], mealsCents: 100 });
  });

  test('a parking receipt gives its kind of place and its days', () => {
    const parking = { site: at('airport' as const), days: at(2) };
    const read = reading({ kind: { value: 'parking', confidence: 0.9 }, parking });
    expect(fillExpense(empty, read)).toMatchObject({ place: 'airport', days: 2 });
    expect(fillExpense(row({ place: 'street', days: 1 }), read)).toMatchObject({ place: 'street', days: 1 });
  });

  test('of another kind than the member chose, none of it', () => {
    const bill = reading({ kind: { value: 'lodging', confidence: 0.9 }, lodging });
    expect(fillExpense(row({ kind: 'other' }), bill)).toMatchObject({ nights: [], mealsCents: 0, from: '' });
  });

  test('a row is filled once: what is emptied afterwards stays empty', () => {
    const filled = fillExpense(empty, reading());
    const emptied = { ...filled, amountCents: null, merchant: '' };
    expect(fillExpense(emptied, reading())).toBe(emptied);
  });

  test('nights of a bill are nights of the trip, and only those within it once its times are told', () => {
    const bill = reading({ kind: { value: 'lodging', confidence: 0.9 }, lodging });
    const draft = (trip: Partial<ClaimDraft['trip']>) =>
      ({ trip: { start: null, end: null, nights: [], ...trip }, expenses: [empty] }) as unknown as ClaimDraft;
    const nights = (trip: Partial<ClaimDraft['trip']>) =>
      fillDraft(draft(trip), 'e1', bill, null).trip.nights.map((night) => night.date);
    expect(nights({})).toEqual(['2026-03-10', '2026-03-11']);
    expect(nights({ start: '2026-03-11T06:00', end: '2026-03-12T18:00' })).toEqual(['2026-03-11']);
    expect(nights({ start: '2026-03-10T06:00', end: '2026-03-11T00:10' })).toEqual(['2026-03-10']);
  });

  test('a row that is not there changes nothing', () => {
    const draft = { expenses: [] } as unknown as ClaimDraft;
    expect(fillDraft(draft, 'e1', reading(), null)).toBe(draft);
  });
});

describe('the trip of the draft', () => {
  const draft = {
    trip: { nights: [{ date: '2026-03-11', lodging: 'private' }] },
    legs: [{ id: 'l1', mode: 'train', from: 'Oulu', to: 'Helsinki', departure: '2026-03-10T06:24', arrival: null }],
  } as unknown as ClaimDraft;

  test('nights of a bill become hotel nights, but not where the member said otherwise', () => {
    const billed = row({ kind: 'lodging', nights: ['2026-03-10', '2026-03-11'] });
    expect(withBilledNights(draft, billed).trip.nights).toEqual([
      { date: '2026-03-10', lodging: 'hotel' },
      { date: '2026-03-11', lodging: 'private' },
    ]);
    expect(withBilledNights(draft, row({ nights: ['2026-03-11'] }))).toBe(draft);
  });

  test('an offer that is already a part of the way is known', () => {
    const offer = { mode: 'train' as const, from: '', to: '', departure: '2026-03-10T06:24', arrival: null };
    expect(hasLeg(draft, offer)).toBe(true);
    expect(hasLeg(draft, { ...offer, departure: '2026-03-10T16:24' })).toBe(false);
    expect(hasLeg(draft, { ...offer, from: 'Oulu', to: 'Helsinki', departure: null })).toBe(true);
  });
});
