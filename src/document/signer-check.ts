import { createHash, verify, X509Certificate } from 'node:crypto';
import { type BaseBlock, fromBER, OctetString, Sequence } from 'asn1js';
import { Certificate, ContentInfo, IssuerAndSerialNumber, SignedData, type SignerInfo } from 'pkijs';
import { OID } from './cms.ts';

/**
 * What a seal and a time stamp have in common: one CMS SignedData with one signer (RFC 5652), whose signed attributes
 * name content and certificate. Everything the signature itself would not notice being changed must be as it is
 * written by us and by time-stamp authorities.
 */

/** The SHA-2 digests; older ones prove nothing any more. */
const DIGESTS: Record<string, string> = {
  [OID.sha256]: 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};
/** Signature algorithms with the digest they name; null: the one of the signer (RFC 3370 § 3.2). */
const SIGNATURES: Record<string, string | null> = {
  '1.2.840.113549.1.1.1': null,
  [OID.rsaWithSha256]: 'sha256',
  '1.2.840.113549.1.1.12': 'sha384',
  '1.2.840.113549.1.1.13': 'sha512',
  [OID.ecdsaWithSha256]: 'sha256',
  '1.2.840.10045.4.3.3': 'sha384',
  '1.2.840.10045.4.3.4': 'sha512',
};

/** Name of a digest for node:crypto, or null when it is none of SHA-2. */
export const digestNamed = (oid: string): string | null => DIGESTS[oid] ?? null;

/** The digest a signature algorithm names, or null when it names none of SHA-2. */
export const digestOfSignature = (oid: string): string | null => SIGNATURES[oid] ?? null;

/** The one SignedData of DER bytes, when it is exactly that and nothing else; null otherwise. */
export function signedDataIn(der: Uint8Array): SignedData | null {
  const { offset, result } = fromBER(own(der));
  // A length that also takes in bytes behind would read them as members.
  const members = result instanceof Sequence ? result.valueBlock.value.length : 0;
  if (offset !== der.length || members !== 2 || !sameBytes(result, der)) return null;
  const info = new ContentInfo({ schema: result });
  if (info.contentType !== OID.signedData) return null;
  const signedData = new SignedData({ schema: info.content });
  return signedData.signerInfos.length === 1 && signedData.crls === undefined ? signedData : null;
}

const sameBytes = (parsed: BaseBlock, der: Uint8Array): boolean =>
  Buffer.compare(Buffer.from(parsed.toBER()), der) === 0;

/** The signer's certificate first, then those that vouch for it; null when one is missing or there for nothing. */
export function chainOf(signedData: SignedData, signer: SignerInfo): X509Certificate[] | null {
  const all = (signedData.certificates ?? []).map((each) => {
    if (!(each instanceof Certificate)) throw new Error('not an X.509 certificate');
    return new X509Certificate(new Uint8Array(each.toSchema().toBER()));
  });
  const certificate = all.find((each) => madeBy(signer, each));
  return certificate === undefined ? null : chainFrom(certificate, all);
}

/**
 * The certificate alone, which the signature names by its hash; or a whole chain to a root that vouches for itself:
 * of a chain that ends before it, the last certificate could be changed and nobody would see.
 */
function chainFrom(certificate: X509Certificate, all: X509Certificate[]): X509Certificate[] | null {
  const rest = new Set(all.filter((each) => each !== certificate));
  const chain = [certificate];
  while (rest.size > 0) {
    const last = chain.at(-1) ?? certificate;
    const issuer = [...rest].find((each) => issued(last, each));
    if (issuer === undefined) return null;
    rest.delete(issuer);
    chain.push(issuer);
  }
  const top = chain.at(-1) ?? certificate;
  return chain.length === 1 || issued(top, top) ? chain : null;
}

/** True when `issuer` made the certificate and may make certificates (RFC 5280 § 4.2.1.9). */
export const issued = (certificate: X509Certificate, issuer: X509Certificate): boolean =>
  issuer.ca && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);

/** The signer names the certificate by issuer and serial number, byte for byte: the name is not signed. */
function madeBy(signer: SignerInfo, certificate: X509Certificate): boolean {
  const { issuer, serialNumber } = Certificate.fromBER(own(certificate.raw));
  const named = new IssuerAndSerialNumber({ issuer, serialNumber }).toSchema().toBER();
  const said = signer.sid instanceof IssuerAndSerialNumber ? signer.sid.toSchema().toBER() : new ArrayBuffer(0);
  return Buffer.compare(Buffer.from(named), Buffer.from(said)) === 0;
}

/** The one value of a signed attribute, or undefined. */
export function signedValue(signer: SignerInfo, type: string): unknown {
  const found = (signer.signedAttrs?.attributes ?? []).filter((each) => each.type === type);
  return found.length === 1 && found[0]?.values.length === 1 ? found[0].values[0] : undefined;
}

/** The signed attributes name the content by type and digest (RFC 5652 § 11.1, § 11.2). */
export function namesContent(signer: SignerInfo, type: string, content: Uint8Array[]): boolean {
  const algorithm = digestNamed(signer.digestAlgorithm.algorithmId);
  if (algorithm === null) return false;
  const digest = createHash(algorithm);
  for (const piece of content) digest.update(piece);
  const said = signedValue(signer, OID.messageDigest);
  const named = signedValue(signer, OID.contentType);
  return (
    said instanceof OctetString &&
    digest.digest().equals(bytesOf(said)) &&
    (named as { valueBlock?: unknown } | undefined)?.valueBlock?.toString() === type
  );
}

/** SigningCertificateV2 → first ESSCertIDv2 → its hash, by SHA-256 as the default or by name (RFC 5035 § 4). */
export function namesCertificate(attribute: unknown, certificate: X509Certificate): boolean {
  const first = child(child(attribute, 0), 0);
  const plain = child(first, 0) instanceof OctetString;
  const hash = child(first, plain ? 0 : 1);
  const algorithm = plain ? 'sha256' : digestNamed(child(child(first, 0), 0)?.valueBlock.toString() ?? '');
  if (!(hash instanceof OctetString) || algorithm === null) return false;
  return createHash(algorithm).update(certificate.raw).digest().equals(bytesOf(hash));
}

type Node = BaseBlock & { valueBlock: { toString(): string } };
const child = (node: unknown, at: number): Node | undefined =>
  node instanceof Sequence ? (node.valueBlock.value[at] as Node | undefined) : undefined;

/** The signature over the signed attributes is the certificate's. */
export function signatureHolds(signer: SignerInfo, certificate: X509Certificate): boolean {
  const algorithm = signer.signatureAlgorithm.algorithmId;
  const own = digestNamed(signer.digestAlgorithm.algorithmId);
  const named = SIGNATURES[algorithm];
  if (named === undefined || own === null || (named !== null && named !== own)) return false;
  return verify(own, signedBytes(signer), certificate.publicKey, bytesOf(signer.signature));
}

/** What is signed is the attributes as a SET, not under the tag they stand with (RFC 5652 § 5.4). */
const signedBytes = (signer: SignerInfo) => new Uint8Array(signer.signedAttrs?.encodedValue ?? new ArrayBuffer(0));

export const bytesOf = (octets: OctetString): Uint8Array => new Uint8Array(octets.valueBlock.valueHexView);

/** An ArrayBuffer of its own: a pooled Buffer's would bring its neighbours. */
export const own = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;
