import { expect, test } from 'vitest';
import { rulesView } from '../../src/api/rules.ts';
import type { ForeignRatesView, RulePackView } from '../../src/claim/rules-view.ts';
import { changesBetween, foreignChanges } from '../../src/web/rules/changes.ts';
import { packs } from '../claim/claims.ts';

/** What the page says differs between two packs, revisions of one year among them. */

const { parameters, packs: views } = rulesView(packs.all, packs.inForce);
const found = views.find(({ id }) => id === 'fi-state-2026.1');
if (!found) throw new Error('no pack of 2026');
const first: RulePackView = found;
const PATH = 'perDiem.full';

/** The next revision of the year, one value of it changed. */
const revised = (change: Partial<RulePackView['values'][number]>): RulePackView => ({
  ...first,
  id: 'fi-state-2026.2',
  revision: 2,
  values: first.values.map((value) => (value.path === PATH ? { ...value, ...change } : value)),
});
const told = (after: RulePackView) =>
  changesBetween(parameters, first, after).map(({ parameter, what }) => ({ path: parameter.path, what }));

test('the same pack does not differ from itself, nor does another id alone make a difference', () => {
  expect(told(first)).toEqual([]);
  expect(told(revised({}))).toEqual([]);
});

test.each([
  ['a cent more', { value: 5401 }, ['value']],
  ['an amount that is no longer known', { value: null, status: 'unknown' as const }, ['value', 'status']],
  ['the status alone', { status: 'assumed' as const }, ['status']],
  ['the section alone', { section: '§ 12' }, ['section']],
  ['whose rule it is', { line: 'tax' as const }, ['section']],
  ['the source alone', { source: 'jyu' }, ['source']],
])('%s is told as what it is', (_, change, what) => {
  expect(told(revised(change))).toEqual([{ path: PATH, what }]);
});

test('a source under another key is the same source; a corrected diary number is another', () => {
  const renamed = (change: object): RulePackView => ({
    ...revised({ source: 'renamed' }),
    sources: first.sources.flatMap((source) =>
      source.key === first.values.find(({ path }) => path === PATH)?.source
        ? [source, { ...source, key: 'renamed', ...change }]
        : [source],
    ),
  });
  expect(told(renamed({}))).toEqual([]);
  expect(told(renamed({ number: 'VN/1/2026' }))).toEqual([{ path: PATH, what: ['source'] }]);
});

const country = (code: string, cents: number) => ({
  country: code,
  name: { fi: code, sv: code, en: code },
  area: null,
  cents,
});
const table = (kind: ForeignRatesView['table'], rows: ForeignRatesView['rows'], othersCents: number | null) => ({
  id: kind,
  table: kind,
  rows,
  othersCents,
});
const centsOf = (before: ForeignRatesView, after: ForeignRatesView) =>
  foreignChanges(before, after).map((row) => [row.country, ...row.cents]);

test('a country missing from a complete table has the amount of the others, from a partial one none', () => {
  const after = table('complete', [country('SE', 7000), country('NO', 8000)], 5200);
  expect(centsOf(table('complete', [country('SE', 6800)], 5000), after)).toEqual([
    ['SE', 6800, 7000],
    ['NO', 5000, 8000],
  ]);
  expect(centsOf(table('partial', [country('SE', 6800)], null), after)).toEqual([['SE', 6800, 7000]]);
  expect(centsOf(after, after)).toEqual([]);
});

test('an area has its own amount beside that of its country', () => {
  const area = { ...country('PT', 7200), area: { fi: 'Azorit', sv: 'Azorerna', en: 'the Azores' } };
  const before = table('complete', [country('PT', 7000), area], 5200);
  const after = table('complete', [country('PT', 7000), { ...area, cents: 7300 }], 5200);
  expect(centsOf(before, after)).toEqual([['PT', 7200, 7300]]);
});
