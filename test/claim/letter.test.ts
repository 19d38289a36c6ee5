import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TripClaim } from '../../src/claim/claim.ts';
import { decidedOf, isCut, isDueAtApproval, isLess, isLimited, isRaised, letterState } from '../../src/claim/letter.ts';
import type { Decision } from '../../src/claim/review/decision.ts';
import { preview } from '../../src/claim/review/preview.ts';
import { packs } from './claims.ts';
import { computed, decided, other, sent } from './review/decided.ts';

/** What a decision letter tells of each line: claimed, granted, why; and whether a letter is due. */

function decision(claim: TripClaim, ...decisions: Decision[]) {
  const before = { claim, evaluation: computed(claim) };
  const after = preview(before, decided(...decisions), packs);
  if ('error' in after) throw new Error(after.error.code);
  return decidedOf(before.evaluation, after.after.evaluation, after.changes);
}

const correct = (subject: string, changes: object): Decision =>
  ({ kind: 'correct', subject, changes, reason: other }) as Decision;
const reject = (subject: string): Decision => ({ kind: 'reject', subject, reason: other });
const advance = (advanceCents: number): TripClaim => ({ ...sent, trip: { ...sent.trip, advanceCents } });
const payable = computed(sent).totals.payableCents;

test('nothing decided: every line is granted as claimed, and no letter is due before the payment', () => {
  const all = decision(sent);
  expect(all.lines.map((line) => line.grantedCents)).toEqual(all.lines.map((line) => line.claimedCents));
  expect(all).toMatchObject({ claimedCents: payable, payableCents: payable, otherChanges: [] });
  expect([all.lines.some(isCut), all.lines.some(isRaised), isLess(all), isDueAtApproval(all)]).toEqual(
    Array(4).fill(false),
  );
});

describe('a cut', () => {
  const amount = sent.expenses[0]?.amountCents ?? 0;

  test('of one cent is one, and a letter is due at the approval; a cent more is none', () => {
    const less = decision(sent, correct('expenses[taxi]', { amountCents: amount - 1 }));
    expect(less.lines.filter(isCut)).toMatchObject([{ claimedCents: amount, grantedCents: amount - 1 }]);
    expect([isLess(less), isDueAtApproval(less)]).toEqual([true, true]);
    const more = decision(sent, correct('expenses[taxi]', { amountCents: amount + 1, readCents: amount + 1 }));
    expect(more.lines.filter(isRaised)).toMatchObject([{ claimedCents: amount, grantedCents: amount + 1 }]);
    expect([isLess(more), isDueAtApproval(more)]).toEqual([false, false]);
  });

  test('names what was corrected of the line, why, and the section of the rule', () => {
    const [line] = decision(sent, correct('expenses[taxi]', { amountCents: amount - 1 })).lines.filter(isCut);
    expect(line?.changes).toMatchObject([
      { fields: [{ field: 'amountCents', before: amount, after: amount - 1 }], reason: other },
    ]);
    expect(line?.grounds[0]?.cite.section).toBe('OPH § 7');
  });

  test('of a rejected line is the whole of it, and it is no limit of the rules', () => {
    const [line, ...more] = decision(sent, reject('expenses[taxi]')).lines.filter(isCut);
    expect(more).toEqual([]);
    expect(line).toMatchObject({ claimedCents: amount, grantedCents: 0, changes: [{ kind: 'reject' }] });
    expect(line && isLimited(line)).toBe(false);
  });

  test('hidden by a raise of another line is still told', () => {
    const all = decision(
      sent,
      correct('expenses[taxi]', { amountCents: amount - 1 }),
      correct('expenses[train]', { amountCents: 9_000 }),
    );
    expect(all.payableCents).toBeGreaterThan(payable);
    expect(isLess(all)).toBe(true);
  });

  test('from a full per diem to a partial one is one line, with the correction of the trip as its reason', () => {
    const cut = decision(sent, correct('trip', { end: '2026-03-10T18:00' })).lines.filter(isCut);
    expect(cut).toMatchObject([{ rule: 'per-diem.partial', changes: [{ subject: 'trip' }] }]);
    expect(cut[0]?.claimedCents).toBeGreaterThan(cut[0]?.grantedCents ?? 0);
    expect(cut[0]?.grantedCents).toBeGreaterThan(0);
  });
});

