import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, expect, it, vi } from 'vitest';
import { judge, tallied, type Verdict } from '../../bench/reading/verdict.ts';
import { collection, draw } from '../../fixtures/receipts/collection.ts';
import type { Expected, Slip } from '../../fixtures/receipts/slip.ts';
import { createReader } from '../../src/receipt/reader.ts';

const folder = new URL('../../fixtures/receipts/drawn/', import.meta.url);
const files = readdirSync(folder).filter((name) => /\.(png|pdf)$/.test(name));
// Five wait for two processes: what is held here is what is read, not how soon.
vi.setConfig({ testTimeout: 300_000 });
const reader = createReader({ workers: 2, timeoutMs: 120_000 });
afterAll(() => reader.close());

async function verdictsOf(bytes: Uint8Array, expected: Expected): Promise<Verdict[]> {
  const outcome = await reader.read(bytes);
  if (!outcome.ok) throw new Error(outcome.failure);
  return judge(expected, outcome.reading);
}

const missed = (verdicts: Verdict[], ...fields: string[]): Verdict[] =>
  verdicts.filter(({ field, outcome }) => fields.includes(field) && outcome !== 'right');
const sureAndWrong = (verdicts: Verdict[]): Verdict[] =>
  verdicts.filter(({ outcome, sure }) => sure && outcome !== 'right');

const seen: Verdict[] = [];

it.concurrent.each(files)('clean: total and date of %s are read exactly, and nothing sure is wrong', async (file) => {
  const expected = JSON.parse(readFileSync(new URL(file.replace(/\.\w+$/, '.expected.json'), folder), 'utf8'));
  const verdicts = await verdictsOf(readFileSync(new URL(file, folder)), expected);
  seen.push(...verdicts);
  expect(missed(verdicts, 'total', 'date')).toEqual([]);
  expect(sureAndWrong(verdicts)).toEqual([]);
});

it('clean: every other field is right on nine receipts of ten that print it', () => {
  const low = [...tallied(seen)].filter(
    ([, tally]) => tally.right < 0.9 * tally.asked && tally.asked - tally.right > 1,
  );
  expect(low).toEqual([]);
  expect(seen.length).toBeGreaterThan(9 * files.length);
});

const named = (name: string): Slip => {
  const slip = collection.find((each) => each.name === name);
  if (!slip) throw new Error(`No receipt ${name}`);
  return slip;
};

it.concurrent.each(['taksi-mittari-2018', 'gasthem-2025', 'parkki-puhelin-2025'])(
  'mild: %s keeps its total and date',
  async (name) => {
    const { bytes, slip } = await draw(named(name), 'mild');
    expect(missed(await verdictsOf(bytes, slip.expected), 'total', 'date')).toEqual([]);
  },
);

it.concurrent.each(['taksi-valitys-2026', 'hotelli-illallinen-2025'])(
  'cruel: of %s nothing sure is wrong',
  async (name) => {
    const { bytes, slip } = await draw(named(name), 'cruel');
    expect(sureAndWrong(await verdictsOf(bytes, slip.expected))).toEqual([]);
  },
);
