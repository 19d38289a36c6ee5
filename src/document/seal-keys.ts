import { createPrivateKey, X509Certificate } from 'node:crypto';
import { type CmsKey, certificatesIn } from './cms.ts';
import { DocumentProblem } from './document-problem.ts';
import { openPkcs12 } from './pkcs12.ts';
import { isTestCertificate } from './seal-key.ts';
import { issued } from './signer-check.ts';

/** A seal's key with the day it is used from; the next one's day ends it. */
export interface DatedKey extends CmsKey {
  /** ISO 8601 day in Finland; null: from always. */
  from: string | null;
}

/** A key as it lies in files or settings: PEM key and certificates, or PKCS #12 that holds both. */
export interface KeyMaterial {
  from: string | null;
  /** PEM (PKCS #8, PKCS #1, SEC 1; may be encrypted) or the bytes of a PKCS #12 file. */
  key: Uint8Array;
  /** PEM: the seal's own certificate and those that vouch for it, in any order. Null where PKCS #12 holds them. */
  certificates: string | null;
  password: string;
}

/**
 * The key with its certificate and, in order, those up to the root.
 * @throws DocumentProblem `seal-key-unusable`: does not open, does not belong to a certificate, or a chain that is cut
 */
export function sealKeyFrom({ from, key, certificates, password }: KeyMaterial): DatedKey {
  const given = certificates === null ? [] : certificatesIn(certificates);
  const bag = isPem(key) ? { keyPem: openPem(key, password), certificates: [] } : openPkcs12(key, password);
  const all = [...bag.certificates, ...given];
  const certificate = all.find((each) => each.checkPrivateKey(createPrivateKey(bag.keyPem)));
  if (!certificate) throw unusable('no certificate belongs to the key');
  const chain = chainFrom(certificate, all);
  return {
    from,
    keyPem: bag.keyPem,
    certificatePem: certificate.toString(),
    chainPem: chain.map((each) => each.toString()).join(''),
  };
}

const isPem = (bytes: Uint8Array): boolean => Buffer.from(bytes.subarray(0, 4096)).includes('-----BEGIN ');

function openPem(pem: Uint8Array, password: string): string {
  try {
    const key = createPrivateKey({
      key: Buffer.from(pem),
      format: 'pem',
      ...(password ? { passphrase: password } : {}),
    });
    return key.export({ format: 'pem', type: 'pkcs8' }).toString();
  } catch (error) {
    throw unusable(`the key does not open: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** From the certificate's issuer to the root; empty for one that stands alone. */
function chainFrom(certificate: X509Certificate, all: X509Certificate[]): X509Certificate[] {
  const chain: X509Certificate[] = [];
  for (let last = certificate; chain.length < all.length; ) {
    const issuer = all.find((each) => issued(last, each));
    if (!issuer || issuer.fingerprint256 === last.fingerprint256) break;
    chain.push(issuer);
    last = issuer;
  }
  const top = chain.at(-1);
  if (top && !issued(top, top)) {
    throw unusable('the certificates end before the root: give all of them, or the seal’s own alone');
  }
  return chain;
}

/**
 * The key in use on a day: the latest whose own day has come.
 * @throws DocumentProblem `seal-key-unusable` when none has
 */
export function keyOn(keys: DatedKey[], day: string): DatedKey {
  const latest = inUseOn(keys, day);
  if (!latest) throw unusable(`no seal key is in use on ${day}`);
  return latest;
}

export function inUseOn(keys: DatedKey[], day: string): DatedKey | null {
  const begun = keys.filter(({ from }) => from === null || from <= day);
  return begun.toSorted((a, b) => (b.from ?? '').localeCompare(a.from ?? ''))[0] ?? null;
}

/**
 * A test key proves nothing, whoever named it in the settings.
 * @throws DocumentProblem `seal-key-unusable`
 */
export function refuseTestKeys(keys: DatedKey[]): void {
  const test = keys.find(({ certificatePem }) => isTestCertificate(certificatePem));
  if (test) throw unusable('this is a test key; production needs the real one');
}

/**
 * A seal by a certificate that is not in force proves nothing: better none.
 * @throws DocumentProblem `seal-key-unusable`
 */
export function assertInForce({ certificatePem }: CmsKey, at: Date): void {
  const { validFromDate, validToDate } = new X509Certificate(certificatePem);
  if (at < validFromDate || at > validToDate) {
    const [from, to] = [validFromDate, validToDate].map((each) => each.toISOString().slice(0, 10));
    throw unusable(`the certificate is in force from ${from} to ${to}`);
  }
}

const unusable = (detail: string) => new DocumentProblem('seal-key-unusable', null, detail);
