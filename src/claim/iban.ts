/** An account number (tilinumero / kontonummer) as it is kept and as people see it. */

/** Account number as stored and sent: no blanks, capitals. */
export const plainIban = (typed: string): string => typed.replace(/[\s-]/g, '').toUpperCase();

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
