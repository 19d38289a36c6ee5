import fc from 'fast-check';
import {
  type Aboard,
  type Abroad,
  type Claim,
  type Drive,
  type Expense,
  instantsOf,
  type Trip,
  wallAt,
} from './second-reading.ts';

/** Random claims that stand close to the limits of the regulation, for the two readings to be held side by side. */

const minute = 60_000;
const day = 24 * 60 * minute;
const pad = (value: number): string => String(value).padStart(2, '0');

/** Clocks of an instant; on the night of a clock change with its offset, most often. */
function written(zone: string, instant: number, withOffset = true): string {
  const wall = wallAt(zone, instant);
  if (!withOffset || instantsOf(zone, wall).length === 1) return wall;
  const minutes = (Date.parse(`${wall}Z`) - instant) / minute;
  const size = Math.abs(minutes);
  return `${wall}${minutes < 0 ? '-' : '+'}${pad(Math.floor(size / 60))}:${pad(size % 60)}`;
}

const dateOf = (zone: string, instant: number): string => wallAt(zone, instant).slice(0, 10);

/** When the trip is, and in which zone its clocks are. */
type Time = { zone: string; start: number; length: number };

// when a trip starts, and how long it lasts

const anyDate = fc
  .tuple(fc.constantFrom(2018, 2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2025, 2026, 2026, 2026), fc.nat(364))
  .map(([year, at]) => new Date(Date.UTC(year, 0, 1 + at)).toISOString().slice(0, 10));
const edgeDate = fc.oneof(
  fc.integer({ min: 2018, max: 2026 }).chain((year) => fc.constantFrom(...clockChanges(year))),
  fc.tuple(fc.integer({ min: 2017, max: 2026 }), fc.integer({ min: 28, max: 31 })).map(([y, d]) => `${y}-12-${d}`),
  fc.constantFrom('2020-02-28', '2024-02-28', '2026-02-27', '2025-12-20', '2017-12-30'),
);

/** The days before and of both clock changes: the last Sundays of March and October. */
function clockChanges(year: number): string[] {
  const last = (month: number) => {
    const end = new Date(Date.UTC(year, month, 31));
    return end.getTime() - end.getUTCDay() * day;
  };
  return [last(2), last(9)].flatMap((sunday) =>
    [sunday - 2 * day, sunday - day, sunday].map((each) => new Date(each).toISOString().slice(0, 10)),
  );
}

const clock = fc.oneof(
  fc.constantFrom('00:00', '02:59', '03:00', '03:01', '03:30', '06:59', '17:00', '20:59', '21:00', '22:59', '23:00'),
  fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 })).map(([h, m]) => `${pad(h)}:${pad(m)}`),
);
const limits = [2, 4, 6, 9, 10, 11, 12, 15, 20, 23, 24, 26, 27, 30, 34, 36, 39, 48, 50, 54, 58, 60, 72, 74, 96];
const lasting = fc.oneof(
  fc.tuple(fc.constantFrom(...limits), fc.integer({ min: -1, max: 1 })).map(([hours, off]) => hours * 60 + off),
  fc.integer({ min: 1, max: 6000 }),
);
const longLasting = fc.integer({ min: 19 * 1440, max: 25 * 1440 });

/** A minute of the trip, often at the edge of a travel day or of the trip itself. */
const minuteOf = (length: number) =>
  fc.oneof(
    fc.integer({ min: 0, max: Math.max(0, length - 1) }),
    fc
      .tuple(fc.constantFrom(0, 300, 900, 1440, 2880, 4320, length), fc.integer({ min: -1, max: 1 }))
      .map(([at, off]) => at + off),
  );

// what happens on it

const around = (limit: number) => fc.constantFrom(limit - 0.1, limit, limit + 0.1);
const km = fc.oneof(fc.constant(178), fc.constant(178), around(15), around(5), around(10));
const distances = fc.oneof(
  { weight: 4, arbitrary: fc.record({ home: km, workplace: km }) },
  { weight: 1, arbitrary: fc.record({ home: km }) },
  { weight: 1, arbitrary: fc.record({ workplace: km }) },
  { weight: 1, arbitrary: fc.constant({}) },
);
const farPlaces = fc.constant({ home: 178, workplace: 181 });

const freeMeals = ({ zone, start, length }: Time) =>
  fc.array(
    fc.record({
      at: minuteOf(length).map((at) => written(zone, start + at * minute)),
      meal: fc.constantFrom('breakfast' as const, 'lunch' as const, 'dinner' as const),
      source: fc.constantFrom('organiser' as const, 'organiser' as const, 'ticket' as const, 'room' as const),
    }),
    { maxLength: 5 },
  );
