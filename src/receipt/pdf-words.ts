import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Word } from './words.ts';

type Run = { text: string; left: number; baseline: number; width: number; height: number };

/** A letter stands this far above and below its baseline, in shares of the font size. */
const ABOVE = 0.8;
const BELOW = 0.2;
/** Runs closer than this share of the font size belong to one word: some programs print letter by letter. */
const SAME_WORD = 0.12;

/** The words of a PDF page's text layer, with boxes in points of the page as seen (turned by its /Rotate). */
export async function pdfWords(page: PDFPageProxy): Promise<Word[]> {
  const view = page.getViewport({ scale: 1 });
  const { items } = await page.getTextContent();
  const runs: Run[] = [];
  for (const item of items) {
    if (!('str' in item) || item.str.trim() === '') continue;
    const [a, b, , , e, f] = item.transform.map(Number);
    const [x, y] = view.convertToViewportPoint(e ?? 0, f ?? 0).map(Number);
    const height = item.height || Math.hypot(a ?? 0, b ?? 0);
    runs.push({ text: item.str, left: x ?? 0, baseline: y ?? 0, width: item.width, height });
  }
  return joined(runs).flatMap((run) => split(run, view.width, view.height));
}

/** Joins runs of one baseline that touch. */
function joined(runs: Run[]): Run[] {
  const result: Run[] = [];
  for (const run of runs) {
    const last = result.at(-1);
    if (last && touches(last, run)) {
      last.text += run.text;
      last.width = run.left + run.width - last.left;
    } else result.push({ ...run });
  }
  return result;
}

function touches(last: Run, run: Run): boolean {
  const gap = run.left - (last.left + last.width);
  const level = Math.abs(run.baseline - last.baseline) < 0.2 * run.height;
  return level && Math.abs(gap) < SAME_WORD * run.height && Math.abs(run.height - last.height) < 0.2 * run.height;
}

/** Cuts a run at its blanks; a word's place in it is taken from its share of the characters. */
function split(run: Run, pageWidth: number, pageHeight: number): Word[] {
  return [...run.text.matchAll(/\S+/g)].map((found) => {
    const left = run.left + (found.index / run.text.length) * run.width;
    const right = left + (found[0].length / run.text.length) * run.width;
    const top = run.baseline - ABOVE * run.height;
    const bottom = run.baseline + BELOW * run.height;
    const box: Word['box'] = [
      left / pageWidth,
      top / pageHeight,
      (right - left) / pageWidth,
      (bottom - top) / pageHeight,
    ];
    return { text: found[0], confidence: 1, left, top, right, bottom, box };
  });
}
