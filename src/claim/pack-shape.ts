import { z } from 'zod';
import { CalendarDate, Name, Texts } from './claim.ts';
import { supplementKinds, vehicles } from './codes.ts';

/**
 * The strict shape of a rule pack file (`rules/2026.yaml`): an unknown or missing key, a float for money or a wrong unit
 * is refused. How a value is read stands in `rules/README.md`.
 */

export const Cite = z.strictObject({
  line: z.enum(['state', 'tax', 'service']),
  section: z.string().min(1),
  source: z.string().min(1),
});

/** Euro as a decimal string, two decimals: a YAML float is never money. */
const Euros = z.string().regex(/^\d{1,6}\.\d{2}$/, 'a decimal string with two decimals, such as "54.00"');
const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day such as "21:00"');
const Count = z.number().min(0).max(100_000);
const Share = z.int().min(0).max(100);

const known = <V extends z.ZodType, U extends string>(value: V, unit: U) =>
  z.strictObject({ value, unit: z.literal(unit), status: z.enum(['verified', 'assumed']), cite: Cite });

/** An amount of money; only amounts may be `unknown`, and then they have no value at all. */
const rate = <U extends string>(unit: U) =>
  z.discriminatedUnion('status', [
    known(Euros, unit),
    z.strictObject({ unit: z.literal(unit), status: z.literal('unknown'), cite: Cite }),
  ]);

const perKm = rate('EUR/km');
const perKmOf = <K extends string>(keys: readonly K[]) =>
  z.strictObject(Object.fromEntries(keys.map((key) => [key, perKm])) as Record<K, typeof perKm>);

const CountryCode = z.string().regex(/^[A-Z]{2}$/, 'a country code such as SE');
/** A part of a country with a per diem of its own; `code` where ISO gives it one too (HK). */
const ForeignArea = z.strictObject({
  country: CountryCode,
  code: CountryCode.optional(),
  name: Texts,
  value: Euros,
});
const foreignRows = {
  unit: z.literal('EUR/day'),
  status: z.literal('verified'),
  cite: Cite,
  countries: z.record(CountryCode, Euros),
  areas: z.array(ForeignArea),
};
/** § 9 A year's foreign per diems by country: all of them, those that were seen, or none seen. */
const ForeignTable = z.discriminatedUnion('table', [
  z.strictObject({ table: z.literal('complete'), ...foreignRows, others: Euros }),
  z.strictObject({ table: z.literal('partial'), ...foreignRows }),
  z.strictObject({
    table: z.literal('unknown'),
    unit: z.literal('EUR/day'),
    status: z.literal('unknown'),
    cite: Cite,
  }),
]);
export type ForeignTable = z.infer<typeof ForeignTable>;

export const NO_NUMBER = 'not found';
export const Source = z.strictObject({
  title: z.string().min(1),
  /** Date of the decision, where known. */
  date: CalendarDate.optional(),
  /** Diary number, or `not found`. */
  number: z.string().min(1),
  /** Pages on which the figures were seen. */
  seen: z.string().min(1),
});

export const PackContent = z.strictObject({
  id: z.string().regex(/^[a-z]+(-[a-z]+)*-\d{4}\.\d{1,3}$/, 'an id such as fi-state-2026.1'),
  from: CalendarDate,
  to: CalendarDate,
  sources: z.record(Name.min(1), Source),
  travelDay: z.strictObject({ length: known(Count, 'h') }),
  perDiem: z.strictObject({
    full: rate('EUR/day'),
    partial: rate('EUR/day'),
    distanceOver: known(Count, 'km'),
    distanceFromBothOver: known(Count, 'km'),
    partialOver: known(Count, 'h'),
    fullOver: known(Count, 'h'),
    remainderPartialFrom: known(Count, 'h'),
    remainderFullOver: known(Count, 'h'),
  }),
  freeMeals: z.strictObject({
    reduction: known(Share, '%'),
    mealsToHalveFull: known(Count, 'meals'),
    mealsToHalvePartial: known(Count, 'meals'),
    breakfastIsFreeMeal: known(z.boolean(), 'switch'),
  }),
  mealCompensation: z.strictObject({
    amount: rate('EUR/meal'),
    tripOver: known(Count, 'h'),
    distanceFrom: known(Count, 'km'),
    mostPerTrip: known(Count, 'meals'),
  }),
  nightAllowance: z.strictObject({
    amount: rate('EUR/night'),
    nightFrom: known(TimeOfDay, 'time'),
    nightUntil: known(TimeOfDay, 'time'),
    hoursFrom: known(Count, 'h'),
  }),
  lodging: z.strictObject({ ceiling: known(z.literal('none'), 'EUR/night') }),
  mileage: z.strictObject({
    rates: perKmOf(vehicles),
    supplements: perKmOf(supplementKinds),
    lowerRateOver: known(Count, 'km/year'),
    lowerRate: z.strictObject({ car: perKm }),
    reasonNeeded: known(z.array(z.enum(vehicles)), 'vehicles'),
  }),
  expenses: z.strictObject({
    actualCost: known(z.literal('receipt'), 'proof'),
    taxi: known(z.literal('justification'), 'proof'),
    fee: known(z.literal('never'), 'payment'),
    parkingPlaces: known(z.array(z.enum(['airport', 'station', 'lodging', 'street'])), 'places'),
    parkingDaysMost: known(Count, 'days'),
    exchangeRateDaysMost: known(Count, 'days'),
  }),
  claim: z.strictObject({
    filingMonths: known(Count, 'months'),
    secondaryCompensation: known(z.literal('shortfall'), 'payment'),
  }),
  foreign: z.strictObject({
    shortTripUnder: known(Count, 'h'),
    shortTripOver: known(Count, 'h'),
    shortTripAbroadOver: known(Count, 'h'),
    remainderOver: known(Count, 'h'),
    remainderShare: known(Share, '%'),
    longRemainderOver: known(Count, 'h'),
    longRemainderShare: known(Share, '%'),
    mealsToHalve: known(Count, 'meals'),
    reduction: known(Share, '%'),
    roomMealsCount: known(z.boolean(), 'switch'),
    rates: ForeignTable,
  }),
  taxCeiling: z.strictObject({
    foreignFrom: known(Count, 'h'),
    remainderOver: known(Count, 'h'),
    remainderShare: known(Share, '%'),
    fullRemainderOver: known(Count, 'h'),
    halfIsCutByMeals: known(z.boolean(), 'switch'),
  }),
  training: z.strictObject({
    daysAsMeeting: known(Count, 'days'),
    laterShare: known(Share, '%'),
    breakOver: known(Count, 'days'),
  }),
  openQuestions: z.array(z.strictObject({ id: Name.min(1), fi: z.string(), sv: z.string(), en: z.string() })),
});
export type PackContent = z.infer<typeof PackContent>;
