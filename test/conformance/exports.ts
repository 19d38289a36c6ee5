import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { type CsvForm, csvColumns, csvText } from '../../src/finance/csv.ts';
import { painText, painVersions } from '../../src/finance/pain001.ts';
import { asText, pages, paid, rowsOf, whole } from '../finance/paid.ts';
import { isThere, run } from './tools.ts';

/**
 * `npm run conformance:exports`: a batch of hostile names opened in LibreOffice, saved again, and read back equal, in both
 * forms; the payment files against the schemas by another libxml2 than the tests'. Exit 1 on a fault; what could not be
 * run is said.
 */

const folder = mkdtempSync(join(tmpdir(), 'exports-'));
let faults = 0;
const say = (word: 'good' | 'FAULT' | 'not run', text: string): void => {
  if (word === 'FAULT') faults += 1;
  console.log(`${word.padEnd(8)} ${text}`);
};

const names = [
  '=HYPERLINK("http://x","y")',
  '+358 40 123',
  '-Äijä;Öhman',
  '@SUMMA(A1)',
  "'lainattu'",
  'Rivi\nvaihto',
  'A"B"',
  '001',
];
const rows = rowsOf(names.map((claimant, at) => paid({ claimant, number: `ML-2026-00000${at}-1` })));
const payer = { name: 'Opetushallitus', businessId: '2769790-1', iban: 'FI5810171000000122', bic: 'NDEAFIHH' };

/** Separator and text encoding (76: UTF-8) of LibreOffice's filter; every column is read as text (2). */
const filterOf = (separator: string) =>
  `CSV:${separator.charCodeAt(0)},34,76,1,${csvColumns.map((_, at) => `${at + 1}/2`).join('/')}`;

async function opened(form: CsvForm, delimiter: string): Promise<void> {
  const name = `opened and saved by LibreOffice, read back equal: ${form}`;
  if (!isThere('soffice')) return say('not run', `${name}: there is no soffice`);
  const file = join(folder, `${form}.csv`);
  writeFileSync(file, await whole(csvText(pages(asText(rows)), form)));
  const home = `-env:UserInstallation=file://${join(folder, 'profile')}`;
  const convert = (from: string, to: string, infilter?: string) =>
    run('soffice', [
      home,
      '--headless',
      ...(infilter ? [`--infilter=${infilter}`] : []),
      '--convert-to',
      to,
      '--outdir',
      folder,
      from,
    ]);
  const there = convert(file, 'ods', filterOf(delimiter));
  const back = convert(
    join(folder, `${form}.ods`),
    `csv:Text - txt - csv (StarCalc):${delimiter.charCodeAt(0)},34,76,1`,
  );
  if (!there.ok || !back.ok) return say('FAULT', `${name}\n${there.said}\n${back.said}`);
  const read = (path: string): string[][] => parse(readFileSync(path, 'utf8'), { delimiter, bom: true });
  const expected = parse(await whole(csvText(pages(asText(rows)), form)), { delimiter, bom: true }) as string[][];
  const found = read(file);
  const differ = expected.flatMap((row, at) =>
    row.flatMap((cell, column) =>
      cell === found[at]?.[column] ? [] : [`${at + 1}/${csvColumns[column]}: ${cell} → ${found[at]?.[column]}`],
    ),
  );
  say(
    differ.length === 0 && found.length === expected.length ? 'good' : 'FAULT',
    [name, ...differ.slice(0, 10)].join('\n'),
  );
}

async function schemas(): Promise<void> {
  for (const version of painVersions) {
    const name = `${version} against its schema, by xmllint`;
    if (!isThere('xmllint')) {
      say('not run', `${name}: there is no xmllint`);
      continue;
    }
    const transfers = names.map((text, at) => ({
      reference: `1-ML-2026-00000${at}-1`,
      cents: 5400 + at,
      name: text,
      iban: 'FI2112345600000785',
      message: text,
    }));
    const head = {
      batchNumber: 1,
      madeAt: '2026-03-22T09:00:00.000Z',
      executionDate: '2026-03-22',
      count: transfers.length,
    };
    const totalCents = transfers.reduce((sum, { cents }) => sum + cents, 0);
    const file = join(folder, `${version}.xml`);
    writeFileSync(file, await whole(painText(version, { ...head, totalCents }, payer, pages(transfers))));
    const xsd = join(import.meta.dirname, `../../fixtures/iso20022/${version}.xsd`);
    const outcome = run('xmllint', ['--noout', '--nonet', '--schema', xsd, file]);
    say(outcome.ok ? 'good' : 'FAULT', `${name}${outcome.ok ? '' : `\n${outcome.said}`}`);
  }
}

await opened('csv-excel', ';');
await opened('csv', ',');
await schemas();
console.log(`${faults === 0 ? 'No faults' : `${faults} faults`}; the files are in ${folder}`);
process.exitCode = faults === 0 ? 0 : 1;
