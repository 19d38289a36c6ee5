import type { PDFFont } from 'pdf-lib';

const widths = new WeakMap<PDFFont, Map<string, number>>();

/** Width of one word in points at size 1, remembered: a claim repeats most of its words. */
function unitWidth(font: PDFFont, word: string): number {
  let known = widths.get(font);
  if (known === undefined) {
    known = new Map();
    widths.set(font, known);
  }
  let width = known.get(word);
  if (width === undefined) {
    width = font.widthOfTextAtSize(word, 1);
    known.set(word, width);
  }
  return width;
}

/** Width in points, word by word, as `wrap` counts it. */
export function widthOf(font: PDFFont, text: string, size: number): number {
  const words = text.split(' ');
  const spaces = (words.length - 1) * unitWidth(font, ' ');
  return size * words.reduce((sum, word) => sum + unitWidth(font, word), spaces);
}

/** Lines no wider than `width` points. Line breaks in the text stay; a word too long for a line is cut. */
export function wrap(font: PDFFont, text: string, size: number, width: number): string[] {
  return text.split('\n').flatMap((paragraph) => wrapParagraph(font, paragraph, size, width));
}

function wrapParagraph(font: PDFFont, paragraph: string, size: number, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of paragraph.split(/ +/).flatMap((long) => cut(font, long, size, width))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && widthOf(font, longer, size) > width) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  lines.push(line);
  return lines;
}

function cut(font: PDFFont, word: string, size: number, width: number): string[] {
  if (widthOf(font, word, size) <= width) return [word];
  const pieces: string[] = [];
  let piece = '';
  let used = 0;
  for (const character of word) {
    const more = widthOf(font, character, size);
    if (piece !== '' && used + more > width) {
      pieces.push(piece);
      piece = '';
      used = 0;
    }
    piece += character;
    used += more;
  }
  pieces.push(piece);
  return pieces;
}
