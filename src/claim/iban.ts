import { isValidIBAN } from 'ibantools';

/** Account number as stored and sent: no blanks, capitals. */
export const plainIban = (typed: string): string => typed.replace(/[\s-]/g, '').toUpperCase();

/** ISO 13616: a known country, its length and the two check digits (mod 97). */
export const isIban = (typed: string): boolean => isValidIBAN(plainIban(typed));
