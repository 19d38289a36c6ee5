import type { ExpenseKind, Line, Totals } from './claim.ts';

/**
 * Sums of a claim by what they are for, in cents. `payableCents` = all lines − the advance (matkaennakko / reseförskott).
 * Another payer never makes it negative; an advance larger than the compensations does: that much is to be paid back.
 */
type Part = Exclude<keyof Totals, 'payableCents'>;

const transport: readonly ExpenseKind[] = [
  'train',
  'bus',
  'local-transport',
  'ship',
  'flight',
  'taxi',
  'parking',
  'seat-or-berth',
  'luggage',
];

const parts: ReadonlyMap<string, Part> = new Map<string, Part>([
  ['per-diem', 'perDiemCents'],
  ['meal-compensation', 'mealCents'],
  ['night-allowance', 'nightCents'],
  ['mileage', 'mileageCents'],
  ['expense.lodging', 'lodgingCents'],
  ['secondary-compensation', 'otherPayerCents'],
  ...transport.map((kind): [string, Part] => [`expense.${kind}`, 'transportCents']),
]);

const partOf = (rule: string): Part => parts.get(rule) ?? parts.get(rule.slice(0, rule.indexOf('.'))) ?? 'otherCents';

/** Lines without an amount count as nothing until they have one (`complete` is false meanwhile). */
export function totalsOf(lines: readonly Line[], advanceCents: number): Totals {
  const totals: Totals = {
    perDiemCents: 0,
    mealCents: 0,
    nightCents: 0,
    mileageCents: 0,
    lodgingCents: 0,
    transportCents: 0,
    otherCents: 0,
    otherPayerCents: 0,
    payableCents: 0 - advanceCents,
  };
  for (const { rule, amountCents } of lines) {
    if (amountCents === null) continue;
    totals.payableCents += amountCents;
    // What another payer covers is told as a sum, and its line takes it off.
    totals[partOf(rule)] += rule === 'secondary-compensation' ? -amountCents : amountCents;
  }
  return totals;
}
