import fc from 'fast-check';
import { expect, test } from 'vitest';
import { claimNumber, isClaimNumber } from '../../src/claim/number.ts';
import { runs } from './runs.ts';

test('the 42nd claim of 2026 is ML-2026-000042-2', () => {
  // 2026000042 from the right by 7, 3, 1: 14 + 12 + 42 + 6 + 14 = 88, two short of the next ten.
  expect(claimNumber(2026, 42)).toBe('ML-2026-000042-2');
});

test('every number that is made is right', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2018, max: 2099 }), fc.integer({ min: 1, max: 999_999_999 }), (year, running) =>
      isClaimNumber(claimNumber(year, running)),
    ),
    runs(100),
  );
});

test('one digit copied wrong is always noticed', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 999_999 }),
      fc.integer({ min: 0, max: 9 }),
      fc.integer({ min: 1, max: 9 }),
      (running, place, shift) => {
        const right = claimNumber(2026, running);
        const at = [3, 4, 5, 6, 8, 9, 10, 11, 12, 13][place] ?? 3;
        const wrong = (Number(right[at]) + shift) % 10;
        return !isClaimNumber(`${right.slice(0, at)}${wrong}${right.slice(at + 1)}`);
      },
    ),
    runs(100),
  );
});

test.each(['', 'ML-2026-42-2', 'XX-2026-000042-2', 'ML-2026-000042', ' ML-2026-000042-2', 'ML-2026-000042-22'])(
  '%j is no number',
  (text) => {
    expect(isClaimNumber(text)).toBe(false);
  },
);
