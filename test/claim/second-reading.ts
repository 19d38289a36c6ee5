import { tz, tzOffset } from '@date-fns/tz';
import { addDays, addMonths, differenceInCalendarDays } from 'date-fns';
import { type DayAmount, dayAmount, foreignAmount, hasPack, kilometreAmount } from './second-reading-amounts.ts';

/**
 * The regulation read a second time, by somebody who had not seen the engine: slow and literal, § by §, to be held against
 * `evaluate` on random trips (`second-reading.test.ts`). Nothing here may be taken from `src/claim` or `rules/`.
 */

type Span = { from: string; to: string };
export type Abroad = Span & { country: string; area: string | null };
export type Aboard = Span & { vessel: 'ship' | 'plane'; lastLeft: string; firstReached: string };
export type Trip = {
  kind: 'meeting' | 'training';
  start: string;
  end: string;
  timeZone: string;
  startFrom: 'home' | 'workplace';
  distanceKm: { home?: number; workplace?: number };
  freeMeals: { at: string; meal: string; source: 'organiser' | 'ticket' | 'room' }[];
  ownMeals: { at: string; distanceKm: number }[];
  nights: { date: string; lodging: string }[];
  abroad: Abroad[];
  aboard: Aboard[];
  waivesPerDiem: boolean;
  otherPayer?: { name: string; paidCents: number };
  advanceCents: number;
  earlierTraining?: { days: number; endedOn: string };
};
export type Supplement = {
  kind: 'passenger' | 'trailer' | 'caravan' | 'heavy-load' | 'large-item' | 'dog' | 'forest-road';
  km: number;
  name?: string;
};
export type Vehicle =
  | 'car'
  | 'motorcycle'
  | 'moped'
  | 'bicycle'
  | 'motorboat-small'
  | 'motorboat-large'
  | 'snowmobile'
  | 'atv';
type Reason = { code: string; text: string };
export type Drive = {
  vehicle: Vehicle;
  km: number;
  date: string;
  from: string;
  to: string;
  supplements: Supplement[];
  routeKm?: number;
  kmEarlierThisYear: number;
  reason?: Reason;
  reasonAccepted?: boolean;
  publicFareCents?: number;
};
export type Expense = {
  id: string;
  kind: string;
  date: string;
  amountCents: number;
  currency: string;
  hasReceipt: boolean;
  readCents?: number;
  justification?: Reason;
  exchangeRate?: { value: string; source: 'ecb' | 'bank'; date: string };
  nights?: string[];
  mealsCents?: number;
  place?: 'airport' | 'station' | 'lodging' | 'street';
  days?: number;
};
export type Claim = {
  id: string;
  submittedOn: string;
  trip: Trip;
  mileage: Drive[];
  expenses: Expense[];
  attachments: { invitation: boolean };
  group?: { name: string; termStart: string; termEnd?: string };
};

export type Line = {
  rule: string;
  travelDay: number | null;
  subject: string;
  amountCents: number | null;
  reduction: string | null;
  taxCeilingCents?: number | null | undefined;
};
export type Reading = { lines: Line[]; codes: Map<string, boolean>; totals: Record<string, number>; complete: boolean };

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const halfUp = (value: number): number => Math.floor(value + 0.5 + 1e-9);

// § 2 — times and travel days

const offsets = new Map<string, number>();

/** The zones used here change their clocks on a full hour of UTC, so that one answer serves the whole hour. */
function offsetAt(zone: string, instant: number): number {
  const key = `${zone} ${Math.floor(instant / hour)}`;
  const known = offsets.get(key) ?? tzOffset(zone, new Date(instant)) * minute;
  offsets.set(key, known);
  return known;
}

export const wallAt = (zone: string, instant: number): string =>
  new Date(instant + offsetAt(zone, instant)).toISOString().slice(0, 16);
const dateAt = (zone: string, instant: number): string => wallAt(zone, instant).slice(0, 10);

