import { may } from '../claim/lifecycle.ts';
import { openDraft } from '../claim/new-draft.ts';
import { applyToDraft, standing } from '../claim/review/apply.ts';
import { openItems } from '../claim/review/checklist.ts';
import { silenceFrom } from '../claim/review/consent.ts';
import type { Decided } from '../claim/review/decision.ts';
import type { Corrected } from '../claim/review/origin.ts';
import type { approvalStops, CorrectionView, DecisionView, QuestionView, ReviewView } from '../claim/review-views.ts';
import { correctionsBefore } from '../store/corrections.ts';
import type { Db } from '../store/db.ts';
import type { User } from '../store/people.ts';
import { actsOf, answersOf, earlierClaimsOf, versionAskedBefore } from '../store/review.ts';
import { accountView } from './account-view.ts';
import { shownTo } from './claim-view.ts';
import type { Deps } from './deps.ts';
import { type Examined, examined, examinedAt, isToSend, openQuestions, openRatesOf, questionsIn } from './examined.ts';

/** What the examiner is shown of a claim, and the member of a correction. */

type Needs = Pick<Deps, 'packs' | 'approvalSecondOverCents'>;

export async function reviewView(db: Db, deps: Needs, id: string, user: User): Promise<ReviewView> {
  const claim = await examined(db, deps, id);
  const { record, base, acts, preview } = claim;
  const at = examinedAt(claim);
  const earlier = await earlierClaimsOf(db, record.member.id, id);
  return {
    claimId: id,
    state: record.claim.state,
    revision: record.claim.revision,
    baseVersion: base.version,
    lastAct: acts.at(-1)?.id ?? 0,
    decisions: decisionViews(claim, user),
    evaluation: preview.after.evaluation,
    difference: { changes: preview.changes, ...sums(preview.difference) },
    way: preview.way,
    toSend: isToSend(claim),
    correction: correctionView(claim),
    checklist: claim.checklist,
    draft: shownTo(user, { draft: applyToDraft(openDraft(base.draft), claim.decisions), memberId: record.member.id }),
    corrected: await correctedFields(db, claim),
    account: await accountView(db, claim, user),
    openRates: openRatesOf(claim),
    answered: await answeredBefore(db, id, base.version),
    approvals: claim.approvals.map(({ kind, by, at: when, reason }) => ({ kind, by, reason, at: when.toISOString() })),
    needsSecond: claim.needsSecond,
    stops: stopsOf(claim),
    earlier,
    may: {
      decide: may(at, 'decide', user),
      send: may(at, 'correct', user) && (isToSend(claim) || claim.consent === 'waiting'),
      withdraw: may(at, 'withdraw', user),
      return: may(at, 'return', user),
      approve: may(at, 'approve', user),
    },
  };
}

const sums = ({ lines, beforeCents, afterCents }: Examined['preview']['difference']) => ({
  lines,
  beforeCents,
  afterCents,
});

/** Those of versions before the one its member sent last, then those that stand on it. */
async function correctedFields(db: Db, { base, preview, decisions }: Examined): Promise<Corrected[]> {
  const changes = [...(await correctionsBefore(db, base)), ...preview.changes];
  const rates = decisions.flatMap(({ decision, by }) =>
    decision.kind === 'exchange-rate'
      ? [{ subject: decision.subject, field: 'exchangeRate', before: null, after: decision.exchangeRate, by }]
      : [],
  );
  return [...changes.flatMap(({ subject, fields, by }) => fields.map((each) => ({ subject, ...each, by }))), ...rates];
}

function decisionViews({ acts }: Examined, user: User): DecisionView[] {
  const undone = new Map(acts.flatMap((act) => ('undoes' in act ? [[act.undoes, { by: act.by, at: act.at }]] : [])));
  return acts.flatMap((act) =>
    'decision' in act
      ? [
          {
            id: act.id,
            decision: act.decision,
            by: act.by,
            mine: act.byId === user.id,
            at: act.at,
            undone: undone.get(act.id) ?? null,
          },
        ]
      : [],
  );
}

/** In the order in which they are told: what has to be done first stands first. */
export function stopsOf(claim: Examined): (typeof approvalStops)[number][] {
  const { decisions, preview, consent, checklist } = claim;
  return [
    ...(openQuestions(decisions).length > 0 ? (['questions-open'] as const) : []),
    ...(isToSend(claim) ? (['correction-not-sent'] as const) : []),
    ...(preview.after.evaluation.complete ? [] : (['amount-unknown'] as const)),
    ...(consent === 'waiting' || consent === 'objected' ? (['consent-missing'] as const) : []),
    ...(openItems(checklist).length > 0 ? (['checklist-open'] as const) : []),
  ];
}

/** The newest version as a correction; null where the member sent it. The sums are those it was sent with. */
export function correctionView({ correction, current, before, replies, consent }: Examined): CorrectionView | null {
  if (correction === null) return null;
  const { version, baseVersion, way, byName: by, at, changes, lines } = correction;
  return {
    version,
    baseVersion,
    way,
    by,
    at: at.toISOString(),
    changes,
    lines,
    beforeCents: before.evaluation.totals.payableCents,
    afterCents: current.payableCents,
    silentFrom: way === 'silence' ? silenceFrom(at).toISOString() : null,
    state: consent,
    replies: replies.map(({ decisionId, answer, reason, at: when }) => ({
      decisionId,
      answer,
      reason,
      at: when.toISOString(),
    })),
  };
}

/** What was asked of the version the member sent before this one, with the answers it came back with. */
async function answeredBefore(db: Db, claimId: string, version: number): Promise<QuestionView[]> {
  const asked = await versionAskedBefore(db, { claimId, version });
  if (asked === null) return [];
  const of = { claimId, version: asked };
  return questionViews(standing(await actsOf(db, of)), await answersOf(db, of));
}

export const questionViews = (decisions: readonly Decided[], answers: ReadonlyMap<number, string>): QuestionView[] =>
  questionsIn(decisions).map(({ id, decision, by, at }) => ({
    id,
    subject: decision.subject,
    question: decision.question,
    from: by,
    at,
    answer: answers.get(id) ?? '',
  }));
