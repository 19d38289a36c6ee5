import { describe, expect, test } from 'vitest';
import { TripClaim } from '../../src/claim/claim.ts';
import { expenseKinds, legModes, lodgings, reasonCodes, vehicles } from '../../src/claim/codes.ts';
import { openReading, Reading, readingFailures } from '../../src/claim/reading.ts';
import { claimOf, refused } from './claims.ts';

/** What a trip claim may be: its defaults, its limits on both sides, and what is no part of it. */

const DAY = '2026-03-10';
const AT = `${DAY}T12:00`;
const text = (length: number) => 'x'.repeat(length);
const many = (count: number, row: unknown) => Array.from({ length: count }, () => row);
const kept = (input: unknown) => TripClaim.safeParse(input).success;
const withTrip = (more: object) => kept(claimOf(more));
const cost = { id: 'e', kind: 'train', date: DAY, amountCents: 100 };
const withCost = (more: object) => kept({ ...claimOf(), expenses: [{ ...cost, ...more }] });
const drive = { vehicle: 'car', km: 1, date: DAY };
const withDrive = (more: object) => kept({ ...claimOf(), mileage: [{ ...drive, ...more }] });
const leg = { mode: 'train', from: 'A', to: 'B', departure: AT, arrival: AT };

test('a claim of a trip’s two times is whole: the rest has its default', () => {
  const { trip, ...claim } = TripClaim.parse({ id: '', trip: { start: AT, end: AT } });
  expect(claim).toMatchObject({ id: '', mileage: [], expenses: [], attachments: { invitation: false } });
  expect(trip).toMatchObject({
    purpose: '',
    kind: 'meeting',
    timeZone: 'Europe/Helsinki',
    startFrom: 'home',
    endAt: 'home',
    distanceKm: {},
    legs: [],
    freeMeals: [],
    ownMeals: [],
    nights: [],
    abroad: [],
    aboard: [],
    waivesPerDiem: false,
    otherPayer: null,
    advanceCents: 0,
  });
});

test('a row has its defaults: in euro, without a receipt, a reason or a decision', () => {
  const supplements = [{ kind: 'dog', km: 1 }];
  const freeMeals = [{ at: AT, meal: 'lunch' }];
  const parsed = TripClaim.parse({
    ...claimOf({ freeMeals } as object),
    expenses: [{ ...cost, justification: { code: 'luggage' } }],
    mileage: [{ ...drive, supplements }],
  });
  expect(parsed.expenses[0]).toMatchObject({
    currency: 'EUR',
    hasReceipt: false,
    readCents: null,
    justification: { code: 'luggage', text: '' },
    from: '',
    to: '',
    nights: [],
    mealsCents: 0,
    place: null,
    days: null,
  });
  expect(parsed.mileage[0]).toMatchObject({
    from: '',
    to: '',
    supplements: [{ kind: 'dog', km: 1, name: '' }],
    routeKm: null,
    kmEarlierThisYear: 0,
    reason: null,
    reasonAccepted: null,
    publicFareCents: null,
  });
  expect(parsed.trip.freeMeals[0]?.source).toBe('organiser');
});

describe('every word of the contract is known', () => {
  test.each(expenseKinds)('cost %s', (kind) => expect(withCost({ kind })).toBe(true));
  test.each(vehicles)('vehicle %s', (vehicle) => expect(withDrive({ vehicle })).toBe(true));
  test.each(lodgings)('night %s', (lodging) => expect(withTrip({ nights: [{ date: DAY, lodging }] })).toBe(true));
  test.each(legModes)('mode %s', (mode) => expect(withTrip({ legs: [{ ...leg, mode }] })).toBe(true));
  test.each(reasonCodes)('reason %s', (code) => expect(withCost({ justification: { code } })).toBe(true));

  test('as the contract has them', () => {
    expect(vehicles.join()).toBe('car,motorcycle,moped,bicycle,motorboat-small,motorboat-large,snowmobile,atv');
    expect(expenseKinds.join()).toBe(
      'train,bus,local-transport,ship,flight,taxi,lodging,parking,seat-or-berth,luggage,course-fee,other,fee',
    );
    expect(lodgings.join()).toBe('hotel,free,private,berth,unused,in-flight');
    for (const meal of ['breakfast', 'lunch', 'dinner'])
      for (const source of ['organiser', 'ticket', 'room'])
        expect(withTrip({ freeMeals: [{ at: AT, meal, source }] })).toBe(true);
    for (const place of ['airport', 'station', 'lodging', 'street']) expect(withCost({ place })).toBe(true);
    for (const kind of ['passenger', 'trailer', 'caravan', 'heavy-load', 'large-item', 'dog', 'forest-road'])
      expect(withDrive({ supplements: [{ kind, km: 1 }] })).toBe(true);
    for (const kind of ['meeting', 'training']) expect(withTrip({ kind })).toBe(true);
    for (const startFrom of ['home', 'workplace']) expect(withTrip({ startFrom, endAt: startFrom })).toBe(true);
  });
});

