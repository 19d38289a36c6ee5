import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mergeDrafts, withValueAt } from '../../src/claim/merge-drafts.ts';
import { draftOf, leg, ticket } from './drafts.ts';

/** Two windows on one draft: what either changed is kept, what both changed is asked. */

const base = draftOf(
  { freeMeals: [{ at: '2026-03-10T12:00', meal: 'lunch', source: 'organiser' }] },
  { expenses: [ticket()] },
);
const paths = ({ clashes }: ReturnType<typeof mergeDrafts>) => clashes.map(({ path }) => path.join('.'));

test('different fields changed in two windows are both kept, without a question', () => {
  const mine = { ...base, trip: { ...base.trip, start: '2026-03-10T06:00' } };
  const theirs = { ...base, trip: { ...base.trip, end: '2026-03-10T19:00' }, lateReason: 'Sairastuin' };
  const { draft, clashes } = mergeDrafts(base, mine, theirs);
  expect(clashes).toEqual([]);
  expect(draft.trip).toMatchObject({ start: '2026-03-10T06:00', end: '2026-03-10T19:00' });
  expect(draft.lateReason).toBe('Sairastuin');
});

test('the same field changed alike is no clash, changed differently it is, with both values', () => {
  const at = (start: string) => ({ ...base, trip: { ...base.trip, start } });
  expect(mergeDrafts(base, at('2026-03-10T06:00'), at('2026-03-10T06:00')).clashes).toEqual([]);
  expect(mergeDrafts(base, at('2026-03-10T06:00'), at('2026-03-10T05:00')).clashes).toEqual([
    { path: ['trip', 'start'], mine: '2026-03-10T06:00', theirs: '2026-03-10T05:00' },
  ]);
});

describe('rows', () => {
  test('added in both windows are all there; fields of one row merge one by one', () => {
    const row = (part: object) => ({ ...base, expenses: [{ ...ticket(), ...part }] });
    const mine = { ...row({ merchant: 'Juna Oy' }), legs: [leg({ id: 'a' })] };
    const theirs = { ...row({ amountCents: 100 }), legs: [leg({ id: 'b' })] };
    const { draft, clashes } = mergeDrafts(base, mine, theirs);
    expect(clashes).toEqual([]);
    expect(draft.expenses[0]).toMatchObject({ merchant: 'Juna Oy', amountCents: 100 });
    expect(draft.legs.map(({ id }) => id)).toEqual(['a', 'b']);
  });

  test('taken away in one window and left in the other goes; changed in the other it is asked', () => {
    const gone = { ...base, expenses: [] };
    expect(mergeDrafts(base, gone, base).draft.expenses).toEqual([]);
    const changed = { ...base, expenses: [ticket({ amountCents: 1 })] };
    const merged = mergeDrafts(base, gone, changed);
    expect(paths(merged)).toEqual(['expenses.[e1]']);
    const back = withValueAt(merged.draft, merged.clashes[0]?.path ?? [], merged.clashes[0]?.theirs);
    expect(back.expenses).toEqual(changed.expenses);
    expect(withValueAt(back, ['expenses', '[e1]'], undefined).expenses).toEqual([]);
  });

  test('meals are known by their time, nights by their date, and lists of words are sets', () => {
    const dinner = { at: '2026-03-10T18:00', meal: 'dinner' as const, source: 'organiser' as const };
    const mine = { ...base, trip: { ...base.trip, freeMeals: [] } };
    const theirs = { ...base, trip: { ...base.trip, freeMeals: [...base.trip.freeMeals, dinner] } };
    expect(mergeDrafts(base, mine, theirs).draft.trip.freeMeals).toEqual([dinner]);
    const nights = (...dates: string[]) => ({ ...base, expenses: [ticket({ nights: dates })] });
    const merged = mergeDrafts(
      nights('2026-03-10'),
      nights('2026-03-10', '2026-03-11'),
      nights('2026-03-09', '2026-03-10'),
    );
    expect(merged.draft.expenses[0]?.nights).toEqual(['2026-03-09', '2026-03-10', '2026-03-11']);
  });
});

test('without knowing what both began from, everything that differs is asked', () => {
  const theirs = { ...base, lateReason: 'Sairastuin', trip: { ...base.trip, end: '2026-03-10T19:00' } };
  expect(paths(mergeDrafts(null, base, theirs)).toSorted()).toEqual(['lateReason', 'trip.end']);
});

describe('laws', () => {
  const changes = fc.record({
    lateReason: fc.constantFrom('', 'a', 'b'),
    start: fc.constantFrom(null, '2026-03-10T06:00', '2026-03-10T07:00'),
    amounts: fc.array(fc.tuple(fc.constantFrom('e1', 'e2', 'e3'), fc.nat(3)), { maxLength: 3 }),
  });
  const drafted = changes.map(({ lateReason, start, amounts }) => ({
    ...base,
    lateReason,
    trip: { ...base.trip, start },
    expenses: [...new Map(amounts)].map(([id, amountCents]) => ticket({ id, amountCents })),
  }));

  test('a window that changed nothing takes the other as it is; merging with oneself changes nothing', () => {
    fc.assert(
      fc.property(drafted, drafted, (one, other) => {
        expect(mergeDrafts(one, one, other)).toEqual({ draft: other, clashes: [] });
        expect(mergeDrafts(one, other, one)).toEqual({ draft: other, clashes: [] });
        expect(mergeDrafts(null, one, one)).toEqual({ draft: one, clashes: [] });
      }),
    );
  });

  test('the same is asked from whichever window one looks, and every choice can be had', () => {
    fc.assert(
      fc.property(drafted, drafted, drafted, (was, mine, theirs) => {
        const here = mergeDrafts(was, mine, theirs);
        const there = mergeDrafts(was, theirs, mine);
        expect(paths(here).toSorted()).toEqual(paths(there).toSorted());
        for (const { path, theirs: value } of here.clashes) {
          const chosen = withValueAt(here.draft, path, value);
          const again = mergeDrafts(was, chosen, theirs);
          expect(again.clashes.map((clash) => clash.path.join())).not.toContain(path.join());
        }
      }),
    );
  });
});
