import type { Citation, Evaluation, Line, Trip } from '../claim/claim.ts';
import type { ClaimDocument } from './claim-document.ts';
import { type Flow, QUIET } from './flow.ts';
import { type Cell, facts, type Piece, table } from './table.ts';
import { fill, type Words, wordFor } from './words.ts';

const small = (text: string): Piece => ({ text, size: 8, color: QUIET });

/** Every computed line: what, how much, why and by which section. */
export function calculationPart(flow: Flow, words: Words, { evaluation, tripClaim }: ClaimDocument): void {
  const { texts } = words;
  flow.heading(texts.section.lines);
  table(
    flow,
    [
      { head: texts.column.date, width: 62 },
      { head: texts.column.what, width: 243.28 },
      { head: texts.column.quantity, width: 102, align: 'right' },
      { head: texts.column.sum, width: 76, align: 'right' },
    ],
    evaluation.lines.map((line) => lineRow(words, line)),
  );
  totals(flow, words, evaluation, tripClaim.trip);
}

function lineRow(words: Words, line: Line): Cell[] {
  const { texts } = words;
  const day = line.travelDay === null ? '' : fill(texts.line.travelDay, { n: line.travelDay });
  return [
    words.date(line.date),
    [
      { text: ruleName(words, line.rule), bold: true },
      line.why[words.language],
      small(day),
      small(line.reduction === null ? '' : texts.line.reduction[line.reduction]),
      small(citation(words, line.cite)),
    ],
    quantity(words, line),
    line.amountCents === null ? texts.line.unknown : words.euro(line.amountCents),
  ];
}

/** `per-diem.full` and the like by name; kilometres and expenses by their kind. */
function ruleName({ texts }: Words, rule: string): string {
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
function citation({ texts }: Words, cite: Citation): string {
  const authority = texts.authority[OPH_SECTION.test(cite.section) ? 'service' : cite.line];
  const named = `${authority} ${cite.section.replace(OPH_SECTION, '')}`.trim();
  return [named, texts.line.status[cite.status]].filter((part) => part !== '').join('; ');
}

/** The sums; another payer (toissijainen korvaus) and an advance (matkaennakko) are taken off before the last. */
function totals(flow: Flow, words: Words, { totals: sums, complete }: Evaluation, trip: Trip): void {
  const { total } = words.texts;
  const keys = [
    'perDiemCents',
    'mealCents',
    'nightCents',
    'mileageCents',
    'lodgingCents',
    'transportCents',
    'otherCents',
  ] as const;
  const payable = sums.payableCents;
  const otherPayerLabel = [total.otherPayerCents, trip.otherPayer?.name ?? ''].filter((part) => part !== '').join(': ');
  flow.need(120);
  flow.heading(words.texts.section.totals);
  facts(flow, [
    ...keys.filter((key) => sums[key] !== 0).map((key): [string, Cell] => [total[key], words.euro(sums[key])]),
    [otherPayerLabel, sums.otherPayerCents === 0 ? '' : words.euro(-sums.otherPayerCents)],
    [total.advance, trip.advanceCents === 0 ? '' : words.euro(-trip.advanceCents)],
    [payable < 0 ? total.payBack : total.payableCents, { text: words.euro(Math.abs(payable)), bold: true, size: 12 }],
  ]);
  if (!complete) flow.paragraph(total.incomplete, { bold: true });
}

/** What the assistant looks at and what the member was told. */
export function findingsPart(flow: Flow, words: Words, input: ClaimDocument): void {
  const { evaluation } = input;
  const { texts } = words;
  flow.heading(texts.section.findings);
  if (evaluation.findings.length === 0) {
    flow.paragraph(texts.noFindings);
    return;
  }
  table(
    flow,
    [
      { head: texts.column.severity, width: 90 },
      { head: texts.column.remark, width: 393.28 },
    ],
    evaluation.findings.map((finding) => [
      texts.severity[finding.severity],
      [
        finding.action[words.language],
        small([subjectName(words, input, finding.subject), citation(words, finding.cite)].filter(Boolean).join('; ')),
      ],
    ]),
  );
}

/** What a finding is about, in words: `expenses[e1]` as `Taksi, Tosite 1`. Nothing for the trip as a whole. */
function subjectName(words: Words, { tripClaim, receipts }: ClaimDocument, subject: string): string {
  const { texts } = words;
  if (subject.startsWith('mileage')) return texts.rule.mileage;
  const id = /^expenses\[(.*)\]/.exec(subject)?.[1];
  const expense = tripClaim.expenses.find((each, at) => each.id === id || String(at) === id);
  if (expense === undefined) return '';
  const numbers = receipts.filter((receipt) => receipt.expenseIds.includes(expense.id)).map(({ number }) => number);
  return [texts.expense[expense.kind], ...numbers.map((n) => fill(texts.expenseLabel.number, { n }))].join(', ');
}
