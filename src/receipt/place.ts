import type { Box } from '../claim/reading.ts';
import { boxOf, confidenceOf, type Line, type Word, wordsBetween } from './words.ts';

/** Where a value stands, and how well the worst of its words was read (0..1). */
export type Place = { confidence: number; page: number; box: Box };
/** A value as printed, with its place. */
export type Located<T> = Place & { value: T };

/** The place of the characters `from`..`to` of a line; the whole line where no word of its own stands there. */
export function placeOf(line: Line, from = 0, to = line.text.length): Place {
  const words = wordsBetween(line, from, to);
  return placeOfWords(line.page, words.length > 0 ? words : line.words);
}

export const placeOfWords = (page: number, words: Word[]): Place => ({
  confidence: Math.round(confidenceOf(words) * 100) / 100,
  page,
  box: boxOf(words),
});

/** A value found by a pattern: the place is that of the pattern's group, or of the whole find. */
export function located<T>(line: Line, found: RegExpExecArray, value: T, group = 0): Located<T> {
  const text = found[group] ?? found[0];
  const from = found.index + Math.max(0, found[0].indexOf(text));
  return { value, ...placeOf(line, from, from + text.length) };
}
