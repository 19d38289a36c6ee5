import type { Refusal, Trip, TripClaim } from './claim.ts';
import { isCountry, isHome } from './countries.ts';
import { type RefusalCode, refuse } from './refusals.ts';
import { packOn, type RulePack, type RulePacks } from './rules.ts';
import { type Journey, stretchesOf, type TravelDay } from './sections/travel-days.ts';
import type { Fill } from './sentences.ts';
import { calendarDate } from './sentences.ts';
import { type ClockFault, dateOf, daysBetween, hours, instantOf, localDate } from './time.ts';
import { type Zone, zoneOf } from './zone.ts';

/**
 * Before anything is computed: every time is an instant, every date has its rules. After this no section can meet a
 * date without a pack, so refusing happens here and nowhere else.
 */
export interface Resolved {
  claim: TripClaim;
  journey: Journey;
  /** When the meeting was held, and the trips of the member's other claims. */
  meeting: Span | null;
  otherTrips: ({ claim: string } & Span)[];
  /** Pack of the day the trip starts on; conditions on the whole claim are read from it. */
  pack: RulePack;
  /** Packs of each row's own date, in the order of the rows. */
  mileagePacks: RulePack[];
  expensePacks: RulePack[];
}

/** Two instants, the later not before the earlier. */
export interface Span {
  from: number;
  to: number;
}

/** Longest trip, in days: longer is a typing error. */
const LONGEST_TRIP = 366;

/** What stops a claim, thrown to the one place that makes a refusal of it. */
class Stop extends Error {
  readonly code: RefusalCode;
  readonly path: string;
  readonly values: Fill;

  constructor(code: RefusalCode, path: string, values: Fill = {}) {
    super(code);
    this.code = code;
    this.path = path;
    this.values = values;
  }
}

export function resolve(claim: TripClaim, packs: RulePacks): Resolved | Refusal {
  try {
    refuseUnknownCountries(claim.trip);
    refuseRepeatedIds(claim);
    const { journey, pack } = journeyOf(claim.trip, packs);
    return {
      claim,
      journey,
      pack,
      meeting: claim.meeting ? eventOf(claim.meeting, journey.zone, 'meeting') : null,
      otherTrips: claim.otherTrips.map((trip, at) => ({
        claim: trip.claim,
        ...eventOf(trip, journey.zone, `otherTrips[${at}]`),
      })),
      mileagePacks: claim.mileage.map((row, at) => packFor(packs, row.date, `mileage[${at}].date`)),
      expensePacks: claim.expenses.map((row, at) => packFor(packs, row.date, `expenses[${at}].date`)),
    };
  } catch (stop) {
    if (stop instanceof Stop) return refuse(claim.id, stop.code, stop.path, stop.values);
    throw stop;
  }
}

function refuseRepeatedIds({ mileage, expenses }: TripClaim) {
  refuseRepeated(expenses, 'expenses');
  refuseRepeated(mileage, 'mileage');
}

function refuseRepeated(rows: readonly { id?: string | undefined }[], list: string) {
  const seen = new Set<string>();
  for (const [at, { id }] of rows.entries()) {
    if (id === undefined) continue;
    if (seen.has(id)) throw new Stop('id-not-unique', `${list}[${at}].id`, { id });
    seen.add(id);
  }
}

function packFor(packs: RulePacks, date: string, path: string): RulePack {
  const pack = packOn(packs, date);
  if (!pack) throw new Stop('no-rules-for-date', path, { date: calendarDate(date) });
  return pack;
}

