import sharp from 'sharp';
import type { Turn } from '../claim/reading.ts';
import type { Grey } from './picture.ts';

/** A page turned clockwise by quarter turns. */
export async function turnedBy(grey: Grey, turn: Turn): Promise<Grey> {
  if (turn === 0) return grey;
  const { data, info } = await sharp(grey.data, { raw: { width: grey.width, height: grey.height, channels: 1 } })
    .rotate(turn)
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

/** One turn after another. */
export const plus = (turn: Turn, more: Turn): Turn => ((turn + more) % 360) as Turn;
