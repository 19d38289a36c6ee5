import { z } from 'zod';
import { type Severity, severities } from '../claim/claim.ts';
import { move, type Step } from '../claim/lifecycle.ts';
import { Problem } from '../claim/problem.ts';
import { ClaimState, ClaimSummary, ClaimView, claimStates } from '../claim/views.ts';
import { only } from '../identity/access.ts';
import { type AuditAction, record } from '../store/audit.ts';
import { addMessage, type ClaimRecord, claimById, claimsInStates, lockClaim, setState } from '../store/claims.ts';
import type { Db } from '../store/db.ts';
import { receiveAllOriginals } from '../store/originals.ts';
import { type User, userById } from '../store/people.ts';
import { userOf } from './access.ts';
import { claimAt, claimSummary, claimView } from './claim-view.ts';
import type { App, Deps } from './deps.ts';
import { notify } from './notify.ts';

/** The assistant's work: the queue, approving, returning with a question, marking the paper originals. */

const Id = z.strictObject({ id: z.uuid() });
const tags = ['review'];
const LONGEST_MESSAGE = 2000;

const Filter = z.strictObject({
  state: z.union([ClaimState, z.literal('all')]).default('submitted'),
  flag: z.string().max(60).optional(),
  group: z.string().max(200).optional(),
});

export function reviewRoutes(app: App, deps: Deps): void {
  const { db } = deps;

  app.get(
    '/api/review',
    {
      config: { access: only('assistant') },
      schema: { tags, querystring: Filter, response: { 200: z.array(ClaimSummary) } },
    },
    async (request) => {
      const { state, flag, group } = request.query;
      const states = state === 'all' ? claimStates : [state];
      const found = await claimsInStates(
        db,
        states.filter((each) => each !== 'draft'),
      );
      const packs = await deps.packs.inForce(db);
      return found
        .map((claim) => claimSummary(packs, claim))
        .filter((claim) => flag === undefined || claim.flags.some((each) => each.code === flag))
        .filter((claim) => group === undefined || claim.meeting.group === group)
        .sort(flaggedFirst);
    },
  );

  /** One step of the assistant on a claim: move it, do the work, write it down, all or nothing. */
  function step(
    name: Step & ('return' | 'approve' | 'receive-originals'),
    action: AuditAction,
    work: (tx: Db, found: ClaimRecord, actor: User, body: { message?: string | undefined }) => Promise<void>,
  ) {
    return async (id: string, user: User, body: { message?: string | undefined } = {}): Promise<ClaimView> => {
      await db.transaction(async (tx) => {
        const locked = await lockClaim(tx, id);
        const found = locked && (await claimById(tx, id));
        // A draft nobody has sent is not there for anyone but its member.
        if (!found || found.claim.version === 0) throw new Problem('not-found');
        move(claimAt(found.claim), name, user);
        await work(tx, found, user, body);
        const subject = `claim ${found.claim.number} version ${found.claim.version}`;
        await record(tx, { at: deps.now(), actorId: user.id, action, subject });
      });
      return claimView(deps, db, id, user);
    };
  }

  const giveBack = step('return', 'claim-returned', async (tx, { claim }, actor, { message }) => {
    const text = message?.trim() ?? '';
    if (text === '') throw new Problem('message-missing');
    const at = deps.now();
    await addMessage(tx, { claimId: claim.id, fromId: actor.id, version: claim.version, text, at });
    await setState(tx, claim.id, { state: 'returned' }, at);
    await tell(tx, claim, 'returned');
  });

  const approve = step('approve', 'claim-approved', async (tx, { claim }, actor) => {
    if (claim.evaluation?.complete !== true) throw new Problem('amount-unknown');
    const at = deps.now();
    await setState(tx, claim.id, { state: 'approved', approvedAt: at, approvedBy: actor.id }, at);
    await deps.queue.send(tx, 'seal-approval', { claimId: claim.id, version: claim.version });
    await tell(tx, claim, 'approved');
  });

  const receiveOriginals = step('receive-originals', 'originals-received', (tx, { claim }, actor) =>
    receiveAllOriginals(tx, claim, { at: deps.now(), by: actor.id }),
  );

  async function tell(tx: Db, claim: ClaimRecord['claim'], notice: 'returned' | 'approved'): Promise<void> {
    const member = await userById(tx, claim.memberId);
    if (member) await notify(tx, deps, { userId: member.id, language: member.language, notice, claim });
  }

  app.post(
    '/api/claims/:id/return',
    {
      config: { access: only('assistant') },
      schema: {
        tags,
        params: Id,
        body: z.strictObject({ message: z.string().max(LONGEST_MESSAGE) }),
        response: { 200: ClaimView },
      },
    },
    (request) => giveBack(request.params.id, userOf(request), request.body),
  );
  app.post(
    '/api/claims/:id/approval',
    { config: { access: only('assistant') }, schema: { tags, params: Id, response: { 200: ClaimView } } },
    (request) => approve(request.params.id, userOf(request)),
  );
  app.post(
    '/api/claims/:id/originals',
    { config: { access: only('assistant') }, schema: { tags, params: Id, response: { 200: ClaimView } } },
    (request) => receiveOriginals(request.params.id, userOf(request)),
  );
}

const rank = (severity: Severity | null): number =>
  severity === null ? severities.length : severities.indexOf(severity);

/** The worst flag first, and among equals the one that has waited longest. */
function flaggedFirst(a: ClaimSummary, b: ClaimSummary): number {
  return rank(a.worstSeverity) - rank(b.worstSeverity) || a.since.localeCompare(b.since);
}
