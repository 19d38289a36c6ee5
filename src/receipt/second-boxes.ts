/**
 * From the heat map of the text finder to places of lines: the part of DB ("differentiable binarisation") that follows
 * the network. Pure.
 */

/** How likely each point is inside a line of text, 0..1, row by row. */
export type Heat = { data: Float32Array; width: number; height: number };

/** A line of text: its middle, its size along and across, and its slant in radians. All in pixels of the heat map. */
export type Place = { x: number; y: number; width: number; height: number; slant: number };

type Point = { x: number; y: number };
type Patch = { outline: Point[]; score: number; size: number };

/** A point hotter than this belongs to a line. */
const HOT = 0.3;
/** Mean heat of a patch below which it is no text. */
const LEAST_SCORE = 0.5;
/** The network draws the core of a line; the whole line reaches this much further (share of area to outline). */
const GROWTH = 1.6;
/** Patches smaller than this many points are specks. */
const LEAST_SIZE = 12;
const MOST_PLACES = 400;

/** The lines of text on a heat map, as slanted rectangles. */
export function placesOn(heat: Heat): Place[] {
  return patchesOf(heat)
    .filter((patch) => patch.size >= LEAST_SIZE && patch.score >= LEAST_SCORE)
    .toSorted((a, b) => b.size - a.size)
    .slice(0, MOST_PLACES)
    .map((patch) => grown(smallestRectangle(hullOf(patch.outline))))
    .filter((place) => place.width >= 4 && place.height >= 4);
}

/** Joins hot points that touch, also by a corner. Of each patch only both ends of every row are kept. */
function patchesOf({ data, width, height }: Heat): Patch[] {
  const left = new Uint8Array(width * height);
  for (let i = 0; i < left.length; i += 1) left[i] = (data[i] ?? 0) > HOT ? 1 : 0;
  const stack: number[] = [];
  const found: Patch[] = [];
  for (let start = 0; start < left.length; start += 1) {
    if (left[start] === 1) found.push(patchFrom(start, left, stack, data, width));
  }
  return found;
}

function patchFrom(start: number, left: Uint8Array, stack: number[], data: Float32Array, width: number): Patch {
  const ends = new Map<number, [number, number]>();
  let heat = 0;
  let size = 0;
  const take = (place: number) => {
    if (left[place] !== 1) return;
    left[place] = 0;
    stack.push(place);
  };
  take(start);
  for (let place = stack.pop(); place !== undefined; place = stack.pop()) {
    const x = place % width;
    const y = (place - x) / width;
    const [from, to] = ends.get(y) ?? [x, x];
    ends.set(y, [Math.min(from, x), Math.max(to, x)]);
    heat += data[place] ?? 0;
    size += 1;
    for (const row of [place - width, place, place + width]) {
      take(row);
      if (x > 0) take(row - 1);
      if (x < width - 1) take(row + 1);
    }
  }
  return { outline: [...ends].flatMap(([y, ends]) => corners(y, ends)), score: heat / size, size };
}

/** A point of the map is a square: its row reaches from its upper to its lower edge. */
const corners = (y: number, [from, to]: [number, number]): Point[] => [
  { x: from, y },
  { x: to + 1, y },
  { x: from, y: y + 1 },
  { x: to + 1, y: y + 1 },
];

/** Convex hull, counter-clockwise from the leftmost point (monotone chain). */
export function hullOf(points: Point[]): Point[] {
  const sorted = points.toSorted((a, b) => a.x - b.x || a.y - b.y);
  const half = (from: Point[]) => {
    const chain: Point[] = [];
    for (const point of from) {
      while (chain.length > 1 && turn(chain.at(-2) as Point, chain.at(-1) as Point, point) <= 0) chain.pop();
      chain.push(point);
    }
    return chain.slice(0, -1);
  };
  return [...half(sorted), ...half(sorted.toReversed())];
}

const turn = (a: Point, b: Point, c: Point): number => (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);

/** The rectangle of least area round a hull; one side lies along an edge of it. Its length runs across the page. */
export function smallestRectangle(hull: Point[]): Place {
  const slants = hull.map((point, i) => {
    const next = hull[(i + 1) % hull.length] ?? point;
    return flat(Math.atan2(next.y - point.y, next.x - point.x));
  });
  const places = [...new Set(slants)].map((slant) => rectangleAt(hull, slant));
  return places.reduce((best, each) => (each.width * each.height < best.width * best.height ? each : best));
}

/** A slant as one between -45 and 45 degrees: lines run across the page. */
function flat(slant: number): number {
  const quarter = Math.PI / 2;
  return slant - Math.round(slant / quarter) * quarter;
}

function rectangleAt(hull: Point[], slant: number): Place {
  const cos = Math.cos(slant);
  const sin = Math.sin(slant);
  const along = hull.map(({ x, y }) => x * cos + y * sin);
  const across = hull.map(({ x, y }) => y * cos - x * sin);
  const [left, right] = [Math.min(...along), Math.max(...along)];
  const [top, bottom] = [Math.min(...across), Math.max(...across)];
  const [u, v] = [(left + right) / 2, (top + bottom) / 2];
  return { x: u * cos - v * sin, y: u * sin + v * cos, width: right - left, height: bottom - top, slant };
}

function grown(place: Place): Place {
  const reach = (place.width * place.height * GROWTH) / (2 * (place.width + place.height));
  return { ...place, width: place.width + 2 * reach, height: place.height + 2 * reach };
}
