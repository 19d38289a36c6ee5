import { readFileSync } from 'node:fs';
import { PDFDocument } from 'pdf-lib';
import sharp from 'sharp';
import { afterAll, expect, it } from 'vitest';
import { hostileFiles } from '../../fixtures/hostile/make.ts';
import { otherKinds } from '../../fixtures/hostile/other-kinds.ts';
import { createReader, PageNotShown } from '../../src/receipt/reader.ts';

/** A part of the hostile files; `npm run bench:hostile` reads them all. */

const reader = createReader({ workers: 1, pages: 3 });
afterAll(() => reader.close());

const jpeg = readFileSync(new URL('../../fixtures/receipts/torin-parkki-2019.jpg', import.meta.url));

const chosen = [
  '0-cut.jpg',
  '0-cut.heic',
  '20000.png',
  'empty-30000.png',
  'largest.png',
  '30000.jpg',
  '40000.heic',
  'tiles.heic',
  '30000.tiff',
  '5000-pages.tiff',
  'pages-in-a-ring.tiff',
  'large-second.tiff',
  'said-16384.webp',
  'white-noise.png',
  '1x1.png',
  'head.pdf',
  'locked.pdf',
  'locked-aes.pdf',
  'ring-of-pages.pdf',
  'child-is-parent.pdf',
  'deep-tree.pdf',
  '5000-pages.pdf',
  'said-billion.pdf',
  'root-is-root.pdf',
  'size-1.pdf',
  'size-4.pdf',
  'deep-array.pdf',
  'jbig2-largest.pdf',
  'font-ring.pdf',
  'script.pdf',
];

async function endingOf(bytes: Uint8Array): Promise<string> {
  const outcome = await reader.read(bytes);
  return outcome.ok ? 'read' : outcome.failure;
}

it('there are more than 200 hostile files, each with a name of its own', () => {
  expect(hostileFiles.length).toBeGreaterThan(200);
  expect(new Set(hostileFiles.map(({ name }) => name)).size).toBe(hostileFiles.length);
  expect(hostileFiles.filter(({ name }) => chosen.includes(name))).toHaveLength(chosen.length);
});

it.each(otherKinds)('$name is no receipt: refused as what it is', async ({ make, endings }) => {
  expect(endings).toContain(await endingOf(await make()));
});

it.each(hostileFiles.filter(({ name }) => chosen.includes(name)))(
  '$name ends within 30 s and with its reason',
  async ({ make, endings }) => {
    const bytes = await make();
    const started = performance.now();
    expect(endings).toContain(await endingOf(bytes));
    expect(performance.now() - started).toBeLessThan(30_500);
  },
);

it('three pages are read where three are the limit, four are refused and counted', async () => {
  expect(await reader.read(await pdfOf(3))).toMatchObject({ ok: true, reading: { pages: 3 } });
  expect(await reader.read(await pdfOf(4))).toMatchObject({ ok: false, failure: 'too-many-pages', pageCount: 4 });
});
async function pdfOf(pages: number): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  for (let page = 0; page < pages; page += 1) document.addPage([200, 200]);
  return document.save();
}

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
