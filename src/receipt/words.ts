import type { ReceiptWord } from './outcome.ts';

/** A word with its edges in page units (pixels or points) of the deskewed page; `box` is its place on the page as seen. */
export type Word = {
  text: string;
  confidence: number;
  left: number;
  top: number;
  right: number;
  bottom: number;
  box: ReceiptWord['box'];
};

/** Words that stand beside each other. In `text` a wide gap is two blanks, so that columns never run together. */
export type Line = { page: number; words: Word[]; text: string; starts: number[]; height: number };

/** The words of one page, in any order, and where they came from. */
export type PageWords = { page: number; via: 'ocr' | 'text-layer'; words: Word[]; confidence: number };

/** A gap wider than this share of the letter height separates columns; a blank of a till's font is about one height. */
const WIDE_GAP = 1.4;

/** Rebuilds the lines of a page from the boxes of its words, top to bottom, left to right. */
export function linesOf({ page, words }: PageWords): Line[] {
  const rows: Word[][] = [];
  for (const word of words.toSorted((a, b) => middle(a) - middle(b))) {
    const row = rows.findLast((candidate) => sharesRow(candidate, word));
    if (row) row.push(word);
    else rows.push([word]);
  }
  return rows.map((row) =>
    lineOf(
      page,
      row.toSorted((a, b) => a.left - b.left),
    ),
  );
}

const middle = (word: Word): number => (word.top + word.bottom) / 2;

/** True when the word's middle lies in the height of the row's nearest word, and the other way round. */
function sharesRow(row: Word[], word: Word): boolean {
  const near = row.reduce((best, other) => (distance(other, word) < distance(best, word) ? other : best));
  const overlap = Math.min(near.bottom, word.bottom) - Math.max(near.top, word.top);
  return overlap > 0.5 * Math.min(near.bottom - near.top, word.bottom - word.top);
}

const distance = (a: Word, b: Word): number => Math.max(a.left - b.right, b.left - a.right, 0);

function lineOf(page: number, words: Word[]): Line {
  const heights = words.map((word) => word.bottom - word.top).toSorted((a, b) => a - b);
  const height = heights[Math.floor(heights.length / 2)] ?? 1;
  let text = '';
  const starts: number[] = [];
  words.forEach((word, i) => {
    const before = words[i - 1];
    if (before) text += word.left - before.right > WIDE_GAP * height ? '  ' : ' ';
    starts.push(text.length);
    text += word.text;
  });
  return { page, words, text, starts, height };
}

/** The words under the characters `from`..`to` of a line's text. */
export function wordsBetween(line: Line, from: number, to: number): Word[] {
  return line.words.filter((word, i) => {
    const start = line.starts[i] ?? 0;
    return start < to && start + word.text.length > from;
  });
}

/** The smallest box round some words, in fractions of the page. */
export function boxOf(words: Word[]): ReceiptWord['box'] {
  const left = Math.min(...words.map((word) => word.box[0]));
  const top = Math.min(...words.map((word) => word.box[1]));
  const right = Math.max(...words.map((word) => word.box[0] + word.box[2]));
  const bottom = Math.max(...words.map((word) => word.box[1] + word.box[3]));
  return [round(left), round(top), round(right - left), round(bottom - top)];
}

const round = (fraction: number): number => Math.round(Math.min(1, Math.max(0, fraction)) * 10_000) / 10_000;

/** The least confident of some words: a sum is no surer than its worst figure. */
export const confidenceOf = (words: Word[]): number => Math.min(1, ...words.map((word) => word.confidence));
