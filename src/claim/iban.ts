import { isValidIBAN } from 'ibantools';

/** Account number as stored and sent: no blanks, capitals. */
export const plainIban = (typed: string): string => typed.replace(/[\s-]/g, '').toUpperCase();

/** ISO 13616: a known country, its length and the two check digits (mod 97). */
export const isIban = (typed: string): boolean => isValidIBAN(plainIban(typed));

/** Country and last four characters, the rest hidden, in groups of four: `FI** **** **** **07 85`. */
export function maskedIban(typed: string): string {
  const plain = plainIban(typed);
  const shown =
    plain.length < 10
      ? '*'.repeat(plain.length)
      : `${plain.slice(0, 2)}${'*'.repeat(plain.length - 6)}${plain.slice(-4)}`;
  return spacedIban(shown);
}

/** In groups of four, as people read it. */
export const spacedIban = (iban: string): string => iban.replace(/(.{4})(?=.)/g, '$1 ');