/** Every instant at which the clocks of the zone show this time: one, or none or two on the night of a clock change. */
export function instantsOf(zone: string, written: string): number[] {
  if (/(Z|[+-]\d\d:\d\d)$/.test(written)) return [Date.parse(written)];
  const asUtc = Date.parse(`${written}Z`);
  const offsets = new Set([offsetAt(zone, asUtc - day), offsetAt(zone, asUtc + day)]);
  return [...offsets].map((offset) => asUtc - offset).filter((instant) => wallAt(zone, instant) === written);
}

class Refused extends Error {}

function instantOf(zone: string, written: string): number {
  const [instant, other] = instantsOf(zone, written);
  if (instant === undefined || other !== undefined) throw new Refused(`time ${written}`);
  return instant;
}

type TravelDay = { n: number; start: number; end: number; date: string; isFull: boolean };

/** Blocks of 24 elapsed hours from departure, and what is left after them. */
function travelDays(trip: Trip): TravelDay[] {
  const start = instantOf(trip.timeZone, trip.start);
  const end = instantOf(trip.timeZone, trip.end);
  const found: TravelDay[] = [];
  for (let from = start; from < end; from += day) {
    const date = dateAt(trip.timeZone, from);
    if (!hasPack(date)) throw new Refused('no-rules-for-date');
    found.push({ n: found.length + 1, start: from, end: Math.min(from + day, end), date, isFull: from + day <= end });
  }
  return found;
}

/** A moment at the edge of two travel days is in the later one. Silence: the moment of return is taken to be in the last. */
const dayAt = (days: TravelDay[], instant: number): TravelDay | undefined =>
  days.find((each) => instant >= each.start && instant < each.end) ?? days.find((each) => instant === each.end);

// § 3 — domestic per diem

const places = (trip: Trip): number[] =>
  [trip.distanceKm.home, trip.distanceKm.workplace].filter((km) => km !== undefined);

/**
 * More than 15 km from where the trip starts, and more than 5 km from both; a place that is not given does not exist.
 * Silence: a trip that starts from a place that is not given can be neither far nor near (`undefined`).
 */
function isFarEnough(trip: Trip): boolean | undefined {
  const start = trip.distanceKm[trip.startFrom];
  return start === undefined ? undefined : start > 15 && places(trip).every((km) => km > 5);
}

type Kind = 'full' | 'partial';
type PerDiem = {
  day: TravelDay;
  rule: string;
  /** The whole day's sum, null when unknown. */
  rate: number | null;
  /** Hundredths of the rate that this day gives before meals and training. */
  percent: number;
  mealsThatHalve: number;
  countsRoomMeals: boolean;
  ceiling?: { rate: number | null; percent: number };
};

function domestic(travelDay: TravelDay, kind: Kind): PerDiem {
  const rate = dayAmount(kind, travelDay.date);
  const mealsThatHalve = kind === 'full' ? 2 : 1;
  return { day: travelDay, rule: `per-diem.${kind}`, rate, percent: 100, mealsThatHalve, countsRoomMeals: false };
}

const lasts = (travelDay: TravelDay): number => travelDay.end - travelDay.start;

/** A trip with no full travel day: both limits strict. */
function kindOfShortTrip(travelDay: TravelDay): Kind | undefined {
  if (lasts(travelDay) > 10 * hour) return 'full';
  return lasts(travelDay) > 6 * hour ? 'partial' : undefined;
}

/** What is left over after a full day: two hours are enough, six are not. */
function kindOfRemainder(travelDay: TravelDay): Kind | undefined {
  if (lasts(travelDay) > 6 * hour) return 'full';
  return lasts(travelDay) >= 2 * hour ? 'partial' : undefined;
}

const domesticOrNone = (travelDay: TravelDay, kind: Kind | undefined): PerDiem[] =>
  kind === undefined ? [] : [domestic(travelDay, kind)];

function freeMealsOf(trip: Trip, days: TravelDay[], perDiem: PerDiem): number {
  const counted = trip.freeMeals.filter((meal) => perDiem.countsRoomMeals || meal.source !== 'room');
  return counted.filter((meal) => dayAt(days, instantOf(trip.timeZone, meal.at)) === perDiem.day).length;
}

