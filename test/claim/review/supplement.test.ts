import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assess, isRefusal } from '../../../src/claim/assess.ts';
import { type Evaluation, TripClaim } from '../../../src/claim/claim.ts';
import { parkingPlaces, vehicles } from '../../../src/claim/codes.ts';
import { lineSubject } from '../../../src/claim/line-subject.ts';
import { heldSubjects, supplementOf, tied } from '../../../src/claim/review/supplement.ts';
import { claimOf, packs } from '../claims.ts';
import { runs } from '../runs.ts';

/** A claim with rows held back and its supplement come to what the one claim would have come to, and never to more. */

function evaluated(claim: TripClaim): Evaluation {
  const result = assess(claim, packs);
  if (isRefusal(result)) throw new Error(result.error.code);
  return result;
}

const held = (claim: TripClaim, subjects: readonly string[]): TripClaim => ({
  ...claim,
  rulings: [...(claim.rulings ?? []), ...subjects.map((subject) => ({ subject, effect: 'held' as const }))],
});

const supplementFor = (claim: TripClaim): TripClaim =>
  supplementOf({ claim, evaluation: evaluated(claim) }, { id: 'supplement', number: 'ML-2026-000001-1' });

const codesOf = ({ findings }: Evaluation) => findings.map(({ code }) => code);

// Around the yearly limit of kilometres, and around the parking that is paid.
const day = fc.integer({ min: 10, max: 13 }).map((each) => `2026-03-${each}`);
const drives = fc.uniqueArray(
  fc.record({
    id: fc.constantFrom('m1', 'm2', 'm3'),
    vehicle: fc.constantFrom(...vehicles),
    from: fc.constant('Katu 1'),
    to: fc.constant('Tie 2'),
    km: fc.integer({ min: 1, max: 4_000 }),
    date: day,
    routeKm: fc.constantFrom(null, 100),
    kmEarlierThisYear: fc.constantFrom(0, 2_000, 4_900, 6_000),
    reason: fc.constantFrom(null, { code: 'no-connection', text: '' }),
    reasonAccepted: fc.constantFrom(null, true, false),
    publicFareCents: fc.constantFrom(null, 4_400),
  }),
  { selector: ({ id }) => id, maxLength: 3 },
);
const costs = fc.uniqueArray(
  fc.record({
    id: fc.constantFrom('e1', 'e2', 'e3', 'e4'),
    kind: fc.constantFrom('train', 'taxi', 'parking', 'lodging', 'fee', 'other'),
    date: day,
    amountCents: fc.integer({ min: 0, max: 20_000 }),
    hasReceipt: fc.boolean(),
    justification: fc.constantFrom(null, { code: 'no-connection', text: 'syy' }),
    place: fc.constantFrom(null, ...parkingPlaces),
    days: fc.constantFrom(null, 1, 2, 3),
  }),
  { selector: ({ id }) => id, maxLength: 4 },
);
const claims = fc
  .record({
    drives,
    costs,
    hours: fc.constantFrom('09:00', '18:10'),
    lastDay: day,
    advanceCents: fc.constantFrom(0, 500),
  })
  .map(({ drives: mileage, costs: expenses, hours, lastDay, advanceCents }) =>
    TripClaim.parse({
      ...claimOf({ start: '2026-03-10T06:40', end: `${lastDay}T${hours}`, distanceKm: { home: 178 }, advanceCents }),
      mileage,
      expenses,
    }),
  );
const subjectsOf = ({ mileage, expenses }: TripClaim) => [
  ...mileage.map(({ id }) => `mileage[${id}]`),
  ...expenses.map(({ id }) => `expenses[${id}]`),
];
const withSome = claims.chain((claim) => fc.tuple(fc.constant(claim), fc.subarray(subjectsOf(claim))));

