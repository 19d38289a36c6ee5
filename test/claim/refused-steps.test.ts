import { describe, expect, test } from 'vitest';
import { type Actor, type ClaimAt, may, move, type Step } from '../../src/claim/lifecycle.ts';
import { isProblem, Problem } from '../../src/claim/problem.ts';

/** With which code a step is refused, and what is not a refusal at all. */

const owner: Actor = { id: 'm', roles: ['member'] };
const assistant: Actor = { id: 'a', roles: ['assistant'] };
const finance: Actor = { id: 'f', roles: ['finance'] };
const claim = (state: ClaimAt['state'], originalsReceived = false): ClaimAt => ({
  state,
  memberId: 'm',
  originalsReceived,
  filedBy: [],
});

describe('a step from a state it does not start from', () => {
  test.each<[Step, ClaimAt['state'], Actor, string]>([
    ['save', 'approved', owner, 'claim-not-editable'],
    ['submit', 'submitted', owner, 'wrong-state'],
    ['return', 'draft', assistant, 'wrong-state'],
    ['approve', 'returned', assistant, 'wrong-state'],
    ['receive-originals', 'draft', assistant, 'wrong-state'],
    ['batch', 'batched', finance, 'wrong-state'],
  ])('%s from %s', (step, state, actor, code) => {
    expect(() => move(claim(state), step, actor)).toThrow(new Problem(code as Problem['code']));
  });
});

test('originals come once: a second time is refused', () => {
  expect(move(claim('approved'), 'receive-originals', assistant)).toBe('approved');
  expect(() => move(claim('approved', true), 'receive-originals', assistant)).toThrow(new Problem('wrong-state'));
});

test('a mark on an original is taken back after all have come, and not once the claim is in a batch', () => {
  expect(move(claim('approved', true), 'mark-original', assistant)).toBe('approved');
  expect(() => move(claim('batched', true), 'mark-original', assistant)).toThrow(new Problem('wrong-state'));
});

test('originals that have come do not keep a claim from its other steps', () => {
  expect(move(claim('submitted', true), 'approve', assistant)).toBe('approved');
});

test('a mistake of the program is not taken for a refusal', () => {
  expect(() => may(claim('draft'), 'no such step' as Step, owner)).toThrow(TypeError);
});

test('a refusal is known by its name and code, wherever it was made', () => {
  const refusal = new Problem('file-too-large', { limit: 15 });
  expect(refusal).toMatchObject({ name: 'Problem', message: 'file-too-large', params: { limit: 15 } });
  expect(new Problem('not-found').params).toEqual({});
  expect(isProblem(refusal)).toBe(true);
  expect(isProblem(Object.assign(new Error('x'), { name: 'Problem', code: 'not-found' }))).toBe(true);
  for (const other of [
    new Error('not-found'),
    Object.assign(new Error('x'), { code: 'ENOENT' }),
    Object.assign(new Error('x'), { name: 'Problem' }),
    { name: 'Problem', code: 'not-found' },
    null,
  ])
    expect(isProblem(other)).toBe(false);
});