// § 9 — foreign trips

type Where = { country: string; area: string | null };
const finland: Where = { country: 'FI', area: null };

type Stay = Where & { start: number; end: number };

/** Stays on land abroad in their order. */
function stays(trip: Trip): Stay[] {
  const found = trip.abroad.map(({ from, to, country, area }) => {
    return { country, area, start: instantOf(trip.timeZone, from), end: instantOf(trip.timeZone, to) };
  });
  return found.toSorted((a, b) => a.start - b.start);
}

/** Silence: of which area the last and the first port is; that of the stay before it, or after it. */
function lastPort(country: string, before: Stay | undefined): Where {
  return { country, area: before?.country === country ? before.area : null };
}

const holds = (span: { start: number; end: number }, instant: number): boolean =>
  instant >= span.start && instant <= span.end;

/**
 * Where the traveller is at an instant: on land abroad, else by the vessel, else in Finland. Silence: at the very moment
 * of leaving a country or a vessel the traveller still counts as being there.
 */
function whereAt(trip: Trip, instant: number): Where {
  const land = stays(trip).find((stay) => holds(stay, instant));
  return land ?? whereAboard(trip, instant) ?? finland;
}

function whereAboard(trip: Trip, instant: number): Where | undefined {
  const spans = trip.aboard.map((each) => {
    return { ...each, start: instantOf(trip.timeZone, each.from), end: instantOf(trip.timeZone, each.to) };
  });
  const vessel = spans.find((each) => holds(each, instant));
  if (!vessel) return undefined;
  const before = stays(trip).findLast((stay) => stay.end <= vessel.start);
  const after = stays(trip).find((stay) => stay.country === vessel.firstReached && stay.end >= vessel.end);
  return vessel.lastLeft === 'FI'
    ? { country: vessel.firstReached, area: after?.area ?? null }
    : lastPort(vessel.lastLeft, before);
}

function abroadMs(trip: Trip): number {
  return stays(trip).reduce((sum, stay) => sum + stay.end - stay.start, 0);
}

function foreign(travelDay: TravelDay, rate: number | null, percent: number): PerDiem {
  return { day: travelDay, rule: 'per-diem.foreign', rate, percent, mealsThatHalve: 2, countsRoomMeals: true };
}

const rateOf = (where: Where, date: string) => foreignAmount(where.country, where.area, date);

/**
 * Silence: which country a short trip to several has. Where its day ends; if that is Finland, where the stays on land were
 * longest together, and of equals the last.
 */
function countryOfShortTrip(trip: Trip, only: TravelDay): Where | undefined {
  const where = whereAt(trip, only.end);
  if (where.country !== 'FI') return where;
  const all = stays(trip);
  const spent = (at: Stay) =>
    all
      .filter((each) => each.country === at.country && each.area === at.area)
      .reduce((sum, each) => sum + each.end - each.start, 0);
  return all.toReversed().toSorted((a, b) => spent(b) - spent(a))[0];
}

function shortTrip(trip: Trip, only: TravelDay): PerDiem[] {
  const inFinland = isFarEnough(trip) ? domesticOrNone(only, kindOfShortTrip(only)) : [];
  const place = countryOfShortTrip(trip, only);
  if (!place) return inFinland;
  const rate = rateOf(place, only.date);
  const found = lasts(only) > 15 * hour && abroadMs(trip) > 5 * hour ? [foreign(only, rate, 100)] : inFinland;
  const isForeignForTax = lasts(only) >= 10 * hour;
  return isForeignForTax ? found.map((each) => ({ ...each, ceiling: { rate, percent: 100 } })) : found;
}

function fullDay(trip: Trip, travelDay: TravelDay): PerDiem[] {
  const where = whereAt(trip, travelDay.end);
  if (where.country === 'FI') return isFarEnough(trip) ? [domestic(travelDay, 'full')] : [];
  const rate = rateOf(where, travelDay.date);
  return [{ ...foreign(travelDay, rate, 100), ceiling: { rate, percent: 100 } }];
}

