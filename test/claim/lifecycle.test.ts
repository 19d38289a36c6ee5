import { describe, expect, test } from 'vitest';
import { type Actor, type ClaimAt, may, move, SERVICE, type Step, steps } from '../../src/claim/lifecycle.ts';
import { claimStates } from '../../src/claim/views.ts';

const owner: Actor = { id: 'm', roles: ['member'] };
const assistant: Actor = { id: 'a', roles: ['assistant'] };
const finance: Actor = { id: 'f', roles: ['finance'] };
/** Whom the member lets file for them. */
const secretary: Actor = { id: 's', roles: ['member'], filesFor: ['m'] };
const both: Actor = { id: 'm', roles: ['member', 'assistant', 'finance'] };
const claim = (state: ClaimAt['state'], originalsReceived = false): ClaimAt => ({
  state,
  memberId: 'm',
  originalsReceived,
  filedBy: [],
});
const refusal = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    return (error as { code: string }).code;
  }
  return 'not refused';
};

/** Paper may come at any time until it is paid. */
const onPaper: Partial<Record<ClaimAt['state'], ClaimAt['state']>> = {
  submitted: 'submitted',
  corrected: 'corrected',
  returned: 'returned',
  'awaiting-second': 'awaiting-second',
  approved: 'approved',
};

/** Every step from every state: what is not in this table is refused. */
const taken: Record<Step, Partial<Record<ClaimAt['state'], ClaimAt['state']>>> = {
  save: { draft: 'draft', returned: 'returned' },
  'ask-confirmation': { draft: 'draft', returned: 'returned' },
  'take-back': { draft: 'draft', returned: 'returned' },
  'give-back': { draft: 'draft', returned: 'returned' },
  submit: { draft: 'submitted', returned: 'submitted' },
  decide: { submitted: 'submitted' },
  correct: { submitted: 'corrected' },
  withdraw: { corrected: 'submitted', 'awaiting-second': 'submitted' },
  consent: { corrected: 'submitted' },
  object: { corrected: 'submitted' },
  'fall-silent': { corrected: 'submitted' },
  return: {
    submitted: 'returned',
    'awaiting-second': 'returned',
    approved: 'returned',
    'payment-rejected': 'returned',
  },
  approve: { submitted: 'approved', 'awaiting-second': 'approved', 'payment-rejected': 'approved' },
  // Whose approval it is and whether it is settled: below.
  'undo-approval': {},
  'receive-originals': onPaper,
  'mark-original': onPaper,
  'tell-original': onPaper,
  batch: {},
  reverse: { batched: 'approved' },
  pay: { batched: 'paid' },
  'reject-payment': { batched: 'payment-rejected', paid: 'payment-rejected' },
};
const takers: Partial<Record<Step, Actor>> = {
  save: owner,
  'ask-confirmation': secretary,
  'take-back': secretary,
  'give-back': owner,
  submit: owner,
  consent: owner,
  object: owner,
  'fall-silent': SERVICE,
  'tell-original': owner,
  batch: finance,
  reverse: finance,
  pay: finance,
  'reject-payment': finance,
};
const actorOf = (step: Step): Actor => takers[step] ?? assistant;

describe.each(steps)('%s', (step) => {
  test.each(claimStates)('from %s', (state) => {
    const after = taken[step][state];
    const awaitsMember = step === 'take-back' || step === 'give-back';
    const at = { ...claim(state), filedBy: ['s'], awaitsMember };
    expect(may(at, step, actorOf(step))).toBe(after !== undefined);
    if (after !== undefined) expect(move(at, step, actorOf(step))).toBe(after);
  });
});

test('an approved claim goes into a batch once its originals are in, and not before', () => {
  expect(refusal(() => move(claim('approved'), 'batch', finance))).toBe('originals-not-received');
  expect(move(claim('approved', true), 'batch', finance)).toBe('batched');
});

test('nobody returns, approves, ticks off or pays their own claim, whatever their roles', () => {
  expect(refusal(() => move(claim('submitted'), 'return', both))).toBe('own-claim');
  expect(refusal(() => move(claim('submitted'), 'approve', both))).toBe('own-claim');
  expect(refusal(() => move(claim('approved'), 'receive-originals', both))).toBe('own-claim');
  expect(refusal(() => move(claim('approved'), 'mark-original', both))).toBe('own-claim');
  expect(refusal(() => move(claim('approved', true), 'batch', both))).toBe('own-claim');
});

test('nobody but its member saves or sends a claim, and a sent one is not saved by anyone', () => {
  expect(refusal(() => move(claim('draft'), 'save', assistant))).toBe('not-allowed');
  expect(refusal(() => move(claim('draft'), 'submit', assistant))).toBe('not-allowed');
  expect(refusal(() => move(claim('submitted'), 'save', owner))).toBe('claim-not-editable');
});

test.each<Step>(['decide', 'correct', 'withdraw', 'return', 'approve', 'receive-originals'])(
  'nobody takes the step «%s» on a claim they filed for another, and another assistant may',
  (step) => {
    const state = step === 'withdraw' ? 'corrected' : 'submitted';
    const filed = { ...claim(state), filedBy: ['s', 'a'] };
    expect(refusal(() => move(filed, step, assistant))).toBe('own-claim');
    expect(may(filed, step, { id: 'b', roles: ['assistant'] })).toBe(true);
  },
);

