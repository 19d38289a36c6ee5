import type { Language, PackRef } from '../claim/claim.ts';
import type { DraftContext } from '../claim/complete.ts';
import { dateOf, finnishDate } from '../claim/days.ts';
import { type Decision, decide } from '../claim/decide.ts';
import { fileBy } from '../claim/filing.ts';
import { maskedIban } from '../claim/iban.ts';
import { type ClaimAt, may } from '../claim/lifecycle.ts';
import { openDraft } from '../claim/new-draft.ts';
import { Problem } from '../claim/problem.ts';
import type { ConsentState } from '../claim/review/consent.ts';
import { flagsOf, type Known, nothingKnown, worstOf } from '../claim/review/flags.ts';
import type { RulePacks } from '../claim/rules.ts';
import { usualPlace } from '../claim/usual.ts';
import type { ClaimSummary, ClaimView, MeetingView, ReceiptView } from '../claim/views.ts';
import { type ClaimRecord, type ClaimRow, claimById, messagesOf, versionsOf } from '../store/claims.ts';
import { consentStatesOf } from '../store/corrections.ts';
import type { Db } from '../store/db.ts';
import { givenBackOf } from '../store/filing.ts';
import { newestLetterOf } from '../store/letters.ts';
import { meetingAt } from '../store/meeting-cards.ts';
import { type MeetingOfGroup, termOf } from '../store/meetings.ts';
import { draftContext } from '../store/open-claims.ts';
import { otherClaimsOf } from '../store/other-claims.ts';
import type { User } from '../store/people.ts';
import { drawnAmong } from '../store/random-samples.ts';
import { receiptsOf } from '../store/receipts.ts';
import { tieOf } from '../store/supplements.ts';
import { usualTripTo } from '../store/usual-trips.ts';
import en from '../texts/en/declaration.json' with { type: 'json' };
import fi from '../texts/fi/declaration.json' with { type: 'json' };
import sv from '../texts/sv/declaration.json' with { type: 'json' };
import type { Deps } from './deps.ts';
import { documentState } from './document-state.ts';
import { writerOf } from './writer.ts';

/** What people see of a claim, put together from what is stored. */

/** What the member declares true by signing; a change of wording is a new version. */
export const declarations: Record<Language, { version: string; text: string }> = { fi, sv, en };

/** What the organiser has told of a meeting. */
export const meetingFacts = (meeting: MeetingOfGroup['meeting']) => ({
  kind: meeting.kind,
  purpose: meeting.purpose,
  place: meeting.place,
  address: meeting.address,
  start: meeting.startsAt,
  end: meeting.endsAt,
  timeZone: meeting.timeZone,
  freeMeals: meeting.freeMeals,
});

export function meetingView(packs: RulePacks, { meeting, group, claimId }: MeetingOfGroup): MeetingView {
  return {
    id: meeting.id,
    group: { id: group.id, name: group.name },
    ...meetingFacts(meeting),
    invitation:
      meeting.invitationSha256 === null
        ? null
        : { fileName: meeting.invitationFileName ?? '', sha256: meeting.invitationSha256 },
    fileBy: fileBy(packs, meeting.endsAt),
    toldByMember: meeting.toldBy !== null,
    claimId,
  };
}

export function claimSummary(
  packs: RulePacks,
  record: ClaimRecord,
  { consent = null, ...known }: Partial<Known> & { consent?: ConsentState | null | undefined } = {},
): ClaimSummary {
  const { claim, member, meeting, group, lastMessage } = record;
  const flags = flagsOf(claim.evaluation?.findings ?? [], { ...nothingKnown, ...known });
  return {
    id: claim.id,
    number: claim.number,
    state: claim.state,
    version: claim.version,
    member: { id: member.id, name: member.name },
    filedBy: record.filers.map(({ name }) => name),
    asked: askedOf(record),
    meeting: {
      id: meeting.id,
      purpose: meeting.purpose,
      place: meeting.place,
      start: meeting.startsAt,
      end: meeting.endsAt,
      // A supplement is never late: the claim it supplements was sent.
      fileBy: claim.supplementTo === null ? fileBy(packs, meeting.endsAt) : null,
      group: group.name,
    },
    payableCents: claim.evaluation?.totals.payableCents ?? null,
    worstSeverity: worstOf(flags),
    flags,
    since: claim.since.toISOString(),
    submittedAt: claim.submittedAt?.toISOString() ?? null,
    originalsReceivedAt: claim.originalsReceivedAt?.toISOString() ?? null,
    batchNumber: record.batchNumber,
    paidOn: record.paidOn,
    paymentFault: record.paymentFault,
    consent,
    supplementTo: record.supplementTo,
    supplement: record.supplement,
    lastMessage: lastMessage && { ...lastMessage, at: lastMessage.at.toISOString() },
  };
}

/** Who filed it and asks its member to confirm it. */
function askedOf({ claim: { askedBy, askedAt }, filers }: ClaimRecord): ClaimSummary['asked'] {
  if (askedAt === null) return null;
  return { by: filers.find(({ id }) => id === askedBy)?.name ?? '', at: askedAt.toISOString() };
}

/** Whether the draft can still change: then what is owed is computed anew each time, else it stands as sent. */
const beingWritten = (claim: ClaimRow): boolean => claim.state === 'draft' || claim.state === 'returned';

