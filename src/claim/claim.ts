import { z } from 'zod';
import {
  exchangeSources,
  expenseKinds,
  legModes,
  lodgings,
  lostReceiptReasons,
  meals,
  parkingPlaces,
  places,
  reasonCodes,
  supplementKinds,
  tripKinds,
  vehicles,
} from './codes.ts';
import { Duplicate } from './duplicate-shape.ts';
import { GivenRate, Ruling, Subject } from './ruling-shape.ts';

/** The nouns of a travel claim (matkalasku / reseräkning) as other programs see them: euro cents, km, ISO 8601 times. */

export const languages = ['fi', 'sv', 'en'] as const;
export const Language = z.enum(languages);
export type Language = z.infer<typeof Language>;

/** One sentence in the three languages of the service; Swedish is Finland's Swedish. */
export const Texts = z.strictObject({ fi: z.string(), sv: z.string(), en: z.string() });
export type Texts = z.infer<typeof Texts>;

/** Largest sum the service accepts in one field: ten million euro. Anything above is a typing error. */
const MOST_CENTS = 1_000_000_000;
/** Largest distance accepted in one field, about once round the Earth. */
const MOST_KM = 40_000;
const LONGEST_TEXT = 2_000;
const LONGEST_NAME = 200;
/** Rows of one kind in a claim. */
export const MOST_ROWS = 200;
const MOST_DAYS = 366;

export const Cents = z.int().min(0).max(MOST_CENTS);
/** Kilometres, at most one decimal. */
export const Km = z.number().min(0).max(MOST_KM);
export const Name = z.string().max(LONGEST_NAME);
export const LongText = z.string().max(LONGEST_TEXT);
/** Calendar date, ISO 8601 (`2026-03-10`). */
export const CalendarDate = z.iso.date();
/** Wall-clock time in the trip's zone (`2026-03-10T06:40`), or a time with an offset. */
export const Moment = z.union([
  z.iso.datetime({ local: true, offset: true, precision: -1 }),
  z.iso.datetime({ local: true, offset: true }),
]);

export const vessels = ['ship', 'plane'] as const;

export const Meal = z.enum(meals);
export const Vehicle = z.enum(vehicles);
export const ExpenseKind = z.enum(expenseKinds);
export const ReasonCode = z.enum(reasonCodes);
export type Meal = z.infer<typeof Meal>;
export type Vehicle = z.infer<typeof Vehicle>;
export type ExpenseKind = z.infer<typeof ExpenseKind>;
export type ReasonCode = z.infer<typeof ReasonCode>;

/** A reason (perustelu / motivering) for a taxi ride or an own car. */
export const Reason = z.strictObject({ code: ReasonCode, text: LongText.default('') });
export type Reason = z.infer<typeof Reason>;

/** A meal (ateria / måltid) somebody else arranged or paid, at the time it was served. */
export const FreeMeal = z.strictObject({
  at: Moment,
  meal: Meal,
  source: z.enum(['organiser', 'ticket', 'room']).default('organiser'),
});
/** A meal of the meeting card that the member says was not had (vastaväite / invändning), with the reason. */
export const MealObjection = z.strictObject({ at: Moment, meal: Meal, reason: LongText });
export type MealObjection = z.infer<typeof MealObjection>;
/** A meal the traveller paid; the distance is from home or workplace, the shorter. */
export const OwnMeal = z.strictObject({ at: Moment, distanceKm: Km });
/** A night (yö / natt) of the trip by the date of its evening. */
export const Night = z.strictObject({ date: CalendarDate, lodging: z.enum(lodgings) });
export type FreeMeal = z.infer<typeof FreeMeal>;
export type OwnMeal = z.infer<typeof OwnMeal>;
export type Night = z.infer<typeof Night>;

/** One part of the way (matkan osuus / etapp). It documents the route; per diems follow the trip's start and end. */
export const Leg = z.strictObject({
  mode: z.enum(legModes),
  from: Name,
  to: Name,
  departure: Moment,
  arrival: Moment,
});
export type Leg = z.infer<typeof Leg>;

const Stay = z.strictObject({
  country: z.string().regex(/^[A-Z]{2}$/),
  area: Name.nullable().default(null),
  from: Moment,
  to: Moment,
});
const Crossing = z.strictObject({
  vessel: z.enum(vessels),
  from: Moment,
  to: Moment,
  lastLeft: z.string().regex(/^[A-Z]{2}$/),
  firstReached: z.string().regex(/^[A-Z]{2}$/),
});

