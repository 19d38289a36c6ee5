import { Unreadable } from './failure.ts';
import type { Ocr, OcrPage } from './ocr.ts';
import { workDone } from './work.ts';

/** Work on a page, in milliseconds of processor time, after which no further pass over it is begun. */
const MUCH_MS = 9000;

/**
 * The engine for one file. Which way is up is told by a first reading of each page; asked for once more, it is not read
 * again. Where that took much already, another pass over the whole page is refused: what there is must do.
 */
export function boundedOcr(ocr: Ocr, pages: number): Ocr {
  const much = workDone() + pages * MUCH_MS;
  const first = new WeakMap<object, OcrPage>();
  return {
    ...ocr,
    async recognise(prepared, page, models) {
      const known = models === 'fin' ? first.get(prepared) : undefined;
      if (!known && workDone() > much) throw new Unreadable('reading-timed-out');
      const read = known ?? (await ocr.recognise(prepared, page, models));
      if (models === 'fin') first.set(prepared, read);
      return read;
    },
  };
}
