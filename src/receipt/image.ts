import sharp from 'sharp';
import { findInk, type Ink, type Rectangle } from './ink.ts';
import type { Grey } from './picture.ts';

/** A page made ready for reading: evenly lit, letters of a good size, white border. */
export type Prepared = Grey & {
  /** Place of a point of the prepared picture as fractions of the page. */
  place: (x: number, y: number) => [x: number, y: number];
};

/** Letters of this height are read as they are; others are brought to GOOD_HEIGHT (pixels). */
const LOW = 20;
const HIGH = 42;
const GOOD_HEIGHT = 30;
const MOST_WIDTH = 2600;
const MOST_PIXELS = 6_000_000;
/** The engine takes no picture longer than 32 767 pixels. */
const LONGEST_SIDE = 32_000;
const BORDER = 12;
/** Grey level of the paper once its shade is divided out. */
const PAPER = 245;
/** Print lighter than this share of the paper is faint; it is brought to DARK. */
const FAINT = 0.4;
const DARK = 0.15;
/** Width on which letters are measured. */
const MEASURE_WIDTH = 1600;
/** A crop that removes less than this share of the page is not worth its risk. */
const WORTH_CROPPING = 0.3;

/** Prepares a grey page: crop to the print, rescale when letters are too low or too high, take away the shade. */
export async function prepare(page: Grey, measured?: Ink | null): Promise<Prepared> {
  const ink = measured === undefined ? await measure(page) : measured;
  const area = cropArea(page, ink);
  const scale = scaleFor(area, ink?.letterHeight ?? GOOD_HEIGHT);
  const width = Math.max(1, Math.round(area.width * scale));
  const height = Math.max(1, Math.round(area.height * scale));
  const sized = await resized(page, area, width, height);
  const even = withBorder(darker(await withoutShade(sized), ink?.lightness ?? 0));
  const place = (x: number, y: number): [number, number] => [
    ((x - BORDER) * (area.width / width) + area.left) / page.width,
    ((y - BORDER) * (area.height / height) + area.top) / page.height,
  ];
  return { ...even, place };
}

/** A grey picture as PNG, barely compressed: it is only carried to the next step. */
export function toPng(grey: Grey, area?: Rectangle, scale = 1): Promise<Buffer> {
  const whole = sharp(grey.data, { raw: { width: grey.width, height: grey.height, channels: 1 } });
  const part = area ? whole.extract(area) : whole;
  const sized = scale === 1 ? part : part.resize({ width: Math.round((area?.width ?? grey.width) * scale) });
  return sized.toColourspace('b-w').png({ compressionLevel: 1 }).toBuffer();
}

/** What print a page has, in pixels of the page. */
export async function measure(page: Grey): Promise<Ink | null> {
  const width = Math.min(page.width, MEASURE_WIDTH);
  const factor = page.width / width;
  const all = { left: 0, top: 0, width: page.width, height: page.height };
  const ink = findInk(await resized(page, all, width, Math.max(1, Math.round(page.height / factor))));
  if (!ink) return null;
  const left = Math.floor(ink.area.left * factor);
  const top = Math.floor(ink.area.top * factor);
  const area = {
    left,
    top,
    width: Math.min(page.width - left, Math.ceil(ink.area.width * factor)),
    height: Math.min(page.height - top, Math.ceil(ink.area.height * factor)),
  };
  return { ...ink, letterHeight: ink.letterHeight * factor, area };
}

function cropArea({ width, height }: Grey, ink: Ink | null): Rectangle {
  const whole = { left: 0, top: 0, width, height };
  if (!ink || ink.area.width < 50 || ink.area.height < 50) return whole;
  return ink.area.width * ink.area.height < (1 - WORTH_CROPPING) * width * height ? ink.area : whole;
}

