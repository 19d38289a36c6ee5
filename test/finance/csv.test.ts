import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CsvForm, csvColumns, csvText, euros } from '../../src/finance/csv.ts';
import { reversed } from '../../src/finance/postings.ts';
import { asText, pages, paid, rowsOf, whole } from './paid.ts';

const fileOf = (rows: ReturnType<typeof rowsOf>, form: CsvForm = 'csv-excel') =>
  whole(csvText(pages(asText(rows), 2), form));
const delimiterOf = { 'csv-excel': ';', csv: ',' } as const;
const cellsOf = (text: string, form: CsvForm = 'csv-excel'): string[][] =>
  parse(text, { delimiter: delimiterOf[form], bom: true, record_delimiter: '\r\n' });
const column = (text: string, name: string, form: CsvForm = 'csv-excel'): string[] => {
  const [header = [], ...rows] = cellsOf(text, form);
  return rows.map((row) => row[header.indexOf(name)] ?? '');
};

test('for Excel: a byte order mark, semicolons, and each row ended with CRLF', async () => {
  const text = await fileOf(rowsOf([paid()]));
  expect(text.startsWith('\uFEFFera;rivi;matkalasku;')).toBe(true);
  expect(text.split('\r\n')).toHaveLength(3);
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
});

test('for machines: no mark, commas, decimal points and ISO dates', async () => {
  const text = await fileOf(rowsOf([paid()]), 'csv');
  expect(text.startsWith('era,rivi,matkalasku,')).toBe(true);
  expect(column(text, 'summa', 'csv')).toEqual(['54.00']);
  expect(column(text, 'paiva', 'csv')).toEqual(['2026-03-10']);
});

test('a row says batch, claim, payee, day, sum with a decimal comma, reference, section and pack', async () => {
  const [head, row] = cellsOf(await fileOf(rowsOf([paid()])));
  expect(head).toEqual(csvColumns);
  const byName = Object.fromEntries((head ?? []).map((name, at) => [name, row?.[at]]));
  expect(byName).toEqual({
    era: '7',
    rivi: '1',
    matkalasku: 'ML-2026-000042-2',
    versio: '1',
    saaja: 'Testi Jäsen',
    iban: 'FI2112345600000785',
    ryhma: 'Ryhmä',
    kokous: 'Kokous',
    kokouspaiva: '10.3.2026',
    laji: 'per-diem.full',
    paiva: '10.3.2026',
    maara: '1',
    yksikkohinta: '54,00',
    tili: '',
    toimintayksikko: '',
    seurantakohde: '',
    projekti: '',
    alv_prosentti: '',
    alv: '',
    summa: '54,00',
    valuutta: 'EUR',
    viite: '7-ML-2026-000042-2',
    saantopykala: '§ 11',
    saantopaketti: 'fi-state-2026.1',
    oikaisee_eraa: '',
  });
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', ' =1', '\t=1', '＝1', "'=1"])(
  '%j as a name is harmless text in Excel, and itself for machines',
  async (claimant) => {
    const rows = rowsOf([paid({ claimant })]);
    const [shown = ''] = column(await fileOf(rows), 'saaja');
    expect(shown.startsWith("'")).toBe(true);
    expect(shown.slice(1)).toBe(claimant.replace('\t', ' '));
    expect(column(await fileOf(rows, 'csv'), 'saaja', 'csv')).toEqual([claimant]);
  },
);

test('a name with a semicolon, a quote or a line break stays one cell, and for machines keeps its line break', async () => {
  const rows = rowsOf([paid({ claimant: 'A;B "C"\nD' })]);
  expect(column(await fileOf(rows), 'saaja')).toEqual(['A;B "C" D']);
  expect(column(await fileOf(rows, 'csv'), 'saaja', 'csv')).toEqual(['A;B "C"\nD']);
});

test('any text people write comes back from the machine form as it was', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1 }), fc.string(), async (claimant, meeting) => {
      const text = await fileOf(rowsOf([paid({ claimant, meeting })]), 'csv');
      expect(column(text, 'saaja', 'csv')).toEqual([claimant]);
      expect(column(text, 'kokous', 'csv')).toEqual([meeting]);
    }),
    { numRuns: 60 },
  );
});

test('no cell of the Excel form begins like a formula unless it is a number', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ minLength: 1 }), async (text) => {
      const file = await fileOf(rowsOf([paid({ claimant: text, group: text, meeting: text })]));
      for (const cell of cellsOf(file).slice(1).flat()) {
        if (!/^-?[\d ]+(,\d+)?$/.test(cell)) expect(cell).not.toMatch(/^\s*[=+\-@]/);
      }
    }),
    { numRuns: 60 },
  );
});

test('the same rows give the same bytes, in pages of any size', async () => {
  const rows = rowsOf([paid(), paid({ number: 'ML-2026-000043-9' }), paid({ number: 'ML-2026-000044-6' })]);
  const once = await whole(csvText(pages(asText(rows), 1), 'csv'));
  expect(await whole(csvText(pages(asText(rows), 50), 'csv'))).toBe(once);
});

test('a row taken back has its sum below nought and names the batch it corrects', async () => {
  const back = rowsOf([paid()]).map((row) => ({ ...row, ...reversed(row, 8, 7), batchNumber: 8 }));
  const text = await fileOf(back);
  expect(column(text, 'summa')).toEqual(['-54,00']);
  expect(column(text, 'oikaisee_eraa')).toEqual(['7']);
  expect(column(text, 'viite')).toEqual(['8-ML-2026-000042-2']);
});

test('euros of cents: two decimals, four where there are fractions of a cent', () => {
  expect([0, 5, -5, 99, 100, -123456, 1_000_000_000].map(euros)).toEqual([
    '0.00',
    '0.05',
    '-0.05',
    '0.99',
    '1.00',
    '-1234.56',
    '10000000.00',
  ]);
  expect(euros(55.5)).toBe('0.5550');
});
