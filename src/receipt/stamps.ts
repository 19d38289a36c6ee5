import { dateCandidates } from './date.ts';
import { fold } from './fold.ts';
import { type Located, placeOf } from './place.ts';
import type { Line } from './words.ts';

/** Days and times of day on a line with where they begin and end, left to right. */
export type Stamp = Located<string> & { from: number; to: number };

/** Whole dates of a line, left to right. */
export function datesOn(line: Line): Stamp[] {
  return dateCandidates([line])
    .map(({ value, words, to }) => {
      const first = words[0];
      const from = first ? (line.starts[line.words.indexOf(first)] ?? 0) : 0;
      return { value, from, to, ...placeOf(line, from, to) };
    })
    .toSorted((a, b) => a.from - b.from);
}

/** A day and a month without a year, as tickets write it: `ti 10.3.`, `12Jan`. */
const SHORT_DOTTED = /(?<![\d.,])(\d{1,2})\.(\d{1,2})\.(?!\s?\d)/g;
const SHORT_NAMED = /(?<![\d.,])(\d{1,2})\s?([A-Z]{3})(?![A-Z\d.])/g;
const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

/**
 * Days without a year, as the first such day on or after the day of the purchase: nobody buys a ticket for a day that
 * is gone. None when the purchase has no day.
 */
export function shortDatesOn(line: Line, boughtOn: string | null): Stamp[] {
  if (boughtOn === null) return [];
  const text = withoutStamps(line.text, datesOn(line));
  const found = [
    ...[...text.matchAll(SHORT_DOTTED)].map((match) => ({ match, month: Number(match[2]) })),
    ...[...fold(text).matchAll(SHORT_NAMED)].map((match) => ({ match, month: MONTHS.indexOf(match[2] ?? '') + 1 })),
  ];
  return found.flatMap(({ match, month }) => {
    const value = nextDay(boughtOn, month, Number(match[1]));
    const to = match.index + match[0].length;
    return value ? [{ value, from: match.index, to, ...placeOf(line, match.index, to) }] : [];
  });
}

function nextDay(from: string, month: number, day: number): string | null {
  const year = Number(from.slice(0, 4));
  const iso = (ofYear: number) => `${ofYear}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  const value = iso(year) < from ? iso(year + 1) : iso(year);
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value) ? value : null;
}

const COLON = /(?<![\d:.,])(\d{1,2}):([0-5]\d)(?::[0-5]\d)?(?:\s?([AP])\.?M\b)?(?![\d:])/g;
const EITHER =
  /(?<![\d:.,])(\d{1,2})[.:]([0-5]\d)(?::[0-5]\d)?(?:\s?([AP])\.?M\b)?(?![\d:]|[.,]\d|\s?(?:€|EUR\b|%|KM\b|SEK\b))/g;

/** Times of day of a line; a dot between hours and minutes counts only where `dotted`: else it may be a sum. */
export function timesOn(line: Line, dotted: boolean): Stamp[] {
  const text = fold(withoutStamps(line.text, datesOn(line)));
  return [...text.matchAll(dotted ? EITHER : COLON)].flatMap((match) => {
    const value = clockOf(match);
    const to = match.index + match[0].length;
    return value ? [{ value, from: match.index, to, ...placeOf(line, match.index, to) }] : [];
  });
}

const HOURS = 24;

/** `05:42`, or null when there is no such hour. */
function clockOf([, hours = '', minutes = '', half]: RegExpExecArray): string | null {
  const hour = half ? (Number(hours) % 12) + (half === 'P' ? 12 : 0) : Number(hours);
  return hour < HOURS ? `${String(hour).padStart(2, '0')}:${minutes}` : null;
}

/** The text with blanks where these stamps stand; every other character keeps its place. */
export function withoutStamps(text: string, stamps: { from: number; to: number }[]): string {
  return stamps.reduce((rest, { from, to }) => rest.slice(0, from) + ' '.repeat(to - from) + rest.slice(to), text);
}

export const asLocated = ({ value, confidence, page, box }: Stamp): Located<string> => ({
  value,
  confidence,
  page,
  box,
});
