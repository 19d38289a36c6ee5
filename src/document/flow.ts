import {
  beginText,
  type Color,
  endText,
  fill as fillOperator,
  grayscale,
  type PDFDocument,
  type PDFFont,
  type PDFName,
  type PDFPage,
  type PDFRef,
  rectangle,
  setFillingColor,
  setFontAndSize,
  setLineWidth,
  setStrokingColor,
  setTextMatrix,
  showText,
  stroke,
} from 'pdf-lib';
import type { Fonts } from './fonts.ts';
import { Links } from './links.ts';
import type { Bookmark } from './outline.ts';
import type { ForeignRole, Placed, SetLine, Style } from './set-line.ts';
import type { Tags } from './tags.ts';
import type { Term } from './words.ts';
import { widthOf, wrap } from './wrap.ts';

/** A4 in points, and the margins nothing is drawn outside of. The running head and foot stand in the margins' inner part. */
export const A4: [number, number] = [595.28, 841.89];
export const FRAME = { left: 56, right: 595.28 - 56, top: 841.89 - 84, bottom: 64 };
export const WIDTH = FRAME.right - FRAME.left;

export const INK = grayscale(0.08);
/** Labels and lesser text; 6:1 on white. */
export const QUIET = grayscale(0.38);
export const RULE = grayscale(0.72);
export const SHADE = grayscale(0.95);

/** Points between a term and the one beside it. */
const GAP = 5;
/** Size of the other language's term beside one of `size` points. */
const besideSize = (size: number) => Math.max(7, size * 0.72);

export const LEADING = 1.36;

/** Text from top to bottom over as many pages as it takes. `y` is the top of what comes next, in points. */
export class Flow {
  readonly doc: PDFDocument;
  readonly fonts: Fonts;
  readonly tags: Tags;
  readonly links: Links;
  /** The parts of the document in their order, for its outline. */
  readonly bookmarks: Bookmark[] = [];
  page: PDFPage;
  y: number = FRAME.top;
  readonly #fontKeys = new Map<PDFPage, Map<PDFFont, PDFName>>();

  constructor(doc: PDFDocument, fonts: Fonts, tags: Tags) {
    this.doc = doc;
    this.fonts = fonts;
    this.tags = tags;
    this.links = new Links(doc, tags);
    this.page = tags.newPage(A4);
  }

  newPage(): void {
    this.page = this.tags.newPage(A4);
    this.y = FRAME.top;
  }

  /** Goes to the next page unless `height` points are left on this one. */
  need(height: number): void {
    if (this.y - height < FRAME.bottom) this.newPage();
  }

  space(height: number): void {
    this.y -= height;
  }

  title(term: Term): void {
    this.#block('H1', this.setTerm(term, { size: 20, bold: true }, WIDTH));
    this.space(4);
  }

  /**
   * A section's heading with a rule above; never left alone at a page's foot. It stands in the outline under the
   * document or its receipts, or nowhere; by its own words unless `title` names it shorter.
   */
  heading(term: Term | string, under: Bookmark['under'] | null = 'document', title = textIn(term)): void {
    this.need(88);
    this.space(14);
    this.rule(FRAME.left, this.y, WIDTH);
    this.space(7);
    if (under) this.bookmarks.push({ title: this.fonts.drawable(title), page: this.page, y: this.y, under });
    const style = { size: 11.5, bold: true };
    this.#block('H2', typeof term === 'string' ? this.set(term, style, WIDTH) : this.setTerm(term, style, WIDTH));
    this.space(4);
  }

  paragraph(text: string, style: Partial<Style> = {}): void {
    this.#block('P', this.set(text, { size: 9.5, ...style }, WIDTH));
    this.space(3);
  }

  /** Names this place for links. */
  mark(name: string): void {
    this.links.mark(name, this.page, this.y);
  }

  /** Wraps text to a width in points. */
  set(text: string, style: Style, width: number): SetLine[] {
    const font = style.bold ? this.fonts.bold : this.fonts.regular;
    const { size, color = INK } = style;
    return wrap(font, this.fonts.drawable(text), size, width).map((line) => ({ text: line, font, size, color }));
  }

