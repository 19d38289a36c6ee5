import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { create } from 'fontkit';
import { PDFDict, PDFDocument, PDFHexString, PDFName } from 'pdf-lib';
import { beforeAll, describe, expect, it } from 'vitest';
import { TripClaim } from '../../src/claim/claim.ts';
import { buildClaimPdf } from '../../src/document/claim-pdf.ts';
import { embeddedFiles } from '../../src/document/manifest-check.ts';
import { darkIn, inkOf, inside, runsOf, textOf } from './pages.ts';
import { expense, line, photo, sampleClaim, sha256, ticket, withReceipt } from './sample.ts';
import { encrypted } from './unplaceable.ts';

describe('the claim document', () => {
  let pdf: Uint8Array;
  beforeAll(async () => {
    pdf = await buildClaimPdf(await sampleClaim());
  });

  it('says all of the claim in the member’s language, with å ä ö € š ž', async () => {
    const pages = await runsOf(pdf);
    const text = textOf(pages.flat());
    for (const words of [
      'MATKALASKU ML-2026-000042-7',
      '2 (korvaa version 1)',
      'Testi Hämäläinen-Öhman',
      'Testiryhmä Åbo',
      '10.3.2026 klo 6.40, kotoa',
      'Kokopäiväraha',
      'Matka kesti 11 h 30 min, yli 10 tuntia.',
      '12,4 km × 0,59 €',
      '128,72 €',
      'Tosite 1',
      'Mäkelänkatu 5, Žižkov – Päärautatieasema',
      'Perustelu: Ei julkisen liikenteen yhteyttä. Ensimmäinen bussi',
      'Perustelu: Julkisella liikenteellä myöhästyisi.',
      'Avustaja tarkastaa taksin perustelun.',
      'FI** **** **** **07 85',
      'PL 380, 00531 Helsinki',
      'fi-state-2026.1',
      'Vakuutan, että annetut tiedot ovat oikeat',
      '12.3.2026 klo 10.15 (Suomen aikaa)',
      'Tosite 1 (2): taksi, 23,40 €, taksi.jpg',
      'Tosite 2 (2): juna, 44,00 €, lippu.pdf, sivu 2 (2)',
      `${pages.length} (${pages.length})`,
    ])
      expect(text).toContain(words);
  });

  it.each([
    ['sv', ['RESERÄKNING', 'Heldagtraktamente', 'Verifikat 1', 'PB 380, 00531 Helsingfors']],
    ['en', ['Travel claim', 'Full per diem', 'Receipt 1', '€23.40']],
  ] as const)('is written in %s', async (language, words) => {
    const text = textOf((await runsOf(await buildClaimPdf(await sampleClaim({ language })))).flat());
    for (const each of words) expect(text).toContain(each);
  });

  it('shows every page of every receipt, one picture a page', async () => {
    const pages = await runsOf(pdf);
    const headed = (words: string) => pages.filter((runs) => textOf(runs).includes(words)).length;
    expect(headed('Kokouskutsu: kokouskutsu.pdf')).toBe(1);
    expect(headed('Tosite 1 (2):')).toBe(1);
    expect(headed('Tosite 2 (2):')).toBe(2);
  });

  it('turns a photograph upright and shows it', async () => {
    const ink = (await inkOf(pdf, 1)).at(-3);
    // The words of the receipt stand at the top of the picture only when its EXIF orientation was followed.
    expect(ink && darkIn(ink, 60, 560, 400, 700)).toBeGreaterThan(200);
    expect(ink && darkIn(ink, 62, 80, 500, 400)).toBe(0);
  });

  it('has the original of every receipt in it, byte for byte', async () => {
    const input = await sampleClaim();
    const files = embeddedFiles(await PDFDocument.load(pdf, { updateMetadata: false }));
    const originals = [...(input.invitation ? [input.invitation] : []), ...input.receipts];
    for (const original of originals) {
      const found = files.find(({ name }) => name.endsWith(`-${original.fileName}`));
      expect(found && Buffer.compare(found.bytes ?? new Uint8Array(), original.bytes)).toBe(0);
    }
    expect(files.map(({ name }) => name)).toEqual([
      'claim.json',
      'kokouskutsu-kokouskutsu.pdf',
      'manifest.json',
      'tosite-1-taksi.jpg',
      'tosite-2-lippu.pdf',
    ]);
  });

  it('draws every glyph: ink where each letter of a line should have some', async () => {
    const words = 'Hämäläinen Öhman Åsa Žižková š ž õ é 1 234,56 € fi ffl @ § × –';
    const input = await sampleClaim({ claimantName: words });
    const built = await buildClaimPdf(input);
    const run = (await runsOf(built))[0]?.find(({ text }) => text.startsWith('Hämäläinen Öhman'));
    expect(run?.text.normalize()).toBe(words);
    const [ink] = await inkOf(built, 4);
    const path = '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf';
    const face = create(await readFile(createRequire(import.meta.url).resolve(path))) as unknown as {
      unitsPerEm: number;
      layout(text: string, features: object): { glyphs: { advanceWidth: number; bbox: Record<string, number> }[] };
    };
    let x = run?.x ?? 0;
    const bare: string[] = [];
    face.layout(words, { liga: false }).glyphs.forEach((glyph, at) => {
      const width = (glyph.advanceWidth / face.unitsPerEm) * 9;
      const y = run?.y ?? 0;
      if (words[at] !== ' ' && ink && darkIn(ink, x, y - 2, x + width, y + 8) < 4) bare.push(words[at] ?? '');
      x += width;
    });
    expect(bare).toEqual([]);
  });

  it('writes out a character the font lacks instead of dropping it', async () => {
    const built = await buildClaimPdf(await sampleClaim({ claimantName: 'Testi 😀 漢 \u202eoikealta' }));
    expect(textOf((await runsOf(built)).flat())).toContain('Testi [U+1F600] [U+6F22] [U+202E]oikealta');
  });

  it('lets 60 lines and the longest texts flow over pages, inside the margins', async () => {
    const base = await sampleClaim();
    const long = `${'Pitkä perustelu, jossa on sanoja. '.repeat(40)}${'x'.repeat(600)}`;
    const expenses = Array.from({ length: 60 }, (_, at) =>
      expense(`e${at}`, 100 + at, { justification: { code: 'other', text: at === 7 ? long : 'Lyhyt syy.' } }),
    );
    const built = await buildClaimPdf({
      ...base,
      claimantName: 'Å'.repeat(200),
      tripClaim: TripClaim.parse({ ...base.tripClaim, expenses }),
      evaluation: { ...base.evaluation, lines: expenses.map((each) => line('expense.taxi', each.amountCents)) },
      lateReason: long,
      signature: { ...base.signature, declarationText: long },
    });
    const pages = await runsOf(built);
    expect(pages.length).toBeGreaterThan(10);
    expect(pages.flat().filter((run) => !inside(run))).toEqual([]);
    const text = textOf(pages.flat());
    for (let at = 0; at < 60; at++) expect(text).toContain(`1,${String(at).padStart(2, '0')} €`);
    expect(text.match(/x/g)?.length).toBeGreaterThanOrEqual(1800);
    const ink = await inkOf(built, 1);
    for (const page of ink) {
      expect(darkIn(page, 0, 0, 54, 842)).toBe(0);
      expect(darkIn(page, 541, 0, 596, 842)).toBe(0);
    }
  }, 60_000);

  it('is the same file when made again from the same claim, and another for another claim', async () => {
    expect(sha256(await buildClaimPdf(await sampleClaim()))).toBe(sha256(pdf));
    const other = await buildClaimPdf(await sampleClaim({ claimantName: 'Testi Toinen' }));
    expect(idOf(await PDFDocument.load(other))).not.toBe(idOf(await PDFDocument.load(pdf)));
  });

  it('is tagged, names its language and claims PDF/A-3b', async () => {
    const doc = await PDFDocument.load(pdf, { updateMetadata: false });
    const { catalog } = doc;
    expect(catalog.lookup(PDFName.of('MarkInfo'), PDFDict).toString()).toContain('/Marked true');
    expect(String(catalog.lookup(PDFName.of('Lang')))).toContain('fi-FI');
    expect(catalog.has(PDFName.of('OutputIntents'))).toBe(true);
    const figures = doc.context
      .enumerateIndirectObjects()
      .filter(([, object]) => object instanceof PDFDict && object.get(PDFName.of('S')) === PDFName.of('Figure'))
      .map(([, object]) => (object as PDFDict).lookup(PDFName.of('Alt'), PDFHexString).decodeText());
    expect(figures).toHaveLength(4);
    expect(figures.some((alt) => alt.includes('TAKSI TESTI OY'))).toBe(true);
    expect(Buffer.from(pdf).toString('latin1')).toContain('<pdfaid:part>3</pdfaid:part>');
  });
});

