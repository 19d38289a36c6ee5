import { chmod, mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DocumentProblem } from './document-problem.ts';
import { loadSealKey } from './seal-key.ts';
import { type DatedKey, sealKeyFrom } from './seal-keys.ts';

/** Where the seal's keys are: one file, the environment itself, or a folder of several that take turns. */
export type SealSource = { password: string } & (
  | { kind: 'file'; key: string; certificates: string | null }
  /** PEM, or PKCS #12 in base64. */
  | { kind: 'text'; key: string; certificates: string | null }
  /** `2027-01-01.p12`, or `2027-01-01.key.pem` with `2027-01-01.cert.pem`: the name is the day it is used from. */
  | { kind: 'folder'; folder: string }
);

/**
 * The seal's keys. Without a source the test key of the data folder, made on the first start.
 * @throws DocumentProblem `seal-key-unusable`, naming the file
 */
export async function readSealKeys(source: SealSource | null, dataDir: string, now: Date): Promise<DatedKey[]> {
  if (source === null) return [{ from: null, ...(await testKey(join(dataDir, 'seal'), now)) }];
  const { password } = source;
  if (source.kind === 'folder') return fromFolder(source.folder, password);
  const key = source.kind === 'file' ? await readFile(source.key) : keyBytes(source.key);
  const certificates =
    source.kind === 'file' && source.certificates !== null
      ? await readFile(source.certificates, 'utf8')
      : source.certificates;
  return [sealKeyFrom({ from: null, key, certificates, password })];
}

async function testKey(folder: string, now: Date) {
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o700);
  return loadSealKey(folder, now);
}

const keyBytes = (text: string): Uint8Array =>
  text.includes('-----BEGIN ') ? Buffer.from(text) : Buffer.from(text, 'base64');

const NAME = /^(\d{4}-\d\d-\d\d)\.(p12|pfx|key\.pem)$/;

async function fromFolder(folder: string, password: string): Promise<DatedKey[]> {
  const names = (await readdir(folder)).filter((name) => NAME.test(name)).sort();
  if (names.length === 0) {
    throw new DocumentProblem('seal-key-unusable', null, `${folder}: no key named by its day, such as 2027-01-01.p12`);
  }
  return Promise.all(names.map((name) => fromFile(folder, name, password)));
}

async function fromFile(folder: string, name: string, password: string): Promise<DatedKey> {
  const [, from = '', kind] = NAME.exec(name) ?? [];
  try {
    const certificates = kind === 'key.pem' ? await readFile(join(folder, `${from}.cert.pem`), 'utf8') : null;
    return sealKeyFrom({ from, key: await readFile(join(folder, name)), certificates, password });
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new DocumentProblem('seal-key-unusable', null, `${join(folder, name)}: ${detail}`);
  }
}