test('a correction that changes no sum is told apart from the lines', () => {
  const all = decision(sent, correct('expenses[taxi]', { date: '2026-03-10', kind: 'taxi' }));
  expect(all.otherChanges).toMatchObject([{ subject: 'expenses[taxi]' }]);
  expect(isDueAtApproval(all)).toBe(false);
});

test('a line that is held back is no cut: it waits, and what is claimed is told without it', () => {
  const before = computed(sent);
  const lines = before.lines.map((line) => (line.subject === 'expenses[taxi]' ? { ...line, amountCents: 0 } : line));
  const totals = { ...before.totals, payableCents: payable - 4180 };
  const approved = { ...before, lines, totals };
  const all = decidedOf(before, approved, [], new Set(['expenses[taxi]']));
  expect(all).toMatchObject({ waitingCents: 4180, claimedCents: payable - 4180, payableCents: payable - 4180 });
  expect([isLess(all), all.lines.some(isCut), all.lines.some(isLimited)]).toEqual([false, false, false]);
  expect(isLess(decidedOf(before, approved, []))).toBe(true);
});

test('where nothing is left to pay a letter is due at the approval: at 0 and below, not at one cent', () => {
  expect(isDueAtApproval(decision(advance(payable - 1)))).toBe(false);
  expect(isDueAtApproval(decision(advance(payable)))).toBe(true);
  expect(decision(advance(payable + 1))).toMatchObject({ payableCents: -1 });
  expect(isDueAtApproval(decision(advance(payable + 1)))).toBe(true);
});

test('a line the rules pay less than whole is limited: a per diem with free meals, and none without', () => {
  const fed: TripClaim = {
    ...sent,
    trip: {
      ...sent.trip,
      freeMeals: [
        { at: '2026-03-10T12:00', meal: 'lunch', source: 'organiser' },
        { at: '2026-03-10T17:00', meal: 'dinner', source: 'organiser' },
      ],
    },
  };
  const limited = decision(fed).lines.filter(isLimited);
  expect(limited.map(({ rule }) => rule)).toEqual(['per-diem.full']);
  expect(limited[0]?.unlimitedCents).toBe(2 * (limited[0]?.grantedCents ?? 0));
  expect(decision(sent).lines.filter(isLimited)).toEqual([]);
});

test('law: however a cost is corrected, the lines add up to what is paid, and less is told exactly when a line or the sum fell', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 0, max: 20_000 }), (one, two) => {
      const all = decision(
        sent,
        correct('expenses[taxi]', { amountCents: one }),
        correct(`expenses[${sent.expenses[1]?.id}]`, { amountCents: two }),
      );
      expect(all.lines.reduce((sum, line) => sum + line.grantedCents, 0)).toBe(all.payableCents);
      const [first = 0, second = 0] = sent.expenses.map(({ amountCents }) => amountCents);
      expect(isLess(all)).toBe(one < first || two < second);
    }),
    { numRuns: 60 },
  );
});

describe('what became of a letter', () => {
  const letter = { number: 2, kind: 'payment', version: 3 } as const;
  test('a later one takes its place; else it holds while its version stands paid', () => {
    expect(letterState(letter, 3, { state: 'paid', version: 3 })).toBe('superseded');
    expect(letterState(letter, 2, { state: 'paid', version: 3 })).toBe('in-force');
  });
  test('money that came back is told of a payment, not of an approval', () => {
    expect(letterState(letter, 2, { state: 'payment-rejected', version: 3 })).toBe('payment-returned');
    expect(letterState({ ...letter, kind: 'approval' }, 2, { state: 'payment-rejected', version: 3 })).toBe('in-force');
  });
  test.each(['returned', 'submitted', 'corrected', 'awaiting-second'] as const)(
    'while the claim is %s its decision is open again',
    (state) => {
      expect(letterState(letter, 2, { state, version: 3 })).toBe('reopened');
    },
  );
  test('a version after it is another decision', () => {
    expect(letterState(letter, 2, { state: 'approved', version: 4 })).toBe('reopened');
  });
});
