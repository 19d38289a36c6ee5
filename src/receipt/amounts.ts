import { confidenceOf, type Line, type Word, wordsBetween } from './words.ts';

/** A sum of money as printed: cents may be negative (a refund). `loose` when blanks or letters had to be read as figures. */
export type Amount = { cents: number; words: Word[]; confidence: number; loose: boolean; from: number; to: number };

/** Sums have two decimals after a comma or a dot; thousands may be parted by a blank, a dot, a comma or an apostrophe. */
const MONEY =
  /(?<!\d[.,:/-]?)(?<sign>[-−–]\s?)?(?<whole>\d{1,3}(?:[ .,'’]\d{3})+|\d{1,7})(?<comma>\s?[.,]\s?)(?<cents>\d{2})(?!\d|\s?%|[.,:/-]\d)(?<after>\s?[-−–](?!\s?\d))?/gu;

/** A token that is a sum but for letters that look like figures: `2O,4O`, `l2.50`. */
const SPOILT = /(?<=^|\s|[€$£]|RM)[\dOoIlSB|]{1,6}[.,][\dOoIlSB|]{2}(?=$|\s|[€$£])/g;
const FIGURE: Record<string, string> = { O: '0', o: '0', I: '1', l: '1', '|': '1', S: '5', B: '8' };

const LARGEST_CENTS = 1_000_000_000;

/** All sums on a line, left to right. */
export function amountsOf(line: Line): Amount[] {
  const text = line.text.replace(SPOILT, (token) =>
    /\d/.test(token) ? token.replace(/[OoIlSB|]/g, (letter) => FIGURE[letter] ?? letter) : token,
  );
  return [...text.matchAll(MONEY)].flatMap((found) => amountFrom(line, text, found) ?? []);
}

function amountFrom(line: Line, text: string, found: RegExpExecArray): Amount | null {
  const { sign = '', whole = '', comma = '', cents = '', after = '' } = found.groups ?? {};
  const value = Number(whole.replace(/\D/g, '')) * 100 + Number(cents);
  if (value > LARGEST_CENTS) return null;
  const from = found.index;
  const to = from + found[0].length;
  const words = wordsBetween(line, from, to);
  const repaired = text.slice(from, to) !== line.text.slice(from, to);
  const loose = repaired || comma.length > 1;
  const negative = (sign !== '' && !isDash(text, from)) || after.includes('-');
  return {
    cents: negative && value > 0 ? -value : value,
    words,
    confidence: confidenceOf(words) * (loose ? 0.7 : 1),
    loose,
    from,
    to,
  };
}

/** A dash after a letter or figure parts two things (`Summa-23,40`); it is no minus. */
const isDash = (text: string, at: number): boolean => /[\p{L}\d]/u.test(text.charAt(at - 1));

/** A sum whose comma was read as another mark or as a blank: `28-90`, `28:90`, `28 90` at the end of its line. */
const WORN = /(?<![\d.,:/-])(?<whole>\d{1,5})(?<comma>\s?[-–:;'*·_=~]\s?| )(?<cents>\d{2})(?=\s*(?:€|EUR)?\s*$)/gu;

/** Sums that only a line which names a total may be believed to mean; each is loose. */
export function wornAmountsOf(line: Line): Amount[] {
  return [...line.text.matchAll(WORN)].flatMap((found) => {
    const amount = amountFrom(line, line.text, found);
    return amount ? [{ ...amount, loose: true }] : [];
  });
}
