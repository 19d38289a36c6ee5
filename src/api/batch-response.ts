import { finnishDate } from '../claim/days.ts';
import type { ResponseView } from '../claim/finance-views.ts';
import { type Actor, move } from '../claim/lifecycle.ts';
import { referenceOf } from '../claim/number.ts';
import { Problem } from '../claim/problem.ts';
import { type Fault, fault, UnreadableResponse } from '../claim/response-faults.ts';
import type { Answer } from '../finance/answer.ts';
import { readResponse } from '../finance/response.ts';
import { record } from '../store/audit.ts';
import { lockClaims, markBatched } from '../store/batch-payable.ts';
import {
  type AnsweredPayment,
  addResponse,
  lockPayments,
  paymentsOf,
  responseBySha,
  type Settlement,
  settlePayment,
} from '../store/batch-responses.ts';
import type { Db } from '../store/db.ts';
import { sha256Of } from '../store/files.ts';
import { claimAt } from './claim-view.ts';
import type { Settled, tellSettled } from './notify.ts';

/** Taking in what the payment system answered: all of it or nothing. */

export type Bringer = {
  actor: Actor;
  userId: string | null;
  machineId: string | null;
  /** Has the members written to whose claims were paid or could not be, in the same transaction. */
  tellSettled: ReturnType<typeof tellSettled>;
};
export type Given = { bytes: Uint8Array; fileName: string; onlyBatch: number | null };

type Change = { payment: AnsweredPayment; to: 'paid' | 'rejected'; answer: Answer; date: string | null };

/** Problem `response-refused` with every row that does not fit; the same file again changes nothing. */
export async function takeResponse(tx: Db, given: Given, bringer: Bringer, at: Date): Promise<ResponseView> {
  const sha256 = sha256Of(given.bytes);
  const { answers } = read(given.bytes);
  const numbers = [...new Set(answers.map(({ batchNumber }) => batchNumber))];
  // Claims before payments, in one order, as whoever makes or reverses a batch locks them.
  const claimIds = (await paymentsOf(tx, numbers)).map(({ claimId }) => claimId);
  const claims = new Map((await lockClaims(tx, claimIds)).map((claim) => [claim.id, claim]));
  const before = await responseBySha(tx, sha256);
  if (before) return { ...countsOf(before), again: true, sha256, batches: numbers };
  const payments = await lockPayments(tx, numbers);
  const { changes, unchanged } = decided(spread(answers, payments), payments, given.onlyBatch, finnishDate(at));
  for (const change of changes) {
    const claim = claims.get(change.payment.claimId);
    if (!claim) throw new Error('a payment without its claim');
    move(claimAt(claim), change.to === 'paid' ? 'pay' : 'reject-payment', bringer.actor);
    await settlePayment(tx, change.payment.batchNumber, claim.id, settlementOf(change, sha256, at));
  }
  const settled = (to: Change['to']): Settled[] =>
    changes.flatMap((change) => {
      const { claimId, batchNumber } = change.payment;
      return change.to === to ? [{ claimId, batchNumber, version: claims.get(claimId)?.version ?? 0 }] : [];
    });
  const [paid, rejected] = [settled('paid'), settled('rejected')];
  await markBatched(tx, idsOf(paid), 'paid', at);
  await bringer.tellSettled(tx, paid, 'paid');
  await markBatched(tx, idsOf(rejected), 'payment-rejected', at);
  await bringer.tellSettled(tx, rejected, 'rejected');
  const { bytes, fileName } = given;
  const counts = { paid: paid.length, rejected: rejected.length, unchanged };
  await addResponse(tx, { sha256, at, by: bringer.userId, machineId: bringer.machineId, fileName, ...counts, bytes });
  const details = { sha256, ...counts, machine: bringer.machineId };
  const subject = numbers.map((number) => `batch ${number}`).join(', ');
  await record(tx, { at, actorId: bringer.userId, action: 'response-taken', subject, details });
  return { again: false, sha256, batches: numbers, ...counts };
}

const idsOf = (settled: readonly Settled[]): string[] => settled.map(({ claimId }) => claimId);

