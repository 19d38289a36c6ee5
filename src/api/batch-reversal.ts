import { move } from '../claim/lifecycle.ts';
import { Problem } from '../claim/problem.ts';
import { reversed } from '../finance/postings.ts';
import { record } from '../store/audit.ts';
import { lockClaims, markBatched } from '../store/batch-payable.ts';
import { lockPayments, settlePayment } from '../store/batch-responses.ts';
import {
  addBatch,
  addBatchClaims,
  addPostings,
  type BatchClaim,
  claimsOfBatch,
  nextBatchNumber,
  postingsOfClaims,
} from '../store/batches.ts';
import type { Db } from '../store/db.ts';
import { settingsInForce } from '../store/finance-settings.ts';
import type { User } from '../store/people.ts';
import { makeFiles } from './batch-files.ts';
import { claimAt } from './claim-view.ts';

/**
 * Taking a batch back (oikaisuerä / rättelsepost): a batch of its rows with the other sign, so that both come to nought.
 * What was made stays as it was; the claims can be paid again.
 */

export type Reversal = { number: number; claimIds: readonly string[] | null; reason: string };

/**
 * Reverses the open claims of a payment batch, or those of them that are named. Problem `not-found`, `wrong-state` for a
 * reversal, `nothing-to-reverse` where none is open or one of the named is not. Answers the new batch's
 * number and the claims in it.
 */
export async function reverseBatch(tx: Db, { number, claimIds, reason }: Reversal, maker: User, at: Date) {
  const contents = await claimsOfBatch(tx, number);
  if (contents.length === 0) throw new Problem('not-found');
  if (contents.every(({ payment }) => payment === null)) throw new Problem('wrong-state');
  const locked = await lockClaims(
    tx,
    contents.map(({ batchClaim }) => batchClaim.claimId),
  );
  const open = (await lockPayments(tx, [number])).filter(({ status }) => status === 'open');
  const wanted = open.filter(({ claimId }) => claimIds === null || claimIds.includes(claimId));
  if (wanted.length === 0 || (claimIds !== null && wanted.length !== claimIds.length)) {
    throw new Problem('nothing-to-reverse');
  }
  const ids = wanted.map(({ claimId }) => claimId);
  for (const claim of locked.filter(({ id }) => ids.includes(id))) move(claimAt(claim), 'reverse', maker);
  const rows = await postingsOfClaims(tx, number, ids);
  const newNumber = await nextBatchNumber(tx);
  const back = rows.map((row, index) => ({
    ...reversed(row, newNumber, number),
    batchNumber: newNumber,
    row: index + 1,
  }));
  const chosen = contents.filter(({ batchClaim }) => ids.includes(batchClaim.claimId));
  await addBatchClaims(
    tx,
    chosen.map(({ batchClaim }) => takenBack(batchClaim, newNumber)),
    false,
  );
  await addPostings(tx, back);
  const { settings } = await settingsInForce(tx);
  const sha256 = await makeFiles(tx, { number: newNumber, at, settings, kind: 'reversal' });
  for (const id of ids) await settlePayment(tx, number, id, { ...notPaid, settledAt: at });
  await markBatched(tx, ids, 'approved', at);
  const totalCents = back.reduce((sum, row) => sum + row.cents, 0);
  await addBatch(tx, {
    number: newNumber,
    kind: 'reversal',
    reverses: number,
    reason,
    madeAt: at,
    madeBy: maker.id,
    claimCount: ids.length,
    rowCount: back.length,
    totalCents,
    sha256,
  });
  const details = { reverses: number, reason, claims: chosen.map((each) => each.number), sha256, totalCents };
  await record(tx, { at, actorId: maker.id, action: 'batch-reversed', subject: `batch ${newNumber}`, details });
  return { number: newNumber, claimIds: ids };
}

const notPaid = { status: 'reversed', paidOn: null, reason: null, responseSha256: null } as const;

const takenBack = (claim: BatchClaim, batchNumber: number): BatchClaim => ({
  ...claim,
  batchNumber,
  claimedCents: 0 - claim.claimedCents,
  payableCents: 0 - claim.payableCents,
  ibanCheckedBy: null,
  exceptionBy: null,
});
