import { generateKeyPairSync } from 'node:crypto';
import { PDFArray, PDFDict, PDFDocument, PDFName, PDFRawStream } from 'pdf-lib';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ClaimDocument } from '../../src/document/claim-document.ts';
import { buildClaimPdf } from '../../src/document/claim-pdf.ts';
import { checkCms } from '../../src/document/cms-check.ts';
import { sealPdf } from '../../src/document/seal.ts';
import { sealClaim } from '../../src/document/seal-claim.ts';
import { makeTestSealKey, type SealKey } from '../../src/document/seal-key.ts';
import { type VerifyOptions, verifyPdf } from '../../src/document/verify.ts';
import { inkOf, runsOf, textOf } from './pages.ts';
import { sampleClaim } from './sample.ts';
import { seeded } from './tampering.ts';

/** The engine is another room's: here it repeats what the document says. */
const options: VerifyOptions = { recalculate: (embedded) => embedded.evaluation };
const check = (pdf: Uint8Array) => verifyPdf(pdf, options);

const sealText = { heading: 'Sinetti', lines: ['Testi'], warning: null };

describe('a sealed claim', () => {
  let input: ClaimDocument;
  let key: SealKey;
  let sealed: Uint8Array;
  beforeAll(async () => {
    input = await sampleClaim();
    key = await makeTestSealKey(new Date('2026-01-02T03:04:05Z'));
    sealed = await sealClaim(input, key);
  });

  it('verifies: seal, whole file, every attachment, sums', async () => {
    const report = await check(sealed);
    expect(report).toMatchObject({
      valid: true,
      claimId: input.claimId,
      number: input.number,
      version: 2,
      manifest: { complete: true },
      recalculation: { payableCents: 12872, same: true },
    });
    expect(report.signatures).toEqual([
      {
        role: 'member-seal',
        level: 'PAdES-B-B',
        valid: true,
        fault: null,
        coversWholeFile: true,
        covers: { bytes: sealed.length, revision: 2, revisions: 2 },
        time: '2026-03-12T08:16:00.000Z',
        signer: 'TESTI Opetushallitus matkalasku (testiavain)',
        trusted: false,
        testKey: true,
        chain: [expect.objectContaining({ subject: 'TESTI Opetushallitus matkalasku (testiavain)' })],
        timeStamp: null,
      },
    ]);
    expect(report.manifest.files.map((file) => file.name)).toContain('tosite-1-taksi.jpg');
    expect(report.summary.fi).toContain('128,72');
  });

  it('keeps the built pages as they were: the seal is added behind them', async () => {
    const built = await buildClaimPdf(input);
    expect(Buffer.from(sealed.subarray(0, built.length)).equals(built)).toBe(true);
  });

  it.each([
    ['fi', 'TESTIAVAIN'],
    ['sv', 'TESTNYCKEL'],
    ['en', 'TEST KEY'],
  ] as const)('says on the page in %s that the key is a test key, by whom and when', async (language, words) => {
    const pdf = await sealClaim(await sampleClaim({ language }), key);
    const doc = await PDFDocument.load(pdf, { updateMetadata: false });
    const acroForm = doc.catalog.lookup(PDFName.of('AcroForm'), PDFDict);
    const widget = acroForm.lookup(PDFName.of('Fields'), PDFArray).lookup(0, PDFDict);
    const spoken = String(widget.lookup(PDFName.of('TU')));
    expect(Buffer.from(spoken.slice(1, -1), 'hex').swap16().toString('utf16le')).toContain(words);
    const sealPage = (await runsOf(pdf)).findIndex((runs) => textOf(runs).includes('testi.jasen'));
    const [before, after] = await Promise.all([
      inkOf(await buildClaimPdf(await sampleClaim({ language })), 1),
      inkOf(pdf, 1),
    ]);
    expect(dark(after[sealPage])).toBeGreaterThan(dark(before[sealPage]) + 400);
  });

  it('of an RSA key verifies too, and is trusted when its certificate is given', async () => {
    const rsa = await rsaKey();
    const pdf = await sealClaim(input, rsa);
    const [unknown, known] = await Promise.all([
      check(pdf),
      verifyPdf(pdf, { ...options, trustedPem: [rsa.certificatePem] }),
    ]);
    expect(unknown).toMatchObject({ valid: true, signatures: [{ trusted: false, testKey: false }] });
    expect(known).toMatchObject({ valid: true, signatures: [{ trusted: true }] });
  });

  it('is not valid when sealed at a time its certificate is not in force', async () => {
    const late = await sealClaim(await sampleClaim({ madeAt: '2040-01-01T00:00:00Z' }), key);
    expect(await check(late)).toMatchObject({ valid: false, signatures: [{ valid: false }] });
  });

  it('any one byte of the signature itself changed is noticed, also where nothing is signed', () => {
    const { contents, pieces } = signatureOf(sealed);
    expect(checkCms(contents, pieces)).not.toBeNull();
    const random = seeded(7);
    const length = 4 + (contents[2] ?? 0) * 256 + (contents[3] ?? 0);
    const unnoticed = Array.from({ length: length + 8 }, (_, at) => {
      const changed = new Uint8Array(contents);
      changed[at] = (changed[at] ?? 0) ^ (at % 2 === 0 ? 0x20 : 1 << Math.floor(random() * 8));
      return checkCms(changed, pieces) === null ? -1 : at;
    });
    expect(unnoticed.filter((at) => at !== -1)).toEqual([]);
  }, 240_000);

  it('the same signature in other letters is noticed', async () => {
    const file = Buffer.from(sealed);
    const open = file.lastIndexOf('/Contents <3') + 11;
    const letter = open + file.subarray(open).toString('latin1').search(/[a-f]/);
    file.write(String.fromCharCode(file[letter] ?? 0).toUpperCase(), letter);
    expect((await check(new Uint8Array(file))).valid).toBe(false);
  });

  it('a file cut short is noticed', async () => {
    expect((await check(sealed.slice(0, sealed.length - 200))).valid).toBe(false);
    expect((await check(sealed.slice(0, 5000))).valid).toBe(false);
  });

  it.each([
    ['swapped', swapAttachment, 'tosite-1-taksi.jpg'],
    ['missing', dropAttachment, 'claim.json'],
    ['extra', addAttachment, 'ylimääräinen.txt'],
  ] as const)('an attachment %s before the sealing is noticed by the manifest', async (_case, change, name) => {
    const doc = await PDFDocument.load(await buildClaimPdf(input), { updateMetadata: false });
    await change(doc);
    const changed = await doc.save({ useObjectStreams: false, updateFieldAppearances: false });
    const pdf = await sealPdf(changed, {
      ...key,
      field: 'member-seal',
      sealedAt: new Date(input.madeAt),
      text: sealText,
    });
    const report = await check(pdf);
    expect(report.signatures).toMatchObject([{ valid: true, coversWholeFile: true }]);
    expect(report).toMatchObject({ valid: false, manifest: { complete: false } });
    expect(report.manifest.files.find((file) => file.name === name)?.ok).toBe(false);
  });

  it('a result the engine does not come to again is noticed, other words are not', async () => {
    const recalculated = (change: (claim: ClaimDocument['evaluation']) => ClaimDocument['evaluation']) =>
      verifyPdf(sealed, { recalculate: (embedded) => change(structuredClone(embedded.evaluation)) });
    const [line] = input.evaluation.lines;
    if (!line) throw new Error('no lines');
    const dearer = await recalculated((e) => ({ ...e, lines: [{ ...line, amountCents: 5401 }, ...e.lines.slice(1)] }));
    expect(dearer).toMatchObject({ valid: false, recalculation: { same: false, payableCents: 12872 } });
    const reworded = await recalculated((e) => ({
      ...e,
      lines: e.lines.map((each) => ({ ...each, why: { fi: 'x', sv: 'x', en: 'x' } })),
    }));
    expect(reworded.valid).toBe(true);
  });

  it('a document without a seal is not valid', async () => {
    const report = await check(await buildClaimPdf(input));
    expect(report).toMatchObject({ valid: false, signatures: [], manifest: { complete: true } });
    expect(report.summary.en).toContain('no seal');
  });

  it('what is no claim document is refused', async () => {
    await expect(check(new TextEncoder().encode('hei'))).rejects.toMatchObject({ code: 'not-a-pdf' });
    const empty = await PDFDocument.create();
    await expect(check(await empty.save())).rejects.toMatchObject({ code: 'not-a-pdf' });
  });
});

