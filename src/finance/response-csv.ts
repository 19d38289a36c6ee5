import { CsvError, type Info, parse } from 'csv-parse/sync';
import { type Fault, type FaultCode, fault, UnreadableResponse } from '../claim/response-faults.ts';
import { type Answer, type AnswerStatus, MOST_ANSWERS } from './answer.ts';
import { batchOfReference } from './response-reference.ts';

/** The answer as CSV: `viite;summa;tila;paiva;syy`, either separator, in any order of columns. Columns: docs/batch-csv.md. */

const needed = ['viite', 'summa', 'tila'] as const;
const MOST_COLUMNS_BYTES = 4_000;

const statuses: Record<string, AnswerStatus> = {
  maksettu: 'paid',
  hylätty: 'rejected',
  palautunut: 'returned',
  odottaa: 'pending',
  betald: 'paid',
  avvisad: 'rejected',
  returnerad: 'returned',
  väntar: 'pending',
  paid: 'paid',
  rejected: 'rejected',
  returned: 'returned',
  pending: 'pending',
};

type Row = { record: string[]; line: number };

export function csvAnswers(text: string): Answer[] {
  const [head, ...rows] = recordsOf(text);
  const names = (head?.record ?? []).map((name) => name.trim().toLowerCase());
  const missing = needed.filter((name) => !names.includes(name));
  if (missing.length > 0) throw new UnreadableResponse([fault(1, 'columns-missing', { columns: missing.join(', ') })]);
  const read = rows.map(({ record, line }) => answerOf(line, (name) => (record[names.indexOf(name)] ?? '').trim()));
  const faults = read.flatMap((each) => ('code' in each ? [each] : []));
  if (faults.length > 0) throw new UnreadableResponse(faults);
  return read.flatMap((each) => ('code' in each ? [] : [each]));
}

function recordsOf(text: string): Row[] {
  const [firstLine = ''] = text.slice(0, MOST_COLUMNS_BYTES).split(/\r?\n/, 1);
  const delimiter = firstLine.includes(';') ? ';' : ',';
  const options = {
    delimiter,
    bom: true,
    skip_empty_lines: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    max_record_size: MOST_COLUMNS_BYTES,
    info: true,
  };
  try {
    const found = parse(text, { ...options, to: MOST_ANSWERS + 2 }) as unknown as { record: string[]; info: Info }[];
    if (found.length > MOST_ANSWERS + 1) {
      throw new UnreadableResponse([fault(MOST_ANSWERS + 2, 'too-many-rows', { most: MOST_ANSWERS })]);
    }
    return found.map(({ record, info }) => ({ record, line: info.lines }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new UnreadableResponse([fault(Number((error as { lines?: number }).lines ?? 1), 'row-broken')]);
  }
}

function answerOf(row: number, of: (name: string) => string): Answer | Fault {
  const refuse = (code: FaultCode, value: string) => fault(row, code, { value: value.slice(0, 40) });
  const reference = of('viite');
  const batchNumber = batchOfReference(reference);
  if (batchNumber === null) return refuse('row-empty-reference', reference);
  const cents = centsIn(of('summa'));
  if (cents === null) return refuse('bad-sum', of('summa'));
  const status = statuses[of('tila').toLowerCase()];
  if (!status) return refuse('bad-status', of('tila'));
  const typed = of('paiva');
  const date = typed === '' ? null : isoDay(typed);
  if ((typed !== '' && date === null) || (status === 'paid' && date === null)) return refuse('bad-date', typed);
  const reason = of('syy').slice(0, 500);
  if ((status === 'rejected' || status === 'returned') && reason === '') return refuse('no-reason', '');
  return { row, reference, batchNumber, cents, status, date, reason };
}

/** `1 234,50`, `1234.5` or `-20,00` in cents; null when it is no sum. */
export function centsIn(text: string): number | null {
  const match = /^([-−]?)(\d{1,9})(?:[.,](\d{1,2}))?$/.exec(text.replace(/[\s\u00a0]/g, ''));
  if (!match) return null;
  const [, sign, whole = '', decimals = ''] = match;
  const cents = Number(whole) * 100 + Number(decimals.padEnd(2, '0'));
  return sign === '' ? cents : 0 - cents;
}

/** `2026-03-10` or `10.3.2026`; null when there is no such day. */
export function isoDay(text: string): string | null {
  const finnish = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text);
  const [day = '', month = '', year = ''] = finnish?.slice(1) ?? [];
  const iso = finnish ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : text;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(iso)) return null;
  const parsed = new Date(`${iso}T12:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().slice(0, 10) === iso ? iso : null;
}
