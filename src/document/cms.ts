import { createHash, createPrivateKey, type KeyObject, sign, X509Certificate } from 'node:crypto';
import { Set as AsnSet, Constructed, fromBER, ObjectIdentifier, OctetString, Sequence } from 'asn1js';
import {
  AlgorithmIdentifier,
  Attribute,
  Certificate,
  ContentInfo,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
} from 'pkijs';
import { DocumentProblem } from './document-problem.ts';

/** Object identifiers of RFC 5652 (CMS), RFC 5035 (ESS) and the two signature algorithms of the seal. */
export const OID = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  signatureTimeStamp: '1.2.840.113549.1.9.16.2.14',
  sha256: '2.16.840.1.101.3.4.2.1',
  rsaWithSha256: '1.2.840.113549.1.1.11',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
} as const;

export interface CmsKey {
  keyPem: string;
  certificatePem: string;
  chainPem?: string | undefined;
}

/** Asks a time stamp over a signature value; gives the DER of the token. */
export type TimeStamp = (signature: Uint8Array) => Promise<Uint8Array>;

/**
 * A detached CMS signature for PAdES B-B (ETSI EN 319 142-1 § 6.3): content type, message digest and the signing
 * certificate are signed; signing-time is not there, the time is /M of the PDF's signature dictionary. With `stamp`
 * B-T: the time stamp of the signature value stands beside it, unsigned.
 * @param content the bytes of the ByteRange, in their pieces
 * @returns DER
 */
export async function signCms(content: Uint8Array[], key: CmsKey, stamp?: TimeStamp): Promise<Uint8Array> {
  const privateKey = createPrivateKey(key.keyPem);
  const certificate = parsed(new X509Certificate(key.certificatePem));
  const attributes = signedAttributes(content, certificate);
  const toSign = new Uint8Array(new AsnSet({ value: attributes.map((each) => each.toSchema()) }).toBER());
  const signature = sign('sha256', toSign, privateKey);
  const signer = new SignerInfo({
    version: 1,
    sid: new IssuerAndSerialNumber({ issuer: certificate.issuer, serialNumber: certificate.serialNumber }),
    digestAlgorithm: new AlgorithmIdentifier({ algorithmId: OID.sha256 }),
    signedAttrs: new SignedAndUnsignedAttributes({ type: 0, attributes }),
    signatureAlgorithm: new AlgorithmIdentifier({ algorithmId: algorithmOf(privateKey) }),
    signature: new OctetString({ valueHex: own(signature) }),
  });
  if (stamp) signer.unsignedAttrs = stampAttribute(await stamp(signature));
  const signedData = new SignedData({
    version: 1,
    digestAlgorithms: [new AlgorithmIdentifier({ algorithmId: OID.sha256 })],
    encapContentInfo: new EncapsulatedContentInfo({ eContentType: OID.data }),
    certificates: [certificate, ...chain(key.chainPem)],
    signerInfos: [signer],
  });
  const info = new ContentInfo({ contentType: OID.signedData, content: signedData.toSchema(true) });
  return new Uint8Array(info.toSchema().toBER());
}

/** The time stamp of the signature value (RFC 3161 appendix A). */
function stampAttribute(token: Uint8Array): SignedAndUnsignedAttributes {
  const attribute = new Attribute({ type: OID.signatureTimeStamp, values: [fromBER(own(token)).result] });
  return new SignedAndUnsignedAttributes({ type: 1, attributes: [attribute] });
}

/** RSA PKCS #1 or ECDSA, both over SHA-256. */
export function algorithmOf(key: KeyObject): string {
  if (key.asymmetricKeyType === 'ec') return OID.ecdsaWithSha256;
  if (key.asymmetricKeyType === 'rsa') return OID.rsaWithSha256;
  throw new DocumentProblem('seal-key-unusable', null, `key type ${key.asymmetricKeyType}`);
}

/** DER asks the members of a SET OF to stand in the order of their bytes (X.690 § 11.6); the library does not sort. */
function signedAttributes(content: Uint8Array[], certificate: Certificate): Attribute[] {
  const digest = createHash('sha256');
  for (const piece of content) digest.update(piece);
  const attributes = [
    new Attribute({ type: OID.contentType, values: [new ObjectIdentifier({ value: OID.data })] }),
    new Attribute({ type: OID.messageDigest, values: [new OctetString({ valueHex: own(digest.digest()) })] }),
    new Attribute({ type: OID.signingCertificateV2, values: [signingCertificate(certificate)] }),
  ];
  const der = (attribute: Attribute) => Buffer.from(attribute.toSchema().toBER());
  return attributes.sort((a, b) => Buffer.compare(der(a), der(b)));
}

/**
 * SigningCertificateV2 (RFC 5035 § 3): the certificate's SHA-256 (the default algorithm, so not named), its issuer
 * and serial number. It ties the signature to this very certificate.
 */
function signingCertificate(certificate: Certificate): Sequence {
  const hash = createHash('sha256').update(new Uint8Array(certificate.toSchema().toBER())).digest();
  const directoryName = new Constructed({
    idBlock: { tagClass: 3, tagNumber: 4 },
    value: [certificate.issuer.toSchema()],
  });
  const issuerSerial = new Sequence({ value: [new Sequence({ value: [directoryName] }), certificate.serialNumber] });
  const essCertId = new Sequence({ value: [new OctetString({ valueHex: own(hash) }), issuerSerial] });
  return new Sequence({ value: [new Sequence({ value: [essCertId] })] });
}

const chain = (chainPem = ''): Certificate[] => certificatesIn(chainPem).map(parsed);

/** The certificates of a PEM text, any number one after another (RFC 7468). */
export function certificatesIn(pem: string): X509Certificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];
  return blocks.map((block) => new X509Certificate(block));
}

const parsed = (certificate: X509Certificate) => Certificate.fromBER(own(certificate.raw));

/** An ArrayBuffer of its own: a pooled Buffer's would bring its neighbours. */
const own = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;
