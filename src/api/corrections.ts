import { z } from 'zod';
import { move } from '../claim/lifecycle.ts';
import { openDraft } from '../claim/new-draft.ts';
import { Problem } from '../claim/problem.ts';
import { applyToDraft } from '../claim/review/apply.ts';
import { silenceFrom } from '../claim/review/consent.ts';
import { ReviewView } from '../claim/review-views.ts';
import { only } from '../identity/access.ts';
import { record } from '../store/audit.ts';
import { setState } from '../store/claims.ts';
import { freezeCorrection } from '../store/corrections.ts';
import type { Db } from '../store/db.ts';
import { settleOriginals } from '../store/originals.ts';
import { type User, userById } from '../store/people.ts';
import { addApproval } from '../store/review.ts';
import { userOf } from './access.ts';
import type { App, Deps } from './deps.ts';
import { type Examined, examinedAt, forStep, isToSend, openQuestions } from './examined.ts';
import { notify, tellOwners } from './notify.ts';
import { reviewView } from './review-view.ts';

/** A correction: decisions become the claim's next version, which its member looks at. */

const Id = z.strictObject({ id: z.uuid() });
/** `revision`: the claim as it was seen. */
const Seen = z.strictObject({ revision: z.int().min(0) });

export function correctionRoutes(app: App, deps: Deps): void {
  const { db } = deps;
  const config = { access: only('assistant') };
  const schema = { tags: ['review'], params: Id, body: Seen, response: { 200: ReviewView } };

  app.post('/api/claims/:id/correction', { config, schema }, async (request) => {
    const [user, { id }] = [userOf(request), request.params];
    await db.transaction((tx) => send(tx, deps, id, user, request.body.revision));
    return reviewView(db, deps, id, user);
  });

  app.post('/api/claims/:id/correction/withdrawal', { config, schema }, async (request) => {
    const [user, { id }] = [userOf(request), request.params];
    await db.transaction((tx) => withdraw(tx, deps, id, user, request.body.revision));
    return reviewView(db, deps, id, user);
  });
}

async function send(tx: Db, deps: Deps, id: string, user: User, revision: number): Promise<void> {
  const claim = await forStep(tx, deps, { id, step: 'correct', user, revision });
  if (openQuestions(claim.decisions).length > 0) throw new Problem('questions-open');
  if (isToSend(claim)) await sendNew(tx, deps, claim, user);
  // Taken back from the member, and sent to them again as it was.
  else if (claim.consent === 'waiting' && claim.correction) await sendAgain(tx, deps, claim);
  else throw new Problem('nothing-to-send');
}

async function sendNew(tx: Db, deps: Deps, claim: Examined, user: User): Promise<void> {
  const { record: found, base, current, decisions, preview } = claim;
  const at = deps.now();
  const version = current.version + 1;
  const state = move(examinedAt(claim), 'correct', user);
  const { way, changes, difference, after } = preview;
  await freezeCorrection(tx, {
    base,
    version,
    tripClaim: after.claim,
    evaluation: after.evaluation,
    draft: applyToDraft(openDraft(base.draft), decisions),
    changes,
    lines: difference.lines,
    way,
    state,
    by: user.id,
    at,
  });
  const { id: claimId, number } = found.claim;
  // A row that is held back, or not any more: its paper original is awaited by another claim, or by this one.
  await settleOriginals(tx, base.claimId, at);
  const details = { way, replaces: current.version, decisions: changes.map(({ decisionId }) => decisionId) };
  const subject = `claim ${number} version ${version}`;
  await record(tx, { at, actorId: user.id, action: 'claim-corrected', subject, details });
  await deps.queue.send(tx, 'seal-claim', { claimId, version });
  if (state === 'corrected') await tell(tx, deps, claim, version, at);
}

async function sendAgain(tx: Db, deps: Deps, claim: Examined): Promise<void> {
  const { record: found, correction } = claim;
  if (!correction) throw new Problem('nothing-to-send');
  await setState(tx, found.claim.id, { state: 'corrected' }, deps.now());
  await tell(tx, deps, claim, correction.version, correction.at);
}

/** The member is told; where silence counts, time will tell. */
async function tell(tx: Db, deps: Deps, claim: Examined, version: number, correctedAt: Date): Promise<void> {
  const { id, number, memberId } = claim.record.claim;
  const member = await userById(tx, memberId);
  if (member) {
    const { language } = member;
    await notify(tx, deps, { userId: memberId, language, notice: 'corrected', claim: { id, number } });
  }
  if (claim.preview.way !== 'silence') return;
  await deps.queue.send(tx, 'consent-by-silence', { claimId: id, version }, { startAfter: silenceFrom(correctedAt) });
}

/** Back to the examiners: a correction its member has not answered, or the first of two approvals. */
async function withdraw(tx: Db, deps: Deps, id: string, user: User, revision: number): Promise<void> {
  const claim = await forStep(tx, deps, { id, step: 'withdraw', user, revision });
  const { claim: row } = claim.record;
  const at = deps.now();
  const isApproval = row.state === 'awaiting-second';
  if (isApproval) {
    await addApproval(tx, { claimId: id, version: row.version, kind: 'withdrawn', reason: '', by: user.id, at });
  }
  await setState(tx, id, { state: move(examinedAt(claim), 'withdraw', user) }, at);
  const subject = `claim ${row.number} version ${row.version}`;
  const action = isApproval ? 'approval-withdrawn' : 'correction-withdrawn';
  await record(tx, { at, actorId: user.id, action, subject });
  await tellOwners(tx, deps, [id], 'checked-again');
}
