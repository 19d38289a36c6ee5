/** Money is integer euro cents, everywhere; it is rounded half up, once, where the regulation says so. */

const CENTS_IN_EURO = 100;
/** All of an amount, in per cent. */
export const WHOLE = 100;
/** Kilometres are counted in tenths, so that km × cents stays an integer until it is rounded. */
const TENTHS = 10;

/** "54.00" → 5400. The text is a decimal string with two decimals; it is never read as a float. */
export const centsOf = (decimal: string) => Number(decimal.replace('.', ''));

/** One share of another of an amount in cents, each in per cent, rounded half up to the cent once: 50 % of 35 %. */
export const sharesOf = (cents: number, percents: readonly number[]) =>
  divideHalfUp(
    percents.reduce((product, percent) => product * percent, cents),
    WHOLE ** percents.length,
  );

/** `part`/`whole` of an amount in cents, rounded half up to the cent. */
export const shareOf = (cents: number, part: number, whole: number) => divideHalfUp(cents * part, whole);

/** Kilometres to whole tenths, half up: 12.25 km → 123. */
export const tenthsOfKm = (km: number) => Math.round(km * TENTHS);

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

/** `11.2345` units of a currency for a euro: hundredths of a unit to cents, rounded half up once. */
export function centsAtRate(hundredths: number, rate: string): number {
  const [whole = '', decimals = ''] = rate.split('.');
  const scale = 10n ** BigInt(decimals.length);
  const units = BigInt(whole + decimals);
  // The product of the largest sum and the finest rate is beyond the integers a number can hold.
  return Number((2n * BigInt(hundredths) * scale + units) / (2n * units));
}

const GROUP = 3;
const grouped = (digits: string, mark: string) =>
  digits.length <= GROUP ? digits : digits.replace(/\B(?=(\d{3})+$)/g, mark);

const divideHalfUp = (numerator: number, denominator: number) =>
  Math.floor((2 * numerator + denominator) / (2 * denominator));