/** Letters between 20 and 42 px are left alone: scaling them down loses faint print. Pixels stay within 6 million. */
function scaleFor(area: Rectangle, letterHeight: number): number {
  const wished = letterHeight < LOW || letterHeight > HIGH ? GOOD_HEIGHT / letterHeight : 1;
  const longest = LONGEST_SIDE / Math.max(area.width, area.height);
  const most = Math.min(MOST_WIDTH / area.width, Math.sqrt(MOST_PIXELS / (area.width * area.height)), longest);
  return Math.min(wished, most, 4);
}

async function resized(page: Grey, area: Rectangle, width: number, height: number): Promise<Grey> {
  const same = area.width === page.width && area.height === page.height;
  if (same && width === page.width && height === page.height) return page;
  const { data } = await sharp(page.data, { raw: { width: page.width, height: page.height, channels: 1 } })
    .extract(area)
    .resize({ width, height, fit: 'fill', kernel: width > area.width ? 'cubic' : 'lanczos3' })
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width, height };
}

/** Divides each pixel by the brightness of the paper round it: the greatest single gain on photos. */
async function withoutShade(grey: Grey): Promise<Grey> {
  const paper = await paperOf(grey);
  const data = new Uint8Array(grey.data.length);
  for (let i = 0; i < data.length; i += 1) {
    data[i] = Math.min(255, ((grey.data[i] ?? 0) * PAPER) / Math.max(1, paper[i] ?? 255));
  }
  return { ...grey, data };
}

/**
 * Makes faint print dark. The engine splits a page at one grey level: beside a black edge of the scanner faint letters
 * would count as paper.
 */
function darker(grey: Grey, lightness: number): Grey {
  if (lightness <= FAINT) return grey;
  const factor = (1 - DARK) / Math.max(0.1, 1 - lightness);
  return { ...grey, data: grey.data.map((pixel) => Math.max(0, Math.min(255, PAPER - (PAPER - pixel) * factor))) };
}

/** The paper without its print: brightest of 5 x 5 on a sixteenth of the size, smoothed and brought back. */
async function paperOf({ data, width, height }: Grey): Promise<Uint8Array> {
  const w = Math.max(1, Math.round(width / 16));
  const h = Math.max(1, Math.round(height / 16));
  const raw = { width: w, height: h, channels: 1 } as const;
  const small = await sharp(data, { raw: { width, height, channels: 1 } })
    .resize({ width: w, height: h, fit: 'fill', kernel: 'linear' })
    .toColourspace('b-w')
    .raw()
    .toBuffer();
  const smooth = await sharp(brightest(small, w, h), { raw })
    .blur(2)
    .toColourspace('b-w')
    .raw()
    .toBuffer();
  return sharp(smooth, { raw })
    .resize({ width, height, fit: 'fill', kernel: 'linear' })
    .toColourspace('b-w')
    .raw()
    .toBuffer();
}

function brightest(data: Uint8Array, width: number, height: number): Uint8Array {
  const across = new Uint8Array(data.length);
  const both = new Uint8Array(data.length);
  for (let i = 0; i < data.length; i += 1) {
    const row = i - (i % width);
    across[i] = most(data, Math.max(row, i - 2), Math.min(row + width - 1, i + 2), 1);
  }
  for (let i = 0; i < data.length; i += 1) {
    const column = i % width;
    const last = column + width * (height - 1);
    both[i] = most(across, Math.max(column, i - 2 * width), Math.min(last, i + 2 * width), width);
  }
  return both;
}

function most(data: Uint8Array, from: number, to: number, step: number): number {
  let largest = 0;
  for (let i = from; i <= to; i += step) largest = Math.max(largest, data[i] ?? 0);
  return largest;
}

function withBorder({ data, width, height }: Grey): Grey {
  const wide = width + 2 * BORDER;
  const framed = new Uint8Array(wide * (height + 2 * BORDER)).fill(255);
  for (let y = 0; y < height; y += 1) {
    framed.set(data.subarray(y * width, (y + 1) * width), (y + BORDER) * wide + BORDER);
  }
  return { data: framed, width: wide, height: height + 2 * BORDER };
}