const ownMeals = ({ zone, start, length }: Time) =>
  fc.array(
    fc.record({
      at: minuteOf(length).map((at) => written(zone, start + at * minute)),
      distanceKm: fc.oneof(around(10), fc.constant(60)),
    }),
    { maxLength: 2 },
  );

const lodgings = ['private', 'private', 'hotel', 'free', 'berth', 'unused', 'in-flight'] as const;
const evenings = ({ zone, start, length }: Time): string[] => {
  const dates = new Set<string>();
  for (let at = 0; at < 12 && at * 720 < length; at += 1) dates.add(dateOf(zone, start + at * (day / 2)));
  return [...dates, dateOf(zone, start + length * minute)];
};
const nights = ({ zone, start, length }: Time) => {
  const dates = evenings({ zone, start: start - day, length: length + 1440 });
  const one = fc.record({ date: fc.constantFrom(...dates), lodging: fc.constantFrom(...lodgings) });
  const each = fc.subarray(dates).map((found) => found.map((date) => ({ date, lodging: 'private' })));
  return fc.oneof(fc.array(one, { maxLength: 3 }), each);
};

/** Countries with all their kinds: in every table, in one only, an area of its own, in no table. */
const countries: [string, string | null][] = [
  ['SE', null],
  ['EE', null],
  ['NO', null],
  ['GB', null],
  ['GB', 'Lontoo ja Edinburgh'],
  ['IS', null],
  ['PT', 'Madeira'],
  ['TR', 'Istanbul'],
  ['TR', null],
  ['LK', null],
  ['US', null],
  ['US', 'New York, Los Angeles, Washington'],
  ['GI', null],
];

type Way = Pick<Trip, 'abroad' | 'aboard'>;
type Route = { cuts: number[]; first: [string, string | null]; second: [string, string | null]; pattern: string };

/** Finland, a vessel, one country or two, a vessel, Finland: parts that follow each other without a gap. */
function wayOf({ zone, start }: Time, { cuts, first, second, pattern }: Route): Way {
  const at = (index: number) => written(zone, start + (cuts[index] ?? 0) * minute);
  const land = ([country, area]: [string, string | null], from: number, to: number): Abroad[] =>
    cuts[from] === cuts[to] ? [] : [{ country, area, from: at(from), to: at(to) }];
  const sail = (left: string, reached: string, from: number, to: number): Aboard[] =>
    cuts[from] === cuts[to]
      ? []
      : [{ vessel: 'ship', from: at(from), to: at(to), lastLeft: left, firstReached: reached }];
  const [a, b] = [first[0], second[0]];
  if (pattern === 'by land') return { abroad: land(first, 0, 3), aboard: [] };
  if (pattern === 'one country') {
    return { abroad: land(first, 1, 2), aboard: [...sail('FI', a, 0, 1), ...sail(a, 'FI', 2, 3)] };
  }
  const between = [...sail('FI', a, 0, 1), ...sail(a, b, 2, 3), ...sail(b, 'FI', 4, 5)];
  return { abroad: [...land(first, 1, 2), ...land(second, 3, 4)], aboard: between };
}

const ways = (time: Time): fc.Arbitrary<Way> => {
  const country = fc.constantFrom(...countries);
  const cuts = fc
    .array(minuteOf(time.length), { minLength: 6, maxLength: 6 })
    .map((found) => found.map((at) => Math.max(0, Math.min(at, time.length))).toSorted((x, y) => x - y));
  const pattern = fc.constantFrom('by land', 'one country', 'one country', 'two countries');
  return fc.record({ cuts, first: country, second: country, pattern }).map((route) => wayOf(time, route));
};
const home: Way = { abroad: [], aboard: [] };

// own vehicle and costs

const tenths = fc.integer({ min: 0, max: 3000 }).map((value) => value / 10);
const supplementKinds = [
  'passenger',
  'passenger',
  'trailer',
  'caravan',
  'heavy-load',
  'large-item',
  'dog',
  'forest-road',
];
const reasons = ['no-connection', 'would-be-late', 'luggage', 'other'];
const reason = fc
  .constantFrom(...reasons)
  .chain((code) => fc.constantFrom('no bus so early', 'no bus so early', '').map((text) => ({ code, text })));
