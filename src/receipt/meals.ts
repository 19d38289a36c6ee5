import type { Meal } from '../claim/claim.ts';
import type { Reading } from '../claim/reading.ts';
import { foldWords } from './fold.ts';
import { placeOf } from './place.ts';
import type { Line } from './words.ts';

type ReadMeal = Reading['meals'][number];

const NAMES: [Meal, RegExp][] = [
  ['breakfast', /AAMIAI|AAMUPALA|FRUKOST|BREAKFAST|MORGONMAL/],
  ['lunch', /LOUNA[AS]|LUNCH/],
  ['dinner', /PAIVALLI[NS]|ILLALLI[NS]|MIDDAG|DINNER|SUPPER|ILLALLISBUF/],
];
const INCLUDED = /\bSIS|INGAR|\bINKL|INCLUDED|INCLUDES|\bINCL?\b|KUULUU/;
const EXCLUDED = /\bEI SIS|\bEI KUULU|INGAR (EJ|INTE)|\bEXKL|NOT INCLUDED|EXCLUDED|\bEXCL|ILMAN/;
const COURSE =
  /KURSSI|KOULUTUS|SEMINAARI|OSALLISTUMISMAKSU|\bKURS|UTBILDNING|SEMINARI|DELTAGARAVGIFT|COURSE|SEMINAR|PARTICIPATION FEE/;

export const isBreakfast = (folded: string): boolean => /AAMIAI|AAMUPALA|FRUKOST|BREAKFAST|MORGONMAL/.test(folded);
export const isIncluded = (folded: string): boolean => INCLUDED.test(folded) && !EXCLUDED.test(folded);
export const isExcluded = (folded: string): boolean => EXCLUDED.test(folded);

type Kind = NonNullable<Reading['kind']>['value'];

/**
 * Meals in the price (a proposal of a free meal, never a cut by itself), each once with its first place. Breakfast on a
 * lodging bill counts also as a row of its own; any other meal only where the paper says that the price includes it.
 */
export function mealsIn(lines: Line[], kind: Kind | null): ReadMeal[] {
  const told = lines.filter((line) => !isExcluded(foldWords(line.text)));
  const source = sourceOf(lines, kind);
  if (!source) return [];
  return NAMES.flatMap(([meal, name]) => {
    const line = told.find((each) => name.test(foldWords(each.text)) && counts(meal, foldWords(each.text), kind));
    return line ? [{ meal, source, ...placeOf(line) }] : [];
  });
}

function counts(meal: Meal, text: string, kind: Kind | null): boolean {
  if (INCLUDED.test(text) && !/%|\bALV\b|\bMOMS\b/.test(text)) return true;
  return kind === 'lodging' && meal === 'breakfast';
}

const ridden: readonly (Kind | null)[] = ['ship', 'flight', 'train', 'bus'];

/** Who gives the meal: the room of a lodging bill, the ticket of a journey, the arranger of a course; else nobody does. */
function sourceOf(lines: Line[], kind: Kind | null): ReadMeal['source'] | null {
  if (kind === 'lodging') return 'room';
  if (lines.some((line) => COURSE.test(foldWords(line.text)))) return 'organiser';
  return ridden.includes(kind) ? 'ticket' : null;
}
