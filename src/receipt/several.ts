import type { PageWords } from './words.ts';

/** True when a page, or the file, holds more than one receipt. */
export function areSeveral(_pages: PageWords[]): boolean {
  return false;
}
