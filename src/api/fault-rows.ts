import type { Language } from '../claim/claim.ts';
import { euroDigits } from '../claim/money.ts';
import type { Fault, FaultCode } from '../claim/response-faults.ts';
import type { ProblemView } from '../claim/views.ts';
import en from '../texts/en/response.json' with { type: 'json' };
import fi from '../texts/fi/response.json' with { type: 'json' };
import sv from '../texts/sv/response.json' with { type: 'json' };

const texts: Record<Language, Record<FaultCode, string>> = { fi, sv, en };

/** Values that are sums, in cents. */
const SUMS = new Set(['told', 'known']);

/** What is wrong with each row of an answer, in words. */
export const faultRows = (faults: readonly Fault[], language: Language): NonNullable<ProblemView['rows']> =>
  faults.map(({ row, code, params }) => ({
    row,
    code,
    detail: texts[language][code].replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = params[name] ?? '';
      return SUMS.has(name) ? `${euroDigits(Number(value), language === 'en' ? '.' : ',')} €` : String(value);
    }),
  }));
