import type { ReadingFailure } from '../claim/reading.ts';

/** Why reading stopped, thrown inside the reading process and told by `failure`; `read` makes an outcome of it. */
export class Unreadable extends Error {
  readonly failure: ReadingFailure;
  readonly pageCount: number | null;

  constructor(failure: ReadingFailure, pageCount: number | null = null) {
    super(failure);
    this.name = 'Unreadable';
    this.failure = failure;
    this.pageCount = pageCount;
  }
}
