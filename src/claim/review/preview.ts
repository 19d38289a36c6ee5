import { assess, isRefusal } from '../assess.ts';
import type { Finding, Refusal } from '../claim.ts';
import { changeBetween, type EvaluationChange } from '../impact.ts';
import type { RulePacks } from '../rules.ts';
import { applyDecisions, changing, holds } from './apply.ts';
import { type Computed, changesMade, type DecisionChange } from './changes.ts';
import { type ConsentWay, consentFor } from './consent.ts';
import type { Decided } from './decision.ts';

/** What a claim comes to by the decisions that stand: shown while they are made, frozen when the correction is sent. */
export type Preview = {
  after: Computed;
  changes: DecisionChange[];
  difference: EvaluationChange;
  way: ConsentWay;
  /** What the claim comes to with the rows that are held back, in cents. */
  wholeCents: number;
};

/** Pure. `packs` are those the claim was computed by when it was sent. A refusal where it cannot be computed any more. */
export function preview(before: Computed, decisions: readonly Decided[], packs: RulePacks): Preview | Refusal {
  const after = computedAfter(before, decisions, packs);
  if ('error' in after) return after;
  const difference = changeBetween(before.evaluation, after.evaluation);
  const wholeCents = wholeOf(before, after, decisions, packs);
  return {
    after,
    changes: changesMade(before, after, decisions),
    difference,
    // A row held back is not taken away: its sum is paid when it is answered.
    way: consentFor(decisions, difference.beforeCents, wholeCents),
    wholeCents,
  };
}

function wholeOf(before: Computed, after: Computed, decisions: readonly Decided[], packs: RulePacks): number {
  const held = new Set(holds(decisions));
  const whole =
    held.size === 0
      ? after
      : computedAfter(
          before,
          decisions.filter((each) => !held.has(each)),
          packs,
        );
  return 'error' in whole ? after.evaluation.totals.payableCents : whole.evaluation.totals.payableCents;
}

function computedAfter(before: Computed, decisions: readonly Decided[], packs: RulePacks): Computed | Refusal {
  // What was frozen stands as it is; it is not computed again for nothing.
  if (changing(decisions).length === 0) return before;
  const claim = applyDecisions(before.claim, decisions);
  const evaluation = assess(claim, packs);
  return isRefusal(evaluation) ? evaluation : { claim, evaluation };
}

/** Errors the decisions would bring in: a claim is not corrected into one that could not have been sent. */
export const newErrors = (before: Computed, after: Computed): Finding[] => {
  const key = ({ code, subject }: Finding) => `${code} ${subject}`;
  const known = new Set(before.evaluation.findings.map(key));
  return after.evaluation.findings.filter((each) => each.severity === 'error' && !known.has(key(each)));
};