/** The remainder follows the country and the rate of the last full day, whatever its own country. */
function remainder(trip: Trip, rest: TravelDay, last: TravelDay): PerDiem[] {
  const where = whereAt(trip, last.end);
  if (where.country === 'FI') return isFarEnough(trip) ? domesticOrNone(rest, kindOfRemainder(rest)) : [];
  const rate = rateOf(where, last.date);
  if (lasts(rest) <= 2 * hour) return [];
  const ceiling = { rate, percent: lasts(rest) > 10 * hour ? 100 : 50 };
  return [{ ...foreign(rest, rate, lasts(rest) > 12 * hour ? 65 : 35), ceiling }];
}

function perDiems(trip: Trip, days: TravelDay[]): PerDiem[] {
  const full = days.filter((each) => each.isFull);
  const rest = days.find((each) => !each.isFull);
  const last = full.at(-1);
  if (!last) return rest ? shortTrip(trip, rest) : [];
  return [...full.flatMap((each) => fullDay(trip, each)), ...(rest ? remainder(trip, rest, last) : [])];
}

// § 10 — training

function trainingDaysBefore(trip: Trip, first: TravelDay | undefined): number {
  if (!trip.earlierTraining || !first) return 0;
  const between = differenceInCalendarDays(first.date, trip.earlierTraining.endedOn, utc) - 1;
  return between > 12 ? 0 : trip.earlierTraining.days;
}

function perDiemLine(trip: Trip, days: TravelDay[], perDiem: PerDiem): Line {
  const isHalved = freeMealsOf(trip, days, perDiem) >= perDiem.mealsThatHalve;
  const isLong = trip.kind === 'training' && trainingDaysBefore(trip, days[0]) + perDiem.day.n > 21;
  const share = (isHalved ? 0.5 : 1) * (isLong ? 0.75 : 1);
  const cents = perDiem.rate === null ? null : halfUp((perDiem.rate * perDiem.percent * share) / 100);
  // Silence: which name a per diem reduced twice bears
  const reduction = isLong ? 'training-75' : isHalved ? 'free-meals' : null;
  const line = { rule: perDiem.rule, travelDay: perDiem.day.n, subject: 'trip', amountCents: cents, reduction };
  if (perDiem.ceiling) return { ...line, taxCeilingCents: ceilingCents(trip, days, perDiem) };
  // The tax line has no 75 % of training: it halves by meals alone
  const untrained = perDiem.rate === null ? null : halfUp(perDiem.rate * (isHalved ? 0.5 : 1));
  return isAbroad(trip) ? { ...line, taxCeilingCents: untrained } : line;
}

const isAbroad = (trip: Trip): boolean => trip.abroad.length + trip.aboard.length > 0;

function ceilingCents(trip: Trip, days: TravelDay[], perDiem: PerDiem): number | null {
  if (!perDiem.ceiling || perDiem.ceiling.rate === null) return null;
  const meals = freeMealsOf(trip, days, { ...perDiem, countsRoomMeals: true });
  // Silence: meals and the half day that ends a trip; by the evidence (1.4) it is not halved again
  const isHalved = meals >= 2 && perDiem.ceiling.percent === 100;
  return halfUp((perDiem.ceiling.rate * perDiem.ceiling.percent * (isHalved ? 0.5 : 1)) / 100);
}

// § 4 — meal compensation

function mealLines(trip: Trip, days: TravelDay[]): Line[] {
  const length = days.reduce((sum, each) => sum + lasts(each), 0);
  if (length <= 4 * hour) return [];
  const found = trip.ownMeals
    .filter((meal) => meal.distanceKm >= 10)
    .map((meal) => dayAt(days, instantOf(trip.timeZone, meal.at)))
    .filter((each) => each !== undefined)
    .toSorted((a, b) => a.n - b.n);
  return found.slice(0, 1).map((each) => dayLine('meal-compensation', 'meal', each));
}

function dayLine(rule: string, amount: DayAmount, travelDay: TravelDay): Line {
  const amountCents = dayAmount(amount, travelDay.date);
  return { rule, travelDay: travelDay.n, subject: 'trip', amountCents, reduction: null };
}

