import type { Finding } from '../claim.ts';
import { finding } from '../findings.ts';
import { shareOf } from '../money.ts';
import type { Outcome } from '../outcome.ts';
import { fill, say } from '../sentences.ts';
import { blockedCost, type CostRow, paidCost, sumOf } from './cost-row.ts';
import { receiptErrors } from './receipts.ts';

/**
 * § 7 Parking (pysäköinti / parkering): only at an airport, a railway station or the lodging, with a receipt, and at
 * most so many days of a trip as the pack says. Days of several receipts are counted together, in order of date.
 * Not implemented here: whether the price is reasonable.
 */
export function parkings(costs: readonly CostRow[]): Map<CostRow, Outcome> {
  const outcomes = new Map<CostRow, Outcome>();
  let paidDays = 0;
  for (const cost of costs.toSorted(byDate)) {
    const errors = blocking(cost);
    const { cite } = cost.pack.rules.expenses.parkingPlaces;
    if (errors.length > 0) {
      outcomes.set(cost, blockedCost(cost, errors, cite));
      continue;
    }
    const room = Math.max(0, cost.pack.rules.expenses.parkingDaysMost.value - paidDays);
    const days = Math.min(cost.row.days ?? 1, room);
    paidDays += days;
    outcomes.set(cost, parking(cost, days));
  }
  return outcomes;
}

function blocking(cost: CostRow): Finding[] {
  const { row, subject, pack } = cost;
  const { cite, value } = pack.rules.expenses.parkingPlaces;
  const missing = receiptErrors(cost);
  if (row.place === null) return [finding('parking-place-missing', subject, cite), ...missing];
  return value.includes(row.place) ? missing : [finding('parking-place', subject, cite), ...missing];
}

/** Price per day × the days that are paid, rounded once. */
function parking(cost: CostRow, paidDays: number): Outcome {
  const { row, subject, pack, journey } = cost;
  const { parkingDaysMost, parkingPlaces } = pack.rules.expenses;
  const days = row.days ?? 1;
  const amount = shareOf(row.amountCents, paidDays, days);
  const values = { days, paidDays, most: parkingDaysMost.value, amount: sumOf(row, amount) };
  const { lines, findings } = paidCost(cost, amount, parkingPlaces.cite, fill(whyText, values));
  // Without its days a parking can be longer than is paid only on a trip longer than that.
  if (row.days === null && journey.days.length > parkingDaysMost.value)
    findings.push(finding('parking-days-missing', subject, parkingDaysMost.cite));
  if (paidDays < days) findings.push(finding('parking-days-capped', subject, parkingDaysMost.cite, values));
  return { lines, findings };
}

const byDate = (a: CostRow, b: CostRow) => compare(a.row.date, b.row.date) || compare(a.row.id, b.row.id);
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

const whyText = say(
  'Pysäköinti {days} vrk, joista korvataan {paidDays} vrk (enintään {most} vrk matkasta): {amount}.',
  'Parkering {days} dygn, av vilka {paidDays} dygn ersätts (högst {most} dygn per resa): {amount}.',
  'Parking {days} days, of which {paidDays} are paid (at most {most} days of a trip): {amount}.',
);
