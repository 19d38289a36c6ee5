import { Problem } from './problem.ts';
import type { ClaimState } from './views.ts';

/** What may become of a claim, step by step, and who may take the step. The only place that knows the order. */

export const steps = [
  'save',
  'ask-confirmation',
  'take-back',
  'give-back',
  'submit',
  'decide',
  'correct',
  'withdraw',
  'consent',
  'object',
  'fall-silent',
  'return',
  'approve',
  'undo-approval',
  'receive-originals',
  'mark-original',
  'tell-original',
  'batch',
  'reverse',
  'pay',
  'reject-payment',
] as const;
/** States of a claim whose version stands approved. */
export const approvedStates: readonly ClaimState[] = ['approved', 'batched', 'paid', 'payment-rejected'];

export type Step = (typeof steps)[number];

export type ClaimAt = {
  state: ClaimState;
  memberId: string;
  originalsReceived: boolean;
  /** Everybody who has written it for the member, in whatever version: none of them decides on it. */
  filedBy: readonly string[];
  /** Who filed it has sent it to its member for confirmation, and waits for the answer. */
  awaitsMember?: boolean;
  /** A claim over the sum that two persons approve, and who was the first. */
  needsSecond?: boolean;
  firstApprover?: string | null;
  /** An approval that is not settled yet: whose, and the state it was given in. */
  undoable?: { by: string; backTo: ClaimState } | null;
  /** What the assistant corrected changes what the member declared: it waits for the member. */
  needsConsent?: boolean;
};
export type Actor = {
  id: string;
  roles: readonly string[];
  /** The members who let the actor file for them now; nobody, where it is not told. */
  filesFor?: readonly string[];
};

/** Time itself, for the step nobody takes. */
export const SERVICE: Actor = { id: 'service', roles: ['service'] };

type By = 'owner' | 'writer' | 'delegate' | 'assistant' | 'finance' | 'answer' | 'service';
type Rule = { from: readonly ClaimState[]; to: ClaimState | 'same'; by: By };

/** States in which paper may come. */
const onPaper: readonly ClaimState[] = ['submitted', 'corrected', 'returned', 'awaiting-second', 'approved'];

const rules: Record<Step, Rule> = {
  save: { from: ['draft', 'returned'], to: 'same', by: 'writer' },
  // Filed for another: nothing is sent until the member has signed. It waits as the draft it is.
  'ask-confirmation': { from: ['draft', 'returned'], to: 'same', by: 'delegate' },
  'take-back': { from: ['draft', 'returned'], to: 'same', by: 'delegate' },
  'give-back': { from: ['draft', 'returned'], to: 'same', by: 'owner' },
  submit: { from: ['draft', 'returned'], to: 'submitted', by: 'owner' },
  // A decision on a line changes nothing yet; it can be taken back until the claim is approved.
  decide: { from: ['submitted'], to: 'same', by: 'assistant' },
  // A new version of what was decided; without anything to consent to it stays where it is.
  correct: { from: ['submitted'], to: 'corrected', by: 'assistant' },
  // Back to the examiners: a correction the member has not answered, or a first approval.
  withdraw: { from: ['corrected', 'awaiting-second'], to: 'submitted', by: 'assistant' },
  consent: { from: ['corrected'], to: 'submitted', by: 'owner' },
  object: { from: ['corrected'], to: 'submitted', by: 'owner' },
  'fall-silent': { from: ['corrected'], to: 'submitted', by: 'service' },
  // A payment the bank would not make comes back to the assistant, who returns the claim or lets it be paid again. What was
  // approved in error goes back to its member too, until it is in a batch.
  return: { from: ['submitted', 'awaiting-second', 'approved', 'payment-rejected'], to: 'returned', by: 'assistant' },
  approve: { from: ['submitted', 'awaiting-second', 'payment-rejected'], to: 'approved', by: 'assistant' },
  // As if the approval had not been: the approver's own alone, until it is settled.
  'undo-approval': { from: ['approved', 'awaiting-second'], to: 'same', by: 'assistant' },
  // Paper may arrive before or after the approval.
  'receive-originals': { from: onPaper, to: 'same', by: 'assistant' },
  // One by one, and taken back, until the claim is in a batch; its member may say that one never was on paper.
  'mark-original': { from: onPaper, to: 'same', by: 'assistant' },
  'tell-original': { from: onPaper, to: 'same', by: 'owner' },
  batch: { from: ['approved'], to: 'batched', by: 'finance' },
  reverse: { from: ['batched'], to: 'approved', by: 'finance' },
  // What the payment system answered: a fact, not a decision, so it may be one's own claim too.
  pay: { from: ['batched'], to: 'paid', by: 'answer' },
  'reject-payment': { from: ['batched', 'paid'], to: 'payment-rejected', by: 'answer' },
};

