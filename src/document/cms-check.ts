import type { X509Certificate } from 'node:crypto';
import { fromBER } from 'asn1js';
import type { SignedData, SignerInfo } from 'pkijs';
import { algorithmOf, OID } from './cms.ts';
import {
  bytesOf,
  chainOf,
  namesCertificate,
  namesContent,
  own,
  signatureHolds,
  signedDataIn,
  signedValue,
} from './signer-check.ts';
import { type CheckedTimeStamp, checkTimeStamp } from './time-stamp-check.ts';

/** A CMS signature that was checked. */
export interface CheckedCms {
  certificate: X509Certificate;
  /** The certificate and those that vouch for it. */
  chain: X509Certificate[];
  /** When it existed at the latest, by a time-stamp authority; null when none was asked. */
  timeStamp: CheckedTimeStamp | null;
}

const SIGNED = [OID.contentType, OID.messageDigest, OID.signingCertificateV2].sort();

/**
 * Checks a detached CMS signature for PAdES B-B or B-T over `content`: digest, signed attributes, signing certificate
 * (RFC 5035), signature, time stamp. Anything in it that the signature would not notice being changed must be as we
 * write it.
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

/**
 * True when the signature is whole, by its own key, and over other content than this: of what it covers something was
 * changed. False when the signature itself is wrong.
 */
export function isOverOtherContent(contents: Uint8Array, content: Uint8Array[]): boolean {
  try {
    const signedData = signedDataOf(contents);
    const signer = signedData?.signerInfos[0];
    const certificate = signedData && signer ? chainOf(signedData, signer)?.[0] : null;
    return !!signer && !!certificate && signatureHolds(signer, certificate) && !namesContent(signer, OID.data, content);
  } catch {
    // What cannot be parsed is not a signature over anything.
    return false;
  }
}

function checked(contents: Uint8Array, content: Uint8Array[]): CheckedCms | null {
  const signedData = signedDataOf(contents);
  const signer = signedData?.signerInfos[0];
  const chain = signedData && signer ? chainOf(signedData, signer) : null;
  const certificate = chain?.[0];
  if (!signedData || !signer || !chain || !certificate) return null;
  const stamps = timeStampsOf(signer);
  const good =
    algorithmsAgree(signedData, signer, certificate) &&
    attributesAgree(signer, certificate, content) &&
    signatureHolds(signer, certificate) &&
    stamps !== null;
  return good ? { certificate, chain, timeStamp: stamps[0] ?? null } : null;
}

/** The one SignedData, when it is DER, with one signer, no content and nothing but zeros behind it. */
function signedDataOf(contents: Uint8Array): SignedData | null {
  const { offset } = fromBER(own(contents));
  if (offset <= 0 || contents.subarray(offset).some((byte) => byte !== 0)) return null;
  const signedData = signedDataIn(contents.subarray(0, offset));
  if (signedData === null) return null;
  const { version, encapContentInfo } = signedData;
  const plain = encapContentInfo.eContentType === OID.data && encapContentInfo.eContent === undefined;
  return version === 1 && plain ? signedData : null;
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
  const types = (signer.signedAttrs?.attributes ?? []).map((each) => each.type).sort();
  return (
    types.join() === SIGNED.join() &&
    namesContent(signer, OID.data, content) &&
    namesCertificate(signedValue(signer, OID.signingCertificateV2), certificate)
  );
}

/** None, or the one time stamp of the signature value (RFC 3161 appendix A); null when it is not good. */
function timeStampsOf(signer: SignerInfo): CheckedTimeStamp[] | null {
  if (signer.unsignedAttrs === undefined) return [];
  const [attribute, ...more] = signer.unsignedAttrs.attributes;
  const [token, ...others] = attribute?.values ?? [];
  if (attribute?.type !== OID.signatureTimeStamp || !token || more.length + others.length > 0) return null;
  const stamp = checkTimeStamp(new Uint8Array(token.toBER()), bytesOf(signer.signature));
  return stamp === null ? null : [stamp];
}
