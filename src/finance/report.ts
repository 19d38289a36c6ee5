import { dsvFormat } from 'd3-dsv';
import type { PaymentStatus, ReportRow, ReportView } from '../claim/finance-views.ts';
import { reportSums } from '../claim/report-sums.ts';
import { euros } from './csv.ts';

/** Reconciliation (täsmäytys / avstämning): what was claimed, cut, approved, sent, paid and is open, to the cent. Pure. */

/** A claim in a payment batch and what became of it. Dates are those of Finland, ISO 8601. */
export type ReportedPayment = {
  batchNumber: number;
  madeOn: string;
  claimNumber: string;
  claimedCents: number;
  payableCents: number;
  status: PaymentStatus;
  /** When it was paid, rejected or taken back; null while it is open. */
  settledOn: string | null;
};

/** One row a claim of the batch. */
export function batchReport(batchNumber: number, payments: readonly ReportedPayment[]): ReportView {
  const rows = payments.map((payment) => rowOf(payment.claimNumber, [payment]));
  return { subject: `batch ${batchNumber}`, rows, total: rowOf('', payments), month: null };
}

/**
 * One row a batch made in the month (`2026-03`), and what happened in the month to whichever batch: open before + sent −
 * reversed − paid − rejected = open after. `payments` are those of all batches made until the end of the month.
 */
export function monthReport(month: string, payments: readonly ReportedPayment[]): ReportView {
  const made = payments.filter(({ madeOn }) => monthOf(madeOn) === month);
  const byBatch = Map.groupBy(made, ({ batchNumber }) => batchNumber);
  const rows = [...byBatch].toSorted(([a], [b]) => a - b).map(([number, own]) => rowOf(String(number), own));
  return { subject: month, rows, total: rowOf('', made), month: flowOf(month, payments) };
}

function flowOf(month: string, payments: readonly ReportedPayment[]): NonNullable<ReportView['month']> {
  const known = payments.filter(({ madeOn }) => monthOf(madeOn) <= month);
  const settled = (status: PaymentStatus) =>
    payable(known.filter((each) => each.status === status && monthOf(each.settledOn ?? '') === month));
  const isOpenAt = (each: ReportedPayment, isOver: (settledIn: string) => boolean) =>
    each.settledOn === null || !isOver(monthOf(each.settledOn));
  return {
    openBeforeCents: payable(
      known.filter((each) => monthOf(each.madeOn) < month && isOpenAt(each, (settledIn) => settledIn < month)),
    ),
    sentCents: payable(known.filter(({ madeOn }) => monthOf(madeOn) === month)),
    reversedCents: settled('reversed'),
    paidCents: settled('paid'),
    rejectedCents: settled('rejected'),
    openAfterCents: payable(known.filter((each) => isOpenAt(each, (settledIn) => settledIn <= month))),
  };
}

const monthOf = (date: string): string => date.slice(0, 7);
const payable = (payments: readonly ReportedPayment[]): number =>
  payments.reduce((sum, { payableCents }) => sum + payableCents, 0);

function rowOf(name: string, payments: readonly ReportedPayment[]): ReportRow {
  const claimedCents = payments.reduce((sum, each) => sum + each.claimedCents, 0);
  const approvedCents = payable(payments);
  const of = (status: PaymentStatus) => payable(payments.filter((each) => each.status === status));
  return {
    name,
    claimedCents,
    cutCents: claimedCents - approvedCents,
    approvedCents,
    sentCents: approvedCents,
    paidCents: of('paid'),
    rejectedCents: of('rejected'),
    reversedCents: of('reversed'),
    openCents: of('open'),
  };
}

const heads = ['kohde', 'haettu', 'vahennetty', 'hyvaksytty', 'lahetetty', 'maksettu', 'hylatty', 'peruttu', 'avoinna'];
const comma = (text: string): string => text.replace('.', ',');

/** The report for Finnish Excel: its rows, then their total. */
export function reportCsv({ rows, total }: ReportView): string {
  const cells = (row: ReportRow, name: string) => [name, ...reportSums.map((key) => comma(euros(row[key])))];
  const all = [heads, ...rows.map((row) => cells(row, row.name)), cells(total, 'yhteensa')];
  return `\uFEFF${all.map((row) => dsvFormat(';').formatRow(row)).join('\r\n')}\r\n`;
}
