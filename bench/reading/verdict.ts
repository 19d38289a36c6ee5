import type { Expected, ExpectedLodging, ExpectedRoute } from '../../fixtures/receipts/slip.ts';
import type { Reading } from '../../src/claim/reading.ts';

/** What became of a field: read as it is, not found, or read as something else. */
export type Outcome = 'right' | 'missing' | 'wrong';
export type Verdict = { field: string; outcome: Outcome; sure: boolean };

/** Judges a reading field by field. Fields that the receipt does not print are not asked. */
export function judge(expected: Expected, reading: Reading): Verdict[] {
  const { total, date, time, merchant, kind, language, payment } = reading;
  const totalFound = total && `${total.cents} ${total.currency}`;
  return [
    verdict('total', `${expected.total.cents} ${expected.total.currency}`, totalFound, total?.sure),
    verdict('date', expected.date, date?.value, date?.sure),
    verdict('time', expected.time, time?.value),
    verdict('merchant', expected.merchant.value, merchant?.value),
    verdict('business id', expected.merchant.businessId, merchant?.businessId),
    ...(expected.vat.length > 0 ? [verdict('vat table', vatText(expected.vat), vatText(reading.vat) || null)] : []),
    verdict('kind', expected.kind, kind?.value),
    verdict('meals', expected.mealsIncluded.toSorted().join(' '), reading.mealsIncluded.toSorted().join(' ')),
    verdict('language', expected.language, language),
    ...asked('receipt number', expected.receiptNumber, reading.receiptNumber?.value),
    ...asked('payment', expected.payment && paid(expected.payment), payment && paid(payment)),
    ...(expected.routes ?? []).flatMap((route, i) => judgeRoute(route, reading.routes[i])),
    ...judgeLodging(expected.lodging ?? {}, reading.lodging),
    ...asked('parked from', expected.parking?.from, reading.parking?.from?.value),
    ...asked('parked to', expected.parking?.to, reading.parking?.to?.value),
  ];
}

type Value = string | number | null | undefined;

/** A field that is expected to be empty is right when it is, and wrong when something was found. */
function verdict(field: string, expected: Value, found: Value, sure = false): Verdict {
  if ((found ?? null) === (expected ?? null)) return { field, outcome: 'right', sure };
  return { field, outcome: (found ?? null) === null ? 'missing' : 'wrong', sure };
}

const asked = (field: string, expected: Value, found: Value): Verdict[] =>
  expected === undefined ? [] : [verdict(field, expected, found)];

const paid = ({ method, cents }: { method: string; cents: number | null }) => `${method} ${cents}`;

const vatText = (rows: readonly { rate: number; netCents: number; vatCents: number; grossCents: number }[]): string =>
  rows
    .map((row) => [row.rate, row.netCents, row.vatCents, row.grossCents].join(' '))
    .toSorted()
    .join(', ');

const judgeRoute = (expected: ExpectedRoute, found: Reading['routes'][number] | undefined): Verdict[] => [
  ...asked('route from', expected.from, found?.from?.value),
  ...asked('route to', expected.to, found?.to?.value),
  ...asked('km', expected.km, found?.km?.value),
  ...asked('travel date', expected.date, found?.date?.value),
  ...asked('departure', expected.departure, found?.departure?.value),
  ...asked('arrival', expected.arrival, found?.arrival?.value),
];

const judgeLodging = (expected: ExpectedLodging, found: Reading['lodging']): Verdict[] => [
  ...asked('lodging from', expected.arrival, found?.arrival?.value),
  ...asked('lodging to', expected.departure, found?.departure?.value),
  ...asked('nights', expected.nightCount, found?.nightCount?.value),
  ...asked('meals on bill', expected.mealsCents, found?.mealsCents),
];

/** How often a field was asked and what became of it. */
export type Tally = { asked: number; right: number; missing: number; wrong: number; sure: number; sureWrong: number };

/** The verdicts of many receipts, added up by field in the order they first came. */
export function tallied(verdicts: readonly Verdict[]): Map<string, Tally> {
  const tallies = new Map<string, Tally>();
  for (const { field, outcome, sure } of verdicts) {
    const before = tallies.get(field) ?? { asked: 0, right: 0, missing: 0, wrong: 0, sure: 0, sureWrong: 0 };
    const sureWrong = before.sureWrong + (sure && outcome !== 'right' ? 1 : 0);
    const counted = { ...before, asked: before.asked + 1, [outcome]: before[outcome] + 1 };
    tallies.set(field, { ...counted, sure: before.sure + (sure ? 1 : 0), sureWrong });
  }
  return tallies;
}

/** The value below which a share of the numbers lies (nearest rank). */
export function percentile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

/** Upper end of the 95 % interval of a share of wrong ones of which none was seen: the rule of three. */
export const atMost = (seen: number): string => (seen === 0 ? '–' : `${(300 / seen).toFixed(1)} %`);
