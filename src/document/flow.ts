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
  setTextMatrix,
  showText,
} from 'pdf-lib';
import type { Fonts } from './fonts.ts';
import type { Tags } from './tags.ts';
import { wrap } from './wrap.ts';

/** A4 in points, and the margins nothing is drawn outside of. The running head and foot stand in the margins' inner part. */
export const A4: [number, number] = [595.28, 841.89];
export const FRAME = { left: 56, right: 595.28 - 56, top: 841.89 - 84, bottom: 64 };
export const WIDTH = FRAME.right - FRAME.left;

export const INK = grayscale(0.08);
/** Labels and lesser text; 6:1 on white. */
export const QUIET = grayscale(0.38);
export const RULE = grayscale(0.72);
export const SHADE = grayscale(0.95);

export interface Style {
  size: number;
  bold?: boolean;
  color?: Color;
}

/** A line of text ready to be drawn. */
export interface SetLine {
  text: string;
  font: PDFFont;
  size: number;
  color: Color;
}

export const LEADING = 1.36;

/** Text from top to bottom over as many pages as it takes. `y` is the top of what comes next, in points. */
export class Flow {
  readonly doc: PDFDocument;
  readonly fonts: Fonts;
  readonly tags: Tags;
  page: PDFPage;
  y: number = FRAME.top;
  readonly #fontKeys = new Map<PDFPage, Map<PDFFont, PDFName>>();

  constructor(doc: PDFDocument, fonts: Fonts, tags: Tags) {
    this.doc = doc;
    this.fonts = fonts;
    this.tags = tags;
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

  title(text: string): void {
    this.#block('H1', text, { size: 20, bold: true }, 0);
    this.space(4);
  }

  /** A section's heading with a rule above; never left alone at a page's foot. */
  heading(text: string): void {
    this.need(64);
    this.space(14);
    this.rule(FRAME.left, this.y, WIDTH);
    this.space(7);
    this.#block('H2', text, { size: 11.5, bold: true }, 0);
    this.space(4);
  }

  paragraph(text: string, style: Partial<Style> = {}, indent = 0): void {
    this.#block('P', text, { size: 9.5, ...style }, indent);
    this.space(3);
  }

  /** Wraps text to a width in points. */
  set(text: string, style: Style, width: number): SetLine[] {
    const font = style.bold ? this.fonts.bold : this.fonts.regular;
    const { size, color = INK } = style;
    return wrap(font, this.fonts.drawable(text), size, width).map((line) => ({ text: line, font, size, color }));
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

  #block(type: 'H1' | 'H2' | 'P', text: string, style: Style, indent: number): void {
    const element = this.tags.element(type, this.tags.document);
    for (const line of this.set(text, style, WIDTH - indent)) {
      this.need(line.size * LEADING);
      this.#taggedLine(element, line, FRAME.left + indent);
    }
  }

  #taggedLine(element: PDFRef, line: SetLine, x: number): void {
    const baseline = this.y - line.size;
    this.tags.mark(this.page, element, () => this.line(line, x, baseline));
    this.y -= line.size * LEADING;
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
