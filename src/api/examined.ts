import { Evaluation, TripClaim } from '../claim/claim.ts';
import { plainIban } from '../claim/iban.ts';
import { type ClaimAt, move, type Step } from '../claim/lifecycle.ts';
import { openRates } from '../claim/open-rates.ts';
import { Problem } from '../claim/problem.ts';
import { type Act, standing, verdictsOf } from '../claim/review/apply.ts';
import type { Computed } from '../claim/review/changes.ts';
import { type ChecklistRow, checklistOf } from '../claim/review/checklist.ts';
import { type ConsentState, consentState, contested, needsTwo } from '../claim/review/consent.ts';
import { type Decided, isHold } from '../claim/review/decision.ts';
import { type Preview, preview } from '../claim/review/preview.ts';
import { firstApproval } from '../claim/review/undo.ts';
import { pinPack, type RulePacks } from '../claim/rules.ts';
import { type ClaimRecord, type ClaimVersion, canonical, claimById, claimVersion, lockClaim } from '../store/claims.ts';
import { baseOf, type Correction, correctionOf } from '../store/corrections.ts';
import type { Db } from '../store/db.ts';
import { pinnedPacks } from '../store/pack-activations.ts';
import { type PendingApproval, pendingApprovalOf } from '../store/pending-approvals.ts';
import type { User } from '../store/people.ts';
import { accountsPaid, actsOf, approvalsOf, checklistAnswersOf, repliesOf } from '../store/review.ts';
import { claimAt } from './claim-view.ts';
import type { Deps } from './deps.ts';

/** A claim that was sent with everything decided of it, read once and computed once for whatever is done with it. */

export type Examined = {
  record: ClaimRecord;
  /** The version its member sent, and the newest: the same, or a correction of it. */
  base: ClaimVersion;
  current: ClaimVersion;
  correction: Correction | null;
  replies: Awaited<ReturnType<typeof repliesOf>>;
  consent: ConsentState;
  acts: Act[];
  decisions: Decided[];
  before: Computed;
  packs: RulePacks;
  preview: Preview;
  checklist: ChecklistRow[];
  approvals: Awaited<ReturnType<typeof approvalsOf>>;
  needsSecond: boolean;
  /** Its approval, while it can be undone. */
  pending: PendingApproval | null;
};

type Needs = Pick<Deps, 'packs' | 'approvalSecondOverCents'>;

/** Problem `not-found` where nothing was ever sent: a draft is its member's alone. */
export async function examined(db: Db, deps: Needs, id: string): Promise<Examined> {
  const record = await claimById(db, id);
  const current = record && (await claimVersion(db, id, record.claim.version));
  if (!record || !current) throw new Problem('not-found');
  const base = await baseOf(db, current);
  const of = { claimId: id, version: base.version };
  const acts = await actsOf(db, of);
  const decisions = standing(acts);
  const before = computedOf(base);
  const packs = await packsOfClaim(db, deps, before.evaluation);
  const seen = previewOf(before, decisions, packs);
  const correction = await correctionOf(db, id, current.version);
  const replies = await repliesOf(db, { claimId: id, version: current.version });
  const consent = correction ? consentState(correction.way, contested(correction.changes), replies) : 'not-needed';
  return {
    record,
    base,
    current,
    correction,
    replies,
    consent,
    acts,
    decisions,
    before,
    packs,
    preview: seen,
    checklist: await checklist(db, record, seen.after, of),
    approvals: await approvalsOf(db, { claimId: id, version: current.version }),
    needsSecond: needsTwo(togetherCents(seen), deps.approvalSecondOverCents, consent),
    pending: await pendingApprovalOf(db, id),
  };
}

/** What two persons approve is asked of a claim and its supplement together: a sum is not made small by dividing it. */
const togetherCents = ({ wholeCents, after }: Preview): number =>
  wholeCents + (after.claim.supplementTo?.paid ?? []).reduce((sum, { cents }) => sum + cents, 0);

