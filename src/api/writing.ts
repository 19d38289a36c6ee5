import { move, type Step } from '../claim/lifecycle.ts';
import { Problem } from '../claim/problem.ts';
import { record } from '../store/audit.ts';
import { type ClaimRecord, type ClaimRow, claimById, lockClaim } from '../store/claims.ts';
import type { Db } from '../store/db.ts';
import { takeOn } from '../store/filing.ts';
import { claimAt } from './claim-view.ts';
import { behalfOf, type Person, writerOf } from './writer.ts';

/** Writing a claim, by its member or by somebody the member lets file for them: who does is kept. */

type Writing = { id: string; user: Person; step: Extract<Step, 'save' | 'submit' | 'ask-confirmation'>; now: Date };

/** Locks the claim for a step of whoever writes it; who does so for another stays among those who filed it. */
export async function forWriting(tx: Db, { id, user, step, now }: Writing): Promise<ClaimRecord> {
  const claim = await lockClaim(tx, id);
  if (!claim) throw new Problem('not-found');
  move(claimAt(claim), step, await writerOf(tx, claim, user, now));
  await keepFiler(tx, claim, user, now);
  const found = await claimById(tx, id);
  if (!found) throw new Error('a locked claim vanished');
  return found;
}

/** Keeps, once, that somebody writes the claim for its member: from then on they decide nothing about it. */
async function keepFiler(tx: Db, claim: ClaimRow, user: Person, at: Date): Promise<void> {
  const onBehalfOf = behalfOf(claim, user);
  if (onBehalfOf === null || !(await takeOn(tx, claim.id, user.id))) return;
  const subject = `claim ${claim.number}`;
  await record(tx, { at, actorId: user.id, onBehalfOf, action: 'claim-taken-on', subject });
}
