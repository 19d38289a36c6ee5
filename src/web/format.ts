import type { Language } from '../claim/claim.ts';
import { NO_CURRENCY } from '../claim/currency.ts';

/** How dates, times and sums are written: the Finnish form in fi and sv, English words in en, a 24-hour clock in all. */

export interface Formats {
  /** `2026-03-10` or a time on that day → `10.3.2026`. */
  date: (day: string) => string;
  /** With the day of the week: `ti 10.3.2026`. */
  weekday: (day: string) => string;
  /** `2026-03-10T06:40` → `klo 6.40`. */
  time: (moment: string) => string;
  moment: (moment: string) => string;
  /** A start and an end, the day once when it is the same. */
  span: (start: string, end: string) => string;
  /** An instant in UTC shown in Finland's time. */
  instant: (instant: string) => string;
  instantDay: (instant: string) => string;
  instantTime: (instant: string) => string;
  money: (cents: number) => string;
  /** A sum in any currency; `NO_CURRENCY` is left out. */
  sum: (cents: number, currency: string) => string;
  number: (value: number) => string;
}

const NBSP = '\u00a0';
const datePart = (moment: string): string => moment.slice(0, 10);
const clockPart = (moment: string): string => moment.slice(11, 16);
const noon = (day: string): Date => new Date(`${datePart(day)}T12:00:00Z`);

const localeOf: Record<Language, string> = { fi: 'fi-FI', sv: 'sv-FI', en: 'en-GB' };

const plainClock = (moment: string): string => `${Number(moment.slice(11, 13))}.${moment.slice(14, 16)}`;
const clocks: Record<Language, (moment: string) => string> = {
  fi: (moment) => `klo${NBSP}${plainClock(moment)}`,
  sv: (moment) => `kl.${NBSP}${plainClock(moment)}`,
  en: (moment) => clockPart(moment),
};

const numericDay = (day: string): string => {
  const [year, month, date] = datePart(day).split('-');
  return `${Number(date)}.${Number(month)}.${year}`;
};

/** Wall clock in Finland of an instant, as `2026-03-10T06:40`. */
const finnishWallClock = (instant: string): string => {
  const parts = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Europe/Helsinki',
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(new Date(instant));
  return parts.replace(' ', 'T');
};

export const formats = (language: Language): Formats => {
  const locale = localeOf[language];
  const englishDay = new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  const shortWeekday = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' });
  const euros = new Intl.NumberFormat(language === 'en' ? 'en-GB' : 'fi-FI', {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  });
  const plain = new Intl.NumberFormat(language === 'en' ? 'en-GB' : 'fi-FI', { maximumFractionDigits: 2 });
  const date = (day: string) => (language === 'en' ? englishDay.format(noon(day)) : numericDay(day));
  const time = clocks[language];
  const moment = (value: string) => `${date(value)} ${time(value)}`;
  const money = (cents: number): string => {
    const sum = euros.format(cents / 100);
    return language === 'en' ? `€${sum}` : `${sum}${NBSP}€`;
  };
  return {
    date,
    time,
    moment,
    weekday: (day) => `${shortWeekday.format(noon(day))} ${date(day)}`,
    span: (start, end) =>
      datePart(start) === datePart(end)
        ? `${date(start)} ${time(start)}–${language === 'en' ? clockPart(end) : plainClock(end)}`
        : `${moment(start)} – ${moment(end)}`,
    instant: (instant) => moment(finnishWallClock(instant)),
    instantDay: (instant) => date(finnishWallClock(instant)),
    instantTime: (instant) => time(finnishWallClock(instant)),
    money,
    sum: (cents, currency) => {
      if (currency === 'EUR') return money(cents);
      const plainSum = euros.format(cents / 100);
      return currency === NO_CURRENCY ? plainSum : `${plainSum}${NBSP}${currency}`;
    },
    number: (value) => plain.format(value),
  };
};

/** Whole days from an instant to now. */
export const daysSince = (instant: string, now: number = Date.now()): number =>
  Math.max(0, Math.floor((now - Date.parse(instant)) / 86_400_000));
