import { tenthsOfKm } from '../money.ts';
import { basisOf, drivenKm, type VehicleRow } from './vehicle-row.ts';

/**
 * § 6 The yearly limit of kilometres (5 000 km in the packs): above it a car gets the lower State rate. Rows of a claim
 * are counted in order of date, on top of what each row says was driven before it in the year; those of a row that is
 * paid at most the public fare do not use up the limit of the rows after it.
 * Not implemented here: a limit for other vehicles than cars (the regulation gives no lower rate for them).
 */
export interface Share {
  /** Kilometres up to the limit and beyond it, in tenths. */
  below: number;
  above: number;
}

/** Each row's share, in the order of the rows as they came. */
export function yearlyShares(vehicles: readonly VehicleRow[]): Map<VehicleRow, Share> {
  const shares = new Map<VehicleRow, Share>();
  const driven = new Map<string, number>();
  for (const vehicle of vehicles.toSorted(byDate)) {
    const tenths = drivenKm(vehicle.row);
    if (vehicle.row.vehicle !== 'car') {
      shares.set(vehicle, { below: tenths, above: 0 });
      continue;
    }
    const { series, rules } = vehicle.pack;
    const before = Math.max(tenthsOfKm(vehicle.row.kmEarlierThisYear), driven.get(series) ?? 0);
    const room = Math.max(0, tenthsOfKm(rules.mileage.lowerRateOver.value) - before);
    const below = Math.min(tenths, room);
    shares.set(vehicle, { below, above: tenths - below });
    if (basisOf(vehicle) === 'full') driven.set(series, before + tenths);
  }
  return shares;
}

/** By date; on one day in an order that does not depend on how the rows were listed. */
const byDate = (a: VehicleRow, b: VehicleRow) =>
  compare(a.row.date, b.row.date) ||
  a.row.kmEarlierThisYear - b.row.kmEarlierThisYear ||
  a.row.km - b.row.km ||
  compare(JSON.stringify(a.row), JSON.stringify(b.row));

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
