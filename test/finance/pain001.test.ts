import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { XMLParser } from 'fast-xml-parser';
import { describe, expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { type CreditTransfer, type PainVersion, painText, painVersions } from '../../src/finance/pain001.ts';
import { sepaText } from '../../src/finance/sepa-text.ts';
import { pages, whole } from './paid.ts';

/** The files against the schemas of ISO 20022 (fixtures/iso20022), by libxml2. */

const schemas = Object.fromEntries(
  painVersions.map((version) => [
    version,
    readFileSync(new URL(`../../fixtures/iso20022/${version}.xsd`, import.meta.url), 'utf8'),
  ]),
);
const payer = { name: 'Opetushallitus', businessId: '2769790-1', iban: 'FI5810171000000122', bic: 'NDEAFIHH' };
const transfer = (more: Partial<CreditTransfer> = {}): CreditTransfer => ({
  reference: '7-ML-2026-000042-2',
  cents: 5400,
  name: 'Testi Jäsen',
  iban: 'FI2112345600000785',
  message: 'Matkalasku ML-2026-000042-2',
  ...more,
});

function fileOf(version: PainVersion, transfers: CreditTransfer[], by = payer): Promise<string> {
  const totalCents = transfers.reduce((sum, { cents }) => sum + cents, 0);
  const head = { batchNumber: 7, madeAt: '2026-03-22T09:00:00.000Z', executionDate: '2026-03-22' };
  return whole(painText(version, { ...head, count: transfers.length, totalCents }, by, pages(transfers)));
}

async function faultsOf(version: PainVersion, xml: string): Promise<string[]> {
  const { errors } = await validateXML({
    xml: [{ fileName: 'batch.xml', contents: xml }],
    schema: [schemas[version] ?? ''],
  });
  return errors.map(({ message }) => message);
}

const parsed = (xml: string) => new XMLParser({ parseTagValue: false, ignoreAttributes: false }).parse(xml);

describe.each(painVersions)('%s', (version) => {
  test('holds against its schema, with a bank code and without', async () => {
    const two = [transfer(), transfer({ reference: '7-ML-2026-000043-9', cents: 1 })];
    expect(await faultsOf(version, await fileOf(version, two))).toEqual([]);
    expect(await faultsOf(version, await fileOf(version, two, { ...payer, bic: '', businessId: '' }))).toEqual([]);
  });

  test('the schema is really asked: a sum with six decimals is found', async () => {
    const xml = (await fileOf(version, [transfer()])).replace('>54.00</InstdAmt>', '>54.123456</InstdAmt>');
    expect(await faultsOf(version, xml)).not.toEqual([]);
  });

  test('counts and control sums stand in both heads, and are those of the payments', async () => {
    const transfers = [transfer(), transfer({ reference: '7-ML-2026-000043-9', cents: 12_345 })];
    const { CstmrCdtTrfInitn: file } = parsed(await fileOf(version, transfers)).Document;
    for (const head of [file.GrpHdr, file.PmtInf]) {
      expect(head).toMatchObject({ NbOfTxs: '2', CtrlSum: '177.45' });
    }
    const sums = file.PmtInf.CdtTrfTxInf.map(
      (each: { Amt: { InstdAmt: { '#text': string } } }) => each.Amt.InstdAmt['#text'],
    );
    expect(sums).toEqual(['54.00', '123.45']);
  });

  test('no address is sent, and names are in letters every bank takes', async () => {
    const xml = await fileOf(version, [transfer({ name: 'Åsa <Öberg> & Şule, Žofie' })]);
    expect(xml).not.toContain('PstlAdr');
    expect(parsed(xml).Document.CstmrCdtTrfInitn.PmtInf.CdtTrfTxInf.Cdtr.Nm).toBe('Asa .Oberg. . Sule, Zofie');
    expect(xml).toMatch(/^[\x20-\x7e\n]+$/);
  });

  test('law: whatever people are called, the file holds against the schema', async () => {
    const text = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 200 })
      .filter((name) => sepaText(name, 70) !== '');
    await fc.assert(
      fc.asyncProperty(text, fc.integer({ min: 1, max: 999_999_999 }), async (name, cents) => {
        expect(await faultsOf(version, await fileOf(version, [transfer({ name, message: name, cents })]))).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });
});

test('SEPA text has at most so many letters, no slash at its ends and none doubled', () => {
  expect(sepaText('Matkalasku äöå — ß', 140)).toBe('Matkalasku aoa - ss');
  expect(sepaText('//a//b//', 140)).toBe('a/b');
  expect(sepaText('x'.repeat(71), 70)).toHaveLength(70);
  expect(sepaText('=1+1@😀', 140)).toBe('.1+1..');
});
