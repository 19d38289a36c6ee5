import { PDFArray, PDFDict, PDFDocument, PDFName, type PDFRef } from 'pdf-lib';
import { beforeAll, describe, expect, it } from 'vitest';
import { languages, type Texts } from '../../src/claim/claim.ts';
import type { ClaimDocument } from '../../src/document/claim-document.ts';
import { buildClaimPdf } from '../../src/document/claim-pdf.ts';
import { sealPdf } from '../../src/document/seal.ts';
import { sealApproval, sealClaim } from '../../src/document/seal-claim.ts';
import { MEMBER_SEAL } from '../../src/document/seal-field.ts';
import { makeTestSealKey, type SealKey } from '../../src/document/seal-key.ts';
import { type VerificationReport, verifyPdf } from '../../src/document/verify.ts';
import { sampleClaim } from './sample.ts';
import {
  addHidden,
  addNote,
  addPage,
  addScript,
  dropFields,
  flipped,
  grown,
  seeded,
  shadowPage,
  swapAttachment,
} from './tampering.ts';

/** Whatever is done to a sealed file is told, and told as what it is. */

const check = (pdf: Uint8Array) => verifyPdf(pdf, { recalculate: (embedded) => embedded.evaluation });
const errorsOf = ({ findings }: VerificationReport) =>
  findings.filter(({ severity }) => severity === 'error').map(({ code }) => code);
const sentence = (report: VerificationReport, code: string): Texts => {
  const found = report.findings.find((each) => each.code === code);
  if (!found) throw new Error(`no ${code} among ${report.findings.map((each) => each.code).join(', ')}`);
  return found.what;
};
const MISTRUST = {
  fi: 'Älä luota tähän tiedostoon.',
  sv: 'Lita inte på den här filen.',
  en: 'Do not trust this file.',
};

let claim: ClaimDocument;
let key: SealKey;
let sent: Uint8Array;
let approved: Uint8Array;
const approval = {
  language: 'fi' as const,
  approverName: 'Testi Hyväksyjä-Åberg',
  approvedAt: '2026-04-02T06:05:00Z',
  payableCents: 12872,
  settlements: [],
};

beforeAll(async () => {
  claim = await sampleClaim();
  key = await makeTestSealKey(new Date('2026-01-02T03:04:05Z'));
  sent = await sealClaim(claim, key);
  approved = await sealApproval(sent, approval, key);
});

/** Not valid, the verdict begins with the warning and says the first error, in every language. */
function expectMistrust(report: VerificationReport): void {
  expect(report.valid).toBe(false);
  expect(report.verdict).toBe('faulty');
  const first = report.findings.find(({ severity }) => severity === 'error')?.what;
  for (const language of languages) expect(report.summary[language]).toBe(`${MISTRUST[language]} ${first?.[language]}`);
  const silent = report.findings.filter(({ severity, action }) => severity === 'error' && !action);
  expect(silent).toEqual([]);
}

const contentsOf = (pdf: Uint8Array) =>
  [
    ...Buffer.from(pdf)
      .toString('latin1')
      .matchAll(/\/Contents <(3[0-9a-f]+)>/g),
  ].map(({ index, 1: hex = '' }) => [index + '/Contents '.length, index + '/Contents '.length + hex.length + 2]);