const computedOf = ({ tripClaim, evaluation }: ClaimVersion): Computed => ({
  claim: TripClaim.parse(JSON.parse(tripClaim)),
  evaluation: Evaluation.parse(JSON.parse(evaluation)),
});

/** The packs the claim was computed by, and for days of other years those in force. */
async function packsOfClaim(db: Db, { packs }: Needs, { packs: used }: Evaluation): Promise<RulePacks> {
  if (pinnedPacks(packs.found, used).lost.length > 0) throw new Problem('rules-not-here');
  const inForce = await packs.inForce(db);
  return used.reduce((pinned, { id }) => pinPack(pinned, id) ?? pinned, inForce);
}

/** A decision that cannot be computed is refused when it is made, so that what stands always can. */
function previewOf(before: Computed, decisions: readonly Decided[], packs: RulePacks): Preview {
  const seen = preview(before, decisions, packs);
  if ('error' in seen) throw new Error(`decisions that stand cannot be computed: ${seen.error.code}`);
  return seen;
}

async function checklist(
  db: Db,
  { claim, meeting, member }: ClaimRecord,
  { claim: tripClaim, evaluation }: Computed,
  of: { claimId: string; version: number },
): Promise<ChecklistRow[]> {
  const paid = await accountsPaid(db, member.id, claim.id);
  const facts = {
    evaluation,
    hasReceipts: claim.draft.expenses.some(({ receiptId }) => receiptId !== null),
    originalsReceived: claim.originalsReceivedAt !== null,
    hasTaxi: tripClaim.expenses.some(({ kind }) => kind === 'taxi'),
    mealsAsArranged: sameMeals(tripClaim.trip.freeMeals, meeting.freeMeals),
    accountAsBefore: paid.has(plainIban(claim.draft.payment.iban)),
  };
  return checklistOf(facts, await checklistAnswersOf(db, of));
}

type Meals = TripClaim['trip']['freeMeals'];
const sameMeals = (these: Meals, those: Meals): boolean => {
  const told = (meals: Meals) =>
    meals
      .map(({ at, meal }) => `${at} ${meal}`)
      .toSorted()
      .join();
  return told(these) === told(those);
};

/** The decisions make another claim of it than its newest version is. */
export const isToSend = ({ preview: seen, current }: Examined): boolean =>
  canonical(seen.after.claim) !== current.tripClaim;

/** Questions the claim waits for: those by which no row is held back. */
export const openQuestions = (decisions: readonly Decided[]) =>
  questionsIn(decisions).filter(({ decision }) => !isHold(decision));

/** What the member is asked: the standing questions, one a subject. */
export const questionsIn = (decisions: readonly Decided[]): (Decided & { decision: { kind: 'ask' } })[] =>
  [...verdictsOf(decisions).values()].filter(
    (each): each is Decided & { decision: Extract<Decided['decision'], { kind: 'ask' }> } =>
      each.decision.kind === 'ask',
  );

export const openRatesOf = ({ preview: seen, packs }: Examined) => openRates(seen.after.claim, packs);

export const examinedAt = (claim: Examined): ClaimAt => ({
  ...claimAt(claim.record.claim),
  needsSecond: claim.needsSecond,
  firstApprover: firstApproval(claim.approvals)?.byId ?? null,
  undoable: claim.pending,
  needsConsent: claim.preview.way !== 'none',
});

/** Locks the claim for a step of `user`; Problem `changed-meanwhile` when it is not the revision they saw. */
export async function forStep(
  tx: Db,
  deps: Needs,
  { id, step, user, revision }: { id: string; step: Step; user: User; revision?: number | undefined },
): Promise<Examined> {
  const locked = await lockClaim(tx, id);
  if (!locked || locked.version === 0) throw new Problem('not-found');
  const claim = await examined(tx, deps, id);
  move(examinedAt(claim), step, user);
  if (revision !== undefined && claim.record.claim.revision !== revision) throw new Problem('changed-meanwhile');
  return claim;
}
