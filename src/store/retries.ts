/** How long a job that keeps failing is tried again, told from the pauses between its tries. */

/** Each pause is between once and twice what the one before began with (the queue draws it), and never over the longest. */
export type Pauses = { firstSeconds: number; longestSeconds: number };

/** The queue doubles no more after so many tries. */
const DOUBLINGS = 16;

/** Shortest pause before the nth try again, n from 1, in seconds. */
export const shortestPause = ({ firstSeconds, longestSeconds }: Pauses, nth: number): number =>
  Math.min(longestSeconds, firstSeconds * 2 ** (Math.min(nth, DOUBLINGS) - 1));

/** How many tries again it takes so that even the shortest pauses last so many seconds together. */
export function triesFor(seconds: number, pauses: Pauses): number {
  let tries = 0;
  for (let waited = 0; waited < seconds; waited += shortestPause(pauses, tries)) tries += 1;
  return tries;
}
