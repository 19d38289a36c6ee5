import { createHash, verify, X509Certificate } from 'node:crypto';
import { BasicOCSPResponse, Certificate, CertificateRevocationList, OCSPResponse, type SingleResponse } from 'pkijs';
import { digestOfSignature, issued, own } from './signer-check.ts';

/** What tells, years later, that a certificate was good when it was used (ISO 32000-2 § 12.8.4.3). DER each. */
export interface Proof {
  certificates: Uint8Array[];
  crls: Uint8Array[];
  ocsps: Uint8Array[];
}

/** Extended key usage id-kp-OCSPSigning (RFC 6960 § 4.2.2.2). */
const OCSP_SIGNING = '1.3.6.1.5.5.7.3.9';
const SUCCESSFUL = 0;
const GOOD = 0;

/**
 * True when for every certificate of the chain but its root some list or answer, signed by its issuer, says that it
 * was good at that time. The chain must reach a root that vouches for itself.
 */
export function isProvenGood(chain: X509Certificate[], { crls, ocsps }: Proof, at: Date): boolean {
  const root = chain.at(-1);
  if (!root || !issued(root, root)) return false;
  return chain.slice(0, -1).every((certificate, place) => {
    const issuer = chain[place + 1] ?? root;
    return (
      ocsps.some((der) => isGoodByAnswer(der, certificate, issuer, at)) ||
      crls.some((der) => isGoodByList(der, certificate, issuer, at))
    );
  });
}

/** By a certificate revocation list (RFC 5280 § 5). */
export function isGoodByList(
  der: Uint8Array,
  certificate: X509Certificate,
  issuer: X509Certificate,
  at: Date,
): boolean {
  try {
    const list = CertificateRevocationList.fromBER(own(der));
    const named = Buffer.from(list.issuer.toSchema().toBER()).equals(subjectOf(issuer));
    if (!named || !covers(list.thisUpdate.value, list.nextUpdate?.value, at)) return false;
    const serials = (list.revokedCertificates ?? []).map((each) => hexOf(each.userCertificate.valueBlock.valueHexView));
    const holds = signedBy(issuer, list.tbsView, list.signatureAlgorithm.algorithmId, list.signatureValue.valueBlock);
    return holds && !serials.includes(serialOf(certificate));
  } catch {
    // Bytes that are no list prove nothing.
    return false;
  }
}

/** By an answer of an OCSP responder (RFC 6960). */
export function isGoodByAnswer(
  der: Uint8Array,
  certificate: X509Certificate,
  issuer: X509Certificate,
  at: Date,
): boolean {
  try {
    const outer = OCSPResponse.fromBER(own(der));
    if (outer.responseStatus.valueBlock.valueDec !== SUCCESSFUL || !outer.responseBytes) return false;
    const answer = BasicOCSPResponse.fromBER(own(outer.responseBytes.response.valueBlock.valueHexView));
    const said = answer.tbsResponseData.responses.find((each) => isAbout(each, certificate, issuer));
    const good = said?.certStatus?.idBlock?.tagNumber === GOOD && covers(said.thisUpdate, said.nextUpdate, at);
    const { tbsView } = answer.tbsResponseData;
    return (
      good &&
      respondersOf(answer, issuer).some((responder) =>
        signedBy(responder, tbsView, answer.signatureAlgorithm.algorithmId, answer.signature.valueBlock),
      )
    );
  } catch {
    // Bytes that are no answer prove nothing.
    return false;
  }
}

/** The issuer itself, or those it lets answer for it. */
function respondersOf({ certs = [] }: BasicOCSPResponse, issuer: X509Certificate): X509Certificate[] {
  const delegated = certs
    .map((each) => new X509Certificate(new Uint8Array(each.toSchema().toBER())))
    .filter((each) => each.keyUsage?.includes(OCSP_SIGNING) && issued(each, issuer));
  return [issuer, ...delegated];
}

function isAbout({ certID }: SingleResponse, certificate: X509Certificate, issuer: X509Certificate): boolean {
  const algorithm = certID.hashAlgorithm.algorithmId === '1.3.14.3.2.26' ? 'sha1' : 'sha256';
  const key = Certificate.fromBER(own(issuer.raw)).subjectPublicKeyInfo.subjectPublicKey.valueBlock.valueHexView;
  const hash = (bytes: Uint8Array) => createHash(algorithm).update(bytes).digest();
  return (
    hexOf(certID.serialNumber.valueBlock.valueHexView) === serialOf(certificate) &&
    hash(subjectOf(issuer)).equals(new Uint8Array(certID.issuerNameHash.valueBlock.valueHexView)) &&
    hash(key).equals(new Uint8Array(certID.issuerKeyHash.valueBlock.valueHexView))
  );
}

function signedBy(
  issuer: X509Certificate,
  content: Uint8Array,
  algorithm: string,
  signature: { valueHexView: Uint8Array },
): boolean {
  const digest = digestOfSignature(algorithm);
  return digest !== null && verify(digest, content, issuer.publicKey, signature.valueHexView);
}

const covers = (from: Date, until: Date | undefined, at: Date): boolean =>
  from <= at && (until === undefined || at <= until);

const subjectOf = (certificate: X509Certificate): Buffer =>
  Buffer.from(Certificate.fromBER(own(certificate.raw)).subject.toSchema().toBER());

const serialOf = (certificate: X509Certificate): string =>
  hexOf(Certificate.fromBER(own(certificate.raw)).serialNumber.valueBlock.valueHexView);

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
