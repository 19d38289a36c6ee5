import type { Evaluation, Refusal, TripClaim } from './claim.ts';
import type { RulePacks } from './rules.ts';

/** Computes a claim by the rules in force on its days. Pure: the same claim and packs give the same evaluation. */
export function assess(_claim: TripClaim, _packs: RulePacks): Evaluation | Refusal {
  throw new Error('being written');
}

/** Any JSON value → its evaluation, or why it cannot be evaluated. `today` (2026-04-01) is the default of `submittedOn`. */
export function evaluate(_input: unknown, _packs: RulePacks, _today: string): Evaluation | Refusal {
  throw new Error('being written');
}

export const isRefusal = (result: Evaluation | Refusal): result is Refusal => 'error' in result;
