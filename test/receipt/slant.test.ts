import { expect, it } from 'vitest';
import { slantOf } from '../../src/receipt/neighbours.ts';

/** Words of letters 20 px high, 24 px apart, on lines that slant so many degrees. */
function letters(degrees: number, lines = 12, perLine = 30) {
  const slope = Math.tan((degrees * Math.PI) / 180);
  return Array.from({ length: lines * perLine }, (_, at) => {
    const left = 40 + (at % perLine) * 24;
    const bottom = Math.round(100 + Math.floor(at / perLine) * 60 + left * slope);
    return { left, right: left + 14, top: bottom - 20, bottom };
  });
}

it.each([-3, -1, 0, 0.5, 1, 2.5])('lines that slant %d° are found to, within a fifth of a degree', (degrees) => {
  expect(Math.abs(((slantOf(letters(degrees)) ?? 9) * 180) / Math.PI - degrees)).toBeLessThan(0.2);
});

it('29 pairs of letters tell nothing, 30 do', () => {
  expect(slantOf(letters(0, 1, 30))).toBeNull();
  expect(slantOf(letters(0, 1, 31))).toBe(0);
});
