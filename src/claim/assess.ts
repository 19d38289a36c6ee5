import type { Evaluation, PackRef, Refusal, TripClaim } from './claim.ts';
import { type FindingCode, finding, inOrder } from './findings.ts';
import { withGivenRates } from './given-rates.ts';
import { readClaim } from './input.ts';
import { nothing, type Outcome, together } from './outcome.ts';
import { type Resolved, resolve } from './resolve.ts';
import type { RulePack, RulePacks } from './rules.ts';
import { abroadFindings } from './sections/abroad.ts';
import type { CostRow } from './sections/cost-row.ts';
import { mealFindings, objectionFindings } from './sections/free-meals.ts';
import { lodging } from './sections/lodging.ts';
import { mealCompensation } from './sections/meal-compensation.ts';
import { nightAllowances } from './sections/night-allowance.ts';
import { mileageOutcome } from './sections/own-vehicle.ts';
import { parkings } from './sections/parking.ts';
import { earnedPerDiems } from './sections/per-diem.ts';
import { perDiemLines } from './sections/per-diem-lines.ts';
import { receiptFindings } from './sections/receipts.ts';
import { ruled } from './sections/rulings.ts';
import { ownOf, withRowsPaid } from './sections/supplement.ts';
import { actualCost, fee, taxi } from './sections/transport.ts';
import type { VehicleRow } from './sections/vehicle-row.ts';
import { claimFindings, secondaryCompensation } from './sections/whole-claim.ts';
import { yearlyShares } from './sections/yearly-km.ts';
import { calendarDate, euros } from './sentences.ts';
import { totalsOf } from './totals.ts';

/**
 * Computes a claim by the rules in force on its days; every branching between the sections is here. Pure: the same
 * claim and packs give the same evaluation, and neither is changed. Without `submittedOn` lateness is not asked.
 */
export function assess(claim: TripClaim, packs: RulePacks): Evaluation | Refusal {
  const resolved = resolve(withRowsPaid(claim), withGivenRates(packs, claim.givenRates));
  if ('error' in resolved) return resolved;
  const outcome = together([tripOutcome(resolved), vehicleOutcome(resolved), costOutcome(resolved)]);
  const { lines, findings } = ownOf(ruled(outcome, claim), claim);
  const { journey, pack } = resolved;
  const allLines = [...lines, ...secondaryCompensation(claim, journey, pack, lines)];
  const totals = totalsOf(allLines, claim.trip.advanceCents);
  return {
    id: claim.id,
    packs: packsUsed(resolved),
    lines: allLines,
    findings: inOrder([...claimFindings({ ...resolved, claim }), ...findings, ...payBack(totals.payableCents)]),
    totals,
    complete: allLines.every((line) => line.amountCents !== null),
  };
}

/** Any JSON value → its evaluation, or why it cannot be evaluated. `today` (2026-04-01) is the default of `submittedOn`. */
export function evaluate(input: unknown, packs: RulePacks, today: string): Evaluation | Refusal {
  const claim = readClaim(input);
  if ('error' in claim) return claim;
  return assess({ ...claim, submittedOn: claim.submittedOn ?? today }, packs);
}

export const isRefusal = (result: Evaluation | Refusal): result is Refusal => 'error' in result;

/** Per diems, or the meal compensation when none is due; night allowances of the days that earn a per diem. */
function tripOutcome({ claim, journey, pack }: Resolved): Outcome {
  const { trip } = claim;
  const { earned, findings } = earnedPerDiems(trip, journey, pack);
  const perDiems = perDiemLines(trip, journey, earned);
  // While the distance is missing nobody knows whether a per diem is due, and so whether a meal may be paid.
  const isDecided = findings.every((each) => each.code !== 'distance-missing');
  const meals = isDecided && earned.length === 0 ? mealCompensation(journey) : nothing;
  const nights = nightAllowances(claim, journey, earned);
  const asked = trip.waivesPerDiem ? [] : findings;
  return together([
    {
      lines: [],
      findings: [
        ...asked,
        ...mealFindings(journey),
        ...objectionFindings(trip.mealObjections),
        ...abroadFindings(journey),
      ],
    },
    perDiems,
    meals,
    nights,
  ]);
}

function vehicleOutcome({ claim, journey, mileagePacks, pack }: Resolved): Outcome {
  const vehicles = claim.mileage.map(
    (row, at): VehicleRow => ({ row, subject: `mileage[${row.id ?? at}]`, pack: mileagePacks[at] ?? pack }),
  );
  const shares = yearlyShares(vehicles);
  return together(
    vehicles.map((vehicle) => {
      const outcome = mileageOutcome(vehicle, shares.get(vehicle) ?? { below: 0, above: 0 });
      const isOutside = vehicle.row.date < journey.startDate || vehicle.row.date > journey.endDate;
      return isOutside ? withFinding(outcome, 'mileage-outside-trip', vehicle) : outcome;
    }),
  );
}

const withFinding = (outcome: Outcome, code: FindingCode, { subject, row }: VehicleRow): Outcome => ({
  lines: outcome.lines,
  findings: [...outcome.findings, finding(code, subject, null, { date: calendarDate(row.date) })],
});

function costOutcome({ claim, journey, expensePacks, pack }: Resolved): Outcome {
  const costs = claim.expenses.map(
    (row, at): CostRow => ({ row, subject: `expenses[${row.id}]`, pack: expensePacks[at] ?? pack, journey }),
  );
  const parked = parkings(costs.filter((cost) => cost.row.kind === 'parking'));
  return together(costs.flatMap((cost) => [parked.get(cost) ?? costBySection(cost), receiptOutcome(cost)]));
}

function costBySection(cost: CostRow): Outcome {
  switch (cost.row.kind) {
    case 'fee':
      return fee(cost);
    case 'taxi':
      return taxi(cost);
    case 'lodging':
      return lodging(cost);
    default:
      return actualCost(cost);
  }
}

/** A fee is not paid whatever its receipt says. */
const receiptOutcome = (cost: CostRow): Outcome =>
  cost.row.kind === 'fee' ? nothing : { lines: [], findings: receiptFindings(cost) };

const payBack = (payableCents: number) =>
  payableCents < 0 ? [finding('advance-exceeds', 'claim', null, { amount: euros(-payableCents) })] : [];

/** Packs the claim was computed with, each once, in order of their id. */
function packsUsed({ journey, mileagePacks, expensePacks }: Resolved): PackRef[] {
  const used = new Map<string, RulePack>();
  for (const { pack } of journey.days) used.set(pack.id, pack);
  for (const pack of [...mileagePacks, ...expensePacks]) used.set(pack.id, pack);
  return [...used.values()].sort((a, b) => (a.id < b.id ? -1 : 1)).map(({ id, sha256 }) => ({ id, sha256 }));
}
