import sharp, { type Sharp } from 'sharp';
import { Unreadable } from './failure.ts';

/** Grey pixels, one byte each, row by row. */
export type Grey = { data: Uint8Array; width: number; height: number };

/** Most pixels of a file: an A4 page at 600 dpi has 35 million. */
const MOST_PIXELS = 80_000_000;
/** Larger pages are brought down to this when opened. */
const MOST_WIDTH = 4000;
const MOST_HEIGHT = 5700;

// One file at a time is read in a process: libvips' own cache would only hold memory.
sharp.cache(false);

/** Opens an image of a stranger; damage in the data is an error, a mere warning of the decoder is not. */
function open(bytes: Uint8Array, page: number): Sharp {
  return sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error', page });
}

/** Number of pages (TIFF may have several). Throws `Unreadable`: file-broken, too-many-pixels. */
export async function countImagePages(bytes: Uint8Array): Promise<number> {
  const { pages = 1, width, height, format } = await decoded(() => open(bytes, 0).metadata());
  if (width * height > MOST_PIXELS) throw new Unreadable('too-many-pixels');
  // An animated WebP is one receipt however many frames it has.
  return format === 'tiff' ? pages : 1;
}

/** One page (from 1) upright by its EXIF orientation, on white, in grey. Throws `Unreadable`. */
export async function greyPage(bytes: Uint8Array, page: number): Promise<Grey> {
  const box = { width: MOST_WIDTH, height: MOST_HEIGHT, fit: 'inside', withoutEnlargement: true } as const;
  const upright = () => open(bytes, page - 1).autoOrient();
  const { data, info } = await decoded(() =>
    upright()
      .flatten({ background: '#fff' })
      .resize(box)
      .toColourspace('b-w')
      .raw()
      .toBuffer({ resolveWithObject: true }),
  );
  return { data: firstChannel(data, info.channels), width: info.width, height: info.height };
}

/** One page upright as a JPEG of at most `widthPx`; sharp drops all metadata unless told to keep it. */
export async function jpegPage(bytes: Uint8Array, page: number, widthPx: number): Promise<Uint8Array> {
  const box = { width: widthPx, height: 4 * widthPx, fit: 'inside', withoutEnlargement: true } as const;
  const upright = () => open(bytes, page - 1).autoOrient();
  return decoded(() => upright().flatten({ background: '#fff' }).resize(box).jpeg({ quality: 82 }).toBuffer());
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
    const tooLarge = error instanceof Error && error.message.includes('pixel limit');
    throw new Unreadable(tooLarge ? 'too-many-pixels' : 'file-broken');
  }
}
