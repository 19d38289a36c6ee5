import { describe, expect, test } from 'vitest';
import { type Actor, type ClaimAt, may, move, type Step, steps } from '../../src/claim/lifecycle.ts';
import { claimStates } from '../../src/claim/views.ts';

const owner: Actor = { id: 'm', roles: ['member'] };
const assistant: Actor = { id: 'a', roles: ['assistant'] };
const finance: Actor = { id: 'f', roles: ['finance'] };
const both: Actor = { id: 'm', roles: ['member', 'assistant', 'finance'] };
const claim = (state: ClaimAt['state'], originalsReceived = false): ClaimAt => ({
  state,
  memberId: 'm',
  originalsReceived,
});
const refusal = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    return (error as { code: string }).code;
  }
  return 'not refused';
};

/** Every step from every state: what is not in this table is refused. */
const taken: Record<Step, Partial<Record<ClaimAt['state'], ClaimAt['state']>>> = {
  save: { draft: 'draft', returned: 'returned' },
  submit: { draft: 'submitted', returned: 'submitted' },
  return: { submitted: 'returned', 'payment-rejected': 'returned' },
  approve: { submitted: 'approved', 'payment-rejected': 'approved' },
  'receive-originals': { submitted: 'submitted', returned: 'returned', approved: 'approved' },
  'mark-original': { submitted: 'submitted', returned: 'returned', approved: 'approved' },
  'tell-original': { submitted: 'submitted', returned: 'returned', approved: 'approved' },
  batch: {},
  reverse: { batched: 'approved' },
  pay: { batched: 'paid' },
  'reject-payment': { batched: 'payment-rejected', paid: 'payment-rejected' },
};
const ofOwner: readonly Step[] = ['save', 'submit', 'tell-original'];
const ofFinance: readonly Step[] = ['batch', 'reverse', 'pay', 'reject-payment'];
const actorOf = (step: Step): Actor =>
  ofOwner.includes(step) ? owner : ofFinance.includes(step) ? finance : assistant;

describe.each(steps)('%s', (step) => {
  test.each(claimStates)('from %s', (state) => {
    const after = taken[step][state];
    expect(may(claim(state), step, actorOf(step))).toBe(after !== undefined);
    if (after !== undefined) expect(move(claim(state), step, actorOf(step))).toBe(after);
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
