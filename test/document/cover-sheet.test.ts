import { PDFDocument } from 'pdf-lib';
import decodeQR from 'qr/decode.js';
import sharp, { type Sharp } from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { languages } from '../../src/claim/claim.ts';
import type { Original } from '../../src/claim/originals.ts';
import { readScanned, sheetCode } from '../../src/claim/sheet-code.ts';
import { buildCoverSheet, type CoverSheet } from '../../src/document/cover-sheet.ts';
import { darkIn, inkOf, runsOf, textOf } from './pages.ts';

/** The cover sheet as its reader meets it: rendered, printed badly, scanned askew. */

const NUMBER = 'ML-2026-000042-2';
const original = (number: number, more: Partial<Original> = {}): Original => ({
  receiptId: `r${number}`,
  number,
  fileName: `kuitti-${number}.jpg`,
  costs: [{ kind: 'taxi', date: '2026-03-10', amountCents: 2340, currency: 'EUR' }],
  state: 'missing',
  told: null,
  mark: null,
  ...more,
});
const sheet: CoverSheet = {
  language: 'fi',
  number: NUMBER,
  version: 3,
  claimantName: 'Testi Jäsen',
  meeting: { purpose: 'Ydinryhmän kokous', place: 'Helsinki', date: '2026-03-10' },
  invitation: 'kutsu.pdf',
  originals: [original(1), original(2, { state: 'electronic', fileName: 'lippu.pdf' })],
  madeAt: '2026-03-22T09:00:00Z',
};

/** The first page as an office scanner hands it over: grey, at a resolution, on a white bed. */
async function scan(pdf: Uint8Array, dpi: number): Promise<Sharp> {
  const [page] = await inkOf(pdf, dpi / 72);
  if (!page) throw new Error('no page');
  const grey = Buffer.alloc(page.width * page.height);
  for (let y = 0; y < page.height; y++) {
    for (let x = 0; x < page.width; x++) grey[y * page.width + x] = page.at(x, y);
  }
  return sharp(grey, { raw: { width: page.width, height: page.height, channels: 1 } });
}

async function decoded(picture: Sharp): Promise<string> {
  const { data, info } = await picture.toColourspace('srgb').ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return decodeQR({ width: info.width, height: info.height, data: new Uint8Array(data) });
}

let pdf: Uint8Array;
beforeAll(async () => {
  pdf = await buildCoverSheet(sheet);
});

describe('the code', () => {
  test('is read off the rendered page, and is that of the claim and its version', async () => {
    const code = await decoded(await scan(pdf, 150));
    expect(code).toBe(sheetCode(NUMBER, 3));
    expect(readScanned(code)).toEqual({ kind: 'sheet', number: NUMBER, version: 3 });
  });

  test.each([5, -5, 95])('is read scanned at 100 dpi, turned %d° and packed as a poor JPEG', async (degrees) => {
    const askew = (await scan(pdf, 100)).rotate(degrees, { background: '#ffffff' });
    const packed = await askew.jpeg({ quality: 30 }).toBuffer();
    expect(await decoded(sharp(packed))).toBe(sheetCode(NUMBER, 3));
  });

  test('is read with a stain over a tenth of it, pale print and a blurred scan', async () => {
    const flat = await (await scan(pdf, 150)).png().toBuffer();
    const { width = 0 } = await sharp(flat).metadata();
    const stain = Buffer.from(`<svg width="64" height="64"><circle cx="32" cy="32" r="30" fill="#777"/></svg>`);
    const soiled = await sharp(flat)
      .composite([{ input: stain, left: width - 210, top: 250 }])
      .png()
      .toBuffer();
    expect(await decoded(sharp(soiled).blur(1.2).linear(0.55, 100))).toBe(sheetCode(NUMBER, 3));
  });
});

const MM = 72 / 25.4;

