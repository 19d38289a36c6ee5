import { NO_CURRENCY } from '../claim/currency.ts';
import type { DateCandidate } from './date.ts';
import type { Found } from './found.ts';
import { isNamed, type TotalCandidate } from './total.ts';

/**
 * Two readers, one answer. What Tesseract found and what the second reader found are weighed together: both seldom
 * misread the same figure, so a sum that both have counts twice, and one that only one has must earn it by evidence.
 */

/** What the second reader says of the answer: true the same, false another, null nothing (or there was none). */
export type Opinion = {
  total: boolean | null;
  date: boolean | null;
  /** Dates that both readers see: a date only one of them sees is most often misread. */
  sharedDates: string[];
};

export const NOBODY: Opinion = { total: null, date: null, sharedDates: [] };

export type Weighed = { found: Found; opinion: Opinion };

/** Of two answers equally borne out the second reader's is the likelier: it misreads fewer figures. */
const TRUST = 1.15;
/** How much of the lower score counts where both readers have the same. */
const AGREED = 0.6;

/** The first reader's finding with totals and dates weighed against the second's. Rows and words stay the first's. */
export function weighed(first: Found, second: Found | null): Weighed {
  if (!second) return { found: first, opinion: NOBODY };
  const totals = together(first.totals, second.totals, (each) => `${each.cents}`).map(bornOut(second));
  const dates = together(first.dates, second.dates, (each) => each.value);
  const opinion = {
    total: says(totals[0]?.cents, second.totals[0]?.cents, first.totals[0]?.cents),
    date: says(dates[0]?.value, second.dates[0]?.value, first.dates[0]?.value),
    sharedDates: first.dates.map((each) => each.value).filter((value) => second.dates.some((d) => d.value === value)),
  };
  const vat = first.vat.length > 0 ? first.vat : second.vat;
  const rows = [...first.rows, ...second.rows.filter((row) => row.role === 'rounding')];
  return { found: { ...first, rows, totals, dates, vat, currency: currencyOf(first, second) }, opinion };
}

/** A sign of money is small and easily lost: one reader's is enough, two different ones are none. */
function currencyOf(first: Found, second: Found): string {
  const named = new Set([first.currency, second.currency].filter((currency) => currency !== NO_CURRENCY));
  const [only] = named;
  return named.size === 1 && only ? only : NO_CURRENCY;
}

/** Both lists as one, best first; what is in both counts more and stands where the first reader saw it. */
function together<T extends TotalCandidate | DateCandidate>(first: T[], second: T[], key: (each: T) => string): T[] {
  const best = (list: T[], name: string) => list.find((each) => key(each) === name);
  const names = [...new Set([...first, ...second].map(key))];
  const all = names.flatMap((name) => {
    const [mine, other] = [best(first, name), best(second, name)];
    const shown = mine ?? other;
    return shown ? [{ ...shown, score: weight(mine?.score ?? 0, TRUST * (other?.score ?? 0)) }] : [];
  });
  return all.toSorted((a, b) => b.score - a.score);
}

const weight = (a: number, b: number): number => Math.max(a, b) + AGREED * Math.min(a, b);

/** What the second reader found to bear out a sum counts too. */
const bornOut =
  (second: Found) =>
  (candidate: TotalCandidate): TotalCandidate => {
    const other = second.totals.find((each) => each.cents === candidate.cents);
    if (!other) return candidate;
    const evidence = [...new Set([...candidate.evidence, ...other.evidence])];
    return {
      ...candidate,
      role: isNamed(candidate.role) ? candidate.role : other.role,
      evidence,
      amount: other.amount.loose ? candidate.amount : { ...candidate.amount, loose: false },
    };
  };

function says<T>(answer: T | undefined, second: T | undefined, first: T | undefined): boolean | null {
  if (answer === undefined || second === undefined) return null;
  return second === answer && first === answer;
}
