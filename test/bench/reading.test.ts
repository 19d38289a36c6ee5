import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { centsOf, isoOf, labelsIn } from '../../bench/reading/labels.ts';
import { secondsOf } from '../../bench/reading/native.ts';
import { canWatch, family } from '../../bench/reading/processes.ts';
import { atMost, judge, percentile, tallied } from '../../bench/reading/verdict.ts';
import { collection } from '../../fixtures/receipts/collection.ts';
import { levels } from '../../fixtures/receipts/wear.ts';
import { Reading } from '../../src/claim/reading.ts';

const empty = Reading.parse({
  ...{ sha256: '', pages: 1, via: 'ocr', total: null, date: null, time: null, merchant: null, vat: [], kind: null },
  ...{ mealsIncluded: [], language: null, candidates: { total: [] }, text: '', ms: 0 },
});
const place = { confidence: 1, page: 1, box: [0, 0, 1, 1] as [number, number, number, number] };

const slip = collection.find(({ name }) => name === 'taksi-mittari-2018');
if (!slip) throw new Error('The receipt is gone');
const { expected } = slip;
const of = (reading: Reading, field: string) => judge(expected, reading).find((each) => each.field === field);

it('a sum that is a cent off, or in another currency, is wrong; none is missing', () => {
  const total = { cents: 3150, currency: 'EUR', sure: true, ...place };
  expect(of({ ...empty, total }, 'total')).toMatchObject({ outcome: 'right', sure: true });
  expect(of({ ...empty, total: { ...total, cents: 3151 } }, 'total')).toMatchObject({ outcome: 'wrong', sure: true });
  expect(of({ ...empty, total: { ...total, currency: 'SEK' } }, 'total')?.outcome).toBe('wrong');
  expect(of(empty, 'total')).toMatchObject({ outcome: 'missing', sure: false });
});

it('a time that the receipt does not tell is right when none is found, and wrong when one is', () => {
  expect(of(empty, 'time')?.outcome).toBe('right');
  expect(of({ ...empty, time: { value: '07:12', confidence: 1, page: 1, box: null } }, 'time')?.outcome).toBe('wrong');
});

it('what the receipt does not print is not asked', () => {
  const fields = judge(expected, empty).map((verdict) => verdict.field);
  expect(fields).toContain('km');
  expect(fields).not.toContain('route from');
  expect(fields).not.toContain('nights');
});

it('verdicts add up by field, and a sure one that is wrong is counted by itself', () => {
  const tally = tallied([
    { field: 'total', outcome: 'right', sure: true },
    { field: 'total', outcome: 'wrong', sure: true },
    { field: 'total', outcome: 'missing', sure: false },
  ]).get('total');
  expect(tally).toEqual({ asked: 3, right: 1, missing: 1, wrong: 1, sure: 2, sureWrong: 1 });
});

it('the 95th percentile of 20 is the 19th, the median of 2 the first', () => {
  const twenty = Array.from({ length: 20 }, (_, i) => i + 1).toReversed();
  expect(percentile(twenty, 0.95)).toBe(19);
  expect(percentile([2, 1], 0.5)).toBe(1);
  expect(percentile([], 0.5)).toBe(0);
});

it('none wrong of 60 means at most 5 %, none of none means nothing', () => {
  expect(atMost(60)).toBe('5.0 %');
  expect(atMost(0)).toBe('–');
});

it.each([
  ['44.73', 4473],
  ['RM 1,044.70', 104470],
  ['23,40', 2340],
  ['9', 900],
])('the labelled sum %s is %i cents', (text, cents) => {
  expect(centsOf(text)).toBe(cents);
});

it.each([
  ['04/01/2018', '2018-01-04'],
  ['10-05-17', '2017-05-10'],
  ['3 MAR 2018', '2018-03-03'],
  ['2018-06-30', '2018-06-30'],
  ['12.3.2026', '2026-03-12'],
  ['no date', null],
])('the labelled date %s is %s', (text, date) => {
  expect(isoOf(text)).toBe(date);
});

it('empty lines of labels.jsonl are no labels', () => {
  expect(labelsIn('{"file":"a.jpg","total":"1.00","date":""}\n\n')).toHaveLength(1);
});

it('the page of the docs names every bench and every level', () => {
  const page = readFileSync(new URL('../../docs/reading.md', import.meta.url), 'utf8');
  const benches = [...page.matchAll(/bench:reading -- (\w+)/g)].map(([, name]) => name);
  expect(benches).toEqual(['drawn', 'sroie', 'speed', 'memory']);
  expect([...page.matchAll(/^\| (\w+) \| [a-z]/gm)].map(([, name]) => name)).toEqual(['level', ...levels]);
});

it('the time of a shell is told in minutes and seconds', () => {
  expect(secondsOf('0m1.240s')).toBeCloseTo(1.24, 5);
  expect(secondsOf('2m3.5s')).toBeCloseTo(123.5, 5);
});

it('the family of this process has itself in it, and what it started', async () => {
  if (!canWatch) return;
  const child = spawn('sleep', ['30']);
  expect(family()).toEqual(expect.arrayContaining([process.pid, child.pid]));
  child.kill();
  await once(child, 'close');
  expect(family()).not.toContain(child.pid);
});
