import type { TripClaim } from '../claim.ts';
import type { ClaimDraft } from '../draft.ts';
import { sumsOf } from '../sections/supplement.ts';
import type { Computed } from './changes.ts';

/**
 * From a claim with rows held back to the supplement that pays them (lisälasku / tilläggsräkning), and what ties the two
 * together while either is written on. Pure: the two together come to what the one claim would have come to.
 */

/** The rows held back, by their subject. */
export const heldSubjects = ({ rulings = [] }: Pick<TripClaim, 'rulings'>): ReadonlySet<string> =>
  new Set(rulings.flatMap(({ subject, effect }) => (effect === 'held' ? [subject] : [])));

type Rows = Pick<TripClaim, 'mileage' | 'expenses'>;

/** A row without an id is named by its place; it keeps that name beside others. */
const named = ({ mileage, expenses }: Rows): Rows => ({
  mileage: mileage.map((row, at) => ({ ...row, id: row.id ?? String(at) })),
  expenses,
});

const rowsOf = (rows: Rows, isWanted: (subject: string) => boolean): Rows => ({
  mileage: rows.mileage.filter(({ id }) => isWanted(`mileage[${id}]`)),
  expenses: rows.expenses.filter(({ id }) => isWanted(`expenses[${id}]`)),
});

/** The supplement, under its own id, of the claim of that number. The advance was settled by the first. */
export function supplementOf({ claim, evaluation }: Computed, to: { id: string; number: string }): TripClaim {
  const { rulings = [], mileage: _m, expenses: _e, ...rest } = claim;
  const held = heldSubjects(claim);
  const rows = named(claim);
  const others = rulings.filter(({ effect }) => effect !== 'held');
  return {
    ...rest,
    ...rowsOf(rows, (subject) => held.has(subject)),
    id: to.id,
    trip: { ...claim.trip, advanceCents: 0 },
    ...(others.length > 0 ? { rulings: others } : {}),
    supplementTo: {
      claim: to.number,
      ...rowsOf(rows, (subject) => !held.has(subject)),
      paid: [...sumsOf(evaluation.lines)]
        .filter(([subject]) => !held.has(subject))
        .map(([subject, cents]) => ({ subject, cents })),
    },
  };
}

/** The rows of a draft that are held back, or the others. */
export function draftRows(draft: ClaimDraft, held: ReadonlySet<string>, which: 'held' | 'others'): ClaimDraft {
  const isWanted = (subject: string): boolean => held.has(subject) === (which === 'held');
  return {
    ...draft,
    mileage: draft.mileage.filter(({ id }) => isWanted(`mileage[${id}]`)),
    expenses: draft.expenses.filter(({ id }) => isWanted(`expenses[${id}]`)),
  };
}

/** Receipts that only rows held back are proved by: they go with them. */
export function receiptsHeld(draft: ClaimDraft, held: ReadonlySet<string>): string[] {
  const of = (which: 'held' | 'others') =>
    draftRows(draft, held, which).expenses.flatMap(({ receiptId }) => receiptId ?? []);
  const kept = new Set(of('others'));
  return [...new Set(of('held'))].filter((id) => !kept.has(id));
}

/**
 * What a claim that is written on must be computed with. `supplement`: as first made, with the facts of the trip as they
 * were paid. `first`: a claim that is sent again after its supplement was made, with the rows that went there.
 */
export type Tie = { kind: 'supplement'; made: TripClaim } | { kind: 'first'; rows: Rows };

/** The trip claim of a draft as it stands beside the other. */
export function tied(claim: TripClaim, tie: Tie): TripClaim {
  if (tie.kind === 'first') return withHeld(claim, tie.rows);
  const { made } = tie;
  const { submittedOn, trip, rulings, givenRates, supplementTo } = made;
  return {
    ...claim,
    trip,
    ...(submittedOn === undefined ? {} : { submittedOn }),
    ...(rulings === undefined ? {} : { rulings }),
    ...(givenRates === undefined ? {} : { givenRates }),
    ...(supplementTo === undefined ? {} : { supplementTo }),
  };
}

const withHeld = (claim: TripClaim, rows: Rows): TripClaim => ({
  ...claim,
  mileage: [...claim.mileage, ...rows.mileage],
  expenses: [...claim.expenses, ...rows.expenses],
  rulings: [
    ...(claim.rulings ?? []),
    ...rows.mileage.map(({ id }) => ({ subject: `mileage[${id}]`, effect: 'held' as const })),
    ...rows.expenses.map(({ id }) => ({ subject: `expenses[${id}]`, effect: 'held' as const })),
  ],
});
