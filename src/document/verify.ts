import { PDFDocument } from 'pdf-lib';
import { type Language, languages, type Texts } from '../claim/claim.ts';
import { CLAIM_DATA } from './attachments.ts';
import { EmbeddedClaim } from './claim-data.ts';
import { DocumentProblem } from './document-problem.ts';
import { checkManifest, type Embedded, embeddedFiles, jsonOf, type ManifestReport } from './manifest-check.ts';
import { isPdf } from './pictures.ts';
import { checkRecalculation, type Recalculate, type RecalculationReport } from './recalculation.ts';
import { checkSignatures, type SignatureReport } from './signature-check.ts';
import { type DocumentTexts, fill, texts, wordsIn } from './words.ts';

/** What an offline check of a claim document found. */
export interface VerificationReport {
  /** Every seal is good, the last one covers the whole file, no attachment is missing, extra or changed, sums agree. */
  valid: boolean;
  claimId: string | null;
  number: string | null;
  version: number | null;
  signatures: SignatureReport[];
  manifest: ManifestReport;
  recalculation: RecalculationReport;
  summary: Texts;
}

export interface VerifyOptions {
  recalculate: Recalculate;
  /** Certificates to trust, PEM, one each: seals by them, or issued by them. */
  trustedPem?: string[];
}

type Sentence = Exclude<keyof DocumentTexts['verify'], 'valid'>;

/**
 * Checks a claim document by its own bytes alone: real digests and signatures, no network.
 * @throws DocumentProblem `not-a-pdf` when the bytes are no PDF, or a PDF that holds neither a claim nor a seal
 */
export async function verifyPdf(bytes: Uint8Array, options: VerifyOptions): Promise<VerificationReport> {
  if (!isPdf(bytes)) throw new DocumentProblem('not-a-pdf');
  const opened = await open(bytes);
  if (opened === null) return damaged();
  const { doc, attachments } = opened;
  const parsed = EmbeddedClaim.safeParse(jsonOf(attachments, CLAIM_DATA));
  const claim = parsed.success ? parsed.data : null;
  const signatures = readOr([], () => checkSignatures(bytes, doc, options.trustedPem ?? []));
  if (claim === null && signatures.length === 0 && !attachments.some(({ name }) => name === CLAIM_DATA)) {
    throw new DocumentProblem('not-a-pdf', null, 'not a claim document');
  }
  const manifest = checkManifest(doc, attachments, claim?.id ?? null);
  const recalculation = checkRecalculation(claim, options.recalculate);
  const faults = faultsOf(signatures, manifest, recalculation);
  return {
    valid: faults.length === 0,
    claimId: claim?.id ?? null,
    number: claim?.number ?? null,
    version: claim?.version ?? null,
    signatures,
    manifest,
    recalculation,
    summary: summaryOf(faults, signatures, recalculation),
  };
}

async function open(bytes: Uint8Array): Promise<{ doc: PDFDocument; attachments: Embedded[] } | null> {
  try {
    const doc = await PDFDocument.load(bytes, { updateMetadata: false, throwOnInvalidObject: true });
    return { doc, attachments: embeddedFiles(doc) };
  } catch {
    // The library's errors are about tokens and offsets; the report says that the file is damaged.
    return null;
  }
}

function readOr<T>(otherwise: T, read: () => T): T {
  try {
    return read();
  } catch {
    // A field whose objects are of the wrong kind is no seal.
    return otherwise;
  }
}

function faultsOf(
  signatures: SignatureReport[],
  manifest: ManifestReport,
  recalculation: RecalculationReport,
): Sentence[] {
  const faults: Sentence[] = [];
  if (signatures.length === 0) faults.push('unsealed');
  else if (!signatures.every((each) => each.valid)) faults.push('badSignature');
  else if (!signatures.some((each) => each.coversWholeFile)) faults.push('notCovered');
  if (!manifest.complete) faults.push('manifest');
  if (!recalculation.same) faults.push('recalculation');
  return faults;
}

function summaryOf(faults: Sentence[], signatures: SignatureReport[], { payableCents }: RecalculationReport): Texts {
  const remark: Sentence[] = [];
  if (signatures.some((each) => each.testKey)) remark.push('testKey');
  else if (signatures.some((each) => each.valid && !each.trusted)) remark.push('untrusted');
  return inAll((language) => {
    const said = texts[language].verify;
    const good = fill(said.valid, { sum: wordsIn(language).euro(payableCents ?? 0) });
    const verdict = faults.length === 0 ? [good] : faults.map((fault) => said[fault]);
    return [...verdict, ...remark.map((key) => said[key])].join(' ');
  });
}

const inAll = (sentence: (language: Language) => string): Texts => {
  const [fi = '', sv = '', en = ''] = languages.map(sentence);
  return { fi, sv, en };
};

const damaged = (): VerificationReport => ({
  valid: false,
  claimId: null,
  number: null,
  version: null,
  signatures: [],
  manifest: { complete: false, files: [] },
  recalculation: { payableCents: null, same: false },
  summary: inAll((language) => texts[language].verify.unreadable),
});
