import type { ExpenseKind, ReasonCode, Vehicle } from '../../claim/claim.ts';
import type { DraftExpense, DraftLeg } from '../../claim/draft.ts';
import type { Speech } from '../texts.ts';

/** The choices of the select fields, the likeliest first. Typed so that a new code in `claim` must be placed here. */

const order = <T extends string>(places: Record<T, number>): readonly T[] =>
  (Object.keys(places) as T[]).filter((one) => places[one] > 0).sort((one, other) => places[one] - places[other]);

// A fee is never paid (regulation § 7) and is not offered; one that was read from a paper is still shown as read.
export const expenseKinds = order<ExpenseKind>({
  train: 1,
  taxi: 2,
  'local-transport': 3,
  bus: 4,
  flight: 5,
  ship: 6,
  lodging: 7,
  parking: 8,
  'seat-or-berth': 9,
  luggage: 10,
  'course-fee': 11,
  other: 12,
  fee: 0,
});
export const reasonCodes = order<ReasonCode>({
  'no-connection': 1,
  'would-be-late': 2,
  'much-longer': 3,
  'shared-ride': 4,
  luggage: 5,
  'own-work-schedule': 6,
  'reduced-mobility': 7,
  other: 8,
});
export const legModes = order<DraftLeg['mode']>({
  train: 1,
  bus: 2,
  'local-transport': 3,
  taxi: 4,
  'own-vehicle': 5,
  flight: 6,
  ship: 7,
  walk: 8,
});
export const vehicles = order<Vehicle>({
  car: 1,
  motorcycle: 2,
  moped: 3,
  bicycle: 4,
  'motorboat-small': 5,
  'motorboat-large': 6,
  snowmobile: 7,
  atv: 8,
});
export const parkingPlaces = order<NonNullable<DraftExpense['place']>>({
  station: 1,
  airport: 2,
  lodging: 3,
  street: 4,
});

export const rateSources = order<NonNullable<DraftExpense['exchangeRate']>['source']>({ ecb: 1, bank: 2 });

export const optionsOf = <T extends string>(speech: Speech, stem: string, values: readonly T[]) =>
  values.map((value) => ({ value, text: speech.code(stem, value) }));

/** Currencies the European Central Bank has a rate of, those of near countries first; the receipt's always among them. */
const currencies =
  'EUR SEK NOK DKK ISK GBP CHF PLN CZK HUF RON TRY USD CAD AUD NZD JPY CNY HKD KRW SGD INR ILS THB MXN BRL ZAR'.split(
    ' ',
  );

export const currencyOptions = (named: string | null) =>
  (named === null || currencies.includes(named) ? currencies : [named, ...currencies]).map((value) => ({
    value,
    text: value,
  }));
