import type { Grey } from './picture.ts';

/** The print of a page alone, small and evenly lit: what its look is made of. Pure. */

/** How dark each point is beside the paper round it, 0 (paper) to MOST_DARK. */
export type Print = { data: Float32Array; width: number; height: number };

/** Longer side of the small picture, in points. */
const LONGER = 400;
/** The paper at a point is the brightest so near to it. */
const AROUND = 10;
/** Less than this is the grain of the paper. */
const GRAIN = 0.06;
/** A black bar counts no more than a bold letter. */
const MOST_DARK = 0.6;
/** A smaller picture, in points, shows nothing. */
const FEWEST = 8;
/** A page with less print than this on average is empty. */
const EMPTY = 0.0005;
/** Lines are set straight up to this angle, in degrees. */
const STEEPEST = 3;
const ANGLE_STEP = 0.25;

/** Null where nothing is printed. */
export function darknessOf(page: Grey): Print | null {
  const factor = Math.min(1, LONGER / Math.max(page.width, page.height));
  const small = inBoth(page, (side) => averaged(side, Math.max(1, Math.round(side.width * factor))));
  if (small.width < FEWEST || small.height < FEWEST) return null;
  const paper = inBoth(inBoth(small, brightest), mean);
  const data = small.data.map((point, place) => darkness(point, paper.data[place] ?? 1));
  const all = data.reduce((sum, dark) => sum + dark, 0);
  return all < EMPTY * data.length ? null : { ...small, data };
}

function darkness(point: number, paper: number): number {
  const dark = 1 - point / Math.max(1, paper);
  return dark < GRAIN ? 0 : Math.min(dark, MOST_DARK);
}

type Side = { data: ArrayLike<number>; width: number; height: number };

/** Does to the rows of a picture, and then to its columns, the same. */
const inBoth = (picture: Side, work: (rows: Side) => Print): Print => flipped(work(flipped(work(picture))));

/** Rows become columns. */
function flipped({ data, width, height }: Print): Print {
  const out = new Float32Array(data.length);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) out[x * height + y] = data[y * width + x] ?? 0;
  }
  return { data: out, width: height, height: width };
}

/** Each row in `to` points, each the mean of what it covers. */
function averaged({ data, width, height }: Side, to: number): Print {
  const out = new Float32Array(height * to);
  for (let place = 0; place < out.length; place += 1) {
    const from = ((place % to) * width) / to;
    const end = Math.min(width, from + width / to);
    const row = Math.floor(place / to) * width;
    let sum = 0;
    for (let x = Math.floor(from); x < end; x += 1) {
      sum += (Math.min(x + 1, end) - Math.max(x, from)) * (data[row + x] ?? 0);
    }
    out[place] = sum / (end - from);
  }
  return { data: out, width: to, height };
}

/** The brightest of each point's neighbours in its row. */
const brightest = (rows: Side): Print =>
  near(rows, (from, to) => {
    let most = 0;
    for (let place = from; place <= to; place += 1) most = Math.max(most, rows.data[place] ?? 0);
    return most;
  });

/** The mean of each point's neighbours in its row. */
const mean = (rows: Side): Print =>
  near(rows, (from, to) => {
    let sum = 0;
    for (let place = from; place <= to; place += 1) sum += rows.data[place] ?? 0;
    return sum / (to - from + 1);
  });

/** Each point becomes what `join` makes of the stretch of its row round it. */
function near({ width, height }: Side, join: (from: number, to: number) => number): Print {
  const data = new Float32Array(width * height);
  for (let place = 0; place < data.length; place += 1) {
    const row = place - (place % width);
    data[place] = join(Math.max(row, place - AROUND), Math.min(row + width - 1, place + AROUND));
  }
  return { data, width, height };
}

/** The page turned by the small angle at which its lines, or its columns, stand out most. */
export function straightened(print: Print): Print {
  let best = { angle: 0, sharpness: -1 };
  for (let angle = -STEEPEST; angle <= STEEPEST; angle += ANGLE_STEP) {
    const sharpness = sharpnessAt(print, angle);
    if (sharpness > best.sharpness) best = { angle, sharpness };
  }
  return best.angle === 0 ? print : rotated(print, -best.angle);
}

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** How much neighbouring rows, or neighbouring columns, differ when the page is sheared by the angle. */
function sharpnessAt({ data, width, height }: Print, angle: number): number {
  const slope = Math.tan(radians(angle));
  const rows = new Float64Array(height + 2 * width);
  const columns = new Float64Array(width + 2 * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const dark = data[y * width + x] ?? 0;
      if (dark === 0) continue;
      const row = Math.round(y - slope * (x - width / 2)) + width;
      const column = Math.round(x + slope * (y - height / 2)) + height;
      rows[row] = (rows[row] ?? 0) + dark;
      columns[column] = (columns[column] ?? 0) + dark;
    }
  }
  return Math.max(steps(rows), steps(columns));
}

function steps(profile: Float64Array): number {
  let sum = 0;
  for (let i = 1; i < profile.length; i += 1) sum += ((profile[i] ?? 0) - (profile[i - 1] ?? 0)) ** 2;
  return sum;
}

/** Turned round its middle by `degrees`; what comes from outside is paper. */
function rotated({ data, width, height }: Print, degrees: number): Print {
  const [cos, sin] = [Math.cos(radians(degrees)), Math.sin(radians(degrees))];
  const out = data.map((_, place) => {
    const [x, y] = [(place % width) - width / 2, Math.floor(place / width) - height / 2];
    return between({ data, width, height }, cos * x + sin * y + width / 2, cos * y - sin * x + height / 2);
  });
  return { data: out, width, height };
}

/** The darkness at a place between points. */
function between({ data, width, height }: Print, x: number, y: number): number {
  const [x0, y0] = [Math.floor(x), Math.floor(y)];
  if (x0 < 0 || y0 < 0 || x0 >= width - 1 || y0 >= height - 1) return 0;
  const [right, down] = [x - x0, y - y0];
  const row = (at: number) => (1 - right) * (data[at] ?? 0) + right * (data[at + 1] ?? 0);
  return (1 - down) * row(y0 * width + x0) + down * row((y0 + 1) * width + x0);
}
