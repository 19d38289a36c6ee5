import { stringify } from 'csv-stringify/sync';
import type { Evaluation } from '../claim/claim.ts';

/**
 * A payment batch as a file for Finnish Excel: semicolon, decimal comma, UTF-8 with byte order mark, CRLF (RFC 4180
 * else). One row per posting; the rows of a claim add up to what is paid for it.
 */

export type PaidClaim = {
  number: string;
  version: number;
  claimant: string;
  iban: string;
  group: string;
  meeting: string;
  meetingDate: string;
  evaluation: Evaluation;
};

export const csvColumns = [
  'era',
  'matkalasku',
  'versio',
  'saaja',
  'iban',
  'ryhma',
  'kokous',
  'kokouspaiva',
  'rivi',
  'laji',
  'paiva',
  'maara',
  'yksikkohinta',
  'summa',
  'valuutta',
  'saantopykala',
  'saantopaketti',
] as const;

export type BatchCsv = { text: string; rowCount: number; totalCents: number };

export function batchCsv(batchNumber: number, claims: readonly PaidClaim[]): BatchCsv {
  const rows = claims.flatMap((claim) => rowsOf(batchNumber, claim));
  const text = stringify([csvColumns, ...rows.map((row) => row.cells)], {
    delimiter: ';',
    record_delimiter: '\r\n',
    bom: true,
  });
  return { text, rowCount: rows.length, totalCents: rows.reduce((sum, row) => sum + row.cents, 0) };
}

type Row = { cents: number; cells: string[] };

function rowsOf(batchNumber: number, claim: PaidClaim): Row[] {
  const { evaluation } = claim;
  const row = (index: number, posting: Posting): Row => ({
    cents: posting.cents,
    cells: [
      String(batchNumber),
      claim.number,
      String(claim.version),
      guarded(claim.claimant),
      claim.iban,
      guarded(claim.group),
      guarded(claim.meeting),
      finnishDay(claim.meetingDate),
      String(index + 1),
      posting.kind,
      finnishDay(posting.date),
      posting.quantity,
      posting.unitCents === null ? '' : euros(posting.unitCents),
      euros(posting.cents),
      'EUR',
      guarded(posting.section),
      evaluation.packs.map((pack) => pack.id).join(' '),
    ],
  });
  return postingsOf(evaluation, claim.meetingDate).map((posting, index) => row(index, posting));
}

type Posting = {
  kind: string;
  date: string;
  quantity: string;
  unitCents: number | null;
  cents: number;
  section: string;
};

function postingsOf(evaluation: Evaluation, meetingDate: string): Posting[] {
  const postings = evaluation.lines.flatMap((line): Posting[] =>
    line.amountCents === null || line.amountCents === 0
      ? []
      : [
          {
            kind: line.rule,
            date: line.date,
            quantity: String(line.quantity).replace('.', ','),
            unitCents: line.unitCents,
            cents: line.amountCents,
            section: line.cite.section,
          },
        ],
  );
  const advance = evaluation.totals.payableCents - postings.reduce((sum, posting) => sum + posting.cents, 0);
  if (advance === 0) return postings;
  return [
    ...postings,
    { kind: 'advance', date: meetingDate, quantity: '1', unitCents: advance, cents: advance, section: '' },
  ];
}

/** A sum in euro with a decimal comma; fractions of a cent, as in a rate by the kilometre, keep their digits. */
const euros = (cents: number): string => (cents / 100).toFixed(Number.isInteger(cents) ? 2 : 4).replace('.', ',');

const finnishDay = (date: string): string => {
  const [year, month, day] = date.slice(0, 10).split('-').map(Number);
  return `${day}.${month}.${year}`;
};

/** Text people wrote, made harmless: a spreadsheet would run a cell that begins like a formula. Numbers are ours. */
const guarded = (text: string): string => {
  const oneLine = text.replace(/[\r\n\t]+/g, ' ');
  return /^[\s]*[=+\-@＝＋－＠]/.test(oneLine) ? `'${oneLine}` : oneLine;
};
