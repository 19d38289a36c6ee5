import type { z } from 'zod';
import { finnishDate } from '../claim/days.ts';
import { move } from '../claim/lifecycle.ts';
import type { ClaimOriginalsView, FormRequest, MarkRequest } from '../claim/original-views.ts';
import { isMissing, type Original } from '../claim/originals.ts';
import { Problem } from '../claim/problem.ts';
import { record } from '../store/audit.ts';
import { type ClaimRow, lockClaim } from '../store/claims.ts';
import type { Db } from '../store/db.ts';
import { addReminder, markOriginals, originalsOfClaim } from '../store/originals.ts';
import { type User, userById } from '../store/people.ts';
import { claimAt } from './claim-view.ts';
import type { Deps } from './deps.ts';
import { notify } from './notify.ts';
import { originalsView } from './original-view.ts';

/** What is done to the originals of a claim: a change, its audit record and its notice are kept or lost together. */

/** The claim, locked, as it was last sent. */
async function lockedSent(tx: Db, id: string): Promise<ClaimRow> {
  const claim = await lockClaim(tx, id);
  if (!claim || claim.version === 0) throw new Problem('not-found');
  return claim;
}

async function originalOf(tx: Db, claimId: string, receiptId: string): Promise<Original> {
  const original = (await originalsOfClaim(tx, claimId)).find((each) => each.receiptId === receiptId);
  if (!original) throw new Problem('not-found');
  return original;
}

export async function mark(deps: Deps, id: string, user: User, asked: MarkRequest): Promise<ClaimOriginalsView> {
  const { db, now } = deps;
  const reason = asked.reason.trim();
  if (asked.mark === 'excused' && reason === '') throw new Problem('reason-missing');
  return db.transaction(async (tx) => {
    const claim = await lockedSent(tx, id);
    move(claimAt(claim), 'mark-original', user);
    const original = await originalOf(tx, id, asked.receiptId);
    if (!changes(original, asked.mark)) throw new Problem('wrong-state');
    const kept = asked.mark === 'excused' ? reason : '';
    await markOriginals(tx, claim, [asked.receiptId], { mark: asked.mark, reason: kept, at: now(), by: user.id });
    await record(tx, {
      at: now(),
      actorId: user.id,
      action: 'original-marked',
      subject: `claim ${claim.number} version ${claim.version}`,
      details: { receipt: asked.receiptId, mark: asked.mark },
    });
    return originalsView(tx, id, user, now());
  });
}

/** Whether the mark would say something new: a second tick from another window is refused, and told. */
function changes({ state, mark: standing }: Original, wanted: MarkRequest['mark']): boolean {
  if (wanted === 'withdrawn') return standing !== null;
  if (wanted === 'wanted') return state === 'electronic';
  return state !== wanted && state !== 'unused';
}

export async function tell(
  deps: Deps,
  id: string,
  user: User,
  asked: z.infer<typeof FormRequest>,
): Promise<ClaimOriginalsView> {
  const { db, now } = deps;
  return db.transaction(async (tx) => {
    const claim = await lockedSent(tx, id);
    move(claimAt(claim), 'tell-original', user);
    const { state } = await originalOf(tx, id, asked.receiptId);
    if (state !== 'missing' && state !== 'electronic') throw new Problem('wrong-state');
    await markOriginals(tx, claim, [asked.receiptId], { mark: asked.form, reason: '', at: now(), by: user.id });
    await record(tx, {
      at: now(),
      actorId: user.id,
      action: 'original-told',
      subject: `claim ${claim.number} version ${claim.version}`,
      details: { receipt: asked.receiptId, form: asked.form },
    });
    return originalsView(tx, id, user, now());
  });
}

/** A notice to the member, at most one a day for a claim. */
export async function remind(deps: Deps, id: string, user: User): Promise<ClaimOriginalsView> {
  const { db, now } = deps;
  return db.transaction(async (tx) => {
    const claim = await lockedSent(tx, id);
    move(claimAt(claim), 'mark-original', user);
    if (!(await originalsOfClaim(tx, id)).some(isMissing)) throw new Problem('nothing-missing');
    const at = now();
    const isFirst = await addReminder(tx, { claimId: id, day: finnishDate(at), at, by: user.id });
    if (!isFirst) throw new Problem('reminded-today');
    const member = await userById(tx, claim.memberId);
    if (!member) throw new Error(`claim ${claim.number} has no member`);
    await notify(tx, deps, { userId: member.id, language: member.language, notice: 'originals', claim });
    const subject = `claim ${claim.number} version ${claim.version}`;
    await record(tx, { at, actorId: user.id, action: 'originals-reminded', subject });
    return originalsView(tx, id, user, now());
  });
}
