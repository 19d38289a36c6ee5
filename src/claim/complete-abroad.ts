import type { ExchangeRate, Trip } from './claim.ts';
import { NO_CURRENCY, rateOf } from './currency.ts';
import type { ClaimDraft, DraftCrossing, DraftExpense, DraftStay, Missing } from './draft.ts';
import { missing } from './missing.ts';

/** § 7, § 9, § 10: what a draft tells of a trip abroad, of another currency and of a long course, and what of it is missing. */

export function missingAbroad(trip: ClaimDraft['trip'], kind: Trip['kind']): Missing[] {
  const { earlierTraining } = trip;
  const isOpen = kind === 'training' && earlierTraining !== null && earlierTrainingOf(trip) === null;
  return [
    ...trip.abroad.flatMap(missingOfStay),
    ...trip.aboard.flatMap(missingOfCrossing),
    ...(isOpen ? [missing('trip.earlierTraining', 'earlier-training-missing')] : []),
  ];
}

function missingOfStay({ id, country, from, to }: DraftStay): Missing[] {
  const path = `trip.abroad[${id}]`;
  return [
    ...(country === null ? [missing(`${path}.country`, 'stay-country-missing')] : []),
    ...(from === null || to === null
      ? [missing(`${path}.${from === null ? 'from' : 'to'}`, 'stay-times-missing')]
      : []),
  ];
}

function missingOfCrossing({ id, from, to, lastLeft, firstReached }: DraftCrossing): Missing[] {
  const path = `trip.aboard[${id}]`;
  return [
    ...(lastLeft === null || firstReached === null
      ? [missing(`${path}.${lastLeft === null ? 'lastLeft' : 'firstReached'}`, 'crossing-countries-missing')]
      : []),
    ...(from === null || to === null
      ? [missing(`${path}.${from === null ? 'from' : 'to'}`, 'crossing-times-missing')]
      : []),
  ];
}

/** The stay as the engine takes it; none while a part of it is missing. */
export const stayOf = ({ country, area, from, to }: DraftStay): Trip['abroad'] =>
  country === null || from === null || to === null ? [] : [{ country, area: area.trim() || null, from, to }];

export const crossingOf = ({ vessel, from, to, lastLeft, firstReached }: DraftCrossing): Trip['aboard'] =>
  from === null || to === null || lastLeft === null || firstReached === null
    ? []
    : [{ vessel, from, to, lastLeft, firstReached }];

/** The engine names a row by its place among the whole ones (`trip.abroad[0].to`); the form knows it by its own name. */
export const rowPath = (path: string, { abroad, aboard }: ClaimDraft['trip']): string =>
  path.replace(/^trip\.(abroad|aboard)\[(\d+)\]/, (whole, list, place) => {
    const rows =
      list === 'abroad' ? abroad.filter((row) => stayOf(row)[0]) : aboard.filter((row) => crossingOf(row)[0]);
    const row = rows[Number(place)];
    return row ? `trip.${list}[${row.id}]` : whole;
  });

export function earlierTrainingOf({ earlierTraining }: Pick<ClaimDraft['trip'], 'earlierTraining'>) {
  const { days, endedOn } = earlierTraining ?? { days: null, endedOn: null };
  return days === null || endedOn === null ? null : { days, endedOn };
}

const needsRate = ({ currency }: DraftExpense) => currency !== 'EUR' && currency !== NO_CURRENCY;

/** Null for a sum in euro, and until the rate is whole. */
export function exchangeRateOf(row: DraftExpense): ExchangeRate | null {
  if (!needsRate(row) || row.exchangeRate === null) return null;
  const { value, source, date } = row.exchangeRate;
  const rate = rateOf(value);
  return rate === null || date === null ? null : { value: rate, source, date };
}

export function missingRate(row: DraftExpense, path: string): Missing[] {
  if (!needsRate(row)) return [];
  const { value, date } = row.exchangeRate ?? { value: '', date: null };
  if (value.trim() === '') return [missing(`${path}.exchangeRate`, 'currency-rate-missing')];
  if (rateOf(value) === null) return [missing(`${path}.exchangeRate`, 'currency-rate-wrong')];
  return date === null ? [missing(`${path}.exchangeRate.date`, 'currency-rate-date-missing')] : [];
}
