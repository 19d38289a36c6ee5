import type { PDFRef } from 'pdf-lib';
import { type Flow, FRAME, LEADING, QUIET, type SetLine, SHADE, type Style, WIDTH } from './flow.ts';
import { widthOf } from './wrap.ts';

/** A column: its heading and its width in points; the widths of a table add up to the text width. */
export interface Column {
  head: string;
  width: number;
  align?: 'right';
}

/** A piece of a cell: plain text, or text with a style. Each piece starts a line. */
export type Piece = string | ({ text: string } & Partial<Style>);
/** Pieces of one cell; empty ones are left out. */
export type Cell = Piece | Piece[];

const SIZE = 9;
const PAD = 4;
/** A row lower than this, in points, is not divided between pages. */
const KEPT_WHOLE = 240;

type SetCell = SetLine[];

/** A table whose heading is repeated on each page and whose long rows go on over the page's end. */
export function table(flow: Flow, columns: Column[], rows: Cell[][]): void {
  const element = flow.tags.element('Table', flow.tags.document);
  const heads = columns.map((column) => setCell(flow, { text: column.head, bold: true, size: 8.5 }, column));
  const first = rows[0]?.map((cell, at) => setCell(flow, cell, columns[at]));
  flow.need(heightOf(heads) + Math.min(KEPT_WHOLE, first ? heightOf(first) : 0));
  drawHead(flow, columns, heads, element);
  for (const row of rows) {
    const cells = columns.map((column, at) => setCell(flow, row[at] ?? '', column));
    drawRow(flow, columns, cells, element, () => repeatHead(flow, columns, heads));
  }
  flow.space(4);
}

/** Labels and values in two columns; the label is the heading of its row. Empty values are left out. */
export function facts(flow: Flow, pairs: [label: string, value: Cell][], labelWidth = 150): void {
  const columns = [
    { head: '', width: labelWidth },
    { head: '', width: WIDTH - labelWidth },
  ];
  const element = flow.tags.element('Table', flow.tags.document);
  for (const [label, value] of pairs.filter(([, value]) => piecesOf(value).length > 0)) {
    const cells = [setCell(flow, { text: label, color: QUIET }, columns[0], 0), setCell(flow, value, columns[1], 0)];
    drawSlices(flow, columns, cells, 0, 2.4, rowOf(flow, element, 'Row', 2), () => undefined);
  }
}

function piecesOf(cell: Cell): { text: string; size?: number; bold?: boolean; color?: Style['color'] }[] {
  return [cell]
    .flat()
    .map((piece) => (typeof piece === 'string' ? { text: piece } : piece))
    .filter((piece) => piece.text !== '');
}

function setCell(flow: Flow, cell: Cell, column: Column | undefined, pad = PAD): SetCell {
  const width = (column?.width ?? WIDTH) - 2 * pad;
  return piecesOf(cell).flatMap(({ text, size = SIZE, bold = false, color }) =>
    flow.set(text, color ? { size, bold, color } : { size, bold }, width),
  );
}

const linesHeight = (lines: SetCell) => lines.reduce((sum, line) => sum + line.size * LEADING, 0);
const heightOf = (cells: SetCell[], pad = PAD) => Math.max(...cells.map(linesHeight)) + 2 * pad;

function drawHead(flow: Flow, columns: Column[], heads: SetCell[], element: PDFRef): void {
  flow.fill(FRAME.left, flow.y - heightOf(heads), WIDTH, heightOf(heads), SHADE);
  const cells = rowOf(flow, element, 'Column', columns.length);
  drawSlices(flow, columns, heads, PAD, PAD, cells, () => undefined);
}

/** On the pages after the first the heading is decoration: it has been read once. */
function repeatHead(flow: Flow, columns: Column[], heads: SetCell[]): void {
  flow.fill(FRAME.left, flow.y - heightOf(heads), WIDTH, heightOf(heads), SHADE);
  flow.tags.artifact(flow.page, () => drawCells(flow, columns, heads, PAD));
  flow.y -= heightOf(heads);
}

function drawRow(flow: Flow, columns: Column[], cells: SetCell[], table: PDFRef, onNewPage: () => void): void {
  const height = heightOf(cells);
  if (height < KEPT_WHOLE && flow.y - height < FRAME.bottom) {
    flow.newPage();
    onNewPage();
  }
  drawSlices(flow, columns, cells, PAD, PAD, rowOf(flow, table, null, columns.length), onNewPage);
  flow.rule(FRAME.left, flow.y, WIDTH);
}

function rowOf(flow: Flow, table: PDFRef, scope: 'Row' | 'Column' | null, count: number): PDFRef[] {
  const row = flow.tags.element('TR', table);
  return Array.from({ length: count }, (_, at) =>
    scope === 'Column' || (scope === 'Row' && at === 0) ? flow.tags.heading(row, scope) : flow.tags.element('TD', row),
  );
}

/** Draws the cells side by side; what does not fit on this page goes on at the top of the next. */
function drawSlices(
  flow: Flow,
  columns: Column[],
  cells: SetCell[],
  padX: number,
  padY: number,
  elements: PDFRef[],
  onNewPage: () => void,
): void {
  let rest = cells;
  while (true) {
    const room = flow.y - FRAME.bottom - 2 * padY;
    const split = rest.map((lines) => fitting(lines, room));
    const now = rest.map((lines, at) => lines.slice(0, split[at]));
    now.forEach((lines, at) => {
      const element = elements[at];
      if (element === undefined || lines.length === 0) return;
      flow.tags.mark(flow.page, element, () => drawCell(flow, columns, at, lines, padX, padY));
    });
    flow.y -= heightOf(now, padY);
    rest = rest.map((lines, at) => lines.slice(split[at]));
    if (rest.every((lines) => lines.length === 0)) return;
    flow.newPage();
    onNewPage();
  }
}

/** How many of the lines fit into `room` points. */
function fitting(lines: SetCell, room: number): number {
  let used = 0;
  const over = lines.findIndex((line) => {
    used += line.size * LEADING;
    return used > room;
  });
  return over === -1 ? lines.length : over;
}

function drawCells(flow: Flow, columns: Column[], cells: SetCell[], pad: number): void {
  cells.forEach((lines, at) => {
    drawCell(flow, columns, at, lines, pad, pad);
  });
}

function drawCell(flow: Flow, columns: Column[], at: number, lines: SetCell, padX: number, padY: number): void {
  const column = columns[at];
  if (column === undefined) return;
  const left = FRAME.left + columns.slice(0, at).reduce((sum, before) => sum + before.width, 0) + padX;
  let top = flow.y - padY;
  for (const line of lines) {
    const slack = column.align === 'right' ? column.width - 2 * padX - widthOf(line.font, line.text, line.size) : 0;
    flow.line(line, left + slack, top - line.size);
    top -= line.size * LEADING;
  }
}
