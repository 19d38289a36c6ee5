import { finding } from '../findings.ts';
import { reasonNames, saidReason, withoutStop } from '../names.ts';
import { isGiven, type Outcome } from '../outcome.ts';
import { say, timeOfDay } from '../sentences.ts';
import { blockedCost, type CostRow, paidCost, sumOf } from './cost-row.ts';
import { receiptErrors } from './receipts.ts';

/**
 * § 7 Tickets, taxi, fees and other costs: actual cost against the receipt. Every taxi cost must be justified, always.
 * No fee (palkkio / arvode) is ever paid to a member or chair.
 * Not implemented here: class of travel, looking up the public transport a taxi replaced (the row says it).
 */
export function actualCost(cost: CostRow): Outcome {
  const { cite } = cost.pack.rules.expenses.actualCost;
  const missing = receiptErrors(cost);
  return missing.length > 0 ? blockedCost(cost, missing, cite) : paidCost(cost, cost.row.amountCents, cite);
}

const routeNotGiven = say('reittiä ei kerrottu', 'rutten har inte angetts', 'route not given');
const timeNotGiven = say('aika ei tiedossa', 'tiden inte känd', 'time not known');
const notGiven = say('ei kerrottu', 'har inte angetts', 'not given');

export function taxi(cost: CostRow): Outcome {
  const { row, subject, pack } = cost;
  const { cite } = pack.rules.expenses.taxi;
  const { justification } = row;
  const missing = receiptErrors(cost);
  if (!isGiven(justification))
    return blockedCost(cost, [finding('taxi-needs-justification', subject, cite), ...missing], cite);
  if (missing.length > 0) return blockedCost(cost, missing, cite);

  const { lines, findings } = paidCost(cost, row.amountCents, cite);
  const values = {
    reason: saidReason(reasonNames[justification.code], justification.text),
    route: row.from && row.to ? `${row.from}–${row.to}` : routeNotGiven,
    time: row.time === null ? timeNotGiven : timeOfDay(row.time),
    amount: sumOf(row, row.amountCents),
    publicTransport: withoutStop(row.publicTransport) || notGiven,
  };
  return { lines, findings: [...findings, finding('taxi-justified', subject, cite, values)] };
}

export function fee(cost: CostRow): Outcome {
  const { cite } = cost.pack.rules.expenses.fee;
  return blockedCost(cost, [finding('fee-not-payable', cost.subject, cite)], cite);
}
