/**
 * What a picture of a receipt looks like, in 256 bits (havaintotiiviste / perceptuell hash), and how far two looks are
 * from each other. Pure. The bits are signs of the 16 × 16 lowest frequencies of the print; the first is always 0.
 */

/** Frequencies across and down. */
export const SIDE = 16;
export const BITS = SIDE * SIDE;
/** Two looks nearer than this are worth a finer comparison; unrelated ones are about 110 apart. */
export const NEAR = 90;
/** Two pictures are of the same paper up to this distance: measured by `node bench/looks.ts`. */
export const SAME_PAPER = 40;

/** A page: its look, and the same of the page a little narrower or wider on each edge, as a cut edge would make it. */
export type PageLook = { page: number; look: string; nearby: string[] };

/**
 * The look of the page turned by 0, 90, 180 and 270°. A cosine transform turns with its picture: rows and columns change
 * places, and frequencies that are odd across change their sign.
 */
export function turned(look: string): string[] {
  const turns = [look];
  for (let quarter = 1; quarter < 4; quarter += 1) turns.push(quarterTurn(turns[quarter - 1] ?? look));
  return turns;
}

function quarterTurn(look: string): string {
  let bits = '0';
  for (let place = 1; place < BITS; place += 1) {
    const across = place % SIDE;
    const bit = look[across * SIDE + (place - across) / SIDE];
    bits += (across & 1) === 1 ? opposite(bit) : bit;
  }
  return bits;
}

const opposite = (bit: string | undefined): string => (bit === '1' ? '0' : '1');

/** Measures from a page: bits in which its look, or one of those near it, differs from another look in any turn. */
export function distancesFrom({ look, nearby }: Pick<PageLook, 'look' | 'nearby'>): (other: string) => number {
  const ours = [look, ...nearby].map(wordsOf);
  return (other) => {
    let least = BITS;
    for (const theirs of turned(other).map(wordsOf)) {
      for (const one of ours) least = Math.min(least, differing(one, theirs));
    }
    return least;
  };
}

/** 256 bits as eight words of 32. */
const wordsOf = (look: string): Uint32Array =>
  Uint32Array.from({ length: BITS / 32 }, (_, word) => Number.parseInt(look.slice(word * 32, word * 32 + 32), 2));

function differing(one: Uint32Array, two: Uint32Array): number {
  let bits = 0;
  for (let word = 0; word < one.length; word += 1) bits += ones((one[word] ?? 0) ^ (two[word] ?? 0));
  return bits;
}

/** Counts the ones of a word by adding neighbours: pairs, then fours, then bytes. */
function ones(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