const dark = (ink: Awaited<ReturnType<typeof inkOf>>[number] | undefined) => {
  let count = 0;
  for (let y = 0; y < (ink?.height ?? 0); y++)
    for (let x = 0; x < (ink?.width ?? 0); x++) if ((ink?.at(x, y) ?? 255) < 160) count++;
  return count;
};

function signatureOf(pdf: Uint8Array) {
  const file = Buffer.from(pdf);
  const open = file.lastIndexOf('/Contents <3') + 10;
  const close = file.indexOf('>', open) + 1;
  const contents = new Uint8Array(Buffer.from(file.subarray(open + 1, close - 1).toString('latin1'), 'hex'));
  return { contents, pieces: [pdf.subarray(0, open), pdf.subarray(close)] };
}

async function swapAttachment(doc: PDFDocument) {
  for (const [ref, object] of doc.context.enumerateIndirectObjects()) {
    if (!(object instanceof PDFRawStream) || object.dict.get(PDFName.of('Subtype')) !== PDFName.of('image/jpeg'))
      continue;
    const other = new Uint8Array(object.contents);
    other[other.length - 3] = (other.at(-3) ?? 0) ^ 1;
    doc.context.assign(ref, PDFRawStream.of(object.dict, other));
  }
}

async function dropAttachment(doc: PDFDocument) {
  nameTree(doc).remove(0);
  nameTree(doc).remove(0);
}

