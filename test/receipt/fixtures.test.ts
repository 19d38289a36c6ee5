import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, expect, it } from 'vitest';
import { createReader } from '../../src/receipt/reader.ts';

const folder = new URL('../../fixtures/receipts/', import.meta.url);
const files = readdirSync(folder).filter((name) => /\.(jpg|png|pdf)$/.test(name));
const reader = createReader({ workers: 2 });
afterAll(() => reader.close());

const expectedOf = (file: string) =>
  JSON.parse(readFileSync(new URL(file.replace(/\.\w+$/, '.expected.json'), folder), 'utf8'));

it('there are receipts to read', () => {
  expect(files.length).toBeGreaterThan(10);
});

it.concurrent.each(files)('%s is read as it was drawn, and nothing sure is wrong', async (file) => {
  const expected = expectedOf(file);
  const outcome = await reader.read(readFileSync(new URL(file, folder)));
  if (!outcome.ok) throw new Error(outcome.failure);
  const { reading } = outcome;
  expect(reading.total).toMatchObject(expected.total);
  expect(reading.date?.value).toBe(expected.date);
  expect(reading.time?.value ?? null).toBe(expected.time);
  expect(reading.merchant).toMatchObject(expected.merchant);
  expect(reading.kind?.value).toBe(expected.kind);
  expect(reading.mealsIncluded).toEqual(expected.mealsIncluded);
  expect(reading.language).toBe(expected.language);
  expect(reading.vat).toMatchObject(expected.vat);
});

it('boxes are where the words stand', async () => {
  const outcome = await reader.read(readFileSync(new URL('pohjanrata-lippu-2019.png', folder)));
  if (!outcome.ok) throw new Error(outcome.failure);
  const [x = 0, y = 0, width = 0, height = 0] = outcome.reading.total?.box ?? [];
  // Row 14 of 18, at the right edge.
  expect(x + width).toBeGreaterThan(0.85);
  expect(x + width).toBeLessThan(1);
  expect(y).toBeGreaterThan(0.6);
  expect(y + height).toBeLessThan(0.75);
});
