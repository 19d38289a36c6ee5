import type { Language } from '../claim/claim.ts';
import type { ClaimDocument, Settlement } from './claim-document.ts';
import { buildClaim } from './claim-pdf.ts';
import type { CmsKey } from './cms.ts';
import { correctionLine } from './correction-part.ts';
import type { LongTerm } from './long-term.ts';
import { commonName, type OpenFile, openFile, sealFile } from './seal.ts';
import type { SealText } from './seal-appearance.ts';
import { APPROVER_SEAL, MEMBER_SEAL } from './seal-field.ts';
import { isTestCertificate } from './seal-key.ts';
import { fill, type Words, wordsIn } from './words.ts';

/** Builds the claim document and puts the member's seal into it; B-LT where a time-stamp authority is given. */
export const sealClaim = async (document: ClaimDocument, key: CmsKey, longTerm?: LongTerm): Promise<Uint8Array> =>
  addMemberSeal(await buildClaim(document), document, key, longTerm);

/** Puts the member's seal into a claim document that was just built. */
export async function addMemberSeal(
  built: OpenFile,
  document: ClaimDocument,
  key: CmsKey,
  longTerm?: LongTerm,
): Promise<Uint8Array> {
  return sealFile(built, {
    ...key,
    field: MEMBER_SEAL,
    sealedAt: new Date(document.madeAt),
    text: sealText(document, key.certificatePem),
    stamp: longTerm?.stamp,
    proof: await longTerm?.proof(),
  });
}

/** Who approved a claim, when and how much; the sum is that of the version that was approved. */
export interface Approval {
  language: Language;
  approverName: string;
  /** ISO 8601 instant. */
  approvedAt: string;
  payableCents: number;
  /** How each finding that was open for review was settled, in their order and in the claim's language. */
  settlements: Settlement[];
}

/** Adds the approver's seal behind a sealed claim document; the member's seal stays as good as it was. */
export const sealApproval = async (
  pdf: Uint8Array,
  approval: Approval,
  key: CmsKey,
  longTerm?: LongTerm,
): Promise<Uint8Array> => addApproverSeal(await openFile(pdf), approval, key, longTerm);

/** The same with a file that is open already. */
export async function addApproverSeal(
  sealed: OpenFile,
  approval: Approval,
  key: CmsKey,
  longTerm?: LongTerm,
): Promise<Uint8Array> {
  return sealFile(sealed, {
    ...key,
    field: APPROVER_SEAL,
    sealedAt: new Date(approval.approvedAt),
    text: approvalText(approval, key.certificatePem),
    stamp: longTerm?.stamp,
    proof: await longTerm?.proof(),
  });
}

/** Who signed and when, who sealed and when, and in clear words when the key is only a test key. */
function sealText(
  { language, copy, signature, filedBy, madeAt, correction }: ClaimDocument,
  certificatePem: string,
): SealText {
  const words = wordsIn(language);
  const { seal, signature: named, filedBy: filed } = words.texts;
  const lines = [
    fill(seal.copy, { copy: words.texts.copy[copy] }),
    fill(seal.signedBy, { name: signature.signedName }),
    ...(filedBy === null ? [] : [`${filed.label}: ${fill(filed.named, filedBy)}`]),
    fill(seal.signedAt, { time: words.instant(signature.signedAt) }),
    ...(correction ? [correctionLine(words, correction)] : []),
    `${named.how}: ${named.identified[signature.identifiedBy]}, ${signature.username}`,
    `${named.declaration}: ${signature.declarationVersion}`,
    fill(seal.sealedBy, { time: words.instant(madeAt), seal: commonName(certificatePem) }),
  ];
  return withWarning({ heading: seal.field, lines, warning: null }, words, certificatePem);
}

function approvalText(
  { language, approverName, approvedAt, payableCents, settlements }: Approval,
  certificatePem: string,
): SealText {
  const words = wordsIn(language);
  const { seal, approval } = words.texts;
  const time = words.instant(approvedAt);
  const lines = [
    fill(approval.approvedBy, { name: approverName }),
    fill(approval.approvedAt, { time }),
    fill(approval.sum, { sum: words.euro(payableCents) }),
    fill(seal.sealedBy, { time, seal: commonName(certificatePem) }),
  ];
  const settled = settlements.map(({ finding, how }) => `${finding}: ${how}`);
  const text = { heading: approval.field, lines, warning: null, settled, more: approval.more };
  return withWarning(text, words, certificatePem);
}

function withWarning(text: SealText, { texts: { seal } }: Words, certificatePem: string): SealText {
  if (!isTestCertificate(certificatePem)) return text;
  return { ...text, lines: [...text.lines, seal.testMeans], warning: seal.testKey };
}
