import { type Zone, zoneOf } from './zone.ts';

/**
 * Time of a trip. Instants are milliseconds since 1970 UTC; calendar dates are text (`2026-03-10`), compared as text.
 * Lengths are elapsed time: a clock change neither lengthens nor shortens a travel day (matkavuorokausi / resedygn).
 */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const DATE_LENGTH = 'YYYY-MM-DD'.length;
const MINUTE_LENGTH = 'YYYY-MM-DDTHH:MM'.length;

export const hours = (count: number) => count * HOUR;

/** Part of a stretch of time that lies within another, in milliseconds. */
export const overlap = (from: number, until: number, otherFrom: number, otherUntil: number) =>
  Math.max(0, Math.min(until, otherUntil) - Math.max(from, otherFrom));

export const dateOf = (moment: string) => moment.slice(0, DATE_LENGTH);

/** The number that some digits of a text say; a claim's dates have been checked before. */
function digits(text: string, from: number, count: number): number {
  let number = 0;
  for (let at = from; at < from + count; at += 1) number = number * 10 + text.charCodeAt(at) - ZERO;
  return number;
}
const ZERO = '0'.charCodeAt(0);

const yearIn = (date: string) => digits(date, 0, 4);
const monthIn = (date: string) => digits(date, 5, 2);
const dayIn = (date: string) => digits(date, 8, 2);
/** 06:40 → milliseconds of the day. */
const clockIn = (text: string, from: number) => digits(text, from, 2) * HOUR + digits(text, from + 3, 2) * MINUTE;

const MONTHS = 12;
const DAYS_IN_YEAR = 365;
/** Days of a year that began in March before each of its months, and of such years before 1 March 1970. */
const daysBeforeMonth = [0, 31, 61, 92, 122, 153, 184, 214, 245, 275, 306, 337];
const DAYS_BEFORE_1970 = 719_468;

/**
 * Days since 1970 of a date of the Gregorian calendar; a month past December is one of a later year. Counted from 1 March
 * so that the leap day is a year's last. By arithmetic: a claim asks it dozens of times, and Date.parse costs ten times as much.
 */
function dayNumberOf(year: number, month: number, day: number): number {
  const months = year * MONTHS + month - 3;
  const marchYear = Math.floor(months / MONTHS);
  const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  const before = daysBeforeMonth[months - marchYear * MONTHS] ?? 0;
  return marchYear * DAYS_IN_YEAR + leapDays + before + day - 1 - DAYS_BEFORE_1970;
}

const dayNumber = (date: string) => dayNumberOf(yearIn(date), monthIn(date), dayIn(date));

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
  const [year, month] = [yearIn(date), monthIn(date) + count];
  const lastDay = dayNumberOf(year, month + 1, 1) - 1;
  return dateOfNumber(Math.min(dayNumberOf(year, month, dayIn(date)), lastDay));
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
  if (hasOffset(moment)) return Date.parse(moment);
  const wall = wallOf(moment);
  const [early, late] = candidates(wall, zone);
  if (early === null && late === null) return 'time-does-not-exist';
  if (early !== null && late !== null && early !== late) return 'time-ambiguous';
  return early ?? late ?? wall;
}

const hasOffset = (moment: string) => moment.length > MINUTE_LENGTH && /(Z|[+-]\d\d:\d\d)$/.test(moment);

/** A wall-clock time as if it were UTC; only one to the minute is worth reading by hand. */
const wallOf = (moment: string) =>
  moment.length === MINUTE_LENGTH
    ? dayNumber(moment) * DAY + clockIn(moment, DATE_LENGTH + 1)
    : Date.parse(`${moment}Z`);

/** A wall-clock hour of a date (`21:00`) as an instant; where the clock jumps over it, the hour the old clock would show. */
export function instantOfHour(date: string, hour: string, zone: Zone): number {
  const wall = dayNumber(date) * DAY + clockIn(hour, 0);
  const [early, late] = candidates(wall, zone);
  return early ?? late ?? wall - zone.offsetAt(wall - DAY);
}

/** Instants at which the zone's clock shows this time: by the offset of the day before, and of the day after. */
function candidates(wall: number, zone: Zone): [number | null, number | null] {
  const shown = (offset: number) => (zone.offsetAt(wall - offset) === offset ? wall - offset : null);
  return [shown(zone.offsetAt(wall - DAY)), shown(zone.offsetAt(wall + DAY))];
}
