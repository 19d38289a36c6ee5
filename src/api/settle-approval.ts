import { record } from '../store/audit.ts';
import { type ClaimRow, lockClaim } from '../store/claims.ts';
import type { Db } from '../store/db.ts';
import { allPending, dropPending, pendingApprovalOf } from '../store/pending-approvals.ts';
import type { Deps } from './deps.ts';
import { makeSupplement } from './supplement-making.ts';

/**
 * Settling an approval: its time to be undone is over, so its documents are sealed, its member is told, and rows that were
 * held back are a supplement of their own.
 */

type Tools = Pick<Deps, 'db' | 'queue' | 'packs' | 'now' | 'publicUrl'>;
type Version = { claimId: string; version: number };

/** In the caller's transaction, with the claim locked. */
export async function settle(tx: Db, tools: Tools, claim: ClaimRow, at: Date): Promise<void> {
  const { id, number, version } = claim;
  await record(tx, { at, actorId: null, action: 'approval-settled', subject: `claim ${number} version ${version}` });
  await tools.queue.send(tx, 'seal-approval', { claimId: id, version });
  await makeSupplement(tx, tools, claim, at);
  await tools.queue.send(tx, 'write-letter', { claimId: id, version, batchNumber: null });
}

/**
 * The job: settles once. A run too early, by a clock that differs or because the time was prolonged, asks again at the end
 * of the time.
 */
export async function settleApproval(tools: Tools, work: Version): Promise<void> {
  const { db, queue, now } = tools;
  await db.transaction(async (tx) => {
    const claim = await lockClaim(tx, work.claimId);
    const pending = await pendingApprovalOf(tx, work.claimId);
    // Undone meanwhile, settled by another run, or approved anew with a job of its own.
    if (claim === null || pending?.version !== work.version) return;
    const at = now();
    if (at < pending.until) return queue.send(tx, 'settle-approval', work, { startAfter: pending.until });
    await dropPending(tx, claim.id);
    await settle(tx, tools, claim, at);
  });
}

/** At the start: no approval waits for a job that was lost. One whose job is there is asked twice, and settled once. */
export async function queueUnsettledApprovals({ db, queue }: Pick<Tools, 'db' | 'queue'>): Promise<void> {
  const pending = await allPending(db);
  await db.transaction(async (tx) => {
    for (const { claimId, version, until } of pending)
      await queue.send(tx, 'settle-approval', { claimId, version }, { startAfter: until });
  });
}