/**
 * The state after `step`, or a Problem: `not-allowed` (wrong role or somebody else's claim), `awaits-member`
 * (who filed it changes nothing while its member is asked), `own-claim` (nobody decides
 * on their own claim, nor on one they filed for another), `same-approver` (the second approver is another person),
 * `approval-of-another` (only the approver undoes), `approval-settled`, `wrong-state`, `originals-not-received` (finance pays only what is on paper too, regulation § 8).
 */
export function move(claim: ClaimAt, step: Step, actor: Actor): ClaimState {
  const rule = rules[step];
  refuseActor(claim, rule, actor);
  if (!rule.from.includes(claim.state)) throw new Problem(step === 'save' ? 'claim-not-editable' : 'wrong-state');
  refuseAsked(claim, step, actor);
  if (step === 'receive-originals' && claim.originalsReceived) throw new Problem('wrong-state');
  if (step === 'batch' && !claim.originalsReceived) throw new Problem('originals-not-received');
  if (step === 'approve') return approvedBy(claim, actor);
  if (step === 'undo-approval') return beforeApproval(claim, actor);
  if (step === 'correct' && claim.needsConsent === false) return claim.state;
  return rule.to === 'same' ? claim.state : rule.to;
}

/** Over the sum, the first approval waits for a second by another person. */
function approvedBy({ state, needsSecond = false, firstApprover = null }: ClaimAt, actor: Actor): ClaimState {
  if (state !== 'awaiting-second') return needsSecond ? 'awaiting-second' : 'approved';
  if (firstApprover === actor.id) throw new Problem('same-approver');
  return 'approved';
}

/** The state before the last approval. Problem `approval-settled` where it is sealed or being sealed. */
function beforeApproval({ state, undoable = null, firstApprover = null }: ClaimAt, actor: Actor): ClaimState {
  if (state === 'awaiting-second') {
    if (firstApprover !== actor.id) throw new Problem('approval-of-another');
    return 'submitted';
  }
  if (undoable === null) throw new Problem('approval-settled');
  if (undoable.by !== actor.id) throw new Problem('approval-of-another');
  return undoable.backTo;
}

function refuseActor(claim: ClaimAt, rule: Rule, actor: Actor): void {
  const own = claim.memberId === actor.id;
  if (rule.by === 'owner' || rule.by === 'writer' || rule.by === 'delegate') {
    if (rule.by !== 'delegate' && own) return;
    if (rule.by === 'owner' || !writesFor(claim, actor)) throw new Problem('not-allowed');
    return;
  }
  if (rule.by === 'answer') {
    if (!actor.roles.includes('finance')) throw new Problem('not-allowed');
    return;
  }
  if (!actor.roles.includes(rule.by)) throw new Problem('not-allowed');
  if (own || claim.filedBy.includes(actor.id)) throw new Problem('own-claim');
}

/** The member lets the actor file for them; what comes back from the assistant is mended by who filed it, no other. */
const writesFor = ({ memberId, state, filedBy }: ClaimAt, { id, filesFor = [] }: Actor): boolean =>
  id !== memberId && filesFor.includes(memberId) && (state === 'draft' || filedBy.includes(id));

/** While the member is asked, who filed it only takes it back; before that there is nothing to take or give back. */
function refuseAsked({ memberId, awaitsMember = false }: ClaimAt, step: Step, { id }: Actor): void {
  if (step === 'take-back' || step === 'give-back') {
    if (!awaitsMember) throw new Problem('wrong-state');
    return;
  }
  const writes = step === 'save' || step === 'ask-confirmation';
  if (writes && awaitsMember && id !== memberId) throw new Problem('awaits-member');
}

/** Whether the step would be taken: what the page offers. */
export function may(claim: ClaimAt, step: Step, actor: Actor): boolean {
  try {
    move(claim, step, actor);
    return true;
  } catch (error) {
    if (error instanceof Problem) return false;
    throw error;
  }
}
