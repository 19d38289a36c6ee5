import { move, SERVICE } from '../claim/lifecycle.ts';
import { isSilenceOver } from '../claim/review/consent.ts';
import { record } from '../store/audit.ts';
import { lockClaim, setState } from '../store/claims.ts';
import { correctionOf } from '../store/corrections.ts';
import type { Db } from '../store/db.ts';
import type { Queue } from '../store/queue.ts';
import { addReplies } from '../store/review.ts';
import { tellOwner } from './tell-owner.ts';

/**
 * Silence counts as consent to a correction by which the sum does not fall: once, when the time is over and nothing was
 * said. A run too early fails, so that it is tried again.
 */
export async function consentBySilence(
  { db, queue, now, publicUrl }: { db: Db; queue: Pick<Queue, 'send'>; now: () => Date; publicUrl: string },
  { claimId, version }: { claimId: string; version: number },
): Promise<void> {
  await db.transaction(async (tx) => {
    const claim = await lockClaim(tx, claimId);
    const correction = await correctionOf(tx, claimId, version);
    // Answered, taken back or corrected anew meanwhile: its own job is asked then.
    if (claim?.state !== 'corrected' || claim.version !== version || correction?.way !== 'silence') return;
    const at = now();
    if (!isSilenceOver(correction.at, at)) throw new Error('the member still has time to answer');
    const state = move({ ...claim, originalsReceived: claim.originalsReceivedAt !== null }, 'fall-silent', SERVICE);
    await addReplies(tx, [{ claimId, version, decisionId: null, answer: 'silence', reason: '', by: null, at }]);
    await setState(tx, claimId, { state }, at);
    const subject = `claim ${claim.number} version ${version}`;
    await record(tx, { at, actorId: null, action: 'correction-unanswered', subject });
    await tellOwner(tx, { queue, publicUrl }, { claimId, notice: 'silence', at });
  });
}