/** The journey itself (virkamatka / tjänsteresa). */
export const Trip = z.strictObject({
  purpose: LongText.default(''),
  kind: z.enum(tripKinds).default('meeting'),
  start: Moment,
  end: Moment,
  timeZone: z.string().max(64).default('Europe/Helsinki'),
  startFrom: z.enum(places).default('home'),
  endAt: z.enum(places).default('home'),
  distanceKm: z.strictObject({ home: Km.optional(), workplace: Km.optional() }).default({}),
  legs: z.array(Leg).max(MOST_ROWS).default([]),
  freeMeals: z.array(FreeMeal).max(MOST_ROWS).default([]),
  mealObjections: z.array(MealObjection).max(MOST_ROWS).default([]),
  ownMeals: z.array(OwnMeal).max(MOST_ROWS).default([]),
  nights: z.array(Night).max(MOST_ROWS).default([]),
  abroad: z.array(Stay).max(MOST_ROWS).default([]),
  aboard: z.array(Crossing).max(MOST_ROWS).default([]),
  waivesPerDiem: z.boolean().default(false),
  otherPayer: z.strictObject({ name: Name, paidCents: Cents }).nullable().default(null),
  advanceCents: Cents.default(0),
  /** Continuous training paid before this trip: its days count on, unless the break since was too long (§ 10). */
  earlierTraining: z
    .strictObject({ days: z.int().min(1).max(MOST_DAYS), endedOn: CalendarDate })
    .nullable()
    .default(null),
});
export type Trip = z.infer<typeof Trip>;

export const Supplement = z.strictObject({ kind: z.enum(supplementKinds), km: Km, name: Name.default('') });
export type Supplement = z.infer<typeof Supplement>;
/** Own vehicle (kilometrikorvaus / kilometerersättning). */
export const Mileage = z.strictObject({
  id: Name.optional(),
  vehicle: Vehicle,
  km: Km,
  date: CalendarDate,
  from: Name.default(''),
  to: Name.default(''),
  supplements: z.array(Supplement).max(20).default([]),
  routeKm: Km.nullable().default(null),
  kmEarlierThisYear: z.number().min(0).max(1_000_000).default(0),
  reason: Reason.nullable().default(null),
  /** The assistant's decision on the reason: null while it is not made, false = rejected (public fare at most). */
  reasonAccepted: z.boolean().nullable().default(null),
  publicFareCents: Cents.nullable().default(null),
});
export type Mileage = z.infer<typeof Mileage>;

/** Units of the currency for one euro, as the European Central Bank quotes it, as a decimal string (`"11.2345"`). */
export const ExchangeRate = z.strictObject({
  value: z.string().regex(/^(?!0+(\.0+)?$)\d{1,7}(\.\d{1,6})?$/),
  source: z.enum(exchangeSources),
  date: CalendarDate,
});
export type ExchangeRate = z.infer<typeof ExchangeRate>;

/**
 * The member attests (vakuutus / försäkran) that a cost has no receipt any more, and why. `earlierThisYear` counts the
 * member's attestations for costs of the same year before this one: the service knows, the engine tells.
 */
export const LostReceipt = z.strictObject({
  code: z.enum(lostReceiptReasons),
  text: LongText.default(''),
  earlierThisYear: z.int().min(0).max(10_000).default(0),
});
export type LostReceipt = z.infer<typeof LostReceipt>;

/** A cost paid against a receipt (kuitti / kvitto). `readCents` is what the service read off it, if anything. */
export const Expense = z.strictObject({
  id: Name.min(1),
  kind: ExpenseKind,
  date: CalendarDate,
  amountCents: Cents,
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .default('EUR'),
  hasReceipt: z.boolean().default(false),
  lostReceipt: LostReceipt.nullable().default(null),
  readCents: Cents.nullable().default(null),
  /** Needed when the currency is not the euro. `amountCents` is then in hundredths of that currency's unit. */
  exchangeRate: ExchangeRate.nullable().default(null),
  /** Time of day on the receipt (`05:42`). */
  time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .nullable()
    .default(null),
  justification: Reason.nullable().default(null),
  from: Name.default(''),
  to: Name.default(''),
  nights: z.array(CalendarDate).max(MOST_ROWS).default([]),
  mealsCents: Cents.default(0),
  place: z.enum(parkingPlaces).nullable().default(null),
  days: z.int().min(1).max(MOST_DAYS).nullable().default(null),
  /** What public transport would have been instead of a taxi: its price, time or that there was none. */
  publicTransport: LongText.default(''),
  duplicates: z.array(Duplicate).max(MOST_ROWS).default([]),
});
export type Expense = z.infer<typeof Expense>;

