import { Evaluation, TripClaim } from '../claim/claim.ts';
import type { DocumentCopy } from '../claim/document-state.ts';
import { maskedIban } from '../claim/iban.ts';
import type { RulePacks } from '../claim/rules.ts';
import type { ClaimDocument, Settlement } from '../document/claim-document.ts';
import { DocumentProblem } from '../document/document-problem.ts';
import type { Sealer } from '../document/sealer.ts';
import { toldApartIn } from '../document/settlements.ts';
import type { Reader } from '../receipt/reader.ts';
import { type ClaimRow, type ClaimVersion, claimById, claimVersion, namesOf } from '../store/claims.ts';
import { correctionOf } from '../store/corrections.ts';
import type { Db } from '../store/db.ts';
import { documentOf } from '../store/documents.ts';
import { toldApart } from '../store/duplicates.ts';
import { meetingAt } from '../store/meeting-cards.ts';
import { userById } from '../store/people.ts';
import { invitationFile, numbered, receiptFiles } from './seal-files.ts';

/** What the documents of a version are made from, gathered from what was frozen when it was sent. */

export type Tools = {
  db: Db;
  packs: RulePacks;
  sealer: Sealer;
  reader: Pick<Reader, 'renderPages'>;
  now: () => Date;
  declarationText: (version: string, language: ClaimVersion['language']) => string;
};

export type Version = { claimId: string; version: number };

/** Makes each copy from the same facts and the same pictures. */
export async function documentInputs(tools: Tools, { claimId, version }: Version) {
  const { db, packs } = tools;
  const [found, sent] = [await claimById(db, claimId), await claimVersion(db, claimId, version)];
  const signer = sent && (await userById(db, sent.signedBy));
  if (!found || !sent || !signer) throw new Error(`claim ${claimId} version ${version} is not there`);
  const evaluation = Evaluation.parse(JSON.parse(sent.evaluation));
  const { group, member, claim } = found;
  const correction = await madeOf(db, sent);
  // A card changed after the sending does not change what was sent.
  const meeting = await meetingAt(db, found.meeting, sent.signedAt);
  const same: Omit<ClaimDocument, 'copy' | 'payment' | 'identityCode'> = {
    language: sent.language,
    number: claim.number,
    claimId,
    version,
    replaces: version > 1 ? version - 1 : null,
    replacedSha256: version > 1 ? await documentOf(db, claimId, version - 1, 'claim') : null,
    claimantName: member.name,
    filedBy: await filedFor(db, sent, member.name),
    group: group.name,
    meeting: { purpose: meeting.purpose, place: meeting.place },
    tripClaim: TripClaim.parse(JSON.parse(sent.tripClaim)),
    evaluation,
    packs: evaluation.packs.map((pinned) => packText(packs, pinned)),
    settled: await settledBefore(db, sent, claim),
    lateReason: sent.draft.lateReason,
    signature: {
      signedName: sent.signedName,
      signedAt: sent.signedAt.toISOString(),
      username: signer.username,
      identifiedBy: 'password',
      declarationVersion: sent.declarationVersion,
      declarationText: tools.declarationText(sent.declarationVersion, sent.language),
    },
    invitation: await invitationFile(tools, meeting),
    receipts: await receiptFiles(tools, sent),
    correction: correction && { ...correction, at: correction.at.toISOString() },
    // The moment of sending, not of building: a second try makes the same pages.
    madeAt: (correction?.at ?? sent.signedAt).toISOString(),
  };
  const { payment } = sent.draft;
  return (copy: DocumentCopy): ClaimDocument =>
    copy === 'finance'
      ? { ...same, copy, payment, identityCode: signer.identityCode }
      : { ...same, copy, payment: { ...payment, iban: maskedIban(payment.iban) }, identityCode: null };
}

/** Who had written the version for its member; null where the member alone had. */
async function filedFor(db: Db, { filedBy }: ClaimVersion, onBehalf: string) {
  if (filedBy.length === 0) return null;
  const names = await namesOf(db, filedBy);
  return { name: filedBy.map((id) => names.get(id) ?? '').join(', '), onBehalf };
}

/** Who corrected the version, when, and what; null where its member sent it. */
async function madeOf(db: Db, { claimId, version }: ClaimVersion) {
  const correction = await correctionOf(db, claimId, version);
  if (correction === null) return null;
  const { byName, at, baseVersion, changes } = correction;
  return { byName, at, baseVersion, changes };
}

/** What the assistant decided of an earlier version's receipts, and of which there is no finding any more. */
async function settledBefore(db: Db, sent: ClaimVersion, claim: ClaimRow): Promise<Settlement[]> {
  if (sent.version === 1) return [];
  const named = { language: sent.language, tripClaim: TripClaim.parse(JSON.parse(sent.tripClaim)) };
  return toldApartIn(
    { ...named, receipts: numbered(sent) },
    await toldApart(db, { ...claim, draft: sent.draft }, sent.signedAt),
  );
}

/** The text of the very pack the claim was computed by; a pack that has changed since is a fault, not a substitute. */
function packText(packs: RulePacks, pinned: { id: string; sha256: string }) {
  const pack = packs.all.find((each) => each.id === pinned.id && each.sha256 === pinned.sha256);
  if (!pack) throw new DocumentProblem('packs-missing', null, `${pinned.id} is not the one the claim was computed by`);
  return { id: pack.id, sha256: pack.sha256, raw: pack.raw };
}
