import type { Color, PDFFont } from 'pdf-lib';

/** Text that is set: broken into lines, not yet drawn. */

export interface Style {
  size: number;
  bold?: boolean;
  color?: Color;
}

/** Words in another language than the page's. */
export interface ForeignRole {
  type: 'Foreign';
  /** BCP 47 tag. */
  language: string;
}

/** A line of text ready to be drawn. */
export interface SetLine {
  text: string;
  font: PDFFont;
  size: number;
  color: Color;
  /** What it is besides plain words of its paragraph or cell; lines with the same object belong together. */
  role?: LinkRole | ForeignRole;
  /** Smaller words behind it on the same line. */
  beside?: SetLine;
}

/** Words that lead to another place of the document and end in its page's number. */
export interface LinkRole {
  type: 'Link';
  /** Name of the place, as `Links.mark` was told it. */
  to: string;
  /** The words for a screen reader, the page's number still `{page}`. */
  says: string;
}

/** A line with the place of its baseline's start on the page, in points. */
export interface Placed {
  line: SetLine;
  x: number;
  y: number;
}
