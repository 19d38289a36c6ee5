import { PDFDocument } from 'pdf-lib';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildClaimPdf } from '../../src/document/claim-pdf.ts';
import { embedFonts } from '../../src/document/fonts.ts';
import { fitted } from '../../src/document/seal-appearance.ts';
import { type Approval, sealApproval, sealClaim } from '../../src/document/seal-claim.ts';
import { makeTestSealKey, type SealKey } from '../../src/document/seal-key.ts';
import { type Decision, settlementsOf } from '../../src/document/settlements.ts';
import { verifyPdf } from '../../src/document/verify.ts';
import { darkIn, type Ink, inkOf, runsOf, textOf } from './pages.ts';
import { sampleClaim } from './sample.ts';

const check = (pdf: Uint8Array) => verifyPdf(pdf, { recalculate: (embedded) => embedded.evaluation });

const approval: Approval = {
  language: 'fi',
  approverName: 'Testi Hyväksyjä-Åberg',
  approvedAt: '2026-04-02T06:05:00Z',
  payableCents: 12872,
  settlements: [{ finding: 'Huomautus 1, Taksi, Tosite 1', how: 'tarkastettu ja hyväksytty' }],
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

describe('how findings were settled', () => {
  const claim = async (language: 'fi' | 'sv' = 'fi') => {
    const sample = await sampleClaim({ language });
    const [taxi] = sample.evaluation.findings;
    if (!taxi) throw new Error('no finding');
    const findings = [
      taxi,
      { ...taxi, code: 'originals-required', severity: 'note' as const, subject: 'claim' },
      { ...taxi, code: 'receipt-like-another', subject: 'expenses[e2]' },
      { ...taxi, code: 'own-car-reason', subject: 'mileage[0]' },
      { ...taxi, code: 'late-claim', subject: 'claim' },
    ];
    return { ...sample, findings };
  };
  const onDuplicates = ({ code }: { code: string }): Decision =>
    code === 'receipt-like-another' ? { code: 'not-duplicate', reason: 'Meno ja paluu' } : null;

  it('is told of those for review alone, under the number they have in the document', async () => {
    expect(settlementsOf(await claim(), onDuplicates)).toEqual([
      { finding: 'Huomautus 1, Taksi, Tosite 1', how: 'tarkastettu ja hyväksytty' },
      { finding: 'Huomautus 3, Juna, Tosite 2', how: 'verrattu, eri tosite: Meno ja paluu' },
      { finding: 'Huomautus 4, Kilometrikorvaus', how: 'tarkastettu ja hyväksytty' },
      { finding: 'Huomautus 5', how: 'tarkastettu ja hyväksytty' },
    ]);
  });

  it('is told without a reason that may speak of another member', async () => {
    const settled = settlementsOf(
      await claim(),
      (finding) => onDuplicates(finding) && { code: 'not-duplicate', reason: '' },
    );
    expect(settled[1]?.how).toBe('verrattu, eri tosite');
  });

  it('is told in the claim’s language', async () => {
    expect(settlementsOf(await claim('sv'), () => null)[0]).toEqual({
      finding: 'Anmärkning 1, Taxi, Verifikat 1',
      how: 'granskad och godkänd',
    });
  });

  const layOut = async (count: number, height: number) => {
    const fonts = await embedFonts(await PDFDocument.create(), 'TESTS');
    const settled = Array.from({ length: count }, (_, at) => `Huomautus ${at + 1}, Taksi: tarkastettu ja hyväksytty`);
    const text = {
      heading: 'Hyväksyjän sinetti',
      lines: ['Hyväksyjä: Testi'],
      warning: null,
      settled,
      more: 'ja {n} muuta',
    };
    const { size, lines } = fitted(fonts, text, { room: 300, width: 460, height });
    expect((lines.length + 1) * size * 1.36).toBeLessThanOrEqual(height);
    return { size, lines };
  };

  it('stands in the seal in full as long as there is room, in smaller type before any is left out', async () => {
    // Twelve lines of 9 points, or thirteen of 8.
    expect(await layOut(10, 147)).toMatchObject({ size: 9, lines: { length: 11 } });
    expect(await layOut(11, 147)).toMatchObject({ size: 8, lines: { length: 12 } });
  });

  it('that does not fit even in small type is counted: as many as fit, and how many more', async () => {
    // At 6.5 points 147 points hold sixteen lines: the heading, the approver and fourteen more.
    expect((await layOut(14, 147)).lines.at(-1)).toContain('Huomautus 14,');
    const { lines } = await layOut(15, 147);
    expect(lines).toHaveLength(15);
    expect(lines.at(-2)).toContain('Huomautus 13,');
    expect(lines.at(-1)).toBe('ja 2 muuta');
  });

  it('of sixty findings has a place no higher than a page, of none the usual one', async () => {
    const sample = await sampleClaim();
    const [finding] = sample.evaluation.findings;
    const heightWith = async (count: number) => {
      const findings = Array.from({ length: count }, () => finding ?? fail());
      const pdf = await buildClaimPdf({ ...sample, evaluation: { ...sample.evaluation, findings } });
      return heightOf(await PDFDocument.load(pdf, { updateMetadata: false }), 'approver-seal');
    };
    expect(await heightWith(0)).toBeCloseTo(104);
    expect(await heightWith(3)).toBeCloseTo(170);
    expect(await heightWith(60)).toBeLessThanOrEqual(842 - 84 - 64 - 70);
  });
});

const fail = (): never => {
  throw new Error('no finding');
};

function heightOf(doc: PDFDocument, field: string): number {
  const widget = doc.getForm().getField(field).acroField.getWidgets()[0];
  return widget?.getRectangle().height ?? 0;
}
