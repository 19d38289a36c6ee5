import { X509Certificate } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeTestSealKey } from '../../src/document/seal-key.ts';
import { sealKeyFacts } from '../../src/document/seal-key-facts.ts';
import { type DatedKey, refuseTestKeys } from '../../src/document/seal-keys.ts';
import { startAuthority } from './authority.ts';

const DAY_MS = 86_400_000;
const at = new Date('2026-03-12T08:16:00Z');

describe('what the administrator hears of the keys', () => {
  let key: DatedKey;
  let end: Date;
  beforeAll(async () => {
    const { seal, root, close } = await startAuthority({ at });
    await close();
    const [certificatePem, chainPem] = [seal.certificate.toString(), root.certificate.toString()];
    key = { from: null, keyPem: seal.keyPem, certificatePem, chainPem };
    end = new X509Certificate(certificatePem).validToDate;
  });
  const warningOn = (now: Date, keys = [key]) => sealKeyFacts(keys, now).find(({ inUse }) => inUse)?.warning;

  it('60 days and a second before its end nothing, 60 days before it a warning', () => {
    expect(warningOn(new Date(end.getTime() - 60 * DAY_MS - 1000))).toBeNull();
    expect(warningOn(new Date(end.getTime() - 60 * DAY_MS))).toBe('ends-soon');
  });

  it('on its last second it ends soon, a second later it has ended', () => {
    expect(warningOn(end)).toBe('ends-soon');
    expect(warningOn(new Date(end.getTime() + 1000))).toBe('ended');
    expect(warningOn(new Date(at.getTime() - 3 * DAY_MS))).toBe('not-begun');
  });

  it('a key that takes over in time, and is longer in force, leaves nothing to warn of', async () => {
    const next = { ...(await makeTestSealKey(at)), from: end.toISOString().slice(0, 10) };
    const near = new Date(end.getTime() - DAY_MS);
    expect(warningOn(near, [key, next])).toBeNull();
    const tooLate = { ...next, from: new Date(end.getTime() + 2 * DAY_MS).toISOString().slice(0, 10) };
    expect(warningOn(near, [key, tooLate])).toBe('ends-soon');
    expect(sealKeyFacts([next, key], near).map(({ inUse, testKey }) => [inUse, testKey])).toEqual([
      [true, false],
      [false, true],
    ]);
  });

  it('names no key material', () => {
    expect(JSON.stringify(sealKeyFacts([key], at))).not.toContain('PRIVATE');
  });

  it('a test key is refused where the service is in production, whatever setting names it', async () => {
    expect(() => refuseTestKeys([key])).not.toThrow();
    const test = { from: '2027-01-01', ...(await makeTestSealKey(at)) };
    expect(() => refuseTestKeys([key, test])).toThrow('test key');
  });
});
