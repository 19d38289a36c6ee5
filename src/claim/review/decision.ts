import { z } from 'zod';
import {
  CalendarDate,
  Cents,
  ExchangeRate,
  ExpenseKind,
  FreeMeal,
  Km,
  MOST_ROWS,
  Moment,
  Night,
  OwnMeal,
  Supplement,
  type TripClaim,
} from '../claim.ts';
import { parkingPlaces, places } from '../codes.ts';
import { isTripLine, rowId, TRIP } from '../line-subject.ts';
import { DecisionReason, GivenRate, Subject } from '../ruling-shape.ts';
import { WHOLE_CLAIM } from './questions.ts';

/**
 * What the assistant decides of a line or its facts (ratkaisu / avgörande). Rows are only ever added; taking one back is
 * a row too. Until the claim is approved and sealed everything can be taken back.
 */

const MOST_DAYS = 366;
const MOST_SUPPLEMENTS = 20;
const MOST_KM_A_YEAR = 1_000_000;
const LONGEST_QUESTION = 2_000;

/** Fields of a cost that the assistant may correct; the member's own words (reason, route) are never rewritten. */
export const ExpenseChanges = z
  .strictObject({
    kind: ExpenseKind,
    date: CalendarDate,
    amountCents: Cents,
    currency: z.string().regex(/^[A-Z]{3}$/),
    exchangeRate: ExchangeRate.nullable(),
    mealsCents: Cents,
    nights: z.array(CalendarDate).max(MOST_ROWS),
    place: z.enum(parkingPlaces).nullable(),
    days: z.int().min(1).max(MOST_DAYS).nullable(),
  })
  .partial();
export type ExpenseChanges = z.infer<typeof ExpenseChanges>;

export const MileageChanges = z
  .strictObject({
    km: Km,
    date: CalendarDate,
    routeKm: Km.nullable(),
    kmEarlierThisYear: z.number().min(0).max(MOST_KM_A_YEAR),
    publicFareCents: Cents.nullable(),
    /** Passengers and loads; whose names they are stays with the member unless one is missing. */
    supplements: z.array(Supplement).max(MOST_SUPPLEMENTS),
    /** False: the reason is not accepted, and at most the public fare is paid (§ 6). */
    reasonAccepted: z.boolean(),
  })
  .partial();
export type MileageChanges = z.infer<typeof MileageChanges>;

export const TripChanges = z
  .strictObject({
    start: Moment,
    end: Moment,
    startFrom: z.enum(places),
    endAt: z.enum(places),
    distanceKm: z.strictObject({ home: Km.optional(), workplace: Km.optional() }),
    freeMeals: z.array(FreeMeal).max(MOST_ROWS),
    ownMeals: z.array(OwnMeal).max(MOST_ROWS),
    nights: z.array(Night).max(MOST_ROWS),
    waivesPerDiem: z.boolean(),
  })
  .partial();
export type TripChanges = z.infer<typeof TripChanges>;

const Changes = z.union([ExpenseChanges, MileageChanges, TripChanges]);
export type Changes = z.infer<typeof Changes>;

export const Decision = z
  .discriminatedUnion('kind', [
    /** The line is right as it stands. */
    z.strictObject({ kind: z.literal('accept'), subject: Subject }),
    /** New values for named fields of a cost, a drive or the trip. */
    z.strictObject({ kind: z.literal('correct'), subject: Subject, changes: Changes, reason: DecisionReason }),
    /** The line pays nothing. */
    z.strictObject({ kind: z.literal('reject'), subject: Subject, reason: DecisionReason }),
    /** The member is asked: the claim is returned with all that is asked, or the rest is paid. */
    z.strictObject({
      kind: z.literal('ask'),
      subject: Subject,
      question: z.string().trim().min(1).max(LONGEST_QUESTION),
      /** The rest is paid meanwhile, and this row by a supplement (lisälasku / tilläggsräkning) once it is answered. */
      paysRest: z.boolean().optional(),
    }),
    /** An amount no rule pack knows, with its source. */
    z.strictObject({ kind: z.literal('rate'), subject: Subject, given: GivenRate }),
    /** A rate of exchange the member did not give. */
    z.strictObject({ kind: z.literal('exchange-rate'), subject: Subject, exchangeRate: ExchangeRate }),
  ])
  .meta({ id: 'Decision' });
export type Decision = z.infer<typeof Decision>;

/** A decision as it was made. Names of people are what readers see; instants ISO 8601. */
export type Decided = { id: number; decision: Decision; by: string; byId: string; at: string };

/** Why a decision cannot be made of this claim; null when it can. */
export function misfit(decision: Decision, claim: TripClaim, lineSubjects: ReadonlySet<string>): Misfit | null {
  const { subject } = decision;
  if (!isThere(subject, claim, lineSubjects)) return 'subject-not-there';
  if ('reason' in decision && decision.reason.code === 'other' && decision.reason.text.trim() === '')
    return 'reason-missing';
  if (subject === WHOLE_CLAIM && decision.kind !== 'ask') return 'not-for-subject';
  if (decision.kind === 'reject' && subject === TRIP) return 'not-for-subject';
  if (isHold(decision) && !isRow(subject)) return 'not-for-subject';
  if (decision.kind === 'exchange-rate' && rowId(subject, 'expenses') === null) return 'not-for-subject';
  if (decision.kind === 'correct') return correctionMisfit(decision);
  return null;
}

const isRow = (subject: string): boolean => rowId(subject, 'expenses') !== null || rowId(subject, 'mileage') !== null;

/** Whether it holds a row back while the rest is paid. */
export const isHold = (decision: Decision): boolean => decision.kind === 'ask' && decision.paysRest === true;

export type Misfit = 'subject-not-there' | 'reason-missing' | 'not-for-subject' | 'nothing-changed';

function correctionMisfit({ subject, changes }: Extract<Decision, { kind: 'correct' }>): Misfit | null {
  const shape = shapeOf(subject);
  if (!shape?.safeParse(changes).success) return 'not-for-subject';
  return Object.keys(changes).length === 0 ? 'nothing-changed' : null;
}

function shapeOf(subject: string) {
  if (rowId(subject, 'expenses') !== null) return ExpenseChanges;
  if (rowId(subject, 'mileage') !== null) return MileageChanges;
  return subject === TRIP ? TripChanges : null;
}

function isThere(subject: string, claim: TripClaim, lineSubjects: ReadonlySet<string>): boolean {
  if (subject === TRIP || subject === WHOLE_CLAIM) return true;
  if (isTripLine(subject)) return lineSubjects.has(subject);
  const expense = rowId(subject, 'expenses');
  if (expense !== null) return claim.expenses.some(({ id }) => id === expense);
  const drive = rowId(subject, 'mileage');
  return drive !== null && claim.mileage.some(({ id }) => id === drive);
}
