/** Money is integer euro cents, everywhere; it is rounded half up, once, where the regulation says so. */

const CENTS_IN_EURO = 100;
const PER_CENT = 100;
/** Kilometres are counted in tenths, so that km × cents stays an integer until it is rounded. */
const TENTHS = 10;

/** "54.00" → 5400. The text is a decimal string with two decimals; it is never read as a float. */
export const centsOf = (decimal: string) => Number(decimal.replace('.', ''));

/** `percent` % of an amount in cents, rounded half up to the cent. */
export const percentOf = (cents: number, percent: number) => divideHalfUp(cents * percent, PER_CENT);

/** `part`/`whole` of an amount in cents, rounded half up to the cent. */
export const shareOf = (cents: number, part: number, whole: number) => divideHalfUp(cents * part, whole);

/** Kilometres to whole tenths, half up: 12.25 km → 123. */
export const tenthsOfKm = (km: number) => Math.floor(km * TENTHS + 1 / 2 + Number.EPSILON * km * TENTHS);

export const kmOfTenths = (tenths: number) => tenths / TENTHS;

/** Tenths of a kilometre × cents per kilometre, summed as they are, to cents: the one rounding of a vehicle row. */
export const centsOfTenths = (tenthCents: number) => divideHalfUp(tenthCents, TENTHS);

/** 123450 → "1 234,50": Finnish and Swedish form with a no-break space between thousands; English "1,234.50". */
export function euroDigits(cents: number, decimalMark: ',' | '.'): string {
  const sum = Math.abs(cents);
  const rest = sum % CENTS_IN_EURO;
  const whole = grouped(String((sum - rest) / CENTS_IN_EURO), decimalMark === ',' ? '\u00a0' : ',');
  return `${cents < 0 ? '−' : ''}${whole}${decimalMark}${rest < TENTHS ? '0' : ''}${rest}`;
}

const GROUP = 3;
const grouped = (digits: string, mark: string) =>
  digits.length <= GROUP ? digits : digits.replace(/\B(?=(\d{3})+$)/g, mark);

const divideHalfUp = (numerator: number, denominator: number) =>
  Math.floor((2 * numerator + denominator) / (2 * denominator));
