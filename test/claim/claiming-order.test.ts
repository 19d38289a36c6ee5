import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inClaimingOrder } from '../../src/claim/claiming-order.ts';
import { daysAfter } from '../../src/claim/days.ts';

/** In which order a member sees the meetings to claim for. */

const TODAY = '2026-03-22';
const meeting = (day: string, fileBy: string | null = null) => ({ start: `${day}T10:00`, end: `${day}T15:30`, fileBy });

test('a meeting still to come never stands before one that was; one of today has been', () => {
  const [tomorrow, today, yesterday] = [meeting('2026-03-23'), meeting(TODAY, '2026-05-22'), meeting('2026-03-21')];
  expect(inClaimingOrder([tomorrow, today, yesterday], TODAY)).toEqual([today, yesterday, tomorrow]);
});

test('of those that were the earliest last day comes first, and those without one last', () => {
  const [late, soon, never] = [
    meeting('2026-03-10', '2026-05-10'),
    meeting('2026-03-09', '2026-05-09'),
    meeting('2026-03-01'),
  ];
  expect(inClaimingOrder([never, late, soon], TODAY)).toEqual([soon, late, never]);
});

test('law: nothing is lost, what was comes before what comes, and the list itself is left alone', () => {
  const day = fc.integer({ min: -60, max: 60 }).map((days) => daysAfter(TODAY, days));
  fc.assert(
    fc.property(fc.array(fc.tuple(day, fc.option(day))), (pairs) => {
      const meetings = pairs.map(([on, fileBy]) => meeting(on, fileBy));
      const before = structuredClone(meetings);
      const ordered = inClaimingOrder(meetings, TODAY);
      expect(meetings).toEqual(before);
      expect(new Set(ordered)).toEqual(new Set(meetings));
      const isToCome = ordered.map(({ end }) => end.slice(0, 10) > TODAY);
      expect(isToCome).toEqual(isToCome.toSorted());
    }),
  );
});
