import type { Turn } from '../claim/reading.ts';
import { onPaper } from './dark.ts';
import { Unreadable } from './failure.ts';
import { measure, type Prepared, prepare } from './image.ts';
import type { Ocr } from './ocr.ts';
import type { Grey } from './picture.ts';
import { plus, turnedBy } from './turn.ts';
import type { PageWords } from './words.ts';

/** A page ready for reading and the turn that put it upright. */
export type Upright = { prepared: Prepared; turn: Turn };

/** Below this share of letters with their neighbour beside them a page lies on its side (upright scans: 0.63 and more). */
const ON_ITS_SIDE = 0.45;
/** Above this share of well-read letters nobody asks which way is up; upside down it is 0.13 at most (60 scans). */
const READABLE = 0.3;
/** Upside down is believed only when that reads so many times better. */
const CLEARLY_BETTER = 1.5;
const WELL_READ = 0.8;
/** So much is read well by chance in any heap of signs. */
const CHANCE = 0.06;
/** Fewer letters than this tell nothing of a direction. */
const FEWEST_LETTERS = 30;
/** A dense page of A4 has some 5000 letters; more than this are noise, over which the engine would sit for a minute. */
const MOST_LETTERS = 15_000;

/**
 * Puts a page upright, whatever its file says of it: on its side by the way its letters stand to each other, upside
 * down by reading. The first reading is one that is wanted anyway, so an upright page costs some milliseconds.
 */
export async function upright(seen: Grey, number: number, ocr: Pick<Ocr, 'recognise'>): Promise<Upright> {
  const { page, ink } = await onPaper(seen);
  if (ink && ink.letters > MOST_LETTERS) return { prepared: await prepare(blank(page), null), turn: 0 };
  const turn: Turn = ink && ink.letters >= FEWEST_LETTERS && ink.along < ON_ITS_SIDE ? 90 : 0;
  const lying = await turnedBy(page, turn);
  const prepared = await prepare(lying, turn === 0 ? ink : await measure(lying));
  const read = wellRead(await ocr.recognise(prepared, number, 'fin'));
  if (read === null || read >= READABLE) return { prepared, turn };
  const over = await prepare(await turnedBy(lying, 180));
  const other = await tried(over, number, ocr);
  const isOver = other !== null && other > CLEARLY_BETTER * Math.max(read, CHANCE);
  return isOver ? { prepared: over, turn: plus(turn, 180) } : { prepared, turn };
}

/** How well the other way up reads; null when the page took so long already that it is not tried. */
async function tried(over: Prepared, number: number, ocr: Pick<Ocr, 'recognise'>): Promise<number | null> {
  try {
    return wellRead(await ocr.recognise(over, number, 'fin'));
  } catch (error) {
    if (error instanceof Unreadable) return null;
    throw error;
  }
}

const blank = (page: Grey): Grey => ({ ...page, data: new Uint8Array(page.data.length).fill(255) });

/** The share of letters in words that were read with confidence; null where there are too few to tell. */
function wellRead({ words }: PageWords): number | null {
  const letters = (some: PageWords['words']) => some.reduce((sum, word) => sum + word.text.length, 0);
  const all = letters(words);
  const good = words.filter((word) => word.confidence > WELL_READ && /[\p{L}\d]{2}/u.test(word.text));
  return all < FEWEST_LETTERS ? null : letters(good) / all;
}
