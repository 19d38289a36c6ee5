import type { Grey } from './picture.ts';
import type { Place } from './second-boxes.ts';

/** A line cut out of a picture, straight and of the height the letter reader wants; 0 is middle grey, 1 white. */
export type Strip = { data: Float32Array; width: number; height: number };

export const STRIP_HEIGHT = 48;
/** Longest line, in pixels: some 100 letters. */
const MOST_WIDTH = 2000;

/** Cuts a slanted line out; each point is the mean of the four nearest by their distance. */
export function stripOf(grey: Grey, place: Place): Strip {
  const scale = STRIP_HEIGHT / place.height;
  const width = Math.min(MOST_WIDTH, Math.max(16, 8 * Math.ceil((place.width * scale) / 8)));
  const data = new Float32Array(3 * STRIP_HEIGHT * width);
  const cos = Math.cos(place.slant);
  const sin = Math.sin(place.slant);
  const size = STRIP_HEIGHT * width;
  for (let row = 0; row < STRIP_HEIGHT; row += 1) {
    const v = ((row + 0.5) / STRIP_HEIGHT - 0.5) * place.height;
    for (let column = 0; column < width; column += 1) {
      const u = ((column + 0.5) / width - 0.5) * place.width;
      const level = greyAt(grey, place.x + u * cos - v * sin - 0.5, place.y + u * sin + v * cos - 0.5) / 127.5 - 1;
      const at = row * width + column;
      data[at] = level;
      data[at + size] = level;
      data[at + 2 * size] = level;
    }
  }
  return { data, width, height: STRIP_HEIGHT };
}

/** Grey between four pixels; outside the picture is white. */
function greyAt({ data, width, height }: Grey, x: number, y: number): number {
  const left = Math.floor(x);
  const top = Math.floor(y);
  const dx = x - left;
  const dy = y - top;
  const at = (px: number, py: number) =>
    px < 0 || py < 0 || px >= width || py >= height ? 255 : (data[py * width + px] ?? 255);
  const above = at(left, top) * (1 - dx) + at(left + 1, top) * dx;
  const below = at(left, top + 1) * (1 - dx) + at(left + 1, top + 1) * dx;
  return above * (1 - dy) + below * dy;
}
