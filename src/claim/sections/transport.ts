import { finding } from '../findings.ts';
import { reasonNames } from '../names.ts';
import { isGiven, type Outcome } from '../outcome.ts';
import { euros } from '../sentences.ts';
import { blockedCost, type CostRow, HOME_CURRENCY, paidCost } from './cost-row.ts';
import { missingReceipt } from './receipts.ts';

/**
 * § 7 Tickets, taxi, fees and other costs: actual cost against the receipt. Every taxi cost must be justified, always.
 * No fee (palkkio / arvode) is ever paid to a member or chair.
 * Not implemented here: class of travel, the price of the public transport a taxi replaced, the same ride in two claims.
 */
export function actualCost(cost: CostRow): Outcome {
  const { cite } = cost.pack.rules.expenses.actualCost;
  const missing = missingReceipt(cost);
  return missing.length > 0 ? blockedCost(cost, missing, cite) : paidCost(cost, cost.row.amountCents, cite);
}

const routeNotGiven = { fi: 'reittiä ei kerrottu', sv: 'rutten har inte angetts', en: 'route not given' };

export function taxi(cost: CostRow): Outcome {
  const { row, subject, pack } = cost;
  const { cite } = pack.rules.expenses.taxi;
  const { justification } = row;
  const missing = missingReceipt(cost);
  if (!isGiven(justification))
    return blockedCost(cost, [finding('taxi-needs-justification', subject, cite), ...missing], cite);
  if (missing.length > 0) return blockedCost(cost, missing, cite);

  const { lines, findings } = paidCost(cost, row.amountCents, cite);
  const values = {
    reason: reasonNames[justification.code],
    route: row.from && row.to ? `${row.from}–${row.to}` : routeNotGiven,
    amount: row.currency === HOME_CURRENCY ? euros(row.amountCents) : row.currency,
  };
  return { lines, findings: [...findings, finding('taxi-justified', subject, cite, values)] };
}

export function fee(cost: CostRow): Outcome {
  const { cite } = cost.pack.rules.expenses.fee;
  return blockedCost(cost, [finding('fee-not-payable', cost.subject, cite)], cite);
}
