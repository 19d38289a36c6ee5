import type { Meal } from '../claim/claim.ts';
import { foldWords } from './fold.ts';

const NAMES: [Meal, RegExp][] = [
  ['breakfast', /AAMIAINEN|AAMUPALA|FRUKOST|BREAKFAST/],
  ['lunch', /LOUNAS|LUNCH/],
  ['dinner', /PAIVALLINEN|ILLALLINEN|MIDDAG|DINNER|SUPPER/],
];
const INCLUDED = /\bSIS|INGAR|\bINKL|INCLUDED|\bINCL?\b|KUULUU/;
const EXCLUDED = /\bEI SIS|\bEI KUULU|INGAR (EJ|INTE)|\bEXKL|NOT INCLUDED|EXCLUDED|\bEXCL|ILMAN/;

/**
 * Meals in the price (a proposal of a free meal, never a cut by itself). Breakfast on a lodging bill counts also
 * as a row of its own; lunch and dinner only where the paper says that the price includes them.
 */
export function mealsIn(text: string, isLodging: boolean): Meal[] {
  const lines = foldWords(text)
    .split('\n')
    .filter((line) => !EXCLUDED.test(line));
  const included = (meal: Meal, name: RegExp) =>
    lines.some((line) => name.test(line) && (INCLUDED.test(line) || (isLodging && meal === 'breakfast')));
  return NAMES.filter(([meal, name]) => included(meal, name)).map(([meal]) => meal);
}