describe('sums', () => {
  test('are whole cents from 0 to ten million euro', () => {
    for (const amountCents of [0, 1_000_000_000]) expect(withCost({ amountCents })).toBe(true);
    for (const amountCents of [-1, 0.5, 1_000_000_001]) expect(withCost({ amountCents })).toBe(false);
  });
});

describe('kilometres', () => {
  test('are from 0 to 40 000, those of a year up to a million', () => {
    for (const km of [0, 0.1, 40_000]) expect(withDrive({ km })).toBe(true);
    for (const km of [-0.1, 40_000.1]) expect(withDrive({ km })).toBe(false);
    for (const kmEarlierThisYear of [0, 1_000_000]) expect(withDrive({ kmEarlierThisYear })).toBe(true);
    for (const kmEarlierThisYear of [-1, 1_000_001]) expect(withDrive({ kmEarlierThisYear })).toBe(false);
  });
});

describe('texts', () => {
  test('are cut off by nobody: names of 200 and texts of 2 000 characters are kept, longer ones refused', () => {
    expect([withTrip({ purpose: text(2000) }), withTrip({ purpose: text(2001) })]).toEqual([true, false]);
    expect([withDrive({ from: text(200) }), withDrive({ from: text(201) })]).toEqual([true, false]);
    expect([kept({ ...claimOf(), id: text(200) }), kept({ ...claimOf(), id: text(201) })]).toEqual([true, false]);
    expect([withTrip({ timeZone: text(64) }), withTrip({ timeZone: text(65) })]).toEqual([true, false]);
    expect([withCost({ id: 'x' }), withCost({ id: '' })]).toEqual([true, false]);
  });

  test('currencies and countries are capitals of their length, and nothing around them', () => {
    expect(withCost({ currency: 'SEK' })).toBe(true);
    for (const currency of ['sek', 'SE', 'SEKK', 'xSEK']) expect(withCost({ currency })).toBe(false);
    const abroad = (country: string) => withTrip({ abroad: [{ country, from: AT, to: AT }] });
    const aboard = (lastLeft: string, firstReached: string) =>
      withTrip({ aboard: [{ vessel: 'ship', from: AT, to: AT, lastLeft, firstReached }] });
    expect([abroad('SE'), aboard('FI', 'SE')]).toEqual([true, true]);
    for (const wrong of ['se', 'S', 'SWE', 'xSE'])
      expect([abroad(wrong), aboard(wrong, 'SE'), aboard('FI', wrong)]).toEqual([false, false, false]);
    expect(withTrip({ aboard: [{ vessel: 'plane', from: AT, to: AT, lastLeft: 'FI', firstReached: 'SE' }] })).toBe(
      true,
    );
  });
});

describe('times', () => {
  test('are wall-clock times to the minute or the second, or have an offset', () => {
    for (const end of ['2026-03-10T20:00', '2026-03-10T20:00:30', '2026-03-10T20:00+02:00', '2026-03-10T18:00Z'])
      expect(withTrip({ end })).toBe(true);
    for (const end of ['2026-03-10', '20:00', '2026-03-10 20:00', '2026-03-10T24:01', '2026-02-29T20:00', ''])
      expect(withTrip({ end })).toBe(false);
  });

  test('dates are days of the calendar', () => {
    expect([withCost({ date: '2024-02-29' }), withCost({ date: '2026-02-29' })]).toEqual([true, false]);
  });
});

