import {
  beginText,
  endText,
  type PDFContext,
  PDFHexString,
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
import { INK, LEADING, QUIET, RULE } from './flow.ts';
import type { Fonts } from './fonts.ts';
import { widthOf, wrap } from './wrap.ts';

/** What the seal's place on the page says. */
export interface SealText {
  heading: string;
  lines: string[];
  /** In clear words, large, when the key proves nothing: TESTIAVAIN. Null for a real key. */
  warning: string | null;
}

const PAD = 10;
const WARNING_SIZE = 17;
const LARGEST = 9;
const SMALLEST = 4;

/** The appearance of a filled signature field (ISO 32000-1 § 12.5.5), `width` × `height` points; fonts embedded. */
export function sealAppearance(
  context: PDFContext,
  fonts: Fonts,
  text: SealText,
  width: number,
  height: number,
): PDFRef {
  const warning = text.warning === null ? '' : fonts.drawable(text.warning);
  const warningWidth = warning === '' ? 0 : widthOf(fonts.bold, warning, WARNING_SIZE);
  const room = width - 2 * PAD - (warning === '' ? 0 : warningWidth + PAD);
  const { size, lines } = fitted(fonts, text, room, height - 2 * PAD);
  const put = (line: string, bold: boolean, at: number, x: number, y: number, color = INK) => [
    setFillingColor(color),
    beginText(),
    setFontAndSize(bold ? 'B' : 'R', at),
    setTextMatrix(1, 0, 0, 1, x, y),
    showText((bold ? fonts.bold : fonts.regular).encodeText(line)),
    endText(),
  ];
  const operators = [
    setStrokingColor(RULE),
    setLineWidth(0.8),
    rectangle(0.4, 0.4, width - 0.8, height - 0.8),
    stroke(),
    ...put(fonts.drawable(text.heading), true, size, PAD, height - PAD - size, QUIET),
    ...lines.flatMap((line, at) => put(line, false, size, PAD, height - PAD - size - (at + 1) * size * LEADING)),
    ...(warning === ''
      ? []
      : put(warning, true, WARNING_SIZE, width - PAD - warningWidth, height - PAD - WARNING_SIZE)),
  ];
  const form = context.formXObject(operators, {
    BBox: [0, 0, width, height],
    Resources: { Font: { R: fonts.regular.ref, B: fonts.bold.ref } },
  });
  return context.register(form);
}

/** The largest type at which every line is inside the box: a long name must not push the time out of it. */
function fitted(fonts: Fonts, { lines }: SealText, width: number, height: number): { size: number; lines: string[] } {
  for (let size = LARGEST; ; size -= 0.5) {
    const set = lines.flatMap((line) => wrap(fonts.regular, fonts.drawable(line), size, width));
    if ((set.length + 1) * size * LEADING <= height || size <= SMALLEST) return { size, lines: set };
  }
}

/** The same words for a screen reader. */
export const spokenSeal = ({ heading, lines, warning }: SealText): PDFHexString =>
  PDFHexString.fromText([warning, heading, ...lines].filter((part) => part !== null).join('. '));
