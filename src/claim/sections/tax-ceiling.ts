import type { Finding, Line } from '../claim.ts';
import { finding } from '../findings.ts';
import { foreignRate } from '../foreign-rates.ts';
import { sharesOf, WHOLE } from '../money.ts';
import { euros } from '../sentences.ts';
import { hours } from '../time.ts';
import { basisAbroad } from './abroad.ts';
import { mealCut, mealCutAbroad } from './free-meals.ts';
import { earnedAtHome } from './per-diem.ts';
import type { Journey, TravelDay } from './travel-days.ts';

/**
 * § 9 The tax line beside the State line, on trips abroad: what the Tax Administration lets be paid free of tax for a
 * travel day. Nothing is paid by it; where the State line pays more, the examiner is told by how much.
 * Not implemented here: the taxation of what is above the ceiling (a matter of payroll).
 */

/** The ceiling of one travel day in cents; null when its rate is unknown. */
export function taxCeiling(day: TravelDay, journey: Journey): number | null {
  const { foreignFrom } = day.pack.rules.taxCeiling;
  const isForeign = journey.end - journey.start >= hours(foreignFrom.value);
  const basis = isForeign ? basisAbroad(day, journey) : null;
  if (!basis) return domesticCeiling(day, journey);
  const share = basis.isRemainder ? remainderShare(day) : WHOLE;
  const rate = foreignRate(basis.rateDay.pack.rules.foreign.rates, basis.place);
  if (rate.cents === null) return share === 0 ? 0 : null;
  return sharesOf(rate.cents, [share, mealsShare(day, journey, share)]);
}

function remainderShare({ start, end, pack }: TravelDay): number {
  const { remainderOver, remainderShare: half, fullRemainderOver } = pack.rules.taxCeiling;
  const elapsed = end - start;
  if (elapsed > hours(fullRemainderOver.value)) return WHOLE;
  return elapsed > hours(remainderOver.value) ? half.value : 0;
}

function mealsShare(day: TravelDay, journey: Journey, share: number): number {
  const { isCut, percent } = mealCutAbroad(journey, day);
  const isSpared = share < WHOLE && !day.pack.rules.taxCeiling.halfIsCutByMeals.value;
  return isCut && !isSpared ? WHOLE - percent : WHOLE;
}

function domesticCeiling(day: TravelDay, journey: Journey): number | null {
  const earned = earnedAtHome(day, journey);
  if (!earned) return 0;
  const meals = mealCut(journey, earned);
  return earned.rate.cents === null ? null : sharesOf(earned.rate.cents, [meals.isCut ? WHOLE - meals.percent : WHOLE]);
}

/** Where the State line pays more than the ceiling, or nobody can say whether it does. */
export function ceilingFindings({ amountCents, taxCeilingCents }: Line, day: TravelDay): Finding[] {
  if (taxCeilingCents === undefined || amountCents === null) return [];
  const { cite } = day.pack.rules.taxCeiling.foreignFrom;
  const n = day.number;
  if (taxCeilingCents === null)
    return [finding('tax-ceiling-unknown', 'trip', { ...cite, status: 'unknown' }, { n, amount: euros(amountCents) })];
  if (amountCents <= taxCeilingCents) return [];
  const values = { n, excess: euros(amountCents - taxCeilingCents), ceiling: euros(taxCeilingCents) };
  return [finding('tax-ceiling-exceeded', 'trip', cite, values)];
}
