import { createHash, type X509Certificate } from 'node:crypto';
import { OctetString } from 'asn1js';
import { type SignedData, type SignerInfo, TSTInfo } from 'pkijs';
import { OID } from './cms.ts';
import {
  bytesOf,
  chainOf,
  namesCertificate,
  namesContent,
  signatureHolds,
  signedDataIn,
  signedValue,
} from './signer-check.ts';

/** A time stamp (RFC 3161) that was checked: its bytes existed at `time`, says the authority. */
export interface CheckedTimeStamp {
  time: Date;
  authority: X509Certificate;
  /** The authority's certificate and those that vouch for it. */
  chain: X509Certificate[];
  /** The number the asker gave, in hex; null when none. */
  nonce: string | null;
}

const TST_INFO = '1.2.840.113549.1.9.16.1.4';
const SIGNING_CERTIFICATE = '1.2.840.113549.1.9.16.2.12';
/** Extended key usage id-kp-timeStamping (RFC 5280 § 4.2.1.12). */
const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';

/**
 * Checks a time-stamp token over `stamped`: imprint, signature, the authority's certificate and what it may be used
 * for. Whether the authority is trusted is the caller's to say.
 * @param token DER of the ContentInfo
 * @returns null when any of it is wrong
 */
export function checkTimeStamp(token: Uint8Array, stamped: Uint8Array): CheckedTimeStamp | null {
  try {
    return checked(token, stamped);
  } catch {
    // What cannot be parsed is no time stamp.
    return null;
  }
}

function checked(token: Uint8Array, stamped: Uint8Array): CheckedTimeStamp | null {
  const signedData = signedDataIn(token);
  const signer = signedData?.signerInfos[0];
  const chain = signedData && signer ? chainOf(signedData, signer) : null;
  const authority = chain?.[0];
  const content = signedData && contentOf(signedData);
  if (!signedData || !signer || !chain || !authority || !content) return null;
  const info = TSTInfo.fromBER(new Uint8Array(content).buffer);
  const good =
    formAgrees(signedData, signer) &&
    imprints(info, stamped) &&
    namesContent(signer, TST_INFO, [content]) &&
    namesAuthority(signer, authority) &&
    signatureHolds(signer, authority) &&
    mayStamp(authority, info.genTime);
  return good ? { time: info.genTime, authority, chain, nonce: nonceOf(info) } : null;
}

function contentOf({ encapContentInfo }: SignedData): Uint8Array | null {
  const { eContentType, eContent } = encapContentInfo;
  return eContentType === TST_INFO && eContent ? new Uint8Array(eContent.getValue()) : null;
}

function formAgrees(signedData: SignedData, signer: SignerInfo): boolean {
  const digests = signedData.digestAlgorithms.map((each) => each.algorithmId);
  const ours = signer.digestAlgorithm.algorithmId;
  return (
    signedData.version === 3 && signer.version === 1 && digests.join() === ours && signer.unsignedAttrs === undefined
  );
}

/** The token is over these very bytes. We ask with SHA-256. */
function imprints({ version, messageImprint }: TSTInfo, stamped: Uint8Array): boolean {
  const { hashAlgorithm, hashedMessage } = messageImprint;
  const expected = createHash('sha256').update(stamped).digest();
  return version === 1 && hashAlgorithm.algorithmId === OID.sha256 && expected.equals(bytesOf(hashedMessage));
}

/** By SHA-2 (RFC 5816), or by SHA-1 as RFC 3161 first had it: the hash only points at the certificate that is there. */
function namesAuthority(signer: SignerInfo, authority: X509Certificate): boolean {
  const second = signedValue(signer, OID.signingCertificateV2);
  if (second !== undefined) return namesCertificate(second, authority);
  const first = signedValue(signer, SIGNING_CERTIFICATE) as { toBER(): ArrayBuffer } | undefined;
  const hash = new OctetString({ valueHex: new Uint8Array(createHash('sha1').update(authority.raw).digest()).buffer });
  return first !== undefined && Buffer.from(first.toBER()).includes(Buffer.from(hash.toBER()));
}

const mayStamp = (authority: X509Certificate, at: Date): boolean =>
  authority.keyUsage.join() === TIME_STAMPING && authority.validFromDate <= at && at <= authority.validToDate;

const nonceOf = ({ nonce }: TSTInfo): string | null =>
  nonce === undefined ? null : Buffer.from(nonce.valueBlock.valueHexView).toString('hex');