/** A claim that is supplemented (lisälasku / tilläggsräkning): number, rows it paid or ruled on, what it paid by line. */
const PaidClaim = z.strictObject({
  claim: Name,
  mileage: z.array(Mileage).max(MOST_ROWS),
  expenses: z.array(Expense).max(MOST_ROWS),
  paid: z.array(z.strictObject({ subject: Subject, cents: z.int() })).max(MOST_ROWS * 20),
});

/** The input of `matkalasku evaluate`, and what a sealed claim embeds. */
export const TripClaim = z.strictObject({
  id: z.string().max(LONGEST_NAME),
  submittedOn: CalendarDate.optional(),
  trip: Trip,
  mileage: z.array(Mileage).max(MOST_ROWS).default([]),
  expenses: z.array(Expense).max(MOST_ROWS).default([]),
  attachments: z
    .strictObject({
      invitation: z.boolean().default(false),
      /** The paper originals (alkuperäiset / original) have come and the assistant has marked them. */
      originalsReceived: z.boolean().default(false),
    })
    .default({ invitation: false, originalsReceived: false }),
  group: z.strictObject({ name: Name, termStart: CalendarDate, termEnd: CalendarDate }).optional(),
  /** When the meeting (kokous / möte) was held; told by the member where the organiser has made no card. */
  meeting: z.strictObject({ start: Moment, end: Moment, toldByMember: z.boolean().default(false) }).optional(),
  /** Trips in the member's other claims, which this one may not overlap. */
  otherTrips: z
    .array(z.strictObject({ claim: Name, start: Moment, end: Moment }))
    .max(MOST_ROWS)
    .default([]),
  /** The claim this one supplements: its rows are computed with these, as the one claim they were, and not paid again. */
  supplementTo: PaidClaim.optional(),
  /** Lines the assistant does not pay, and amounts no pack knows: only in versions made of the assistant's decisions. */
  rulings: z.array(Ruling).max(MOST_ROWS).optional(),
  givenRates: z.array(GivenRate).max(MOST_ROWS).optional(),
});
export type TripClaim = z.infer<typeof TripClaim>;

export const severities = ['error', 'review', 'note'] as const;
export const Severity = z.enum(severities);
export type Severity = z.infer<typeof Severity>;

/** Where a number or a demand comes from: line of law, section, source and how sure it is. */
export const Citation = z.object({
  line: z.enum(['state', 'tax', 'service']),
  section: z.string(),
  source: z.string(),
  status: z.enum(['verified', 'assumed', 'unknown']),
});
export type Citation = z.infer<typeof Citation>;

/** One computed line (rivi / rad). `amountCents` is null when a rate it needs is unknown. */
export const Line = z.object({
  rule: z.string(),
  travelDay: z.int().nullable(),
  date: CalendarDate,
  quantity: z.number(),
  unitCents: z.number().nullable(),
  amountCents: z.int().nullable(),
  reduction: z.enum(['free-meals', 'training-75', 'other-source']).nullable(),
  subject: z.string(),
  cite: Citation,
  why: Texts,
  /** Per diems of a trip abroad: what may be paid free of tax for that travel day; null when its rate is unknown. */
  taxCeilingCents: z.int().nullable().optional(),
});
export type Line = z.infer<typeof Line>;

/** Something a person must mend, decide or know (huomautus / anmärkning), with exactly one thing to do. */
export const Finding = z.object({
  code: z.string(),
  severity: Severity,
  subject: z.string(),
  action: Texts,
  cite: Citation,
});
export type Finding = z.infer<typeof Finding>;

export const Totals = z.object({
  perDiemCents: z.int(),
  mealCents: z.int(),
  nightCents: z.int(),
  mileageCents: z.int(),
  lodgingCents: z.int(),
  transportCents: z.int(),
  otherCents: z.int(),
  otherPayerCents: z.int(),
  payableCents: z.int(),
});
export type Totals = z.infer<typeof Totals>;

export const PackRef = z.object({ id: z.string(), sha256: z.string() });
export type PackRef = z.infer<typeof PackRef>;

/** The output of the engine for one claim. */
export const Evaluation = z.object({
  id: z.string(),
  packs: z.array(PackRef),
  lines: z.array(Line),
  findings: z.array(Finding),
  totals: Totals,
  complete: z.boolean(),
});
export type Evaluation = z.infer<typeof Evaluation>;

/** A claim that cannot be evaluated: why, and at which JSON path. */
export const Refusal = z.object({
  id: z.string().nullable(),
  error: z.object({ code: z.string(), path: z.string(), message: Texts }),
});
export type Refusal = z.infer<typeof Refusal>;
