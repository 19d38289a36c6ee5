import {
  beginText,
  endText,
  type PDFArray,
  type PDFDict,
  type PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  PDFOperator,
  PDFOperatorNames,
  type PDFPage,
  type PDFRef,
  rgb,
  setFillingColor,
  setFontAndSize,
  setTextMatrix,
} from 'pdf-lib';
import type { LinkRole, Placed, SetLine } from './set-line.ts';
import type { Tags } from './tags.ts';
import { widthOf } from './wrap.ts';

/** Dark blue, 9:1 on white. */
export const LINK = rgb(0.06, 0.25, 0.5);
/** Where the number of a page not yet known will stand. The digits of the font are all as wide as `0`. */
export const PAGE = '{page}';
/** Room kept for the number: no claim has more than 999 pages. */
export const RESERVED = '000';

/** Annotation flag Print (ISO 32000-1 § 12.5.3): PDF/A asks it of every annotation. */
const PRINT = 4;
/** Points between a place and the edge of the window that shows it. */
const ABOVE = 12;

type Place = { page: PDFPage; y: number };
type Pending = { role: LinkRole; annotation: PDFDict; late: { line: SetLine; text: PDFArray } | null };

/**
 * Links inside a document. Where a place comes to stand is known only when all is drawn: the room for its page's number
 * is kept, and `finish` writes the numbers and the destinations.
 */
export class Links {
  readonly #doc: PDFDocument;
  readonly #tags: Tags;
  readonly #places = new Map<string, Place>();
  readonly #pending: Pending[] = [];

  constructor(doc: PDFDocument, tags: Tags) {
    this.#doc = doc;
    this.#tags = tags;
  }

  /** Names a place; `y` is its top in points. The first with a name counts. */
  mark(name: string, page: PDFPage, y: number): void {
    if (!this.#places.has(name)) this.#places.set(name, { page, y });
  }

  /** Draws the lines of one link, tagged and clickable. `font` gives the name of a line's font on the page. */
  draw(page: PDFPage, parent: PDFRef, role: LinkRole, lines: Placed[], font: (line: SetLine) => PDFName): void {
    const { context } = this.#doc;
    const element = this.#tags.element('Link', parent);
    const annotation = context.obj({
      Type: 'Annot',
      Subtype: 'Link',
      Rect: around(lines),
      Border: [0, 0, 0],
      F: PRINT,
      P: page.ref,
    });
    let late: Pending['late'] = null;
    this.#tags.mark(page, element, () => {
      for (const placed of lines) {
        const text = context.obj([]) as PDFArray;
        page.pushOperators(...showing(placed, font(placed.line), text));
        const isLast = placed === lines.at(-1);
        if (isLast && placed.line.text.endsWith(RESERVED)) late = { line: placed.line, text };
        else text.push(placed.line.font.encodeText(placed.line.text));
      }
    });
    const ref = context.register(annotation);
    annotation.set(PDFName.of('StructParent'), PDFNumber.of(this.#tags.link(page, element, ref)));
    page.node.addAnnot(ref);
    this.#pending.push({ role, annotation, late });
  }

  /** A place as a destination (ISO 32000-1 § 12.3.2): the page at its own zoom, the place at the window's top. */
  destination({ page, y }: Place): PDFArray {
    return this.#doc.context.obj([page.ref, 'XYZ', null, y + ABOVE, null]) as PDFArray;
  }

  /** Writes the pages' numbers and where each link leads; call once, when everything is drawn. */
  finish(): void {
    const numbers = new Map(this.#doc.getPages().map((page, at) => [page, String(at + 1)]));
    for (const { role, annotation, late } of this.#pending) {
      const place = this.#places.get(role.to);
      if (place === undefined) throw new Error(`nothing is marked as ${role.to}`);
      const number = numbers.get(place.page) ?? '';
      annotation.set(PDFName.of('Dest'), this.destination(place));
      annotation.set(PDFName.of('Contents'), PDFHexString.fromText(role.says.replace(PAGE, number)));
      if (late === null) continue;
      const { line, text } = late;
      text.push(line.font.encodeText(line.text.slice(0, -RESERVED.length) + number));
    }
  }
}

const showing = ({ line, x, y }: Placed, font: PDFName, text: PDFArray): PDFOperator[] => [
  setFillingColor(line.color),
  beginText(),
  setFontAndSize(font, line.size),
  setTextMatrix(1, 0, 0, 1, x, y),
  PDFOperator.of(PDFOperatorNames.ShowTextAdjusted, [text]),
  endText(),
];

/** The box round the lines: left, bottom, right, top. */
function around(lines: Placed[]): number[] {
  return [
    Math.min(...lines.map(({ x }) => x)),
    Math.min(...lines.map(({ line, y }) => y - line.size * 0.25)),
    Math.max(...lines.map(({ line, x }) => x + widthOf(line.font, line.text, line.size))),
    Math.max(...lines.map(({ line, y }) => y + line.size * 0.9)),
  ];
}