// § 5 — night allowance and lodging

const isNight = (zone: string, instant: number): boolean => {
  const clock = new Date(instant + offsetAt(zone, instant)).getUTCHours();
  return clock >= 21 || clock < 7;
};

/** Walks the minutes: how many of them stand between 21:00 and 07:00. */
function nightMinutes(zone: string, from: number, to: number): number {
  let found = 0;
  for (let at = from; at < to; at += minute) if (isNight(zone, at)) found += 1;
  return found;
}

const utc = { in: tz('UTC') };
const dateAfter = (date: string, days: number): string => addDays(date, days, utc).toISOString().slice(0, 10);

function overlap(a: { start: number; end: number }, b: { start: number; end: number }): number {
  return Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));
}

const nightOf = (zone: string, date: string) => ({
  start: instantOf(zone, `${date}T21:00`),
  end: instantOf(zone, `${dateAfter(date, 1)}T07:00`),
});

/** The travel day that holds most of a night. */
function dayOfNight(trip: Trip, days: TravelDay[], date: string): TravelDay | undefined {
  const night = nightOf(trip.timeZone, date);
  const touched = days.filter((each) => overlap(each, night) > 0);
  return touched.toSorted((a, b) => overlap(b, night) - overlap(a, night) || a.n - b.n)[0];
}

/** An evening of the trip. Silence: the evening before an early start counts when at least 4 h of its night are left. */
function isNightOfTrip(trip: Trip, date: string): boolean {
  const night = nightOf(trip.timeZone, date);
  const whole = { start: instantOf(trip.timeZone, trip.start), end: instantOf(trip.timeZone, trip.end) };
  if (date >= dateAt(trip.timeZone, whole.start)) return date < dateAt(trip.timeZone, whole.end);
  return overlap(night, whole) >= 4 * hour;
}

/**
 * Silence: a night and a travel day do not begin together; a night belongs to the travel day that holds most of it. The
 * night of a one-day trip with an early start may be written under the date of the trip too.
 */
function daysWith(trip: Trip, days: TravelDay[], dates: string[]): Set<number> {
  const isOneDay = trip.start.slice(0, 10) === trip.end.slice(0, 10);
  const isCounted = (night: string) => isOneDay || isNightOfTrip(trip, night);
  const nights = dates.filter(isCounted).map((night) => dayOfNight(trip, days, night)?.n ?? 0);
  const date = trip.start.slice(0, 10);
  const isEarly = isOneDay && isNightOfTrip(trip, dateAfter(date, -1));
  return new Set(isEarly && dates.includes(date) ? [...nights, 1] : nights);
}

function nightLines(claim: Claim, days: TravelDay[], earning: PerDiem[]): Line[] {
  const { trip } = claim;
  const paid = claim.expenses.filter((each) => each.kind === 'lodging').flatMap((each) => each.nights ?? []);
  const other = trip.nights.filter((night) => night.lodging !== 'private').map((night) => night.date);
  const own = trip.nights.filter((night) => night.lodging === 'private').map((night) => night.date);
  const withOwn = daysWith(trip, days, own);
  const withOther = daysWith(trip, days, [...paid, ...other]);
  return earning
    .map((each) => each.day)
    .filter((each) => withOwn.has(each.n) && !withOther.has(each.n))
    .filter((each) => nightMinutes(trip.timeZone, each.start, each.end) >= 4 * 60)
    .map((each) => dayLine('night-allowance', 'night', each));
}

// § 6 — own vehicle

/** "other (text)": that code alone says nothing. */
const says = (reason: Reason | undefined): boolean =>
  reason !== undefined && (reason.code !== 'other' || reason.text !== '');

/** The text speaks of an own car: other vehicles need no reason. */
const needsReason = (drive: Drive): boolean => drive.vehicle === 'car';
const hasReason = (drive: Drive): boolean =>
  !needsReason(drive) || (says(drive.reason) && drive.reasonAccepted !== false);
