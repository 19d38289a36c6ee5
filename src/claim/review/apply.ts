import type { TripClaim } from '../claim.ts';
import type { ClaimDraft } from '../draft.ts';
import { TRIP } from '../line-subject.ts';
import type { GivenRate, Ruling } from '../ruling-shape.ts';
import { type Changes, type Decided, type Decision, isHold } from './decision.ts';

/**
 * From a claim as its member sent it and what was decided of it to the claim that takes its place. Pure: neither is
 * changed, and without decisions that change something the same claim comes back.
 */

/** One row of what was done: a decision, or the taking back of one. */
export type Act = Decided | { id: number; undoes: number; by: string; byId: string; at: string };

/** The decisions that stand, oldest first: those not taken back. */
export function standing(acts: readonly Act[]): Decided[] {
  const undone = new Set(acts.flatMap((act) => ('undoes' in act ? [act.undoes] : [])));
  return acts.filter((act): act is Decided => 'decision' in act && !undone.has(act.id));
}

const verdicts: readonly Decision['kind'][] = ['accept', 'reject', 'ask'];

/** The last word on each subject: accepted, rejected or asked; a later one takes the place of an earlier. */
export function verdictsOf(decisions: readonly Decided[]): ReadonlyMap<string, Decided> {
  const words = decisions.filter(({ decision }) => verdicts.includes(decision.kind));
  return new Map(words.map((each) => [each.decision.subject, each]));
}

/** Decisions that make another claim of it: corrections, rejections and rows held back that are the last word, given amounts. */
export function changing(decisions: readonly Decided[]): Decided[] {
  const last = verdictsOf(decisions);
  return decisions.filter(({ id, decision }) => {
    if (decision.kind === 'reject' || isHold(decision)) return last.get(decision.subject)?.id === id;
    return decision.kind !== 'accept' && decision.kind !== 'ask';
  });
}

/** Of these, the ones that change what the member declared: they need the member's consent. */
export const contestable = (decisions: readonly Decided[]): Decided[] =>
  changing(decisions).filter(({ decision }) => decision.kind === 'correct' || decision.kind === 'reject');

export function applyDecisions(claim: TripClaim, decisions: readonly Decided[]): TripClaim {
  const made = changing(decisions).map(({ decision }) => decision);
  const changes = changesBySubject(made);
  const rulings = [...(claim.rulings ?? []), ...made.flatMap(rulingOf)];
  const givenRates = latestRates([...(claim.givenRates ?? []), ...made.flatMap(rateOf)]);
  return {
    ...claim,
    trip: patched(claim.trip, changes.get(TRIP)),
    expenses: claim.expenses.map((row) => patched(row, changes.get(`expenses[${row.id}]`))),
    mileage: claim.mileage.map((row) => patched(row, changes.get(`mileage[${row.id}]`))),
    ...(rulings.length > 0 ? { rulings } : {}),
    ...(givenRates.length > 0 ? { givenRates } : {}),
  };
}

/** The same in the draft, so that a claim that is returned later goes on from what was corrected. */
export function applyToDraft(draft: ClaimDraft, decisions: readonly Decided[]): ClaimDraft {
  const changes = changesBySubject(changing(decisions).map(({ decision }) => decision));
  const trip: Changes = changes.get(TRIP) ?? {};
  return {
    ...draft,
    trip: patched(draft.trip, { ...trip, ...distances(trip) }),
    expenses: draft.expenses.map((row) => patched(row, changes.get(`expenses[${row.id}]`))),
    mileage: draft.mileage.map((row) => patched(row, drafted(changes.get(`mileage[${row.id}]`)))),
  };
}

/** That the fields are the row's own was seen when the decision was made (`misfit`). */
const patched = <Row extends object>(row: Row, changes: object | undefined): Row => ({ ...row, ...changes });

/** A draft says null where a trip claim leaves a distance out. */
function distances(changes: Changes): Partial<Pick<ClaimDraft['trip'], 'distanceKm'>> {
  if (!('distanceKm' in changes) || !changes.distanceKm) return {};
  const { home = null, workplace = null } = changes.distanceKm;
  return { distanceKm: { home, workplace } };
}

/** Whether a reason is accepted is the assistant's to say, and no part of what the member writes. */
function drafted(changes: Changes | undefined): object {
  const { reasonAccepted: _, ...rest } = (changes ?? {}) as { reasonAccepted?: boolean };
  return rest;
}

/** Later corrections of a field take the place of earlier ones. */
function changesBySubject(decisions: readonly Decision[]): Map<string, Changes> {
  const changes = new Map<string, Changes>();
  for (const decision of decisions) {
    const made = changesOf(decision);
    if (made) changes.set(decision.subject, { ...changes.get(decision.subject), ...made });
  }
  return changes;
}

function changesOf(decision: Decision): Changes | null {
  if (decision.kind === 'correct') return decision.changes;
  return decision.kind === 'exchange-rate' ? { exchangeRate: decision.exchangeRate } : null;
}

function rulingOf(decision: Decision): Ruling[] {
  const { subject } = decision;
  if (isHold(decision)) return [{ subject, effect: 'held' }];
  return decision.kind === 'reject' ? [{ subject, effect: 'rejected', reason: decision.reason }] : [];
}

/** Of the decisions, those that hold a row back while the rest is paid. */
export const holds = (decisions: readonly Decided[]): Decided[] =>
  changing(decisions).filter(({ decision }) => isHold(decision));

const rateOf = (decision: Decision): GivenRate[] => (decision.kind === 'rate' ? [decision.given] : []);

const latestRates = (rates: readonly GivenRate[]): GivenRate[] => [
  ...new Map(rates.map((rate) => [`${rate.pack} ${rate.rate}`, rate])).values(),
];
