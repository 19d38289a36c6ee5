import { PDFDict, PDFDocument, PDFName } from 'pdf-lib';
import { describe, expect, test } from 'vitest';
import { languages } from '../../src/claim/claim.ts';
import type { Decision } from '../../src/claim/review/decision.ts';
import { buildLetter, type LetterPdf } from '../../src/document/letter-pdf.ts';
import { letterContent } from '../../src/document/letter-text.ts';
import { other } from '../claim/review/decided.ts';
import { insideOf } from './inside.ts';
import { letterFacts } from './letter-facts.ts';
import { runsOf, textOf } from './pages.ts';

/** The words of a decision letter, and its PDF read back by another program. */

const reject: Decision = { kind: 'reject', subject: 'expenses[taxi]', reason: other };
const shorter: Decision = {
  kind: 'correct',
  subject: 'mileage[drive]',
  changes: { km: 90 },
  reason: { code: 'distance-differs', text: '' },
};

const facts = letterFacts([reject, shorter]);
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');
const said = (content: object): string => plain(JSON.stringify(content));

describe('the words', () => {
  test('tell of each cut line what was claimed, what is granted, the reason and the section', () => {
    const part = letterContent(facts).fi.parts.find(({ heading }) => heading === 'Mitä korvataan vähemmän kuin hait');
    expect(JSON.parse(said(part ?? {}))).toMatchObject({
      items: [
        {
          what: 'Kilometrikorvaus, auto 10.3.2026',
          claimed: '55,00 €',
          granted: '49,50 €',
          notes: [
            'Kilometrit: ennen 100 km, nyt 90 km.',
            'Syy: matka on muun pituinen.',
            expect.stringContaining('90 km'),
            expect.stringContaining('§'),
          ],
        },
        {
          what: 'Taksi 10.3.2026',
          claimed: '41,80 €',
          granted: '0,00 €',
          notes: ['Syy: Taksi ajettiin myöhemmin.', expect.stringContaining('§ 7')],
        },
      ],
    });
  });

  test('have every part in each language, and Finland’s terms', () => {
    const { fi, sv, en } = letterContent(facts);
    expect([sv, en].map(({ parts }) => parts.length)).toEqual([fi.parts.length, fi.parts.length]);
    expect([fi.title, sv.title]).toEqual([
      'Päätös matkakustannusten korvaamisesta',
      'Beslut om ersättning av resekostnader',
    ]);
    for (const { parts } of [fi, sv, en]) expect(said(parts)).not.toMatch(/\{\w+\}/);
  });

  test('invent no law, deadline or authority: without the agency’s own words they say that those are missing', () => {
    const { fi } = letterContent(facts);
    const remedy = fi.parts.at(-1)?.paragraphs ?? [];
    expect(remedy[1]).toMatch(/^Viralliset ohjeet .* puuttuvat/);
    expect(remedy.join(' ')).not.toMatch(/\d+ (päivä|kuukau)|oikeu|hallinto-|laki|§/i);
    const texts = { fi: 'Yksi.\n\nKaksi.', sv: 'Ett.', en: 'One.' };
    const told = letterContent(letterFacts([reject], { remedy: texts })).fi.parts.at(-1)?.paragraphs;
    expect(told?.slice(1, 3)).toEqual(['Yksi.', 'Kaksi.']);
  });

  test('tell a payment with its day, hidden account, batch and reference', () => {
    const payment = { paidOn: '2026-03-24', batchNumber: 7, reference: '7-ML-2026-000042-2' };
    const { sv } = letterContent(
      letterFacts([], { kind: 'payment', payment, consent: { state: 'not-needed', objections: new Map() } }),
    );
    expect(said(sv)).toContain('betalades 24.3.2026 till kontot FI** **** **** **07 85. Betalningspost 7');
    expect(said(sv)).toContain('så som du sökte');
  });

  test('tell a correction of the trip by its field, before and after', () => {
    const trip: Decision = { kind: 'correct', subject: 'trip', changes: { end: '2026-03-10T18:00' }, reason: other };
    expect(said(letterContent(letterFacts([trip])).fi)).toContain(
      'Paluu: ennen 10.3.2026 klo 20.00, nyt 10.3.2026 klo 18.00.',
    );
  });
});

describe('the PDF', () => {
  const input = (language: LetterPdf['language'], more = facts): LetterPdf => ({
    language,
    text: letterContent(more)[language],
    claimNumber: more.claimNumber,
    version: more.version,
    number: more.number,
    madeAt: '2026-03-23T09:00:00Z',
  });

  test.each(languages)('in %s says every word of the letter, in its order', async (language) => {
    const letter = input(language);
    const read = plain(textOf((await runsOf(await buildLetter(letter))).flat())).replace(/\s/g, '');
    let from = 0;
    for (const { heading, paragraphs, items } of letter.text.parts) {
      for (const words of [heading, ...paragraphs, ...items.flatMap(({ what, notes }) => [what, ...notes])]) {
        const at = read.indexOf(plain(words).replace(/\s/g, ''), from);
        expect(at, words).toBeGreaterThanOrEqual(from);
        from = at;
      }
    }
  });

  test('is PDF/A-3b and PDF/UA-1 by what it says of itself, in its language, with a title', async () => {
    const pdf = await buildLetter(input('sv'));
    const inside = await insideOf(pdf);
    expect(inside).toMatch(/<pdfaid:part>3<\/pdfaid:part>/);
    expect(inside).toMatch(/<pdfuaid:part>1<\/pdfuaid:part>/);
    const doc = await PDFDocument.load(pdf, { updateMetadata: false });
    expect(doc.getTitle()).toBe('Beslut om ersättning av resekostnader ML-2026-000042-2 (1)');
    expect(doc.catalog.toString()).toContain('sv-FI');
  });

  test('is in one language: no word of it is marked as of another, nor of none', async () => {
    const doc = await PDFDocument.load(await buildLetter(input('fi')), { updateMetadata: false });
    const marked = doc.context
      .enumerateIndirectObjects()
      .filter(
        ([, object]) => object instanceof PDFDict && object.has(PDFName.of('S')) && object.has(PDFName.of('Lang')),
      );
    expect(marked).toEqual([]);
  });

  test('is the same bytes for the same words, and goes on over the page with a long remedy', async () => {
    const once = await buildLetter(input('fi'));
    expect(Buffer.from(await buildLetter(input('fi'))).equals(Buffer.from(once))).toBe(true);
    const long = 'Pitkä ohje, joka jatkuu. '.repeat(190).trim();
    const pages = await runsOf(
      await buildLetter(input('fi', letterFacts([reject], { remedy: { fi: long, sv: 'A', en: 'B' } }))),
    );
    expect(pages.length).toBeGreaterThan(1);
  });
});