const tenths = (km: number): number => Math.round(km * 10);
/** Tenths of a kilometre, and of at most the most direct route. */
const counted = (drive: Drive): number => Math.min(tenths(drive.km), tenths(drive.routeKm ?? drive.km));

/** Silence: which of two drives of one day came first; that with fewer km before it, and of equals the shorter. */
const inOrder = (a: Drive, b: Drive): number =>
  a.date.localeCompare(b.date) || a.kmEarlierThisYear - b.kmEarlierThisYear || a.km - b.km;

/**
 * Tenths by car in the same year before this row. Silence: whether `kmEarlierThisYear` of a later row already holds the
 * earlier rows; the larger is taken. Silence: rows that are not paid by the kilometre; they do not count.
 */
function before(drives: Drive[], drive: Drive): number {
  const ofYear = drives.filter((each) => each.date.slice(0, 4) === drive.date.slice(0, 4));
  const cars = ofYear.filter((each) => each.vehicle === 'car').toSorted(inOrder);
  const earlier = cars.slice(0, cars.indexOf(drive)).filter(hasReason);
  const run = earlier.reduce((sum, each) => Math.max(sum, tenths(each.kmEarlierThisYear)) + counted(each), 0);
  return Math.max(run, tenths(drive.kmEarlierThisYear));
}

/** Tenths of a cent, which the supplements add. */
function supplementsOf(drive: Drive): number {
  const each = drive.supplements.map(
    (supplement) =>
      Math.min(tenths(supplement.km), counted(drive)) * (kilometreAmount(supplement.kind, drive.date) ?? 0),
  );
  return each.reduce((sum, amount) => sum + amount, 0);
}

/**
 * The row in one part, or in two at 5 000 km of the year: the second at the lower rate, unknown but for 2020. The row is
 * rounded once, so the second part is what is left of the rounded sum.
 */
function driveParts(drives: Drive[], drive: Drive): (number | null)[] {
  const km = counted(drive);
  const rate = kilometreAmount(drive.vehicle, drive.date);
  if (rate === null) return [null];
  const lower = drive.vehicle === 'car' ? Math.min(km, Math.max(0, before(drives, drive) + km - 50_000)) : 0;
  const upper = (km - lower) * rate + supplementsOf(drive);
  if (lower === 0) return [halfUp(upper / 10)];
  const lowerRate = kilometreAmount('car over 5 000 km', drive.date);
  const all = lowerRate === null ? null : halfUp((upper + lower * lowerRate) / 10);
  if (lower === km) return [all];
  return [halfUp(upper / 10), all === null ? null : all - halfUp(upper / 10)];
}

/** At most the public fare: the row as it is when that is less, else without its supplements and at most the fare. */
function fareOrLess(drives: Drive[], drive: Drive, fare: number): (number | null)[] {
  const parts = driveParts(drives, drive);
  if (parts.some((part) => part === null)) return [null];
  const sum = (amounts: (number | null)[]) => amounts.reduce<number>((all, each) => all + (each ?? 0), 0);
  if (sum(parts) <= fare) return parts;
  const bare = { ...drive, supplements: [] };
  return [
    Math.min(
      sum(
        driveParts(
          drives.map((each) => (each === drive ? bare : each)),
          bare,
        ),
      ),
      fare,
    ),
  ];
}

function driveLines(drives: Drive[], drive: Drive, at: number): Line[] {
  const fare = drive.publicFareCents;
  const capped = fare === undefined ? [0] : fareOrLess(drives, drive, fare);
  const parts = hasReason(drive) ? driveParts(drives, drive) : capped;
  const rule = `mileage.${drive.vehicle}`;
  return parts.map((amountCents) => ({
    rule,
    travelDay: null,
    subject: `mileage[${at}]`,
    amountCents,
    reduction: null,
  }));
}

// § 7 — costs

const isJustified = (expense: Expense): boolean => says(expense.justification);
const isParkingPaid = (expense: Expense): boolean => expense.place !== undefined && expense.place !== 'street';

const hasNightOutside = (trip: Trip, expense: Expense): boolean =>
  (expense.nights ?? []).some((date) => !isNightOfTrip(trip, date));

