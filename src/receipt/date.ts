import { fold } from './fold.ts';
import { confidenceOf, type Line, type Word, wordsBetween } from './words.ts';

/** A calendar date as printed; `full` when the year has four figures. */
export type DateCandidate = {
  value: string;
  line: Line;
  words: Word[];
  confidence: number;
  full: boolean;
  score: number;
  to: number;
};

const DAY_FIRST =
  /(?<![\d.,/-])(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?(20\d{2}|20 \d{2}(?![:.\d])|\d{2})(?![\d%]|[.,]\d{2}\b)/g;
const YEAR_FIRST = /(?<!\d)(20\d{2})([./-])(\d{1,2})\2(\d{1,2})(?!\d)/g;
const NAMED =
  /(?<!\d)(\d{1,2})(?:\.|ST|ND|RD|TH)?[\s./-]{0,2}([A-Z0][A-Z]{2,11})[\s.,/-]{0,2}'?(20\d{2}|\d{2})(?!\d|[:.]\d)/g;

/** First letters of the months in Finnish, Swedish and English, folded. */
const MONTHS = [
  /^(TAMMI|JAN)/,
  /^(HELMI|FEB)/,
  /^(MAALIS|MARS?|MARCH)/,
  /^(HUHTI|APR)/,
  /^(TOUKO|MAY|MAJ)/,
  /^(KESA|JUN)/,
  /^(HEINA|JUL)/,
  /^(ELO|AUG)/,
  /^(SYYS|SEP)/,
  /^(LOKA|OCT|OKT)/,
  /^(MARRAS|NOV)/,
  /^(JOULU|DEC)/,
];

const LABEL = /\b(PVM|PAIVAYS|PAIVAMAARA|PAIVA|DATUM|DATE|OSTETTU|OSTOPAIVA|KOPT|ISSUED|LASKUN PVM|KUITTI|AIKA|TID)\b/;
/** Dates that are not the receipt's own: due, valid until, travel and stay. */
const OTHER =
  /ERAPAIVA|\bDUE\b|FORFALL|VOIMASSA|VALID|GILTIG|EXPIR|TULOPAIVA|LAHTO|SAAPU|ARRIVAL|DEPART|ANKOMST|AVRESA|AVGANG|SYNT|CHECK|MATKAPAIVA/;
/** True when a line tells a day that is not the receipt's own. */
export const isOtherDay = (text: string): boolean => OTHER.test(fold(text));
const EARLIEST = 2010;
const LATEST = 2039;

/** Dates on the receipt, likeliest first. Day first, as in Finland; nothing stands in for a missing year. */
export function dateCandidates(lines: Line[]): DateCandidate[] {
  const found = lines.flatMap((line, place) => datesOn(line, place, lines.length));
  const counted = found.map((each) => {
    const again = found.filter((other) => other.value === each.value).length - 1;
    return { ...each, score: each.score + Math.min(2, again) };
  });
  return counted.toSorted((a, b) => b.score - a.score);
}

function datesOn(line: Line, place: number, count: number): DateCandidate[] {
  const text = fold(line.text);
  const label = (LABEL.test(text) ? 2 : 0) + (OTHER.test(text) ? -3 : 0) + (timeAt(text) ? 1.5 : 0);
  const base = label + 1 - place / Math.max(1, count);
  const make = (at: number, length: number, parts: [string, number, string]): DateCandidate[] => {
    const value = calendarDate(...parts);
    const words = wordsBetween(line, at, at + length);
    const confidence = confidenceOf(words);
    return value ? [{ value, line, words, confidence, full: parts[0].length === 4, score: base, to: at + length }] : [];
  };
  return [
    ...[...text.matchAll(DAY_FIRST)].flatMap((m) => make(m.index, m[0].length, dayFirst(m))),
    ...[...text.matchAll(YEAR_FIRST)].flatMap((m) =>
      make(m.index, m[0].length, [m[1] ?? '', Number(m[3]), m[4] ?? '']),
    ),
    ...[...text.matchAll(NAMED)].flatMap((m) =>
      make(m.index, m[0].length, [m[3] ?? '', monthOf((m[2] ?? '').replace('0', 'O')), m[1] ?? '']),
    ),
  ];
}

/** Year as printed, month, day. Where the second figure can be no month (`12/13/2016`), the first is it. */
function dayFirst([, first = '', mark, second = '', year = '']: RegExpMatchArray): [string, number, string] {
  return mark === '/' && Number(second) > 12 && Number(first) <= 12
    ? [`${year} `, Number(first), second]
    : [year, Number(second), first];
}

const monthOf = (name: string): number => MONTHS.findIndex((month) => month.test(name)) + 1;

/** ISO date, or null when there is no such day or the year is out of the service's time. */
function calendarDate(yearText: string, month: number, dayText: string): string | null {
  const figures = yearText.replaceAll(' ', '');
  const year = figures.length === 2 ? 2000 + Number(figures) : Number(figures);
  const day = Number(dayText);
  if (year < EARLIEST || year > LATEST || month < 1 || month > 12 || day < 1) return null;
  if (day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return null;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

const COLON = /(?<![\d:.,])([01]?\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?(?:\s?([AP])\.?M\b)?(?![\d:])/;
const DOT = /(?<![\d.,])([01]?\d|2[0-3])\.([0-5]\d)(?:\.[0-5]\d)?(?!\d|[.,]\d|\s?%|\s?(?:€|EUR))/;

function timeAt(text: string, dotted = true): string | null {
  const found = COLON.exec(text) ?? (dotted ? DOT.exec(text) : null);
  if (!found) return null;
  const half = found[3] === 'P' ? 12 : 0;
  const hour = found[3] ? (Number(found[1]) % 12) + half : Number(found[1]);
  return `${String(hour).padStart(2, '0')}:${found[2]}`;
}

/** Time of day of the receipt (`05:42`): beside its date, or on a line that names it. A dot counts only there. */
export function timeOf(lines: Line[], date: DateCandidate | undefined): { value: string; confidence: number } | null {
  const place = date ? lines.indexOf(date.line) : -1;
  const beside = date ? withoutDate(date) : '';
  const labelled = lines.filter((line) => /\b(KLO|KL|TIME|AIKA|TID)\b/.test(fold(line.text)));
  const near = lines.slice(Math.max(0, place - 1), place + 2);
  const value = timeAt(beside) ?? firstTime(labelled, true) ?? (date ? firstTime(near, false) : null);
  return value ? { value, confidence: Math.round((date?.confidence ?? 0.6) * 100) / 100 } : null;
}

function withoutDate({ line, words, to }: DateCandidate): string {
  const first = words[0];
  const from = first ? (line.starts[line.words.indexOf(first)] ?? 0) : 0;
  return `${line.text.slice(0, from)} ${line.text.slice(to)}`.toUpperCase();
}

function firstTime(lines: Line[], dotted: boolean): string | null {
  for (const line of lines) {
    const text = fold(line.text);
    const time = timeAt(text, dotted);
    // Two times on a line are a beginning and an end, neither of them the receipt's.
    if (time && (text.match(/\d[:.]\d\d/g)?.length ?? 0) < 2) return time;
  }
  return null;
}
