import { PDFDocument } from 'pdf-lib';
import type { Language } from '../claim/claim.ts';
import type { LetterItem, LetterPart, LetterText } from '../claim/letter-views.ts';
import { makeArchival } from './archival.ts';
import { canonicalJson, sha256 } from './attachments.ts';
import type { Cell } from './cell.ts';
import { Flow, WIDTH } from './flow.ts';
import { embedFonts } from './fonts.ts';
import { runningHeads } from './running-heads.ts';
import { type Column, facts, sums, table } from './table.ts';
import { Tags } from './tags.ts';
import { locales, type Term, wordsIn } from './words.ts';

/** A decision letter (päätöskirje / beslutsbrev) as PDF/A-3b and PDF/UA-1, from its words alone: the same words, the same bytes. */
export interface LetterPdf {
  language: Language;
  text: LetterText;
  claimNumber: string;
  version: number;
  number: number;
  /** ISO 8601 instant of the letter. */
  madeAt: string;
}

const SUM = 84;

/** Words in one language alone. */
const term = (text: string): Term => ({ text, other: '', otherLanguage: '' });

export async function buildLetter(letter: LetterPdf): Promise<Uint8Array> {
  const { language, text, claimNumber, version, number } = letter;
  const doc = await PDFDocument.create({ updateMetadata: false });
  const flow = new Flow(doc, await embedFonts(doc, 'LETTR'), new Tags(doc));
  flow.title(term(text.title));
  facts(
    flow,
    text.facts.map(({ label, value }) => [label, value]),
    120,
  );
  for (const part of text.parts) drawPart(flow, part, text.heads);
  runningHeads(flow, wordsIn(language), { number: claimNumber, version });
  flow.tags.finish();
  makeArchival(doc, {
    title: `${text.title} ${claimNumber} (${number})`,
    language: locales[language].replace('en-IE', 'en'),
    madeAt: new Date(Math.floor(Date.parse(letter.madeAt) / 1000) * 1000),
    id: sha256(canonicalJson(letter)).slice(0, 32),
  });
  return doc.save({ useObjectStreams: false, addDefaultPage: false, updateFieldAppearances: false });
}

function drawPart(flow: Flow, { heading, paragraphs, items, sums: totals }: LetterPart, heads: LetterText['heads']) {
  flow.heading(heading, null);
  for (const paragraph of paragraphs) flow.paragraph(paragraph, { size: 10.5 });
  if (items.length > 0) itemTable(flow, items, heads);
  if (totals.length === 0) return;
  flow.need(20 * totals.length);
  sums(
    flow,
    totals.map(({ label, sum }, at) => [label, at === totals.length - 1 ? { text: sum, bold: true, size: 12 } : sum]),
  );
}

/** A column of sums is there only where one of the items has such a sum. */
function itemTable(flow: Flow, items: readonly LetterItem[], heads: LetterText['heads']): void {
  const told = (['claimed', 'granted'] as const).filter((key) => items.some((item) => item[key] !== ''));
  const columns: Column[] = [
    { head: term(heads.what), width: WIDTH - SUM * told.length },
    ...told.map((key): Column => ({ head: term(heads[key]), width: SUM, align: 'right' })),
  ];
  table(
    flow,
    columns,
    items.map((item): Cell[] => [
      [{ text: item.what, bold: item.notes.length > 0 }, ...item.notes],
      ...told.map((key) => item[key]),
    ]),
  );
}
