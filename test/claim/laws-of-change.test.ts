import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { meals, supplementKinds } from '../../src/claim/codes.ts';
import { claimOf, evaluated } from './claims.ts';
import { runs } from './runs.ts';

/** Laws of two claims beside each other: what more hours, more meals and split rows may change, and what not. */

const MINUTE = 60_000;
/** The last year with rules: a trip that ends after it is refused. */
const LAST_YEAR = 2026;
const wall = (start: number, minutes: number) => new Date(start + minutes * MINUTE).toISOString().slice(0, 16);
const perDiem = (input: ReturnType<typeof claimOf>) => evaluated(input).totals.perDiemCents;

/** Minutes of a trip, up to five days, often at and around the limits of the regulation. */
const length = fc.oneof(
  fc.integer({ min: 0, max: 5 * 24 * 60 }),
  fc
    .tuple(fc.constantFrom(6, 10, 24, 26, 30, 34, 48, 50, 54, 72), fc.integer({ min: -1, max: 1 }))
    .map(([hours, minute]) => hours * 60 + minute),
);
/** Departures in all the years of the packs; in December the trip may go over New Year. */
const departure = fc
  .record({
    year: fc.integer({ min: 2018, max: LAST_YEAR }),
    month: fc.constantFrom(1, 6, 11, 12),
    day: fc.integer({ min: 5, max: 26 }),
    minute: fc.integer({ min: 0, max: 24 * 60 - 1 }),
  })
  .map(({ year, month, day, minute }) => Date.UTC(year, month - 1, day, 0, minute));
/** Places of meals within a trip, as shares of its length. */
const served = fc.array(fc.record({ share: fc.integer({ min: 0, max: 100 }), meal: fc.constantFrom(...meals) }), {
  maxLength: 5,
});
const journey = fc.record({ start: departure, minutes: length, served });

function tripOf({ start, minutes, served }: { start: number; minutes: number; served: { share: number }[] }) {
  const freeMeals = served.map((meal, at) => ({
    at: wall(start, Math.floor((minutes * meal.share) / 100)),
    meal: meals[at % meals.length] ?? 'lunch',
  }));
  return { start: wall(start, 0), end: wall(start, minutes), freeMeals };
}

describe('laws of change', () => {
  it('a longer trip never pays less per diem without more free meals', () => {
    fc.assert(
      fc.property(journey, length, (shorter, more) => {
        const trip = tripOf(shorter);
        const longer = { ...trip, end: wall(shorter.start, shorter.minutes + more) };
        fc.pre(Number(longer.end.slice(0, 4)) <= LAST_YEAR);
        expect(perDiem(claimOf(longer))).toBeGreaterThanOrEqual(perDiem(claimOf(trip)));
      }),
      runs(300),
    );
  });

  it('a free meal never pays more, and touches nothing but the per diem', () => {
    fc.assert(
      fc.property(journey, fc.integer({ min: 0, max: 100 }), (given, share) => {
        const before = evaluated(claimOf(tripOf(given))).totals;
        const after = evaluated(claimOf(tripOf({ ...given, served: [...given.served, { share }] }))).totals;
        expect(after.perDiemCents).toBeLessThanOrEqual(before.perDiemCents);
        expect({ ...after, perDiemCents: 0, payableCents: 0 }).toEqual({ ...before, perDiemCents: 0, payableCents: 0 });
      }),
      runs(200),
    );
  });

  it('a drive split into two rows pays the same but for rounding, at most a cent a row', () => {
    const tenths = fc.integer({ min: 0, max: 30_000 });
    const supplements = fc.uniqueArray(fc.constantFrom(...supplementKinds), { maxLength: 3 });
    fc.assert(
      fc.property(tenths, tenths, supplements, fc.integer({ min: 0, max: 6000 }), (one, other, kinds, earlier) => {
        // 2020 is the year whose lower rate above the yearly limit is known.
        const row = (km: number) => ({
          vehicle: 'car' as const,
          km: km / 10,
          date: '2020-03-10',
          from: 'Katu 1',
          to: 'Tie 2',
          kmEarlierThisYear: earlier,
          reason: { code: 'luggage' as const },
          supplements: kinds.map((kind) => ({ kind, km: km / 10, name: 'Matkustaja' })),
        });
        const paid = (...kms: number[]) =>
          evaluated(
            claimOf({ start: '2020-03-10T08:00', end: '2020-03-10T20:00' }, { mileage: kms.map((km) => row(km)) }),
          ).totals.mileageCents;
        expect(Math.abs(paid(one + other) - paid(one, other))).toBeLessThanOrEqual(2);
      }),
      runs(300),
    );
  });
});
