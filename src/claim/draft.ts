import { z } from 'zod';
import {
  CalendarDate,
  Cents,
  ExpenseKind,
  FreeMeal,
  Km,
  LongText,
  MealObjection,
  MOST_ROWS,
  Moment,
  Name,
  OwnMeal,
  Reason,
  Texts,
  Vehicle,
  vessels,
} from './claim.ts';
import {
  exchangeSources,
  legModes,
  lodgings,
  lostReceiptReasons,
  parkingPlaces,
  places,
  supplementKinds,
} from './codes.ts';

/**
 * A claim as it is being written (luonnos / utkast): the same nouns as the trip claim, any of them still empty.
 * A draft is always saved as it stands; what is missing is told beside it and only stops the sending.
 */

const RowId = Name.min(1);
const Country = z.string().regex(/^[A-Z]{2}$/);
const MOST_COURSE_DAYS = 366;

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

/** A stay on land abroad (oleskelu ulkomailla / vistelse utomlands), regulation § 9. */
export const DraftStay = z.strictObject({
  id: RowId,
  country: Country.nullable(),
  /** Part of the country, where its per diem differs; empty otherwise. */
  area: Name,
  from: Moment.nullable(),
  to: Moment.nullable(),
});
export type DraftStay = z.infer<typeof DraftStay>;

/** A ship or a flight to, from or between foreign countries (§ 9): the country last left, and the first reached. */
export const DraftCrossing = z.strictObject({
  id: RowId,
  vessel: z.enum(vessels),
  from: Moment.nullable(),
  to: Moment.nullable(),
  lastLeft: Country.nullable(),
  firstReached: Country.nullable(),
});
export type DraftCrossing = z.infer<typeof DraftCrossing>;

/** Units of the currency for one euro (vaihtokurssi / växelkurs, § 7) as typed: `11,2345` or `11.2345`. */
const DraftExchangeRate = z.strictObject({
  value: z.string().max(20),
  source: z.enum(exchangeSources),
  date: CalendarDate.nullable(),
});

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
  exchangeRate: DraftExchangeRate.nullable().default(null),
  /** What public transport would have been instead of a taxi (§ 7), in the member's words. */
  publicTransport: LongText.default(''),
  /** The member attests that there is no receipt any more; its row has none. */
  lostReceipt: z
    .strictObject({ code: z.enum(lostReceiptReasons).nullable(), text: LongText })
    .nullable()
    .default(null),
  /** Fields the member has looked at and left as read or typed; a field read unsurely is asked until it is here. */
  confirmed: z.array(z.enum(['amount', 'date', 'kind'])).max(3),
  /** What was read has been put into the empty fields: it is done once, and what is emptied afterwards stays empty. */
  filled: z.boolean().default(false),
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
    /** Reasons for the meals of the meeting card that are not among `freeMeals`. */
    mealObjections: z.array(MealObjection).max(MOST_ROWS).default([]),
    ownMeals: z.array(OwnMeal).max(MOST_ROWS),
    nights: z.array(z.strictObject({ date: CalendarDate, lodging: z.enum(lodgings) })).max(MOST_ROWS),
    waivesPerDiem: z.boolean(),
    otherPayer: z.strictObject({ name: Name, paidCents: Cents.nullable() }).nullable(),
    advanceCents: Cents,
    abroad: z.array(DraftStay).max(MOST_ROWS).default([]),
    aboard: z.array(DraftCrossing).max(MOST_ROWS).default([]),
    /** Days of the same course before this trip (§ 10). */
    earlierTraining: z
      .strictObject({ days: z.int().min(1).max(MOST_COURSE_DAYS).nullable(), endedOn: CalendarDate.nullable() })
      .nullable()
      .default(null),
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

type Since<T, Field extends keyof T> = Omit<T, Field> & Partial<Pick<T, Field>>;
/** A draft as it may stand in the database or in a browser's own store: saved before the form asked all it asks now. */
export type SavedDraft = Omit<ClaimDraft, 'trip' | 'expenses'> & {
  trip: Since<ClaimDraft['trip'], 'abroad' | 'aboard' | 'earlierTraining' | 'mealObjections'>;
  expenses: Since<DraftExpense, 'exchangeRate' | 'publicTransport' | 'filled' | 'lostReceipt'>[];
};

/** Something still empty: where in the draft (`trip.start`, `expenses[e1].date`), its code and what to do. */
export const Missing = z.object({ path: z.string(), code: z.string(), action: Texts });
export type Missing = z.infer<typeof Missing>;
