import { z } from 'zod';
import { lineSubject } from '../claim/line-subject.ts';
import { Problem } from '../claim/problem.ts';
import { type Act, holds } from '../claim/review/apply.ts';
import { ChecklistItem } from '../claim/review/checklist.ts';
import { type Decided, Decision, isHold, misfit } from '../claim/review/decision.ts';
import { newErrors, type Preview, preview } from '../claim/review/preview.ts';
import { ReviewView } from '../claim/review-views.ts';
import { only } from '../identity/access.ts';
import { record } from '../store/audit.ts';
import { touch } from '../store/corrections.ts';
import type { Db } from '../store/db.ts';
import type { User } from '../store/people.ts';
import { addAct, addChecklistAnswer } from '../store/review.ts';
import { userOf } from './access.ts';
import type { App, Deps } from './deps.ts';
import { type Examined, forStep, openRatesOf } from './examined.ts';
import { reviewView } from './review-view.ts';

/** The examiner's decisions, line by line: made, taken back, and the checklist. Nothing of the claim changes by them yet. */

const Id = z.strictObject({ id: z.uuid() });
const MOST_COMMENT = 2_000;

/** `lastAct`: the newest decision the page showed, so that nobody decides over what they have not seen. */
const Decide = z.strictObject({ lastAct: z.int().min(0), decision: Decision });
const TakeBack = z.strictObject({ decisionId: z.int().min(1) });
export const ChecklistInput = z.strictObject({
  item: ChecklistItem,
  ok: z.boolean(),
  comment: z.string().max(MOST_COMMENT).default(''),
});

export function decisionRoutes(app: App, deps: Deps): void {
  const { db } = deps;
  const tags = ['review'];
  const config = { access: only('assistant') };
  const schema = { tags, params: Id, response: { 200: ReviewView } };
  const shown = (id: string, user: User) => reviewView(db, deps, id, user);

  app.get('/api/claims/:id/review', { config, schema }, (request) => shown(request.params.id, userOf(request)));

  app.post('/api/claims/:id/review/decisions', { config, schema: { ...schema, body: Decide } }, async (request) => {
    const [user, { id }] = [userOf(request), request.params];
    await db.transaction((tx) => decide(tx, deps, id, user, request.body));
    return shown(id, user);
  });

  app.post('/api/claims/:id/review/undo', { config, schema: { ...schema, body: TakeBack } }, async (request) => {
    const [user, { id }] = [userOf(request), request.params];
    await db.transaction((tx) => takeBack(tx, deps, id, user, request.body.decisionId));
    return shown(id, user);
  });

  app.post(
    '/api/claims/:id/review/checklist',
    { config, schema: { ...schema, body: ChecklistInput } },
    async (request) => {
      const [user, { id }] = [userOf(request), request.params];
      await db.transaction(async (tx) => {
        const claim = await forStep(tx, deps, { id, step: 'decide', user });
        await answerChecklist(tx, deps, claim, user, [request.body]);
        await touch(tx, id);
      });
      return shown(id, user);
    },
  );
}

async function decide(tx: Db, deps: Deps, id: string, user: User, asked: z.infer<typeof Decide>): Promise<void> {
  const claim = await forStep(tx, deps, { id, step: 'decide', user });
  const { decision, lastAct } = asked;
  if (claim.acts.some((act) => act.id > lastAct && isAbout(act, decision.subject, claim.acts)))
    throw new Problem('decided-meanwhile');
  refuseMisfit(claim, decision);
  refuseHold(claim, decision);
  refuseImpossible(claim, decision, user);
  const at = deps.now();
  const { record: found, base } = claim;
  await addAct(tx, { claimId: id, version: base.version, decision, by: user.id, at });
  await touch(tx, id);
  const subject = `claim ${found.claim.number} version ${base.version}`;
  const details = { kind: decision.kind, about: decision.subject };
  await record(tx, { at, actorId: user.id, action: 'line-decided', subject, details });
}

/** Whether a row decides on the subject, or takes back one that does. */
function isAbout(act: Act, subject: string, acts: readonly Act[]): boolean {
  if ('decision' in act) return act.decision.subject === subject;
  const undone = acts.find(({ id }) => id === act.undoes);
  return undone !== undefined && isAbout(undone, subject, acts);
}

