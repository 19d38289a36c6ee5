import { shareAlong } from './neighbours.ts';
import type { Grey } from './picture.ts';

export type Rectangle = { left: number; top: number; width: number; height: number };
/**
 * Where the print is, how high its letters are in pixels, and how light: 0 is black, 1 is as light as the paper.
 * `letters` counts them; `along` is the share that have their nearest neighbour beside them, not above or below.
 */
export type Ink = { letterHeight: number; lightness: number; area: Rectangle; letters: number; along: number };

/** Side of the square whose mean a pixel is compared with. */
const WINDOW = 31;
/** Ink is this much darker than its surroundings, in grey levels. */
const DARKER = 14;

export type Blob = { left: number; top: number; right: number; bottom: number; darkest: number };

/** Blobs of the size of letters. */
export const lettersIn = (grey: Grey): Blob[] => blobs(grey, darkPixels(grey)).filter(isLetter);

/** Finds print: pixels darker than their surroundings, joined to blobs of the size of letters. Null when there is none. */
export function findInk(grey: Grey): Ink | null {
  const letters = lettersIn(grey);
  if (letters.length < 12) return null;
  const heights = letters.map((blob) => blob.bottom - blob.top + 1).toSorted((a, b) => a - b);
  return {
    letterHeight: quantile(heights, 0.75),
    lightness: lightness(letters, grey),
    area: around(letters, grey),
    letters: letters.length,
    along: shareAlong(letters),
  };
}

function lightness(letters: Blob[], { data }: Grey): number {
  const darkest = letters.map((blob) => blob.darkest).toSorted((a, b) => a - b);
  const sample = Array.from({ length: 2000 }, (_, i) => data[Math.floor((i * data.length) / 2000)] ?? 255);
  const paper = quantile(
    sample.toSorted((a, b) => a - b),
    0.7,
  );
  return quantile(darkest, 0.5) / Math.max(1, paper);
}

function isLetter({ left, top, right, bottom }: Blob): boolean {
  const width = right - left + 1;
  const height = bottom - top + 1;
  return height >= 6 && height <= 120 && width >= 2 && width <= 4 * height;
}

const quantile = (sorted: number[], share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;

/** The middle 99 % of the letters with a margin: one speck in a corner must not keep an empty page. */
function around(letters: Blob[], { width, height }: Grey): Rectangle {
  const edge = (pick: (blob: Blob) => number, share: number) =>
    quantile(
      letters.map(pick).toSorted((a, b) => a - b),
      share,
    );
  const margin = 0.03 * width + 10;
  const left = Math.max(0, Math.floor(edge((blob) => blob.left, 0.005) - margin));
  const top = Math.max(0, Math.floor(edge((blob) => blob.top, 0.005) - margin));
  const right = Math.min(width, Math.ceil(edge((blob) => blob.right, 0.995) + margin));
  const bottom = Math.min(height, Math.ceil(edge((blob) => blob.bottom, 0.995) + margin));
  return { left, top, width: right - left, height: bottom - top };
}

/** 1 where a pixel is darker than the mean of the square round it (summed-area table). */
function darkPixels({ data, width, height }: Grey): Uint8Array {
  const sums = summed(data, width, height);
  const dark = new Uint8Array(width * height);
  const half = WINDOW >> 1;
  for (let y = 0; y < height; y += 1) {
    const y0 = Math.max(0, y - half);
    const y1 = Math.min(height, y + half + 1);
    for (let x = 0; x < width; x += 1) {
      const x0 = Math.max(0, x - half);
      const x1 = Math.min(width, x + half + 1);
      const sum = at(sums, y1, x1, width) - at(sums, y0, x1, width) - at(sums, y1, x0, width) + at(sums, y0, x0, width);
      const mean = sum / ((y1 - y0) * (x1 - x0));
      if ((data[y * width + x] ?? 255) < mean - DARKER) dark[y * width + x] = 1;
    }
  }
  return dark;
}

const at = (sums: Uint32Array, y: number, x: number, width: number): number => sums[y * (width + 1) + x] ?? 0;

function summed(data: Uint8Array, width: number, height: number): Uint32Array {
  const sums = new Uint32Array((width + 1) * (height + 1));
  for (let y = 0; y < height; y += 1) {
    let row = 0;
    for (let x = 0; x < width; x += 1) {
      row += data[y * width + x] ?? 0;
      sums[(y + 1) * (width + 1) + x + 1] = row + (sums[y * (width + 1) + x + 1] ?? 0);
    }
  }
  return sums;
}

/** Joins dark pixels that touch (four neighbours) into blobs; `dark` is used up. */
function blobs(grey: Grey, dark: Uint8Array): Blob[] {
  const found: Blob[] = [];
  const stack = new Int32Array(dark.length);
  for (let start = 0; start < dark.length; start += 1) {
    if (dark[start] === 1) found.push(blobFrom(grey, dark, start, stack));
  }
  return found;
}

function blobFrom({ data, width }: Grey, dark: Uint8Array, start: number, stack: Int32Array): Blob {
  const blob: Blob = { left: width, top: Number.MAX_SAFE_INTEGER, right: 0, bottom: 0, darkest: 255 };
  let size = 0;
  const push = (place: number) => {
    if (dark[place] !== 1) return;
    dark[place] = 0;
    stack[size++] = place;
  };
  push(start);
  while (size > 0) {
    const place = stack[--size] ?? 0;
    const x = place % width;
    const y = (place - x) / width;
    blob.left = Math.min(blob.left, x);
    blob.right = Math.max(blob.right, x);
    blob.top = Math.min(blob.top, y);
    blob.bottom = Math.max(blob.bottom, y);
    blob.darkest = Math.min(blob.darkest, data[place] ?? 255);
    if (x > 0) push(place - 1);
    if (x < width - 1) push(place + 1);
    push(place - width);
    push(place + width);
  }
  return blob;
}
