import { z } from 'zod';
import {
  CalendarDate,
  Cents,
  ExpenseKind,
  FreeMeal,
  Km,
  LongText,
  legModes,
  lodgings,
  MOST_ROWS,
  Moment,
  Name,
  OwnMeal,
  parkingPlaces,
  places,
  Reason,
  supplementKinds,
  Texts,
  Vehicle,
} from './claim.ts';

/**
 * A claim as it is being written (luonnos / utkast): the same nouns as the trip claim, any of them still empty.
 * A draft is always saved as it stands; what is missing is told beside it and only stops the sending.
 */

const RowId = Name.min(1);

export const DraftLeg = z.strictObject({
  id: RowId,
  mode: z.enum(legModes),
  from: Name,
  to: Name,
  departure: Moment.nullable(),
  arrival: Moment.nullable(),
});
export type DraftLeg = z.infer<typeof DraftLeg>;

export const DraftMileage = z.strictObject({
  id: RowId,
  vehicle: Vehicle,
  km: Km.nullable(),
  date: CalendarDate.nullable(),
  from: Name,
  to: Name,
  supplements: z.array(z.strictObject({ kind: z.enum(supplementKinds), km: Km.nullable(), name: Name })).max(20),
  routeKm: Km.nullable(),
  kmEarlierThisYear: z.number().min(0).max(1_000_000),
  reason: Reason.nullable(),
  publicFareCents: Cents.nullable(),
});
export type DraftMileage = z.infer<typeof DraftMileage>;

export const DraftExpense = z.strictObject({
  id: RowId,
  receiptId: z.uuid().nullable(),
  kind: ExpenseKind.nullable(),
  date: CalendarDate.nullable(),
  amountCents: Cents.nullable(),
  currency: z.string().regex(/^[A-Z]{3}$/),
  merchant: Name,
  justification: Reason.nullable(),
  from: Name,
  to: Name,
  nights: z.array(CalendarDate).max(MOST_ROWS),
  mealsCents: Cents,
  place: z.enum(parkingPlaces).nullable(),
  days: z.int().min(1).max(366).nullable(),
  /** Fields the member has looked at and left as read or typed; a field read unsurely is asked until it is here. */
  confirmed: z.array(z.enum(['amount', 'date', 'kind'])).max(3),
});
export type DraftExpense = z.infer<typeof DraftExpense>;

export const ClaimDraft = z.strictObject({
  trip: z.strictObject({
    start: Moment.nullable(),
    end: Moment.nullable(),
    startFrom: z.enum(places),
    endAt: z.enum(places),
    startAddress: Name,
    endAddress: Name,
    distanceKm: z.strictObject({ home: Km.nullable(), workplace: Km.nullable() }),
    freeMeals: z.array(FreeMeal).max(MOST_ROWS),
    ownMeals: z.array(OwnMeal).max(MOST_ROWS),
    nights: z.array(z.strictObject({ date: CalendarDate, lodging: z.enum(lodgings) })).max(MOST_ROWS),
    waivesPerDiem: z.boolean(),
    otherPayer: z.strictObject({ name: Name, paidCents: Cents.nullable() }).nullable(),
    advanceCents: Cents,
  }),
  legs: z.array(DraftLeg).max(MOST_ROWS),
  mileage: z.array(DraftMileage).max(MOST_ROWS),
  expenses: z.array(DraftExpense).max(MOST_ROWS),
  /** IBAN as typed; checked before sending. */
  payment: z.strictObject({ iban: z.string().max(42), accountHolder: Name }),
  /** Why the claim comes after the two months (regulation § 8); asked only then. */
  lateReason: LongText,
});
export type ClaimDraft = z.infer<typeof ClaimDraft>;

/** Something still empty: where in the draft (`trip.start`, `expenses[e1].date`), its code and what to do. */
export const Missing = z.object({ path: z.string(), code: z.string(), action: Texts });
export type Missing = z.infer<typeof Missing>;
