import { isDueAtApproval } from '../claim/letter.ts';
import { type LetterFacts, letterContent } from '../document/letter-text.ts';
import type { NoticeName } from '../mail/notice.ts';
import { record } from '../store/audit.ts';
import { lockClaim } from '../store/claims.ts';
import type { Db } from '../store/db.ts';
import { addLetter, lettersOf } from '../store/letters.ts';
import type { Queue } from '../store/queue.ts';
import { type LetterWork, letterFacts } from './letter-facts.ts';
import { tellOwner } from './tell-owner.ts';

type Tools = { db: Db; queue: Pick<Queue, 'send'>; now: () => Date; publicUrl: string };

/**
 * Writes the decision letter (päätöskirje / beslutsbrev) of an approval, where one is due, or of a payment, and tells the
 * member, in one transaction. A second run finds it written. What was undone meanwhile has no letter.
 */
export async function writeLetter({ db, queue, now, publicUrl }: Tools, work: LetterWork): Promise<void> {
  const { claimId, version, batchNumber } = work;
  await db.transaction(async (tx) => {
    const held = await lockClaim(tx, claimId);
    // Approved a second time, after a payment that failed, it is decided anew.
    const isOfThis = (each: { version: number; batchNumber: number | null; at: Date }) =>
      each.version === version && each.batchNumber === batchNumber && each.at >= (held?.approvedAt ?? each.at);
    if ((await lettersOf(tx, claimId)).some(isOfThis)) return;
    const at = now();
    const letter = await letterFacts(tx, work, at);
    if (letter === null) return;
    const { facts, remedyId } = letter;
    const isDue = facts.kind === 'payment' || isDueAtApproval(facts.decision);
    if (isDue) await keep(tx, work, facts, remedyId, at);
    await tellOwner(tx, { queue, publicUrl }, { claimId, notice: noticeOf(facts, isDue), at });
  });
}

function noticeOf({ kind, decision }: LetterFacts, isDue: boolean): NoticeName {
  if (kind === 'approval') return isDue ? 'decided' : 'approved';
  return decision.payableCents < 0 ? 'paid-back' : 'paid';
}

async function keep(
  tx: Db,
  { claimId, version, batchNumber }: LetterWork,
  facts: LetterFacts,
  remedyId: number | null,
  at: Date,
): Promise<void> {
  const { number, kind, claimNumber } = facts;
  await addLetter(tx, { claimId, number, kind, version, batchNumber, remedyId, texts: letterContent(facts), at });
  const details = { letter: number, kind, remedy: remedyId };
  await record(tx, {
    at,
    actorId: null,
    action: 'letter-written',
    subject: `claim ${claimNumber} version ${version}`,
    details,
  });
}
