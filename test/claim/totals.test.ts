import { expect, test } from 'vitest';
import type { Line } from '../../src/claim/claim.ts';
import { expenseKinds } from '../../src/claim/codes.ts';
import { totalsOf } from '../../src/claim/totals.ts';

const line = (rule: string, amountCents: number | null): Line => ({
  rule,
  travelDay: null,
  date: '2026-03-10',
  quantity: 1,
  unitCents: amountCents,
  amountCents,
  reduction: null,
  subject: 'trip',
  cite: { line: 'state', section: '§ 1', source: 's', status: 'verified' },
  why: { fi: '', sv: '', en: '' },
});
const nothing = totalsOf([], 0);
/** The part of the totals a rule's cent goes to. */
const partOf = (rule: string) =>
  Object.entries(totalsOf([line(rule, 1)], 0)).flatMap(([part, cents]) =>
    cents === 1 && part !== 'payableCents' ? [part] : [],
  );

test('no line is nothing in every part', () => {
  expect(new Set(Object.values(nothing))).toEqual(new Set([0]));
  expect(Object.keys(nothing)).toHaveLength(9);
});

test.each([
  ['per-diem.full', 'perDiemCents'],
  ['per-diem.partial', 'perDiemCents'],
  ['per-diem.foreign', 'perDiemCents'],
  ['meal-compensation', 'mealCents'],
  ['night-allowance', 'nightCents'],
  ['mileage.car', 'mileageCents'],
  ['mileage.motorboat-small', 'mileageCents'],
])('%s counts in %s', (rule, part) => expect(partOf(rule)).toEqual([part]));

test('tickets, taxi, parking and luggage are transport; a room is lodging; the rest is other', () => {
  const byPart = Object.groupBy(expenseKinds, (kind) => partOf(`expense.${kind}`).join());
  expect(byPart).toEqual({
    transportCents: [
      'train',
      'bus',
      'local-transport',
      'ship',
      'flight',
      'taxi',
      'parking',
      'seat-or-berth',
      'luggage',
    ],
    lodgingCents: ['lodging'],
    otherCents: ['course-fee', 'other', 'fee'],
  });
});

test('another payer’s share is told as a sum and taken off; the advance too, below nothing if need be', () => {
  const lines = [line('per-diem.full', 5400), line('secondary-compensation', -5000)];
  expect(totalsOf(lines, 300)).toEqual({ ...nothing, perDiemCents: 5400, otherPayerCents: 5000, payableCents: 100 });
  expect(totalsOf(lines, 401).payableCents).toBe(-1);
});

test('a line without an amount counts as nothing', () => {
  expect(totalsOf([line('mileage.car', null), line('expense.bus', 240)], 0)).toEqual({
    ...nothing,
    transportCents: 240,
    payableCents: 240,
  });
});