function journeyOf(trip: Trip, packs: RulePacks): { journey: Journey; pack: RulePack } {
  const zone = zoneOf(trip.timeZone);
  if (!zone) throw new Stop('unknown-time-zone', 'trip.timeZone', { zone: trip.timeZone });
  refuseFarDates(trip, packs);
  const start = instant(trip.start, zone, 'trip.start');
  const end = instant(trip.end, zone, 'trip.end');
  if (end < start) throw new Stop('end-before-start', 'trip.end');

  const pack = packFor(packs, localDate(start, zone), 'trip.start');
  const dayLength = pack.rules.travelDay.length.value;
  if (end - start > LONGEST_TRIP * hours(dayLength))
    throw new Stop('trip-too-long', 'trip.end', { days: LONGEST_TRIP });
  const stretches = stretchesOf(start, end, dayLength, zone);
  const days = stretches.map((each) => ({ ...each, pack: packFor(packs, each.date, 'trip.end') }));
  const at = (moment: string, path: string) => instant(moment, zone, path);
  const journey = {
    zone,
    start,
    end,
    startDate: localDate(start, zone),
    endDate: localDate(end, zone),
    days: days as [TravelDay, ...TravelDay[]],
    freeMeals: trip.freeMeals
      .map((meal, index) => ({ ...meal, at: at(meal.at, `trip.freeMeals[${index}].at`) }))
      .sort(byTime),
    ownMeals: trip.ownMeals
      .map((meal, index) => ({ ...meal, at: at(meal.at, `trip.ownMeals[${index}].at`) }))
      .sort(byTime),
    abroad: trip.abroad
      .map((stay, index) => ({ ...stay, ...spanOf(stay, zone, `trip.abroad[${index}]`) }))
      .filter((stay) => !isHome(stay.country))
      .sort(byStart),
    aboard: trip.aboard
      .map((crossing, index) => ({ ...crossing, ...spanOf(crossing, zone, `trip.aboard[${index}]`) }))
      .sort(byStart),
  };
  return { journey, pack };
}

const spanOf = ({ from, to }: { from: string; to: string }, zone: Zone, path: string): Span =>
  inOrder(instant(from, zone, `${path}.from`), instant(to, zone, `${path}.to`), `${path}.to`);

const eventOf = ({ start, end }: { start: string; end: string }, zone: Zone, path: string): Span =>
  inOrder(instant(start, zone, `${path}.start`), instant(end, zone, `${path}.end`), `${path}.end`);

function inOrder(from: number, to: number, path: string): Span {
  if (to < from) throw new Stop('ends-before-start', path);
  return { from, to };
}

function refuseUnknownCountries({ abroad, aboard }: Trip) {
  const codes = [
    ...abroad.map(({ country }, at) => ({ country, path: `trip.abroad[${at}].country` })),
    ...aboard.flatMap(({ lastLeft, firstReached }, at) => [
      { country: lastLeft, path: `trip.aboard[${at}].lastLeft` },
      { country: firstReached, path: `trip.aboard[${at}].firstReached` },
    ]),
  ];
  const strange = codes.find(({ country }) => !isCountry(country));
  if (strange) throw new Stop('unknown-country', strange.path, { country: strange.country });
}

const byTime = (a: { at: number }, b: { at: number }) => a.at - b.at;
const byStart = (a: Span, b: Span) => a.from - b.from || a.to - b.to;

/** Dates far outside the packs are refused as text, before a zone is asked about the year 9999. */
function refuseFarDates(trip: Trip, packs: RulePacks) {
  const first = packs.inForce[0]?.from;
  const start = dateOf(trip.start);
  if (!first || daysBetween(first, start) < -1)
    throw new Stop('no-rules-for-date', 'trip.start', { date: calendarDate(start) });
  const last = packs.inForce.at(-1)?.to ?? first;
  if (daysBetween(last, start) > 1) throw new Stop('no-rules-for-date', 'trip.start', { date: calendarDate(start) });
  const days = daysBetween(start, dateOf(trip.end));
  if (days < -1) throw new Stop('end-before-start', 'trip.end');
  if (days > LONGEST_TRIP + 1) throw new Stop('trip-too-long', 'trip.end', { days: LONGEST_TRIP });
}

function instant(moment: string, zone: Zone, path: string): number {
  const found: number | ClockFault = instantOf(moment, zone);
  if (typeof found === 'string') throw new Stop(found, path, { time: moment });
  return found;
}
