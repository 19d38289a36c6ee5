import type { ReadRoute } from '../claim/reading.ts';
import { fold } from './fold.ts';
import { afterLabel, FROM, LEAVING, REACHING, TO, valueAt } from './labels.ts';
import { type Located, located } from './place.ts';
import { pairIn } from './place-names.ts';
import { datesOn, timesOn, withoutStamps } from './stamps.ts';
import type { Line } from './words.ts';

/** A taxi ride: from where to where, and how far. Addresses stand as printed. */

const KM = /(?<![\d.,/])(\d{1,4}(?:[.,]\d{1,2})?)\s?KM\b(?!\s?\/)/;
const LENGTH = /MATKA|PITUUS|AJETTU|AJO|STRACKA|DISTANCE|\bKM\b|TRIP/;
/** A price of a kilometre or a limit is no length. */
const NO_LENGTH = /HINTA|TAKSA|TAXA|PRIS\b|PRICE|RATE|KM\/H|€ ?\/ ?KM|\/ ?KM/;
const LONGEST_KM = 2_000;
const FEWEST_LETTERS = 3;

/** The ride of a taxi slip, or none. */
export function taxiRoutes(lines: Line[]): ReadRoute[] {
  const places = labelledEnds(lines) ?? pairedEnds(lines) ?? timedEnds(lines);
  const km = lengthOf(lines);
  if (!places && !km) return [];
  const { from = null, to = null } = places ?? {};
  return [{ from, to, km, date: null, departure: null, arrivalDate: null, arrival: null }];
}

type Ends = { from: Located<string> | null; to: Located<string> | null };

function labelledEnds(lines: Line[]): Ends | null {
  const from = firstOf(lines, (line, below) => endAt(line, below, [LEAVING, FROM], [REACHING, TO]));
  const to = firstOf(lines, (line, below) => endAt(line, below, [REACHING, TO], [LEAVING, FROM]));
  return from || to ? { from, to } : null;
}

function firstOf<T>(lines: Line[], find: (line: Line, below: Line | undefined) => T | null): T | null {
  for (const [at, line] of lines.entries()) {
    const value = find(line, lines[at + 1]);
    if (value) return value;
  }
  return null;
}

/** The address after its label, or the whole line below a label that stands alone. */
function endAt(line: Line, below: Line | undefined, labels: RegExp[], ends: RegExp[]): Located<string> | null {
  const span = afterLabel(line, labels, ends);
  if (!span) return null;
  const own = addressIn(line, span.from, span.to);
  if (own || !below || hasLabel(below) || /[\p{L}\d]/u.test(line.text.slice(span.from, span.to))) return own;
  return addressIn(below, 0, below.text.length);
}

const hasLabel = (line: Line): boolean => [LEAVING, FROM, REACHING, TO].some((label) => label.test(fold(line.text)));

/** Printed text that can be an address: it begins with a letter, has three, and is no sum or length. */
function addressIn(line: Line, from: number, to: number): Located<string> | null {
  const stamps = [...datesOn(line), ...timesOn(line, true)];
  const free = withoutStamps(line.text, stamps).slice(from, to);
  for (const cell of free.matchAll(/\S+(?:\s\S+)*/g)) {
    const lead = /^(?:[:.,–-]+|\b(?:klo|kl|at|am|pm)\b\.?)*\s*/i.exec(cell[0])?.[0].length ?? 0;
    const text = cell[0].slice(lead).replace(/[\s,.:;–-]+$/, '');
    const start = from + cell.index + lead;
    if (isAddress(text)) return valueAt(line, { from: start, to: start + text.length });
  }
  return null;
}

function isAddress(text: string): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  if (letters < FEWEST_LETTERS || !/^[\p{L}(]/u.test(text)) return false;
  return !/\d[.,]\d{2}\b|\bKM\b|€|\bEUR\b|MAKSU\b|TAKSA\b|AVGIFT\b/i.test(text);
}

/** `Pargas - Åbo` on a line of its own. */
function pairedEnds(lines: Line[]): Ends | null {
  for (const line of lines) {
    const pair = pairIn(line.text);
    if (pair) return { from: valueAt(line, pair.from), to: valueAt(line, pair.to) };
  }
  return null;
}

/** Two lines of a time and an address each, as the receipts of apps have them. */
function timedEnds(lines: Line[]): Ends | null {
  const timed = lines.flatMap((line) => {
    const [time, ...more] = timesOn(line, false);
    if (!time || more.length > 0 || time.from > 2 || datesOn(line).length > 0) return [];
    return addressIn(line, time.to, line.text.length) ?? [];
  });
  const [from = null, to = null] = timed;
  return timed.length === 2 ? { from, to } : null;
}

/** Kilometres of the ride: from the line that names them first. */
function lengthOf(lines: Line[]): Located<number> | null {
  const found = lines.flatMap((line) => {
    const text = fold(line.text);
    const match = KM.exec(text);
    const km = Number((match?.[1] ?? '').replace(',', '.'));
    if (!match || km <= 0 || km > LONGEST_KM || NO_LENGTH.test(text)) return [];
    return { named: LENGTH.test(text.replace(match[0], '')), value: located(line, match, km, 1) };
  });
  return (found.find((each) => each.named) ?? found[0])?.value ?? null;
}