describe('one flipped byte', () => {
  it.each([
    ['a claim as it was sent', () => sent, 20260310],
    ['an approved claim', () => approved, 20260402],
  ] as const)(
    'in 200 random places of %s is noticed, in the right words',
    async (_case, file, seed) => {
      const random = seeded(seed);
      const pdf = file();
      const places = contentsOf(pdf);
      const told: Record<string, number> = {};
      for (let tries = 0; tries < 200; tries++) {
        const at = Math.floor(random() * pdf.length);
        const report = await check(flipped(pdf, at, 1 + Math.floor(random() * 255))).catch((error) => error.code);
        // Only the five bytes that make it a PDF make it none.
        if (report === 'not-a-pdf') {
          expect(at).toBeLessThan(5);
          continue;
        }
        expectMistrust(report);
        const [first = ''] = errorsOf(report);
        const inSeal = places.some(([open = 0, close = 0]) => at >= open && at < close);
        const right = inSeal
          ? ['sealBroken', 'rangeWrong', 'contentChanged', 'unreadable']
          : ['contentChanged', 'unreadable', 'rangeWrong', 'sealRemoved'];
        // An approval that cannot be read is bytes behind a claim that is as it was sent.
        if (at >= sent.length) right.push('appended');
        expect(right, `${first} at ${at}`).toContain(first);
        told[first] = (told[first] ?? 0) + 1;
      }
      // By far the most of a file is content: that it was changed is what is mostly said.
      expect(told.contentChanged).toBeGreaterThan(100);
    },
    240_000,
  );

  it('in a text of the pages is told as a change after sealing, of both seals', async () => {
    const report = await check(flipped(approved, Buffer.from(approved).indexOf('/OutputIntent') + 5, 1));
    expect(report.signatures.map(({ fault }) => fault)).toEqual(['changed', 'changed']);
    expect(report.findings.filter(({ code }) => code === 'contentChanged').map(({ what }) => what)).toEqual([
      {
        fi: 'Jäsenen sinetti: asiakirjaa on muutettu sinetöinnin jälkeen.',
        sv: 'Medlemmens sigill: dokumentet har ändrats efter förseglingen.',
        en: "The member's seal: the document was changed after it was sealed.",
      },
      {
        fi: 'Hyväksyjän sinetti: asiakirjaa on muutettu sinetöinnin jälkeen.',
        sv: 'Godkännarens sigill: dokumentet har ändrats efter förseglingen.',
        en: "The approver's seal: the document was changed after it was sealed.",
      },
    ]);
  });

  it('in the approval leaves the member’s seal good', async () => {
    const at = Buffer.from(approved).lastIndexOf('/Sig /Filter') + 1;
    const report = await check(flipped(approved, at, 1));
    expect(report.signatures.map(({ fault }) => fault)).toEqual([null, 'changed']);
  });

  it('in a seal is told as a broken seal', async () => {
    const [[open = 0] = []] = contentsOf(sent);
    const report = await check(flipped(sent, open + 301, 1));
    expect(sentence(report, 'sealBroken')).toEqual({
      fi: 'Jäsenen sinetti: sinetti itse on vioittunut tai väärin tehty.',
      sv: 'Medlemmens sigill: sigillet självt är skadat eller felaktigt gjort.',
      en: "The member's seal: the seal itself is damaged or wrongly made.",
    });
  });
});

describe('bytes behind the end', () => {
  it.each([
    ['a line feed', '\n'],
    ['a comment', '% lisäys\n'],
    ['half a revision', '\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n'],
    ['ten kilobytes', 'x'.repeat(10_240)],
  ])('%s: how many and where is told', async (_case, junk) => {
    const report = await check(new Uint8Array(Buffer.concat([approved, Buffer.from(junk)])));
    expectMistrust(report);
    const bytes = Buffer.byteLength(junk);
    expect(report.appended).toEqual({ at: approved.length, bytes, changes: [] });
    expect(errorsOf(report)).toEqual(['appended']);
    const spaced = (value: number) => new Intl.NumberFormat('fi-FI').format(value);
    expect(sentence(report, 'appended').fi).toBe(
      `Tiedoston loppuun on lisätty ${spaced(bytes)} tavua sinetöinnin jälkeen, kohdasta ${spaced(approved.length)} alkaen. Sinetti ei kata niitä.`,
    );
    expect(sentence(report, 'appended').sv).toContain('lagts till efter förseglingen');
    expect(sentence(report, 'appended').en).toContain('were added to the end of the file after sealing');
    expect(report.signatures.every((each) => each.valid && !each.coversWholeFile)).toBe(true);
  });

  it.each([
    [
      'other content of a page',
      shadowPage,
      'pages',
      'sivuja tai niiden sisältöä',
      'sidor eller deras innehåll',
      'pages or what is on them',
    ],
    [
      'a page',
      addPage,
      'pages',
      'sivuja tai niiden sisältöä',
      'sidor eller deras innehåll',
      'pages or what is on them',
    ],
    ['a note on a page', addNote, 'annotations', 'merkintöjä sivulle', 'anteckningar på en sida', 'notes on a page'],
    ['another receipt', swapAttachment, 'attachments', 'liitteitä', 'bilagor', 'attachments'],
    ['a script', addScript, 'scripts', 'ohjelmakoodia', 'programkod', 'program code'],
    ['an object nothing leads to', addHidden, 'objects', 'piilossa olevia osia', 'dolda delar', 'hidden parts'],
  ] as const)('an increment with %s is told as that', async (_case, change, kind, fi, sv, en) => {
    for (const file of [sent, approved]) {
      const report = await check(await grown(file, change));
      expectMistrust(report);
      expect(report.appended?.changes).toContain(kind);
      const said = sentence(report, 'appendedRevision');
      expect([said.fi.includes(fi), said.sv.includes(sv), said.en.includes(en)]).toEqual([true, true, true]);
      expect(report.signatures.every((each) => each.valid)).toBe(true);
    }
  });
});