describe('all or nothing', () => {
  it.each([
    ['a truncated PDF', 'rikki.pdf', 'file-broken', async () => (await ticket(1)).slice(0, 300)],
    ['a truncated photograph', 'rikki.jpg', 'file-broken', async () => (await photo(['X'])).slice(0, 2000)],
    ['a file of no known kind', 'muistio.bin', 'file-type-unknown', async () => new Uint8Array(500).fill(7)],
    ['an encrypted PDF', 'salattu.pdf', 'file-encrypted', async () => encrypted()],
    ['a PDF of 21 pages', 'pitkä.pdf', 'too-many-pages', async () => ticket(21)],
  ] as const)('%s makes no document and is named', async (_case, fileName, code, bytes) => {
    const input = await withReceipt(fileName, 'application/octet-stream', await bytes());
    await expect(buildClaimPdf(input)).rejects.toMatchObject({ code, fileName, fileId: 'r1' });
  });

  it('a receipt that is no longer the bytes that came makes no document', async () => {
    const input = await sampleClaim();
    const [first] = input.receipts;
    if (first) first.bytes[500] = (first.bytes[500] ?? 0) ^ 1;
    await expect(buildClaimPdf(input)).rejects.toMatchObject({ code: 'file-changed', fileName: 'taksi.jpg' });
  });

  it('an evaluation whose rule pack is not given makes no document', async () => {
    await expect(buildClaimPdf(await sampleClaim({ packs: [] }))).rejects.toMatchObject({ code: 'packs-missing' });
  });
});

const idOf = (doc: PDFDocument) => String(doc.context.trailerInfo.ID);
