import { z } from 'zod';
import { DuplicateView } from '../claim/duplicate-views.ts';
import { Problem } from '../claim/problem.ts';
import { only } from '../identity/access.ts';
import { record } from '../store/audit.ts';
import { type ClaimRow, lockClaim } from '../store/claims.ts';
import type { Db } from '../store/db.ts';
import { addDecision, duplicatesOf } from '../store/duplicates.ts';
import type { User } from '../store/people.ts';
import { userOf } from './access.ts';
import type { App, Deps } from './deps.ts';

/** Receipts that may be one, for the assistant to compare: dismissed with a reason, or taken back with one. */

const Id = z.strictObject({ id: z.uuid() });
const LONGEST_REASON = 2000;
const Decision = z.strictObject({
  receiptId: z.uuid(),
  otherReceiptId: z.uuid(),
  /** True: they are two receipts. False: tell of them again. */
  dismissed: z.boolean(),
  reason: z.string().max(LONGEST_REASON),
});
type Decision = z.infer<typeof Decision>;
const Duplicates = z.array(DuplicateView);

export function duplicateRoutes(app: App, { db, now }: Deps): void {
  const tags = ['review'];
  const config = { access: only('assistant') };

  app.get(
    '/api/claims/:id/duplicates',
    { config, schema: { tags, params: Id, response: { 200: Duplicates } } },
    (request) => db.transaction((tx) => shown(tx, request.params.id, userOf(request))),
  );

  app.post(
    '/api/claims/:id/duplicates/decisions',
    { config, schema: { tags, params: Id, body: Decision, response: { 200: Duplicates } } },
    (request) =>
      db.transaction(async (tx) => {
        const user = userOf(request);
        await decide(tx, request.params.id, user, request.body, now());
        return shown(tx, request.params.id, user);
      }),
  );
}

/** The claim, locked, as the assistant may look at it: sent, and not their own. */
async function examined(tx: Db, id: string, user: User): Promise<ClaimRow> {
  const claim = await lockClaim(tx, id);
  if (!claim || claim.version === 0) throw new Problem('not-found');
  if (claim.memberId === user.id || claim.filedBy.includes(user.id)) throw new Problem('own-claim');
  return claim;
}

const shown = async (tx: Db, id: string, user: User): Promise<DuplicateView[]> =>
  duplicatesOf(tx, await examined(tx, id, user), user.id);

/** Adds a decision and its audit record; the reason stays with the decision, the record says who, when and of which two. */
async function decide(tx: Db, id: string, user: User, asked: Decision, at: Date): Promise<void> {
  const reason = asked.reason.trim();
  if (reason === '') throw new Problem('reason-missing');
  const claim = await examined(tx, id, user);
  const pair = await pairOf(tx, claim, user, asked);
  if (!pair.mayDecide) throw new Problem('own-claim');
  if (pair.dismissed === asked.dismissed) throw new Problem('wrong-state');
  const { dismissed, receiptId: ours, otherReceiptId: theirs } = asked;
  await addDecision(tx, { ours, theirs, dismissed, reason, at, by: user.id });
  await record(tx, {
    at,
    actorId: user.id,
    action: dismissed ? 'duplicate-dismissed' : 'duplicate-restored',
    subject: `claim ${claim.number} version ${claim.version}`,
    details: { receipts: [ours, theirs], claims: [pair.ours.claim.number, pair.theirs.claim.number], by: pair.by },
  });
}

async function pairOf(tx: Db, claim: ClaimRow, user: User, asked: Decision): Promise<DuplicateView> {
  const found = await duplicatesOf(tx, claim, user.id);
  const pair = found.find(
    ({ ours, theirs }) => ours.receiptId === asked.receiptId && theirs.receiptId === asked.otherReceiptId,
  );
  if (!pair) throw new Problem('not-found');
  return pair;
}
