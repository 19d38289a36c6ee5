import type { z } from 'zod';
import type { TripClaim } from '../src/claim/claim.ts';
import {
  expenseKinds,
  lodgings,
  meals,
  parkingPlaces,
  reasonCodes,
  supplementKinds,
  vehicles,
} from '../src/claim/codes.ts';

/**
 * Invented claims as a year's post brings them: a day's meeting, several days with nights, own cars with passengers,
 * receipts, free meals, other payers, 2018–2026, and about one in a hundred that must be refused. The same number
 * always gives the same claim, so that two runs on two machines read the same bytes.
 */
type Input = z.input<typeof TripClaim>;
type Row<K extends 'mileage' | 'expenses'> = NonNullable<Input[K]>[number];

/** Numbers that look random and are the same every time (mulberry32, a public-domain generator). */
function numbersFrom(seed: number) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  return {
    between,
    oneIn: (count: number) => between(1, count) === 1,
    of: <T>(list: readonly T[]): T => list[between(0, list.length - 1)] as T,
    some: <T>(most: number, make: (at: number) => T): T[] =>
      Array.from({ length: between(0, most) }, (_, at) => make(at)),
  };
}
type Numbers = ReturnType<typeof numbersFrom>;

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const minuteOf = (ms: number) => new Date(ms).toISOString().slice(0, 'YYYY-MM-DDTHH:MM'.length);
const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 'YYYY-MM-DD'.length);

/** When a trip is, as its wall clock shows it; kept out of March and October, where an hour may not exist. */
interface Span {
  start: number;
  end: number;
}

function spanOf(numbers: Numbers): Span {
  const { between, of, oneIn } = numbers;
  const day = Date.UTC(between(2018, 2026), of([0, 1, 3, 4, 5, 7, 8, 10]), between(1, 28));
  const start = day + between(5 * 60, 12 * 60) * MINUTE;
  const minutes = oneIn(3) ? between(24 * 60, 5 * 24 * 60) : between(3 * 60, 16 * 60);
  return { start, end: start + minutes * MINUTE };
}

const within = ({ start, end }: Span, { between }: Numbers) => start + between(0, (end - start) / MINUTE) * MINUTE;

const reasonOf = ({ of }: Numbers) => ({ code: of(reasonCodes), text: of(['', 'aamun ensimmäinen yhteys on 8.10']) });

function expenseOf(at: number, span: Span, numbers: Numbers): Row<'expenses'> {
  const { between, of, oneIn } = numbers;
  const kind = oneIn(20)
    ? of(expenseKinds)
    : of(['train', 'bus', 'local-transport', 'taxi', 'lodging', 'parking'] as const);
  const date = dayOf(within(span, numbers));
  const amountCents = between(250, 25_000);
  return {
    id: `e${at + 1}`,
    kind,
    date,
    amountCents,
    hasReceipt: !oneIn(20),
    ...(oneIn(2) ? { readCents: oneIn(8) ? between(250, 25_000) : amountCents } : {}),
    ...(kind === 'taxi' && !oneIn(6) ? { justification: reasonOf(numbers), from: 'Tampere', to: 'Helsinki' } : {}),
    ...(kind === 'lodging' ? { nights: [date], mealsCents: oneIn(4) ? between(500, 2_400) : 0 } : {}),
    ...(kind === 'parking' ? { place: of(parkingPlaces), days: between(1, 4) } : {}),
    ...(oneIn(60) ? { currency: 'SEK' } : {}),
  };
}

function mileageOf(span: Span, numbers: Numbers): Row<'mileage'> {
  const { between, of, oneIn, some } = numbers;
  const km = between(20, 6_000) / 10;
  return {
    vehicle: oneIn(6) ? of(vehicles) : 'car',
    km,
    date: dayOf(within(span, numbers)),
    from: 'Hämeenkatu 1, Tampere',
    to: 'Hakaniemenranta 6, Helsinki',
    supplements: some(2, () => ({ kind: of(supplementKinds), km: oneIn(3) ? km / 2 : km, name: 'Matkustaja' })),
    ...(oneIn(4) ? { routeKm: km - 1 } : {}),
    ...(oneIn(8) ? { kmEarlierThisYear: between(4_000, 6_000) } : {}),
    ...(oneIn(5) ? { publicFareCents: between(800, 9_000) } : { reason: reasonOf(numbers), reasonAccepted: !oneIn(4) }),
  };
}

function nightsOf({ start, end }: Span, { of, oneIn }: Numbers) {
  const count = Math.floor((end - start) / DAY);
  const lodging = oneIn(3) ? ('private' as const) : of(lodgings);
  return Array.from({ length: count }, (_, at) => ({ date: dayOf(start + at * DAY), lodging }));
}

function claimOf(number: number): Input {
  const numbers = numbersFrom(number);
  const { between, of, oneIn, some } = numbers;
  const span = spanOf(numbers);
  return {
    id: `claim-${number}`,
    submittedOn: dayOf(span.end + between(1, 75) * DAY),
    trip: {
      purpose: 'Ydinryhmän kokous',
      start: minuteOf(span.start),
      end: minuteOf(span.end),
      timeZone: 'Europe/Helsinki',
      distanceKm: { home: between(2, 900), workplace: between(2, 900) },
      freeMeals: some(2, () => ({ at: minuteOf(within(span, numbers)), meal: of(meals) })),
      ownMeals: oneIn(8) ? [{ at: minuteOf(within(span, numbers)), distanceKm: between(1, 300) }] : [],
      nights: nightsOf(span, numbers),
      waivesPerDiem: oneIn(40),
      ...(oneIn(12) ? { otherPayer: { name: 'Kuntaliitto', paidCents: between(1_000, 20_000) } } : {}),
      ...(oneIn(15) ? { advanceCents: between(1_000, 20_000) } : {}),
    },
    mileage: oneIn(3) ? [mileageOf(span, numbers)] : [],
    expenses: some(4, (at) => expenseOf(at, span, numbers)),
    attachments: { invitation: !oneIn(15) },
    group: { name: 'HYKS', termStart: dayOf(span.start - 200 * DAY), termEnd: dayOf(span.end + 200 * DAY) },
  };
}

/** One claim as its line; every hundredth is one that must be refused, each in another way. */
export function claimLine(number: number): string {
  const claim = claimOf(number);
  if (number % 100 !== 0) return JSON.stringify(claim);
  const { trip } = claim;
  const refused = [
    { ...claim, trip: { ...trip, start: trip.end, end: trip.start } },
    { ...claim, trip: { ...trip, start: '2031-03-10T06:40', end: '2031-03-10T18:10' } },
    { ...claim, trip: { ...trip, advanceCents: -1 } },
    { ...claim, extra: true },
  ];
  return JSON.stringify(refused[(number / 100) % refused.length]);
}
