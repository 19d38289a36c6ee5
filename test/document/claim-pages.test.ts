import { PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, PDFNumber } from 'pdf-lib';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Language, Trip } from '../../src/claim/claim.ts';
import type { ClaimDocument } from '../../src/document/claim-document.ts';
import { buildClaimPdf } from '../../src/document/claim-pdf.ts';
import { toldApartIn } from '../../src/document/settlements.ts';
import { runsOf, textOf } from './pages.ts';
import { sampleClaim, ticket, withReceipt } from './sample.ts';

/** What leads from one page of the document to another, what stands beside its terms, and what it says at a glance. */

const name = (key: string) => PDFName.of(key);
const dictionaries = (doc: PDFDocument) =>
  doc.context.enumerateIndirectObjects().flatMap(([, object]) => (object instanceof PDFDict ? [object] : []));
const elements = (doc: PDFDocument, type: string) =>
  dictionaries(doc).filter((each) => each.get(name('S')) === name(type));

interface Link {
  page: number;
  says: string;
  leadsTo: number;
  annotation: PDFDict;
}

async function linksOf(pdf: Uint8Array): Promise<Link[]> {
  const doc = await PDFDocument.load(pdf, { updateMetadata: false });
  const pages = doc.getPages();
  return pages.flatMap(({ node }, at) =>
    (node.Annots()?.asArray() ?? [])
      .map((ref) => doc.context.lookup(ref, PDFDict))
      .filter((each) => each.get(name('Subtype')) === name('Link'))
      .map((annotation) => ({
        page: at + 1,
        says: annotation.lookup(name('Contents'), PDFHexString).decodeText().replace(/\s/g, ' '),
        leadsTo: pages.findIndex(({ ref }) => ref === annotation.lookup(name('Dest'), PDFArray).get(0)) + 1,
        annotation,
      })),
  );
}

const built = async (change: Partial<ClaimDocument> = {}) => buildClaimPdf(await sampleClaim(change));
const said = async (change: Partial<ClaimDocument>) => textOf((await runsOf(await built(change))).flat());

describe('the links of the document', () => {
  let pdf: Uint8Array;
  let links: Link[];
  let pages: string[];
  beforeAll(async () => {
    pdf = await built();
    links = await linksOf(pdf);
    pages = (await runsOf(pdf)).map(textOf);
  });
  const pageWith = (words: string) => pages.findIndex((page) => page.includes(words)) + 1;

  it('lead from the line, the cost and the list of attachments to the receipt, and say its page', () => {
    const first = pageWith('Tosite 1 (2): taksi');
    const toFirst = links.filter(({ leadsTo }) => leadsTo === first);
    expect(toFirst.map(({ says }) => says)).toEqual([
      `Tosite 1, s. ${first}`,
      `Tosite 1, s. ${first}`,
      `Tosite 1 (2), s. ${first}`,
    ]);
    expect(pages.join(' ')).toContain(`Tosite 1, s. ${first}`);
    const second = pageWith('lippu.pdf, sivu 1 (2)');
    expect(links.filter(({ leadsTo }) => leadsTo === second)).toHaveLength(3);
  });

  it('lead from the receipt back to its line and its cost', () => {
    const back = links.filter(({ page }) => page === pageWith('Tosite 1 (2): taksi'));
    expect(back.map(({ says }) => says)).toEqual([
      `Taksi, 10.3.2026, s. ${pageWith('Tosite 1, s.')}`,
      `Taksi, 10.3.2026, s. ${pageWith('Kulut ja tositteet')}`,
    ]);
    expect(back.map(({ says, leadsTo }) => says.endsWith(`s. ${leadsTo}`))).toEqual([true, true]);
  });

  it('lead from a remark to the reason the member gave, and from the head to the invitation', () => {
    const reason = links.find(({ says }) => says.startsWith('Matkustajan perustelu'));
    expect(reason?.leadsTo).toBe(pageWith('Kulut ja tositteet'));
    expect(links[0]).toMatchObject({ page: 1, leadsTo: pageWith('Kokouskutsu: kokouskutsu.pdf') });
  });

  it('are printed, and stand in the structure with their annotation behind their words', async () => {
    const doc = await PDFDocument.load(pdf, { updateMetadata: false });
    const kinds = elements(doc, 'Link').map((element) =>
      element
        .lookup(name('K'), PDFArray)
        .asArray()
        .map((child) => (child as PDFDict).get(name('Type'))),
    );
    expect(kinds).toHaveLength(links.length);
    for (const each of kinds) expect(each.map(String)).toEqual(['/MCR', '/OBJR']);
    for (const { annotation } of links) {
      expect(annotation.lookup(name('F'), PDFNumber).asNumber()).toBe(4);
      expect(annotation.has(name('StructParent'))).toBe(true);
    }
  });

  it('an outline names the parts of the claim and, under one title, every receipt', async () => {
    const task = getDocument({ data: new Uint8Array(pdf), verbosity: 0 });
    const outline = await (await task.promise).getOutline();
    await task.destroy();
    const titles = outline.map(({ title }) => title);
    expect(titles.slice(0, 4)).toEqual(['Matka', 'Laskelma', 'Yhteensä', 'Oman kulkuneuvon käyttö']);
    expect(titles.slice(-2)).toEqual(['Kokouskutsu: kokouskutsu.pdf', 'Tositteet']);
    expect(outline.at(-1)?.items.map(({ title }) => title.replace(/\s/g, ' '))).toEqual([
      'Tosite 1 (2): taksi, 23,40 €, taksi.jpg',
      'Tosite 2 (2): juna, 44,00 €, lippu.pdf',
    ]);
  });

  it('a claim without attachments has an outline of its parts alone', async () => {
    const bare = await built({ receipts: [], invitation: null });
    expect((await linksOf(bare)).map(({ says }) => says.replace(/\d+$/, ''))).toEqual(['Matkustajan perustelu, s. ']);
  });
});

