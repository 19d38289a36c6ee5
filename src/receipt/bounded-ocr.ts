import { Unreadable } from './failure.ts';
import type { Ocr, OcrPage } from './ocr.ts';

/** Time for a page, in milliseconds, after which no further pass over it is begun. */
const LATE_MS = 9000;

/**
 * The engine for one file. Which way is up is told by a first reading of each page; asked for once more, it is not read
 * again. Where that took too long already, another pass over the whole page is refused: what there is must do.
 */
export function boundedOcr(ocr: Ocr, pages: number): Ocr {
  const late = performance.now() + pages * LATE_MS;
  const first = new WeakMap<object, OcrPage>();
  return {
    ...ocr,
    async recognise(prepared, page, models) {
      const known = models === 'fin' ? first.get(prepared) : undefined;
      if (models !== 'fin' && performance.now() > late) throw new Unreadable('reading-timed-out');
      const read = known ?? (await ocr.recognise(prepared, page, models));
      if (models === 'fin') first.set(prepared, read);
      return read;
    },
  };
}
