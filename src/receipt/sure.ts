import { type DateCandidate, isOtherDay } from './date.ts';
import type { Evidence } from './evidence.ts';
import type { Found } from './found.ts';
import type { Opinion } from './second-opinion.ts';
import { isNamed, type TotalCandidate } from './total.ts';

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

function isWeak({ role, evidence, cents, amount }: TotalCandidate, { look, opinion }: Witness): boolean {
  // Where both readers and two kinds of sums say the same, the name of its line may be past reading.
  const proven = opinion.total === true && SUMS.filter((name) => evidence.includes(name)).length > 1;
  return !(isNamed(role) || proven) || cents <= 0 || amount.loose || look.total === false || opinion.total === false;
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

/** A rounding other than nought leaves two sums, before and after it: a person decides; also where it is past reading. */
function hasRounding(found: Found): boolean {
  return found.rows.some(
    ({ role, amounts, line }) =>
      role === 'rounding' && (amounts.length > 0 ? amounts.some(({ cents }) => cents !== 0) : /[1-9]/.test(line.text)),
  );
}

const isTextLayer = (of: { line: { page: number } }, found: Found): boolean =>
  found.pages.some((page) => page.page === of.line.page && page.via === 'text-layer');

/** A date printed once is believed only when every figure was read as well as this. */
const WELL_READ = 0.9;

/**
 * A date is sure when it is the only one on the receipt, cannot be meant month or year first, and was read at least
 * twice: by both readers, at two places, or well and with the second look agreeing.
 */
function dateGround(best: DateCandidate, found: Found, { look, opinion }: Witness): DateGround {
  if (look.date === false || opinion.date === false) return 'weak';
  // The only day that could be read may be the day of travel: the day of the purchase was lost.
  if (isOtherDay(best.line.text) || !isOnly(best, found, opinion)) return 'doubtful';
  if (isMonthFirst(best, found) || isYearFirst(best, found)) return 'ambiguous';
  if (isTextLayer(best, found)) return best.full ? 'text-layer' : 'doubtful';
  if (opinion.date === true) return 'both';
  const places = new Set(found.dates.map((date) => date.line)).size;
  const well = places > 1 || best.confidence >= WELL_READ;
  return look.date === true && best.full && well ? 'seen-twice' : 'weak';
}

/** Other dates make the choice doubtful; where two readers looked, only those that both saw. */
function isOnly(best: DateCandidate, { dates }: Found, { date, sharedDates }: Opinion): boolean {
  const seen = date === true ? sharedDates : dates.map((each) => each.value);
  return seen.every((value) => value === best.value);
}

/** Countries of these currencies write the day first; those of others may not. */
const DAY_FIRST = ['EUR', 'SEK', 'NOK', 'DKK', 'GBP', 'PLN', 'CHF', 'EEK', 'MYR'];

const isDayFirst = ({ language, currency }: Found): boolean =>
  language === 'fi' || language === 'sv' || DAY_FIRST.includes(currency);

/** `04/05/2018` may be the fifth of April where months come first. */
function isMonthFirst({ value }: DateCandidate, found: Found): boolean {
  const [, month = '', day = ''] = value.split('-');
  return !isDayFirst(found) && Number(day) <= 12 && day !== month;
}

/** `17-05-12`: years of two figures may stand first, save in Finnish and where the figure is no year of our time. */
function isYearFirst({ value, full, words }: DateCandidate, found: Found): boolean {
  if (full || found.language === 'fi') return false;
  const [, , day = ''] = value.split('-');
  const dashed = words.some((word) => word.text.includes('-'));
  return Number(day) >= 10 && (dashed || !isDayFirst(found));
}