  /** A term with the other language's in small: under it, or where `behind` is asked and has room, behind it. */
  setTerm({ text, other, otherLanguage }: Term, style: Style, width: number, behind = true): SetLine[] {
    const lines = this.set(text, style, width);
    const last = lines.at(-1);
    if (last === undefined || other === '' || other.toLowerCase() === text.toLowerCase()) return lines;
    const role: ForeignRole = { type: 'Foreign', language: otherLanguage };
    const quiet = this.set(other, { size: besideSize(style.size), color: QUIET }, width).map((line) => ({
      ...line,
      role,
    }));
    const [beside, ...more] = quiet;
    const fits =
      behind &&
      beside !== undefined &&
      more.length === 0 &&
      widthOf(last.font, last.text, last.size) + GAP + widthOf(beside.font, beside.text, beside.size) <= width;
    return fits ? [...lines.slice(0, -1), { ...last, beside }] : [...lines, ...quiet];
  }

  /** Draws lines into an element of the structure: links and foreign words become elements of their own in it. */
  tagged(element: PDFRef, lines: Placed[]): void {
    const { page, tags } = this;
    for (const group of byRole(lines.flatMap(withBeside))) {
      const role = group[0]?.line.role;
      const draw = () => this.#lines(group);
      if (role === undefined) tags.mark(page, element, draw);
      else if (role.type === 'Foreign') tags.mark(page, tags.foreign(element, role.language), draw);
      else this.links.draw(page, element, role, group, (line) => this.#fontKey(page, line.font));
    }
  }

  /** Draws lines that a screen reader is not told. */
  decoration(lines: Placed[]): void {
    this.tags.artifact(this.page, () => this.#lines(lines.flatMap(withBeside)));
  }

  #lines(lines: Placed[]): void {
    for (const { line, x, y } of lines) this.line(line, x, y);
  }

  /** Draws one line with its baseline at `y`. Must stand in marked content. */
  line(line: SetLine, x: number, y: number, page = this.page): void {
    page.pushOperators(
      setFillingColor(line.color),
      beginText(),
      setFontAndSize(this.#fontKey(page, line.font), line.size),
      setTextMatrix(1, 0, 0, 1, x, y),
      showText(line.font.encodeText(line.text)),
      endText(),
    );
  }

  rule(x: number, y: number, width: number): void {
    this.fill(x, y, width, 0.6, RULE);
  }

  fill(x: number, y: number, width: number, height: number, color: Color): void {
    const { page } = this;
    this.tags.artifact(page, () =>
      page.pushOperators(setFillingColor(color), rectangle(x, y, width, height), fillOperator()),
    );
  }

  /** The outline of a box as decoration: a picture's edge, a square to tick. */
  frame(x: number, y: number, width: number, height: number, color: Color, thickness = 0.6): void {
    const { page } = this;
    this.tags.artifact(page, () =>
      page.pushOperators(setStrokingColor(color), setLineWidth(thickness), rectangle(x, y, width, height), stroke()),
    );
  }

  #block(type: 'H1' | 'H2' | 'P', lines: SetLine[]): void {
    const element = this.tags.element(type, this.tags.document);
    for (const line of lines) {
      this.need(line.size * LEADING);
      this.tagged(element, [{ line, x: FRAME.left, y: this.y - line.size }]);
      this.y -= line.size * LEADING;
    }
  }

  /** One resource name per font and page, however many lines. */
  #fontKey(page: PDFPage, font: PDFFont): PDFName {
    let keys = this.#fontKeys.get(page);
    if (keys === undefined) {
      keys = new Map();
      this.#fontKeys.set(page, keys);
    }
    let key = keys.get(font);
    if (key === undefined) {
      key = page.node.newFontDictionary('F', font.ref);
      keys.set(font, key);
    }
    return key;
  }
}

const textIn = (term: Term | string): string => (typeof term === 'string' ? term : term.text);

const withBeside = ({ line, x, y }: Placed): Placed[] =>
  line.beside === undefined
    ? [{ line, x, y }]
    : [
        { line, x, y },
        { line: line.beside, x: x + widthOf(line.font, line.text, line.size) + GAP, y },
      ];

/** Neighbours with the same role, or without one, together. */
function byRole(lines: Placed[]): Placed[][] {
  const groups: Placed[][] = [];
  for (const placed of lines) {
    const last = groups.at(-1);
    if (last !== undefined && last[0]?.line.role === placed.line.role) last.push(placed);
    else groups.push([placed]);
  }
  return groups;
}
