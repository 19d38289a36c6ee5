import { z } from 'zod';
import type { Language } from './claim.ts';
import { type Column, columnOf, dayNamed, languageNamed, positionOf } from './import-columns.ts';
import type { RowError } from './import-views.ts';
import type { Position } from './meeting-views.ts';

/** The rows of a list of members, understood: null where a cell says nothing, an error where it says what cannot be. */

const LONGEST = 200;
const Email = z.email().max(LONGEST);

export type ImportRow = {
  row: number;
  name: string;
  email: string;
  group: string | null;
  position: Position | null;
  trade: string | null;
  termStart: string | null;
  termEnd: string | null;
  language: Language | null;
};

type Fault = { row: number; code: RowError; value: string };
type Sheet = {
  rows: ImportRow[];
  errors: Fault[];
  unknownColumns: string[];
  missingColumns: ('name' | 'email')[];
};

export function importRows([head = [], ...body]: string[][]): Sheet {
  const columns = head.map(columnOf);
  const unknownColumns = head.filter((heading, index) => heading !== '' && columns[index] === null);
  const missingColumns = (['name', 'email'] as const).filter((column) => !columns.includes(column));
  if (missingColumns.length > 0) return { rows: [], errors: [], unknownColumns, missingColumns };
  const errors: Fault[] = [];
  const rows = body.map((cells, index) => understood(index + 2, cellsByColumn(columns, cells), errors));
  return { rows, errors: [...errors, ...twice(rows)], unknownColumns, missingColumns };
}

const cellsByColumn =
  (columns: (Column | null)[], cells: string[]) =>
  (column: Column): string =>
    (cells[columns.indexOf(column)] ?? '').normalize('NFC').slice(0, LONGEST);

function understood(row: number, cell: (column: Column) => string, errors: Fault[]): ImportRow {
  const fault = (code: RowError, value: string) => errors.push({ row, code, value });
  /** Null where the cell is empty; told where it is not understood. */
  const meant = <T>(column: Column, read: (text: string) => T | null, code: RowError): T | null => {
    const text = cell(column);
    const value = text === '' ? null : read(text);
    if (text !== '' && value === null) fault(code, text);
    return value;
  };
  const name = cell('name').replace(/\s+/g, ' ');
  if (name === '') fault('name-missing', '');
  const email = cell('email').toLowerCase();
  if (!Email.safeParse(email).success) fault('email-wrong', email);
  const termStart = meant('termStart', dayNamed, 'date-wrong');
  const termEnd = meant('termEnd', dayNamed, 'date-wrong');
  if (termStart && termEnd && termEnd < termStart) fault('term-ends-before-start', termEnd);
  return {
    row,
    name,
    email,
    group: cell('group') || null,
    position: meant('position', positionOf, 'position-unknown'),
    trade: cell('trade') || null,
    termStart,
    termEnd,
    language: meant('language', languageNamed, 'language-unknown'),
  };
}

/** A person twice for the same group and term, or by two names: which row counts is not guessed. */
function twice(rows: ImportRow[]): Fault[] {
  const seen = new Set<string>();
  const names = new Map<string, string>();
  return rows.flatMap(({ row, email, name, group, termStart }) => {
    const key = [email, group, termStart].join('|');
    const isTwice = seen.has(key) || (names.get(email) ?? name) !== name;
    seen.add(key);
    names.set(email, name);
    return isTwice ? [{ row, code: 'person-twice' as const, value: email }] : [];
  });
}
