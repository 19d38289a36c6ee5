import { z } from 'zod';
import { move } from '../claim/lifecycle.ts';
import { Problem } from '../claim/problem.ts';
import { ClaimView } from '../claim/views.ts';
import { byDelegate, own } from '../identity/access.ts';
import { record } from '../store/audit.ts';
import { type ClaimRow, lockClaim } from '../store/claims.ts';
import type { Db } from '../store/db.ts';
import { addGiveBack, askMember, stopAsking } from '../store/filing.ts';
import { mayFileFor } from '../store/filing-permissions.ts';
import { type User, userById } from '../store/people.ts';
import { closePasses } from '../store/upload-passes.ts';
import { userOf } from './access.ts';
import { claimAt, claimView } from './claim-view.ts';
import type { App, Deps } from './deps.ts';
import { notify, tellFilers } from './notify.ts';
import { behalfOf, writerOf } from './writer.ts';
import { forWriting } from './writing.ts';

/** Who filed a claim for its member asks them to confirm it; the member signs, edits, or gives it back with a word. */

const Id = z.strictObject({ id: z.uuid() });
const LONGEST_WORD = 2_000;

export function confirmationRoutes(app: App, deps: Deps): void {
  const { db } = deps;
  const tags = ['filing'];
  const response = { 200: ClaimView };

  app.post(
    '/api/claims/:id/confirmation',
    {
      config: { access: byDelegate('claim') },
      schema: { tags, params: Id, body: z.strictObject({ revision: z.int().min(0) }), response },
    },
    async (request) => {
      const { id } = request.params;
      const user = userOf(request);
      await db.transaction((tx) => ask(tx, deps, user, { id, revision: request.body.revision }));
      return claimView(deps, db, id, user);
    },
  );

  app.delete(
    '/api/claims/:id/confirmation',
    { config: { access: byDelegate('claim') }, schema: { tags, params: Id, response } },
    async (request) => {
      const { id } = request.params;
      const user = userOf(request);
      await db.transaction((tx) => takeBack(tx, deps, user, id));
      return claimView(deps, db, id, user);
    },
  );

  app.post(
    '/api/claims/:id/giving-back',
    {
      config: { access: own('claim') },
      schema: { tags, params: Id, body: z.strictObject({ message: z.string().max(LONGEST_WORD) }), response },
    },
    async (request) => {
      const { id } = request.params;
      const user = userOf(request);
      await db.transaction((tx) => giveBack(tx, deps, user, { id, message: request.body.message.trim() }));
      return claimView(deps, db, id, user);
    },
  );
}

async function ask(tx: Db, deps: Deps, user: User, asked: { id: string; revision: number }): Promise<void> {
  const at = deps.now();
  const { claim } = await forWriting(tx, { id: asked.id, user, step: 'ask-confirmation', now: at });
  if (claim.revision !== asked.revision) throw new Problem('changed-meanwhile');
  const member = await userById(tx, claim.memberId);
  if (!member) throw new Error(`claim ${claim.number} has no member`);
  await askMember(tx, claim.id, { by: user.id, at });
  // The phone adds nothing behind the member's back.
  await closePasses(tx, claim.id, at);
  await written(tx, claim, user, 'confirmation-asked', at);
  await notify(tx, deps, { userId: member.id, language: member.language, notice: 'confirmation-asked', claim });
}

async function takeBack(tx: Db, deps: Deps, user: User, id: string): Promise<void> {
  const claim = await lockClaim(tx, id);
  if (!claim) throw new Problem('not-found');
  move(claimAt(claim), 'take-back', await writerOf(tx, claim, user, deps.now()));
  await stopAsking(tx, id);
  await written(tx, claim, user, 'confirmation-taken-back', deps.now());
}

/** Problem `message-missing` without a word why, `permission-ended` where nobody could mend it. */
async function giveBack(tx: Db, deps: Deps, user: User, { id, message }: { id: string; message: string }) {
  const claim = await lockClaim(tx, id);
  if (!claim) throw new Problem('not-found');
  move(claimAt(claim), 'give-back', user);
  const { askedBy: toId, version, memberId } = claim;
  const at = deps.now();
  if (message === '') throw new Problem('message-missing');
  if (toId === null || !(await mayFileFor(tx, { memberId, delegateId: toId }, at)))
    throw new Problem('permission-ended');
  await stopAsking(tx, id);
  await addGiveBack(tx, { claimId: id, version: version + 1, toId, text: message, at });
  await written(tx, claim, user, 'claim-given-back', at);
  await tellFilers(tx, deps, claim, 'given-back');
}

type Action = 'confirmation-asked' | 'confirmation-taken-back' | 'claim-given-back';

async function written(tx: Db, claim: ClaimRow, user: User, action: Action, at: Date): Promise<void> {
  const subject = `claim ${claim.number}`;
  await record(tx, { at, actorId: user.id, onBehalfOf: behalfOf(claim, user), action, subject });
}
