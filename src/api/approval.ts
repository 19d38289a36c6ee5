import type { z } from 'zod';
import { move } from '../claim/lifecycle.ts';
import { Problem } from '../claim/problem.ts';
import { openItems } from '../claim/review/checklist.ts';
import { WHOLE_CLAIM } from '../claim/review/questions.ts';
import type { approvalStops } from '../claim/review-views.ts';
import { record } from '../store/audit.ts';
import { addMessage, setState } from '../store/claims.ts';
import { restoreDraft } from '../store/corrections.ts';
import type { Db } from '../store/db.ts';
import { dropPending, keepPending } from '../store/pending-approvals.ts';
import { type User, userById } from '../store/people.ts';
import { addAct, addApproval } from '../store/review.ts';
import { answerChecklist, type ChecklistInput } from './decisions.ts';
import type { Deps } from './deps.ts';
import { documentState } from './document-state.ts';
import { type Examined, examined, examinedAt, forStep, questionsIn } from './examined.ts';
import { notify, tellFilers, tellOwners } from './notify.ts';
import { stopsOf } from './review-view.ts';
import { settle } from './settle-approval.ts';

/** How an examination ends: approved, by one person or two, or returned to its member with questions. */

type Return = { id: string; user: User; message: string; revision?: number | undefined };
type Approval = {
  id: string;
  user: User;
  revision: number;
  checklist: z.infer<typeof ChecklistInput>[];
  reason: string;
};

/** Returns the claim with every question that stands; the message is a question on the claim as a whole. */
export async function giveBack(tx: Db, deps: Deps, { id, user, message, revision }: Return): Promise<void> {
  const claim = await forStep(tx, deps, { id, step: 'return', user, revision });
  const { base, record: found, decisions } = claim;
  const at = deps.now();
  const general = message.trim();
  const asked = questionsIn(decisions).map(({ decision }) => decision.question);
  if (general === '' && asked.length === 0) throw new Problem('message-missing');
  if (general !== '') {
    const decision = { kind: 'ask' as const, subject: WHOLE_CLAIM, question: general };
    await addAct(tx, { claimId: id, version: base.version, decision, by: user.id, at });
  }
  const text = [general, ...asked].filter((each) => each !== '').join('\n');
  await addMessage(tx, { claimId: id, fromId: user.id, version: found.claim.version, text, at });
  // What the member has not consented to is no part of what they go on writing.
  if (claim.consent === 'waiting' || claim.consent === 'objected') await restoreDraft(tx, base);
  // Returned, its approval is neither undone nor settled.
  await dropPending(tx, id);
  await setState(tx, id, { state: move(examinedAt(claim), 'return', user) }, at);
  await written(tx, claim, user, 'claim-returned', at);
  await tell(tx, deps, claim, 'returned');
  await tellFilers(tx, deps, found.claim, 'returned-filed');
}

/**
 * Approves the newest version; over the sum, or over an objection, the first of two persons only begins it. Sealing and
 * telling the member wait until the approval cannot be undone any more.
 */
export async function approve(tx: Db, deps: Deps, { id, user, revision, checklist, reason }: Approval): Promise<void> {
  const seen = await forStep(tx, deps, { id, step: 'approve', user, revision });
  await answerChecklist(tx, deps, seen, user, checklist);
  const claim = await examined(tx, deps, id);
  refuseStopped(claim, reason.trim());
  if ((await documentState(tx, claim.record.claim)).state === 'failed') throw new Problem('document-failed');
  const at = deps.now();
  const state = move(examinedAt(claim), 'approve', user);
  const { version } = claim.current;
  const kind = state === 'approved' ? 'final' : 'first';
  await addApproval(tx, { claimId: id, version, kind, reason: reason.trim(), by: user.id, at });
  if (state !== 'approved') {
    await setState(tx, id, { state }, at);
    await written(tx, claim, user, 'claim-approved-first', at);
    await tellOwners(tx, deps, [id], 'first-approval');
    return;
  }
  await setState(tx, id, { state, approvedAt: at, approvedBy: user.id }, at);
  await written(tx, claim, user, 'claim-approved', at);
  if (deps.approvalUndoMs === 0) return settle(tx, deps, claim.record.claim, at);
  const until = new Date(at.getTime() + deps.approvalUndoMs);
  await keepPending(tx, claim.record.claim, { by: user.id, at, until });
  await deps.queue.send(tx, 'settle-approval', { claimId: id, version }, { startAfter: until });
}

/** An objection is overruled only with a reason, which its member is told; nothing overrules the other stops. */
function refuseStopped(claim: Examined, reason: string): void {
  const overruled = claim.consent === 'objected' && reason !== '';
  const [stop] = stopsOf(claim).filter((each) => !(each === 'consent-missing' && overruled));
  if (stop === undefined) return;
  throw Object.assign(new Problem(stop), stop === 'checklist-open' ? { blocking: blockingOf(claim) } : {});
}

const blockingOf = ({
  checklist,
}: Examined): { code: (typeof approvalStops)[number]; subject: string; action: string }[] =>
  openItems(checklist).map((item) => ({ code: 'checklist-open', subject: item, action: '' }));

async function written(
  tx: Db,
  { record: { claim } }: Examined,
  user: User,
  action: 'claim-returned' | 'claim-approved' | 'claim-approved-first',
  at: Date,
): Promise<void> {
  await record(tx, { at, actorId: user.id, action, subject: `claim ${claim.number} version ${claim.version}` });
}

async function tell(tx: Db, deps: Deps, { record: { claim } }: Examined, notice: 'returned'): Promise<void> {
  const member = await userById(tx, claim.memberId);
  if (member) await notify(tx, deps, { userId: member.id, language: member.language, notice, claim });
}
