import { z } from 'zod';
import type { Evaluation, TripClaim } from '../claim.ts';
import { isTripLine, lineSubject, rowId, TRIP } from '../line-subject.ts';
import { DecisionReason } from '../ruling-shape.ts';
import { changing } from './apply.ts';
import { type Decided, isHold } from './decision.ts';

/** What decisions change, decision by decision and field by field: before, after, why. Pure; values are the claim's own. */

const FieldChange = z.object({ field: z.string(), before: z.unknown(), after: z.unknown() });
export type FieldChange = z.infer<typeof FieldChange>;

export const DecisionChange = z
  .object({
    decisionId: z.int(),
    kind: z.enum(['correct', 'reject', 'rate', 'exchange-rate', 'hold']),
    subject: z.string(),
    /** Corrected fields; empty where a line is not paid or an amount was given. */
    fields: z.array(FieldChange),
    reason: DecisionReason.nullable(),
    /** Where a given amount or rate of exchange was seen. */
    source: z.string().nullable(),
    /** What the subject's lines come to, before and after all decisions; null while an amount is unknown. */
    beforeCents: z.int().nullable(),
    afterCents: z.int().nullable(),
    by: z.string(),
    at: z.iso.datetime(),
  })
  .meta({ id: 'DecisionChange' });
export type DecisionChange = z.infer<typeof DecisionChange>;

/** A claim and what it comes to. */
export type Computed = { claim: TripClaim; evaluation: Evaluation };

export function changesMade(before: Computed, after: Computed, decisions: readonly Decided[]): DecisionChange[] {
  return changing(decisions).map(({ id, decision, by, at }) => ({
    decisionId: id,
    kind: (isHold(decision) ? 'hold' : decision.kind) as DecisionChange['kind'],
    subject: decision.subject,
    fields: decision.kind === 'correct' ? fieldsOf(decision.subject, decision.changes, before.claim) : [],
    reason: 'reason' in decision ? decision.reason : null,
    source: sourceOf(decision),
    beforeCents: sumOf(decision.subject, before.evaluation),
    afterCents: sumOf(decision.subject, after.evaluation),
    by,
    at,
  }));
}

function sourceOf(decision: Decided['decision']): string | null {
  if (decision.kind === 'rate') return decision.given.source;
  if (decision.kind !== 'exchange-rate') return null;
  const { value, source, date } = decision.exchangeRate;
  return `${value} (${source}, ${date})`;
}

const fieldsOf = (subject: string, changes: object, claim: TripClaim): FieldChange[] =>
  Object.entries(changes).map(([field, after]) => ({ field, before: valueAt(subject, field, claim), after }));

function valueAt(subject: string, field: string, claim: TripClaim): unknown {
  const row = subjectOf(subject, claim);
  return row === null ? null : (Reflect.get(row, field) ?? null);
}

function subjectOf(subject: string, { trip, expenses, mileage }: TripClaim): object | null {
  if (subject === TRIP) return trip;
  const expense = rowId(subject, 'expenses');
  const drive = rowId(subject, 'mileage');
  return expenses.find(({ id }) => id === expense) ?? mileage.find(({ id }) => id === drive) ?? null;
}

/** What the lines of a subject come to; of the trip all its lines, null while one of them has no amount. */
export function sumOf(subject: string, { lines }: Evaluation): number | null {
  const own = lines.filter((line) =>
    isTripLine(subject) ? lineSubject(line) === subject : line.subject === subject && isPaid(line.rule),
  );
  if (own.some(({ amountCents }) => amountCents === null)) return null;
  return own.reduce((sum, { amountCents }) => sum + (amountCents ?? 0), 0);
}

/** What another payer takes off is of the claim as a whole. */
const isPaid = (rule: string) => rule !== 'secondary-compensation';
