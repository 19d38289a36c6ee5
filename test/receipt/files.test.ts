import { readFileSync } from 'node:fs';
import { PDFDocument } from 'pdf-lib';
import sharp from 'sharp';
import { afterAll, expect, it } from 'vitest';
import type { Reading } from '../../src/claim/reading.ts';
import { createReader } from '../../src/receipt/reader.ts';

/** One parking receipt of 18,60 in every kind of file that people have. */

const reader = createReader({ workers: 2, timeoutMs: 120_000 });
afterAll(() => reader.close());

const fixture = (path: string) => readFileSync(new URL(`../../fixtures/${path}`, import.meta.url));
const jpeg = fixture('receipts/torin-parkki-2019.jpg');
const CENTS = 1860;
const white = '#fff';

async function read(bytes: Uint8Array): Promise<Reading> {
  const outcome = await reader.read(bytes);
  if (!outcome.ok) throw new Error(outcome.failure);
  return outcome.reading;
}

const blankPng = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: white } })
    .png()
    .toBuffer();

/** A TIFF of pages of their own sizes: sharp writes only pages of one size, so the directories are chained by hand. */
async function tiffOf(...pages: Buffer[]): Promise<Buffer> {
  let whole = Buffer.alloc(0);
  let link = 0;
  for (const page of pages) {
    const one = Buffer.from(page);
    const start = whole.length;
    const first = one.readUInt32LE(4);
    const count = one.readUInt16LE(first);
    for (let at = first + 2; at < first + 2 + count * 12; at += 12) moveTag(one, at, start);
    const joined = Buffer.concat([whole, one]);
    if (start > 0) joined.writeUInt32LE(start + first, link);
    whole = joined;
    link = start + first + 2 + count * 12;
  }
  return whole;
}

/** What a tag points to lies further back now; strips (273) point even where a single one stands in the tag itself. */
function moveTag(tiff: Buffer, at: number, by: number): void {
  const [tag, kind, count] = [tiff.readUInt16LE(at), tiff.readUInt16LE(at + 2), tiff.readUInt32LE(at + 4)];
  const size = ({ 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1 }[kind] ?? 4) * count;
  const place = tiff.readUInt32LE(at + 8);
  if (tag === 273 && count > 1) {
    for (let i = 0; i < count; i += 1) {
      const strip = place + i * (kind === 3 ? 2 : 4);
      if (kind === 3) tiff.writeUInt16LE(tiff.readUInt16LE(strip) + by, strip);
      else tiff.writeUInt32LE(tiff.readUInt32LE(strip) + by, strip);
    }
  }
  if (size > 4 || tag === 273) tiff.writeUInt32LE(place + by, at + 8);
}

/** White letters on black, as ticket apps draw at night. */
const darkScreen = () =>
  sharp(jpeg).negate().resize({ width: 1170 }).extend({ top: 1900, bottom: 1880, background: '#000' }).png().toBuffer();

/** Black ink on nothing at all: whoever forgets the white paper sees black on black. */
async function seeThrough(): Promise<Buffer> {
  const ink = await sharp(jpeg).negate().toColourspace('b-w').raw().toBuffer();
  const pixels = Buffer.alloc(4 * ink.length);
  for (const [i, alpha] of ink.entries()) pixels[4 * i + 3] = alpha;
  return sharp(pixels, { raw: { width: 602, height: 628, channels: 4 } })
    .png()
    .toBuffer();
}

const kinds: [name: string, make: () => Buffer | Promise<Buffer>][] = [
  ['a HEIC of HEVC tiles, turned by its own irot', () => fixture('heic/photo-turned.heic')],
  ['an AVIF', () => sharp(jpeg).avif({ quality: 60, effort: 0 }).toBuffer()],
  ['a WebP', () => sharp(jpeg).webp({ quality: 80 }).toBuffer()],
  ['a PNG of 16 bits', () => sharp(jpeg).toColourspace('rgb16').png().toBuffer()],
  ['a PNG that can be seen through', () => seeThrough()],
  ['a JPEG of four inks', () => sharp(jpeg).toColourspace('cmyk').jpeg().toBuffer()],
  [
    'a fax: TIFF in CCITT G4',
    () =>
      sharp(jpeg)
        .resize({ width: 1204 })
        .threshold(150)
        .toColourspace('b-w')
        .tiff({ compression: 'ccittfax4', bitdepth: 1 })
        .toBuffer(),
  ],
  ['a tall screenshot, white on black', darkScreen],
];

it.concurrent.each(kinds)('%s is read', async (_, make) => {
  const reading = await read(await make());
  expect({ cents: reading.total?.cents, date: reading.date?.value }).toEqual({ cents: CENTS, date: '2019-03-11' });
});

it('of an animated WebP the first frame is the receipt', async () => {
  const size = { width: 602, height: 628 };
  const frames = [
    await sharp(jpeg)
      .resize({ ...size, fit: 'fill' })
      .png()
      .toBuffer(),
    await blankPng(602, 628),
  ];
  const animated = await sharp(frames, { join: { animated: true } })
    .webp({ quality: 80 })
    .toBuffer();
  expect((await sharp(animated).metadata()).pages).toBe(2);
  expect(await read(animated)).toMatchObject({ pages: 1, total: { cents: CENTS } });
});

