import { describe, expect, test } from 'vitest';
import { type DraftContext, tripClaimOf } from '../../src/claim/complete.ts';
import type { ClaimDraft, DraftExpense, DraftMileage } from '../../src/claim/draft.ts';
import { newDraft } from '../../src/claim/new-draft.ts';
import type { Reading } from '../../src/claim/reading.ts';
import { context as contextWith, RECEIPT } from './drafts.ts';

const context = (receipts: DraftContext['receipts'] = []): DraftContext => contextWith({ receipts });

const empty = newDraft({ freeMeals: [] }, { iban: 'FI2112345600000785', name: 'Testi Jäsen' });
const whole: ClaimDraft = {
  ...empty,
  trip: {
    ...empty.trip,
    start: '2026-03-10T06:40',
    end: '2026-03-10T18:10',
    distanceKm: { home: 178, workplace: null },
  },
};
const taxi: DraftExpense = {
  id: 'e1',
  receiptId: RECEIPT,
  kind: 'taxi',
  date: '2026-03-10',
  amountCents: 2340,
  currency: 'EUR',
  merchant: '',
  justification: { code: 'no-connection', text: '' },
  from: '',
  to: '',
  nights: [],
  mealsCents: 0,
  place: null,
  days: null,
  exchangeRate: null,
  lostReceipt: null,
  publicTransport: '',
  confirmed: [],
  filled: false,
};
const located = { confidence: 0.6, page: 1, box: [0, 0, 1, 1] as [number, number, number, number] };
const read = (sure: boolean, cents = 2340): DraftContext['receipts'][number] => ({
  id: RECEIPT,
  status: 'read',
  failure: null,
  reading: {
    total: { cents, currency: 'EUR', sure, ...located },
    date: { value: '2026-03-10', sure: true, ...located },
  } as Reading,
});
const drive: DraftMileage = {
  id: 'm1',
  vehicle: 'car',
  km: 120,
  date: '2026-03-10',
  from: 'Katu 1',
  to: 'Tie 2',
  supplements: [],
  routeKm: null,
  kmEarlierThisYear: 0,
  reason: { code: 'no-connection', text: '' },
  publicFareCents: null,
};

const missingOf = (draft: ClaimDraft, receipts?: DraftContext['receipts']): string[] =>
  tripClaimOf(draft, context(receipts)).missing.map(({ path, code }) => `${path} ${code}`);
const withTaxi = (more: Partial<DraftExpense>): ClaimDraft => ({ ...whole, expenses: [{ ...taxi, ...more }] });

test('a new draft lacks departure, return and the distance from where it starts', () => {
  expect(missingOf(empty)).toEqual([
    'trip.start departure-missing',
    'trip.end return-missing',
    'trip.distanceKm.home distance-missing',
  ]);
  expect(tripClaimOf(empty, context()).tripClaim).toBeNull();
});

test('with times and distance nothing is missing, and the workplace that is not given stays away', () => {
  const { tripClaim, missing } = tripClaimOf(whole, context());
  expect(missing).toEqual([]);
  expect(tripClaim?.trip.distanceKm).toEqual({ home: 178 });
});

test('somebody who wants no per diem is not asked for the distance', () => {
  expect(
    missingOf({ ...whole, trip: { ...whole.trip, distanceKm: { home: null, workplace: null }, waivesPerDiem: true } }),
  ).toEqual([]);
});

describe('a value that was read', () => {
  test('surely is not asked again; unsurely it is asked until it is confirmed', () => {
    expect(missingOf(withTaxi({}), [read(true)])).toEqual([]);
    expect(missingOf(withTaxi({}), [read(false)])).toEqual(['expenses[e1].amountCents amount-unconfirmed']);
    expect(missingOf(withTaxi({ confirmed: ['amount'] }), [read(false)])).toEqual([]);
  });

  test('and was typed otherwise is not asked again, and the engine is told both', () => {
    const { tripClaim, missing } = tripClaimOf(withTaxi({ amountCents: 2380 }), context([read(false)]));
    expect(missing).toEqual([]);
    expect(tripClaim?.expenses[0]).toMatchObject({ amountCents: 2380, readCents: 2340, hasReceipt: true });
  });

  test('as a refund is no sum to differ from', () => {
    const { tripClaim } = tripClaimOf(withTaxi({}), context([read(true, -2340)]));
    expect(tripClaim?.expenses[0]?.readCents).toBeNull();
  });
});

test('a row that is not complete is told by its field and left out of the sum until it is', () => {
  const draft = withTaxi({ kind: null, date: null, amountCents: null });
  expect(missingOf(draft, [read(true)])).toEqual([
    'expenses[e1].kind expense-kind-missing',
    'expenses[e1].date expense-date-missing',
    'expenses[e1].amountCents expense-amount-missing',
  ]);
  expect(tripClaimOf(draft, context([read(true)])).tripClaim?.expenses).toEqual([]);
});