describe('an increment under the approver’s seal', () => {
  it.each([
    ['other content of a page', shadowPage, 'pages'],
    ['a page', addPage, 'pages'],
    ['a note on a page', addNote, 'annotations'],
    ['another receipt', swapAttachment, 'attachments'],
    ['a script', addScript, 'scripts'],
    ['an object nothing leads to', addHidden, 'objects'],
  ] as const)('with %s is told though the last seal covers the whole file', async (_case, change, kind) => {
    const report = await check(await sealApproval(await grown(sent, change), approval, key));
    expect(report.signatures).toMatchObject([
      { role: 'member-seal', valid: true },
      { role: 'approver-seal', valid: true, coversWholeFile: true },
    ]);
    expectMistrust(report);
    expect(errorsOf(report)).toContain('addedBetween');
    const said = sentence(report, 'addedBetween');
    expect(said.en).toContain('something besides the approver');
    const words = {
      pages: 'sivuja',
      annotations: 'merkintöjä',
      attachments: 'liitteitä',
      scripts: 'ohjelmakoodia',
      objects: 'piilossa',
    };
    expect(said.fi).toContain(words[kind]);
  });

  it('bytes hidden between its objects are told', async () => {
    const spaced = await grown(sent, addHidden);
    expect(errorsOf(await check(await sealApproval(spaced, approval, key)))).toContain('addedBetween');
    const padded = new Uint8Array(Buffer.concat([sent, Buffer.from('% a comment nobody sealed\n')]));
    const report = await check(await sealApproval(sent, approval, key));
    expect(errorsOf(report)).toEqual([]);
    await expect(sealApproval(padded, approval, key)).rejects.toThrow('startxref');
  });
});

describe('a seal taken away', () => {
  it('from the form is told: the seal is in the file, nothing leads to it', async () => {
    const report = await check(await grown(sent, dropFields));
    expectMistrust(report);
    expect(errorsOf(report)).toContain('sealRemoved');
    expect(sentence(report, 'sealRemoved')).toEqual({
      fi: 'Asiakirjasta on irrotettu sinetti: sinetti on tiedostossa, mutta mikään kenttä ei enää johda siihen.',
      sv: 'Ett sigill har lossats från dokumentet: sigillet finns i filen, men inget fält leder längre till det.',
      en: 'A seal has been detached from the document: it is in the file, but no field leads to it any more.',
    });
  });

  it('altogether leaves a document without a seal', async () => {
    const report = await check(await stripped(sent, [0]));
    expectMistrust(report);
    expect(errorsOf(report)).toEqual(['unsealed']);
    expect(report.summary.fi).toContain('Asiakirjassa ei ole sinettiä.');
  });

  it('of the member alone leaves an approval of nothing', async () => {
    expect(errorsOf(await check(await stripped(approved, [0])))).toContain('memberSealMissing');
  });

  it('of the approver by cutting the file is the claim as it was sent, and says that it is not approved', async () => {
    const report = await check(approved.slice(0, sent.length));
    expect(report.valid).toBe(true);
    expect(sentence(report, 'notApproved').fi).toContain('sellaisena kuin jäsen sen lähetti');
    expect((await check(approved)).findings.map(({ code }) => code)).not.toContain('notApproved');
  });
});

