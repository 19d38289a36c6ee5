import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rulesView } from '../../src/api/rules.ts';
import type { ForeignRatesView, RulesView } from '../../src/claim/rules-view.ts';
import { loadRulePacks } from '../../src/store/rule-packs.ts';
import { Client } from '../client.ts';
import { type TestService, temporaryFolder, testService } from '../service.ts';

/** The rules as the page and other programs read them, over HTTP and from the real packs. */

const rulesFolder = fileURLToPath(new URL('../../rules/', import.meta.url));

let service: TestService;
let member: Client;
let rules: RulesView;

beforeAll(async () => {
  service = await testService('pglite');
  member = new Client(service.address);
  await member.signIn('jasen');
  rules = await member.get<RulesView>('/api/rules');
});
afterAll(() => service?.stop());

const packOf = (id: string) => rules.packs.find((pack) => pack.id === id);
const valueIn = (id: string, path: string) => packOf(id)?.values.find((value) => value.path === path);
const foreignOf = (id: string) => member.get<ForeignRatesView>(`/api/rules/${id}/foreign`);

test('an amount is in cents, with its section, status and a source among the sources of its pack', () => {
  const full = valueIn('fi-state-2026.1', 'perDiem.full');
  expect(full).toMatchObject({ value: 5400, unit: 'EUR/day', status: 'verified', line: 'state', section: '§ 11' });
  const source = packOf('fi-state-2026.1')?.sources.find(({ key }) => key === full?.source);
  expect(source).toMatchObject({ title: 'Valtion matkustussääntö 2026', number: null });
  expect(source?.seen).not.toBe('');
  expect(valueIn('fi-state-2026.1', 'mileage.rates.car')?.value).toBe(55);
});

test('an unknown amount is null, a condition has its own unit, a list stays a list', () => {
  expect(valueIn('fi-state-2022.1', 'nightAllowance.amount')).toMatchObject({ value: null, status: 'unknown' });
  expect(valueIn('fi-state-2026.1', 'perDiem.partialOver')).toMatchObject({ value: 6, unit: 'h' });
  expect(valueIn('fi-state-2026.1', 'freeMeals.breakfastIsFreeMeal')?.value).toBe(false);
  expect(valueIn('fi-state-2026.1', 'expenses.parkingPlaces')?.value).toEqual(['airport', 'station', 'lodging']);
  expect(valueIn('fi-state-2026.1', 'lodging.ceiling')?.value).toBe('none');
});

test('every value of every pack has a source that is listed, and every pack says whether it is in force', () => {
  const astray = rules.packs.flatMap(({ id, sources, values }) =>
    values.filter(({ source }) => !sources.some(({ key }) => key === source)).map(({ path }) => `${id} ${path}`),
  );
  expect(astray).toEqual([]);
  expect(rules.packs.length).toBeGreaterThanOrEqual(9);
  expect(packOf('fi-state-2026.1')?.inForce).toBe(true);
});

test('the rules come without the foreign per diems: those are asked for by year', async () => {
  expect(JSON.stringify(rules)).not.toContain('Afganistan');
  expect(valueIn('fi-state-2026.1', 'foreign.rates')).toMatchObject({ value: 'complete', status: 'verified' });
  expect(valueIn('fi-state-2022.1', 'foreign.rates')).toMatchObject({ value: null, status: 'unknown' });
  const { table, rows, othersCents } = await foreignOf('fi-state-2026.1');
  expect({ table, othersCents }).toEqual({ table: 'complete', othersCents: 5200 });
  expect(rows).toContainEqual({
    country: 'PT',
    name: { fi: 'Portugali', sv: 'Portugal', en: 'Portugal' },
    area: { fi: 'Azorit', sv: 'Azorerna', en: 'the Azores' },
    cents: 7200,
  });
  expect(rows.every(({ cents }) => Number.isInteger(cents) && cents > 0)).toBe(true);
});

test('a partial table tells nothing of the countries it lacks, an unknown one has no rows', async () => {
  const partial = await foreignOf('fi-state-2025.1');
  expect(partial).toMatchObject({ table: 'partial', othersCents: null });
  expect(partial.rows.length).toBeGreaterThan(0);
  expect(await foreignOf('fi-state-2022.1')).toEqual({
    id: 'fi-state-2022.1',
    table: 'unknown',
    rows: [],
    othersCents: null,
  });
});

test('foreign per diems of a pack that is not there are not found', async () => {
  expect((await member.refused('GET', '/api/rules/fi-state-1999.1/foreign')).code).toBe('not-found');
});

test.each(['/api/rules', '/api/rules/fi-state-2026.1/foreign'])(
  '%s is answered 304 to who has it already, and whole to who has something else',
  async (path) => {
    const first = await member.request('GET', path);
    const etag = first.headers.get('etag') ?? '';
    expect(first.headers.get('cache-control')).toBe('private, no-cache');
    const again = await member.request('GET', path, undefined, { 'if-none-match': `"other", ${etag}` });
    expect({ status: again.status, body: await again.text() }).toEqual({ status: 304, body: '' });
    const other = await member.request('GET', path, undefined, { 'if-none-match': '"other"' });
    expect({ status: other.status, etag: other.headers.get('etag') }).toEqual({ status: 200, etag });
  },
);

test('the rules of nine years weigh at most 20 kB on the wire, and a reader without gzip gets them too', async () => {
  const squeezed = await member.request('GET', '/api/rules', undefined, { 'accept-encoding': 'gzip' });
  expect(squeezed.headers.get('content-encoding')).toBe('gzip');
  expect(Number(squeezed.headers.get('content-length'))).toBeLessThanOrEqual(20_000);
  expect(await squeezed.json()).toEqual(rules);
  const plain = await member.request('GET', '/api/rules', undefined, { 'accept-encoding': 'identity' });
  expect(plain.headers.get('content-encoding')).toBeNull();
  expect(await plain.json()).toEqual(rules);
});

test('of two revisions of a year one is in force, and putting the other in force is another answer', async () => {
  const { folder, remove } = temporaryFolder();
  try {
    cpSync(rulesFolder, folder, { recursive: true });
    const text = readFileSync(join(folder, '2026.yaml'), 'utf8');
    writeFileSync(join(folder, '2026.2.yaml'), text.replace('id: fi-state-2026.1', 'id: fi-state-2026.2'));
    const { all } = await loadRulePacks(folder);
    const [one, two] = all.filter(({ series }) => series === 'fi-state-2026');
    const before = rulesView(all, one ? [one] : []);
    const after = rulesView(all, two ? [two] : []);
    const used = (view: RulesView) => view.packs.filter(({ inForce }) => inForce).map(({ id }) => id);
    expect([used(before), used(after)]).toEqual([['fi-state-2026.1'], ['fi-state-2026.2']]);
  } finally {
    remove();
  }
});
