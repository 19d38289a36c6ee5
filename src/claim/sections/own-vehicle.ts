import type { Citation, Line } from '../claim.ts';
import { centsOfTenths, kmOfTenths, tenthsOfKm } from '../money.ts';
import { noSurerThan, type Outcome, unknownRate, whyUnknown } from '../outcome.ts';
import type { Rate } from '../rate.ts';
import { euros, eurosPerKm, fill, kilometres, say } from '../sentences.ts';
import { vehicleFindings } from './own-vehicle-findings.ts';
import { basisOf, drivenKm, type VehicleRow } from './vehicle-row.ts';
import type { Share } from './yearly-km.ts';

/**
 * § 6 Own vehicle (kilometrikorvaus / kilometerersättning): km × (base + supplements), each supplement on its own km,
 * rounded once a row. Without an accepted reason at most the cheapest public fare; where that caps the row, no supplement
 * is paid.
 * Not implemented here: finding out the public fare or the most direct route (both are given on the row).
 */
/** Lines of one row; `share` says how many of its km are below and above the yearly limit. */
export function mileageOutcome(vehicle: VehicleRow, share: Share): Outcome {
  const basis = basisOf(vehicle);
  const paid =
    basis === 'nothing'
      ? [blocked(vehicle)]
      : basis === 'public-fare'
        ? byFare(vehicle, vehicle.row.publicFareCents ?? 0, share)
        : byKm(vehicle, share);
  const unknown = paid.flatMap((each) => each.unknown);
  return {
    lines: paid.map((each) => each.line),
    findings: [
      ...vehicleFindings(vehicle),
      ...unknown.map((rate) => unknownRate(rate, vehicle.row.date, vehicle.subject)),
    ],
  };
}

interface Paid {
  line: Line;
  unknown: Rate[];
}

function blocked(vehicle: VehicleRow): Paid {
  const { pack, row } = vehicle;
  const line = lineOf(vehicle, tenthsOfKm(row.km), 0, 0, pack.rules.mileage.reasonNeeded.cite);
  return { line: { ...line, why: blockedText }, unknown: [] };
}

function byFare(vehicle: VehicleRow, fare: number, share: Share): Paid[] {
  const paid = byKm(vehicle, share);
  const tenths = share.below + share.above;
  const unknown = paid.flatMap((each) => each.unknown);
  const [missing] = unknown;
  if (missing) return [{ ...unknownLine(vehicle, tenths, missing), unknown }];
  const whole = paid.reduce((sum, { line }) => sum + (line.amountCents ?? 0), 0);
  if (whole <= fare) return paid;

  const { rates, lowerRate } = vehicle.pack.rules.mileage;
  const rate = share.below > 0 || share.above === 0 ? rates[vehicle.row.vehicle] : lowerRate.car;
  const above = share.above === 0 ? 0 : share.above * (lowerRate.car.cents ?? 0);
  const byRate = centsOfTenths(share.below * (rate.cents ?? 0) + above);
  const amount = Math.min(byRate, fare);
  const line = lineOf(vehicle, tenths, rate.cents, amount, rate.cite);
  const values = { fare: euros(fare), byRate: euros(byRate), amount: euros(amount) };
  return [{ line: { ...line, why: fill(fareText, values) }, unknown: [] }];
}

/** Below the yearly limit with the supplements of the whole row, then what is above it. */
function byKm(vehicle: VehicleRow, { below, above }: Share): Paid[] {
  const { rates, lowerRate } = vehicle.pack.rules.mileage;
  const base = rates[vehicle.row.vehicle];
  if (above === 0) return [paidKm(vehicle, below, base, true)];
  if (below === 0) return [paidKm(vehicle, above, lowerRate.car, true)];
  const first = paidKm(vehicle, below, base, true);
  const lower = paidKm(vehicle, above, lowerRate.car, false);
  return [first, roundedTogether(vehicle, first, lower, below, above)];
}

