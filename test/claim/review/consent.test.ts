import { describe, expect, test } from 'vitest';
import { applyDecisions } from '../../../src/claim/review/apply.ts';
import { changesMade } from '../../../src/claim/review/changes.ts';
import {
  consentFor,
  consentState,
  contested,
  isSilenceOver,
  needsTwo,
  type Reply,
  silenceFrom,
} from '../../../src/claim/review/consent.ts';
import { unanswered, WHOLE_CLAIM } from '../../../src/claim/review/questions.ts';
import { draftOf, ticket } from '../drafts.ts';
import { computed, decided, other, sent } from './decided.ts';

/** When the member has consented, and what has to be answered. */

const lower = { kind: 'correct', subject: 'expenses[taxi]', changes: { amountCents: 1 }, reason: other } as const;
const reject = { kind: 'reject', subject: 'expenses[train]', reason: other } as const;

describe('the way of consenting', () => {
  const rows = decided(lower);
  test('sum a cent lower: never by silence; the same or higher: by silence', () => {
    expect(consentFor(rows, 1000, 999)).toBe('explicit');
    expect(consentFor(rows, 1000, 1000)).toBe('silence');
    expect(consentFor(rows, 1000, 1001)).toBe('silence');
  });
  test('where nothing the member declared is changed, none is needed', () => {
    expect(consentFor(decided({ kind: 'accept', subject: 'trip' }), 1000, 1000)).toBe('none');
  });
});

test('silence counts at seven days, not a second before, also over the change of clocks', () => {
  const at = new Date('2026-03-27T09:00:00Z');
  expect(silenceFrom(at).toISOString()).toBe('2026-04-03T09:00:00.000Z');
  expect(isSilenceOver(at, new Date('2026-04-03T08:59:59Z'))).toBe(false);
  expect(isSilenceOver(at, new Date('2026-04-03T09:00:00Z'))).toBe(true);
});

describe('what has been answered', () => {
  const state = (...replies: Reply[]) => consentState('explicit', [1, 2], replies);
  const yes = (decisionId: number): Reply => ({ decisionId, answer: 'accepted' });
  const no = (decisionId: number): Reply => ({ decisionId, answer: 'objected' });
  test.each<[string, Reply[], string]>([
    ['nothing', [], 'waiting'],
    ['one of two', [yes(1)], 'waiting'],
    ['both', [yes(1), yes(2)], 'given'],
    ['one against', [yes(1), no(2)], 'objected'],
    ['one against, the other open', [no(2)], 'objected'],
    ['against, then for', [no(1), yes(1), yes(2)], 'given'],
    ['silence', [{ decisionId: null, answer: 'silence' }], 'given'],
  ])('%s', (_what, replies, expected) => expect(state(...replies)).toBe(expected));
  test('none is needed', () => expect(consentState('none', [1], [])).toBe('not-needed'));
});

test('a change is told field by field: before, after, why, and what its lines come to', () => {
  const rows = decided(lower, reject, { kind: 'accept', subject: 'mileage[drive]' });
  const after = applyDecisions(sent, rows);
  const told = changesMade(
    { claim: sent, evaluation: computed(sent) },
    { claim: after, evaluation: computed(after) },
    rows,
  );
  expect(told).toMatchObject([
    {
      kind: 'correct',
      subject: 'expenses[taxi]',
      fields: [{ field: 'amountCents', before: 4180, after: 1 }],
      reason: other,
      beforeCents: 4180,
      afterCents: 1,
    },
    { kind: 'reject', subject: 'expenses[train]', fields: [], beforeCents: 2340, afterCents: 0 },
  ]);
  expect(contested([...told, { decisionId: 9, kind: 'rate' }])).toEqual([1, 2]);
});

test('at the sum one person approves, a cent over it two; over an objection always two', () => {
  expect(needsTwo(100_000, 100_000, 'not-needed')).toBe(false);
  expect(needsTwo(100_001, 100_000, 'given')).toBe(true);
  expect(needsTwo(0, 100_000, 'objected')).toBe(true);
});

describe('questions on a returned claim', () => {
  const before = draftOf({}, { expenses: [ticket({ id: 'e1' }), ticket({ id: 'e2' })] });
  const questions = [
    { id: 1, subject: 'expenses[e1]' },
    { id: 2, subject: 'trip:per-diem.full:1:2026-03-10' },
    { id: 3, subject: WHOLE_CLAIM },
  ];
  const open = (draft: typeof before, ...answers: [number, string][]) =>
    unanswered(questions, new Map(answers), before, draft).map(({ id }) => id);

  test('an unchanged claim without answers answers none; blank words are no answer', () => {
    expect(open(before)).toEqual([1, 2, 3]);
    expect(open(before, [1, ' '])).toEqual([1, 2, 3]);
  });
  test('words answer their own question', () => expect(open(before, [1, 'Yhteiskyyti.'])).toEqual([2, 3]));
  test('a change answers the question about what was changed, and the one about the whole', () => {
    const changed = { ...before, expenses: [ticket({ id: 'e1', amountCents: 1 }), ticket({ id: 'e2' })] };
    expect(open(changed)).toEqual([2]);
    expect(open({ ...before, trip: { ...before.trip, end: '2026-03-10T17:00' } })).toEqual([1]);
    expect(open({ ...before, expenses: [ticket({ id: 'e2' })] })).toEqual([2]);
  });
  test('the order in which a database gives the fields changes nothing', () => {
    const turned = Object.fromEntries(Object.entries(before).reverse()) as typeof before;
    expect(open(turned)).toEqual([1, 2, 3]);
  });
});