/** Saved anew without these seals, everything else as it was. */
async function stripped(pdf: Uint8Array, fields: number[]): Promise<Uint8Array> {
  const doc = await PDFDocument.load(pdf, { updateMetadata: false });
  const form = doc.catalog.lookup(PDFName.of('AcroForm'), PDFDict);
  for (const at of fields) {
    const widget = form.lookup(PDFName.of('Fields'), PDFArray).lookup(at, PDFDict);
    doc.context.delete(widget.get(PDFName.of('V')) as PDFRef);
    widget.delete(PDFName.of('V'));
  }
  return doc.save({ useObjectStreams: false, updateFieldAppearances: false });
}

describe('a file saved anew by another program', () => {
  it('with its objects as they are is told as changed, packed together as not the document we made', async () => {
    const doc = await PDFDocument.load(sent, { updateMetadata: false });
    const plain = await check(await doc.save({ useObjectStreams: false, updateFieldAppearances: false }));
    expectMistrust(plain);
    expect(['contentChanged', 'rangeWrong']).toContain(errorsOf(plain)[0]);
    const packed = await check(await doc.save({ updateFieldAppearances: false }));
    expect(errorsOf(packed)).toEqual(['unreadable']);
    expect(packed.summary.sv).toContain('har sparats på nytt med ett annat program');
  });

  it('cut short is told as damaged', async () => {
    for (const length of [5000, sent.length - 200]) expectMistrust(await check(sent.slice(0, length)));
  });
});

describe('parts of two claims mixed', () => {
  let other: ClaimDocument;
  beforeAll(async () => {
    other = await sampleClaim({ claimId: '0190b6a2-0000-7000-8000-000000000002', number: 'ML-2026-000043-5' });
  });
  const sealing = {
    field: MEMBER_SEAL as typeof MEMBER_SEAL,
    sealedAt: new Date('2026-03-12T08:16:00Z'),
    text: { heading: 'S', lines: [], warning: null },
  };

  /** The attachment of that name in one document, put in its place in the other, and sealed. */
  async function mixed(name: string): Promise<Uint8Array> {
    const [mine, theirs] = await Promise.all(
      [claim, other].map(async (each) => PDFDocument.load(await buildClaimPdf(each), { updateMetadata: false })),
    );
    if (!mine || !theirs) throw new Error('no documents');
    const [into, from] = [streamOf(mine, name), streamOf(theirs, name)];
    mine.context.assign(into, theirs.context.lookup(from) as PDFDict);
    return sealPdf(await mine.save({ useObjectStreams: false, updateFieldAppearances: false }), { ...key, ...sealing });
  }

  it('the list of another claim is told as that', async () => {
    const report = await check(await mixed('manifest.json'));
    expect(report.signatures).toMatchObject([{ valid: true, coversWholeFile: true }]);
    expectMistrust(report);
    expect(errorsOf(report)[0]).toBe('listOfAnother');
    expect(sentence(report, 'listOfAnother')).toMatchObject({
      fi: expect.stringContaining('kahden matkalaskun osia'),
      sv: expect.stringContaining('delar av två reseräkningar'),
      en: expect.stringContaining('parts of two claims'),
    });
  });

  it('the data of another claim are told by both: the list is of another, the file was changed', async () => {
    const report = await check(await mixed('claim.json'));
    expect(errorsOf(report)).toEqual(['listOfAnother', 'file']);
    expect(sentence(report, 'file')).toEqual({
      fi: 'Liite claim.json on muuttunut.',
      sv: 'Bilagan claim.json har ändrats.',
      en: 'The attachment claim.json has been changed.',
    });
  });

  it('the approval of one behind the claim of another is no approval of it', async () => {
    const twin = await sealClaim(other, key);
    const theirs = await sealApproval(twin, approval, key);
    const report = await check(new Uint8Array(Buffer.concat([sent, theirs.subarray(twin.length)])));
    expectMistrust(report);
    expect(report.signatures.filter(({ role, valid }) => role === 'approver-seal' && valid)).toEqual([]);
  });
});