/** A row is rounded once: the second line takes what the sum of both comes to. */
function roundedTogether(vehicle: VehicleRow, first: Paid, second: Paid, below: number, above: number): Paid {
  const [lowBase, highBase] = [first.line.unitCents, second.line.unitCents];
  if (first.line.amountCents === null || second.line.amountCents === null) return second;
  const extra = supplementsOf(vehicle).reduce((sum, each) => sum + each.tenths * (each.rate.cents ?? 0), 0);
  const whole = centsOfTenths(below * (lowBase ?? 0) + above * (highBase ?? 0) + extra);
  const amountCents = whole - first.line.amountCents;
  const why = whyPaid(above, second.line.unitCents ?? 0, 0, amountCents);
  return { ...second, line: { ...second.line, amountCents, why } };
}

function paidKm(vehicle: VehicleRow, tenths: number, base: Rate, withSupplements: boolean): Paid {
  const supplements = withSupplements ? supplementsOf(vehicle) : [];
  const unknown = [base, ...supplements.map((each) => each.rate)].filter((rate) => rate.cents === null);
  const [missing] = unknown;
  if (missing || base.cents === null) return { ...unknownLine(vehicle, tenths, missing ?? base), unknown };
  const extra = supplements.reduce((sum, each) => sum + each.tenths * (each.rate.cents ?? 0), 0);
  const amount = centsOfTenths(tenths * base.cents + extra);
  const cite = supplements.reduce((sure, each) => noSurerThan(sure, each.rate.cite), base.cite);
  const line = lineOf(vehicle, tenths, base.cents, amount, cite);
  return { line: { ...line, why: whyPaid(tenths, base.cents, centsOfTenths(extra), amount) }, unknown: [] };
}

/** Each supplement on its own km, never on more than are paid of the row. */
function supplementsOf({ row, pack }: VehicleRow): { rate: Rate; tenths: number }[] {
  const most = drivenKm(row);
  return row.supplements.map(({ kind, km }) => ({
    rate: pack.rules.mileage.supplements[kind],
    tenths: Math.min(tenthsOfKm(km), most),
  }));
}

function unknownLine(vehicle: VehicleRow, tenths: number, rate: Rate): Paid {
  const line = lineOf(vehicle, tenths, rate.cents, null, rate.cite);
  return { line: { ...line, why: whyUnknown(rate, vehicle.row.date) }, unknown: [rate] };
}

const lineOf = (
  { row, subject }: VehicleRow,
  tenths: number,
  unitCents: number | null,
  amountCents: number | null,
  cite: Citation,
): Line => ({
  rule: `mileage.${row.vehicle}`,
  travelDay: null,
  date: row.date,
  quantity: kmOfTenths(tenths),
  unitCents,
  amountCents,
  reduction: null,
  subject,
  cite,
  why: blockedText,
});

const blockedText = say(
  'Omalle kulkuneuvolle ei ole perustelua eikä joukkoliikenteen hintaa: 0,00 €.',
  'Det finns varken motivering för eget fortskaffningsmedel eller pris för kollektivtrafik: 0,00 €.',
  'There is neither a reason for the own vehicle nor a public fare: 0.00 €.',
);
const fareText = say(
  'Ilman hyväksyttyä perustelua enintään halvin joukkoliikennematka {fare}, kilometreistä tulisi {byRate}: {amount}.',
  'Utan godkänd motivering högst den billigaste resan med kollektivtrafik {fare}, kilometrarna ger {byRate}: {amount}.',
  'Without an accepted reason at most the cheapest public fare {fare}; by kilometres it is {byRate}: {amount}.',
);
const kmText = say('{km} × {rate} = {amount}.', '{km} × {rate} = {amount}.', '{km} × {rate} = {amount}.');
const kmAndMoreText = say(
  '{km} × {rate} ja lisät {extra}: {amount}.',
  '{km} × {rate} och tillägg {extra}: {amount}.',
  '{km} × {rate} and supplements {extra}: {amount}.',
);

function whyPaid(tenths: number, rateCents: number, extraCents: number, amountCents: number) {
  const values = { km: kilometres(kmOfTenths(tenths)), rate: eurosPerKm(rateCents), amount: euros(amountCents) };
  return extraCents > 0 ? fill(kmAndMoreText, { ...values, extra: euros(extraCents) }) : fill(kmText, values);
}
