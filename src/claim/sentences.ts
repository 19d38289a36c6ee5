import type { Texts } from './claim.ts';
import { euroDigits } from './money.ts';

/**
 * Words and numbers for people in Finnish, Finland's Swedish and English. Numbers have the form of each language:
 * 1 234,50 € and 12,5 km in Finnish and Swedish, 1,234.50 € and 12.5 km in English.
 */

export const say = (fi: string, sv: string, en: string): Texts => ({ fi, sv, en });
const both = (fiAndSv: string, en: string): Texts => ({ fi: fiAndSv, sv: fiAndSv, en });
const same = (text: string): Texts => ({ fi: text, sv: text, en: text });

/** 5400 → 54,00 €. */
export const euros = (cents: number) => both(`${euroDigits(cents, ',')} €`, `${euroDigits(cents, '.')} €`);

/** 2340 SEK → 23,40 SEK; the euro has its sign. */
export const money = (hundredths: number, currency: string) =>
  currency === 'EUR'
    ? euros(hundredths)
    : both(`${euroDigits(hundredths, ',')} ${currency}`, `${euroDigits(hundredths, '.')} ${currency}`);

/** 55 → 0,55 €/km. */
export const eurosPerKm = (cents: number) => both(`${euroDigits(cents, ',')} €/km`, `${euroDigits(cents, '.')} €/km`);

/** 12.5 → 12,5 km. */
export const kilometres = (km: number) => both(`${String(km).replace('.', ',')} km`, `${km} km`);

const SECOND = 1_000;
const MINUTE = 60;
const HOUR = 3_600;

/** Milliseconds → 11 h 30 min; seconds only where there are any. */
export function duration(elapsed: number): Texts {
  const seconds = Math.floor(elapsed / SECOND);
  const parts = [`${Math.floor(seconds / HOUR)} h`];
  const minutes = Math.floor((seconds % HOUR) / MINUTE);
  if (minutes > 0) parts.push(`${minutes} min`);
  if (seconds % MINUTE > 0) parts.push(`${seconds % MINUTE} s`);
  return same(parts.join(' '));
}

const englishMonths = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** 2026-03-10 → 10.3.2026, in English 10 March 2026. */
export function calendarDate(date: string): Texts {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return both(`${day}.${month}.${year}`, `${day} ${englishMonths[month - 1]} ${year}`);
}

/** 05:42 → klo 5.42, kl. 5.42, 5:42. */
export function timeOfDay(time: string): Texts {
  const [hour = '', minute = ''] = time.split(':');
  const clock = `${Number(hour)}.${minute}`;
  return { fi: `klo ${clock}`, sv: `kl. ${clock}`, en: `${Number(hour)}:${minute}` };
}

export type Fill = Record<string, string | number | Texts>;

/** Puts values into the places of a text: `{limit}`. */
export function fill(texts: Texts, values: Fill): Texts {
  const pieces = piecesOf(texts);
  const into = (language: keyof Texts) => {
    let text = '';
    for (const { literal, name } of pieces[language]) text += literal + placed(name, language, values);
    return text;
  };
  return { fi: into('fi'), sv: into('sv'), en: into('en') };
}

/** A stretch of text and the name of the place after it; the last has none. */
interface Piece {
  literal: string;
  name: string | null;
}

function placed(name: string | null, language: keyof Texts, values: Fill): string {
  if (name === null) return '';
  const value = values[name];
  if (value === undefined) return `{${name}}`;
  return typeof value === 'object' ? value[language] : String(value);
}

/** Texts are constants of the program, cut into pieces once. */
const cut = new WeakMap<Texts, Record<keyof Texts, Piece[]>>();

function piecesOf(texts: Texts) {
  const kept = cut.get(texts);
  if (kept) return kept;
  const pieces = { fi: cutText(texts.fi), sv: cutText(texts.sv), en: cutText(texts.en) };
  cut.set(texts, pieces);
  return pieces;
}

/** Splitting by a group gives literal, name, literal, name … literal. */
function cutText(text: string): Piece[] {
  const parts = text.split(/\{(\w+)\}/);
  const pieces: Piece[] = [];
  for (let at = 0; at < parts.length; at += 2) pieces.push({ literal: parts[at] ?? '', name: parts[at + 1] ?? null });
  return pieces;
}
