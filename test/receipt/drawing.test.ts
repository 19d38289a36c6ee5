import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { chance, seedOf } from '../../fixtures/receipts/chance.ts';
import { collection, draw } from '../../fixtures/receipts/collection.ts';
import { euros, taxed } from '../../fixtures/receipts/slip.ts';
import { creased, faded } from '../../fixtures/receipts/surface.ts';
import { type Corners, greyAt, onSheet, painted } from '../../fixtures/receipts/warp.ts';
import { isBusinessId } from '../../src/receipt/business-id.ts';

const folder = new URL('../../fixtures/receipts/drawn/', import.meta.url);

it('a seed gives the same row of chances, another seed another', () => {
  const row = (seed: number) => {
    const random = chance(seed);
    return [random(), random(), random()];
  };
  expect(row(7)).toEqual(row(7));
  expect(row(7)).not.toEqual(row(8));
  expect(seedOf('taksi')).not.toBe(seedOf('taxi'));
});

it('seen straight on, the sheet is the photograph', () => {
  const sheet = onSheet([[0, 0], [200, 0], [200, 100], [0, 100]]); // biome-ignore format: one sheet, one line
  expect(sheet(0, 0)).toEqual([0, 0]);
  expect(sheet(50, 25)).toEqual([0.25, 0.25]);
  expect(sheet(200, 100)).toEqual([1, 1]);
});

it('seen aslant, each corner of the sheet is where it was put, and its middle where the diagonals cross', () => {
  const corners: Corners = [[10, 12], [190, 5], [230, 140], [-8, 120]]; // biome-ignore format: one sheet, one line
  const sheet = onSheet(corners);
  const places = corners.flatMap(([x, y]) => sheet(x, y).map((part) => Math.round(part * 1e6) / 1e6 + 0));
  expect(places).toEqual([0, 0, 1, 0, 1, 1, 0, 1]);
  // The diagonals (10,12)–(230,140) and (190,5)–(-8,120) cross at about (93.9, 60.8).
  const [u, v] = sheet(93.9, 60.82);
  expect(u).toBeCloseTo(0.5, 2);
  expect(v).toBeCloseTo(0.5, 2);
});

it('between two pixels the grey is between theirs, outside it is that of the edge', () => {
  const two = painted(2, 1, (x) => 100 * x);
  expect(greyAt(two, 0.25, 0)).toBe(25);
  expect(greyAt(two, -3, 5)).toBe(0);
  expect(greyAt(two, 9, 0)).toBe(100);
});

it('fading pales print and never darkens; paper without folds stays as it is', () => {
  const print = painted(40, 40, (x) => (x % 4 === 0 ? 20 : 240));
  const pale = faded(print, chance(1), 0.8);
  expect(pale.data.every((grey, at) => grey >= (print.data[at] ?? 0))).toBe(true);
  expect(pale.data).not.toEqual(print.data);
  expect(creased(print, chance(1), { folds: 0, creases: 0, depth: 0.5 })).toBe(print);
});

it('the collection has at least 48 receipts of every kind of travel, in three languages, of 2018 to 2026', () => {
  const { length } = collection;
  const all = (pick: (slip: (typeof collection)[number]) => string) => new Set(collection.map(pick));
  expect(length).toBeGreaterThanOrEqual(48);
  expect(all((slip) => slip.name).size).toBe(length);
  expect([...all((slip) => slip.expected.kind)]).toEqual(
    expect.arrayContaining([
      'taxi',
      'train',
      'bus',
      'local-transport',
      'ship',
      'flight',
      'lodging',
      'parking',
      'other',
    ]),
  );
  expect(all((slip) => slip.expected.language)).toEqual(new Set(['fi', 'sv', 'en']));
  expect(all((slip) => slip.expected.date.slice(0, 4)).size).toBe(9);
});

it.each(collection)('$name prints what must be read off it', ({ rows, expected }) => {
  const text = rows.join('\n');
  expect(text.replaceAll('.', ',')).toContain(euros(expected.total.cents));
  expect(isBusinessId(expected.merchant.businessId ?? '')).toBe(true);
  expect(text).toContain(expected.merchant.value);
  expect(text).toContain(expected.merchant.businessId ?? '');
  for (const row of expected.vat) expect(row).toEqual(taxed(row.rate, row.grossCents));
});

/** What part of the collection was taxed at a rate in Finland, by what it was for and the day (formats of 2018–2026). */
const ratesOn = (day: string): number[] => {
  const general = day < '2024-09-01' ? 24 : 25.5;
  const travel = day < '2025-01-01' ? 10 : day < '2026-01-01' ? 14 : 13.5;
  const food = day < '2026-01-01' ? 14 : 13.5;
  return [general, travel, food];
};

it.each(collection)('$name has the tax rates of its day', ({ expected }) => {
  for (const row of expected.vat) expect(ratesOn(expected.date)).toContain(row.rate);
});

it('the same receipt at the same level has the same bytes', async () => {
  const [slip] = collection;
  if (!slip) throw new Error('The collection is empty');
  const [first, second] = [await draw(slip, 'cruel'), await draw(slip, 'cruel')];
  expect(first.bytes.equals(second.bytes)).toBe(true);
});

it('the files in the repository are those that the generator draws', async () => {
  const files = readdirSync(folder).filter((name) => !name.endsWith('.json'));
  expect(files.toSorted()).toEqual(collection.map(({ name, as }) => `${name}.${as}`).toSorted());
  for (const { name, expected } of collection)
    expect(JSON.parse(readFileSync(new URL(`${name}.expected.json`, folder), 'utf8'))).toEqual(expected);
  const pdf = collection.find(({ as }) => as === 'pdf');
  if (!pdf) throw new Error('No receipt is a PDF');
  expect((await draw(pdf, 'clean')).bytes.equals(readFileSync(new URL(`${pdf.name}.pdf`, folder)))).toBe(true);
});