async function addAttachment(doc: PDFDocument) {
  await doc.attach(new TextEncoder().encode('lisätty'), 'ylimääräinen.txt', { mimeType: 'text/plain' });
}

const nameTree = (doc: PDFDocument) =>
  doc.catalog
    .lookup(PDFName.of('Names'), PDFDict)
    .lookup(PDFName.of('EmbeddedFiles'), PDFDict)
    .lookup(PDFName.of('Names'), PDFArray);

/** A self-signed RSA certificate that does not call itself a test key. */
async function rsaKey(): Promise<SealKey> {
  const { Certificate, AttributeTypeAndValue, Time } = await import('pkijs');
  const { Integer, Utf8String } = await import('asn1js');
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  const pkcs8 = new Uint8Array(privateKey.export({ type: 'pkcs8', format: 'der' }));
  const signing = await crypto.subtle.importKey('pkcs8', pkcs8, algorithm, true, ['sign']);
  const { n = '', e = '' } = await crypto.subtle.exportKey('jwk', signing);
  const verifying = await crypto.subtle.importKey('jwk', { kty: 'RSA', n, e }, algorithm, true, ['verify']);
  const certificate = new Certificate();
  certificate.version = 2;
  certificate.serialNumber = new Integer({ value: 42 });
  const name = new AttributeTypeAndValue({ type: '2.5.4.3', value: new Utf8String({ value: 'RSA-sinetti' }) });
  certificate.subject.typesAndValues.push(name);
  certificate.issuer.typesAndValues.push(name);
  certificate.notBefore = new Time({ value: new Date('2026-01-01T00:00:00Z') });
  certificate.notAfter = new Time({ value: new Date('2030-01-01T00:00:00Z') });
  await certificate.subjectPublicKeyInfo.importKey(verifying);
  await certificate.sign(signing, 'SHA-256');
  const der = Buffer.from(certificate.toSchema(true).toBER()).toString('base64');
  return {
    keyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    certificatePem: `-----BEGIN CERTIFICATE-----\n${der.match(/.{1,64}/g)?.join('\n')}\n-----END CERTIFICATE-----\n`,
  };
}
