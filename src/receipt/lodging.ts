import type { ReadLodging } from '../claim/reading.ts';
import { daysAfter } from '../claim/time.ts';
import { amountsOf } from './amounts.ts';
import { fold, foldWords } from './fold.ts';
import { roleOf } from './keywords.ts';
import { isBreakfast, isExcluded, isIncluded } from './meals.ts';
import { type Located, located, placeOf } from './place.ts';
import { asLocated, datesOn, type Stamp } from './stamps.ts';
import type { Line } from './words.ts';

/** A hotel bill: its nights, and the meals on it. */

const ARRIVAL =
  /\b(?:TULO(?:PAIVA|PVM|AIKA)?|SAAPUMIS(?:PAIVA|PVM|AIKA)|SAAPUMINEN|SAAPUU|SAAPUNUT|SISAAN(?:KIRJAUS|KIRJAUTUMINEN)?|ANKOMST(?:DAG|DATUM)?|INCHECKNING|ARRIVAL|ARRIVED|CHECK[- ]?IN)\b/;
const LEAVING =
  /\b(?:LAHTO(?:PAIVA|PVM|AIKA)?|LAHTEE|ULOS(?:KIRJAUS|KIRJAUTUMINEN)?|AVRESA|AVRESE(?:DAG|DATUM)|UTCHECKNING|DEPARTURE|DEPARTED|CHECK[- ]?OUT)\b/;
const STAY =
  /MAJOIT|OLESKELU|YOPYMI|YOPYNYT|AJALTA|AJALLE|HUONE|VISTELSE|OVERNATT|LOGI|\bRUM\b|PERIOD|\bSTAY\b|ROOM|ACCOMM|YOT?\b/;
const ROOM = /MAJOITUS|HUONE|OVERNATT|LOGI|\bRUM\b|\bROOM\b|ACCOMM|YOPYMI/;
const COUNT =
  /(?<![\d.,/-])(\d{1,2})\s?X?\s?(?:YOTA|YO|VRK|VUOROKAUTTA|NATTER|NATT|DYGN|NIGHTS?|NTS?)\b|\b(?:YOT|YOITA|OITA|NATTER|NIGHTS)\s?[:.]?\s?(\d{1,2})(?![\d.,])/;
/** `10.-12.3.2026` and `10.3.-12.3.2026`. */
const RANGE = /(?<![\d.])(\d{1,2})\.(?:(\d{1,2})\.)?\s?[-–—]\s?(\d{1,2})\.(\d{1,2})\.(20\d{2})(?!\d)/;
/** Longest stay that is believed; a longer one is a misread date. */
const MOST_NIGHTS = 31;

/** Rows of a bill that are meals and drinks, folded; breakfast is told apart before. */
const MEAL =
  /ILLALLI|PAIVALLI|LOUNAS|RAVINTOLA|AL[A ]CARTE|RUOKA|KEITTO|ATERIA|\bMENU\b|BISTRO|MINIBA|HUONEPALVELU|BAARI|KAHVILA|OLUT|VIINI|MIDDAG|LUNCH|SUPE\b|RESTAURANG|RESTAURANT|MALTID|ROOM SERVICE|RUMSSERVICE|DINNER|SUPPER|\bMEAL|\bBAR\b|\bFOOD\b|\bCAFE\b/;

/** What the bill says of the stay; null when it says nothing. */
export function lodgingOf(lines: Line[]): ReadLodging | null {
  const { arrival, departure } = stayOf(lines);
  const nightCount = countOf(lines);
  const nights = nightsOf(lines, arrival, departure, nightCount);
  const meals = mealRows(lines);
  const breakfast = breakfastOf(lines);
  if (!arrival && !departure && !nightCount && nights.length === 0 && meals.length === 0 && !breakfast) return null;
  const mealsCents = meals.length === 0 ? null : meals.reduce((sum, { cents }) => sum + cents, 0);
  return { arrival, departure, nightCount, nights, mealsCents, meals, breakfast };
}

type Stay = { arrival: Located<string> | null; departure: Located<string> | null };

function stayOf(lines: Line[]): Stay {
  const arrival = dayAfter(lines, ARRIVAL, LEAVING);
  const departure = dayAfter(lines, LEAVING, ARRIVAL);
  if (arrival || departure) return { arrival, departure };
  const ranges = lines.filter((line) => STAY.test(fold(line.text))).flatMap((line) => rangeOn(line) ?? []);
  return ranges[0] ?? { arrival: null, departure: null };
}

/** The date after a label, on its line or in its column of the line below. */
function dayAfter(lines: Line[], label: RegExp, other: RegExp): Located<string> | null {
  for (const [at, line] of lines.entries()) {
    const text = fold(line.text);
    const found = label.exec(text);
    if (!found) continue;
    const own = datesOn(line).find(
      (date) => date.from >= found.index && !other.test(text.slice(found.index + found[0].length, date.from)),
    );
    const day = own ?? dayBelow(lines[at + 1], found.index, other.exec(text)?.index);
    if (day) return asLocated(day);
  }
  return null;
}

