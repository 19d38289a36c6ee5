import type { PDFRef } from 'pdf-lib';
import { type Cell, piecesOf, type SetCell, setCell } from './cell.ts';
import { type Flow, FRAME, INK, LEADING, QUIET, SHADE, WIDTH } from './flow.ts';
import type { Placed } from './set-line.ts';
import type { Term } from './words.ts';
import { widthOf } from './wrap.ts';

/** A column: its heading and its width in points; the widths of a table add up to the text width. */
export interface Column {
  head: Term;
  width: number;
  align?: 'right';
  /** Points; smaller where many columns share the page. */
  headSize?: number;
  /** A square to tick on paper stands in it, whatever the cell says. */
  box?: true;
}

/** The cells of a row, and the name by which links find it. */
export interface Row {
  place: string;
  cells: Cell[];
}

const PAD = 4;
const HEAD_SIZE = 8.5;
/** A row lower than this, in points, is not divided between pages. */
const KEPT_WHOLE = 240;
/** A row that is divided begins with at least this much of it, in points. */
const BEGUN = 40;

/** Points a section's heading takes above its table, its rule and the space around it included. */
const HEADING_HEIGHT = 42;

type Width = Pick<Column, 'width' | 'align' | 'box'>;

/** A table whose heading is repeated on each page and whose long rows go on over the page's end. */
export function table(flow: Flow, columns: Column[], rows: (Cell[] | Row)[]): void {
  const element = flow.tags.element('Table', flow.tags.document);
  const heads = setHeads(flow, columns);
  flow.need(beginning(flow, columns, rows[0]));
  drawHead(flow, columns, heads, element);
  for (const row of rows) {
    const place = Array.isArray(row) ? null : row.place;
    drawRow(flow, columns, setRow(flow, columns, row), element, place, () => repeatHead(flow, columns, heads));
  }
  flow.space(4);
}

const setHeads = (flow: Flow, columns: Column[]): SetCell[] =>
  columns.map((column) =>
    setCell(flow, { ...column.head, bold: true, size: column.headSize ?? HEAD_SIZE, under: true }, inner(column)),
  );

function setRow(flow: Flow, columns: Column[], row: Cell[] | Row): SetCell[] {
  const cells = Array.isArray(row) ? row : row.cells;
  return columns.map((column, at) => setCell(flow, cells[at] ?? '', inner(column)));
}

/** Points a table needs to begin: its heading, and its first row as far as that is kept together. */
const beginning = (flow: Flow, columns: Column[], first: Cell[] | Row | undefined): number =>
  heightOf(setHeads(flow, columns)) + Math.min(KEPT_WHOLE, first ? heightOf(setRow(flow, columns, first)) : 0);

const inner = ({ width }: Width, pad = PAD): number => width - 2 * pad;

/** A table under the heading of its section; the heading is on the page of the first row. */
export function section(flow: Flow, heading: Term, columns: Column[], rows: (Cell[] | Row)[]): void {
  const [first] = rows;
  flow.need(HEADING_HEIGHT + beginning(flow, columns, first));
  flow.heading(heading);
  table(flow, columns, rows);
}

type Fact = [label: string | Term, value: Cell];

/** Labels and values in two columns; the label is the heading of its row. Empty values are left out. */
export const facts = (flow: Flow, pairs: Fact[], labelWidth = 150): void =>
  labelled(flow, pairs, [{ width: labelWidth }, { width: WIDTH - labelWidth }]);

/** The same with sums, which stand under each other to the right. */
export const sums = (flow: Flow, pairs: Fact[]): void =>
  labelled(flow, pairs, [{ width: WIDTH - 120 }, { width: 120 - PAD, align: 'right' }]);

function labelled(flow: Flow, pairs: Fact[], columns: [Width, Width]): void {
  const element = flow.tags.element('Table', flow.tags.document);
  for (const [label, value] of pairs.filter(([, value]) => piecesOf(value).length > 0)) {
    const named = typeof label === 'string' ? { text: label } : label;
    const cells = [
      // A little less than the column: two labels never touch their values.
      setCell(flow, { ...named, color: QUIET }, columns[0].width - PAD),
      setCell(flow, value, columns[1].width),
    ];
    drawSlices(flow, columns, cells, 0, 2.4, rowOf(flow, element, 'Row', 2), () => undefined);
  }
}

const linesHeight = (lines: SetCell) => lines.reduce((sum, line) => sum + line.size * LEADING, 0);
const heightOf = (cells: SetCell[], pad = PAD) => Math.max(...cells.map(linesHeight)) + 2 * pad;

function drawHead(flow: Flow, columns: Width[], heads: SetCell[], element: PDFRef): void {
  flow.fill(FRAME.left, flow.y - heightOf(heads), WIDTH, heightOf(heads), SHADE);
  const cells = rowOf(flow, element, 'Column', columns.length);
  drawSlices(flow, columns, heads, PAD, PAD, cells, () => undefined);
}

/** On the pages after the first the heading is decoration: it has been read once. */
function repeatHead(flow: Flow, columns: Width[], heads: SetCell[]): void {
  flow.fill(FRAME.left, flow.y - heightOf(heads), WIDTH, heightOf(heads), SHADE);
  const lines = heads.flatMap((head, at) => placed(flow, columns, at, head, PAD, PAD));
  flow.decoration(lines);
  flow.y -= heightOf(heads);
}

function drawRow(
  flow: Flow,
  columns: Width[],
  cells: SetCell[],
  table: PDFRef,
  place: string | null,
  onNewPage: () => void,
): void {
  const height = heightOf(cells);
  if (flow.y - (height < KEPT_WHOLE ? height : BEGUN) < FRAME.bottom) {
    flow.newPage();
    onNewPage();
  }
  if (place !== null) flow.mark(place);
  drawBoxes(flow, columns);
  drawSlices(flow, columns, cells, PAD, PAD, rowOf(flow, table, null, columns.length), onNewPage);
  flow.rule(FRAME.left, flow.y, WIDTH);
}

const BOX = 11;

function drawBoxes(flow: Flow, columns: Width[]): void {
  let left = FRAME.left;
  for (const { box, width } of columns) {
    if (box) flow.frame(left + PAD, flow.y - PAD - BOX, BOX, BOX, INK, 0.9);
    left += width;
  }
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
  columns: Width[],
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
      flow.tagged(element, placed(flow, columns, at, lines, padX, padY));
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

/** Where the lines of a cell stand; its top is the flow's place. */
function placed(flow: Flow, columns: Width[], at: number, lines: SetCell, padX: number, padY: number): Placed[] {
  const column = columns[at];
  if (column === undefined) return [];
  const left = FRAME.left + columns.slice(0, at).reduce((sum, before) => sum + before.width, 0) + padX;
  let top = flow.y - padY;
  return lines.map((line) => {
    const slack = column.align === 'right' ? inner(column, padX) - widthOf(line.font, line.text, line.size) : 0;
    const y = top - line.size;
    top -= line.size * LEADING;
    return { line, x: left + slack, y };
  });
}
