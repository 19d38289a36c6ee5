import { isValidIBAN } from 'ibantools';

/** Account number as stored and sent: no blanks, capitals. */
export const plainIban = (typed: string): string => typed.replace(/[\s-]/g, '').toUpperCase();

/** ISO 13616: a known country, its length and the two check digits (mod 97). */
export const isIban = (typed: string): boolean => isValidIBAN(plainIban(typed));

/** For eyes that need to tell accounts apart and not to know them: `FI21 •••• 0785`. */
export const maskedIban = (iban: string): string => `${iban.slice(0, 4)} •••• ${iban.slice(-4)}`;

/** In groups of four, as people read it. */
export const spacedIban = (iban: string): string => iban.replace(/(.{4})(?=.)/g, '$1 ');
