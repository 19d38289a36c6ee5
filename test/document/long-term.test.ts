import { X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildClaimPdf } from '../../src/document/claim-pdf.ts';
import type { CmsKey, TimeStamp } from '../../src/document/cms.ts';
import { proofOf } from '../../src/document/revocation.ts';
import { sealPdf } from '../../src/document/seal.ts';
import { MEMBER_SEAL } from '../../src/document/seal-field.ts';
import { timeStampOf } from '../../src/document/time-stamp.ts';
import { checkTimeStamp } from '../../src/document/time-stamp-check.ts';
import { verifyPdf } from '../../src/document/verify.ts';
import { type Authority, type Spoil, startAuthority } from './authority.ts';
import { sampleClaim } from './sample.ts';

const at = new Date('2026-03-12T08:16:00Z');
const sealText = { heading: 'Sinetti', lines: ['Testi'], warning: null };

let authority: Authority;
let built: Uint8Array;
let key: CmsKey;
let trustedPem: string[];
beforeAll(async () => {
  authority = await startAuthority({ at });
  built = await buildClaimPdf(await sampleClaim());
  const { seal, root } = authority;
  key = { keyPem: seal.keyPem, certificatePem: seal.certificate.toString(), chainPem: root.certificate.toString() };
  trustedPem = [root.certificate.toString()];
});
afterAll(() => authority.close());
beforeEach(() => authority.spoil(null));

const asking = { timeoutMs: 20_000, tries: 1 };
/** A connection that was kept open may be closed just when it is used again. */
const twice = { ...asking, tries: 2 };
const stamp: TimeStamp = (signature) => timeStampOf(signature, { url: authority.tsaUrl, trustedPem, ...twice });
const impatient: TimeStamp = (signature) =>
  timeStampOf(signature, { url: authority.tsaUrl, trustedPem, timeoutMs: 300, tries: 1 });
const check = (pdf: Uint8Array) => verifyPdf(pdf, { recalculate: (embedded) => embedded.evaluation, trustedPem });
const seal = (more: object = {}) =>
  sealPdf(built, { ...key, field: MEMBER_SEAL, sealedAt: at, text: sealText, ...more });

const gathered = async () => {
  const token = await stamp(new Uint8Array([1]));
  const tsa = checkTimeStamp(token, new Uint8Array([1]))?.chain ?? [];
  return proofOf([[authority.seal.certificate, authority.root.certificate], tsa], at);
};

describe('a time stamp', () => {
  it('makes a seal B-T: when it existed, by whom, and that the authority is trusted', async () => {
    const report = await check(await seal({ stamp }));
    expect(report.valid).toBe(true);
    expect(report.signatures[0]).toMatchObject({
      level: 'PAdES-B-T',
      trusted: true,
      testKey: false,
      timeStamp: { time: at.toISOString(), authority: 'Test Time-Stamp Authority', trusted: true },
    });
  });

  it.each([
    ['imprint', 'not over what was asked'],
    ['signature', 'not over what was asked'],
    ['usage', 'not over what was asked'],
    ['nonce', 'another nonce'],
    ['status', 'refused (status 2)'],
    ['silence', 'timeout'],
    ['long', 'longer than'],
  ] satisfies [Spoil, string][])('with a wrong %s is refused and no seal is made', async (how, why) => {
    authority.spoil(how);
    await expect(seal({ stamp: how === 'silence' ? impatient : stamp })).rejects.toMatchObject({
      code: 'time-stamp-missing',
      detail: expect.stringContaining(why),
    });
  });

  it('of an authority that nobody vouches for is refused', async () => {
    const stranger = await startAuthority({ at });
    await expect(
      timeStampOf(new Uint8Array([1]), { url: stranger.tsaUrl, trustedPem, ...asking }),
    ).rejects.toMatchObject({ detail: expect.stringContaining('trusted') });
    await stranger.close();
  });

  it('is asked again when the first answer is bad', async () => {
    authority.spoil('nonce');
    setTimeout(() => authority.spoil(null), 500);
    const token = await timeStampOf(new Uint8Array([2]), {
      url: authority.tsaUrl,
      trustedPem,
      timeoutMs: 300,
      tries: 2,
    });
    expect(checkTimeStamp(token, new Uint8Array([2]))).not.toBeNull();
    expect(checkTimeStamp(token, new Uint8Array([3]))).toBeNull();
  });

  it('whose authority leaves out its root has it added from those that are trusted', async () => {
    authority.spoil('rootless');
    const token = await stamp(new Uint8Array([3]));
    expect(checkTimeStamp(token, new Uint8Array([3]))?.chain).toHaveLength(2);
  });

  it('with any one byte changed is noticed', async () => {
    const signature = new Uint8Array([4]);
    const token = await stamp(signature);
    const places = [...token.keys()].filter((place) => place % 3 === 0);
    const unnoticed = places.filter((place) => {
      const changed = new Uint8Array(token);
      changed[place] = (changed[place] ?? 0) ^ 0x01;
      return checkTimeStamp(changed, signature) !== null;
    });
    expect(unnoticed).toEqual([]);
  });
});

describe('proofs of good certificates', () => {
  it.each([
    ['answers of a responder', true],
    ['revocation lists', false],
  ])('by %s make a seal B-LT, under the seal and up to the end of the file', async (_by, ocsp) => {
    authority.answerOcsp(ocsp);
    const proof = await gathered();
    expect([proof.ocsps.length, proof.crls.length]).toEqual(ocsp ? [2, 0] : [0, 2]);
    const report = await check(await seal({ stamp, proof }));
    expect(report).toMatchObject({
      valid: true,
      signatures: [{ level: 'PAdES-B-LT', coversWholeFile: true }],
    });
  });

  it('a certificate that was taken back leaves the seal B-T', async () => {
    const taken = await startAuthority({ at });
    taken.revoke();
    for (const ocsp of [true, false]) {
      taken.answerOcsp(ocsp);
      const proof = await proofOf([[taken.seal.certificate, taken.root.certificate]], at);
      expect(proof).toMatchObject({ crls: [], ocsps: [] });
    }
    await taken.close();
  });

  it('of another authority prove nothing', async () => {
    const other = await startAuthority({ at });
    const proof = await proofOf([[other.seal.certificate, other.root.certificate]], at);
    expect(proof.ocsps).toHaveLength(1);
    expect(await check(await seal({ stamp, proof }))).toMatchObject({ signatures: [{ level: 'PAdES-B-T' }] });
    await other.close();
  });

  it('nobody answers: the seal is made without them', async () => {
    const gone = await startAuthority({ at });
    await gone.close();
    const proof = await proofOf([[gone.seal.certificate, gone.root.certificate]], at);
    expect(proof).toMatchObject({ crls: [], ocsps: [] });
    expect(proof.certificates.map((der) => new X509Certificate(der).subject)).toEqual([
      'CN=Test Seal of an Agency',
      'CN=Test Root',
    ]);
  });
});
