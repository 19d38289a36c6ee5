import { assess } from './assess.ts';
import type { Evaluation, Refusal } from './claim.ts';
import { readClaim } from './input.ts';
import { packsOf, type RulePack } from './rules.ts';

/** Computing a frozen claim again, and where the outcome differs from what was frozen. Pure; today's date is not asked. */

/** The stored trip claim by the packs it was computed by, and by no other. */
export function replay(tripClaim: unknown, packs: readonly RulePack[]): Evaluation | Refusal {
  const claim = readClaim(tripClaim);
  return 'error' in claim ? claim : assess(claim, packsOf(packs));
}

export type Difference = {
  /** `sentences`: the same outcome in other words. `values`: something else came out. */
  differs: 'sentences' | 'values';
  /** The first place that differs, as JSON path: `lines[0].amountCents`. */
  path: string;
};

/** Null when the two are the same JSON. A sentence is what stands in three languages. */
export function differenceBetween(frozen: unknown, now: unknown): Difference | null {
  const value = firstDifference(frozen, now, '', isSentence);
  if (value !== null) return { differs: 'values', path: value };
  const sentence = firstDifference(frozen, now, '', () => false);
  return sentence === null ? null : { differs: 'sentences', path: sentence };
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const isSentence = (value: unknown): boolean =>
  isObject(value) && Object.keys(value).sort().join() === 'en,fi,sv' && Object.values(value).every(isText);

const isText = (value: unknown) => typeof value === 'string';

type Leaves = (value: unknown) => boolean;

function firstDifference(one: unknown, other: unknown, path: string, leftOut: Leaves): string | null {
  if (leftOut(one) && leftOut(other)) return null;
  if (!isObject(one) || !isObject(other) || Array.isArray(one) !== Array.isArray(other))
    return Object.is(one, other) ? null : path || '$';
  const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  for (const key of Array.isArray(one) ? keys : keys.sort()) {
    const at = Array.isArray(one) ? `${path}[${key}]` : `${path}${path && '.'}${key}`;
    const found = firstDifference(one[key], other[key], at, leftOut);
    if (found !== null) return found;
  }
  return null;
}
