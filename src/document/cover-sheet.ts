import { PDFDocument } from 'pdf-lib';
import type { Language } from '../claim/claim.ts';
import { isToPost, type Original } from '../claim/originals.ts';
import { sheetCode } from '../claim/sheet-code.ts';
import en from '../texts/en/cover-sheet.json' with { type: 'json' };
import fi from '../texts/fi/cover-sheet.json' with { type: 'json' };
import sv from '../texts/sv/cover-sheet.json' with { type: 'json' };
import { makeArchival } from './archival.ts';
import { canonicalJson, sha256 } from './attachments.ts';
import type { Cell } from './cell.ts';
import { Flow, QUIET, WIDTH } from './flow.ts';
import { embedFonts } from './fonts.ts';
import { runningHeads } from './running-heads.ts';
import { sheetAddress, sheetQr, TEXT_TOP } from './sheet-head.ts';
import { facts, table } from './table.ts';
import { Tags } from './tags.ts';
import { besides, fill, locales, type Term, type Words, wordsIn } from './words.ts';

/** Everything a cover sheet for the paper originals (saatelehti / följeblad) is made from. */
export interface CoverSheet {
  language: Language;
  number: string;
  version: number;
  claimantName: string;
  /** `date` as `2026-03-10`. */
  meeting: { purpose: string; place: string; date: string };
  /** File of the invitation, which the service has from the meeting itself. */
  invitation: string | null;
  originals: readonly Original[];
  /** ISO 8601 instant; the dates inside the file come from it. */
  madeAt: string;
}

const texts: Record<Language, typeof fi> = { fi, sv, en };

/** A term of the sheet with the other national language's beside it. */
const term = (language: Language, pick: (words: typeof fi) => string): Term => {
  const other = besides[language];
  return { text: pick(texts[language]), other: pick(texts[other]), otherLanguage: locales[other] };
};

/**
 * The sheet as a PDF/A-3b and PDF/UA-1: the address where the window of an envelope shows it, the claim's number and
 * code, and a square for every original to enclose. The same input gives the same bytes.
 */
export async function buildCoverSheet(input: CoverSheet): Promise<Uint8Array> {
  const words = wordsIn(input.language);
  const doc = await PDFDocument.create({ updateMetadata: false });
  const flow = new Flow(doc, await embedFonts(doc, 'COVER'), new Tags(doc));
  headPart(flow, words, input);
  enclosedPart(flow, words, input);
  othersPart(flow, words, input);
  runningHeads(flow, words, input);
  flow.tags.finish();
  makeArchival(doc, {
    title: `${texts[input.language].title} ${input.number} (${input.version})`,
    language: locales[input.language].replace('en-IE', 'en'),
    madeAt: new Date(Math.floor(Date.parse(input.madeAt) / 1000) * 1000),
    id: sha256(canonicalJson(input)).slice(0, 32),
  });
  return doc.save({ useObjectStreams: false, addDefaultPage: false, updateFieldAppearances: false });
}

/** What the sheet is comes first to a screen reader, though it stands below the address. */
function headPart(flow: Flow, words: Words, input: CoverSheet): void {
  const own = texts[input.language];
  const code = sheetCode(input.number, input.version);
  flow.y = TEXT_TOP;
  flow.title(term(input.language, ({ title }) => title));
  flow.paragraph(input.number, { size: 28, bold: true });
  sheetAddress(flow, own.address);
  sheetQr(flow, code, fill(own.qr, { code, number: input.number }));
  facts(
    flow,
    [
      [own.claimant, input.claimantName],
      [own.meeting, `${input.meeting.purpose}, ${input.meeting.place}, ${words.date(input.meeting.date)}`],
      [own.version, String(input.version)],
    ],
    90,
  );
  flow.space(6);
  for (const step of own.steps) flow.paragraph(step, { size: 10.5 });
}

function enclosedPart(flow: Flow, words: Words, { originals, language }: CoverSheet): void {
  const own = texts[language];
  flow.heading(own.enclose, null);
  table(
    flow,
    [
      { head: term(language, ({ column }) => column.enclosed), width: 48, box: true },
      { head: term(language, ({ column }) => column.number), width: 46 },
      { head: term(language, ({ column }) => column.what), width: 105 },
      { head: term(language, ({ column }) => column.date), width: 62 },
      { head: term(language, ({ column }) => column.sum), width: 72, align: 'right' },
      { head: term(language, ({ column }) => column.file), width: WIDTH - 333 },
    ],
    originals.filter(isToPost).map((original) => ['', String(original.number), ...costCells(words, original)]),
  );
}

/** What is on the claim and needs no paper, so that nobody looks for it in the envelope. */
function othersPart(flow: Flow, words: Words, { originals, invitation, language }: CoverSheet): void {
  const own = texts[language];
  const others = originals.filter((original) => !isToPost(original));
  const rows: Cell[][] = others.map((original) => [
    String(original.number),
    ...costCells(words, original).slice(0, 1),
    original.fileName,
    { text: own.why[original.state === 'missing' ? 'told' : original.state], color: QUIET },
  ]);
  if (invitation !== null) rows.unshift(['', own.invitation, invitation, { text: own.why.invitation, color: QUIET }]);
  if (rows.length === 0) return;
  flow.heading(own.others, null);
  table(
    flow,
    [
      { head: term(language, ({ column }) => column.number), width: 46 },
      { head: term(language, ({ column }) => column.what), width: 105 },
      { head: term(language, ({ column }) => column.file), width: 165 },
      { head: term(language, ({ column }) => column.why), width: WIDTH - 316 },
    ],
    rows,
  );
}

/** Kind, date, sum and file; several costs on one receipt stand below each other. */
function costCells(words: Words, { costs, fileName }: Original): Cell[] {
  return [
    costs.map(({ kind }) => (kind === null ? '' : words.texts.expense[kind])),
    [...new Set(costs.map(({ date }) => (date === null ? '' : words.date(date))))],
    costs.map(({ amountCents, currency }) => (amountCents === null ? '' : words.money(amountCents, currency))),
    fileName,
  ];
}