function refuseMisfit(claim: Examined, decision: Decision): void {
  const { before } = claim;
  const code = misfit(decision, before.claim, new Set(before.evaluation.lines.map(lineSubject)));
  if (code === 'reason-missing') throw new Problem('reason-missing');
  if (code !== null || !isAskedFor(claim, decision)) throw new Problem('decision-not-possible');
}

/** An amount is given where one is unknown; a known one is corrected, and its member asked. */
function isAskedFor(claim: Examined, decision: Decision): boolean {
  if (decision.kind === 'rate') {
    const { pack, rate } = decision.given;
    const given = claim.decisions.map(({ decision: made }) => (made.kind === 'rate' ? made.given : null));
    return [...openRatesOf(claim), ...given].some((each) => each?.pack === pack && each.rate === rate);
  }
  if (decision.kind !== 'exchange-rate') return true;
  const row = claim.before.claim.expenses.find(({ id }) => `expenses[${id}]` === decision.subject);
  return row !== undefined && row.currency !== 'EUR' && row.exchangeRate === null;
}

/** What cannot be computed, or would bring in an error, is refused now: what stands can always be sent. */
function refuseImpossible(
  { before, decisions, packs }: Examined,
  decision: Decision,
  { language, ...user }: User,
): void {
  const made: Decided = { id: Number.MAX_SAFE_INTEGER, decision, by: user.name, byId: user.id, at: '' };
  const after = preview(before, [...decisions, made], packs);
  const [error] = 'error' in after ? [] : newErrors(before, after.after);
  const problem = 'error' in after ? after.error.message : error?.action;
  if (problem) throw new Problem('correction-not-possible', { problem: problem[language] });
  if (!('error' in after)) refuseNothingLeft(after, [...decisions, made]);
}

/** A row is held back once, and only where its sum is its own: another payer lessens the claim as a whole. */
function refuseHold({ record: found, before }: Examined, decision: Decision): void {
  if (!isHold(decision)) return;
  const isTied = found.claim.supplementTo !== null || found.supplement !== null;
  if (isTied || before.claim.trip.otherPayer !== null) throw new Problem('hold-not-possible');
}

/** With every row held back nothing would be paid: then the claim is returned as a whole. */
function refuseNothingLeft({ after }: Preview, decisions: readonly Decided[]): void {
  if (holds(decisions).length > 0 && after.evaluation.totals.payableCents <= 0)
    throw new Problem('hold-leaves-nothing');
}

async function takeBack(tx: Db, deps: Deps, id: string, user: User, decisionId: number): Promise<void> {
  const claim = await forStep(tx, deps, { id, step: 'decide', user });
  const { decisions, packs, before, base, record: found } = claim;
  const rest = decisions.filter((each) => each.id !== decisionId);
  if (rest.length === decisions.length) throw new Problem('wrong-state');
  const after = preview(before, rest, packs);
  if ('error' in after) throw new Problem('correction-not-possible', { problem: after.error.message[user.language] });
  refuseNothingLeft(after, rest);
  const at = deps.now();
  await addAct(tx, { claimId: id, version: base.version, undoes: decisionId, by: user.id, at });
  await touch(tx, id);
  const subject = `claim ${found.claim.number} version ${base.version}`;
  await record(tx, { at, actorId: user.id, action: 'decision-taken-back', subject, details: { decisionId } });
}

/** Keeps answers to the checklist. "Not in order" needs its comment; what the service answers nobody else does. */
export async function answerChecklist(
  tx: Db,
  { now }: Pick<Deps, 'now'>,
  { checklist, base, record: found }: Examined,
  user: User,
  answers: readonly z.infer<typeof ChecklistInput>[],
): Promise<void> {
  const at = now();
  for (const { item, ok, comment } of answers) {
    if (checklist.find((row) => row.item === item)?.service !== null) throw new Problem('decision-not-possible');
    if (!ok && comment.trim() === '') throw new Problem('comment-missing');
    const { claimId, version } = base;
    await addChecklistAnswer(tx, { claimId, version, item, ok, comment: comment.trim(), by: user.id, at });
    const subject = `claim ${found.claim.number} version ${version}`;
    await record(tx, { at, actorId: user.id, action: 'checklist-answered', subject, details: { item, ok } });
  }
}