describe('the terms of the other language', () => {
  it.each([
    [
      'fi',
      'sv-FI',
      ['MATKALASKU RESERÄKNING', 'Kokopäiväraha Heldagtraktamente', 'Laskelma Beräkning', 'Summa Belopp'],
    ],
    ['sv', 'fi-FI', ['RESERÄKNING MATKALASKU', 'Heldagtraktamente Kokopäiväraha', 'Beräkning Laskelma']],
    ['en', 'fi-FI', ['Travel claim MATKALASKU', 'Full per diem Kokopäiväraha', 'Calculation Laskelma']],
  ] as const)('stand beside those of a claim in %s, told to a screen reader as %s', async (language, tag, terms) => {
    const pdf = await built({ language });
    const text = textOf((await runsOf(pdf)).flat());
    for (const term of terms) expect(text).toContain(term);
    const spans = elements(await PDFDocument.load(pdf, { updateMetadata: false }), 'Span');
    expect(spans.length).toBeGreaterThan(30);
    for (const span of spans) expect(span.lookup(name('Lang'), PDFHexString).decodeText()).toBe(tag);
  });
});

describe('the pictures’ alternative texts', () => {
  const alts = async (text: string): Promise<string[]> => {
    const claim = await withReceipt('lippu.pdf', 'application/pdf', await ticket(2));
    const [receipt] = claim.receipts;
    const pdf = await buildClaimPdf({ ...claim, invitation: null, receipts: receipt ? [{ ...receipt, text }] : [] });
    const doc = await PDFDocument.load(pdf, { updateMetadata: false });
    return elements(doc, 'Figure').map((figure) => figure.lookup(name('Alt'), PDFHexString).decodeText());
  };

  it('are what was read off each page; a page with nothing says so', async () => {
    const [first, second] = await alts('MENOLIPPU 44,00\fPALUULIPPU 39,00');
    expect(first).toMatch(/sivu 1 \(2\)\. MENOLIPPU 44,00$/);
    expect(second).toMatch(/sivu 2 \(2\)\. PALUULIPPU 39,00$/);
    expect((await alts('MENOLIPPU\f'))[1]).toMatch(/Kuva, josta ei ole luettu tekstiä$/);
  });

  it('of an older reading, whose pages are not told apart, stand whole with the first page', async () => {
    expect((await alts('MENOLIPPU\nPALUULIPPU'))[0]).toContain('MENOLIPPU\nPALUULIPPU');
  });

  it('of 4 000 characters are whole, of more are cut at a word and say so', async () => {
    expect((await alts(`${'sana '.repeat(799)}viisi`))[0]).toMatch(/sana viisi$/);
    expect((await alts(`${'sana '.repeat(799)}kuusi!`))[0]).toMatch(/sana sana … Teksti jatkuu kuvassa\.$/);
    expect((await alts('x'.repeat(4001)))[0]).toMatch(/x{4000} … Teksti/);
  });
});

