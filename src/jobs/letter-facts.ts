import { Evaluation, TripClaim } from '../claim/claim.ts';
import { dateOf, finnishDate } from '../claim/days.ts';
import { maskedIban } from '../claim/iban.ts';
import { decidedOf } from '../claim/letter.ts';
import { approvedStates } from '../claim/lifecycle.ts';
import { referenceOf } from '../claim/number.ts';
import { consentState, contested } from '../claim/review/consent.ts';
import type { LetterFacts } from '../document/letter-text.ts';
import { type ClaimRecord, type ClaimRow, type ClaimVersion, claimById, claimVersion } from '../store/claims.ts';
import { baseOf, type Correction, correctionOf } from '../store/corrections.ts';
import type { Db } from '../store/db.ts';
import { type Letter, lettersOf, type Paid, paymentOf, remedyInForce } from '../store/letters.ts';
import { meetingAt } from '../store/meeting-cards.ts';
import { userById } from '../store/people.ts';
import type { Work } from '../store/queue.ts';
import { approvalsOf, repliesOf } from '../store/review.ts';

/** What a decision letter (päätöskirje / beslutsbrev) tells, gathered from what is frozen by then. */

export type LetterWork = Work['write-letter'];

/** Null where the claim is not approved at that version, or not paid in that batch, any more. */
export async function letterFacts(
  tx: Db,
  { claimId, version, batchNumber }: LetterWork,
  at: Date,
): Promise<{ facts: LetterFacts; remedyId: number | null } | null> {
  const [found, approved] = [await claimById(tx, claimId), await claimVersion(tx, claimId, version)];
  if (!found || !approved) throw new Error(`claim ${claimId} has no version ${version}`);
  if (found.claim.version !== version || !approvedStates.includes(found.claim.state)) return null;
  if (batchNumber === null) return factsOf(tx, found, approved, null, at);
  const paid = await paymentOf(tx, claimId);
  return paid?.batchNumber === batchNumber ? factsOf(tx, found, approved, paid, at) : null;
}

async function factsOf(
  tx: Db,
  { claim, member, meeting: card }: ClaimRecord,
  approved: ClaimVersion,
  paid: Paid | null,
  at: Date,
): Promise<{ facts: LetterFacts; remedyId: number | null }> {
  const of = { claimId: claim.id, version: approved.version };
  const [sent, correction] = [await baseOf(tx, approved), await correctionOf(tx, claim.id, approved.version)];
  const [last] = await lettersOf(tx, claim.id);
  const remedy = await remedyInForce(tx);
  const meeting = await meetingAt(tx, card, sent.signedAt);
  const approvers = await approversOf(tx, of, claim);
  const evaluation = Evaluation.parse(JSON.parse(approved.evaluation));
  const tripClaim = TripClaim.parse(JSON.parse(approved.tripClaim));
  const facts: LetterFacts = {
    number: (last?.number ?? 0) + 1,
    kind: paid ? 'payment' : 'approval',
    madeOn: finnishDate(at),
    before: last
      ? { number: last.number, on: finnishDate(last.at), same: isSameDecision(last, approved, paid, claim) }
      : null,
    claimNumber: claim.number,
    version: approved.version,
    addressee: member.name,
    meeting: { purpose: meeting.purpose, place: meeting.place, date: dateOf(meeting.startsAt) },
    decidedOn: finnishDate(claim.approvedAt ?? at),
    approvers: approvers.names,
    decision: decidedOf(
      Evaluation.parse(JSON.parse(sent.evaluation)),
      evaluation,
      correction?.changes ?? [],
      heldIn(tripClaim),
    ),
    tripClaim,
    otherPayerCents: evaluation.totals.otherPayerCents,
    consent: await consentOf(tx, of, correction),
    reason: approvers.reason,
    iban: maskedIban(approved.draft.payment.iban),
    payment: paid && {
      paidOn: paid.paidOn,
      batchNumber: paid.batchNumber,
      reference: referenceOf(paid.batchNumber, claim.number),
    },
    remedy: remedy?.texts ?? null,
  };
  return { facts, remedyId: remedy?.id ?? null };
}

/** What is neither paid nor rejected waits. */
const heldIn = ({ rulings = [] }: TripClaim): Set<string> =>
  new Set(rulings.filter(({ effect }) => effect !== 'rejected').map(({ subject }) => subject));

/** A payment of what the letter before it told of the same approval. */
const isSameDecision = (
  last: Letter,
  { version }: ClaimVersion,
  paid: Paid | null,
  { approvedAt }: ClaimRow,
): boolean =>
  paid !== null &&
  last.kind === 'approval' &&
  last.version === version &&
  (approvedAt === null || last.at >= approvedAt);

/** Who approved it, from the first whose approval stands; and why, where the member had objected. */
async function approversOf(tx: Db, of: { claimId: string; version: number }, { approvedBy }: ClaimRow) {
  const all = await approvalsOf(tx, of);
  const standing = all.slice(all.findLastIndex((each) => each.kind === 'withdrawn') + 1);
  const final = standing.findLast(({ kind }) => kind === 'final');
  const first = standing.findLast((each) => each.kind === 'first' && each.byId !== final?.byId);
  const both = [first, final].flatMap((each) => each ?? []);
  // Approved before approvals had rows of their own.
  const only = both.length === 0 && approvedBy !== null ? await userById(tx, approvedBy) : null;
  const names = only ? [only.name] : both.map(({ by }) => by);
  return { names, reason: final?.reason || first?.reason || '' };
}

async function consentOf(
  tx: Db,
  of: { claimId: string; version: number },
  correction: Correction | null,
): Promise<LetterFacts['consent']> {
  if (correction === null) return { state: 'not-needed', objections: new Map() };
  const replies = await repliesOf(tx, of);
  const state = consentState(correction.way, contested(correction.changes), replies);
  const objections = replies.flatMap(({ decisionId, answer, reason }) =>
    decisionId !== null && answer === 'objected' ? [[decisionId, reason] as const] : [],
  );
  if (state === 'waiting') throw new Error('a correction nobody answered was approved');
  const silent = state === 'given' && replies.some(({ answer }) => answer === 'silence');
  return { state: silent ? 'silence' : state, objections: new Map(objections) };
}
