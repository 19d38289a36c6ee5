import type { Finding, TripClaim } from '../claim/claim.ts';
import { citation } from './calculation-part.ts';
import { linked, type Piece, small } from './cell.ts';
import type { ClaimDocument } from './claim-document.ts';
import { type Flow, QUIET } from './flow.ts';
import { expenseOf, mileageOf, type Proof, place, receiptName, receiptsOf } from './places.ts';
import { facts, section } from './table.ts';
import { fill, type Term, type Words } from './words.ts';

/** What the assistant looks at and what the member was told, numbered, and how each stands. */
export function findingsPart(flow: Flow, words: Words, input: ClaimDocument): void {
  const heading = words.term((t) => t.section.findings);
  if (input.evaluation.findings.length > 0) findings(flow, words, heading, input);
  else {
    flow.heading(heading);
    flow.paragraph(words.texts.noFindings);
  }
  if (input.settled.length === 0) return;
  flow.need(40);
  flow.space(4);
  flow.paragraph(words.texts.settled.earlier, { color: QUIET });
  facts(
    flow,
    input.settled.map(({ finding, how }) => [finding, how]),
  );
}

function findings(flow: Flow, words: Words, heading: Term, input: ClaimDocument): void {
  section(
    flow,
    heading,
    [
      { head: words.term((t) => t.column.order), width: 40 },
      { head: words.term((t) => t.column.severity), width: 86 },
      { head: words.term((t) => t.column.remark), width: 357.28 },
    ],
    input.evaluation.findings.map((finding, at) => [
      String(at + 1),
      words.texts.severity[finding.severity],
      [
        finding.action[words.language],
        small([subjectName(words, input, finding.subject), citation(words, finding.cite)].filter(Boolean).join('; ')),
        ...standing(words, input, finding),
      ],
    ]),
  );
}

/** What is needed to name what a finding is about. */
export interface Named {
  tripClaim: TripClaim;
  receipts: Proof[];
}

/** What a finding is about, in words: `expenses[e1]` as `Taksi, Tosite 1`. Nothing for the trip as a whole. */
export function subjectName(words: Words, { tripClaim, receipts }: Named, subject: string): string {
  if (subject.startsWith('mileage')) return words.texts.rule.mileage;
  const expense = expenseOf(tripClaim, subject);
  if (expense === undefined) return '';
  const names = receiptsOf(receipts, expense).map(({ number }) => receiptName(words, number));
  return [words.texts.expense[expense.kind], ...names].join(', ');
}

/** `Huomautus 2, Taksi, Tosite 1`: how a finding is named where it stands no longer beside its text. */
export function findingName(words: Words, named: Named, number: number, { subject }: Finding): string {
  const about = subjectName(words, named, subject);
  return [fill(words.texts.finding.number, { n: number }), about].filter(Boolean).join(', ');
}

/** What the member gave to it, and who settles it. */
function standing(words: Words, input: ClaimDocument, finding: Finding): Piece[] {
  const { finding: texts } = words.texts;
  const stands = { error: texts.blocks, review: texts.waits, note: texts.known }[finding.severity];
  return [...given(words, input, finding), `${texts.stands}: ${stands}`];
}

/** Codes that ask for the reason of a cost or a drive; the reason stands in full in its own row. */
const ASKS_REASON = /^(taxi|own-car)-|^receipt-lost$/;

function given(words: Words, input: ClaimDocument, { code, subject }: Finding): Piece[] {
  const { finding: texts } = words.texts;
  if (code === 'late-claim')
    return [input.lateReason === '' ? texts.noReason : linked(words, texts.reason, place.late)];
  if (!ASKS_REASON.test(code)) return [];
  const { tripClaim } = input;
  const expense = expenseOf(tripClaim, subject);
  if (expense) {
    const isGiven = expense.justification !== null || expense.lostReceipt !== null;
    return [isGiven ? linked(words, texts.reason, place.expense(expense.id)) : texts.noReason];
  }
  const at = mileageOf(subject, tripClaim);
  if (at === null) return [];
  return [tripClaim.mileage[at]?.reason ? linked(words, texts.reason, place.mileage(at)) : texts.noReason];
}
