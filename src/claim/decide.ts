import { evaluate, isRefusal } from './assess.ts';
import type { Evaluation, TripClaim } from './claim.ts';
import { type DraftContext, tripClaimOf } from './complete.ts';
import { rowPath } from './complete-abroad.ts';
import type { Missing, SavedDraft } from './draft.ts';
import { missing } from './missing.ts';
import { openDraft } from './new-draft.ts';
import { tied } from './review/supplement.ts';
import { pinPack, type RulePacks } from './rules.ts';

export type Decision = {
  tripClaim: TripClaim | null;
  /** Null while the times are missing or cannot be right. */
  evaluation: Evaluation | null;
  /** What keeps the claim from being sent, apart from the evaluation's error findings. */
  missing: Missing[];
};

/** What is owed by the draft as it stands, and what it still lacks. Pure; the one way from a draft to a sum. */
export function decide(draft: SavedDraft, context: DraftContext, packs: RulePacks): Decision {
  const completed = tripClaimOf(draft, context);
  const lacking = completed.missing.filter(({ path }) => !isPaidAlready(path, context));
  if (completed.tripClaim === null) return { tripClaim: null, evaluation: null, missing: lacking };
  const tripClaim = context.tie ? tied(completed.tripClaim, context.tie.tie) : completed.tripClaim;
  const result = evaluate(tripClaim, pinnedBy(context, packs), context.submittedOn);
  if (isRefusal(result)) {
    const { code, path, message } = result.error;
    const refused = { path: rowPath(path, openDraft(draft).trip), code, action: message };
    return { tripClaim, evaluation: null, missing: [...lacking, refused] };
  }
  const late = result.findings.some((finding) => finding.code === 'late-claim') && draft.lateReason.trim() === '';
  return {
    tripClaim,
    evaluation: result,
    missing: late ? [...lacking, missing('lateReason', 'late-reason-missing')] : lacking,
  };
}

/** What is asked of the trip was settled by the claim a supplement belongs to. */
const isPaidAlready = (path: string, { tie }: DraftContext): boolean =>
  tie?.tie.kind === 'supplement' && /^(trip|legs|lateReason)\b/.test(path);

/** A supplement is computed by the very packs its claim was, or the two would not be one. */
const pinnedBy = ({ tie }: DraftContext, packs: RulePacks): RulePacks =>
  tie?.tie.kind === 'supplement' ? tie.packs.reduce((pinned, { id }) => pinPack(pinned, id) ?? pinned, packs) : packs;
