import { PDFDocument } from 'pdf-lib';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildClaimPdf } from '../../src/document/claim-pdf.ts';
import { type Approval, sealApproval, sealClaim } from '../../src/document/seal-claim.ts';
import { makeTestSealKey, type SealKey } from '../../src/document/seal-key.ts';
import { verifyPdf } from '../../src/document/verify.ts';
import { darkIn, type Ink, inkOf, runsOf, textOf } from './pages.ts';
import { sampleClaim } from './sample.ts';

const check = (pdf: Uint8Array) => verifyPdf(pdf, { recalculate: (embedded) => embedded.evaluation });

const approval: Approval = {
  language: 'fi',
  approverName: 'Testi Hyväksyjä-Åberg',
  approvedAt: '2026-04-02T06:05:00Z',
  payableCents: 12872,
};

describe('the approver’s seal', () => {
  let key: SealKey;
  let sent: Uint8Array;
  let approved: Uint8Array;
  beforeAll(async () => {
    key = await makeTestSealKey(new Date('2026-01-02T03:04:05Z'));
    sent = await sealClaim(await sampleClaim(), key);
    approved = await sealApproval(sent, approval, key);
  });

  it('is added behind what was sent, and both seals are good', async () => {
    expect(Buffer.from(approved.subarray(0, sent.length)).equals(sent)).toBe(true);
    const report = await check(approved);
    expect(report.valid).toBe(true);
    expect(report.signatures).toMatchObject([
      { role: 'member-seal', valid: true, coversWholeFile: false, time: '2026-03-12T08:16:00.000Z' },
      { role: 'approver-seal', valid: true, coversWholeFile: true, time: '2026-04-02T06:05:00.000Z' },
    ]);
  });

  it('says on the page who approved, when and how much', async () => {
    const runs = await runsOf(await buildClaimPdf(await sampleClaim()));
    const page = runs.findIndex((each) => textOf(each).includes('hyväksyjän sinetti'));
    const [before, after] = await Promise.all([inkOf(sent, 1), inkOf(approved, 1)]);
    const dark = ([ink]: Ink[]) => (ink ? darkIn(ink, 0, 0, 595, 842) : 0);
    expect(dark(after.slice(page))).toBeGreaterThan(dark(before.slice(page)) + 400);
    expect((await PDFDocument.load(approved, { updateMetadata: false })).getPageCount()).toBe(after.length);
  });

  it('is not put in twice', async () => {
    await expect(sealApproval(approved, approval, key)).rejects.toThrow('approver-seal');
  });

  it('a byte changed in what was sent breaks both, one in the approval only the approver’s', async () => {
    const spoilt = (at: number) => {
      const changed = new Uint8Array(approved);
      changed[at] = (changed[at] ?? 0) ^ 1;
      return changed;
    };
    const inText = Buffer.from(approved).indexOf('OutputIntent');
    const inApproval = Buffer.from(approved).lastIndexOf('/Sig /Filter') + 1;
    expect((await check(spoilt(inText))).signatures.map(({ valid }) => valid)).toEqual([false, false]);
    expect(inApproval).toBeGreaterThan(sent.length);
    expect((await check(spoilt(inApproval))).signatures.map(({ valid }) => valid)).toEqual([true, false]);
  });

  it('a document whose approval was cut off again is the document as it was sent', async () => {
    expect(await check(approved.slice(0, sent.length))).toMatchObject({
      valid: true,
      signatures: [{ role: 'member-seal' }],
    });
  });
});
