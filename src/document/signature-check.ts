import type { X509Certificate } from 'node:crypto';
import { PDFArray, PDFDict, PDFHexString, PDFName, PDFNumber, PDFString } from 'pdf-lib';
import type { ClaimFile } from './claim-file.ts';
import { certificatesIn } from './cms.ts';
import { type CheckedCms, checkCms, isOverOtherContent } from './cms-check.ts';
import { isProvenGood, type Proof } from './revocation-check.ts';
import { commonName } from './seal.ts';
import { isTestCertificate } from './seal-key.ts';
import { proofIn } from './security-store.ts';
import type { CheckedTimeStamp } from './time-stamp-check.ts';
import { isVouchedFor } from './trust.ts';

export interface SignatureReport {
  /** Name of the field: `member-seal`, `approver-seal`. */
  role: string;
  /** B-T: a time stamp that holds. B-LT: proofs in the file that every certificate was good then. */
  level: 'PAdES-B-B' | 'PAdES-B-T' | 'PAdES-B-LT';
  valid: boolean;
  /**
   * Why it is not valid. `changed`: what it covers is not what was sealed. `broken`: the seal itself is damaged or not
   * made as seals are. `range`: it does not say properly what it covers. `not-in-force`: its certificate was not in
   * force at the time of the seal.
   */
  fault: 'changed' | 'broken' | 'range' | 'not-in-force' | null;
  coversWholeFile: boolean;
  /** How many bytes from the file's beginning it covers, and up to which of the file's revisions; null: it cannot be read. */
  covers: { bytes: number; revision: number | null; revisions: number } | null;
  /** Claimed time of the seal, ISO 8601; null when it cannot be read. */
  time: string | null;
  signer: string | null;
  /** The certificate is, or is issued by, one of those given as trusted. Never a test key. */
  trusted: boolean;
  testKey: boolean;
  /** The signer's certificate first, then those that vouch for it. */
  chain: { subject: string; issuer: string; from: string; until: string }[];
  /** By whom and when the seal was time-stamped; null when it was not. */
  timeStamp: { time: string; authority: string; trusted: boolean } | null;
}

/** Every filled signature field of the document, checked against the file's bytes; the one that covers least first. */
export function checkSignatures(bytes: Uint8Array, file: ClaimFile, trustedPem: string[]): SignatureReport[] {
  const known = {
    proof: proofIn(file),
    trusted: trustedPem.flatMap(certificatesIn),
    ends: file.revisions.map(({ end }) => end),
  };
  return signatureFields(file)
    .map(({ role, signature }) => checkSignature(bytes, role, signature, known))
    .sort((a, b) => (a.covers?.bytes ?? 0) - (b.covers?.bytes ?? 0));
}

function signatureFields({ catalog, context }: ClaimFile): { role: string; signature: PDFDict }[] {
  const acroForm = catalog.lookupMaybe(PDFName.of('AcroForm'), PDFDict);
  const fields = acroForm?.lookupMaybe(PDFName.of('Fields'), PDFArray);
  return (fields?.asArray() ?? []).flatMap((entry) => {
    const field = context.lookupMaybe(entry, PDFDict);
    const signature = field?.lookupMaybe(PDFName.of('V'), PDFDict);
    const isSignature = field?.lookup(PDFName.of('FT')) === PDFName.of('Sig');
    return signature && field && isSignature ? [{ role: textOf(field.lookup(PDFName.of('T'))) ?? '', signature }] : [];
  });
}

/** Seals in the file that no field leads to any more. */
export function looseSeals(file: ClaimFile): number {
  const held = new Set(signatureFields(file).map(({ signature }) => signature));
  const seals = file.context
    .enumerateIndirectObjects()
    .filter(([, object]) => object instanceof PDFDict && object.get(PDFName.of('Type')) === PDFName.of('Sig'));
  return seals.filter(([, object]) => !held.has(object as PDFDict)).length;
}

type Known = { proof: Proof; trusted: X509Certificate[]; ends: number[] };

function checkSignature(bytes: Uint8Array, role: string, signature: PDFDict, known: Known): SignatureReport {
  const range = rangeOf(bytes, signature);
  const cms = range && rightForm(signature) ? checkCms(range.contents, range.pieces) : null;
  const claimed = timeOf(textOf(signature.lookup(PDFName.of('M'))));
  // What an authority says of the time goes before what the seal says of itself.
  const time = cms?.timeStamp?.time ?? claimed;
  const certificate = cms?.certificate.toString() ?? '';
  const testKey = cms !== null && isTestCertificate(certificate);
  const fault = faultOf(range, cms, claimed === null ? null : time);
  return {
    role,
    level: levelOf(cms, known.proof),
    valid: fault === null,
    fault,
    coversWholeFile: range?.end === bytes.length,
    covers: range && coverage(range.end, known.ends),
    time: claimed?.toISOString() ?? null,
    signer: cms === null ? null : commonName(certificate),
    trusted: cms !== null && !testKey && isVouchedFor(cms.chain, known.trusted),
    testKey,
    chain: cms?.chain.map(certificateReport) ?? [],
    timeStamp: cms?.timeStamp ? timeStampReport(cms.timeStamp, known.trusted) : null,
  };
}