/** Two headings above two dates: the first date belongs to the first of them. */
function dayBelow(below: Line | undefined, at: number, otherAt: number | undefined): Stamp | undefined {
  if (!below) return undefined;
  const dates = datesOn(below);
  if (otherAt === undefined) return dates.length === 1 ? dates[0] : undefined;
  return dates.length === 2 ? dates[at < otherAt ? 0 : 1] : undefined;
}

/** Two dates with a dash between them: the stay. */
function rangeOn(line: Line): Stay | null {
  const [first, second, ...more] = datesOn(line);
  const isRange = first && second && /^\s*[-–—]\s*$/.test(line.text.slice(first.to, second.from));
  if (isRange && more.length === 0 && first.value < second.value)
    return { arrival: asLocated(first), departure: asLocated(second) };
  const short = RANGE.exec(line.text);
  if (!short) return null;
  const [, day = '', month, lastDay = '', lastMonth = '', year = ''] = short;
  const iso = (m: string, d: string) => `${year}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`;
  const [from, to] = [iso(month ?? lastMonth, day), iso(lastMonth, lastDay)];
  if (!isDay(from) || !isDay(to) || from >= to) return null;
  return { arrival: located(line, short, from), departure: located(line, short, to) };
}

const isDay = (iso: string): boolean => {
  const date = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso);
};

function countOf(lines: Line[]): Located<number> | null {
  for (const line of lines) {
    const found = COUNT.exec(fold(line.text));
    const count = Number(found?.[1] ?? found?.[2] ?? 0);
    if (found && count > 0 && count <= MOST_NIGHTS) return located(line, found, count);
  }
  return null;
}

/**
 * The evenings of the nights: from arrival to departure, else the dates of the rows of the room. Nothing where the
 * count on the bill says otherwise: one of the figures was misread.
 */
function nightsOf(
  lines: Line[],
  arrival: Stay['arrival'],
  departure: Stay['departure'],
  count: Located<number> | null,
) {
  const nights = stretch(arrival?.value, departure?.value, count?.value) ?? roomRows(lines);
  return count && nights.length !== count.value ? [] : nights;
}

function stretch(arrival?: string, departure?: string, count?: number): string[] | null {
  const first = arrival ?? (departure && count ? daysAfter(departure, -count) : undefined);
  if (!first) return null;
  const last = departure ?? (count ? daysAfter(first, count) : undefined);
  if (!last) return null;
  const nights: string[] = [];
  for (let day = first; day < last && nights.length <= MOST_NIGHTS; day = daysAfter(day, 1)) nights.push(day);
  return nights.length > MOST_NIGHTS ? [] : nights;
}

/** Rows `10.3.2026 Majoitus 118,00`: the day of each is its evening. */
function roomRows(lines: Line[]): string[] {
  const days = lines.flatMap((line) => {
    const text = fold(line.text);
    const [day, ...more] = datesOn(line);
    const isRow = ROOM.test(text) && amountsOf(line).length > 0 && roleOf(line.text) === 'none';
    return day && more.length === 0 && isRow ? [day.value] : [];
  });
  return [...new Set(days)].sort();
}

function mealRows(lines: Line[]): ReadLodging['meals'] {
  return lines.flatMap((line) => {
    const text = foldWords(line.text);
    if (!MEAL.test(text) || isBreakfast(text) || isExcluded(text) || !isRow(line, text)) return [];
    const cents = amountsOf(line).at(-1)?.cents ?? 0;
    return cents > 0 ? [{ name: nameOf(line), cents, ...placeOf(line) }] : [];
  });
}

/** A row of goods with its sum: no line of tax, total or payment. */
const isRow = (line: Line, text: string): boolean =>
  amountsOf(line).length > 0 && roleOf(line.text) === 'none' && !/%/.test(text);

/** What a row says before its first sum, without its date. */
function nameOf(line: Line): string {
  const start = datesOn(line)[0]?.to ?? 0;
  const end = amountsOf(line)[0]?.from ?? line.text.length;
  const from = start < end ? start : 0;
  return (
    line.text
      .slice(from, end)
      .trim()
      .split(/\s{2,}/)[0]
      ?.slice(0, 200) ?? ''
  );
}

function breakfastOf(lines: Line[]): ReadLodging['breakfast'] {
  const rows = lines.filter((line) => isBreakfast(foldWords(line.text)) && !isExcluded(foldWords(line.text)));
  const priced = rows.filter((line) => isRow(line, foldWords(line.text)) && !isIncluded(foldWords(line.text)));
  const cents = priced.reduce((sum, line) => sum + Math.max(0, amountsOf(line).at(-1)?.cents ?? 0), 0);
  const [row] = priced;
  if (row && cents > 0) return { included: false, cents, ...placeOf(row) };
  const told = rows.find((line) => isIncluded(foldWords(line.text))) ?? rows[0];
  return told ? { included: true, cents: null, ...placeOf(told) } : null;
}
