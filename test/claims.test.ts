import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { evaluate } from '../src/claim/assess.ts';
import { loadRulePacks } from '../src/store/rule-packs.ts';

/**
 * Every case of `fixtures/claims`: a claim as it comes in, where the case is from, and what must come of it. Lines are
 * all the lines in order and findings all the findings, each by the fields the case names; totals by the named sums.
 */
const Case = z.strictObject({
  title: z.string(),
  source: z.string(),
  input: z.unknown(),
  expected: z.strictObject({
    lines: z.array(z.record(z.string(), z.unknown())).optional(),
    findings: z.array(z.record(z.string(), z.unknown())).optional(),
    totals: z.record(z.string(), z.number()).optional(),
    error: z.record(z.string(), z.unknown()).optional(),
  }),
});

const folder = new URL('../fixtures/claims/', import.meta.url);
const packs = await loadRulePacks(new URL('../rules', import.meta.url));
const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
/** Claims of the cases are sent at once unless they say when: their lateness is not what they are about. */
const LONG_AGO = '2018-01-01';

describe('worked examples', () => {
  it('are there', () => expect(names.length).toBeGreaterThanOrEqual(60));

  for (const name of names) {
    const { title, input, expected } = Case.parse(parse(readFileSync(new URL(name, folder), 'utf8')));
    it(`${title} (${name})`, () => {
      const result: Record<string, unknown> = { ...evaluate(input, packs, LONG_AGO) };
      for (const [part, value] of Object.entries(expected)) expectPart(result[part], value);
    });
  }
});

function expectPart(actual: unknown, value: unknown) {
  if (!Array.isArray(value)) return expect(actual).toMatchObject(value as object);
  expect(actual).toHaveLength(value.length);
  expect(actual).toMatchObject(value);
}
