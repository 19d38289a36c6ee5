import type { ExpenseKind, Finding } from '../claim.ts';
import { finding } from '../findings.ts';
import { calendarDate, euros } from '../sentences.ts';
import type { CostRow } from './cost-row.ts';

/**
 * § 8 Receipts (kuitti / kvitto): one for every cost, dated on the trip, its sum the one entered.
 * Not implemented here: the same receipt in another claim (the store compares claims), reading receipts.
 */
export const missingReceipt = ({ row, subject }: CostRow): Finding[] =>
  row.hasReceipt ? [] : [finding('receipt-missing', subject)];

/** What the examiner looks at on a receipt that is there. */
export const receiptFindings = (cost: CostRow): Finding[] => [...sumFindings(cost), ...dateFindings(cost)];

function sumFindings({ row, subject }: CostRow): Finding[] {
  if (row.readCents === null || row.readCents === row.amountCents) return [];
  const values = { entered: euros(row.amountCents), read: euros(row.readCents) };
  return [finding('read-sum-differs', subject, null, values)];
}

/** Tickets are bought before the trip, other things on it. */
const boughtEarlier: readonly ExpenseKind[] = ['train', 'bus', 'local-transport', 'ship', 'flight', 'seat-or-berth'];

function dateFindings({ row, subject, journey }: CostRow): Finding[] {
  const early = row.date < journey.startDate && !boughtEarlier.includes(row.kind);
  if (!early && row.date <= journey.endDate) return [];
  return [finding('receipt-outside-trip', subject, null, { date: calendarDate(row.date) })];
}