test('nothing but the address stands where the window of the envelope may be', async () => {
  const [runs = []] = await runsOf(pdf);
  const seen = runs.filter(({ x, y }) => x < 118 * MM && y < 841.89 - 36 * MM && y > 841.89 - 82 * MM);
  expect(seen.map(({ text }) => text)).toEqual(['Opetushallitus', 'PL 380', '00531 Helsinki']);
  for (const { x, y, width } of seen) {
    expect(x).toBeGreaterThan(23 * MM);
    expect(x + width).toBeLessThan(106 * MM);
    expect(y).toBeGreaterThan(841.89 - 71 * MM);
  }
  const [ink] = await inkOf(pdf, 2);
  // No ink in a frame of 4 mm inside the window's edge either: lines and squares are no text.
  if (!ink) throw new Error('no page');
  expect(darkIn(ink, 20 * MM, 841.89 - 75 * MM, 23.8 * MM, 841.89 - 45 * MM)).toBe(0);
  expect(darkIn(ink, 108 * MM, 841.89 - 82 * MM, 118 * MM, 841.89 - 36 * MM)).toBe(0);
});

test('what is to be enclosed has a square each, and what needs no paper is named with its reason', async () => {
  const [runs = []] = await runsOf(pdf);
  const text = textOf(runs);
  expect(text).toContain('1 Taksi 10.3.2026 23,40 € kuitti-1.jpg');
  expect(text).toContain('Mukana');
  expect(text).toMatch(/Saatelehti .*Följeblad/);
  expect(text).toContain('Laita kuoreen');
  expect(text).toContain('2 Taksi lippu.pdf Sähköinen tosite');
  expect(text).toContain('Kokouskutsu kutsu.pdf On jo palvelussa');
  const row = runs.find(({ text: run }) => run === 'kuitti-1.jpg');
  const [ink] = await inkOf(pdf, 4);
  if (!row || !ink) throw new Error('no row');
  const square = darkIn(ink, 59, row.y - 4, 72, row.y + 10);
  expect(square).toBeGreaterThan(100);
  // The square is empty: a pen's mark is what fills it.
  expect(darkIn(ink, 63, row.y, 69, row.y + 5)).toBe(0);
});

test.each(languages)('in %s it names the claim, the address and every reason in words', async (language) => {
  const states = ['electronic', 'received', 'excused', 'unused'] as const;
  const others = states.map((state, at) => original(at + 2, { state }));
  const told = original(9, { told: 'electronic' });
  const [runs = []] = await runsOf(
    await buildCoverSheet({ ...sheet, language, originals: [original(1), told, ...others] }),
  );
  const text = textOf(runs);
  expect(text).toContain(NUMBER);
  expect(text).toContain(language === 'sv' ? 'Utbildningsstyrelsen PB 380 00531 Helsingfors' : 'PL 380 00531 Helsinki');
  expect(text).not.toMatch(/\{|undefined/);
});

test('sixty originals and long names go on over the page, each with its square and the heading on each page', async () => {
  const many = Array.from({ length: 60 }, (_, at) =>
    original(at + 1, { fileName: `${'pitkä-tiedoston-nimi-'.repeat(4)}${at + 1}.jpg` }),
  );
  const pages = await runsOf(await buildCoverSheet({ ...sheet, originals: many }));
  expect(pages.length).toBeGreaterThan(2);
  const all = textOf(pages.flat());
  for (const { number } of many) expect(all).toContain(`${number} Taksi`);
  for (const page of pages) expect(textOf(page)).toContain('Mukana');
});

test('it is tagged, titled and archival, its picture has an alternative text, and it is the same bytes again', async () => {
  const doc = await PDFDocument.load(pdf, { updateMetadata: false });
  expect(doc.getTitle()).toBe(`Saatelehti ${NUMBER} (3)`);
  const source = Buffer.from(pdf).toString('latin1');
  expect(source).toContain('<pdfaid:part>3</pdfaid:part>');
  expect(source).toContain('<pdfuaid:part>1</pdfuaid:part>');
  expect(source).toMatch(/\/S \/Figure[\s\S]{0,200}\/Alt/);
  expect(Buffer.from(await buildCoverSheet(sheet)).equals(Buffer.from(pdf))).toBe(true);
  expect(Buffer.from(await buildCoverSheet({ ...sheet, version: 4 })).equals(Buffer.from(pdf))).toBe(false);
});
