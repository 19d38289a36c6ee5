/**
 * ISO 4217 for "no currency": what the reader gives when the receipt names none. Such a sum is never sure.
 * A file of its own because the first page of the web app needs it, and not the schemas that would come with it.
 */
export const NO_CURRENCY = 'XXX';

const blanks = /[\s\u00a0\u202f]/g;

/** A rate of exchange as typed, with a comma or a point: `11,2345` → `11.2345`. Null when it is no rate above zero. */
export function rateOf(typed: string): string | null {
  const plain = typed.replace(blanks, '').replace(',', '.');
  return /^\d{1,7}(\.\d{1,6})?$/.test(plain) && Number(plain) > 0 ? plain : null;
}
