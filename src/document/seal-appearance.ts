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
import { fill } from './words.ts';
import { widthOf, wrap } from './wrap.ts';

/** What the seal's place on the page says. */
export interface SealText {
  heading: string;
  lines: string[];
  /** In clear words, large, when the key proves nothing: TESTIAVAIN. Null for a real key. */
  warning: string | null;
  /** Sentences under the lines, each of which may be left out for want of room. */
  settled?: string[];
  /** Says with `{n}` how many of those were left out. */
  more?: string;
}

const PAD = 10;
const WARNING_SIZE = 17;
const LARGEST = 9;
const SMALLEST = 4;
/** Smallest type before sentences are left out. */
const SMALLEST_SETTLED = 6.5;

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
  const { size, lines } = fitted(fonts, text, { room, width: width - 2 * PAD, height: height - 2 * PAD });
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

/** `room` is the width beside the warning, `width` the whole; in points. */
type Box = { room: number; width: number; height: number };
type Fitted = { size: number; lines: string[] };

/**
 * The largest type at which every line is inside the box: a long name must not push the time out of it. Where even small
 * type has not room for every settled finding, as many as fit and how many more there are.
 */
export function fitted(fonts: Fonts, text: SealText, box: Box): Fitted {
  const { settled = [] } = text;
  const smallest = settled.length > 0 ? SMALLEST_SETTLED : SMALLEST;
  const whole = atSizes(fonts, text, settled, box, smallest);
  if (whole !== null) return whole;
  for (let kept = settled.length - 1; kept >= 0; kept--) {
    const some = [...settled.slice(0, kept), fill(text.more ?? '', { n: settled.length - kept })];
    const set = setAt(fonts, text, some, box, smallest);
    if (fits(set, box)) return set;
  }
  return atSizes(fonts, text, [], box, SMALLEST) ?? setAt(fonts, text, [], box, SMALLEST);
}

function atSizes(fonts: Fonts, text: SealText, settled: string[], box: Box, smallest: number): Fitted | null {
  for (let size = LARGEST; size >= smallest; size -= 0.5) {
    const set = setAt(fonts, text, settled, box, size);
    if (fits(set, box)) return set;
  }
  return null;
}

/** One line more than the lines: the heading. */
const fits = ({ size, lines }: Fitted, { height }: Box) => (lines.length + 1) * size * LEADING <= height;

function setAt(fonts: Fonts, { lines }: SealText, settled: string[], { room, width }: Box, size: number): Fitted {
  const set = (text: string, within: number) => wrap(fonts.regular, fonts.drawable(text), size, within);
  return {
    size,
    lines: [...lines.flatMap((line) => set(line, room)), ...settled.flatMap((line) => set(line, width))],
  };
}

/** The same words for a screen reader. */
export const spokenSeal = ({ heading, lines, warning, settled = [] }: SealText): PDFHexString =>
  PDFHexString.fromText([warning, heading, ...lines, ...settled].filter((part) => part !== null).join('. '));
