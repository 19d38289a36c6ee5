import type { DateGround, TotalGround } from './sure.ts';

/**
 * How often an answer on such grounds is right. Measured by `bench/reading/calibrate.ts` on 60 scanned receipts of the
 * SROIE set, each as it is and in two worn copies (on a table, crooked, shaded, blurred; 0.6 of the size, crooked; both
 * JPEG 40): right + 0.5 of n + 1. After each its right and its n. The copies are not independent of their scans, so
 * 0 wrong of n bounds the error by 3 in n at best.
 */
export const TOTAL_CONFIDENCE: Record<TotalGround, number> = {
  'both-sums': 0.99, // 102 of 102
  'both-payment': 0.98, // 9 of 9, and the same two proofs as above save the sums
  both: 0.96, // 11 of 11
  'sums-seen-twice': 0.99, // 81 of 81, one reader
  sums: 0.9, // none met
  doubtful: 0.84, // 18 of 21
  weak: 0.7, // 24 of 34
  // A text layer has no misread figures; what is left is the choice of the line. Not on scans, so not measured there.
  'text-layer-sums': 0.99,
  'text-layer': 0.95,
};

export const DATE_CONFIDENCE: Record<DateGround, number> = {
  both: 0.99, // 116 of 116
  'seen-twice': 0.99, // 65 of 65, one reader
  ambiguous: 0.9, // 27 of 30
  doubtful: 0.5, // 0 of 1 with two readers, 3 of 7 with one
  weak: 0.76, // 21 of 27
  'text-layer': 0.99,
};
