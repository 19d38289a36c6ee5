import { z } from 'zod';
import { move } from '../claim/lifecycle.ts';
import { Problem } from '../claim/problem.ts';
import { latestUndo, prolonged, UndoableApproval } from '../claim/review/undo.ts';
import { ClaimView } from '../claim/views.ts';
import { only } from '../identity/access.ts';
import { record } from '../store/audit.ts';
import { setState } from '../store/claims.ts';
import type { Db } from '../store/db.ts';
import { dropPending, firstApprovalsOf, pendingOf, prolongPending } from '../store/pending-approvals.ts';
import type { User } from '../store/people.ts';
import { addApproval } from '../store/review.ts';
import { userOf } from './access.ts';
import { claimView } from './claim-view.ts';
import type { App, Deps } from './deps.ts';
import { type Examined, examinedAt, forStep } from './examined.ts';
import { tellOwners } from './notify.ts';

/** Undo instead of "are you sure": an approval is taken back by its approver, until it is settled. */

const Id = z.strictObject({ id: z.uuid() });
const Undoable = z.array(UndoableApproval);

export function approvalUndoRoutes(app: App, deps: Deps): void {
  const { db } = deps;
  const tags = ['review'];
  const config = { access: only('assistant') };

  app.get('/api/review/undoable', { config, schema: { tags, response: { 200: Undoable } } }, (request) =>
    undoable(db, deps, userOf(request).id),
  );
  app.post(
    '/api/claims/:id/approval/undo',
    { config, schema: { tags, params: Id, response: { 200: ClaimView } } },
    async (request) => {
      const [user, { id }] = [userOf(request), request.params];
      await db.transaction((tx) => undo(tx, deps, id, user));
      return claimView(deps, db, id, user);
    },
  );
  app.post(
    '/api/claims/:id/approval/prolongation',
    { config, schema: { tags, params: Id, response: { 200: Undoable } } },
    async (request) => {
      const user = userOf(request);
      await db.transaction((tx) => prolong(tx, deps, request.params.id, user));
      return undoable(db, deps, user.id);
    },
  );
}

/** What the person approved and can undo now, the newest first. */
async function undoable(db: Db, { now, approvalUndoMs }: Deps, by: string): Promise<UndoableApproval[]> {
  const at = now();
  const left = (until: Date): number => until.getTime() - at.getTime();
  const final = (await pendingOf(db, by)).map((row) => ({
    ...row,
    first: false,
    leftMs: left(row.until),
    mayProlong: row.until < latestUndo(row.at, approvalUndoMs),
  }));
  // The first of two stands until the second: as long as its line is shown, nothing runs out.
  const first = (await firstApprovalsOf(db, by, new Date(at.getTime() - approvalUndoMs))).map((row) => ({
    ...row,
    first: true,
    leftMs: left(row.at) + approvalUndoMs,
    mayProlong: false,
  }));
  return [...final, ...first].filter(({ leftMs }) => leftMs > 0).toSorted((a, b) => b.at.getTime() - a.at.getTime());
}

/** Puts the claim back as it stood before it was approved. Everything decided of it stands. */
async function undo(tx: Db, deps: Deps, id: string, user: User): Promise<void> {
  const claim = await forUndo(tx, deps, id, user);
  const at = deps.now();
  const { id: claimId, number, version, state: from } = claim.record.claim;
  const state = move(examinedAt(claim), 'undo-approval', user);
  const kind = from === 'approved' ? 'undone' : 'withdrawn';
  await addApproval(tx, { claimId, version, kind, reason: '', by: user.id, at });
  const before = claim.pending && {
    approvedAt: claim.pending.approvedBefore,
    approvedBy: claim.pending.approverBefore,
  };
  await dropPending(tx, id);
  await setState(tx, id, { state, ...before }, at);
  // Of the first of two approvals its member was told at once.
  if (kind === 'withdrawn') await tellOwners(tx, deps, [id], 'checked-again');
  const action = kind === 'undone' ? 'approval-undone' : 'approval-withdrawn';
  await record(tx, { at, actorId: user.id, action, subject: `claim ${number} version ${version}`, details: { state } });
}

/** Once the time is over it is settled, whether its job has run yet or not. */
async function forUndo(tx: Db, deps: Deps, id: string, user: User): Promise<Examined> {
  const claim = await forStep(tx, deps, { id, step: 'undo-approval', user });
  if (claim.pending !== null && deps.now() >= claim.pending.until) throw new Problem('approval-settled');
  return claim;
}

async function prolong(tx: Db, deps: Deps, id: string, user: User): Promise<void> {
  const { pending } = await forUndo(tx, deps, id, user);
  if (pending === null) return;
  const until = prolonged(pending.at, deps.now(), deps.approvalUndoMs);
  if (until > pending.until) await prolongPending(tx, id, until);
}