test('who filed a claim is no second approver of it either, nor pays it, whatever their roles', () => {
  const second = { ...claim('awaiting-second'), needsSecond: true, firstApprover: 'b', filedBy: ['a'] };
  expect(refusal(() => move(second, 'approve', assistant))).toBe('own-claim');
  expect(move(second, 'approve', { id: 'c', roles: ['assistant'] })).toBe('approved');
  const approved = { ...claim('approved', true), filedBy: ['f'] };
  expect(refusal(() => move(approved, 'batch', finance))).toBe('own-claim');
});

test('a draft is written by its member and by whom the member lets, and by nobody else', () => {
  expect(may(claim('draft'), 'save', secretary)).toBe(true);
  expect(refusal(() => move(claim('draft'), 'save', { ...secretary, filesFor: [] }))).toBe('not-allowed');
  expect(refusal(() => move(claim('draft'), 'save', { id: 's', roles: ['member'] }))).toBe('not-allowed');
  expect(refusal(() => move(claim('draft'), 'save', { ...secretary, filesFor: ['x'] }))).toBe('not-allowed');
});

test('what came back from the assistant is mended by who filed it, and by no other the member lets', () => {
  expect(may({ ...claim('returned'), filedBy: ['s'] }, 'save', secretary)).toBe(true);
  expect(refusal(() => move({ ...claim('returned'), filedBy: ['x'] }, 'save', secretary))).toBe('not-allowed');
  expect(refusal(() => move({ ...claim('submitted'), filedBy: ['s'] }, 'save', secretary))).toBe('claim-not-editable');
});

test('nobody but the member sends a claim or gives it back, and the member asks nobody to confirm', () => {
  const asked = { ...claim('draft'), filedBy: ['s'], awaitsMember: true };
  expect(refusal(() => move(asked, 'submit', secretary))).toBe('not-allowed');
  expect(refusal(() => move(asked, 'give-back', secretary))).toBe('not-allowed');
  expect(refusal(() => move(claim('draft'), 'ask-confirmation', owner))).toBe('not-allowed');
  expect(refusal(() => move(asked, 'take-back', owner))).toBe('not-allowed');
});

test('while the member is asked, who filed it changes nothing, and the member changes, sends or gives back', () => {
  const asked = { ...claim('draft'), filedBy: ['s'], awaitsMember: true };
  expect(refusal(() => move(asked, 'save', secretary))).toBe('awaits-member');
  expect(refusal(() => move(asked, 'ask-confirmation', secretary))).toBe('awaits-member');
  expect(may(asked, 'take-back', secretary)).toBe(true);
  expect(may(asked, 'save', owner)).toBe(true);
  expect(may(asked, 'submit', owner)).toBe(true);
  expect(may(asked, 'give-back', owner)).toBe(true);
});

test('there is nothing to take back or give back while the member is not asked', () => {
  expect(refusal(() => move(claim('draft'), 'take-back', secretary))).toBe('wrong-state');
  expect(refusal(() => move(claim('draft'), 'give-back', owner))).toBe('wrong-state');
});

test('over the sum the first approval waits for a second, by another person', () => {
  const over = { ...claim('submitted'), needsSecond: true };
  expect(move(over, 'approve', assistant)).toBe('awaiting-second');
  const first = { ...claim('awaiting-second'), needsSecond: true, firstApprover: 'a' };
  expect(refusal(() => move(first, 'approve', assistant))).toBe('same-approver');
  expect(move(first, 'approve', { id: 'b', roles: ['assistant'] })).toBe('approved');
  expect(refusal(() => move(first, 'approve', { id: 'm', roles: ['assistant'] }))).toBe('own-claim');
});

test('a new version with nothing to consent to stays with the assistant', () => {
  expect(move({ ...claim('submitted'), needsConsent: false }, 'correct', assistant)).toBe('submitted');
  expect(move({ ...claim('submitted'), needsConsent: true }, 'correct', assistant)).toBe('corrected');
});

test('only time itself lets silence count, and only the member consents or objects', () => {
  expect(refusal(() => move(claim('corrected'), 'fall-silent', assistant))).toBe('not-allowed');
  expect(refusal(() => move(claim('corrected'), 'consent', assistant))).toBe('not-allowed');
  expect(refusal(() => move(claim('corrected'), 'object', { id: 'x', roles: ['member'] }))).toBe('not-allowed');
});

test('a role that is not the step’s own is refused', () => {
  expect(refusal(() => move(claim('submitted'), 'approve', finance))).toBe('not-allowed');
  expect(refusal(() => move(claim('approved', true), 'batch', assistant))).toBe('not-allowed');
});

test('what the payment system answered of one’s own claim stands; taking its batch back is for another', () => {
  expect(move(claim('batched', true), 'pay', both)).toBe('paid');
  expect(move(claim('paid', true), 'reject-payment', both)).toBe('payment-rejected');
  expect(refusal(() => move(claim('batched', true), 'reverse', both))).toBe('own-claim');
  expect(refusal(() => move(claim('batched', true), 'pay', assistant))).toBe('not-allowed');
});