export async function claimContext(
  db: Db,
  record: ClaimRecord,
  receipts: readonly ReceiptView[],
  now: Date,
): Promise<DraftContext> {
  const term = await termOf(db, record.group.id, record.claim.memberId, dateOf(record.meeting.startsAt));
  const others = await otherClaimsOf(db, record.claim);
  const tie = await tieOf(db, record.claim);
  return draftContext(record, term, receipts, finnishDate(now), { others, tie });
}

/**
 * A claim for a list. What was computed at its last save stands, unless a revision of the rules was put in force since:
 * then a claim that is being written shows what it is worth now.
 */
export async function asItStands(db: Db, record: ClaimRecord, packs: RulePacks, now: Date): Promise<ClaimRecord> {
  const { claim } = record;
  const isReplaced = (used: PackRef) =>
    !packs.inForce.some(({ id, sha256 }) => id === used.id && sha256 === used.sha256);
  if (!beingWritten(claim) || !claim.evaluation?.packs.some(isReplaced)) return record;
  const context = await claimContext(db, record, await receiptsOf(db, claim.id), now);
  return { ...record, claim: { ...claim, evaluation: decide(claim.draft, context, packs).evaluation } };
}

export const claimAt = (claim: ClaimRow): ClaimAt => ({
  state: claim.state,
  memberId: claim.memberId,
  filedBy: claim.filedBy,
  awaitsMember: claim.askedAt !== null,
  // A claim without receipts has no paper to wait for.
  originalsReceived: claim.originalsReceivedAt !== null || claim.draft.expenses.every((row) => row.receiptId === null),
});

/** The draft; who is not its member sees the account number masked, as in the claim copy of the document. */
export function shownTo(user: User, { draft, memberId }: Pick<ClaimRow, 'draft' | 'memberId'>): ClaimView['draft'] {
  const open = openDraft(draft);
  if (user.id === memberId) return open;
  return { ...open, payment: { ...open.payment, iban: maskedIban(open.payment.iban) } };
}

/** The member is not told that the claim was drawn; nor is an examiner of their own one. */
const isExaminer = (user: User, { memberId }: ClaimRow): boolean =>
  user.roles.includes('assistant') && user.id !== memberId;

async function newestLetter(db: Db, id: string): Promise<ClaimView['letter']> {
  const letter = await newestLetterOf(db, id);
  return letter && { ...letter, at: letter.at.toISOString() };
}

/** The claim as `user` sees it. Problem `not-found` when there is none. */
export async function claimView(deps: Pick<Deps, 'packs' | 'now'>, db: Db, id: string, user: User): Promise<ClaimView> {
  const record = await claimById(db, id);
  if (!record) throw new Problem('not-found');
  const { claim } = record;
  const receipts = await receiptsOf(db, id);
  const packs = await deps.packs.inForce(db);
  const decision: Pick<Decision, 'evaluation' | 'missing'> = beingWritten(claim)
    ? decide(claim.draft, await claimContext(db, record, receipts, deps.now()), packs)
    : { evaluation: claim.evaluation, missing: [] };
  const at = claimAt(claim);
  const writer = await writerOf(db, claim, user, deps.now());
  const givenBack = await givenBackOf(db, claim);
  const document = claim.version === 0 ? null : await documentState(db, claim);
  const versions = await versionsOf(db, id);
  const sent = beingWritten(claim) ? undefined : versions.at(-1);
  const meeting = sent ? await meetingAt(db, record.meeting, sent.signedAt) : record.meeting;
  return {
    ...claimSummary(
      packs,
      { ...record, meeting, claim: { ...claim, evaluation: decision.evaluation } },
      {
        consent: (await consentStatesOf(db, [id])).get(id),
        documentFailed: document?.state === 'failed',
        drawn: isExaminer(user, claim) && (await drawnAmong(db, [id])).has(id),
      },
    ),
    ...decision,
    meetingCard: meetingView(packs, { meeting, group: record.group, claimId: claim.id }),
    draft: shownTo(user, claim),
    revision: claim.revision,
    usual: claim.memberId === user.id ? await usualTripTo(db, user.id, usualPlace(record.meeting)) : null,
    receipts,
    messages: (await messagesOf(db, id)).map((message) => ({ ...message, at: message.at.toISOString() })),
    versions: versions.map(({ signedAt, filedBy, ...version }) => ({
      ...version,
      submittedAt: signedAt.toISOString(),
      filedBy: record.filers.filter((filer) => filedBy.includes(filer.id)).map(({ name }) => name),
    })),
    givenBack: givenBack && { ...givenBack, at: givenBack.at.toISOString() },
    document,
    letter: await newestLetter(db, id),
    may: {
      edit: may(at, 'save', writer),
      submit: may(at, 'submit', user),
      askConfirmation: may(at, 'ask-confirmation', writer),
      takeBack: may(at, 'take-back', writer),
      giveBack: may(at, 'give-back', user),
      return: may(at, 'return', user),
      approve: may(at, 'approve', user) && document?.state !== 'failed',
      markOriginals: may(at, 'receive-originals', user),
    },
    declaration: declarations[user.language],
  };
}
