import { readFileSync } from 'node:fs';
import { crc32, deflateRawSync, deflateSync } from 'node:zlib';
import { PDFDocument } from 'pdf-lib';
import sharp from 'sharp';
import { afterAll, expect, it } from 'vitest';
import { createReader, PageNotShown } from '../../src/receipt/reader.ts';

const reader = createReader({ workers: 1, pages: 3 });
afterAll(() => reader.close());

const jpeg = readFileSync(new URL('../../fixtures/receipts/torin-parkki-2019.jpg', import.meta.url));

/** A PNG of 20 000 x 20 000 black pixels: a few dozen kilobytes that would be 400 million pixels. */
function bombPng(side = 20_000): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const pixels = deflateSync(Buffer.alloc((side + 1) * 200), { level: 9 });
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  framed.set(body, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

/** Bytes that look random and are the same at each run. */
const randomBytes = () => deflateRawSync(Buffer.from(Array.from({ length: 50_000 }, (_, i) => (i * i * 31) % 251)));

/** A small PDF whose trailer names an encryption that nobody has the password of. */
const encryptedPdf = () => {
  const hex = 'ab'.repeat(32);
  return Buffer.from(
    `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n` +
      `3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\n` +
      `4 0 obj<</Filter/Standard/V 2/R 3/Length 128/P -3904/O<${hex}>/U<${hex}>>>endobj\n` +
      `trailer<</Root 1 0 R/Encrypt 4 0 R/ID[<${'cd'.repeat(16)}><${'cd'.repeat(16)}>]/Size 5>>\n%%EOF\n`,
  );
};

async function pdfOf(pages: number): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  for (let page = 0; page < pages; page += 1) document.addPage([200, 200]);
  return document.save();
}

const hostile: [name: string, bytes: () => Uint8Array | Promise<Uint8Array>, failure: string][] = [
  ['no bytes', () => new Uint8Array(), 'file-empty'],
  ['an SVG', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><text>5,00</text></svg>'), 'file-type-unknown'],
  ['a web page', () => Buffer.from('<!doctype html><html><body>YHTEENSÄ 5,00</body></html>'), 'file-type-unknown'],
  ['random bytes', randomBytes, 'file-type-unknown'],
  ['a JPEG cut short', () => jpeg.subarray(0, jpeg.length >> 1), 'file-broken'],
  ['a JPEG that is only its beginning', () => jpeg.subarray(0, 40), 'file-broken'],
  ['a PNG of 400 million pixels', () => bombPng(), 'too-many-pixels'],
  ['a PDF without pages behind its name', () => Buffer.from('%PDF-1.7\nnothing'), 'file-broken'],
  ['a PDF locked with a password', encryptedPdf, 'file-encrypted'],
  ['a PDF of more pages than are read', () => pdfOf(4), 'too-many-pages'],
];

it.each(hostile)('%s is refused by its code within seconds', async (_, make, failure) => {
  const started = performance.now();
  const outcome = await reader.read(await make());
  expect(outcome).toMatchObject({ ok: false, failure });
  expect(performance.now() - started).toBeLessThan(10_000);
  if (failure === 'too-many-pages') expect(outcome).toMatchObject({ pageCount: 4 });
});

it('a blank page is read and has nothing on it', async () => {
  const blank = await sharp({ create: { width: 600, height: 800, channels: 3, background: '#fff' } })
    .png()
    .toBuffer();
  expect(await reader.read(blank)).toMatchObject({
    ok: true,
    reading: { total: null, date: null, merchant: null, vat: [] },
  });
  expect(await reader.read(await pdfOf(1))).toMatchObject({ ok: true, reading: { total: null } });
  const dot = await sharp({ create: { width: 1, height: 1, channels: 3, background: '#000' } })
    .png()
    .toBuffer();
  expect(await reader.read(dot)).toMatchObject({ ok: true, reading: { total: null } });
});

it('a page is shown upright, bounded and without its metadata', async () => {
  const turned = await sharp(jpeg)
    .withExif({ IFD0: { Copyright: 'place and owner' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
  const before = await sharp(jpeg).metadata();
  const shown = await sharp(await reader.renderPage(turned, 1, { widthPx: 300 })).metadata();
  expect(shown).toMatchObject({ format: 'jpeg', width: 300 });
  expect(shown.exif).toBeUndefined();
  expect(shown.orientation).toBeUndefined();
  expect(shown.width / shown.height).toBeCloseTo(before.height / before.width, 1);
});

it('a page of a PDF is shown, one that is not there is not', async () => {
  const pdf = await pdfOf(1);
  expect((await sharp(await reader.renderPage(pdf, 1, { widthPx: 200 })).metadata()).width).toBe(200);
  await expect(reader.renderPage(pdf, 2, { widthPx: 200 })).rejects.toBeInstanceOf(PageNotShown);
  await expect(reader.renderPage(Buffer.from('x'), 1, { widthPx: 200 })).rejects.toMatchObject({
    failure: 'file-type-unknown',
  });
});