const countsOf = ({ paid, rejected, unchanged }: Pick<ResponseView, 'paid' | 'rejected' | 'unchanged'>) => ({
  paid,
  rejected,
  unchanged,
});

function read(bytes: Uint8Array): ReturnType<typeof readResponse> {
  try {
    return readResponse(bytes);
  } catch (error) {
    if (error instanceof UnreadableResponse) throw refusedFor(error.faults);
    throw error;
  }
}

/** Rows told with a refusal; the rest is counted. */
const MOST_FAULTS = 100;

const refusedFor = (faults: readonly Fault[]): Problem =>
  Object.assign(new Problem('response-refused', { count: faults.length }), { faults: faults.slice(0, MOST_FAULTS) });

/** An answer of a whole batch, as answers of each of its payments that is still open. */
function spread(answers: readonly Answer[], payments: readonly AnsweredPayment[]): Answer[] {
  return answers.flatMap((answer) => {
    if (answer.reference !== null) return [answer];
    const open = payments.filter((each) => each.batchNumber === answer.batchNumber && each.status === 'open');
    return open.map((each) => ({ ...answer, reference: referenceOf(each.batchNumber, each.claimNumber) }));
  });
}

function decided(
  answers: readonly Answer[],
  payments: readonly AnsweredPayment[],
  onlyBatch: number | null,
  today: string,
): { changes: Change[]; unchanged: number } {
  const byReference = new Map(payments.map((each) => [referenceOf(each.batchNumber, each.claimNumber), each]));
  const results = answers.map((answer): Change | Fault | null => {
    const value = (answer.reference ?? '').slice(0, 40);
    if (onlyBatch !== null && answer.batchNumber !== onlyBatch) return fault(answer.row, 'wrong-batch', { value });
    const payment = byReference.get(answer.reference ?? '');
    if (!payment) return fault(answer.row, 'unknown-payment', { value });
    return mismatch(answer, payment, today) ?? changeOf(answer, payment);
  });
  const faults = results.flatMap((each) => (each !== null && 'code' in each ? [each] : []));
  if (faults.length > 0) throw refusedFor(faults);
  const changes = results.flatMap((each) => (each === null || 'code' in each ? [] : [each]));
  return { changes, unchanged: results.length - changes.length };
}

function mismatch({ row, cents, date, status }: Answer, payment: AnsweredPayment, today: string): Fault | null {
  if (cents !== null && cents !== payment.payableCents) {
    return fault(row, 'sum-differs', { told: cents, known: payment.payableCents });
  }
  if (status === 'paid' && date === null) return fault(row, 'bad-date', { value: '' });
  if (date !== null && date > today) return fault(row, 'future-date', { value: date });
  const isBefore = date !== null && date < finnishDate(payment.madeAt);
  return isBefore ? fault(row, 'before-batch', { value: date }) : null;
}

/** What an answer makes of a payment; null where it is so already, or nothing is settled yet. */
function changeOf(answer: Answer, payment: AnsweredPayment): Change | Fault | null {
  const { row, status, date } = answer;
  if (status === 'pending') return null;
  if (payment.status === 'reversed') return fault(row, 'already-reversed');
  if (payment.status === 'rejected') return status === 'paid' ? fault(row, 'already-rejected') : null;
  if (status === 'paid') {
    if (payment.status === 'open') return { payment, to: 'paid', answer, date };
    return payment.paidOn === date ? null : fault(row, 'already-paid', { value: payment.paidOn ?? '' });
  }
  // Paid money comes back only by an answer that says so.
  if (payment.status === 'paid' && status === 'rejected') {
    return fault(row, 'already-paid', { value: payment.paidOn ?? '' });
  }
  return { payment, to: 'rejected', answer, date };
}

const settlementOf = ({ to, answer, date }: Change, responseSha256: string, settledAt: Date): Settlement =>
  to === 'paid'
    ? { status: 'paid', paidOn: date, reason: null, settledAt, responseSha256 }
    : { status: 'rejected', paidOn: null, reason: answer.reason, settledAt, responseSha256 };
