import { describe, expect, test } from 'vitest';
import { ClaimDraft, Missing } from '../../src/claim/draft.ts';
import { emptyExpense } from '../../src/claim/fill.ts';
import { newDraft } from '../../src/claim/new-draft.ts';

/** What may be saved as a draft: nearly everything, still empty or not, but nothing that could never be sent. */

const RECEIPT = '00000000-0000-4000-8000-000000000001';
const draft = newDraft({ freeMeals: [] }, { iban: 'FI2112345600000785', name: 'Testi Jäsen' });
const expense = emptyExpense('e1', RECEIPT);
const drive = {
  id: 'm1',
  vehicle: 'car',
  km: null,
  date: null,
  from: '',
  to: '',
  supplements: [],
  routeKm: null,
  kmEarlierThisYear: 0,
  reason: null,
  publicFareCents: null,
};
const leg = { id: 'l1', mode: 'train', from: '', to: '', departure: null, arrival: null };
const stay = { id: 's1', country: null, area: '', from: null, to: null };
const crossing = { id: 'c1', vessel: 'ship', from: null, to: null, lastLeft: null, firstReached: null };
const supplement = { kind: 'passenger', km: null, name: '' };

const kept = (input: unknown): boolean => {
  const parsed = ClaimDraft.safeParse(input);
  if (parsed.success) expect(parsed.data).toEqual(input);
  return parsed.success;
};
const withStay = (more: object) => withTrip({ abroad: [{ ...stay, ...more }] });
const withCrossing = (more: object) => withTrip({ aboard: [{ ...crossing, ...more }] });
const withTrip = (more: object) => kept({ ...draft, trip: { ...draft.trip, ...more } });
const withExpense = (more: object) => kept({ ...draft, expenses: [{ ...expense, ...more }] });
const withDrive = (more: object) => kept({ ...draft, mileage: [{ ...drive, ...more }] });
const withLeg = (more: object) => kept({ ...draft, legs: [{ ...leg, ...more }] });
const many = (count: number, row: object) => Array.from({ length: count }, () => row);
const text = (length: number) => 'x'.repeat(length);

describe('a draft is kept as it stands', () => {
  test('new, and with rows in which everything is still empty', () => {
    expect(kept(draft)).toBe(true);
    expect(kept({ ...draft, expenses: [expense], mileage: [drive], legs: [leg] })).toBe(true);
    expect(withDrive({ supplements: [supplement] })).toBe(true);
    expect(withTrip({ otherPayer: { name: '', paidCents: null } })).toBe(true);
    expect(withTrip({ abroad: [stay], aboard: [crossing], earlierTraining: { days: null, endedOn: null } })).toBe(true);
    expect(withExpense({ exchangeRate: { value: '', source: 'ecb', date: null } })).toBe(true);
  });

  test('with everything filled in', () => {
    expect(
      withTrip({
        start: '2026-03-10T06:40',
        end: '2026-03-11T18:10+02:00',
        startFrom: 'workplace',
        endAt: 'home',
        distanceKm: { home: 178, workplace: 181.5 },
        freeMeals: [{ at: '2026-03-10T12:00', meal: 'lunch', source: 'ticket' }],
        ownMeals: [{ at: '2026-03-10T12:00', distanceKm: 60 }],
        nights: [{ date: '2026-03-10', lodging: 'berth' }],
        otherPayer: { name: 'Valteri', paidCents: 1 },
      }),
    ).toBe(true);
    const filled = {
      kind: 'parking',
      date: '2026-03-10',
      amountCents: 0,
      place: 'airport',
      justification: { code: 'other', text: 'lakko' },
      nights: ['2026-03-10'],
      confirmed: ['amount', 'date', 'kind'],
      receiptId: null,
    };
    expect(withExpense(filled)).toBe(true);
    const row = {
      km: 120.5,
      date: '2026-03-10',
      routeKm: 119,
      publicFareCents: 4400,
      reason: { code: 'luggage', text: '' },
    };
    expect(withDrive({ ...row, supplements: [{ ...supplement, km: 80 }] })).toBe(true);
    expect(withLeg({ departure: '2026-03-10T06:24', arrival: '2026-03-10T08:10' })).toBe(true);
  });
});

