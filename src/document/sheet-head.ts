import { fill as fillOperator, rectangle, setFillingColor } from 'pdf-lib';
import encodeQR from 'qr';
import { A4, type Flow, FRAME, INK, LEADING, QUIET } from './flow.ts';

/** What stands at a fixed place on a cover sheet: the address in the window of the envelope, and the code beside it. */

const MM = 72 / 25.4;
const fromTop = (mm: number): number => A4[1] - mm * MM;

/**
 * The recipient of a Finnish business letter stands at the left margin of 20 mm, some 50 mm from the top. Windows of C5
 * and C65 envelopes differ by some millimetres and paper slides in them: three short lines between 52 and 70 mm from the
 * top, 24 mm from the left, show in a window of 20–110 mm × 45–75 mm with at least 4 mm of white around.
 */
const ADDRESS = { left: 24 * MM, top: fromTop(52), size: 12.5 };
/** Below the window: nothing else may show in it. */
export const TEXT_TOP = fromTop(84);

export function sheetAddress(flow: Flow, rows: readonly string[]): void {
  const element = flow.tags.element('P', flow.tags.document);
  const lines = flow.set(rows.join('\n'), { size: ADDRESS.size }, 86 * MM);
  lines.forEach((line, at) => {
    const y = ADDRESS.top - line.size - at * line.size * LEADING;
    flow.tags.mark(flow.page, element, () => flow.line(line, ADDRESS.left, y));
  });
}

/** A module of 1.4 mm: five pixels at 100 dpi, the coarsest an office scans by. */
const MODULE = 1.4 * MM;
/** White squares on each side of a code (ISO/IEC 18004 § 9.1). */
const QUIET_SQUARES = 4;
const QR_TOP = fromTop(25);

/**
 * The code as squares, at the right margin, with its text below for a person to type. A quarter of it may be spoilt
 * (level Q). The white around it reaches into the margin.
 */
export function sheetQr(flow: Flow, code: string, alt: string): void {
  const rows = encodeQR(code, 'raw', { ecc: 'quartile', encoding: 'alphanumeric', border: QUIET_SQUARES });
  const side = rows.length * MODULE;
  const left = FRAME.right + QUIET_SQUARES * MODULE - side;
  const box: [number, number, number, number] = [left, QR_TOP - side, left + side, QR_TOP];
  const figure = flow.tags.figure(flow.tags.document, alt, box);
  flow.tags.mark(flow.page, figure, () => {
    const squares = rows.flatMap((row, y) => runsIn(row).map(([x, length]) => squareRun(left, x, y, length)));
    // One fill for all: squares that touch leave no seam between them.
    flow.page.pushOperators(setFillingColor(INK), ...squares, fillOperator());
  });
  const element = flow.tags.element('P', flow.tags.document);
  for (const [at, line] of flow.set(code, { size: 7.5, color: QUIET }, side).entries()) {
    const y = QR_TOP - side - line.size - at * line.size * LEADING;
    flow.tags.mark(flow.page, element, () => flow.line(line, left + QUIET_SQUARES * MODULE, y));
  }
}

const squareRun = (left: number, x: number, y: number, length: number) =>
  rectangle(left + x * MODULE, QR_TOP - (y + 1) * MODULE, length * MODULE, MODULE);

/** Where dark squares stand side by side: the first of each run and how many they are. */
function runsIn(row: readonly boolean[]): [start: number, length: number][] {
  const runs: [number, number][] = [];
  row.forEach((dark, x) => {
    const last = runs.at(-1);
    if (!dark) return;
    if (last && last[0] + last[1] === x) last[1] += 1;
    else runs.push([x, 1]);
  });
  return runs;
}
