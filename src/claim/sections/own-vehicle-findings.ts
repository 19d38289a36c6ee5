import type { Finding } from '../claim.ts';
import { finding } from '../findings.ts';
import { euros, kilometres } from '../sentences.ts';
import { basisOf, type VehicleRow } from './vehicle-row.ts';

/** § 6 What is asked about a row of own vehicle: reason, addresses, route, passengers. */
export const vehicleFindings = (vehicle: VehicleRow): Finding[] => [
  ...reasonFindings(vehicle),
  ...routeFindings(vehicle),
  ...supplementFindings(vehicle),
];

function reasonFindings(vehicle: VehicleRow): Finding[] {
  const { row, subject, pack } = vehicle;
  const { cite, value } = pack.rules.mileage.reasonNeeded;
  if (!value.includes(row.vehicle)) return [];
  const addresses = row.from.trim() === '' || row.to.trim() === '' ? [finding('own-car-addresses', subject)] : [];
  const basis = basisOf(vehicle);
  if (basis === 'nothing') return [...addresses, finding('own-car-not-justified', subject, cite)];
  if (basis === 'public-fare') {
    const fare = euros(row.publicFareCents ?? 0);
    return [...addresses, finding('own-car-public-fare', subject, cite, { fare })];
  }
  return row.reasonAccepted ? addresses : [...addresses, finding('own-car-reason', subject, cite)];
}

function routeFindings({ row, subject }: VehicleRow): Finding[] {
  if (row.routeKm === null || row.km <= row.routeKm) return [];
  return [finding('route-exceeded', subject, null, { driven: kilometres(row.km), route: kilometres(row.routeKm) })];
}

function supplementFindings({ row, subject }: VehicleRow): Finding[] {
  return row.supplements.flatMap((supplement) => {
    const unnamed = supplement.kind === 'passenger' && supplement.name.trim() === '';
    const values = { supplement: kilometres(supplement.km), driven: kilometres(row.km) };
    return [
      ...(unnamed ? [finding('passenger-name-missing', subject)] : []),
      ...(supplement.km > row.km ? [finding('supplement-km-exceeded', subject, null, values)] : []),
    ];
  });
}
