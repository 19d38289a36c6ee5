import { type Fault, fault, UnreadableResponse } from '../claim/response-faults.ts';
import type { Answer, AnswerStatus, Answers } from './answer.ts';
import { centsIn } from './response-csv.ts';
import { batchOfMessage, batchOfReference } from './response-reference.ts';
import { type Node, nodeAt, nodesOf, textAt } from './xml-node.ts';

/** A payment status report (pain.002): codes of the external list of payment statuses. */

const statuses: Record<string, AnswerStatus> = {
  ACSC: 'paid',
  ACCC: 'paid',
  RJCT: 'rejected',
  CANC: 'rejected',
  ACTC: 'pending',
  ACCP: 'pending',
  ACSP: 'pending',
  ACWC: 'pending',
  ACFC: 'pending',
  PDNG: 'pending',
  RCVD: 'pending',
  PART: 'pending',
};

export function painAnswers(report: Node): Answers {
  const group = nodeAt(report, 'OrgnlGrpInfAndSts');
  const batchNumber = batchOfMessage(textAt(group, 'OrgnlMsgId'));
  if (batchNumber === null) {
    throw new UnreadableResponse([fault(null, 'wrong-batch', { value: textAt(group, 'OrgnlMsgId').slice(0, 40) })]);
  }
  const day = textAt(report, 'GrpHdr', 'CreDtTm').slice(0, 10);
  const parts = nodesOf(report, 'OrgnlPmtInfAndSts');
  const payments = parts.flatMap((part) => nodesOf(part, 'TxInfAndSts'));
  const read = payments.map((payment, at) => ofPayment(payment, at + 1, batchNumber, day));
  const faults = read.flatMap((each) => ('code' in each ? [each] : []));
  if (faults.length > 0) throw new UnreadableResponse(faults);
  const answers = read.flatMap((each) => ('code' in each ? [] : [each]));
  return { answers: answers.length > 0 ? answers : ofWhole(group, parts, batchNumber, day), foreign: 0 };
}

function ofPayment(payment: Node, row: number, batchNumber: number, day: string): Answer | Fault {
  const reference = textAt(payment, 'OrgnlEndToEndId');
  if (batchOfReference(reference) !== batchNumber) return fault(row, 'wrong-batch', { value: reference.slice(0, 40) });
  const status = statuses[textAt(payment, 'TxSts')];
  if (!status) return fault(row, 'bad-status', { value: textAt(payment, 'TxSts').slice(0, 40) });
  const sum = textAt(payment, 'OrgnlTxRef', 'Amt', 'InstdAmt');
  const cents = sum === '' ? null : centsIn(sum);
  if (sum !== '' && cents === null) return fault(row, 'bad-sum', { value: sum.slice(0, 40) });
  const date = textAt(payment, 'AccptncDtTm').slice(0, 10) || day || null;
  return { row, reference, batchNumber, cents, status, date, reason: reasonOf(payment) };
}

/** No payment is named: what is told of the group, or of its one part, is told of all. */
function ofWhole(group: Node | undefined, parts: Node[], batchNumber: number, day: string): Answer[] {
  const told = [
    ...parts.map((part) => [part, textAt(part, 'PmtInfSts')] as const),
    [group, textAt(group, 'GrpSts')] as const,
  ];
  const [node, code] = told.find(([, each]) => each !== '') ?? [undefined, ''];
  const status = statuses[code];
  if (!status) throw new UnreadableResponse([fault(null, 'bad-status', { value: code })]);
  return [{ row: 1, reference: null, batchNumber, cents: null, status, date: day || null, reason: reasonOf(node) }];
}

/** Code of the reason and what is said beside it: `AC04 Account closed`. */
export function reasonOf(node: Node | undefined, name = 'StsRsnInf'): string {
  const reasons = nodesOf(node, name).map((each) => {
    const code = textAt(each, 'Rsn', 'Cd') || textAt(each, 'Rsn', 'Prtry');
    return `${code} ${textAt(each, 'AddtlInf')}`.trim();
  });
  return reasons.filter(Boolean).join('; ').slice(0, 500) || 'RJCT';
}
