import { type PageLook, SIDE } from './look.ts';
import type { Grey } from './picture.ts';
import { darknessOf, type Print, straightened } from './print.ts';

/** From the picture of a page to its look: the print without its shade, set straight, its lowest frequencies. Pure. */

/** Points across and down from which the frequencies are computed. */
const POINTS = 48;
/** How much of the page an edge is moved, in or out, for the looks near it: a cut of 5 % is half-way between. */
const STEP = 0.035;

/** Both edges of an axis: as they are, both moved, one moved. */
const shifts: readonly (readonly [number, number])[] = [
  [0, 0],
  [STEP, STEP],
  [-STEP, -STEP],
  [STEP, 0],
  [0, STEP],
  [-STEP, 0],
  [0, -STEP],
];

/** The look of a page; null where nothing is printed. */
export function lookOf(page: number, picture: Grey): PageLook | null {
  const print = darknessOf(picture);
  if (print === null) return null;
  const sums = summed(straightened(print));
  const looks = shifts.flatMap((across) => shifts.map((down) => signs(pointsOf(sums, across, down))));
  const [look = '', ...nearby] = looks;
  return { page, look, nearby };
}

type Sums = { width: number; height: number; sums: Float64Array };

/** Sums of all left of and above each corner: the darkness of any rectangle in four look-ups. */
function summed({ data, width, height }: Print): Sums {
  const sums = new Float64Array((width + 1) * (height + 1));
  for (let y = 0; y < height; y += 1) {
    let row = 0;
    for (let x = 0; x < width; x += 1) {
      row += data[y * width + x] ?? 0;
      sums[(y + 1) * (width + 1) + x + 1] = row + (sums[y * (width + 1) + x + 1] ?? 0);
    }
  }
  return { width, height, sums };
}

/** The sum up to a point between corners; outside the page nothing is dark. */
function sumTo({ width, height, sums }: Sums, x: number, y: number): number {
  const left = Math.max(0, Math.min(width, x));
  const top = Math.max(0, Math.min(height, y));
  const [x0, y0] = [Math.floor(left), Math.floor(top)];
  const [x1, y1] = [Math.min(width, x0 + 1), Math.min(height, y0 + 1)];
  const along = (row: number) =>
    (1 - left + x0) * (sums[row * (width + 1) + x0] ?? 0) + (left - x0) * (sums[row * (width + 1) + x1] ?? 0);
  return (1 - top + y0) * along(y0) + (top - y0) * along(y1);
}

/** The part of the page between the edges, square, its middle weighing most: what a cut edge loses counts little. */
function pointsOf(sums: Sums, across: readonly [number, number], down: readonly [number, number]): Float64Array {
  const corners = (edges: readonly [number, number], size: number) =>
    Array.from({ length: POINTS + 1 }, (_, i) => (edges[0] + ((1 - edges[0] - edges[1]) * i) / POINTS) * size);
  const xs = corners(across, sums.width);
  const grid = corners(down, sums.height).map((y) => xs.map((x) => sumTo(sums, x, y)));
  const corner = (x: number, y: number) => grid[y]?.[x] ?? 0;
  const points = new Float64Array(POINTS * POINTS);
  for (let y = 0; y < POINTS; y += 1) {
    for (let x = 0; x < POINTS; x += 1) {
      points[y * POINTS + x] = corner(x + 1, y + 1) - corner(x, y + 1) - corner(x + 1, y) + corner(x, y);
    }
  }
  return weighed(points);
}

/** Weight from the edge of an axis (0) to its middle (1). */
const weights = Float64Array.from({ length: POINTS }, (_, i) => Math.sin((Math.PI * (i + 0.5)) / POINTS) ** 2);
const weightAt = (place: number): number => (weights[place % POINTS] ?? 0) * (weights[Math.floor(place / POINTS)] ?? 0);

function weighed(points: Float64Array): Float64Array {
  let sum = 0;
  let all = 0;
  for (let place = 0; place < points.length; place += 1) {
    sum += (points[place] ?? 0) * weightAt(place);
    all += weightAt(place);
  }
  return points.map((point, place) => (point - sum / all) * weightAt(place));
}

/** Cosines by frequency and point. */
const cosines = Array.from({ length: SIDE }, (_, frequency) =>
  Float64Array.from({ length: POINTS }, (_, i) => Math.cos((Math.PI * frequency * (2 * i + 1)) / (2 * POINTS))),
);

/** The signs of the lowest frequencies of a cosine transform, row by row; the mean of all says nothing and is 0. */
function signs(points: Float64Array): string {
  const rows = cosines.map((wave) =>
    Float64Array.from({ length: POINTS }, (_, y) => product(wave, points.subarray(y * POINTS, (y + 1) * POINTS))),
  );
  const bits = cosines.flatMap((down) => rows.map((row) => (product(down, row) > 0 ? '1' : '0')));
  return `0${bits.slice(1).join('')}`;
}

function product(one: Float64Array, two: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < one.length; i += 1) sum += (one[i] ?? 0) * (two[i] ?? 0);
  return sum;
}
