import type { DateCandidate } from './date.ts';
import type { Evidence } from './evidence.ts';
import type { Found } from './found.ts';
import type { TotalCandidate } from './total.ts';

/**
 * When a field is sure, the service does not ask the member to look at it; it may be wrong at most once in 200. A page
 * that was read well is no proof: misread figures look as confident as others. Only other figures on the paper prove.
 */

/** Evidence by sums: one misread figure breaks it. A repeated sum may be misread the same way twice. */
const SUMS: Evidence[] = ['vat', 'change', 'items'];
/** A rival this close in score makes the choice between them doubtful. */
const CLEAR_LEAD = 1.5;

/** `again`: the line was read a second time and agreed (true), contradicted (false) or was not read (null). */
export function isSureTotal(best: TotalCandidate, found: Found, again: boolean | null): boolean {
  const named = best.role === 'total' || best.role === 'grand-total';
  if (!named || best.cents <= 0 || best.amount.loose || again === false) return false;
  if (hasRival(best, found) || hasRounding(found)) return false;
  const bySums = best.evidence.some((name) => SUMS.includes(name));
  if (isTextLayer(best, found)) return bySums;
  const byTax = best.evidence.includes('tax') && best.evidence.includes('payment') && again === true;
  return byTax || (bySums && best.evidence.length + (again ? 1 : 0) >= 2);
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
 * twice: at two places, or well and with the second look agreeing.
 */
export function isSureDate(best: DateCandidate, found: Found, again: boolean | null): boolean {
  const only = found.dates.every((date) => date.value === best.value);
  if (!only || !best.full || again === false || isAmbiguous(best, found)) return false;
  if (isTextLayer(best, found)) return true;
  const places = new Set(found.dates.map((date) => date.line)).size;
  return again === true && (places > 1 || best.confidence >= WELL_READ);
}

/** `04/05/2018` on a paper that is neither Finnish nor Swedish may be the fifth of April. */
function isAmbiguous({ value }: DateCandidate, { language }: Found): boolean {
  const [, month = '', day = ''] = value.split('-');
  return language !== 'fi' && language !== 'sv' && Number(day) <= 12 && day !== month;
}
