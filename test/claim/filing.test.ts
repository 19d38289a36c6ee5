import fc from 'fast-check';
import { expect, test } from 'vitest';
import { daysAfter } from '../../src/claim/days.ts';
import { fileBy, reminderDue } from '../../src/claim/filing.ts';
import { packs } from './claims.ts';

/** The last day to file and the reminders before it. */

test('two months after the meeting; where the month is shorter, its last day; without a pack for the day, none', () => {
  expect(fileBy(packs, '2026-03-10T15:30')).toBe('2026-05-10');
  expect(fileBy(packs, '2025-12-31T15:30')).toBe('2026-02-28');
  expect(fileBy(packs, '2017-12-31T15:30')).toBeNull();
});

test.each([
  [15, null],
  [14, 'before-14'],
  [4, 'before-14'],
  [3, 'before-3'],
  [0, 'before-3'],
  [-1, null],
] as const)('%i days before the last day: %s', (days, due) => {
  expect(reminderDue(daysAfter('2026-05-10', -days), '2026-05-10')).toBe(due);
});

test('law: day by day each reminder is due in one unbroken stretch, the earlier first', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 3000 }), (offset) => {
      const deadline = daysAfter('2020-01-01', offset);
      const due = Array.from({ length: 30 }, (_, day) => reminderDue(daysAfter(deadline, day - 20), deadline));
      const stretches = due.filter((each, day) => each !== due[day - 1]);
      expect(stretches).toEqual([null, 'before-14', 'before-3', null]);
    }),
  );
});