describe('a draft is refused', () => {
  test('with a field nobody knows, at any depth', () => {
    expect(kept({ ...draft, extra: 1 })).toBe(false);
    expect(withTrip({ extra: 1 })).toBe(false);
    expect(withTrip({ distanceKm: { home: null, workplace: null, extra: 1 } })).toBe(false);
    expect(withTrip({ otherPayer: { name: '', paidCents: null, extra: 1 } })).toBe(false);
    expect(withTrip({ nights: [{ date: '2026-03-10', lodging: 'hotel', extra: 1 }] })).toBe(false);
    expect(withExpense({ extra: 1 })).toBe(false);
    expect(withDrive({ extra: 1 })).toBe(false);
    expect(withDrive({ supplements: [{ ...supplement, extra: 1 }] })).toBe(false);
    expect([withLeg({ extra: 1 }), withStay({ extra: 1 }), withCrossing({ extra: 1 })]).toEqual([false, false, false]);
    expect(withTrip({ earlierTraining: { days: 1, endedOn: null, extra: 1 } })).toBe(false);
    expect(withExpense({ exchangeRate: { value: '', source: 'ecb', date: null, extra: 1 } })).toBe(false);
    expect(kept({ ...draft, payment: { ...draft.payment, extra: 1 } })).toBe(false);
  });

  test('with a row that has no name of its own', () => {
    for (const row of [withExpense, withDrive, withLeg, withStay, withCrossing]) {
      expect(row({ id: '' })).toBe(false);
      expect(row({ id: 'x' })).toBe(true);
    }
  });

  test('with over 200 rows of a kind; 200 are kept', () => {
    const meal = { at: '2026-03-10T12:00', meal: 'lunch', source: 'organiser' };
    const rows: [string, (rows: object[]) => boolean, object][] = [
      ['expenses', (expenses) => kept({ ...draft, expenses }), expense],
      ['mileage', (mileage) => kept({ ...draft, mileage }), drive],
      ['legs', (legs) => kept({ ...draft, legs }), leg],
      ['free meals', (freeMeals) => withTrip({ freeMeals }), meal],
      ['own meals', (ownMeals) => withTrip({ ownMeals }), { at: '2026-03-10T12:00', distanceKm: 60 }],
      ['stays abroad', (abroad) => withTrip({ abroad }), stay],
      ['crossings', (aboard) => withTrip({ aboard }), crossing],
      ['nights', (nights) => withTrip({ nights }), { date: '2026-03-10', lodging: 'hotel' }],
    ];
    for (const [name, keep, row] of rows)
      expect([name, keep(many(200, row)), keep(many(201, row))]).toEqual([name, true, false]);
    const evenings = (count: number) => Array.from({ length: count }, () => '2026-03-10');
    expect([withExpense({ nights: evenings(200) }), withExpense({ nights: evenings(201) })]).toEqual([true, false]);
  });

  test('with over 20 supplements of a drive; 20 are kept', () => {
    expect(withDrive({ supplements: many(20, supplement) })).toBe(true);
    expect(withDrive({ supplements: many(21, supplement) })).toBe(false);
  });

  test('with a country that is not two capitals, at land or aboard', () => {
    expect([withStay({ country: 'SE' }), withCrossing({ lastLeft: 'FI', firstReached: 'SE' })]).toEqual([true, true]);
    for (const code of ['se', 'S', 'SWE', '']) {
      expect([withStay({ country: code }), withCrossing({ lastLeft: code })], code).toEqual([false, false]);
      expect(withCrossing({ firstReached: code }), code).toBe(false);
    }
    expect([withCrossing({ vessel: 'plane' }), withCrossing({ vessel: 'train' })]).toEqual([true, false]);
  });

  test('with an exchange rate of over 20 characters, or from nowhere; as typed it is kept', () => {
    const rate = (more: object) =>
      withExpense({ exchangeRate: { value: '11,2', source: 'bank', date: null, ...more } });
    expect([rate({}), rate({ value: text(20) }), rate({ value: text(21) })]).toEqual([true, true, false]);
    expect([rate({ source: 'newspaper' }), rate({ date: '10.3.2026' })]).toEqual([false, false]);
  });

  test('with 0, 367 or half an earlier course day; 1 and 366 are kept', () => {
    const days = (count: number) => withTrip({ earlierTraining: { days: count, endedOn: '2026-03-01' } });
    expect([1, 366].map(days)).toEqual([true, true]);
    expect([0, 367, 1.5].map(days)).toEqual([false, false, false]);
  });

  test('with a currency that is not three capitals', () => {
    expect(withExpense({ currency: 'SEK' })).toBe(true);
    for (const currency of ['sek', 'SE', 'SEKK', ' SEK', '']) expect(withExpense({ currency })).toBe(false);
  });

  test('with parking of 0 or 367 days, or of half a day; 1 and 366 are kept', () => {
    for (const days of [1, 366]) expect(withExpense({ days })).toBe(true);
    for (const days of [0, 367, 1.5]) expect(withExpense({ days })).toBe(false);
  });

  test('with kilometres of the year below nothing or over a million', () => {
    for (const kmEarlierThisYear of [0, 1_000_000]) expect(withDrive({ kmEarlierThisYear })).toBe(true);
    for (const kmEarlierThisYear of [-0.1, 1_000_000.1]) expect(withDrive({ kmEarlierThisYear })).toBe(false);
  });

  test('with a fourth confirmed field, or one nobody confirms', () => {
    expect(withExpense({ confirmed: ['amount', 'date', 'kind', 'amount'] })).toBe(false);
    expect(withExpense({ confirmed: ['merchant'] })).toBe(false);
  });

  test('with a receipt that is not named by its UUID', () => {
    expect(withExpense({ receiptId: 'r1' })).toBe(false);
  });

  test('with an account number of over 42 characters, a name of over 200, a reason for lateness of over 2 000', () => {
    const payment = (iban: string) => kept({ ...draft, payment: { ...draft.payment, iban } });
    expect([payment(text(42)), payment(text(43))]).toEqual([true, false]);
    expect([withTrip({ startAddress: text(200) }), withTrip({ startAddress: text(201) })]).toEqual([true, false]);
    const late = (lateReason: string) => kept({ ...draft, lateReason });
    expect([late(text(2000)), late(text(2001))]).toEqual([true, false]);
  });
});

test('something missing is told by path, code and what to do', () => {
  const told = { path: 'trip.start', code: 'departure-missing', action: { fi: 'a', sv: 'b', en: 'c' } };
  expect(Missing.parse(told)).toEqual(told);
  for (const key of Object.keys(told)) expect(Missing.safeParse({ ...told, [key]: undefined }).success).toBe(false);
});
