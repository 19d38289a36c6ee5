import type { Reading, ReadingFailure, Turn } from '../claim/reading.ts';
import type { PageLook } from './look.ts';

/** One word as it stands on a page: confidence 0..1, box in fractions of the upright page (x, y, width, height). */
export type ReceiptWord = {
  text: string;
  page: number;
  confidence: number;
  box: [x: number, y: number, width: number, height: number];
};

/**
 * What reading one file came to. A failed reading is data, never an exception: the receipt is kept all the same. Pages
 * read from their text have no look: their words tell them apart.
 */
export type ReadOutcome =
  | { ok: true; reading: Reading; words: ReceiptWord[]; looks: PageLook[] }
  | { ok: false; failure: ReadingFailure; pageCount: number | null };

/** One page as a JPEG without metadata and how many there are, or why it cannot be shown. */
export type RenderOutcome = { ok: true; jpeg: Uint8Array; pages: number } | { ok: false; failure: ReadingFailure };

export type Progress = { page: number; pages: number };

/** What the reading process is asked to do. */
export type Task =
  | { name: 'read'; bytes: Uint8Array; pages: number }
  | { name: 'render'; bytes: Uint8Array; page: number; widthPx: number; turn: Turn };

/** What it answers: any number of progress messages, then one end. Ids tell the answers of a replaced task apart. */
export type Answer =
  | { id: number; name: 'progress'; progress: Progress }
  | { id: number; name: 'read'; outcome: ReadOutcome }
  | { id: number; name: 'render'; outcome: RenderOutcome };

/** Tells a reading process not to ask the second reader. */
export const ONE_READER = 'one-reader';

/** The reading process ends itself with this code when there is no memory left for it. */
export const OUT_OF_MEMORY = 71;

/** Refusal to draw a page, told by `failure`. */
export class PageNotShown extends Error {
  readonly failure: ReadingFailure;

  constructor(failure: ReadingFailure) {
    super(`The page cannot be shown: ${failure}`);
    this.name = 'PageNotShown';
    this.failure = failure;
  }
}
