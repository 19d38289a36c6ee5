import type { DraftExpense } from '../../claim/draft.ts';
import type { Reading } from '../../claim/reading.ts';
import { showClock } from '../parse.ts';
import type { Speech } from '../texts.ts';
import type { Target } from './receipt-pane.tsx';

/** Values of a cost as the assistant sees them: what, where from, and the place on the picture. */

export type Origin = { key: 'review.from.read' | 'review.from.confirmed' | 'review.from.typed' } | { differs: string };
type Place = Pick<Target, 'page' | 'box'>;

export interface Value {
  name: string;
  text: string;
  origin: Origin;
  place: Place | null;
}

type Read = { page: number | null; box: Place['box'] } | null | undefined;

const placeOf = (read: Read): Place | null => (read?.page && read.box ? { page: read.page, box: read.box } : null);

export const originOf = (typed: boolean, sure: boolean): Origin => {
  if (typed) return { key: 'review.from.typed' };
  return { key: sure ? 'review.from.read' : 'review.from.confirmed' };
};

/** A value of the row beside what was read for it; nothing when the row has none. */
const compared = (name: string, text: string, readText: string, read: Read): Value[] => {
  if (text === '') return [];
  if (readText === '') return [{ name, text, origin: originOf(true, false), place: null }];
  const origin = readText === text ? originOf(false, true) : { differs: readText };
  return [{ name, text, origin, place: placeOf(read) }];
};

/** Something the row does not have: only the paper tells it. */
const told = (name: string, text: string, read: Read): Value[] =>
  read && text !== '' ? [{ name, text, origin: originOf(false, true), place: placeOf(read) }] : [];

/** Values of the row that its kind asks for, each beside what was read. */
export const rowValues = (row: DraftExpense, reading: Reading | null, speech: Speech): Value[] => {
  const { t, format, code } = speech;
  const [route] = reading?.routes ?? [];
  const { lodging = null, parking = null } = reading ?? {};
  const days = (dates: readonly string[]): string => dates.map(format.date).join(', ');
  const sum = (cents: number | null | undefined): string => (cents ? format.sum(cents, row.currency) : '');
  const site = (place: string | null | undefined): string => (place ? code('parking', place) : '');
  return [
    ...compared(t('expense.from'), row.from, route?.from?.value ?? '', route?.from),
    ...compared(t('expense.to'), row.to, route?.to?.value ?? '', route?.to),
    ...compared(
      t('review.trip.nights'),
      days(row.nights),
      days(lodging?.nights ?? []),
      lodging?.arrival ?? lodging?.nightCount,
    ),
    ...compared(t('expense.meals.short'), sum(row.mealsCents), sum(lodging?.mealsCents), lodging?.meals[0]),
    ...compared(t('review.read.where'), site(row.place), site(parking?.site?.value), parking?.site),
    ...compared(t('expense.days'), String(row.days ?? ''), String(parking?.days?.value ?? ''), parking?.days),
  ];
};

/** What the receipt tells besides: number, business id, time, payment, VAT, the day and length of the journey. */
export const paperValues = (reading: Reading | null, speech: Speech): Value[] => {
  if (!reading) return [];
  const { t, format, code, language } = speech;
  const sum = (cents: number): string => format.sum(cents, reading.total?.currency ?? 'EUR');
  const number = (value: number): string => (language === 'en' ? String(value) : String(value).replace('.', ','));
  const clock = (time: string): string => (language === 'en' || time === '' ? time : showClock(time));
  const { payment, lodging, parking } = reading;
  return [
    ...told(t('review.read.time'), clock(reading.time?.value ?? ''), reading.time),
    ...told(t('review.read.number'), reading.receiptNumber?.value ?? '', reading.receiptNumber),
    ...told(t('review.read.business'), reading.businessId?.value ?? '', reading.businessId),
    ...told(
      t('review.read.payment'),
      payment ? [sumOr(payment.cents, sum), code('paid', payment.method)].join(' ').trim() : '',
      payment,
    ),
    ...reading.vat.flatMap((row) => told(t('review.read.vat', { rate: number(row.rate) }), sum(row.vatCents), row)),
    ...reading.routes.flatMap(({ date }) => told(t('review.read.travel'), date ? format.date(date.value) : '', date)),
    ...reading.routes.flatMap(({ km }) => told(t('review.read.distance'), km ? `${number(km.value)} km` : '', km)),
    ...told(
      t('review.read.breakfast'),
      breakfastText(lodging?.breakfast ?? null, sum, t('review.read.breakfast.included')),
      lodging?.breakfast,
    ),
    ...told(
      t('review.read.parked'),
      [parking?.from, parking?.to].map((end) => momentText(end?.value, format)).join('–'),
      parking?.to,
    ),
    ...reading.meals
      .filter(({ source }) => source !== 'room')
      .flatMap((meal) => told(t('review.read.free'), code('meal', meal.meal), meal)),
  ];
};

const sumOr = (cents: number | null, sum: (cents: number) => string): string => (cents === null ? '' : sum(cents));

type Breakfast = NonNullable<Reading['lodging']>['breakfast'];
const breakfastText = (breakfast: Breakfast, sum: (cents: number) => string, included: string): string => {
  if (!breakfast) return '';
  return breakfast.cents === null ? included : sum(breakfast.cents);
};

/** A moment, or the day alone where the paper tells no time. */
const momentText = (value: string | undefined, format: Speech['format']): string => {
  if (!value) return '';
  return value.includes('T') ? format.moment(value) : format.date(value);
};
