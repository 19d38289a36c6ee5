import type { Language } from '../claim/claim.ts';
import en from '../texts/en/document.json' with { type: 'json' };
import fi from '../texts/fi/document.json' with { type: 'json' };
import sv from '../texts/sv/document.json' with { type: 'json' };

/** The sentences of the documents in one language. */
export type DocumentTexts = typeof fi;

export const texts: Record<Language, DocumentTexts> = { fi, sv, en };

/** BCP 47 tags: Finland's Swedish, and an English that writes day before month and the euro sign first. */
export const locales: Record<Language, string> = { fi: 'fi-FI', sv: 'sv-FI', en: 'en-IE' };

/** A term of the field with the other national language's official one: `Kokopäiväraha`, `Heldagtraktamente`. */
export interface Term {
  text: string;
  other: string;
  /** BCP 47 tag of `other`. */
  otherLanguage: string;
}

/** Finnish beside Swedish and the reverse; English has the Finnish term beside it. */
export const besides: Record<Language, Language> = { fi: 'sv', sv: 'fi', en: 'fi' };

/** Texts, sums, dates and distances in the language of one document. */
export interface Words {
  language: Language;
  texts: DocumentTexts;
  /** The term `pick` takes out of the texts, in both languages. */
  term(pick: (texts: DocumentTexts) => string): Term;
  /** Cents as euro: `23,40 €`. */
  euro(cents: number): string;
  /** An amount in its own currency, from hundredths. */
  money(cents: number, currency: string): string;
  km(km: number): string;
  number(value: number): string;
  /** `2026-03-10` as `10.3.2026`. */
  date(date: string): string;
  /** Wall-clock time as written, with its offset if it has one: `10.3.2026 klo 6.40`. */
  moment(moment: string): string;
  /** An instant in Finnish time. */
  instant(instant: string): string;
}

const finnishTime = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Helsinki',
  dateStyle: 'short',
  timeStyle: 'short',
});

/** Making a format takes longer than a hundred uses of it: each is made once. */
const formats = new Map<string, Intl.NumberFormat>();

function formatOf(name: string, make: () => Intl.NumberFormat): Intl.NumberFormat {
  const format = formats.get(name) ?? make();
  formats.set(name, format);
  return format;
}

const currencyFormat = (locale: string, currency: string): Intl.NumberFormat =>
  formatOf(
    `${locale} ${currency}`,
    () => new Intl.NumberFormat(locale, { style: 'currency', currency, maximumFractionDigits: 4 }),
  );

const numberFormat = (locale: string, maximumFractionDigits: number): Intl.NumberFormat =>
  formatOf(`${locale} ${maximumFractionDigits}`, () => new Intl.NumberFormat(locale, { maximumFractionDigits }));

export function wordsIn(language: Language): Words {
  const locale = locales[language];
  const words = texts[language];
  const clock = language === 'fi' ? '.' : ':';
  const money = (cents: number, currency: string) => currencyFormat(locale, currency).format(cents / 100);
  const date = (day: string) => {
    const [year, month, dayOfMonth] = day.split('-').map(Number);
    return `${dayOfMonth}.${month}.${year}`;
  };
  const at = (day: string, hour: string, minute: string) =>
    fill(words.time.format, { date: date(day), time: `${Number(hour)}${clock}${minute}` });
  return {
    language,
    texts: words,
    term: (pick) => ({
      text: pick(words),
      other: pick(texts[besides[language]]),
      otherLanguage: locales[besides[language]],
    }),
    money,
    euro: (cents) => money(cents, 'EUR'),
    number: (value) => numberFormat(locale, 2).format(value),
    km: (km) => `${numberFormat(locale, 1).format(km)} km`,
    date,
    moment(moment) {
      const [, day = moment, hour = '', minute = '', offset = ''] =
        /^(\d{4}-\d\d-\d\d)T(\d\d):(\d\d)(?::[\d.]+)?(Z|[+-]\d\d:\d\d)?$/.exec(moment) ?? [];
      return hour === ''
        ? moment
        : `${at(day, hour, minute)}${offset === '' ? '' : ` (UTC${offset.replace('Z', '+00:00')})`}`;
    },
    instant(instant) {
      const [day = '', time = ''] = finnishTime.format(new Date(instant)).split(' ');
      const [hour = '', minute = ''] = time.split(':');
      return `${at(day, hour, minute)} (${words.time.helsinki})`;
    },
  };
}

/** Puts values in the places named `{so}`. */
export const fill = (text: string, values: Record<string, string | number>): string =>
  text.replace(/\{(\w+)\}/g, (place, key: string) => String(values[key] ?? place));

/** The word for a code, or the code itself when a newer engine knows one the texts do not. */
export const wordFor = (words: Record<string, string>, code: string): string => words[code] ?? code;
