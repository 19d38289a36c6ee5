import { z } from 'zod';
import { move } from '../claim/lifecycle.ts';
import { Problem } from '../claim/problem.ts';
import { consentState, contested } from '../claim/review/consent.ts';
import { CorrectionView, QuestionView } from '../claim/review-views.ts';
import { filed, own, ownOr } from '../identity/access.ts';
import { record } from '../store/audit.ts';
import { setState } from '../store/claims.ts';
import type { Db } from '../store/db.ts';
import type { User } from '../store/people.ts';
import { addAnswer, addReplies, answersOf, repliesOf } from '../store/review.ts';
import { userOf } from './access.ts';
import type { App, Deps } from './deps.ts';
import { examined, examinedAt, forStep, questionsIn } from './examined.ts';
import { tellOwners } from './notify.ts';
import { correctionView, questionViews } from './review-view.ts';
import { behalfOf } from './writer.ts';
import { forWriting } from './writing.ts';

/** What the member answers: to a correction, decision by decision, and to the questions on a returned claim. */

const Id = z.strictObject({ id: z.uuid() });
const LONGEST = 2_000;
const MOST_DECISIONS = 500;

const Reply = z.strictObject({
  /** The version that was looked at. */
  version: z.int().min(1),
  decisionIds: z.array(z.int().min(1)).min(1).max(MOST_DECISIONS),
  accepted: z.boolean(),
  /** Why not; needed for an objection. */
  reason: z.string().max(LONGEST).default(''),
});

export function consentRoutes(app: App, deps: Deps): void {
  const { db } = deps;
  const tags = ['claims'];

  app.get(
    '/api/claims/:id/correction',
    {
      config: { access: ownOr('claim', 'assistant') },
      schema: { tags, params: Id, response: { 200: CorrectionView } },
    },
    (request) => correctionOr404(db, deps, request.params.id),
  );

  app.post(
    '/api/claims/:id/correction/replies',
    { config: { access: own('claim') }, schema: { tags, params: Id, body: Reply, response: { 200: CorrectionView } } },
    async (request) => {
      const { id } = request.params;
      await db.transaction((tx) => reply(tx, deps, id, userOf(request), request.body));
      return correctionOr404(db, deps, id);
    },
  );

  app.get(
    '/api/claims/:id/questions',
    {
      config: { access: filed('claim', 'assistant') },
      schema: { tags, params: Id, response: { 200: z.array(QuestionView) } },
    },
    (request) => questions(db, deps, request.params.id),
  );

  app.put(
    '/api/claims/:id/questions/:question/answer',
    {
      config: { access: filed('claim') },
      schema: {
        tags,
        params: Id.extend({ question: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER) }),
        body: z.strictObject({ text: z.string().max(LONGEST) }),
        response: { 200: z.array(QuestionView) },
      },
    },
    async (request) => {
      const { id, question } = request.params;
      await db.transaction((tx) => answer(tx, deps, id, userOf(request), { question, text: request.body.text }));
      return questions(db, deps, id);
    },
  );
}

async function correctionOr404(db: Db, deps: Deps, id: string): Promise<CorrectionView> {
  const view = correctionView(await examined(db, deps, id));
  if (view === null) throw new Problem('not-found');
  return view;
}

/** An objection gives the claim back at once; consent does when nothing is left to answer. */
async function reply(tx: Db, deps: Deps, id: string, user: User, asked: z.infer<typeof Reply>): Promise<void> {
  const { accepted, decisionIds, version } = asked;
  const step = accepted ? 'consent' : 'object';
  const claim = await forStep(tx, deps, { id, step, user });
  const { correction, record: found } = claim;
  if (correction?.version !== version) throw new Problem('changed-meanwhile');
  const open = contested(correction.changes);
  if (!decisionIds.every((each) => open.includes(each))) throw new Problem('not-found');
  const reason = asked.reason.trim();
  if (!accepted && reason === '') throw new Problem('reason-missing');
  const at = deps.now();
  const answered = accepted ? ('accepted' as const) : ('objected' as const);
  const common = { claimId: id, version, answer: answered, reason, by: user.id, at };
  await addReplies(
    tx,
    decisionIds.map((decisionId) => ({ ...common, decisionId })),
  );
  const subject = `claim ${found.claim.number} version ${version}`;
  const action = accepted ? 'correction-accepted' : 'correction-objected';
  await record(tx, { at, actorId: user.id, action, subject, details: { decisions: decisionIds } });
  const state = consentState(correction.way, open, await repliesOf(tx, { claimId: id, version }));
  if (state === 'waiting') return;
  await setState(tx, id, { state: move(examinedAt(claim), step, user) }, at);
  await tellOwners(tx, deps, [id], accepted ? 'consented' : 'objected');
}

/** Questions that wait for the member: those of the claim as it was returned. */
async function questions(db: Db, deps: Deps, id: string): Promise<QuestionView[]> {
  const { record: found, decisions, base } = await examined(db, deps, id);
  if (found.claim.state !== 'returned') return [];
  return questionViews(decisions, await answersOf(db, { claimId: id, version: base.version }));
}

async function answer(
  tx: Db,
  deps: Deps,
  id: string,
  user: User,
  { question, text }: { question: number; text: string },
): Promise<void> {
  const at = deps.now();
  const { claim } = await forWriting(tx, { id, user, step: 'save', now: at });
  const { base, decisions } = await examined(tx, deps, id);
  if (!questionsIn(decisions).some((each) => each.id === question)) throw new Problem('not-found');
  await addAnswer(tx, { claimId: id, version: base.version, decisionId: question, text, by: user.id, at });
  const acts = { actorId: user.id, onBehalfOf: behalfOf(claim, user), action: 'question-answered' } as const;
  const subject = `claim ${claim.number} version ${base.version}`;
  await record(tx, { ...acts, at, subject, details: { question } });
}
