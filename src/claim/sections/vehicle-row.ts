import type { Mileage } from '../claim.ts';
import { tenthsOfKm } from '../money.ts';
import { isGiven } from '../outcome.ts';
import type { RulePack } from '../rules.ts';

/** § 6 One row of own vehicle, with the pack of its date and what it is paid by. */
export interface VehicleRow {
  row: Mileage;
  /** `mileage[0]`, or by the row's own id. */
  subject: string;
  pack: RulePack;
}

export type Basis = 'full' | 'public-fare' | 'nothing';

/** What a row is paid by. Not yet decided reasons are paid in full and shown to the examiner. */
export function basisOf({ row, pack }: VehicleRow): Basis {
  if (!pack.rules.mileage.reasonNeeded.value.includes(row.vehicle)) return 'full';
  if (isGiven(row.reason) && row.reasonAccepted !== false) return 'full';
  return row.publicFareCents === null ? 'nothing' : 'public-fare';
}

/** Kilometres that are paid, in tenths: the driven ones, at most the most direct route's. */
export const drivenKm = (row: Mileage) => tenthsOfKm(Math.min(row.km, row.routeKm ?? row.km));