function isBlocked(claim: Claim, expense: Expense): boolean {
  if (expense.kind === 'fee' || !expense.hasReceipt) return true;
  if (expense.kind === 'taxi') return !isJustified(expense);
  if (expense.kind === 'parking') return !isParkingPaid(expense);
  return expense.kind === 'lodging' && hasNightOutside(claim.trip, expense);
}

/** Parking days still left of the three when this row comes. Silence: in what order rows are counted; by date. */
function parkingDaysLeft(claim: Claim, expense: Expense): number {
  const rows = claim.expenses.filter((each) => each.kind === 'parking' && !isBlocked(claim, each));
  const inOrder = rows.toSorted((a, b) => a.date.localeCompare(b.date));
  const before = inOrder.slice(0, inOrder.indexOf(expense));
  return before.reduce((left, each) => Math.max(0, left - (each.days ?? 1)), 3);
}

function ownCents(claim: Claim, expense: Expense): number {
  if (expense.kind === 'lodging') return expense.amountCents - (expense.mealsCents ?? 0);
  if (expense.kind !== 'parking') return expense.amountCents;
  const days = expense.days ?? 1;
  // Silence: how often another currency is rounded; its own hundredths are, and then the euros
  return halfUp((expense.amountCents * Math.min(days, parkingDaysLeft(claim, expense))) / days);
}

function expenseCents(claim: Claim, expense: Expense): number | null {
  if (isBlocked(claim, expense)) return 0;
  if (expense.currency === 'EUR') return halfUp(ownCents(claim, expense));
  return expense.exchangeRate ? halfUp(ownCents(claim, expense) / Number(expense.exchangeRate.value)) : null;
}

function expenseLine(claim: Claim, expense: Expense): Line {
  const amountCents = expenseCents(claim, expense);
  const rule = `expense.${expense.kind}`;
  return { rule, travelDay: null, subject: `expenses[${expense.id}]`, amountCents, reduction: null };
}

// § 8 — the claim as a whole

const sum = (lines: Line[], rule: RegExp): number =>
  lines.filter((line) => rule.test(line.rule)).reduce((total, line) => total + (line.amountCents ?? 0), 0);

function totalsOf(claim: Claim, lines: Line[]): Record<string, number> {
  const total = sum(lines, /./);
  const paid = claim.trip.otherPayer?.paidCents ?? 0;
  // Silence: the shortfall of a total that is not known yet; nothing is taken off while the known part is too small
  const otherPayerCents = total < paid && lines.some((line) => line.amountCents === null) ? 0 : Math.min(total, paid);
  return {
    perDiemCents: sum(lines, /^per-diem/),
    mealCents: sum(lines, /^meal-/),
    nightCents: sum(lines, /^night-/),
    mileageCents: sum(lines, /^mileage/),
    lodgingCents: sum(lines, /^expense.lodging/),
    transportCents: sum(lines, /^expense.(train|bus|local-transport|ship|flight|taxi|seat-or-berth|parking|luggage)/),
    otherCents: sum(lines, /^expense.(course-fee|other|fee)/),
    otherPayerCents,
    payableCents: total - otherPayerCents - claim.trip.advanceCents,
  };
}

/** Two calendar months from the day the trip ended; a day that the month has not is its last. */
function isLate(claim: Claim, days: TravelDay[]): boolean {
  const ended = dateAt(claim.trip.timeZone, days.at(-1)?.end ?? 0);
  return claim.submittedOn > addMonths(ended, 2, utc).toISOString().slice(0, 10);
}

function isOutsideTerm({ trip, group }: Claim): boolean {
  if (!group) return false;
  return trip.start.slice(0, 10) < group.termStart || (group.termEnd ?? '9999') < trip.end.slice(0, 10);
}

const isTicket = (expense: Expense): boolean =>
  ['train', 'bus', 'local-transport', 'ship', 'flight', 'seat-or-berth'].includes(expense.kind);

