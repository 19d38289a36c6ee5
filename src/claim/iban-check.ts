import { isValidIBAN } from 'ibantools';
import { plainIban } from './iban.ts';

/** ISO 13616: a known country, its length and the two check digits (mod 97). */
export const isIban = (typed: string): boolean => isValidIBAN(plainIban(typed));
