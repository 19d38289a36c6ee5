import { z } from 'zod';
import { move } from '../claim/lifecycle.ts';
import { Problem } from '../claim/problem.ts';
import { QueueFilter, queueStates, shown } from '../claim/review/filter.ts';
import { ClaimSummary, ClaimView, claimStates } from '../claim/views.ts';
import { only } from '../identity/access.ts';
import { record } from '../store/audit.ts';
import { claimById, claimsInStates, lockClaim } from '../store/claims.ts';
import { consentStatesOf } from '../store/corrections.ts';
import type { Db } from '../store/db.ts';
import { failedDocumentsAmong } from '../store/documents.ts';
import { receiveAllOriginals } from '../store/originals.ts';
import type { User } from '../store/people.ts';
import { drawnAmong } from '../store/random-samples.ts';
import { userOf } from './access.ts';
import { approve, giveBack } from './approval.ts';
import { claimAt, claimSummary, claimView } from './claim-view.ts';
import { ChecklistInput } from './decisions.ts';
import type { App, Deps } from './deps.ts';

/** The assistant's work: the queue, approving, returning with questions, marking the paper originals. */

const Id = z.strictObject({ id: z.uuid() });
const tags = ['review'];
const LONGEST_TEXT = 2000;
const MOST_ITEMS = 20;

const Filter = z.strictObject({
  state: z.enum(queueStates).default('waiting'),
  flag: QueueFilter.shape.flag.unwrap().optional(),
  group: QueueFilter.shape.group.unwrap().optional(),
  order: QueueFilter.shape.order.default('flag'),
});

const Return = z.strictObject({
  /** A question about the claim as a whole; needed where no line was asked about. */
  message: z.string().max(LONGEST_TEXT).default(''),
  revision: z.int().min(0).optional(),
});

const Approval = z.strictObject({
  /** The claim as it was seen: nobody approves what they have not seen. */
  revision: z.int().min(0),
  /** Answers to what is still open in the checklist. */
  checklist: z.array(ChecklistInput).max(MOST_ITEMS).default([]),
  /** Why it is approved although the member objects; needed only then. */
  reason: z.string().max(LONGEST_TEXT).default(''),
});

export function reviewRoutes(app: App, deps: Deps): void {
  const { db } = deps;
  const config = { access: only('assistant') };

  app.get(
    '/api/review',
    { config, schema: { tags, querystring: Filter, response: { 200: z.array(ClaimSummary) } } },
    async (request) => {
      const { state, flag = null, group = null, order } = request.query;
      const found = await claimsInStates(
        db,
        claimStates.filter((each) => each !== 'draft'),
      );
      const ids = found.map(({ claim }) => claim.id);
      const packs = await deps.packs.inForce(db);
      const [consents, drawn, failed] = [
        await consentStatesOf(db, ids),
        await drawnAmong(db, ids),
        await failedDocumentsAmong(db, ids),
      ];
      const own = userOf(request).id;
      const summaries = found.map((each) =>
        claimSummary(packs, each, {
          consent: consents.get(each.claim.id),
          drawn: each.claim.memberId !== own && drawn.has(each.claim.id),
          documentFailed: failed.has(each.claim.id),
        }),
      );
      return shown(summaries, { state, flag, group, order });
    },
  );

  app.post(
    '/api/claims/:id/return',
    { config, schema: { tags, params: Id, body: Return, response: { 200: ClaimView } } },
    async (request) => {
      const [user, { id }] = [userOf(request), request.params];
      await db.transaction((tx) => giveBack(tx, deps, { id, user, ...request.body }));
      return claimView(deps, db, id, user);
    },
  );
  app.post(
    '/api/claims/:id/approval',
    { config, schema: { tags, params: Id, body: Approval, response: { 200: ClaimView } } },
    async (request) => {
      const [user, { id }] = [userOf(request), request.params];
      await db.transaction((tx) => approve(tx, deps, { id, user, ...request.body }));
      return claimView(deps, db, id, user);
    },
  );
  app.post(
    '/api/claims/:id/originals',
    { config, schema: { tags, params: Id, response: { 200: ClaimView } } },
    async (request) => {
      const [user, { id }] = [userOf(request), request.params];
      await db.transaction((tx) => receiveOriginals(tx, deps, id, user));
      return claimView(deps, db, id, user);
    },
  );
}

async function receiveOriginals(tx: Db, { now }: Deps, id: string, user: User): Promise<void> {
  const locked = await lockClaim(tx, id);
  const found = locked && (await claimById(tx, id));
  if (!found || found.claim.version === 0) throw new Problem('not-found');
  move(claimAt(found.claim), 'receive-originals', user);
  const at = now();
  await receiveAllOriginals(tx, found.claim, { at, by: user.id });
  const subject = `claim ${found.claim.number} version ${found.claim.version}`;
  await record(tx, { at, actorId: user.id, action: 'originals-received', subject });
}
