import { dsvFormat } from 'd3-dsv';
import type { Posting } from './postings.ts';

/**
 * A payment batch as a table, one row per posting. Two forms: for Finnish Excel (semicolon, decimal comma, UTF-8 with
 * byte order mark, CRLF), and for machines (RFC 4180: comma, decimal point, ISO dates, UTF-8). Columns: docs/batch-csv.md.
 */

export type CsvForm = 'csv-excel' | 'csv';
export type NumberedPosting = Posting & { batchNumber: number; row: number };
type Field = keyof NumberedPosting;
/** From a field as text (ISO dates, whole cents, empty for null) to a cell. */
type Write = (cell: string) => string;
type Column = { name: string; field: Field; excel?: Write; plain?: Write };

const comma: Write = (cell) => cell.replace('.', ',');
const asIs = (name: string, field: Field): Column => ({ name, field });
/** Text that people wrote. */
const words = (name: string, field: Field): Column => ({ name, field, excel: (cell) => guarded(cell) });
const day = (name: string, field: Field): Column => ({ name, field, excel: (cell) => finnishDay(cell) });
const number = (name: string, field: Field): Column => ({ name, field, excel: comma });
const sum = (name: string, field: Field): Column => ({
  name,
  field,
  excel: (cell) => comma(eurosOf(cell)),
  plain: (cell) => eurosOf(cell),
});

const columns: readonly Column[] = [
  asIs('era', 'batchNumber'),
  asIs('rivi', 'row'),
  asIs('matkalasku', 'claimNumber'),
  asIs('versio', 'version'),
  words('saaja', 'claimant'),
  asIs('iban', 'iban'),
  words('ryhma', 'group'),
  words('kokous', 'meeting'),
  day('kokouspaiva', 'meetingDate'),
  asIs('laji', 'kind'),
  day('paiva', 'date'),
  number('maara', 'quantity'),
  sum('yksikkohinta', 'unitCents'),
  asIs('tili', 'account'),
  words('toimintayksikko', 'operatingUnit'),
  words('seurantakohde', 'followUpObject'),
  words('projekti', 'project'),
  number('alv_prosentti', 'vatRate'),
  sum('alv', 'vatCents'),
  sum('summa', 'cents'),
  asIs('valuutta', 'currency'),
  asIs('viite', 'reference'),
  words('saantopykala', 'cite'),
  asIs('saantopaketti', 'packs'),
  asIs('oikaisee_eraa', 'corrects'),
];

export const csvColumns: readonly string[] = columns.map(({ name }) => name);
/** What a row has to hold, in this order, for `csvText`. */
export const csvFields: readonly Field[] = columns.map(({ field }) => field);

const BYTE_ORDER_MARK = '\uFEFF';
const END = '\r\n';
const forms = {
  'csv-excel': { format: dsvFormat(';'), begin: BYTE_ORDER_MARK },
  csv: { format: dsvFormat(','), begin: '' },
};

export const csvMediaType = 'text/csv; charset=utf-8; header=present';

/**
 * The file in pieces of text, a page of rows at a time: what is held in memory does not grow with the file. A row is its
 * `csvFields` as text.
 */
export async function* csvText(pages: AsyncIterable<readonly string[][]>, form: CsvForm): AsyncGenerator<string> {
  const { format, begin } = forms[form];
  const writes = columns.flatMap((column, at) => {
    const write = form === 'csv' ? column.plain : column.excel;
    return write ? [[at, write] as const] : [];
  });
  yield begin + format.formatRow([...csvColumns]) + END;
  for await (const page of pages) {
    for (const row of page) {
      for (const [at, write] of writes) row[at] = write(row[at] ?? '');
    }
    if (page.length > 0) yield `${page.map((row) => format.formatRow(row)).join(END)}${END}`;
  }
}

/** Whole cents, or cents with fractions, as text; empty stays empty. */
function eurosOf(cents: string): string {
  if (cents === '') return '';
  return cents.includes('.') ? euros(Number(cents)) : eurosOfWhole(cents);
}

function eurosOfWhole(cents: string): string {
  const isNegative = cents.startsWith('-');
  const digits = (isNegative ? cents.slice(1) : cents).padStart(3, '0');
  return `${isNegative ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** A sum in euro; fractions of a cent, as in a rate by the kilometre, keep their digits. */
export const euros = (cents: number): string =>
  Number.isInteger(cents) ? eurosOfWhole(String(cents)) : (cents / 100).toFixed(4);

const finnishDay = (date: string): string =>
  `${Number(date.slice(8, 10))}.${Number(date.slice(5, 7))}.${date.slice(0, 4)}`;

/**
 * Text people wrote, made harmless for a spreadsheet, which would run a cell that begins like a formula: an apostrophe
 * goes before it, and before an apostrophe, so that taking one leading apostrophe off gives the value back. Line breaks
 * become blanks. The form for machines holds the value itself.
 */
const FORMULA = /^\s*['=+\-@＝＋－＠]/;
const guarded = (text: string): string => {
  if (!/[\s'=+\-@＝＋－＠]/.test(text)) return text;
  const oneLine = text.replace(/[\r\n\t]+/g, ' ');
  return FORMULA.test(oneLine) ? `'${oneLine}` : oneLine;
};
