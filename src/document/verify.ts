import type { Texts } from '../claim/claim.ts';
import { CLAIM_DATA } from './attachments.ts';
import { EmbeddedClaim } from './claim-data.ts';
import { type ClaimFile, readClaimFile } from './claim-file.ts';
import { DocumentProblem } from './document-problem.ts';
import { checkManifest, embeddedFiles, jsonOf, type ManifestReport } from './manifest-check.ts';
import { isPdf } from './pdf-mark.ts';
import { checkRecalculation, nothingComputed, type Recalculate, type RecalculationReport } from './recalculation.ts';
import { type ChangeKind, isApproval, kindsSince } from './revision-changes.ts';
import { APPROVER_SEAL } from './seal-field.ts';
import { checkSignatures, looseSeals, type SignatureReport } from './signature-check.ts';
import {
  type Appended,
  findingsOf,
  unreadable,
  type Verdict,
  type VerificationFinding,
  verdictOf,
} from './verify-findings.ts';

/** What an offline check of a claim document found. */
export interface VerificationReport {
  /** Every seal is good, the last one covers the whole file, nothing but seals was added behind the first, no
   * attachment is missing, extra or changed, sums agree: no finding is an error. */
  valid: boolean;
  verdict: Verdict;
  claimId: string | null;
  number: string | null;
  version: number | null;
  signatures: SignatureReport[];
  /** Bytes behind the last seal; null when it covers the whole file or there is none. */
  appended: Appended | null;
  manifest: ManifestReport;
  recalculation: RecalculationReport;
  findings: VerificationFinding[];
  summary: Texts;
}

export interface VerifyOptions {
  recalculate: Recalculate;
  /** Certificates to trust, PEM, any number each: seals by them, or issued by them. */
  trustedPem?: string[];
  /** SHA-256 of the rule packs of this checkout, hex. */
  knownPacks?: ReadonlySet<string>;
}

/**
 * Checks a claim document by its own bytes alone: real digests and signatures, no network.
 * @throws DocumentProblem `not-a-pdf` when the bytes are no PDF, or a PDF that holds neither a claim nor a seal
 */
export async function verifyPdf(bytes: Uint8Array, options: VerifyOptions): Promise<VerificationReport> {
  if (!isPdf(bytes)) throw new DocumentProblem('not-a-pdf');
  const file = readClaimFile(bytes);
  const attachments = file && readOr(null, () => embeddedFiles(file));
  if (file === null || attachments === null) return damaged(bytes);
  const signatures = readOr([], () => checkSignatures(bytes, file, options.trustedPem ?? []));
  const loose = readOr(0, () => looseSeals(file));
  // Sealed in a part that cannot be read: of the rest nothing can be said.
  if (signatures.length + loose === 0 && file.end < bytes.length) return damaged(bytes);
  if (signatures.length + loose === 0 && !attachments.some(({ name }) => name === CLAIM_DATA)) refuseUnlessOurs(bytes);
  const parsed = EmbeddedClaim.safeParse(jsonOf(attachments, CLAIM_DATA));
  const claim = parsed.success ? parsed.data : null;
  const appended = appendedTo(bytes, file, signatures);
  const between = readOr<ChangeKind[]>(['objects'], () => addedBetween(bytes, file, signatures));
  const manifest = checkManifest(file, attachments, claim?.id ?? null);
  const recalculation = checkRecalculation(claim, options.recalculate, options.knownPacks ?? null);
  const findings = findingsOf({ signatures, looseSeals: loose, appended, between, manifest, recalculation });
  return {
    valid: !findings.some(({ severity }) => severity === 'error'),
    ...verdictOf(findings, recalculation.payableCents),
    claimId: claim?.id ?? null,
    number: claim?.number ?? null,
    version: claim?.version ?? null,
    signatures,
    appended,
    manifest,
    recalculation,
    findings,
  };
}

function readOr<T>(otherwise: T, read: () => T): T {
  try {
    return read();
  } catch {
    // Objects of the wrong kind where a seal or a file should be: there is none.
    return otherwise;
  }
}

function appendedTo(bytes: Uint8Array, file: ClaimFile, signatures: SignatureReport[]): Appended | null {
  const at = signatures.at(-1)?.covers?.bytes;
  if (at === undefined || at === bytes.length) return null;
  const before = readClaimFile(bytes.subarray(0, at));
  const longer = before && file.revisions.length > before.revisions.length;
  return { at, bytes: bytes.length - at, changes: longer ? kindsSince(before, file) : [] };
}

/** What stands between the first seal and the last beside the last; only the approver's seal may follow the member's. */
function addedBetween(bytes: Uint8Array, file: ClaimFile, signatures: SignatureReport[]): ChangeKind[] {
  const [first, ...more] = signatures.filter(({ covers }) => covers !== null);
  const last = more.at(-1);
  if (!first?.covers || !last?.covers) return [];
  const before = readClaimFile(bytes.subarray(0, first.covers.bytes));
  const after = last.covers.bytes === file.end ? file : readClaimFile(bytes.subarray(0, last.covers.bytes));
  if (before === null || after === null) return ['objects'];
  const wholeEnds = before.end === first.covers.bytes && after.end === last.covers.bytes;
  if (wholeEnds && more.length === 1 && last.role === APPROVER_SEAL && isApproval(bytes, before, after)) return [];
  return kindsSince(before, after);
}

/** Words only a claim document has, as they stand in its bytes. */
const MARKS = ['matkalasku-claim', 'matkalasku-manifest', '/ETSI.CAdES.detached'];

/** @throws DocumentProblem `not-a-pdf` for a whole PDF that never was a claim document */
function refuseUnlessOurs(bytes: Uint8Array): void {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const whole = file.subarray(-1024).includes('startxref') && file.subarray(-1024).includes('%%EOF');
  if (whole && !MARKS.some((mark) => file.includes(mark)))
    throw new DocumentProblem('not-a-pdf', null, 'not a claim document');
}

function damaged(bytes: Uint8Array): VerificationReport {
  refuseUnlessOurs(bytes);
  const findings = unreadable();
  return {
    valid: false,
    ...verdictOf(findings, null),
    claimId: null,
    number: null,
    version: null,
    signatures: [],
    appended: null,
    manifest: { complete: false, files: [], list: 'missing', hidden: 0 },
    recalculation: nothingComputed,
    findings,
  };
}