describe('rows', () => {
  test('of a kind are at most 200, supplements of a drive 20, days of parking 1 to 366', () => {
    const meal = { at: AT, meal: 'lunch' };
    const lists: [string, unknown][] = [
      ['legs', leg],
      ['freeMeals', meal],
      ['ownMeals', { at: AT, distanceKm: 1 }],
      ['nights', { date: DAY, lodging: 'hotel' }],
      ['abroad', { country: 'SE', from: AT, to: AT }],
      ['aboard', { vessel: 'ship', from: AT, to: AT, lastLeft: 'FI', firstReached: 'SE' }],
    ];
    for (const [name, row] of lists)
      expect([name, withTrip({ [name]: many(200, row) }), withTrip({ [name]: many(201, row) })]).toEqual([
        name,
        true,
        false,
      ]);
    const costs = (count: number) => kept({ ...claimOf(), expenses: many(count, cost) });
    const drives = (count: number) => kept({ ...claimOf(), mileage: many(count, drive) });
    const evenings = (count: number) => withCost({ nights: many(count, DAY) });
    const supplements = (count: number) => withDrive({ supplements: many(count, { kind: 'dog', km: 1 }) });
    for (const list of [costs, drives, evenings]) expect([list(200), list(201)]).toEqual([true, false]);
    expect([supplements(20), supplements(21)]).toEqual([true, false]);
    for (const days of [1, 366]) expect(withCost({ days })).toBe(true);
    for (const days of [0, 367, 1.5]) expect(withCost({ days })).toBe(false);
  });

  test('with a field nobody knows are refused, at any depth', () => {
    const extra = { extra: 1 };
    const passenger = { kind: 'passenger', km: 1 };
    const refusedAt: [object, string][] = [
      [{ ...claimOf(), ...extra }, 'extra'],
      [claimOf({ ...extra } as object), 'trip.extra'],
      [claimOf({ distanceKm: { home: 100, ...extra } }), 'trip.distanceKm.extra'],
      [claimOf({ legs: [{ ...leg, ...extra }] } as object), 'trip.legs[0].extra'],
      [claimOf({ freeMeals: [{ at: AT, meal: 'lunch', ...extra }] } as object), 'trip.freeMeals[0].extra'],
      [claimOf({ ownMeals: [{ at: AT, distanceKm: 1, ...extra }] } as object), 'trip.ownMeals[0].extra'],
      [claimOf({ nights: [{ date: DAY, lodging: 'free', ...extra }] } as object), 'trip.nights[0].extra'],
      [claimOf({ otherPayer: { name: 'V', paidCents: 1, ...extra } } as object), 'trip.otherPayer.extra'],
      [{ ...claimOf(), expenses: [{ ...cost, ...extra }] }, 'expenses[0].extra'],
      [{ ...claimOf(), mileage: [{ ...drive, ...extra }] }, 'mileage[0].extra'],
      [
        { ...claimOf(), mileage: [{ ...drive, supplements: [{ ...passenger, ...extra }] }] },
        'mileage[0].supplements[0].extra',
      ],
      [{ ...claimOf(), mileage: [{ ...drive, reason: { code: 'luggage', ...extra } }] }, 'mileage[0].reason.extra'],
      [{ ...claimOf(), attachments: { invitation: true, ...extra } }, 'attachments.extra'],
      [{ ...claimOf(), group: { name: 'G', termStart: DAY, termEnd: DAY, ...extra } }, 'group.extra'],
    ];
    for (const [input, path] of refusedAt) expect(refused(input)).toMatchObject({ code: 'invalid-input', path });
  });
});

describe('a reading of a receipt', () => {
  const located = { confidence: 0.9, sure: true, page: 1, box: [0, 0, 1, 1] };
  const reading = {
    sha256: '0',
    pages: 1,
    via: 'ocr',
    total: { cents: 2340, currency: 'EUR', ...located },
    date: { value: DAY, ...located },
    time: { value: '05:42', confidence: 0.9 },
    merchant: { value: 'Taksi Oy', businessId: null, confidence: 0.8 },
    vat: [{ rate: 13.5, netCents: 2062, vatCents: 278, grossCents: 2340 }],
    kind: { value: 'taxi', confidence: 0.9 },
    mealsIncluded: ['breakfast'],
    language: 'fi',
    candidates: { total: [{ cents: 2340, currency: 'EUR', confidence: 0.9, page: 1, box: [0, 0, 1, 1] }] },
    text: '',
    ms: 1840,
  };

  test('keeps every field, and a field that was not found is null', () => {
    expect(Reading.parse(reading)).toMatchObject(reading);
    for (const field of ['total', 'date', 'time', 'merchant', 'kind', 'language'])
      expect(Reading.parse({ ...reading, [field]: null })).toMatchObject({ [field]: null });
    expect(Reading.parse({ ...reading, via: 'text-layer' }).via).toBe('text-layer');
  });

  test('lacks none, and has no box with three sides', () => {
    for (const field of Object.keys(reading))
      expect(Reading.safeParse({ ...reading, [field]: undefined }).success).toBe(false);
    expect(Reading.safeParse({ ...reading, date: { ...reading.date, box: [0, 0, 1] } }).success).toBe(false);
  });

  test('kept before the reader found more opens with that null or empty, and opens the same again', () => {
    const opened = openReading(Reading.parse(reading));
    expect(opened).toMatchObject({
      time: { value: '05:42', page: null, box: null },
      kind: { value: 'taxi', page: null },
      vat: [{ rate: 13.5, confidence: null, page: null, box: null }],
      businessId: null,
      payment: null,
      receiptNumber: null,
      routes: [],
      lodging: null,
      parking: null,
      meals: [],
      notices: [],
      turned: [],
    });
    expect(openReading(opened)).toEqual(opened);
  });

  test('fails in nine ways', () => {
    expect(readingFailures.join()).toBe(
      'file-empty,file-type-unknown,file-broken,file-encrypted,too-many-pages,too-many-pixels,reading-timed-out,reader-crashed,reader-out-of-memory',
    );
  });
});
