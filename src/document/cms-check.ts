import { createHash, verify, X509Certificate } from 'node:crypto';
import { fromBER, OctetString, Sequence } from 'asn1js';
import { Certificate, ContentInfo, IssuerAndSerialNumber, SignedData, type SignerInfo } from 'pkijs';
import { algorithmOf, OID } from './cms.ts';

/** A CMS signature that was checked, with the certificate it was made by. */
export interface CheckedCms {
  certificate: X509Certificate;
  level: 'PAdES-B-B';
}

const SIGNED = [OID.contentType, OID.messageDigest, OID.signingCertificateV2].sort();

/**
 * Checks a detached CMS signature for PAdES B-B over `content`: digest, signed attributes, signing certificate
 * (RFC 5035), signature. Anything in it that the signature would not notice being changed must be as we write it.
 * @param contents the DER and the zero bytes that fill its place
 * @returns null when any of it is wrong
 */
export function checkCms(contents: Uint8Array, content: Uint8Array[]): CheckedCms | null {
  try {
    return checked(contents, content);
  } catch {
    // What cannot be parsed is not a signature; to the reader of the report that is the same as a wrong one.
    return null;
  }
}

function checked(contents: Uint8Array, content: Uint8Array[]): CheckedCms | null {
  const signedData = signedDataOf(contents);
  const signer = signedData?.signerInfos[0];
  if (!signedData || !signer) return null;
  const certificates = (signedData.certificates ?? []).map((each) => {
    if (!(each instanceof Certificate)) throw new Error('not an X.509 certificate');
    return new X509Certificate(new Uint8Array(each.toSchema().toBER()));
  });
  const certificate = certificates.find((each) => madeBy(signer, each));
  if (certificate === undefined || !isChain(certificate, certificates)) return null;
  const good =
    algorithmsAgree(signedData, signer, certificate) &&
    attributesAgree(signer, certificate, content) &&
    verify('sha256', signedBytes(signer), certificate.publicKey, bytesOf(signer.signature));
  return good ? { certificate, level: 'PAdES-B-B' } : null;
}

/** The one SignedData, when it is DER, with one signer, no content and nothing but zeros behind it. */
function signedDataOf(contents: Uint8Array): SignedData | null {
  const { offset, result } = fromBER(new Uint8Array(contents).buffer);
  if (offset <= 0 || contents.subarray(offset).some((byte) => byte !== 0)) return null;
  // A length that also takes in some of the zeros behind would read them as members.
  const members = result instanceof Sequence ? result.valueBlock.value.length : 0;
  if (members !== 2 || Buffer.compare(Buffer.from(result.toBER()), contents.subarray(0, offset)) !== 0) return null;
  const info = new ContentInfo({ schema: result });
  if (info.contentType !== OID.signedData) return null;
  const signedData = new SignedData({ schema: info.content });
  const { version, encapContentInfo, signerInfos, crls } = signedData;
  const plain = encapContentInfo.eContentType === OID.data && encapContentInfo.eContent === undefined;
  return version === 1 && plain && signerInfos.length === 1 && crls === undefined ? signedData : null;
}

function algorithmsAgree(signedData: SignedData, signer: SignerInfo, certificate: X509Certificate): boolean {
  const digests = signedData.digestAlgorithms.map((each) => each.algorithmId);
  return (
    signer.version === 1 &&
    digests.join() === OID.sha256 &&
    signer.digestAlgorithm.algorithmId === OID.sha256 &&
    signer.signatureAlgorithm.algorithmId === algorithmOf(certificate.publicKey)
  );
}

/** Exactly the three attributes of PAdES B-B, each with the value it must have. */
function attributesAgree(signer: SignerInfo, certificate: X509Certificate, content: Uint8Array[]): boolean {
  const attributes = signer.signedAttrs?.attributes ?? [];
  const types = attributes.map((each) => each.type).sort();
  if (types.join() !== SIGNED.join() || signer.unsignedAttrs !== undefined) return false;
  const value = (type: string) => {
    const values = attributes.find((each) => each.type === type)?.values ?? [];
    return values.length === 1 ? values[0] : undefined;
  };
  const digest = createHash('sha256');
  for (const piece of content) digest.update(piece);
  const said = value(OID.messageDigest);
  return (
    said instanceof OctetString &&
    digest.digest().equals(bytesOf(said)) &&
    value(OID.contentType)?.valueBlock.toString() === OID.data &&
    namesCertificate(value(OID.signingCertificateV2), certificate)
  );
}

/** SigningCertificateV2 → first ESSCertIDv2 → its hash, by SHA-256 as the default or by name (RFC 5035 § 4). */
function namesCertificate(attribute: unknown, certificate: X509Certificate): boolean {
  const first = child(child(attribute, 0), 0);
  const [algorithm, hash] =
    child(first, 0) instanceof OctetString ? [null, child(first, 0)] : [child(first, 0), child(first, 1)];
  const named = algorithm === null || String(child(algorithm, 0)).includes(OID.sha256);
  const expected = createHash('sha256').update(certificate.raw).digest();
  return named && hash instanceof OctetString && expected.equals(bytesOf(hash));
}

const child = (node: unknown, at: number): unknown =>
  node instanceof Sequence ? node.valueBlock.value[at] : undefined;

/** The signer names the certificate by issuer and serial number, byte for byte: the name is not signed. */
function madeBy(signer: SignerInfo, certificate: X509Certificate): boolean {
  const { issuer, serialNumber } = Certificate.fromBER(new Uint8Array(certificate.raw).buffer);
  const named = new IssuerAndSerialNumber({ issuer, serialNumber }).toSchema().toBER();
  const said = signer.sid instanceof IssuerAndSerialNumber ? signer.sid.toSchema().toBER() : new ArrayBuffer(0);
  return Buffer.compare(Buffer.from(named), Buffer.from(said)) === 0;
}

/** Every other certificate in the signature is the issuer of one before it: none is there for nothing. */
function isChain(certificate: X509Certificate, all: X509Certificate[]): boolean {
  const rest = new Set(all.filter((each) => each !== certificate));
  let last = certificate;
  while (rest.size > 0) {
    const issuer = [...rest].find((each) => last.checkIssued(each) && last.verify(each.publicKey));
    if (issuer === undefined) return false;
    rest.delete(issuer);
    last = issuer;
  }
  return true;
}

/** What is signed is the attributes as a SET, not under the tag they stand with (RFC 5652 § 5.4). */
const signedBytes = (signer: SignerInfo) => new Uint8Array(signer.signedAttrs?.encodedValue ?? new ArrayBuffer(0));

const bytesOf = (octets: OctetString) => new Uint8Array(octets.valueBlock.valueHexView);
