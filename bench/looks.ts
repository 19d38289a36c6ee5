import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { distancesFrom, type PageLook, SAME_PAPER } from '../src/receipt/look.ts';
import { lookOf } from '../src/receipt/look-picture.ts';
import { openPicture } from '../src/receipt/picture.ts';

/**
 * `node bench/looks.ts FOLDER`: how well looks tell receipts apart. Every picture of the folder is compared with every
 * other (false matches) and with changed copies of itself (true matches), in both orders of arrival.
 */
const folder = process.argv[2];
if (!folder) {
  console.error('usage: node bench/looks.ts FOLDER');
  process.exit(2);
}

type Change = (bytes: Buffer) => Promise<Buffer>;

/** Cuts these shares off the left, upper, right and lower edge. */
const cut =
  (left: number, top: number, right: number, bottom: number): Change =>
  async (bytes) => {
    const { width, height } = await sharp(bytes).metadata();
    const area = {
      left: Math.round(width * left),
      top: Math.round(height * top),
      width: Math.floor(width * (1 - left - right)) - 1,
      height: Math.floor(height * (1 - top - bottom)) - 1,
    };
    return sharp(bytes).extract(area).jpeg({ quality: 85 }).toBuffer();
  };

const skewed =
  (degrees: number): Change =>
  (bytes) =>
    sharp(bytes).rotate(degrees, { background: '#fff' }).jpeg().toBuffer();

const scaled =
  (factor: number): Change =>
  async (bytes) => {
    const { width } = await sharp(bytes).metadata();
    return sharp(bytes)
      .resize({ width: Math.round(width * factor) })
      .jpeg()
      .toBuffer();
  };

const inTurn =
  (...changes: Change[]): Change =>
  async (bytes) => {
    let changed = bytes;
    for (const change of changes) changed = await change(changed);
    return changed;
  };

const quality =
  (percent: number): Change =>
  (bytes) =>
    sharp(bytes).jpeg({ quality: percent }).toBuffer();
const lit =
  (factor: number, plus: number): Change =>
  (bytes) =>
    sharp(bytes).linear(factor, plus).jpeg().toBuffer();

const changes: Record<string, Change> = {
  'JPEG 40': quality(40),
  'half the size': scaled(0.5),
  'cut 2 % all round': cut(0.02, 0.02, 0.02, 0.02),
  'cut 5 % all round': cut(0.05, 0.05, 0.05, 0.05),
  'cut 5 % above': cut(0, 0.05, 0, 0),
  'cut 5 % left': cut(0.05, 0, 0, 0),
  'cut 4 % left and below': cut(0.04, 0, 0, 0.04),
  'turned 90°': skewed(90),
  'turned 180°': skewed(180),
  'turned 270°': skewed(270),
  'skewed +1.5°': skewed(1.5),
  'skewed -1.5°': skewed(-1.5),
  darker: lit(0.6, 0),
  'paler and brighter': lit(0.7, 75),
  'cut, skewed, smaller, darker, JPEG 45': inTurn(
    cut(0.03, 0.02, 0.01, 0.03),
    skewed(1),
    scaled(0.7),
    lit(0.8, 0),
    quality(45),
  ),
  'cut, turned, smaller, JPEG 45': inTurn(cut(0.03, 0.02, 0.01, 0.03), skewed(90), scaled(0.7), quality(45)),
};

let lookMs = 0;
async function look(bytes: Buffer): Promise<PageLook> {
  const picture = await (await openPicture(bytes)).grey(1);
  const started = performance.now();
  const found = lookOf(1, picture);
  lookMs += performance.now() - started;
  if (found === null) throw new Error('nothing is printed');
  return found;
}

const names = readdirSync(folder).filter((name) => /\.(jpe?g|png)$/i.test(name));
const originals = new Map<string, PageLook>();
const tries = new Map<string, number[]>();
for (const name of names) {
  const bytes = readFileSync(join(folder, name));
  const original = await look(bytes);
  originals.set(name, original);
  for (const [change, make] of Object.entries(changes)) {
    const copy = await look(await make(bytes));
    tries.set(change, [
      ...(tries.get(change) ?? []),
      distancesFrom(copy)(original.look),
      distancesFrom(original)(copy.look),
    ]);
  }
}

console.log(`${names.length} pictures, ${(lookMs / names.length / (1 + tries.size)).toFixed(0)} ms a look`);
console.log(`\ntrue matches at ${SAME_PAPER} of 255 (both orders of arrival): rate, median and largest distance`);
let hits = 0;
let all = 0;
for (const [change, distances] of tries) {
  const sorted = distances.toSorted((a, b) => a - b);
  const found = sorted.filter((distance) => distance <= SAME_PAPER).length;
  hits += found;
  all += sorted.length;
  const rate = ((100 * found) / sorted.length).toFixed(1);
  console.log(`${rate.padStart(6)} %  ${sorted[sorted.length >> 1]} ${sorted.at(-1)}  ${change}`);
}
console.log(`${((100 * hits) / all).toFixed(2)} % of ${all}`);

const pairs: { distance: number; of: string }[] = [];
for (const [one, { look: theirs }] of originals) {
  for (const [other, ours] of originals) {
    if (one !== other) pairs.push({ distance: distancesFrom(ours)(theirs), of: `${other} ${one}` });
  }
}
pairs.sort((a, b) => a.distance - b.distance);
const wrong = pairs.filter(({ distance }) => distance <= SAME_PAPER);
console.log(
  `\nfalse matches: ${wrong.length} of ${pairs.length} (${((100 * wrong.length) / pairs.length).toFixed(2)} %)`,
);
for (const { distance, of } of pairs.slice(0, Math.max(10, wrong.length))) console.log(`  ${distance}  ${of}`);
