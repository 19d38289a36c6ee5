import type { Citation, Line } from '../claim/claim.ts';
import { type Cell, linked, type StyledPiece, small } from './cell.ts';
import type { ClaimDocument } from './claim-document.ts';
import type { Flow } from './flow.ts';
import { expenseOf, place, receiptName, receiptsOf } from './places.ts';
import { section } from './table.ts';
import { type DocumentTexts, fill, type Words, wordFor } from './words.ts';

/** Every computed line: what, how much, why, by which section and proved by which receipt. */
export function calculationPart(flow: Flow, words: Words, input: ClaimDocument): void {
  section(
    flow,
    words.term((t) => t.section.lines),
    [
      { head: words.term((t) => t.column.date), width: 62 },
      { head: words.term((t) => t.column.what), width: 243.28 },
      { head: words.term((t) => t.column.quantity), width: 102, align: 'right' },
      { head: words.term((t) => t.column.sum), width: 76, align: 'right' },
    ],
    input.evaluation.lines.map((line, at) => ({ place: place.line(at), cells: lineRow(words, input, line) })),
  );
}

function lineRow(words: Words, input: ClaimDocument, line: Line): Cell[] {
  const { texts } = words;
  const day = line.travelDay === null ? '' : fill(texts.line.travelDay, { n: line.travelDay });
  return [
    words.date(line.date),
    [
      { ...words.term((t) => ruleName(t, line.rule)), bold: true },
      line.why[words.language],
      small(day),
      small(line.reduction === null ? '' : texts.line.reduction[line.reduction]),
      small(citation(words, line.cite)),
      ...proofs(words, input, line),
    ],
    quantity(words, line),
    line.amountCents === null ? texts.line.unknown : words.euro(line.amountCents),
  ];
}

/** The receipts (tosite / verifikat) behind a line, each with its page. */
function proofs(words: Words, { tripClaim, receipts }: ClaimDocument, line: Line): StyledPiece[] {
  const expense = expenseOf(tripClaim, line.subject);
  if (expense === undefined) return [];
  return receiptsOf(receipts, expense).map(({ number }) =>
    linked(words, receiptName(words, number), place.receipt(number), 8),
  );
}

/** `per-diem.full` and the like by name; kilometres and expenses by their kind. */
export function ruleName(texts: DocumentTexts, rule: string): string {
  const [family = '', kind = ''] = rule.split('.');
  if (family === 'mileage') return `${texts.rule.mileage}, ${wordFor(texts.vehicle, kind)}`;
  if (family === 'expense') return wordFor(texts.expense, kind);
  return wordFor(texts.rule, rule);
}

function quantity(words: Words, line: Line): string {
  const count = line.rule.startsWith('mileage.') ? words.km(line.quantity) : words.number(line.quantity);
  return line.unitCents === null ? count : `${count} × ${words.euro(line.unitCents)}`;
}

/** How the regulation's own sections are told from those that OPH has added to it, in the section's text. */
const OPH_SECTION = /^OPH\s+/;

/**
 * `Valtion matkustussääntö § 11`, with what is not certain said. The source in which each figure was seen stands in
 * the rule pack, which is attached.
 */
export function citation({ texts }: Words, cite: Citation): string {
  const authority = texts.authority[OPH_SECTION.test(cite.section) ? 'service' : cite.line];
  const named = `${authority} ${cite.section.replace(OPH_SECTION, '')}`.trim();
  return [named, texts.line.status[cite.status]].filter((part) => part !== '').join('; ');
}
