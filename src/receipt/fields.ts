import { NO_CURRENCY } from '../claim/currency.ts';
import type { Reading } from '../claim/reading.ts';
import { amountsOf } from './amounts.ts';
import { DATE_CONFIDENCE, TOTAL_CONFIDENCE } from './confidence.ts';
import { currencyOf } from './currency.ts';
import { dateCandidates } from './date.ts';
import { detailsOf } from './details.ts';
import { rowsOf } from './evidence.ts';
import type { Found } from './found.ts';
import { languageOf } from './language.ts';
import { reread } from './mend.ts';
import { merchantOf } from './merchant.ts';
import { groundsOf, isSureDate, isSureTotal, type Witness } from './sure.ts';
import { type TotalCandidate, totalCandidates } from './total.ts';
import { vatTable } from './vat.ts';
import { boxOf, confidenceOf, type Line, linesOf, type PageWords } from './words.ts';

export type Fields = Omit<Reading, 'sha256' | 'pages' | 'via' | 'turned' | 'ms'>;

const MOST_CANDIDATES = 5;

/** Finds the fields among the words of a receipt's pages. Pure: the same words give the same fields. */
export const findFields = (pages: PageWords[]): Found => findInLines(pages, pages.flatMap(linesOf));

/** The same from lines already made of the pages' words. */
export function findInLines(pages: PageWords[], lines: Line[]): Found {
  const rows = rowsOf(lines);
  const totals = totalCandidates(rows);
  const text = textOf(pages, lines);
  const language = languageOf(text);
  const merchant = merchantOf(lines);
  const vat = vatTable(lines, totals[0]?.cents ?? null);
  const line = totals[0]?.line.text ?? '';
  const currency = currencyOf({ line, text, language, businessId: merchant?.businessId ?? null, vat });
  return { pages, lines, rows, totals, dates: dateCandidates(lines), text, language, merchant, vat, currency };
}

/** The lines as plain text, with a form feed between two pages, also where one of them has no text. */
const textOf = (pages: PageWords[], lines: Line[]): string =>
  pages
    .map(({ page }) => lines.filter((line) => line.page === page).map(({ text }) => text))
    .map((texts) => texts.join('\n'))
    .join('\f');

/** The fields as they are handed out, with how sure they are after the second look and the second reader. */
export function fieldsOf(found: Found, witness: Witness): Fields {
  return {
    total: totalField(found, witness),
    date: dateField(found, witness),
    ...detailsOf(found),
    candidates: { total: found.totals.slice(0, MOST_CANDIDATES).map((each) => sumField(each, found.currency)) },
    text: found.text,
  };
}

function sumField({ cents, amount, line }: TotalCandidate, currency: string) {
  return { cents, currency, confidence: rounded(amount.confidence), page: line.page, box: boxOf(amount.words) };
}

function totalField(found: Found, witness: Witness): Fields['total'] {
  const [best] = found.totals;
  const { total } = groundsOf(found, witness);
  if (!best || !total) return null;
  const confidence = TOTAL_CONFIDENCE[total];
  return { ...sumField(best, found.currency), confidence, sure: found.currency !== NO_CURRENCY && isSureTotal(total) };
}

function dateField(found: Found, witness: Witness): Fields['date'] {
  const [best] = found.dates;
  const { date } = groundsOf(found, witness);
  if (!best || !date) return null;
  const { value, line, words } = best;
  return { value, confidence: DATE_CONFIDENCE[date], sure: isSureDate(date), page: line.page, box: boxOf(words) };
}

/** True when a line read again still has the sum. */
export const hasSum = (text: string, cents: number): boolean =>
  amountsOf(asLine(text)).some((amount) => amount.cents === cents);

/** True when a line read again still has the date. */
export const hasDate = (text: string, value: string): boolean =>
  dateCandidates([asLine(text)]).some((date) => date.value === value);

/** A bare text as a line, for looking at it again. */
const asLine = (text: string): Line => reread({ page: 1, words: [], text, starts: [], height: 1 }, text);

const rounded = (confidence: number): number => Math.round(confidence * 100) / 100;

/** Mean confidence of all words, weighed by their length; 1 for a page without any. */
export function meanConfidence(pages: PageWords[]): number {
  const words = pages.flatMap((page) => page.words);
  const letters = words.reduce((sum, word) => sum + word.text.length, 0);
  return words.reduce((sum, word) => sum + confidenceOf([word]) * word.text.length, 0) / Math.max(1, letters);
}
