import { type Zone, zoneOf } from './zone.ts';

/**
 * Time of a trip. Instants are milliseconds since 1970 UTC; calendar dates are text (`2026-03-10`), compared as text.
 * Lengths are elapsed time: a clock change neither lengthens nor shortens a travel day (matkavuorokausi / resedygn).
 */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MONTHS = 12;
const DATE_LENGTH = 'YYYY-MM-DD'.length;

export const hours = (count: number) => count * HOUR;

/** Part of a stretch of time that lies within another, in milliseconds. */
export const overlap = (from: number, until: number, otherFrom: number, otherUntil: number) =>
  Math.max(0, Math.min(until, otherUntil) - Math.max(from, otherFrom));

export const dateOf = (moment: string) => moment.slice(0, DATE_LENGTH);
const dayNumber = (date: string) => Date.parse(date) / DAY;

/** Dates by the days since 1970, kept because a claim asks for the same few again and again. */
const dates = new Map<number, string>();
const MOST_DATES = 10_000;

function dateOfNumber(day: number): string {
  const kept = dates.get(day);
  if (kept !== undefined) return kept;
  if (dates.size >= MOST_DATES) dates.clear();
  const date = dateOf(new Date(day * DAY).toISOString());
  dates.set(day, date);
  return date;
}

export const daysAfter = (date: string, count: number) => dateOfNumber(dayNumber(date) + count);
export const daysBetween = (from: string, to: string) => dayNumber(to) - dayNumber(from);

/** The same day of a later month, or that month's last day: 31 Dec + 2 months → 28 or 29 Feb. */
export function monthsAfter(date: string, count: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const target = year * MONTHS + month - 1 + count;
  const lastDay = new Date(Date.UTC(Math.floor(target / MONTHS), (target % MONTHS) + 1, 0)).getUTCDate();
  const first = dateOf(new Date(Date.UTC(Math.floor(target / MONTHS), target % MONTHS, 1)).toISOString());
  return daysAfter(first, Math.min(day, lastDay) - 1);
}

/** Calendar date in a zone at an instant. */
export const localDate = (instant: number, zone: Zone) =>
  dateOfNumber(Math.floor((instant + zone.offsetAt(instant)) / DAY));

/** Today's date in Finland; the one place where a clock's reading becomes a date. */
export function todayInFinland(now: Date): string {
  const zone = zoneOf('Europe/Helsinki');
  return zone ? localDate(now.getTime(), zone) : dateOf(now.toISOString());
}

export type ClockFault = 'time-does-not-exist' | 'time-ambiguous';

/**
 * The instant of a wall-clock time in a zone, or of a time with an offset. On a clock-change night a time may not exist
 * (spring) or come twice (autumn): it is not guessed which was meant.
 */
export function instantOf(moment: string, zone: Zone): number | ClockFault {
  if (/(Z|[+-]\d\d:\d\d)$/.test(moment)) return Date.parse(moment);
  const wall = Date.parse(`${moment}Z`);
  const [early, late] = candidates(wall, zone);
  if (early === null && late === null) return 'time-does-not-exist';
  if (early !== null && late !== null && early !== late) return 'time-ambiguous';
  return early ?? late ?? wall;
}

/** A wall-clock hour of a date (`21:00`) as an instant; where the clock jumps over it, the hour the old clock would show. */
export function instantOfHour(date: string, hour: string, zone: Zone): number {
  const wall = Date.parse(`${date}T${hour}Z`);
  const [early, late] = candidates(wall, zone);
  return early ?? late ?? wall - zone.offsetAt(wall - DAY);
}

/** Instants at which the zone's clock shows this time: by the offset of the day before, and of the day after. */
function candidates(wall: number, zone: Zone): [number | null, number | null] {
  const shown = (offset: number) => (zone.offsetAt(wall - offset) === offset ? wall - offset : null);
  return [shown(zone.offsetAt(wall - DAY)), shown(zone.offsetAt(wall + DAY))];
}
