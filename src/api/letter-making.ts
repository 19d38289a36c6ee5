import { Evaluation, TripClaim } from '../claim/claim.ts';
import { dateOf, finnishDate } from '../claim/days.ts';
import { maskedIban } from '../claim/iban.ts';
import { decidedOf, isDueAtApproval } from '../claim/letter.ts';
import type { LetterKind } from '../claim/letter-kinds.ts';
import { consentState, contested } from '../claim/review/consent.ts';
import { type LetterFacts, letterContent } from '../document/letter-text.ts';
import { referenceOf } from '../finance/postings.ts';
import { record } from '../store/audit.ts';
import { type ClaimRecord, type ClaimVersion, claimById, claimVersion } from '../store/claims.ts';
import { baseOf, type Correction, correctionOf } from '../store/corrections.ts';
import type { Db } from '../store/db.ts';
import { addLetter, lettersOf, paymentOf, remedyInForce } from '../store/letters.ts';
import { meetingAt } from '../store/meeting-cards.ts';
import { approvalsOf, repliesOf } from '../store/review.ts';

/** Writing a decision letter (päätöskirje / beslutsbrev) in the transaction of what it tells, from what is frozen by then. */

/**
 * The letter of an approval where one is due: something was cut, or nothing will be paid. Answers whether it was written.
 * The caller holds the claim's row.
 */
export async function writeApprovalLetter(tx: Db, claimId: string, at: Date): Promise<boolean> {
  const letter = await letterOf(tx, claimId, 'approval', at);
  if (!isDueAtApproval(letter.facts.decision)) return false;
  await keep(tx, letter, at);
  return true;
}

/** The letter of a payment that was made: always. Answers what was paid, in cents: below zero what is paid back. */
export async function writePaymentLetter(tx: Db, claimId: string, at: Date): Promise<number> {
  const letter = await letterOf(tx, claimId, 'payment', at);
  await keep(tx, letter, at);
  return letter.facts.decision.payableCents;
}

type Written = { claimId: string; facts: LetterFacts; remedyId: number | null };

async function letterOf(tx: Db, claimId: string, kind: LetterKind, at: Date): Promise<Written> {
  const found = await claimById(tx, claimId);
  const approved = found && (await claimVersion(tx, claimId, found.claim.version));
  if (!found || !approved) throw new Error(`claim ${claimId} has no version to decide on`);
  return { claimId, ...(await factsOf(tx, found, approved, kind, at)) };
}

async function keep(tx: Db, { claimId, facts, remedyId }: Written, at: Date): Promise<void> {
  const { number, kind, version, payment, claimNumber } = facts;
  const batchNumber = payment?.batchNumber ?? null;
  await addLetter(tx, { claimId, number, kind, version, batchNumber, remedyId, texts: letterContent(facts), at });
  const details = { letter: number, kind, remedy: remedyId };
  const subject = `claim ${claimNumber} version ${version}`;
  await record(tx, { at, actorId: null, action: 'letter-written', subject, details });
}

async function factsOf(
  tx: Db,
  { claim, member, meeting: card }: ClaimRecord,
  approved: ClaimVersion,
  kind: LetterKind,
  at: Date,
): Promise<{ facts: LetterFacts; remedyId: number | null }> {
  const of = { claimId: claim.id, version: approved.version };
  const [sent, correction] = [await baseOf(tx, approved), await correctionOf(tx, claim.id, approved.version)];
  const [last] = await lettersOf(tx, claim.id);
  const remedy = await remedyInForce(tx);
  const meeting = await meetingAt(tx, card, sent.signedAt);
  const approvers = await approversOf(tx, of);
  const evaluation = Evaluation.parse(JSON.parse(approved.evaluation));
  const facts: LetterFacts = {
    number: (last?.number ?? 0) + 1,
    kind,
    madeOn: finnishDate(at),
    before: last
      ? {
          number: last.number,
          on: finnishDate(last.at),
          same: last.version === approved.version && last.kind === 'approval',
        }
      : null,
    claimNumber: claim.number,
    version: approved.version,
    addressee: member.name,
    meeting: { purpose: meeting.purpose, place: meeting.place, date: dateOf(meeting.startsAt) },
    decidedOn: finnishDate(claim.approvedAt ?? at),
    approvers: approvers.names,
    decision: decidedOf(Evaluation.parse(JSON.parse(sent.evaluation)), evaluation, correction?.changes ?? []),
    tripClaim: TripClaim.parse(JSON.parse(approved.tripClaim)),
    otherPayerCents: evaluation.totals.otherPayerCents,
    consent: await consentOf(tx, of, correction),
    reason: approvers.reason,
    iban: maskedIban(approved.draft.payment.iban),
    payment: kind === 'payment' ? await paidBy(tx, claim) : null,
    remedy: remedy?.texts ?? null,
  };
  return { facts, remedyId: remedy?.id ?? null };
}

/** Who approved it, from the first whose approval stands; and why, where the member had objected. */
async function approversOf(tx: Db, of: { claimId: string; version: number }) {
  const all = await approvalsOf(tx, of);
  const standing = all.slice(all.findLastIndex((each) => each.kind === 'withdrawn') + 1);
  const final = standing.findLast(({ kind }) => kind === 'final');
  const first = standing.findLast((each) => each.kind === 'first' && each.byId !== final?.byId);
  const both = [first, final].flatMap((each) => each ?? []);
  return { names: both.map(({ by }) => by), reason: final?.reason || first?.reason || '' };
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

async function paidBy(tx: Db, { id, number }: ClaimRecord['claim']): Promise<LetterFacts['payment']> {
  const paid = await paymentOf(tx, id);
  if (!paid) throw new Error(`claim ${number} was told as paid without a payment`);
  const { batchNumber, paidOn } = paid;
  return { paidOn, batchNumber, reference: referenceOf(batchNumber, number) };
}
