import { Evaluation, TripClaim } from '../claim/claim.ts';
import { type DocumentCopy, documentCopies } from '../claim/document-state.ts';
import { standing, verdictsOf } from '../claim/review/apply.ts';
import type { Settlement } from '../document/claim-document.ts';
import { expenseOf } from '../document/places.ts';
import type { Approval } from '../document/seal-claim.ts';
import { isOnDuplicates, settlementsOf } from '../document/settlements.ts';
import { record } from '../store/audit.ts';
import {
  type ClaimRecord,
  type ClaimRow,
  type ClaimVersion,
  claimById,
  claimVersion,
  lockClaim,
} from '../store/claims.ts';
import { correctionOf } from '../store/corrections.ts';
import type { Db } from '../store/db.ts';
import { approvedDocumentOf, documentOf, keepApprovedDocument } from '../store/documents.ts';
import { toldApart } from '../store/duplicates.ts';
import { fileBytes, keepFile } from '../store/files.ts';
import { pendingApprovalOf } from '../store/pending-approvals.ts';
import { userById } from '../store/people.ts';
import { actsOf } from '../store/review.ts';
import { sealClaim } from './seal-claim.ts';
import { numbered } from './seal-files.ts';
import type { Tools, Version } from './seal-input.ts';

/**
 * Puts the approver's seal behind both copies of an approved version, once each: the document as it was sent stays beside
 * it. A document that is not made yet is made first.
 */
export async function sealApproval(tools: Tools, { claimId, version }: Version): Promise<void> {
  const found = await claimById(tools.db, claimId);
  // Approved since, or never: another version's job has its own. What can still be undone is sealed when it is settled.
  if (!found?.claim.approvedAt || found.claim.version !== version) return;
  if ((await pendingApprovalOf(tools.db, claimId)) !== null) return;
  await sealClaim(tools, { claimId, version });
  for (const copy of documentCopies) await approveCopy(tools, found, copy);
}

async function approveCopy(tools: Tools, found: ClaimRecord, copy: DocumentCopy): Promise<void> {
  const { db, now, sealer } = tools;
  const { id: claimId, version, number } = found.claim;
  if ((await approvedDocumentOf(db, claimId, version, copy)) !== null) return;
  const sent = await sentDocument(tools, found, copy);
  const { pdf } = await sealer.approve(sent, await approvalOf(tools, found));
  await db.transaction(async (tx) => {
    await lockClaim(tx, claimId);
    if ((await approvedDocumentOf(tx, claimId, version, copy)) !== null) return;
    const at = now();
    const sha256 = await keepFile(tx, pdf, 'application/pdf', at);
    await keepApprovedDocument(tx, { claimId, version, copy, sha256, createdAt: at });
    const subject = `claim ${number} version ${version}`;
    await record(tx, { at, actorId: null, action: 'approval-sealed', subject, details: { copy, sha256 } });
  });
}

async function approvalOf({ db }: Tools, { claim }: ClaimRecord): Promise<Approval> {
  const sent = await claimVersion(db, claim.id, claim.version);
  const approver = claim.approvedBy && (await userById(db, claim.approvedBy));
  if (!sent || !approver || !claim.approvedAt) throw new Error(`claim ${claim.id} has no approval`);
  return {
    language: sent.language,
    approverName: approver.name,
    approvedAt: claim.approvedAt.toISOString(),
    payableCents: sent.payableCents,
    settlements: await settlements(db, claim, sent, claim.approvedAt),
  };
}

/** How what was open for review was settled: receipts told apart by their reason, lines accepted by whom, the rest as approved. */
async function settlements(db: Db, claim: ClaimRow, sent: ClaimVersion, approvedAt: Date): Promise<Settlement[]> {
  const apart = await toldApart(db, claim, approvedAt);
  const accepted = await acceptedLines(db, sent);
  const tripClaim = TripClaim.parse(JSON.parse(sent.tripClaim));
  const reviewed = {
    language: sent.language,
    tripClaim,
    receipts: numbered(sent),
    findings: Evaluation.parse(JSON.parse(sent.evaluation)).findings,
  };
  return settlementsOf(reviewed, (finding) => {
    const reason = isOnDuplicates(finding) ? apart.get(expenseOf(tripClaim, finding.subject)?.id ?? '') : undefined;
    if (reason !== undefined) return { code: 'not-duplicate', reason };
    const by = accepted.get(finding.subject);
    return by === undefined ? null : { code: 'accepted', by };
  });
}

/** Lines that were accepted by themselves, by their subject, and by whom: the last word on each counts. */
async function acceptedLines(db: Db, { claimId, version }: ClaimVersion): Promise<Map<string, string>> {
  const correction = await correctionOf(db, claimId, version);
  const acts = await actsOf(db, { claimId, version: correction?.baseVersion ?? version });
  const words = [...verdictsOf(standing(acts))];
  return new Map(words.flatMap(([subject, { decision, by }]) => (decision.kind === 'accept' ? [[subject, by]] : [])));
}

async function sentDocument({ db }: Tools, { claim }: ClaimRecord, copy: DocumentCopy): Promise<Uint8Array> {
  const sha256 = await documentOf(db, claim.id, claim.version, copy);
  const file = sha256 === null ? null : await fileBytes(db, sha256);
  if (!file) throw new Error(`claim ${claim.id} version ${claim.version} has no document`);
  return file.bytes;
}
