import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sealingRetries } from '../../src/store/queue.ts';
import { shortestPause, triesFor } from '../../src/store/retries.ts';

const DAY = 24 * 3600;
const pauses = { firstSeconds: 2, longestSeconds: 900 };
const waited = (tries: number, of = pauses) =>
  Array.from({ length: tries }, (_, at) => shortestPause(of, at + 1)).reduce((all, one) => all + one, 0);

test('the pauses double from 2 s and stay at a quarter of an hour from the tenth on', () => {
  expect([1, 2, 3, 9, 10, 11, 1000].map((nth) => shortestPause(pauses, nth))).toEqual([2, 4, 8, 512, 900, 900, 900]);
});

test('a document is tried for ten days at least, and for less than the fourteen the queue keeps a job', () => {
  const { retryLimit, retryDelayMax, expireInSeconds } = sealingRetries();
  expect(retryDelayMax).toBe(15 * 60);
  expect(waited(retryLimit)).toBeGreaterThanOrEqual(10 * DAY);
  expect(waited(retryLimit - 1)).toBeLessThan(10 * DAY);
  // Never longer than the longest pause; of the work of a try itself half a minute, the time stamp's three time-outs.
  expect(retryLimit * (retryDelayMax + 30)).toBeLessThan(14 * DAY);
  expect(expireInSeconds).toBeGreaterThan(2 * 120);
});

test('the tries are the fewest that last so long, whatever the pauses', () => {
  const seconds = fc.integer({ min: 1, max: 100_000 });
  fc.assert(
    fc.property(seconds, fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 900 }), (long, first, longest) => {
      const of = { firstSeconds: first, longestSeconds: longest };
      const tries = triesFor(long, of);
      expect(waited(tries, of)).toBeGreaterThanOrEqual(long);
      expect(waited(tries - 1, of)).toBeLessThan(long);
    }),
    { numRuns: 50 },
  );
});
