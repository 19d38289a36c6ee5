import type { Expense, ExpenseKind, Finding } from '../claim.ts';
import { kindsBoughtEarlier } from '../codes.ts';
import { unnamedClaim } from '../findings/costs.ts';
import { type FindingCode, finding } from '../findings.ts';
import { lostReceiptNames, saidReason } from '../names.ts';
import { yearOf } from '../outcome.ts';
import { calendarDate } from '../sentences.ts';
import { type CostRow, sumOf } from './cost-row.ts';

/**
 * § 8 Receipts (kuitti / kvitto): one for every cost, in one claim only, dated on the trip, its sum the one entered.
 * Not implemented here: comparing claims (the service does and tells the engine), reading receipts.
 */

/** What keeps a cost from being paid: no receipt, or the very same one in another claim. */
export const receiptErrors = ({ row, subject }: CostRow): Finding[] => [
  ...(row.hasReceipt || isAttested(row) ? [] : [finding('receipt-missing', subject)]),
  ...row.duplicates
    .filter(({ by }) => by === 'bytes')
    .map((duplicate) => duplicateFinding('receipt-duplicate', subject, duplicate)),
];

/** A lost receipt is attested with its reason; a taxi is never paid without one (§ 7). */
const isAttested = ({ kind, lostReceipt }: Expense): boolean => lostReceipt !== null && kind !== 'taxi';

/** What the examiner looks at on a receipt that is there, or on the member's word that it is lost. */
export const receiptFindings = (cost: CostRow): Finding[] => [
  ...lostFindings(cost),
  ...sumFindings(cost),
  ...dateFindings(cost),
  ...likenessFindings(cost),
];

function lostFindings({ row, subject }: CostRow): Finding[] {
  const { lostReceipt } = row;
  if (row.hasReceipt || lostReceipt === null || !isAttested(row)) return [];
  const values = {
    reason: saidReason(lostReceiptNames[lostReceipt.code], lostReceipt.text),
    amount: sumOf(row, row.amountCents),
    n: lostReceipt.earlierThisYear + 1,
    year: yearOf(row.date),
  };
  return [finding('receipt-lost', subject, null, values)];
}

function sumFindings({ row, subject }: CostRow): Finding[] {
  if (row.readCents === null || row.readCents === row.amountCents) return [];
  const values = { entered: sumOf(row, row.amountCents), read: sumOf(row, row.readCents) };
  return [finding('read-sum-differs', subject, null, values)];
}

const likenesses = {
  bytes: null,
  look: 'receipt-like-another',
  fields: 'receipt-like-another',
  ride: 'taxi-ride-in-other-claim',
} as const;

function likenessFindings({ row, subject }: CostRow): Finding[] {
  return row.duplicates.flatMap((duplicate) => {
    if (duplicate.expense !== undefined) return [finding('receipt-twice', subject)];
    const code = likenesses[duplicate.by];
    return code ? [duplicateFinding(code, subject, duplicate)] : [];
  });
}

type InOtherClaim = FindingCode & keyof typeof unnamedClaim;

/** Another member's claim is not named: the finding is read by the member, and stands in the sealed document. */
function duplicateFinding(code: InOtherClaim, subject: string, { claim }: Expense['duplicates'][number]): Finding {
  if (claim !== null) return finding(code, subject, null, { claim });
  return { ...finding(code, subject), action: unnamedClaim[code] };
}

const boughtEarlier: readonly ExpenseKind[] = kindsBoughtEarlier;

function dateFindings({ row, subject, journey }: CostRow): Finding[] {
  const early = row.date < journey.startDate && !boughtEarlier.includes(row.kind);
  if (!early && row.date <= journey.endDate) return [];
  return [finding('receipt-outside-trip', subject, null, { date: calendarDate(row.date) })];
}
