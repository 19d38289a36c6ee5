import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hullOf, placesOn, smallestRectangle } from '../../src/receipt/second-boxes.ts';
import { stripOf } from '../../src/receipt/second-strip.ts';
import { wordsFrom } from '../../src/receipt/second-words.ts';

function heatWith(hot: (x: number, y: number) => number, width = 100, height = 60) {
  const data = new Float32Array(width * height);
  for (let i = 0; i < data.length; i += 1) data[i] = hot(i % width, Math.floor(i / width));
  return { data, width, height };
}

const bar = (x: number, y: number) => (x >= 20 && x < 60 && y >= 10 && y < 18 ? 0.9 : 0);

it('a hot bar is a line round its middle, grown on all sides by the same reach', () => {
  const [place] = placesOn(heatWith(bar));
  expect(place).toMatchObject({ x: 40, y: 14, slant: 0 });
  expect((place?.width ?? 0) - 40).toBeCloseTo((place?.height ?? 0) - 8);
});

it('a patch of mean heat 0.5 is text, a colder one is not; 11 points are a speck, 12 are text', () => {
  expect(placesOn(heatWith((x, y) => (bar(x, y) ? 0.5 : 0)))).toHaveLength(1);
  expect(placesOn(heatWith((x, y) => (bar(x, y) ? 0.49 : 0)))).toHaveLength(0);
  expect(placesOn(heatWith((x, y) => (y === 5 && x < 11 ? 1 : 0)))).toHaveLength(0);
  expect(placesOn(heatWith((x, y) => (y >= 5 && y < 8 && x < 4 ? 1 : 0)))).toHaveLength(1);
});

it('two bars are two lines, and an empty map none', () => {
  expect(placesOn(heatWith((x, y) => bar(x, y) || bar(x, y - 30)))).toHaveLength(2);
  expect(placesOn(heatWith(() => 0))).toEqual([]);
});

it('the smallest rectangle holds every point, whatever its slant', () => {
  const point = fc.record({ x: fc.integer({ min: 0, max: 200 }), y: fc.integer({ min: 0, max: 200 }) });
  fc.assert(
    fc.property(
      fc.uniqueArray(point, { minLength: 3, maxLength: 30, selector: ({ x, y }) => `${x} ${y}` }),
      (points) => {
        const hull = hullOf(points);
        fc.pre(hull.length > 2);
        const { x, y, width, height, slant } = smallestRectangle(hull);
        const [cos, sin] = [Math.cos(slant), Math.sin(slant)];
        return points.every((each) => {
          const [dx, dy] = [each.x - x, each.y - y];
          const along = Math.abs(dx * cos + dy * sin);
          return along <= width / 2 + 1e-6 && Math.abs(dy * cos - dx * sin) <= height / 2 + 1e-6;
        });
      },
    ),
  );
});

it('a slanted bar is told with its slant and cut out straight', () => {
  const slant = 0.2;
  const along = (x: number, y: number) => (x - 50) * Math.cos(slant) + (y - 30) * Math.sin(slant);
  const across = (x: number, y: number) => (y - 30) * Math.cos(slant) - (x - 50) * Math.sin(slant);
  const inBar = (x: number, y: number) => Math.abs(along(x, y)) < 30 && Math.abs(across(x, y)) < 4;
  const [place] = placesOn(heatWith((x, y) => (inBar(x, y) ? 0.9 : 0)));
  expect(place?.slant).toBeCloseTo(slant, 1);
  if (!place) throw new Error('no place');
  const data = Uint8Array.from({ length: 6000 }, (_, i) => (inBar(i % 100, Math.floor(i / 100)) ? 0 : 255));
  const strip = stripOf({ data, width: 100, height: 60 }, place);
  const row = strip.data.subarray(24 * strip.width, 25 * strip.width);
  const dark = row.filter((level) => level < 0).length / strip.width;
  expect(dark).toBeGreaterThan(0.7);
  expect(strip.width % 8).toBe(0);
});

it('words of a tilted page stand in rows, and what ran together is parted', () => {
  const line = (x: number, y: number, text: string) => ({
    place: { x, y, width: 100, height: 20, slant: 0.1 },
    words: [{ text, from: 0, to: 1, confidence: 1 }],
  });
  const frame = { width: 400, height: 400, place: (x: number, y: number): [number, number] => [x / 400, y / 400] };
  const words = wordsFrom([line(100, 200, 'Total'), line(300, 200 + 200 * Math.tan(0.1), '25.00')], frame);
  expect(words[0]?.top).toBeCloseTo(words[1]?.top ?? 0, 0);
  expect(wordsFrom([line(100, 200, 'Total25.00')], frame).map((word) => word.text)).toEqual(['Total', '25.00']);
  const stamp = wordsFrom([line(100, 200, '13/04/20182:53')], frame).map((word) => word.text);
  expect(stamp).toEqual(['13/04/2018', '2:53']);
});
