import { assess, isRefusal } from './assess.ts';
import type { Evaluation, Finding, Line, TripClaim } from './claim.ts';
import type { DraftContext } from './complete.ts';
import { decide } from './decide.ts';
import type { ClaimDraft } from './draft.ts';
import type { ClaimImpact, FindingRef, ImpactTotals, LineChange, LineValues } from './revision-views.ts';
import type { RulePacks } from './rules.ts';
import type { ClaimState } from './views.ts';

/** What another revision of the rules would change: line by line of an evaluation, claim by claim of the service. Pure. */

export type EvaluationChange = {
  lines: LineChange[];
  findings: { added: FindingRef[]; removed: FindingRef[] };
  beforeCents: number;
  afterCents: number;
};

/** Every difference between two evaluations of one claim in what the rules decide; the sentences are left out. */
export function changeBetween(before: Evaluation, after: Evaluation): EvaluationChange {
  const [old, now] = [byKey(before.lines, lineKey), byKey(after.lines, lineKey)];
  const keys = [...new Set([...old.keys(), ...now.keys()])];
  return {
    lines: keys.flatMap((key) => lineChange(old.get(key), now.get(key)) ?? []),
    findings: {
      added: findingsOnlyIn(after.findings, before.findings),
      removed: findingsOnlyIn(before.findings, after.findings),
    },
    beforeCents: before.totals.payableCents,
    afterCents: after.totals.payableCents,
  };
}

const lineKey = ({ rule, travelDay, subject, date }: Line) => JSON.stringify([rule, travelDay, subject, date]);
const findingKey = ({ code, severity, subject }: FindingRef) => JSON.stringify([code, severity, subject]);

/** Each by its key; equals are told apart by their order, so the second of two is compared with the second. */
function byKey<T>(all: readonly T[], keyOf: (one: T) => string): Map<string, T> {
  const seen = new Map<string, number>();
  return new Map(
    all.map((one) => {
      const key = keyOf(one);
      const nth = seen.get(key) ?? 0;
      seen.set(key, nth + 1);
      return [`${key}${nth}`, one];
    }),
  );
}

function lineChange(before: Line | undefined, after: Line | undefined): LineChange | null {
  const line = after ?? before;
  if (!line) return null;
  const [old, now] = [before ? valuesOf(before) : null, after ? valuesOf(after) : null];
  const changed = old && now ? differing(old, now) : [];
  if (old && now && changed.length === 0) return null;
  const { rule, travelDay, subject, date } = line;
  const changeCents = (now?.amountCents ?? 0) - (old?.amountCents ?? 0);
  return { rule, travelDay, subject, date, before: old, after: now, changed, changeCents };
}

const valuesOf = ({ quantity, unitCents, amountCents, reduction, taxCeilingCents, cite }: Line): LineValues => ({
  quantity,
  unitCents,
  amountCents,
  reduction,
  taxCeilingCents: taxCeilingCents ?? null,
  status: cite.status,
});

const partOf = {
  amountCents: 'amount',
  unitCents: 'unit',
  quantity: 'quantity',
  reduction: 'reduction',
  taxCeilingCents: 'tax-ceiling',
  status: 'status',
} as const;

const differing = (old: LineValues, now: LineValues): LineChange['changed'] =>
  (Object.keys(partOf) as (keyof LineValues)[]).flatMap((key) => (old[key] === now[key] ? [] : [partOf[key]]));

function findingsOnlyIn(these: readonly Finding[], those: readonly Finding[]): FindingRef[] {
  const there = byKey(those, findingKey);
  const only = [...byKey(these, findingKey)].filter(([key]) => !there.has(key));
  return only.map(([, { code, severity, subject }]) => ({ code, severity, subject }));
}

/** An open claim as the report needs it: what is being written, or what was sent. */
export type OpenClaim = { number: string; state: ClaimState } & (
  | { draft: ClaimDraft; context: DraftContext }
  | { sent: { tripClaim: TripClaim; evaluation: Evaluation } }
);

/**
 * The claim before (a draft by the packs in force now, a sent one as it was frozen) and after (by `candidate`). Nothing
 * of a sent claim changes by that: its `after` is what it would come to if it were returned and sent again.
 */
export function impactOn(claim: OpenClaim, inForce: RulePacks, candidate: RulePacks): ClaimImpact {
  const { number, state } = claim;
  const frozen = 'sent' in claim;
  const [before, after] = frozen
    ? [claim.sent.evaluation, evaluated(claim.sent.tripClaim, candidate)]
    : [inForce, candidate].map((packs) => decide(claim.draft, claim.context, packs).evaluation);
  const beforeCents = before?.totals.payableCents ?? null;
  const afterCents = after?.totals.payableCents ?? null;
  const { lines, findings } = before && after ? changeBetween(before, after) : nothingCompared;
  return { number, state, frozen, beforeCents, afterCents, lines, findings };
}

const nothingCompared = { lines: [], findings: { added: [], removed: [] } };

function evaluated(tripClaim: TripClaim, packs: RulePacks): Evaluation | null {
  const result = assess(tripClaim, packs);
  return isRefusal(result) ? null : result;
}

export const isTouched = ({ beforeCents, afterCents, lines, findings }: ClaimImpact): boolean =>
  beforeCents !== afterCents || [lines, findings.added, findings.removed].some((each) => each.length > 0);

export const noImpact: ImpactTotals = {
  open: 0,
  touched: 0,
  changeCents: 0,
  written: { claims: 0, changeCents: 0 },
  sent: { claims: 0, changeCents: 0 },
  withoutSum: 0,
};

/** The totals with one more claim in them. */
export function withClaim(totals: ImpactTotals, claim: ClaimImpact): ImpactTotals {
  const open = totals.open + 1;
  if (!isTouched(claim)) return { ...totals, open };
  const hasSums = claim.beforeCents !== null && claim.afterCents !== null;
  const changeCents = hasSums ? (claim.afterCents ?? 0) - (claim.beforeCents ?? 0) : 0;
  const add = (sums: ImpactTotals['sent']) => ({
    claims: sums.claims + 1,
    changeCents: sums.changeCents + changeCents,
  });
  return {
    open,
    touched: totals.touched + 1,
    changeCents: totals.changeCents + changeCents,
    written: claim.frozen ? totals.written : add(totals.written),
    sent: claim.frozen ? add(totals.sent) : totals.sent,
    withoutSum: totals.withoutSum + (hasSums ? 0 : 1),
  };
}