describe('the head of the document', () => {
  const trip = async (
    change: Partial<Trip>,
    payableCents: number,
    otherPayerCents: number,
    language: Language = 'fi',
  ) => {
    const { tripClaim, evaluation } = await sampleClaim();
    return said({
      language,
      tripClaim: { ...tripClaim, trip: { ...tripClaim.trip, ...change } },
      evaluation: { ...evaluation, totals: { ...evaluation.totals, payableCents, otherPayerCents } },
    });
  };

  it('names the version it takes the place of and the hash of its document', async () => {
    const { replacedSha256 } = await sampleClaim();
    expect(await said({})).toContain(`2 (korvaa version 1) Korvatun asiakirjan SHA-256: ${replacedSha256}`);
    expect(await said({ replacedSha256: null })).not.toContain('Korvatun asiakirjan');
  });

  it('names both when somebody else filed, and so does the signature', async () => {
    const text = await said({ filedBy: { name: 'Testi Sihteeri', onBehalf: 'Testi Hämäläinen-Öhman' } });
    expect(text.match(/Laatija Testi Sihteeri, puolesta: Testi Hämäläinen-Öhman/g)).toHaveLength(2);
    expect(await said({})).not.toContain('Laatija');
  });

  it('has the route with its times and the sum', async () => {
    const text = await said({});
    expect(text).toContain('10.3.2026 klo 6.40 – 10.3.2026 klo 18.10');
    expect(text).toContain('Koti – Päärautatieasema – Tampere – Helsinki');
    expect(text).toMatch(/Maksetaan Betalas 128,72 €.*Matka Resan Matka alkoi/);
  });

  it('takes another payer and an advance off the compensations, to the payable sum', async () => {
    const text = await trip({ otherPayer: { name: 'Kunta', paidCents: 2000 }, advanceCents: 1000 }, 9872, 2000);
    expect(text).toContain('Kunta, 20,00 €');
    for (const row of [
      /Korvaukset Ersättningar 128,72 €/,
      /Muu maksaja: Kunta Annan betalare −20,00 €/,
      /Matkaennakko Reseförskott −10,00 €/,
      /Maksetaan Betalas 98,72 €/,
    ])
      expect(text).toMatch(row);
  });

  it('says what is to be paid back when the advance is larger, and shows no minus there', async () => {
    const text = await trip({ advanceCents: 20000 }, -7128, 0);
    expect(text.match(/Palautetaan Återbetalas 71,28 €/g)).toHaveLength(2);
    expect(text).not.toContain('Maksetaan');
  });

  it('with nothing taken off has no sum before it', async () => {
    expect(await said({})).not.toContain('Korvaukset Ersättningar');
  });
});

describe('a claim of a per diem alone', () => {
  const perDiem = async () => {
    const claim = await sampleClaim({ invitation: null, receipts: [], replaces: null, replacedSha256: null });
    const { tripClaim, evaluation } = claim;
    return {
      ...claim,
      tripClaim: { ...tripClaim, expenses: [], mileage: [] },
      evaluation: { ...evaluation, lines: evaluation.lines.slice(0, 1), findings: [] },
    };
  };

  it('takes two pages, with both places for seals on the second', async () => {
    const doc = await PDFDocument.load(await buildClaimPdf(await perDiem()), { updateMetadata: false });
    expect(doc.getPages().map(({ node }) => node.Annots()?.size() ?? 0)).toEqual([0, 2]);
  });

  it('asks for no paper; one with a receipt, given or told of, does', async () => {
    const asks = async (change: Partial<ClaimDocument>) =>
      (await said(change)).includes('Alkuperäiset paperitositteet');
    const claim = await perDiem();
    const { tripClaim, receipts } = await sampleClaim();
    const [taxi] = tripClaim.expenses;
    if (!taxi) throw new Error('the sample has no cost');
    const withCost = (hasReceipt: boolean) => ({
      ...claim,
      tripClaim: { ...claim.tripClaim, expenses: [{ ...taxi, hasReceipt }] },
    });
    expect(await asks(claim)).toBe(false);
    expect(await asks(withCost(false))).toBe(false);
    expect(await asks(withCost(true))).toBe(true);
    expect(await asks({ ...withCost(false), receipts: receipts.slice(0, 1) })).toBe(true);
  });
});

describe('the remarks of the document', () => {
  it('are numbered and say how each stands', async () => {
    const text = await said({});
    expect(text).toMatch(/1 Tarkastetaan Avustaja tarkastaa taksin perustelun\./);
    expect(text).toContain('Tilanne: odottaa tarkastajan ratkaisua');
  });

  it('that were settled before the sending stand under the others with their reason', async () => {
    const settled = toldApartIn(await sampleClaim(), new Map([['e2', 'Meno ja paluu']]));
    const text = await said({ settled });
    expect(text).toContain('Ratkaistu ennen tätä lähetystä: Juna, Tosite 2 verrattu, eri tosite: Meno ja paluu');
    expect(await said({})).not.toContain('Ratkaistu ennen');
  });

  it('of a lost receipt lead to the member’s attestation in the row of the cost', async () => {
    const { tripClaim, evaluation } = await sampleClaim();
    const [taxi] = evaluation.findings;
    const lostReceipt = { code: 'not-given' as const, text: 'Automaatti oli rikki.', earlierThisYear: 0 };
    const expenses = tripClaim.expenses.map((each) => ({ ...each, justification: null, lostReceipt }));
    const findings = taxi ? [{ ...taxi, code: 'receipt-lost', subject: 'expenses[e2]' }] : [];
    const text = await said({ tripClaim: { ...tripClaim, expenses }, evaluation: { ...evaluation, findings } });
    expect(text).toContain('Vakuutus kuitin puuttumisesta: kuittia ei saanut. Automaatti oli rikki.');
    expect(text).toContain('Matkustajan perustelu, s. 2');
  });

  it('of a missing reason say that none was given', async () => {
    const { tripClaim } = await sampleClaim();
    const expenses = tripClaim.expenses.map((expense) => ({ ...expense, justification: null }));
    expect(await said({ tripClaim: { ...tripClaim, expenses } })).toContain('Matkustaja ei ole antanut perustelua.');
  });
});
