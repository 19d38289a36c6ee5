import type { DateCandidate } from './date.ts';
import type { Evidence } from './evidence.ts';
import type { Found } from './found.ts';
import type { Opinion } from './second-opinion.ts';
import type { TotalCandidate } from './total.ts';

/**
 * When a field is sure, the service does not ask the member to look at it; it may be wrong at most once in 200. A page
 * that was read well is no proof: misread figures look as confident as others. Only another reader or other figures on
 * the paper prove.
 */

/** What the line said when read again by itself: agreed (true), contradicted (false), was not read (null). */
export type Look = { total: boolean | null; date: boolean | null };

/** Everything beside the words themselves that speaks for or against the answer. */
export type Witness = { look: Look; opinion: Opinion };

/** On what an answer rests, from best to worst; each has a share of right answers in `CONFIDENCE`. */
export const TOTAL_GROUNDS = [
  'text-layer-sums',
  'both-sums',
  'both-payment',
  'both',
  'sums-seen-twice',
  'text-layer',
  'sums',
  'doubtful',
  'weak',
] as const;
export type TotalGround = (typeof TOTAL_GROUNDS)[number];

export const DATE_GROUNDS = ['text-layer', 'both', 'seen-twice', 'ambiguous', 'doubtful', 'weak'] as const;
export type DateGround = (typeof DATE_GROUNDS)[number];

export type Grounds = { total: TotalGround | null; date: DateGround | null };

/** Grounds on which at most one answer in 200 was or can be expected to be wrong. */
const SURE_TOTAL: TotalGround[] = ['text-layer-sums', 'both-sums', 'both-payment', 'sums-seen-twice'];
const SURE_DATE: DateGround[] = ['text-layer', 'both', 'seen-twice'];

/** Evidence by sums: one misread figure breaks it. A repeated sum may be misread the same way twice. */
const SUMS: Evidence[] = ['vat', 'change', 'items'];
/** A rival this close in score makes the choice between them doubtful. */
const CLEAR_LEAD = 1.5;

export function groundsOf(found: Found, witness: Witness): Grounds {
  const [total] = found.totals;
  const [date] = found.dates;
  return {
    total: total ? totalGround(total, found, witness) : null,
    date: date ? dateGround(date, found, witness) : null,
  };
}

export const isSureTotal = (ground: TotalGround): boolean => SURE_TOTAL.includes(ground);
export const isSureDate = (ground: DateGround): boolean => SURE_DATE.includes(ground);

function totalGround(best: TotalCandidate, found: Found, witness: Witness): TotalGround {
  if (isWeak(best, witness)) return 'weak';
  if (hasRival(best, found) || hasRounding(found)) return 'doubtful';
  const bySums = best.evidence.some((name) => SUMS.includes(name));
  if (isTextLayer(best, found)) return bySums ? 'text-layer-sums' : 'text-layer';
  if (witness.opinion.total === true) return groundOfBoth(best, bySums);
  return groundOfOne(best, bySums, witness.look.total === true);
}

function isWeak({ role, cents, amount }: TotalCandidate, { look, opinion }: Witness): boolean {
  const named = role === 'total' || role === 'grand-total';
  return !named || cents <= 0 || amount.loose || look.total === false || opinion.total === false;
}

function groundOfBoth({ evidence }: TotalCandidate, bySums: boolean): TotalGround {
  if (bySums || evidence.includes('tax')) return 'both-sums';
  return evidence.includes('payment') ? 'both-payment' : 'both';
}

function groundOfOne({ evidence }: TotalCandidate, bySums: boolean, seenTwice: boolean): TotalGround {
  const byTax = evidence.includes('tax') && evidence.includes('payment') && seenTwice;
  if (byTax || (bySums && (seenTwice || evidence.length > 1))) return 'sums-seen-twice';
  return bySums ? 'sums' : 'weak';
}

function hasRival(best: TotalCandidate, found: Found): boolean {
  return found.totals.some((other) => other !== best && best.score - other.score < CLEAR_LEAD);
}

/** A rounding other than nought leaves two sums, before and after it: a person decides. */
function hasRounding(found: Found): boolean {
  return found.rows.some((row) => row.role === 'rounding' && row.amounts.some((amount) => amount.cents !== 0));
}

const isTextLayer = (of: { line: { page: number } }, found: Found): boolean =>
  found.pages.some((page) => page.page === of.line.page && page.via === 'text-layer');

/** A date printed once is believed only when every figure was read as well as this. */
const WELL_READ = 0.9;

/**
 * A date is sure when it is the only one on the receipt, whole, cannot be meant month first, and was read at least
 * twice: by both readers, at two places, or well and with the second look agreeing.
 */
function dateGround(best: DateCandidate, found: Found, { look, opinion }: Witness): DateGround {
  if (look.date === false || opinion.date === false) return 'weak';
  if (found.dates.some((date) => date.value !== best.value) || !best.full) return 'doubtful';
  if (isAmbiguous(best, found)) return 'ambiguous';
  if (isTextLayer(best, found)) return 'text-layer';
  if (opinion.date === true) return 'both';
  const places = new Set(found.dates.map((date) => date.line)).size;
  return look.date === true && (places > 1 || best.confidence >= WELL_READ) ? 'seen-twice' : 'weak';
}

/** `04/05/2018` on a paper that is neither Finnish nor Swedish may be the fifth of April. */
function isAmbiguous({ value }: DateCandidate, { language }: Found): boolean {
  const [, month = '', day = ''] = value.split('-');
  return language !== 'fi' && language !== 'sv' && Number(day) <= 12 && day !== month;
}
