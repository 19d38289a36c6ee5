import { isValidIBAN } from 'ibantools';

/** Account number as stored and sent: no blanks, capitals. */
export const plainIban = (typed: string): string => typed.replace(/[\s-]/g, '').toUpperCase();

/** ISO 13616: a known country, its length and the two check digits (mod 97). */
export const isIban = (typed: string): boolean => isValidIBAN(plainIban(typed));

/** The account number where it is not needed whole: country and last four. */
export function maskIban(iban: string): string {
  const plain = plainIban(iban);
  return plain === '' ? '' : `${plain.slice(0, 2)}** **** **** **${plain.slice(-4, -2)} ${plain.slice(-2)}`;
}
