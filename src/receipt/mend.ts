import { plainWords } from './keywords.ts';
import { vatTable } from './vat.ts';
import { boxOf, type Line } from './words.ts';

/** Head of a VAT table: two of its column names and no sum. */
const COLUMNS =
  /VEROTON|VEROLLINEN|\bVERO\b|\bALV\b|\bMOMS\b|\bNETTO\b|\bBRUTTO\b|SKATTEFRI|\bSKATT\b|\bNET\b|\bGROSS\b|\bVAT\b/g;
/** Rows of a table that are looked at again. */
const MOST_ROWS = 4;

/** Rows under the head of a VAT table in which no row could be read: small print that is worth a second look. */
export function unreadVatRows(lines: Line[]): Line[] {
  const head = lines.findIndex(
    (line) => (plainWords(line.text).match(COLUMNS)?.length ?? 0) >= 2 && !/\d/.test(line.text),
  );
  if (head < 0) return [];
  const below = lines.slice(head + 1, head + 1 + MOST_ROWS);
  const end = below.findIndex((line) => !/\d/.test(line.text) || /\p{L}{5}/u.test(line.text));
  return below.slice(0, end < 0 ? MOST_ROWS : end).filter((line) => !isVatRow(line));
}

export const isVatRow = (line: Line): boolean => vatTable([line], null).length > 0;

/** The line with what it said when read again; every word has the place of the whole line. */
export function reread(line: Line, text: string): Line {
  const found = [...text.matchAll(/\S+/g)];
  const edges = line.words[0] ?? { left: 0, top: 0, right: 0, bottom: 0 };
  const confidence = Math.min(1, ...line.words.map((word) => word.confidence));
  const box = boxOf(line.words);
  const words = found.map(([word]) => ({ ...edges, text: word, confidence, box }));
  return { ...line, words, text, starts: found.map((each) => each.index) };
}
