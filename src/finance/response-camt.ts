import { type Fault, fault, UnreadableResponse } from '../claim/response-faults.ts';
import type { Answer, AnswerStatus, Answers } from './answer.ts';
import { centsIn } from './response-csv.ts';
import { reasonOf } from './response-pain.ts';
import { batchOfReference } from './response-reference.ts';
import { type Node, nodeAt, nodesOf, textAt } from './xml-node.ts';

/**
 * A notification of entries (camt.054): a booked debit with our reference is a payment made, a credit with the reason of a
 * return is one come back. The payer's account has other traffic too: entries without a reference of ours are counted.
 */
export function camtAnswers(notice: Node): Answers {
  const entries = nodesOf(notice, 'Ntfctn').flatMap((each) => nodesOf(each, 'Ntry'));
  const payments = entries.flatMap((entry) =>
    nodesOf(entry, 'NtryDtls').flatMap((details) => nodesOf(details, 'TxDtls').map((payment) => ({ entry, payment }))),
  );
  const read = payments.map(({ entry, payment }, at) => ofPayment(entry, payment, at + 1));
  const faults = read.flatMap((each) => (each !== null && 'code' in each ? [each] : []));
  if (faults.length > 0) throw new UnreadableResponse(faults);
  return {
    answers: read.flatMap((each) => (each === null || 'code' in each ? [] : [each])),
    foreign: read.filter((each) => each === null).length,
  };
}

function ofPayment(entry: Node, payment: Node, row: number): Answer | Fault | null {
  const reference = textAt(payment, 'Refs', 'EndToEndId');
  const batchNumber = batchOfReference(reference);
  if (batchNumber === null) return null;
  const sum =
    textAt(payment, 'Amt') ||
    textAt(payment, 'AmtDtls', 'TxAmt', 'Amt') ||
    textAt(payment, 'AmtDtls', 'InstdAmt', 'Amt');
  const cents = sum === '' ? null : centsIn(sum);
  if (sum !== '' && cents === null) return fault(row, 'bad-sum', { value: sum.slice(0, 40) });
  const date = (textAt(entry, 'BookgDt', 'Dt') || textAt(entry, 'BookgDt', 'DtTm')).slice(0, 10) || null;
  const status = statusOf(entry, payment);
  if (status === null) return fault(row, 'bad-status', { value: textAt(entry, 'CdtDbtInd').slice(0, 40) });
  const reason = status === 'returned' ? reasonOf(payment, 'RtrInf') : '';
  return { row, reference, batchNumber, cents, status, date, reason };
}

function statusOf(entry: Node, payment: Node): AnswerStatus | null {
  const booked = textAt(entry, 'Sts', 'Cd') || textAt(entry, 'Sts');
  if (booked !== 'BOOK') return 'pending';
  const direction = textAt(payment, 'CdtDbtInd') || textAt(entry, 'CdtDbtInd');
  if (direction === 'DBIT') return 'paid';
  return direction === 'CRDT' && nodeAt(payment, 'RtrInf') ? 'returned' : null;
}