const kinds = ['car', 'car', 'car', 'car', 'motorcycle', 'moped', 'bicycle', 'motorboat-small', 'snowmobile', 'atv'];

const optional = <T>(name: string, value: T | null): Record<string, T> => (value === null ? {} : { [name]: value });

const drive = (dates: string[], earlier: number): fc.Arbitrary<Drive> =>
  fc
    .record({
      vehicle: fc.constantFrom(...kinds),
      more: fc.constantFrom(0, 0, 0, 80),
      isBare: fc.integer({ min: 0, max: 9 }).map((value) => value === 0),
      km: tenths,
      date: fc.constantFrom(...dates),
      supplements: fc.array(fc.tuple(fc.constantFrom(...supplementKinds), fc.double({ min: 0, max: 1, noNaN: true })), {
        maxLength: 3,
      }),
      route: fc.option(fc.integer({ min: -50, max: 50 }), { freq: 2 }),
      reason: fc.option(reason, { freq: 3 }),
      accepted: fc.option(fc.boolean(), { freq: 2 }),
      fare: fc.option(fc.integer({ min: 0, max: 9000 })),
    })
    .map(
      (found) =>
        ({
          vehicle: found.vehicle,
          km: found.km,
          date: found.date,
          from: found.isBare ? '' : 'Mannerheimintie 1',
          to: 'Satamakatu 2',
          supplements: found.supplements.map(([kind, part]) => ({
            kind,
            km: Math.floor(found.km * part * 10) / 10,
            ...(kind === 'passenger' && !found.isBare ? { name: 'Matka Kumppani' } : {}),
          })),
          kmEarlierThisYear: found.vehicle === 'car' ? earlier + found.more : 0,
          ...optional(
            'routeKm',
            found.route === null ? null : Math.max(0, Math.round((found.km + found.route) * 10) / 10),
          ),
          ...optional('reason', found.reason),
          ...(found.reason === null ? {} : optional('reasonAccepted', found.accepted)),
          ...optional('publicFareCents', found.fare),
        }) as Drive,
    );

const drives = (dates: string[]): fc.Arbitrary<Drive[]> =>
  fc
    .oneof(fc.constant(0), fc.integer({ min: 4600, max: 5100 }), fc.constant(4999.9), fc.constant(5000))
    .chain((earlier) => fc.array(drive(dates, earlier), { maxLength: 3 }));

const tickets = [
  'train',
  'bus',
  'local-transport',
  'ship',
  'flight',
  'seat-or-berth',
  'luggage',
  'course-fee',
  'other',
];
const expenseKinds = [...tickets, 'taxi', 'taxi', 'lodging', 'lodging', 'parking', 'parking', 'parking', 'fee'];
const cents = fc.integer({ min: 1, max: 50_000 });
const rate = fc.integer({ min: 1000, max: 200_000 }).map((value) => (value / 10_000).toFixed(4));

const expense = (dates: string[], bedDates: string[]): fc.Arbitrary<Omit<Expense, 'id'>> =>
  fc
    .record({
      kind: fc.constantFrom(...expenseKinds),
      date: fc.constantFrom(...dates),
      amountCents: cents,
      hasReceipt: fc.integer({ min: 0, max: 5 }).map((value) => value > 0),
      rate: fc.option(rate, { freq: 2, nil: null }),
      foreign: fc.integer({ min: 0, max: 4 }).map((value) => value === 0),
      justification: fc.option(reason, { freq: 3 }),
      nights: fc.uniqueArray(fc.constantFrom(...bedDates), { minLength: 1, maxLength: 2 }),
      meals: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
      place: fc.constantFrom('airport' as const, 'station' as const, 'lodging' as const, 'street' as const),
      days: fc.integer({ min: 1, max: 5 }),
      read: fc.option(fc.constantFrom(0, 0, 1), { freq: 2 }),
    })
    .map((found) => ({
      kind: found.kind,
      date: found.date,
      amountCents: found.amountCents,
      currency: found.foreign ? 'SEK' : 'EUR',
      hasReceipt: found.hasReceipt,
      ...optional('readCents', found.read === null ? null : found.amountCents + found.read),
      ...(found.foreign && found.rate !== null
        ? { exchangeRate: { value: found.rate, source: 'ecb' as const, date: found.date } }
        : {}),
      ...(found.kind === 'taxi'
        ? { from: 'asema', to: 'hotelli', ...optional('justification', found.justification) }
        : {}),
      ...(found.kind === 'lodging'
        ? {
            nights: found.nights,
            ...optional('mealsCents', found.meals && Math.floor(found.meals * found.amountCents)),
          }
        : {}),
      ...(found.kind === 'parking' ? { place: found.place, days: found.days } : {}),
    }));

