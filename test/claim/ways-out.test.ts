import { describe, expect, test } from 'vitest';
import type { FreeMeal } from '../../src/claim/claim.ts';
import { decide } from '../../src/claim/decide.ts';
import type { ClaimDraft, DraftExpense } from '../../src/claim/draft.ts';
import { emptyExpense } from '../../src/claim/fill.ts';
import { amounts, codes, packs } from './claims.ts';
import { context, draftOf } from './drafts.ts';

/** The honest ways out: a receipt is lost, a promised meal was not had, the meeting has no card. */

const lunch: FreeMeal = { at: '2026-03-10T12:00', meal: 'lunch', source: 'organiser' };
const card = { ...context().meeting, freeMeals: [lunch] };

const bus = (more: Partial<DraftExpense> = {}): DraftExpense => ({
  ...emptyExpense('e1', null),
  kind: 'bus',
  date: '2026-03-10',
  amountCents: 760,
  ...more,
});

const decided = (draft: ClaimDraft, more: Parameters<typeof context>[0] = {}) => {
  const { evaluation, missing } = decide(draft, context(more), packs);
  if (!evaluation) throw new Error('not evaluated');
  return { evaluation, missing: missing.map((one) => one.code), told: evaluation.findings };
};

describe('a lost receipt', () => {
  const lost = (more: Partial<DraftExpense> = {}) =>
    draftOf({}, { expenses: [bus({ lostReceipt: { code: 'lost', text: '' }, ...more })] });

  test('without an attestation the cost is not paid, with one it is and the examiner decides', () => {
    const without = decided(lost({ lostReceipt: null })).evaluation;
    expect(codes(without)).toContain('receipt-missing');
    expect(amounts(without, 'expense.bus')).toEqual([0]);
    const { evaluation } = decided(lost());
    expect(codes(evaluation)).not.toContain('receipt-missing');
    expect(evaluation.findings.find(({ code }) => code === 'receipt-lost')).toMatchObject({ severity: 'review' });
    expect(amounts(evaluation, 'expense.bus')).toEqual([760]);
    expect(evaluation.lines.find(({ rule }) => rule === 'expense.bus')?.why.en).toContain('without a receipt');
  });

  test('a taxi is never paid without a receipt, attested or not', () => {
    const justification = { code: 'no-connection' as const, text: '' };
    const { evaluation } = decided(lost({ kind: 'taxi', justification }));
    expect(codes(evaluation)).toContain('receipt-missing');
    expect(codes(evaluation)).not.toContain('receipt-lost');
    expect(amounts(evaluation, 'expense.taxi')).toEqual([0]);
  });

  test('the reason is asked, and the words of «other»', () => {
    expect(decided(lost({ lostReceipt: { code: null, text: '' } })).missing).toContain('lost-reason-missing');
    expect(decided(lost({ lostReceipt: { code: 'other', text: ' ' } })).missing).toContain('reason-text-missing');
    expect(decided(lost({ lostReceipt: { code: 'other', text: 'Satoi.' } })).missing).toEqual([]);
  });

  test('attestations are counted by the year of the cost: other claims first, then the rows before it', () => {
    const second = bus({ id: 'e2', lostReceipt: { code: 'not-given', text: '' } });
    const draft = draftOf({}, { expenses: [bus({ lostReceipt: { code: 'lost', text: '' } }), second] });
    const others = {
      trips: [],
      duplicates: new Map(),
      lostReceipts: new Map([
        ['2025', 7],
        ['2026', 2],
      ]),
    };
    const sentences = decided(draft, { others }).told.filter(({ code }) => code === 'receipt-lost');
    expect(sentences.map(({ action }) => /no\. (\d+) in (\d+)/.exec(action.en)?.slice(1))).toEqual([
      ['3', '2026'],
      ['4', '2026'],
    ]);
  });
});

describe('a meal of the meeting card', () => {
  test('taken as it is, nothing is asked', () => {
    const { evaluation, missing } = decided(draftOf({ freeMeals: [lunch] }), { meeting: card });
    expect(missing).toEqual([]);
    expect(codes(evaluation)).not.toContain('free-meal-objected');
  });

  test('left out, its reason is asked; told, the examiner sees both', () => {
    expect(decided(draftOf({ freeMeals: [] }), { meeting: card }).missing).toEqual(['meal-objection-reason-missing']);
    const mealObjections = [{ at: lunch.at, meal: lunch.meal, reason: 'Tulin vasta klo 13.' }];
    const { told, missing } = decided(draftOf({ freeMeals: [], mealObjections }), { meeting: card });
    expect(missing).toEqual([]);
    expect(told.find(({ code }) => code === 'free-meal-objected')?.action.fi).toContain('Tulin vasta klo 13');
  });

  test('an objection to a meal that is ticked again is forgotten', () => {
    const mealObjections = [{ at: lunch.at, meal: lunch.meal, reason: 'Erehdys' }];
    const { evaluation } = decided(draftOf({ freeMeals: [lunch], mealObjections }), { meeting: card });
    expect(codes(evaluation)).not.toContain('free-meal-objected');
  });
});

test('a meeting the member told is flagged to the examiner, one with a card is not', () => {
  const told = decided(draftOf(), { meeting: { ...card, freeMeals: [], toldByMember: true } });
  expect(told.evaluation.findings).toContainEqual(
    expect.objectContaining({ code: 'meeting-without-card', severity: 'review', subject: 'claim' }),
  );
  expect(codes(decided(draftOf()).evaluation)).not.toContain('meeting-without-card');
});