describe('for every claim and every choice of rows', () => {
  test('the two together pay each line once, and the same sum as the one claim', () => {
    fc.assert(
      fc.property(withSome, ([claim, subjects]) => {
        const whole = evaluated(claim);
        const first = held(claim, subjects);
        const [now, later] = [evaluated(first), evaluated(supplementFor(first))];
        expect(now.totals.payableCents + later.totals.payableCents).toBe(whole.totals.payableCents);
        const sums = (lines: Evaluation['lines']) => lines.map((line) => [lineSubject(line), line.amountCents]);
        const both = [...now.lines.filter(({ subject }) => !subjects.includes(subject)), ...later.lines];
        expect(sums(both).toSorted()).toEqual(sums(whole.lines).toSorted());
        expect(later.lines.every(({ subject }) => subjects.includes(subject))).toBe(true);
        expect(codesOf(later)).not.toContain('supplement-changes-paid');
      }),
      runs(300),
    );
  });

  test('whatever the member answers, it is an error or the two come to what the answered claim would have', () => {
    const answered = fc.tuple(withSome, fc.integer({ min: 0, max: 6_000 }), day);
    fc.assert(
      fc.property(answered, ([[claim, subjects], km, date]) => {
        const first = held(claim, subjects);
        const change = (rows: TripClaim): TripClaim => ({
          ...rows,
          mileage: rows.mileage.map((row) => (subjects.includes(`mileage[${row.id}]`) ? { ...row, km, date } : row)),
          expenses: rows.expenses.map((row) =>
            subjects.includes(`expenses[${row.id}]`) ? { ...row, amountCents: km, days: 1 } : row,
          ),
        });
        const later = evaluated(change(supplementFor(first)));
        if (codesOf(later).includes('supplement-changes-paid')) return;
        const paid = evaluated(first).totals.payableCents + later.totals.payableCents;
        expect(paid).toBe(evaluated(change(claim)).totals.payableCents);
      }),
      runs(300),
    );
  });
});

const drive = (id: string, km: number, date = '2026-03-10') => ({
  id,
  vehicle: 'car' as const,
  from: 'Katu 1',
  to: 'Tie 2',
  km,
  date,
  routeKm: 5_000,
  kmEarlierThisYear: 0,
  reason: { code: 'no-connection' as const, text: '' },
  reasonAccepted: true,
});

test('a held drive stays below the yearly limit where it was: 3000 km and 3000 km are 5000 and 1000, not 6000', () => {
  const claim = TripClaim.parse({ ...claimOf(), mileage: [drive('m1', 3_000), drive('m2', 3_000, '2026-03-11')] });
  const first = held(claim, ['mileage[m1]']);
  const supplement = supplementFor(first);
  expect(evaluated(first).totals.payableCents + evaluated(supplement).totals.payableCents).toBe(
    evaluated(claim).totals.payableCents,
  );
  const longer = { ...supplement, mileage: supplement.mileage.map((row) => ({ ...row, km: 3_001 })) };
  expect(codesOf(evaluated(longer))).toContain('supplement-changes-paid');
  const other = evaluated({ ...supplement, mileage: [] });
  // Without it the second drive would have been below the limit altogether: what was paid is not made another sum.
  expect(codesOf(other)).toContain('supplement-changes-paid');
});

test('the first tells why a row pays nothing now; nothing else is asked of the row there', () => {
  const claim = TripClaim.parse({
    ...claimOf(),
    expenses: [{ id: 'e1', kind: 'taxi', date: '2026-03-10', amountCents: 2340, hasReceipt: true }],
  });
  const first = evaluated(held(claim, ['expenses[e1]']));
  expect(first.lines.find(({ subject }) => subject === 'expenses[e1]')).toMatchObject({
    amountCents: 0,
    why: { fi: 'Maksetaan erikseen lisälaskulla, kun kysymykseen on vastattu.' },
  });
  const about = first.findings.filter(({ subject }) => subject === 'expenses[e1]');
  expect(about.map(({ code, severity }) => [code, severity])).toEqual([['line-held', 'note']]);
  const supplement = evaluated(supplementFor(held(claim, ['expenses[e1]'])));
  expect(codesOf(supplement)).toContain('taxi-needs-justification');
  expect(codesOf(supplement)).not.toContain('late-claim');
});

test('rows rejected and rows held are told apart: the supplement pays the held ones alone', () => {
  const claim = TripClaim.parse({
    ...claimOf(),
    mileage: [drive('m1', 100)],
    expenses: [{ id: 'e1', kind: 'train', date: '2026-03-10', amountCents: 5000, hasReceipt: true }],
    rulings: [{ subject: 'expenses[e1]', effect: 'rejected', reason: { code: 'duplicate', text: '' } }],
  });
  const first = held(claim, ['mileage[m1]']);
  expect(heldSubjects(first)).toEqual(new Set(['mileage[m1]']));
  const supplement = supplementFor(first);
  expect(evaluated(supplement).totals.payableCents).toBe(evaluated(supplement).totals.mileageCents);
});

test('a claim sent again after its supplement was made still leaves out what went there', () => {
  const claim = TripClaim.parse({ ...claimOf(), mileage: [drive('m1', 100), drive('m2', 50)] });
  const { mileage, expenses } = supplementFor(held(claim, ['mileage[m2]']));
  const again = tied({ ...claim, mileage: claim.mileage.slice(0, 1) }, { kind: 'first', rows: { mileage, expenses } });
  expect(evaluated(again).totals).toEqual(evaluated(held(claim, ['mileage[m2]'])).totals);
});
