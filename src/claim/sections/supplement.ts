import type { Finding, Line, TripClaim } from '../claim.ts';
import { finding } from '../findings.ts';
import { lineSubject } from '../line-subject.ts';
import type { Outcome } from '../outcome.ts';

/**
 * A supplement (lisälasku / tilläggsräkning), the service's own way to pay what § 8 leaves open until it is proved: rows that
 * were asked about while the rest of their claim was paid. It is computed together with everything the first claim paid, so that limits, days and kilometres are counted
 * once, as in the one claim they were; its own are the lines of its own rows. It never makes what was paid another sum.
 */
export const withRowsPaid = (claim: TripClaim): TripClaim =>
  claim.supplementTo === undefined
    ? claim
    : {
        ...claim,
        mileage: [...claim.supplementTo.mileage, ...claim.mileage],
        expenses: [...claim.supplementTo.expenses, ...claim.expenses],
      };

/** What of the outcome is the claim's own to pay: all of it, but for a supplement. */
export function ownOf({ lines, findings }: Outcome, { supplementTo, mileage, expenses }: TripClaim): Outcome {
  if (supplementTo === undefined) return { lines, findings };
  const own = new Set([...mileage.map(({ id }) => `mileage[${id}]`), ...expenses.map(({ id }) => `expenses[${id}]`)]);
  const isOwn = ({ subject }: Line | Finding) => own.has(subject);
  const rest = lines.filter((line) => !isOwn(line));
  const shifted = isAsPaid(rest, supplementTo.paid)
    ? []
    : [finding('supplement-changes-paid', 'claim', null, { claim: supplementTo.claim })];
  return { lines: lines.filter(isOwn), findings: [...findings.filter(isOwn), ...shifted] };
}

/** Whether each line of the first claim still comes to what it paid. */
function isAsPaid(lines: readonly Line[], paid: readonly { subject: string; cents: number }[]): boolean {
  const left = new Map(paid.map(({ subject, cents }) => [subject, cents]));
  for (const [subject, cents] of sumsOf(lines)) {
    if ((left.get(subject) ?? 0) !== cents) return false;
    left.delete(subject);
  }
  return [...left.values()].every((cents) => cents === 0);
}

/** What the lines come to, by what people decide on: a row, or a line of the trip. */
export function sumsOf(lines: readonly Line[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const line of lines) {
    const subject = lineSubject(line);
    sums.set(subject, (sums.get(subject) ?? 0) + (line.amountCents ?? 0));
  }
  return sums;
}
