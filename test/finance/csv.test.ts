import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { evaluate, isRefusal } from '../../src/claim/assess.ts';
import type { Evaluation } from '../../src/claim/claim.ts';
import { batchCsv, type PaidClaim } from '../../src/finance/csv.ts';
import { loadRulePacks } from '../../src/store/rule-packs.ts';

const packs = await loadRulePacks(new URL('../../rules/', import.meta.url));

function evaluated(more: { trip?: object; rest?: object } = {}): Evaluation {
  const trip = { start: '2026-03-10T06:40', end: '2026-03-10T18:10', distanceKm: { home: 178 }, ...more.trip };
  const result = evaluate({ id: 'c', submittedOn: '2026-03-22', trip, ...more.rest }, packs, '2026-03-22');
  if (isRefusal(result)) throw new Error(result.error.message.en);
  return result;
}

const paid = (more: Partial<PaidClaim> = {}): PaidClaim => ({
  number: 'ML-2026-000042-2',
  version: 1,
  claimant: 'Testi Jäsen',
  iban: 'FI2112345600000785',
  group: 'Ryhmä',
  meeting: 'Kokous',
  meetingDate: '2026-03-10',
  evaluation: evaluated(),
  ...more,
});

const cellsOf = (text: string): string[][] => parse(text, { delimiter: ';', bom: true, record_delimiter: '\r\n' });
const column = (text: string, name: string): string[] => {
  const [header = [], ...rows] = cellsOf(text);
  return rows.map((row) => row[header.indexOf(name)] ?? '');
};

test('the file begins with the byte order mark, separates by semicolon and ends each row with CRLF', () => {
  const { text } = batchCsv(7, [paid()]);
  expect(text.startsWith('\uFEFFera;matkalasku;')).toBe(true);
  expect(text.split('\r\n')).toHaveLength(3);
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
});

test('a row says the batch, claim, payee, day, sum with a decimal comma, section and pack', () => {
  const [, row] = cellsOf(batchCsv(7, [paid()]).text);
  expect(row).toEqual([
    '7',
    'ML-2026-000042-2',
    '1',
    'Testi Jäsen',
    'FI2112345600000785',
    'Ryhmä',
    'Kokous',
    '10.3.2026',
    '1',
    'per-diem.full',
    '10.3.2026',
    '1',
    '54,00',
    '54,00',
    'EUR',
    '§ 11',
    'fi-state-2026.1',
  ]);
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', ' =1', '\t=1', '＝1'])('%j as a name is harmless text', (claimant) => {
  const [name = ''] = column(batchCsv(1, [paid({ claimant })]).text, 'saaja');
  expect(name.startsWith("'")).toBe(true);
});

test('a name with a semicolon, a quote or a line break stays one cell', () => {
  const { text } = batchCsv(1, [paid({ claimant: 'A;B "C"\nD' })]);
  expect(column(text, 'saaja')).toEqual(['A;B "C" D']);
});

test('rows add up to what is paid: another payer and an advance are rows of their own', () => {
  const evaluation = evaluated({ trip: { otherPayer: { name: 'Toinen', paidCents: 1000 }, advanceCents: 2000 } });
  const { text, totalCents } = batchCsv(1, [paid({ evaluation }), paid()]);
  const sums = column(text, 'summa').map((sum) => Math.round(Number(sum.replace(',', '.')) * 100));
  expect(column(text, 'laji')).toEqual(['per-diem.full', 'secondary-compensation', 'advance', 'per-diem.full']);
  expect(sums).toEqual([5400, -1000, -2000, 5400]);
  expect(totalCents).toBe(evaluation.totals.payableCents + 5400);
});

test('the same claims give the same bytes', () => {
  expect(batchCsv(3, [paid(), paid()]).text).toBe(batchCsv(3, [paid(), paid()]).text);
});