test('a receipt nobody said anything about, one still being read and one that cannot be opened are each told', () => {
  const queued = { ...read(true), status: 'queued' as const, reading: null };
  const broken = { ...read(true), status: 'failed' as const, failure: 'file-broken' as const, reading: null };
  const slow = { ...broken, failure: 'reading-timed-out' as const };
  expect(missingOf(whole, [read(true)])).toEqual([`receipts[${RECEIPT}] receipt-unused`]);
  expect(missingOf(withTaxi({}), [queued])).toEqual([`receipts[${RECEIPT}] receipt-being-read`]);
  expect(missingOf(withTaxi({}), [broken])).toEqual([`receipts[${RECEIPT}] receipt-unusable`]);
  expect(missingOf(withTaxi({}), [slow])).toEqual([]);
});

test('a receipt of somebody else’s claim, or one that was removed, proves nothing', () => {
  expect(tripClaimOf(withTaxi({}), context([])).tripClaim?.expenses[0]).toMatchObject({
    hasReceipt: false,
    readCents: null,
  });
  expect(tripClaimOf(withTaxi({}), context([read(true)])).tripClaim?.expenses[0]).toMatchObject({ hasReceipt: true });
});

test('a sum without a currency is asked for it', () => {
  expect(missingOf(withTaxi({ currency: 'XXX' }), [read(true)])).toEqual([
    'expenses[e1].currency expense-currency-missing',
  ]);
});

test('every night between departure and return is asked, and only those', () => {
  const nights = (dates: string[]) => dates.map((date) => ({ date, lodging: 'hotel' as const }));
  const trip = { ...whole.trip, end: '2026-03-12T18:10' };
  expect(missingOf({ ...whole, trip: { ...trip, nights: nights(['2026-03-10']) } })).toEqual([
    'trip.nights[2026-03-11] night-missing',
  ]);
  expect(missingOf({ ...whole, trip: { ...trip, nights: nights(['2026-03-10', '2026-03-11']) } })).toEqual([]);
});

test('a hotel bill needs its nights, parking its place and days, another reason its words', () => {
  expect(missingOf(withTaxi({ kind: 'lodging' }), [read(true)])).toEqual([
    'expenses[e1].nights lodging-nights-missing',
  ]);
  expect(missingOf(withTaxi({ kind: 'parking' }), [read(true)])).toEqual([
    'expenses[e1].place parking-place-missing',
    'expenses[e1].days parking-days-missing',
  ]);
  expect(missingOf(withTaxi({ justification: { code: 'other', text: ' ' } }), [read(true)])).toEqual([
    'expenses[e1].justification.text reason-text-missing',
  ]);
});

test('own car needs kilometres, day, addresses, and the name and kilometres of each passenger', () => {
  const bare = {
    ...drive,
    km: null,
    date: null,
    from: ' ',
    supplements: [{ kind: 'passenger' as const, km: null, name: '' }],
  };
  expect(missingOf({ ...whole, mileage: [bare] })).toEqual([
    'mileage[m1].km mileage-km-missing',
    'mileage[m1].date mileage-date-missing',
    'mileage[m1].from mileage-address-missing',
    'mileage[m1].supplements[0].km supplement-km-missing',
    'mileage[m1].supplements[0].name passenger-name-missing',
  ]);
});

test('a reason for the own car is given and waits for the assistant: neither accepted nor rejected', () => {
  const { tripClaim } = tripClaimOf({ ...whole, mileage: [drive] }, context());
  expect(tripClaim?.mileage[0]).toMatchObject({ km: 120, reasonAccepted: null });
});

test('an account number with one digit wrong is noticed, one with blanks is fine', () => {
  const paid = (iban: string) => missingOf({ ...whole, payment: { iban, accountHolder: 'Testi Jäsen' } });
  expect(paid('FI21 1234 5600 0007 85')).toEqual([]);
  expect(paid('FI21 1234 5600 0007 86')).toEqual(['payment.iban iban-wrong']);
  expect(paid('')).toEqual(['payment.iban iban-missing']);
});

test('a trip that ends today can be sent today, one that ends tomorrow cannot', () => {
  const ending = (end: string) => ({ ...whole, trip: { ...whole.trip, start: '2026-03-22T06:40', end } });
  expect(missingOf(ending('2026-03-22T23:59'))).toEqual([]);
  const tomorrow = ending('2026-03-23T00:10');
  const nights = [{ date: '2026-03-22', lodging: 'private' as const }];
  expect(missingOf({ ...tomorrow, trip: { ...tomorrow.trip, nights } })).toEqual(['trip.end trip-not-over']);
});

test('the draft is not changed by looking at it', () => {
  const before = structuredClone(whole);
  tripClaimOf(whole, context());
  expect(whole).toEqual(before);
});
