import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { distancesFrom, type PageLook, SAME_PAPER, turned } from '../../src/receipt/look.ts';
import { lookOf } from '../../src/receipt/look-picture.ts';
import { openPicture } from '../../src/receipt/picture.ts';
import { fixture } from '../filing.ts';

/** What a picture of a receipt looks like: the same for copies of one paper, another for another paper. */

async function look(bytes: Uint8Array): Promise<PageLook> {
  const found = lookOf(1, await (await openPicture(bytes)).grey(1));
  if (found === null) throw new Error('nothing is printed');
  return found;
}

const hotel = fixture('hotelli-revontuli-2026.jpg');
let original: PageLook;
beforeAll(async () => {
  original = await look(hotel);
});

const cut = async (share: number) => {
  const { width, height } = await sharp(hotel).metadata();
  const [left, top] = [Math.round(width * share), Math.round(height * share)];
  return sharp(hotel)
    .extract({ left, top, width: width - 2 * left, height: height - 2 * top })
    .jpeg()
    .toBuffer();
};

describe('a copy of the same paper is within the bound in both orders of arrival', () => {
  const copies: Record<string, () => Promise<Buffer>> = {
    'as JPEG of quality 40': () => sharp(hotel).jpeg({ quality: 40 }).toBuffer(),
    'half as large': async () =>
      sharp(hotel)
        .resize({ width: Math.round((await sharp(hotel).metadata()).width / 2) })
        .jpeg()
        .toBuffer(),
    'cut by 2 % all round': () => cut(0.02),
    'cut by 5 % all round': () => cut(0.05),
    'skewed by 1.5°': () => sharp(hotel).rotate(1.5, { background: '#fff' }).jpeg().toBuffer(),
    'turned by 90°': () => sharp(hotel).rotate(90).jpeg().toBuffer(),
    'turned by 180°': () => sharp(hotel).rotate(180).jpeg().toBuffer(),
    'turned by 270° by its EXIF': () => sharp(hotel).withMetadata({ orientation: 8 }).jpeg().toBuffer(),
    'much darker': () => sharp(hotel).linear(0.5, 0).jpeg().toBuffer(),
    'pale and bright': () => sharp(hotel).linear(0.7, 75).jpeg().toBuffer(),
  };
  test.each(Object.entries(copies))('%s', async (_name, copy) => {
    const other = await look(await copy());
    expect(distancesFrom(original)(other.look)).toBeLessThanOrEqual(SAME_PAPER);
    expect(distancesFrom(other)(original.look)).toBeLessThanOrEqual(SAME_PAPER);
  });
});

test.each([
  'taksi-esimerkki-2026.jpg',
  'lakeuden-bussi-2026.png',
  'seutulinja-kertalippu-2026.png',
  'torin-parkki-2019.jpg',
])('another paper is further away: %s', async (name) => {
  const other = await look(fixture(name));
  expect(distancesFrom(original)(other.look)).toBeGreaterThan(SAME_PAPER);
  expect(distancesFrom(other)(original.look)).toBeGreaterThan(SAME_PAPER);
});

test('four quarter turns of a look give it back, and each is the look of the turned page but for a few bits', async () => {
  const turns = turned(original.look);
  expect(turned(turns[1] ?? '')[3]).toBe(original.look);
  const onItsSide = await look(await sharp(hotel).rotate(90).png().toBuffer());
  const differing = [...onItsSide.look].filter((bit, place) => bit !== turns[1]?.[place]).length;
  expect(differing).toBeLessThanOrEqual(10);
});

test('a look is 256 bits, the first of them 0, with the 48 near it', () => {
  expect(original.look).toMatch(/^0[01]{255}$/);
  expect(original.nearby).toHaveLength(48);
  expect(new Set(original.nearby).size).toBeGreaterThan(40);
});

test('an empty page and a speck have no look', async () => {
  const blank = { create: { width: 600, height: 900, channels: 3 as const, background: '#f4f1e8' } };
  expect(lookOf(1, await (await openPicture(await sharp(blank).png().toBuffer())).grey(1))).toBeNull();
  expect(lookOf(1, { data: new Uint8Array(49), width: 7, height: 7 })).toBeNull();
});
