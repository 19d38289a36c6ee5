import { describe, expect, test } from 'vitest';
import { checklistItems, checklistOf, type Facts, openItems } from '../../../src/claim/review/checklist.ts';
import { computed, sent } from './decided.ts';

/** What is looked at in every claim, and who answers. */

const facts: Facts = {
  evaluation: computed(sent),
  hasReceipts: true,
  originalsReceived: false,
  hasTaxi: true,
  mealsAsArranged: false,
  accountAsBefore: false,
};
const answer = (ok: boolean) => ({ ok, comment: '', by: 'A', at: '2026-03-22T09:00:00.000Z' });
const rows = (more: Partial<Facts> = {}) => checklistOf({ ...facts, ...more }, new Map());
const service = (item: string, more: Partial<Facts>) => rows(more).find((row) => row.item === item)?.service;

test('every item stands in every list', () => {
  expect(rows().map(({ item }) => item)).toEqual([...checklistItems]);
});

describe('the service answers what it can see itself, and says how', () => {
  test.each<[string, Partial<Facts>, string | null]>([
    ['originals', { hasReceipts: false }, 'no-receipts'],
    ['originals', { originalsReceived: true }, 'originals-received'],
    ['originals', {}, 'originals-awaited'],
    ['taxi-reasons', { hasTaxi: false }, 'no-taxi'],
    ['taxi-reasons', {}, null],
    ['meals', { mealsAsArranged: true }, 'meals-as-arranged'],
    ['meals', { evaluation: computed({ ...sent, trip: { ...sent.trip, waivesPerDiem: true } }) }, 'no-per-diem'],
    ['meals', {}, null],
    ['bank-details', { accountAsBefore: true }, 'account-as-before'],
    [
      'bank-details',
      { evaluation: computed({ ...sent, trip: { ...sent.trip, advanceCents: 1_000_000 } }) },
      'nothing-to-pay',
    ],
    ['bank-details', {}, null],
    ['invitation', {}, null],
  ])('%s, %o: %s', (item, more, expected) => expect(service(item, more)).toBe(expected));
});

test('open is what a person has not answered or found not in order', () => {
  expect(openItems(rows())).toEqual(['invitation', 'taxi-reasons', 'meals', 'bank-details']);
  const answered = new Map([
    ['invitation', answer(true)],
    ['taxi-reasons', answer(true)],
    ['meals', answer(false)],
    ['bank-details', answer(true)],
  ] as const);
  expect(openItems(checklistOf(facts, answered))).toEqual(['meals']);
});

test('what the service answers is not overruled by an old answer of a person', () => {
  const [, originals] = checklistOf({ ...facts, hasReceipts: false }, new Map([['originals', answer(false)]]));
  expect(originals).toEqual({ item: 'originals', service: 'no-receipts', answer: null });
});