/** Tickets may be bought before the trip. */
function isOutsideTrip(days: TravelDay[], zone: string, expense: Expense): boolean {
  const [from, to] = [days[0]?.start ?? 0, days.at(-1)?.end ?? 0];
  return expense.date > dateAt(zone, to) || (expense.date < dateAt(zone, from) && !isTicket(expense));
}

type Codes = [string, boolean][];

const lacksName = (drive: Drive): boolean => drive.supplements.some((each) => each.kind === 'passenger' && !each.name);

function carCodes(drives: Drive[]): Codes {
  const own = drives.filter(needsReason);
  return [
    ['own-car-reason', own.some((each) => says(each.reason) && each.reasonAccepted === undefined)],
    ['own-car-not-justified', own.some((each) => !hasReason(each) && each.publicFareCents === undefined)],
    ['own-car-addresses', own.some((each) => each.from === '' || each.to === '')],
    ['passenger-name-missing', drives.some(lacksName)],
    ['route-exceeded', drives.some((each) => counted(each) < tenths(each.km))],
  ];
}

/** Silence: what else is said of a fee, which is to be taken away; nothing. */
function costCodes({ trip, expenses: all }: Claim, days: TravelDay[]): Codes {
  const expenses = all.filter((each) => each.kind !== 'fee');
  const taxis = expenses.filter((each) => each.kind === 'taxi');
  return [
    ['taxi-needs-justification', taxis.some((each) => !isJustified(each))],
    ['taxi-justified', taxis.some((each) => isJustified(each) && each.hasReceipt)],
    ['fee-not-payable', all.length > expenses.length],
    ['receipt-missing', expenses.some((each) => !each.hasReceipt)],
    ['parking-place', expenses.some((each) => each.kind === 'parking' && !isParkingPaid(each))],
    ['read-sum-differs', expenses.some((each) => each.readCents !== undefined && each.readCents !== each.amountCents)],
    ['receipt-outside-trip', expenses.some((each) => isOutsideTrip(days, trip.timeZone, each))],
  ];
}

/** Conditions that the text states, by the codes it names; where it names none, by the engine's. */
function codesOf(claim: Claim, days: TravelDay[], lines: Line[]): Map<string, boolean> {
  const unknown = lines.filter((line) => line.amountCents === null && !line.rule.startsWith('expense'));
  const isOver = (line: Line) => (line.amountCents ?? 0) > (line.taxCeilingCents ?? Number.POSITIVE_INFINITY);
  return new Map([
    ['rate-unknown', unknown.length > 0],
    ['late-claim', isLate(claim, days)],
    ['outside-term', isOutsideTerm(claim)],
    ['invitation-missing', !claim.attachments.invitation],
    ['tax-ceiling-exceeded', lines.some(isOver)],
    ...carCodes(claim.mileage),
    ...costCodes(claim, days),
  ]);
}

function read(claim: Claim): Reading {
  const days = travelDays(claim.trip);
  const earning = perDiems(claim.trip, days);
  const daily = [
    ...(claim.trip.waivesPerDiem ? [] : earning.map((each) => perDiemLine(claim.trip, days, each))),
    ...(earning.length === 0 && isFarEnough(claim.trip) !== undefined ? mealLines(claim.trip, days) : []),
    ...nightLines(claim, days, earning),
  ];
  const dated = [...claim.mileage, ...claim.expenses];
  if (dated.some((each) => !hasPack(each.date))) throw new Refused('no-rules-for-date');
  const drives = claim.mileage.flatMap((drive, at) => driveLines(claim.mileage, drive, at));
  const lines = [...daily, ...drives, ...claim.expenses.map((expense) => expenseLine(claim, expense))];
  const totals = totalsOf(claim, lines);
  const complete = lines.every((line) => line.amountCents !== null);
  return { lines, codes: codesOf(claim, days, lines), totals, complete };
}

/** The reading of a claim, or the word `refused`. */
export function secondReading(claim: Claim): Reading | 'refused' {
  try {
    return read(claim);
  } catch (reason) {
    if (reason instanceof Refused) return 'refused';
    throw reason;
  }
}