function faultOf(range: Range | null, cms: CheckedCms | null, time: Date | null): SignatureReport['fault'] {
  if (range === null) return 'range';
  if (cms === null) return isOverOtherContent(range.contents, range.pieces) ? 'changed' : 'broken';
  if (time === null) return 'broken';
  return inForce(cms.certificate, time) ? null : 'not-in-force';
}

function coverage(end: number, ends: number[]): SignatureReport['covers'] {
  const at = ends.indexOf(end);
  return { bytes: end, revision: at === -1 ? null : at + 1, revisions: ends.length };
}

const certificateReport = (certificate: X509Certificate) => ({
  subject: commonName(certificate.toString()),
  issuer: /^CN=(.*)$/m.exec(certificate.issuer)?.[1] ?? certificate.issuer.replaceAll('\n', ', '),
  from: certificate.validFromDate.toISOString(),
  until: certificate.validToDate.toISOString(),
});

function timeStampReport({ time, authority, chain }: CheckedTimeStamp, trusted: X509Certificate[]) {
  const name = commonName(authority.toString());
  return { time: time.toISOString(), authority: name, trusted: isVouchedFor(chain, trusted) };
}

function levelOf(cms: CheckedCms | null, proof: Proof): SignatureReport['level'] {
  if (!cms?.timeStamp) return 'PAdES-B-B';
  const { time, chain } = cms.timeStamp;
  return [cms.chain, chain].every((each) => isProvenGood(each, proof, time)) ? 'PAdES-B-LT' : 'PAdES-B-T';
}

/** What ETSI EN 319 142-1 § 6.3 asks of the signature dictionary. */
const rightForm = (signature: PDFDict) =>
  signature.lookup(PDFName.of('SubFilter')) === PDFName.of('ETSI.CAdES.detached') && !signature.has(PDFName.of('Cert'));

type Range = { pieces: Uint8Array[]; contents: Uint8Array; end: number };

/**
 * The two signed pieces, where they end, and the bytes of the contents between them. The gap must be the contents and
 * nothing else: whatever stands in it is not signed.
 */
function rangeOf(bytes: Uint8Array, signature: PDFDict): Range | null {
  const numbers = signature.lookupMaybe(PDFName.of('ByteRange'), PDFArray)?.asArray() ?? [];
  const [start, open, close, rest] = numbers.map((each) => (each instanceof PDFNumber ? each.asNumber() : Number.NaN));
  if (numbers.length !== 4 || start !== 0 || open === undefined || close === undefined || rest === undefined)
    return null;
  const end = close + rest;
  if (
    ![open, close, rest].every(Number.isSafeInteger) ||
    !(0 < open && open < close && rest > 0 && end <= bytes.length)
  )
    return null;
  const gap = Buffer.from(bytes.subarray(open, close)).toString('latin1');
  const said = signature.lookup(PDFName.of('Contents'));
  // One case of letters throughout: the same bytes written another way would be a change nobody signed.
  const hex = /^<((?:[0-9a-f]{2})+|(?:[0-9A-F]{2})+)>$/.exec(gap)?.[1];
  if (hex === undefined || !(said instanceof PDFHexString) || said.asString() !== hex) return null;
  const contents = new Uint8Array(Buffer.from(hex, 'hex'));
  return { pieces: [bytes.subarray(0, open), bytes.subarray(close, end)], contents, end };
}

const textOf = (value: unknown): string | null =>
  value instanceof PDFString || value instanceof PDFHexString ? value.decodeText() : null;

/** `D:20260312081600Z`, or with an offset `+02'00'` (ISO 32000-1 § 7.9.4). */
function timeOf(text: string | null): Date | null {
  const found = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:Z|([+-]\d\d)'(\d\d)'?)$/.exec(text ?? '');
  if (found === null) return null;
  const [, year, month, day, hour, minute, second, offsetHour = '+00', offsetMinute = '00'] = found;
  const time = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${offsetHour}:${offsetMinute}`);
  return Number.isNaN(time.getTime()) ? null : time;
}

const inForce = (certificate: X509Certificate, at: Date) =>
  certificate.validFromDate <= at && at <= certificate.validToDate;