it('the pages of a TIFF are read each in its size, and the place of the total is on its page', async () => {
  const page = (picture: Buffer) => sharp(picture).toColourspace('b-w').tiff({ compression: 'deflate' }).toBuffer();
  const three = await tiffOf(
    await page(await blankPng(300, 200)),
    await page(jpeg),
    await page(await blankPng(80, 900)),
  );
  expect((await sharp(three).metadata()).pages).toBe(3);
  expect(await read(three)).toMatchObject({ pages: 3, total: { cents: CENTS, page: 2 } });
  const shown = await sharp(await reader.renderPage(three, 3, { widthPx: 60 })).metadata();
  expect(shown.width / shown.height).toBeCloseTo(80 / 900, 1);
});

it('of a PDF one page is read by its text and the next by its picture', async () => {
  const mixed = await PDFDocument.create();
  const ticket = await PDFDocument.load(fixture('receipts/pohjanrata-lippu-2026.pdf'));
  const [text] = await mixed.copyPages(ticket, [0]);
  if (text) mixed.addPage(text);
  mixed.addPage([300, 313]).drawImage(await mixed.embedJpg(jpeg), { x: 0, y: 0, width: 300, height: 313 });
  const outcome = await reader.read(await mixed.save());
  if (!outcome.ok) throw new Error(outcome.failure);
  expect(outcome.reading).toMatchObject({ pages: 2, via: 'ocr' });
  const said = (page: number) => outcome.words.filter((word) => word.page === page).map(({ text: word }) => word);
  expect(said(1)).toContain('175,00');
  expect(said(2)).toContain('18,60');
});

it.concurrent.each([90, 180, 270] as const)(
  'a picture turned by %d degrees is read upright, and its boxes are places on the page as shown',
  async (angle) => {
    const upright = await read(jpeg);
    const bytes = await sharp(jpeg).rotate(angle).jpeg({ quality: 95 }).toBuffer();
    const reading = await read(bytes);
    const turn = reading.turned[0] ?? 0;
    expect(turn).toBe(360 - angle);
    expect(reading.total?.cents).toBe(CENTS);
    for (const [i, edge] of (reading.total?.box ?? []).entries())
      expect(Math.abs(edge - (upright.total?.box[i] ?? 9))).toBeLessThan(0.03);
    const shown = await sharp(await reader.renderPage(bytes, 1, { widthPx: 400, turn })).metadata();
    expect(shown).toMatchObject({ width: 400, height: Math.round((400 * 628) / 602) });
  },
);

it('an upright picture has no turn', async () => {
  expect(await read(jpeg)).toMatchObject({ turned: [], notices: [], total: { sure: true } });
});

it('half a JPEG gives what is left of it, told as damaged and nothing of it sure; its head alone is broken', async () => {
  const most = await reader.read(jpeg.subarray(0, Math.floor(0.93 * jpeg.length)));
  expect(most).toMatchObject({ ok: true, reading: { notices: ['file-damaged'], date: { sure: false } } });
  expect(await reader.read(jpeg.subarray(0, 400))).toMatchObject({ ok: false, failure: 'file-broken' });
});

const both = async (under: boolean) => {
  const [one, two] = [fixture('receipts/taksi-esimerkki-2019.jpg'), jpeg];
  const [a, b] = [await sharp(one).metadata(), await sharp(two).metadata()];
  const size = under
    ? { width: Math.max(a.width, b.width), height: a.height + b.height + 60 }
    : { width: a.width + b.width + 90, height: Math.max(a.height, b.height) };
  const place = under ? { left: 0, top: a.height + 60 } : { left: a.width + 90, top: 0 };
  return sharp({ create: { ...size, channels: 3, background: white } })
    .composite([
      { input: one, left: 0, top: 0 },
      { input: two, ...place },
    ])
    .jpeg({ quality: 90 })
    .toBuffer();
};

it.concurrent.each([
  ['side by side', false],
  ['one under the other', true],
])('two receipts %s are told as several, and no total is sure or a sum of both', async (_, under) => {
  const reading = await read(await both(under));
  expect(reading.notices).toContain('several-receipts');
  expect(reading.total?.sure).not.toBe(true);
  expect(reading.total?.cents).not.toBe(2340 + CENTS);
});

const withExif = { IFD0: { Copyright: 'place and owner' } };
const originals: [name: string, make: () => Buffer | Promise<Buffer>][] = [
  ['HEIC', () => fixture('heic/photo-turned.heic')],
  ['TIFF', () => sharp(jpeg).toColourspace('srgb').withIccProfile('p3').tiff().toBuffer()],
  ['WebP', () => sharp(jpeg).withExif(withExif).webp().toBuffer()],
];

it.concurrent.each(originals)('the picture shown of a %s has nothing of the metadata of its file', async (_, make) => {
  const bytes = await make();
  const { exif, icc } = await sharp(bytes).metadata();
  expect(exif ?? icc).toBeDefined();
  const picture = await reader.renderPage(bytes, 1, { widthPx: 300 });
  const shown = await sharp(picture).metadata();
  expect(shown).toMatchObject({ format: 'jpeg', width: 300, height: Math.round((300 * 628) / 602) });
  expect([shown.exif, shown.icc, shown.xmp, shown.orientation]).toEqual([undefined, undefined, undefined, undefined]);
});
