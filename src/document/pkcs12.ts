import { createPrivateKey, X509Certificate } from 'node:crypto';
import forge from 'node-forge';
import { DocumentProblem } from './document-problem.ts';

/** A private key with the certificates it came with, PEM, in no particular order. */
export interface KeyBag {
  keyPem: string;
  certificates: X509Certificate[];
}

const { pkcs8ShroudedKeyBag, keyBag, certBag } = forge.pki.oids;

/**
 * Opens a PKCS #12 file (RFC 7292), old ciphers and new, RSA and EC keys.
 * @throws DocumentProblem `seal-key-unusable`: wrong password, damaged, or not exactly one key in it
 */
export function openPkcs12(bytes: Uint8Array, password: string): KeyBag {
  const file = parsed(bytes, password);
  const bags = (type: string | undefined) => (type ? (file.getBags({ bagType: type })[type] ?? []) : []);
  const [key, ...more] = [...bags(pkcs8ShroudedKeyBag), ...bags(keyBag)];
  if (!key || more.length > 0) throw unusable('there is not exactly one private key in the PKCS #12 file');
  const certificates = bags(certBag).map(
    (bag) => new X509Certificate(derOf(bag, (cert) => forge.pki.certificateToAsn1(cert))),
  );
  return { keyPem: pemOf(key), certificates };
}

function parsed(bytes: Uint8Array, password: string): forge.pkcs12.Pkcs12Pfx {
  try {
    const asn1 = forge.asn1.fromDer(forge.util.createBuffer(Buffer.from(bytes).toString('binary')));
    return forge.pkcs12.pkcs12FromAsn1(asn1, password);
  } catch (error) {
    throw unusable(`the PKCS #12 file does not open: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** The library knows RSA; of an EC certificate it gives the bytes as they were. */
function derOf(bag: forge.pkcs12.Bag, encode: (cert: forge.pki.Certificate) => forge.asn1.Asn1): Buffer {
  const asn1 = bag.cert ? encode(bag.cert) : bag.asn1;
  return Buffer.from(forge.asn1.toDer(asn1).getBytes(), 'binary');
}

/** PKCS #8 PEM. */
function pemOf(bag: forge.pkcs12.Bag): string {
  const asn1 = bag.key ? forge.pki.wrapRsaPrivateKey(forge.pki.privateKeyToAsn1(bag.key)) : bag.asn1;
  const der = Buffer.from(forge.asn1.toDer(asn1).getBytes(), 'binary');
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
    .export({ format: 'pem', type: 'pkcs8' })
    .toString();
}

const unusable = (detail: string) => new DocumentProblem('seal-key-unusable', null, detail);
