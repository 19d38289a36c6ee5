/** Where a letter stands, in pixels. */
type Blob = { left: number; top: number; right: number; bottom: number };

/** Side of the squares that letters are sorted into, in pixels: neighbours stand in the same one or beside it. */
const SQUARE = 48;

/**
 * The share of letters whose nearest neighbour stands beside them: letters of a word stand closer than lines do, so an
 * upright page has more than half and a page on its side less. 0.5 where nothing can be told.
 */
export function shareAlong(letters: Blob[]): number {
  const squares = Map.groupBy(letters, squareOf);
  let beside = 0;
  let counted = 0;
  for (const letter of letters) {
    const nearest = nearestTo(letter, squares);
    if (!nearest) continue;
    counted += 1;
    if (Math.abs(x(nearest) - x(letter)) > Math.abs(y(nearest) - y(letter))) beside += 1;
  }
  return counted === 0 ? 0.5 : beside / counted;
}

/** Letters of one word are about this alike in height, and stand this close, in heights of the letter. */
const ALIKE = 1.25;
const CLOSE = 2;
/** Steeper than this, in radians, two letters are not of one line. */
const STEEPEST = 0.2;
/** Fewer pairs than this tell nothing. */
const FEWEST = 30;

/**
 * How the lines of an upright page slant, in radians, down to the right: the mean of the slants from a letter's foot to
 * that of the next one: each is of whole pixels, only their mean is fine enough. Null where too few letters tell.
 */
export function slantOf(letters: Blob[]): number | null {
  const squares = Map.groupBy(letters, squareOf);
  const slants: number[] = [];
  for (const letter of letters) {
    // Of those on either side the nearer would be the one at the same height: only the next one tells fairly.
    const other = nearestTo(letter, squares, (each) => each.left > letter.right);
    if (!other) continue;
    const across = x(other) - x(letter);
    const [high, low] = [heightOf(letter), heightOf(other)].toSorted((a, b) => b - a) as [number, number];
    if (high > ALIKE * low || Math.abs(across) > CLOSE * high) continue;
    const slant = Math.atan((other.bottom - letter.bottom) / across);
    if (Math.abs(slant) < STEEPEST) slants.push(slant);
  }
  if (slants.length < FEWEST) return null;
  return slants.reduce((sum, each) => sum + each, 0) / slants.length;
}

const heightOf = (blob: Blob): number => blob.bottom - blob.top + 1;
const x = (blob: Blob): number => (blob.left + blob.right) / 2;
const y = (blob: Blob): number => (blob.top + blob.bottom) / 2;
const WIDE = 100_000;
const keyOf = (column: number, row: number): number => row * WIDE + column;
const squareOf = (blob: Blob): number => keyOf(Math.floor(x(blob) / SQUARE), Math.floor(y(blob) / SQUARE));

/** The nearest of the other letters, or of those among them that `may` says. */
function nearestTo(letter: Blob, squares: Map<number, Blob[]>, may = (_other: Blob) => true): Blob | null {
  let best: Blob | null = null;
  let least = SQUARE;
  for (const row of [-1, 0, 1]) {
    for (const column of [-1, 0, 1]) {
      for (const other of squares.get(squareOf(letter) + keyOf(column, row)) ?? []) {
        const distance = Math.hypot(x(other) - x(letter), y(other) - y(letter));
        if (other === letter || distance >= least || !may(other)) continue;
        best = other;
        least = distance;
      }
    }
  }
  return best;
}
