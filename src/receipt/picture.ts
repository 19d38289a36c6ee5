import sharp, { type Sharp } from 'sharp';
import type { Turn } from '../claim/reading.ts';
import { Unreadable } from './failure.ts';
import { heicPixels, MOST_HEIC_PIXELS } from './heic.ts';

/** Grey pixels, one byte each, row by row. */
export type Grey = { data: Uint8Array; width: number; height: number };

/** An opened image. Pages are counted from 1 and upright by the orientation the file itself tells. */
export type Picture = {
  pages: number;
  /** True once a page could be had only by overlooking damage: the file was cut off, say. */
  isDamaged: () => boolean;
  /** A page on white, in grey. Throws `Unreadable`. */
  grey: (page: number) => Promise<Grey>;
  /** A page as a JPEG of at most `widthPx`, turned; sharp drops all metadata unless told to keep it. Throws `Unreadable`. */
  jpeg: (page: number, widthPx: number, turn: Turn) => Promise<Uint8Array>;
};

/** Most pixels of a file: an A4 page at 600 dpi has 35 million. */
const MOST_PIXELS = 80_000_000;
/** Larger pages are brought down to this when opened. */
const MOST_WIDTH = 4000;
const MOST_HEIGHT = 5700;

// One file at a time is read in a process: libvips' own cache would only hold memory, more threads more of it.
sharp.cache(false);
sharp.concurrency(1);

/** Gives one page of a file to sharp; `forgiving` takes what is left of a damaged one. */
type Opener = (page: number, forgiving: boolean) => Sharp;

/** Opens a picture of a stranger. Throws `Unreadable`: file-broken, too-many-pixels. */
export async function openPicture(bytes: Uint8Array): Promise<Picture> {
  const open: Opener = (page, forgiving) =>
    sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: forgiving ? 'none' : 'error', page: page - 1 });
  const { pages = 1, width, height, format, compression } = await decoded(() => open(1, true).metadata());
  if (width * height > MOST_PIXELS) throw new Unreadable('too-many-pixels');
  if (compression === 'hevc') return pictureFrom(1, await heicOpener(bytes, width * height));
  // Only a TIFF's pages are pages: of an animation or a row of photos the first stands for the receipt.
  return pictureFrom(format === 'tiff' ? pages : 1, open);
}

/** sharp tells the size of an iPhone's picture but cannot decode it. Its own turns are in the pixels. */
async function heicOpener(bytes: Uint8Array, pixels: number): Promise<Opener> {
  if (pixels > MOST_HEIC_PIXELS) throw new Unreadable('too-many-pixels');
  const { data, width, height } = await decoded(() => heicPixels(bytes));
  return () => sharp(data, { raw: { width, height, channels: 4 } });
}

function pictureFrom(pages: number, open: Opener): Picture {
  let damaged = false;
  /** Whole first; only what cannot be had whole is taken as it is. */
  async function page<T>(number: number, work: (image: Sharp) => Promise<T>): Promise<T> {
    const whole = () => work(open(number, false).autoOrient().flatten({ background: '#fff' }));
    const rest = () => work(open(number, true).autoOrient().flatten({ background: '#fff' }));
    return decoded(whole).catch(async (error: unknown) => {
      if (error instanceof Unreadable && error.failure !== 'file-broken') throw error;
      const result = await decoded(rest);
      damaged = true;
      return result;
    });
  }
  return {
    pages,
    isDamaged: () => damaged,
    grey: (number) => page(number, greyOf),
    jpeg: (number, widthPx, turn) => page(number, (image) => jpegOf(image, widthPx, turn)),
  };
}

async function greyOf(image: Sharp): Promise<Grey> {
  const { data, info } = await image
    .resize({ width: MOST_WIDTH, height: MOST_HEIGHT, fit: 'inside', withoutEnlargement: true })
    .toColourspace('b-w')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  return { data: firstChannel(data, info.channels), width: info.width, height: info.height };
}

/** Width and height change places with a quarter turn, so the limits do before it. */
async function jpegOf(image: Sharp, widthPx: number, turn: Turn): Promise<Uint8Array> {
  const [width, height] = turn % 180 === 0 ? [widthPx, 4 * widthPx] : [4 * widthPx, widthPx];
  const box = { width, height, fit: 'inside', withoutEnlargement: true } as const;
  const small = image.resize(box).toColourspace('srgb');
  if (turn === 0) return small.jpeg({ quality: 82 }).toBuffer();
  // sharp turns before it resizes whatever the order of the calls, hence two steps.
  const { data, info } = await small.raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
  const { width: wide, height: high, channels } = info;
  return sharp(data, { raw: { width: wide, height: high, channels } })
    .rotate(turn)
    .jpeg({ quality: 82 })
    .toBuffer();
}

function firstChannel(data: Uint8Array, channels: number): Uint8Array {
  if (channels === 1) return data;
  return Uint8Array.from({ length: data.length / channels }, (_, i) => data[i * channels] ?? 0);
}

/** Runs a decoder on a stranger's bytes: what it throws says how the file is bad. */
async function decoded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const tooLarge = error instanceof Error && /pixel limit|too large|exceeds/i.test(error.message);
    throw new Unreadable(tooLarge ? 'too-many-pixels' : 'file-broken');
  }
}
