import type { DraftExpense } from '../../claim/draft.ts';
import type { Reading } from '../../claim/reading.ts';
import { type Corrected, correctionOf, isLost, type Origin, readOrigin } from '../../claim/review/origin.ts';
import { showClock } from '../parse.ts';
import type { Speech } from '../texts.ts';
import type { Target } from './receipt-pane.tsx';

/** Values of a cost as the assistant sees them: what, where from, and the place on the picture. */

type Place = Pick<Target, 'page' | 'box'>;

export interface Value {
  name: string;
  text: string;
  /** The field of the row; of what only the paper tells, none. */
  field: string;
  origin: Origin;
  place: Place | null;
}

type Read = { page: number | null; box: Place['box']; sure?: boolean } | null | undefined;

const placeOf = (read: Read): Place | null => (read?.page && read.box ? { page: read.page, box: read.box } : null);

/** A row with its reading, and what examiners corrected in it. */
export type Source = { row: DraftExpense; reading: Reading | null; corrected: readonly Corrected[] };

/** A value of the row: as it stands, as it was read for it, and in words both. */
type Given = { field: keyof DraftExpense; name: string; text: string; readText: string; read: Read };

const confirmable: Partial<Record<keyof DraftExpense, DraftExpense['confirmed'][number]>> = {
  amountCents: 'amount',
  date: 'date',
  kind: 'kind',
};

/** The value beside what was read for it. */
const sourced = ({ row, reading, corrected }: Source, { field, name, text, readText, read }: Given): Value => {
  const asked = confirmable[field];
  const origin =
    correctionOf(corrected, { subject: `expenses[${row.id}]`, field, value: row[field] }) ??
    readOrigin({
      value: text,
      read: readText === '' ? null : { value: readText, sure: read?.sure ?? true },
      confirmed: asked !== undefined && row.confirmed.includes(asked),
      lost: isLost(row, reading),
    });
  return { name, text, field, origin, place: readText === '' ? null : placeOf(read) };
};

/** Something the row does not have: only the paper tells it. */
const told = (name: string, text: string, read: Read): Value[] =>
  read && text !== '' ? [{ name, text, field: '', origin: { from: 'read' }, place: placeOf(read) }] : [];

/** What every cost has: its kind and merchant, its sum and its day. */
export const mainValues = (source: Source, { t, format, code }: Speech): Value[] => {
  const { row, reading } = source;
  const { total = null, date = null, kind = null, merchant = null } = reading ?? {};
  const sum = (cents: number | null | undefined, currency: string): string =>
    cents === null || cents === undefined ? '' : format.sum(cents, currency);
  const all: Given[] = [
    {
      field: 'kind',
      name: t('expense.kind'),
      text: row.kind ? code('kind', row.kind) : '–',
      readText: kind ? code('kind', kind.value) : '',
      read: kind,
    },
    {
      field: 'merchant',
      name: t('expense.merchant'),
      text: row.merchant,
      readText: merchant?.value ?? '',
      read: merchant,
    },
    {
      field: 'amountCents',
      name: t('expense.amount'),
      text: sum(row.amountCents, row.currency) || '–',
      readText: sum(total?.cents, total?.currency ?? row.currency),
      read: total,
    },
    {
      field: 'date',
      name: t('expense.date'),
      text: row.date ? format.date(row.date) : '–',
      readText: date ? format.date(date.value) : '',
      read: date,
    },
  ];
  return all.filter(({ text }) => text !== '').map((given) => sourced(source, given));
};

/** Values of the row that its kind asks for, each beside what was read. */
export const rowValues = (source: Source, speech: Speech): Value[] => {
  const { t, format, code } = speech;
  const { row, reading } = source;
  const [route] = reading?.routes ?? [];
  const { lodging = null, parking = null } = reading ?? {};
  const days = (dates: readonly string[]): string => dates.map(format.date).join(', ');
  const sum = (cents: number | null | undefined): string => (cents ? format.sum(cents, row.currency) : '');
  const site = (place: string | null | undefined): string => (place ? code('parking', place) : '');
  const given = (field: Given['field'], name: string, text: string, readText: string, read: Read): Value[] =>
    text === '' ? [] : [sourced(source, { field, name, text, readText, read })];
  return [
    ...given('from', t('expense.from'), row.from, route?.from?.value ?? '', route?.from),
    ...given('to', t('expense.to'), row.to, route?.to?.value ?? '', route?.to),
    ...given(
      'nights',
      t('review.trip.nights'),
      days(row.nights),
      days(lodging?.nights ?? []),
      lodging?.arrival ?? lodging?.nightCount,
    ),
    ...given('mealsCents', t('expense.meals.short'), sum(row.mealsCents), sum(lodging?.mealsCents), lodging?.meals[0]),
    ...given('place', t('review.read.where'), site(row.place), site(parking?.site?.value), parking?.site),
    ...given('days', t('expense.days'), String(row.days ?? ''), String(parking?.days?.value ?? ''), parking?.days),
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
