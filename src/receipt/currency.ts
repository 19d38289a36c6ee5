import type { Language } from '../claim/claim.ts';
import { NO_CURRENCY } from '../claim/currency.ts';
import { fold } from './fold.ts';
import type { VatRow } from './vat.ts';

/** A sign counts beside a figure: alone it is a speck. */
const SIGNS: [string, RegExp][] = [
  ['EUR', /\d ?€|€ ?\d|\bEUROA?\b|(?<![A-Z])EUR(?![A-Z])/],
  ['MYR', /\bMYR\b|(?<![A-Z])RM(?![A-Z])/],
  ['SEK', /\bSEK\b/],
  ['NOK', /\bNOK\b/],
  ['DKK', /\bDKK\b/],
  ['GBP', /£ ?\d|\bGBP\b/],
  ['USD', /\bUSD\b/],
  ['EEK', /\bEEK\b/],
  ['PLN', /\bPLN\b|\bZL\b/],
  ['CHF', /\bCHF\b/],
];
const FINNISH_RATES = [10, 13.5, 14, 24, 25.5];

type Signs = { line: string; text: string; language: Language | null; businessId: string | null; vat: VatRow[] };

/** Currency of a sum: what its own line says, else the only one the receipt names, else what only Finland has. */
export function currencyOf({ line, text, language, businessId, vat }: Signs): string {
  const own = named(fold(line));
  if (own.length === 1 && own[0]) return own[0];
  const all = named(fold(text));
  if (all.length === 1 && all[0]) return all[0];
  if (all.length > 1 || /\bKR\b|\d\s?KR\b|\$/.test(fold(text))) return NO_CURRENCY;
  const finnish = language === 'fi' || businessId !== null || vat.some((row) => FINNISH_RATES.includes(row.rate));
  return finnish ? 'EUR' : NO_CURRENCY;
}

const named = (text: string): string[] => SIGNS.filter(([, sign]) => sign.test(text)).map(([code]) => code);
