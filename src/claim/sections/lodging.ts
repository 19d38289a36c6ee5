import type { Expense } from '../claim.ts';
import { finding } from '../findings.ts';
import { noSurerThan, type Outcome } from '../outcome.ts';
import { fill, say } from '../sentences.ts';
import { blockedCost, type CostRow, paidCost, sumOf } from './cost-row.ts';
import { nightsOutside } from './nights.ts';
import { receiptErrors } from './receipts.ts';

/**
 * § 5 Lodging (majoittumiskorvaus / logiersättning): the room against the establishment's receipt, without the meals on
 * the bill other than breakfast. No ceiling is known (`assumed`), and the pack can say nothing else.
 * Not implemented here: a ceiling, the State's contract hotels.
 */
export function lodging(cost: CostRow): Outcome {
  const { row, subject, pack, journey } = cost;
  const cite = noSurerThan(pack.rules.expenses.actualCost.cite, pack.rules.lodging.ceiling.cite);
  const errors = [...receiptErrors(cost), ...nightsOutside(row.nights, subject, journey, journey.days[0].pack)];
  if (row.mealsCents > row.amountCents)
    errors.push(finding('lodging-meals-exceed', subject, null, { meals: sumOf(row, row.mealsCents) }));
  if (errors.length > 0) return blockedCost(cost, errors, cite);

  const room = row.amountCents - row.mealsCents;
  const { lines, findings } = paidCost(cost, room, cite, whyRoom(row));
  const unnamed = row.nights.length === 0 ? [finding('lodging-nights-missing', subject)] : [];
  return { lines, findings: [...findings, ...unnamed] };
}

const roomText = say('Huone kuitin mukaan: {room}.', 'Rum enligt kvitto: {room}.', 'Room by receipt: {room}.');
const withoutMealsText = say(
  'Lasku {bill}, josta aterioita {meals}: huone {room}.',
  'Räkning {bill}, varav måltider {meals}: rum {room}.',
  'Bill {bill}, of which meals {meals}: room {room}.',
);

function whyRoom(row: Expense) {
  const { amountCents, mealsCents } = row;
  const values = {
    bill: sumOf(row, amountCents),
    meals: sumOf(row, mealsCents),
    room: sumOf(row, amountCents - mealsCents),
  };
  return fill(mealsCents > 0 ? withoutMealsText : roomText, values);
}
