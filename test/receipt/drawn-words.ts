import type { PageWords, Word } from '../../src/receipt/words.ts';

/** A page of words from lines of text, one blank a letter wide, as a till prints them. */
export function drawnPage(rows: string[], how: { via?: 'ocr' | 'text-layer'; confidence?: number } = {}): PageWords {
  const { via = 'ocr', confidence = 0.95 } = how;
  const words = rows.flatMap((row, line) => [...row.matchAll(/\S+/g)].map((found) => wordAt(found, line, confidence)));
  return { page: 1, via, words, confidence };
}

function wordAt(found: RegExpExecArray, line: number, confidence: number): Word {
  const left = found.index * 10;
  const right = left + found[0].length * 10;
  const edges = { left, right, top: line * 20, bottom: line * 20 + 12 };
  return { text: found[0], confidence, ...edges, box: [left / 1000, line / 100, (right - left) / 1000, 0.01] };
}
