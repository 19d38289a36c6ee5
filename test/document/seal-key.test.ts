import { X509Certificate } from 'node:crypto';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isTestCertificate, loadSealKey, makeTestSealKey } from '../../src/document/seal-key.ts';

const NOW = new Date('2026-03-10T06:40:00Z');

describe('the seal key', () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'seal-key-'));
  });
  afterEach(() => rm(dir, { recursive: true }));

  it('is made on the first start, readable by its owner alone, and says that it is a test key', async () => {
    const key = await loadSealKey(dir, NOW);
    expect(key.testKey).toBe(true);
    const certificate = new X509Certificate(key.certificatePem);
    expect(certificate.subject).toBe('O=TEST KEY - not a real seal\nCN=TESTI Opetushallitus matkalasku (testiavain)');
    expect(certificate.validFromDate).toEqual(new Date('2016-03-10T06:40:00Z'));
    expect(certificate.validToDate).toEqual(new Date('2036-03-10T06:40:00Z'));
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    for (const file of ['seal-key.pem', 'seal-cert.pem'])
      expect((await stat(join(dir, file))).mode & 0o777).toBe(0o600);
  });

  it('is the same on the next start', async () => {
    const first = await loadSealKey(dir, NOW);
    expect(await loadSealKey(dir, new Date('2027-01-01T00:00:00Z'))).toEqual(first);
  });

  it('is one matching pair however many start at once, and leaves nothing else behind', async () => {
    const keys = await Promise.all(Array.from({ length: 8 }, () => loadSealKey(dir, NOW)));
    expect(new Set(keys.map((key) => JSON.stringify(key))).size).toBe(1);
    expect((await readdir(dir)).sort()).toEqual(['seal-cert.pem', 'seal-key.pem']);
  });

  it('gets its certificate when a start died between the two files', async () => {
    const first = await loadSealKey(dir, NOW);
    await rm(join(dir, 'seal-cert.pem'));
    const second = await loadSealKey(dir, NOW);
    expect(second.keyPem).toBe(first.keyPem);
    expect(isTestCertificate(second.certificatePem)).toBe(true);
  });

  it('is refused when key and certificate do not belong together, or the key is gone', async () => {
    await loadSealKey(dir, NOW);
    await writeFile(join(dir, 'seal-cert.pem'), (await makeTestSealKey(NOW)).certificatePem);
    await expect(loadSealKey(dir, NOW)).rejects.toMatchObject({ code: 'seal-key-unusable' });
    await rm(join(dir, 'seal-key.pem'));
    await expect(loadSealKey(dir, NOW)).rejects.toMatchObject({ code: 'seal-key-unusable' });
  });
});