const expenses = (dates: string[], bedDates: string[]): fc.Arbitrary<Expense[]> =>
  fc
    .array(expense(dates, bedDates), { maxLength: 4 })
    .map((found) => found.map((each, at) => ({ id: `e${at + 1}`, ...each })));

// the whole claim

const group = fc.option(
  fc.constantFrom(
    { name: 'Ydinryhmä', termStart: '2018-09-12', termEnd: '2020-12-31' },
    { name: 'Ydinryhmä', termStart: '2021-01-01', termEnd: '2026-12-31' },
  ),
  { freq: 2 },
);
const sentAfter = fc.constantFrom(0, 30, 58, 59, 60, 61, 62, 63, 90);

const trip = (time: Time, isAbroad: boolean, kind: Trip['kind']): fc.Arbitrary<Trip> =>
  fc
    .record({
      startFrom: fc.constantFrom('home' as const, 'workplace' as const),
      distanceKm: isAbroad ? fc.oneof({ weight: 3, arbitrary: farPlaces }, distances) : distances,
      freeMeals: freeMeals(time),
      ownMeals: ownMeals(time),
      nights: nights(time),
      way: isAbroad ? ways(time) : fc.constant(home),
      waivesPerDiem: fc.integer({ min: 0, max: 9 }).map((value) => value === 0),
      payer: fc.option(fc.integer({ min: 0, max: 20_000 }), { freq: 2 }),
      advanceCents: fc.constantFrom(0, 0, 15_000),
      earlier: fc.option(fc.tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 0, max: 16 })), { freq: 2 }),
      plainOffset: fc.integer({ min: 0, max: 3 }).map((value) => value > 0),
    })
    .map(({ way, payer, earlier, plainOffset, ...rest }) => ({
      ...rest,
      ...way,
      kind,
      start: written(time.zone, time.start, plainOffset),
      end: written(time.zone, time.start + time.length * minute, plainOffset),
      timeZone: time.zone,
      ...(payer === null ? {} : { otherPayer: { name: 'Valteri', paidCents: payer } }),
      ...(kind === 'training' && earlier
        ? { earlierTraining: { days: earlier[0], endedOn: dateOf(time.zone, time.start - earlier[1] * day) } }
        : {}),
    }));

function claimOn(time: Time, isAbroad: boolean, kind: Trip['kind']): fc.Arbitrary<Claim> {
  const { zone, start, length } = time;
  const dates = evenings(time);
  const wide = evenings({ zone, start: start - 2 * day, length: length + 4 * 1440 });
  return fc
    .record({
      id: fc.constant('random'),
      submittedOn: sentAfter.map((days) => dateOf(zone, start + length * minute + days * day)),
      trip: trip(time, isAbroad, kind),
      mileage: drives(dates),
      expenses: expenses(wide, evenings({ zone, start: start - day, length: length + 1440 })),
      attachments: fc.record({ invitation: fc.boolean() }),
      group,
    })
    .map(({ group: found, ...rest }) => ({ ...rest, ...(found ? { group: found } : {}) }));
}

const shapes = fc.constantFrom<[boolean, Trip['kind']]>(
  [false, 'meeting'],
  [false, 'meeting'],
  [false, 'training'],
  [true, 'meeting'],
  [true, 'training'],
  [true, 'meeting'],
);

const elsewhere = ['Europe/Stockholm', 'America/New_York', 'Asia/Kolkata'];
const zones = fc.oneof({ weight: 4, arbitrary: fc.constant('Europe/Helsinki') }, fc.constantFrom(...elsewhere));

export const claims: fc.Arbitrary<Claim> = fc
  .record({
    date: fc.oneof({ weight: 3, arbitrary: anyDate }, { weight: 1, arbitrary: edgeDate }),
    clock,
    zone: zones,
    shape: shapes,
    isLong: fc.integer({ min: 0, max: 19 }).map((value) => value === 0),
    short: lasting,
    long: longLasting,
  })
  .chain(({ date, clock: at, zone, shape: [isAbroad, kind], isLong, short, long }) => {
    const start = instantsOf(zone, `${date}T${at}`)[0] ?? Date.parse(`${date}T12:00Z`);
    return claimOn({ zone, start, length: isLong && kind === 'training' ? long : short }, isAbroad, kind);
  });
