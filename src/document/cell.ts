import { type Flow, QUIET } from './flow.ts';
import { LINK, PAGE, RESERVED } from './links.ts';
import type { SetLine, Style } from './set-line.ts';
import type { Term, Words } from './words.ts';

/** A piece with a style: plain words, a term with the other language's beside it, or words that lead elsewhere. */
export interface StyledPiece extends Partial<Style>, Partial<Pick<Term, 'other' | 'otherLanguage'>> {
  text: string;
  /** The other term stands under this one even where it has room behind it. */
  under?: boolean;
  /** Name of the place the words lead to; they hold `{page}` at their end. */
  to?: string;
}

/** A piece of a cell. Each piece starts a line. */
export type Piece = string | StyledPiece;
/** Pieces of one cell; empty ones are left out. */
export type Cell = Piece | Piece[];
export type SetCell = SetLine[];

const SIZE = 9;

/** Small, quiet type for what is not the matter itself. */
export const small = (text: string): StyledPiece => ({ text, size: 8, color: QUIET });

/** Words that lead to a place and name its page: `Tosite 1, s. 5`. */
export const linked = ({ texts }: Words, label: string, to: string, size = SIZE): StyledPiece => ({
  text: `${label}, ${texts.page}\u00a0${PAGE}`,
  to,
  size,
  color: LINK,
});

export const piecesOf = (cell: Cell): StyledPiece[] =>
  [cell]
    .flat()
    .map((piece) => (typeof piece === 'string' ? { text: piece } : piece))
    .filter((piece) => piece.text !== '');

/** The lines of a cell, no wider than `width` points. */
export const setCell = (flow: Flow, cell: Cell, width: number): SetCell =>
  piecesOf(cell).flatMap((piece) => setPiece(flow, piece, width));

function setPiece(flow: Flow, piece: StyledPiece, width: number): SetLine[] {
  const { text, size = SIZE, bold = false, color, other = '', otherLanguage = '', under = false, to } = piece;
  const style: Style = color ? { size, bold, color } : { size, bold };
  if (other !== '') return flow.setTerm({ text, other, otherLanguage }, style, width, !under);
  if (to === undefined) return flow.set(text, style, width);
  const role = { type: 'Link', to, says: text } as const;
  return flow.set(text.replace(PAGE, RESERVED), style, width).map((line) => ({ ...line, role }));
}