function streamOf(doc: PDFDocument, name: string): PDFRef {
  const names = doc.catalog
    .lookup(PDFName.of('Names'), PDFDict)
    .lookup(PDFName.of('EmbeddedFiles'), PDFDict)
    .lookup(PDFName.of('Names'), PDFArray);
  for (let at = 1; at < names.size(); at += 2) {
    const spec = names.lookup(at, PDFDict);
    const called = spec.lookup(PDFName.of('UF')) as unknown as { decodeText(): string };
    if (called.decodeText() === name) return spec.lookup(PDFName.of('EF'), PDFDict).get(PDFName.of('F')) as PDFRef;
  }
  throw new Error(`no attachment ${name}`);
}

describe('the sum', () => {
  const recalculated = (change: (evaluation: ClaimDocument['evaluation']) => ClaimDocument['evaluation']) =>
    verifyPdf(sent, { recalculate: ({ evaluation }) => change(structuredClone(evaluation)) });

  it('that comes out otherwise is told with both sums, the difference and the lines', async () => {
    const report = await recalculated((e) => ({
      ...e,
      totals: { ...e.totals, payableCents: 12372 },
      lines: e.lines.map((line, at) => (at === 0 ? { ...line, amountCents: 4900 } : line)),
    }));
    expect(report.recalculation).toMatchObject({
      payableCents: 12872,
      computedCents: 12372,
      differenceCents: -500,
      same: false,
    });
    const { fi, sv, en } = sentence(report, 'sumDiffers');
    expect(fi.replace(/\s/g, ' ')).toBe(
      'Asiakirjassa on summa 128,72 €, mutta uudelleen laskettuna se on 123,72 €. Ero on −5,00 €.',
    );
    expect(sv).toContain('vid omräkning blir det');
    expect(en).toContain('€123.72');
    expect(report.findings.find(({ code }) => code === 'sumDiffers')?.action?.fi).toContain('per-diem.full trip');
  });

  it('that is the same by other lines is told by the lines', async () => {
    const report = await recalculated((e) => ({
      ...e,
      lines: e.lines.map((l, at) => (at === 1 ? { ...l, quantity: 1 } : l)),
    }));
    expect(errorsOf(report)).toEqual(['linesDiffer']);
    expect(sentence(report, 'linesDiffer').fi).toContain('mileage.car mileage[0]');
  });

  it('whose remark is missing, or that nobody can compute, is told', async () => {
    const [finding] = claim.evaluation.findings;
    if (!finding) throw new Error('no finding');
    const more = await recalculated((e) => ({
      ...e,
      findings: [...e.findings, { ...finding, code: 'km-over-route' }],
    }));
    expect(errorsOf(more)).toEqual(['remarksDiffer']);
    const none = await verifyPdf(sent, {
      recalculate: () => {
        throw new Error('a pack nobody can read');
      },
    });
    expect(errorsOf(none)).toEqual(['notComputed']);
  });

  it('by rules this service does not have is told, and is no fault', async () => {
    const [pack] = claim.packs;
    const recalculate = ({ evaluation }: { evaluation: ClaimDocument['evaluation'] }) => evaluation;
    const unknown = await verifyPdf(sent, { recalculate, knownPacks: new Set() });
    expect(unknown.valid).toBe(true);
    expect(sentence(unknown, 'packUnknown').en).toBe("The rules fi-state-2026.1 are not among this service's rules.");
    const known = await verifyPdf(sent, { recalculate, knownPacks: new Set([pack?.sha256 ?? '']) });
    expect(known.findings.map(({ code }) => code)).not.toContain('packUnknown');
  });
});
