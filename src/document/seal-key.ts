import { createPrivateKey, generateKeyPairSync, randomBytes, webcrypto, X509Certificate } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Set as AsnSet, Integer, ObjectIdentifier, Sequence, Utf8String } from 'asn1js';
import {
  BasicConstraints,
  Certificate,
  CryptoEngine,
  Extension,
  RelativeDistinguishedNames,
  setEngine,
  Time,
} from 'pkijs';
import { DocumentProblem } from './document-problem.ts';

/** Private key and certificate of the seal, PEM: PKCS #8 and X.509. EC or RSA. */
export interface SealKey {
  keyPem: string;
  certificatePem: string;
}

/** The organisation name every test key carries: by it a reader of the file knows the seal proves nothing. */
export const TEST_KEY_ORGANISATION = 'TEST KEY - not a real seal';
const TEST_KEY_NAME = 'TESTI Opetushallitus matkalasku (testiavain)';
const TEST_KEY_YEARS = 10;

/** X.520 attribute types and RFC 5280 extensions of the test certificate. */
const COMMON_NAME = '2.5.4.3';
const ORGANISATION = '2.5.4.10';
const BASIC_CONSTRAINTS = '2.5.29.19';
const KEY_USAGE = '2.5.29.15';
/** KeyUsage BIT STRING, digitalSignature and nonRepudiation (RFC 5280 § 4.2.1.3). */
const SIGNING_ONLY = new Uint8Array([0x03, 0x02, 0x06, 0xc0]);

setEngine('node', new CryptoEngine({ name: 'node', crypto: webcrypto as Crypto }));

/** True when the certificate says of itself that it is a test key. */
export const isTestCertificate = (certificatePem: string): boolean =>
  new X509Certificate(certificatePem).subject.split('\n').includes(`O=${TEST_KEY_ORGANISATION}`);

/**
 * A new test key: EC P-256, self-signed. It proves nothing, so it is in force ten years both ways from `now`: claims
 * dated earlier (examples, a clock set for a test) verify with it too.
 */
export async function makeTestSealKey(now: Date): Promise<SealKey> {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const keyPem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return { keyPem, certificatePem: await testCertificateFor(keyPem, now) };
}

/**
 * The seal key of a folder (`seal-key.pem`, `seal-cert.pem`, mode 0600); a test key is made when there is none.
 * The key file is put in place in one step that only the first of several starts can do, and the certificate is
 * always made from the key that is on the disk, so the two belong together whoever wins and whenever a start dies.
 * @throws DocumentProblem `seal-key-unusable` when the pair does not belong together or the key is missing
 */
export async function loadSealKey(dir: string, now: Date): Promise<SealKey & { testKey: boolean }> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const keyPath = join(dir, 'seal-key.pem');
  const certificatePath = join(dir, 'seal-cert.pem');
  if ((await readIfThere(keyPath)) === null) {
    if ((await readIfThere(certificatePath)) !== null) throw unusable(`${keyPath} is missing beside its certificate`);
    await placeOnce(keyPath, (await makeTestSealKey(now)).keyPem);
  }
  const keyPem = await readFile(keyPath, 'utf8');
  if ((await readIfThere(certificatePath)) === null) {
    await placeOnce(certificatePath, await testCertificateFor(keyPem, now));
  }
  const certificatePem = await readFile(certificatePath, 'utf8');
  assertPair(keyPem, certificatePem, dir);
  return { keyPem, certificatePem, testKey: isTestCertificate(certificatePem) };
}

async function testCertificateFor(keyPem: string, now: Date): Promise<string> {
  const pkcs8 = createPrivateKey(keyPem).export({ type: 'pkcs8', format: 'der' });
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  const privateKey = await webcrypto.subtle.importKey('pkcs8', new Uint8Array(pkcs8), algorithm, true, ['sign']);
  const { d: _secret, ...publicJwk } = await webcrypto.subtle.exportKey('jwk', privateKey);
  const publicKey = await webcrypto.subtle.importKey('jwk', { ...publicJwk, key_ops: ['verify'] }, algorithm, true, [
    'verify',
  ]);
  const certificate = new Certificate();
  certificate.version = 2;
  certificate.serialNumber = new Integer({ valueHex: positiveSerial() });
  certificate.subject = testName();
  certificate.issuer = testName();
  certificate.notBefore = new Time({ value: yearsFrom(now, -TEST_KEY_YEARS) });
  certificate.notAfter = new Time({ value: yearsFrom(now, TEST_KEY_YEARS) });
  certificate.extensions = [
    new Extension({
      extnID: BASIC_CONSTRAINTS,
      critical: true,
      extnValue: new BasicConstraints({ cA: false }).toSchema().toBER(),
    }),
    new Extension({ extnID: KEY_USAGE, critical: true, extnValue: SIGNING_ONLY.buffer }),
  ];
  await certificate.subjectPublicKeyInfo.importKey(publicKey as CryptoKey);
  await certificate.sign(privateKey as CryptoKey, 'SHA-256');
  return new X509Certificate(new Uint8Array(certificate.toSchema(true).toBER())).toString();
}

/** O and CN each in a set of its own (RFC 5280 § 4.1.2.4); the library would put both into one. */
function testName(): RelativeDistinguishedNames {
  const named = (type: string, text: string) =>
    new AsnSet({
      value: [new Sequence({ value: [new ObjectIdentifier({ value: type }), new Utf8String({ value: text })] })],
    });
  const name = new Sequence({ value: [named(ORGANISATION, TEST_KEY_ORGANISATION), named(COMMON_NAME, TEST_KEY_NAME)] });
  return RelativeDistinguishedNames.fromBER(name.toBER());
}

/** 16 random bytes whose first is neither negative nor zero (RFC 5280 § 4.1.2.2). */
function positiveSerial(): ArrayBuffer {
  const serial = new Uint8Array(randomBytes(16));
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40;
  return serial.buffer;
}

function yearsFrom(now: Date, years: number): Date {
  const at = new Date(Math.floor(now.getTime() / 1000) * 1000);
  at.setUTCFullYear(at.getUTCFullYear() + years);
  return at;
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** Writes a whole file beside, then links it to its name: the name appears complete, and only once. */
async function placeOnce(path: string, text: string): Promise<void> {
  const beside = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  const file = await open(beside, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    await link(beside, path);
  } catch (error) {
    // Another start was first: its file stands, and is what we read.
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    await rm(beside, { force: true });
  }
}

function assertPair(keyPem: string, certificatePem: string, dir: string): void {
  if (!new X509Certificate(certificatePem).checkPrivateKey(createPrivateKey(keyPem))) {
    throw unusable(`the key and the certificate in ${dir} do not belong together`);
  }
}

const unusable = (detail: string) => new DocumentProblem('seal-key-unusable', null, detail);
