import type { Evaluation, Trip } from '../claim/claim.ts';
import type { Cell } from './cell.ts';
import type { ClaimDocument } from './claim-document.ts';
import type { Flow } from './flow.ts';
import { sums } from './table.ts';
import type { Term, Words } from './words.ts';

const parts = [
  'perDiemCents',
  'mealCents',
  'nightCents',
  'mileageCents',
  'lodgingCents',
  'transportCents',
  'otherCents',
] as const;

/** The sums; another payer (toissijainen korvaus) and an advance (matkaennakko) are taken off before the last. */
export function totalsPart(flow: Flow, words: Words, { evaluation, tripClaim: { trip } }: ClaimDocument): void {
  const { totals, complete } = evaluation;
  const [label, sum] = payable(words, evaluation);
  flow.need(120);
  flow.heading(words.term((t) => t.section.totals));
  sums(flow, [
    ...parts
      .filter((part) => totals[part] !== 0)
      .map((part): [Term, Cell] => [words.term((t) => t.total[part]), words.euro(totals[part])]),
    ...deductions(words, evaluation, trip),
    [label, { text: sum, bold: true, size: 12 }],
  ]);
  if (!complete) flow.paragraph(words.texts.total.incomplete, { bold: true });
}

/** What is taken off, after the sum it is taken off from; nothing when nothing is. */
function deductions(words: Words, { totals }: Evaluation, trip: Trip): [Term, Cell][] {
  const { otherPayerCents, payableCents } = totals;
  const { advanceCents, otherPayer } = trip;
  if (otherPayerCents === 0 && advanceCents === 0) return [];
  const name = otherPayer === null || otherPayer.name === '' ? '' : `: ${otherPayer.name}`;
  const payer = words.term((t) => t.total.otherPayerCents);
  const all: [Term, Cell][] = [
    [words.term((t) => t.total.compensations), words.euro(payableCents + advanceCents + otherPayerCents)],
    [{ ...payer, text: `${payer.text}${name}` }, otherPayerCents === 0 ? '' : words.euro(-otherPayerCents)],
    [words.term((t) => t.total.advance), advanceCents === 0 ? '' : words.euro(-advanceCents)],
  ];
  return all.filter(([, sum]) => sum !== '');
}

/** What is paid, or paid back when the advance was larger: its label and the sum without a sign. */
export function payable(words: Words, { totals: { payableCents } }: Evaluation): [Term, string] {
  const label = words.term((t) => (payableCents < 0 ? t.total.payBack : t.total.payableCents));
  return [label, words.euro(Math.abs(payableCents))];
}
