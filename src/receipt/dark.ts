import { measure } from './image.ts';
import type { Ink } from './ink.ts';
import type { Grey } from './picture.ts';

/** A page whose middle grey is darker than this may be a dark screen: light letters on black. */
const DARK = 100;
/** A dark screen has this many times more letters once its tones are turned round; a receipt on a dark table has not. */
const CLEARLY_MORE = 1.5;

/** A page as dark print on light paper, with what print it has. The tones of a dark screen are turned round. */
export async function onPaper(page: Grey): Promise<{ page: Grey; ink: Ink | null }> {
  const ink = await measure(page);
  if (middleGrey(page) >= DARK) return { page, ink };
  const inverted = { ...page, data: page.data.map((pixel) => 255 - pixel) };
  const other = await measure(inverted);
  const dark = (other?.letters ?? 0) > CLEARLY_MORE * (ink?.letters ?? 0);
  return dark ? { page: inverted, ink: other } : { page, ink };
}

const SAMPLES = 2001;

function middleGrey({ data }: Grey): number {
  const sample = Array.from({ length: SAMPLES }, (_, i) => data[Math.floor((i * data.length) / SAMPLES)] ?? 255);
  return sample.toSorted((a, b) => a - b)[SAMPLES >> 1] ?? 255;
}
