/**
 * The number people use for a claim (matkalaskun numero / reseräkningens nummer): `ML-2026-000042-7`.
 * The last digit checks the others by the weights 7, 3, 1 of the Finnish reference number (viitenumero), so that a
 * number copied by hand from paper is either right or refused.
 */

const WEIGHTS = [7, 3, 1];

export function claimNumber(year: number, runningNumber: number): string {
  const serial = String(runningNumber).padStart(6, '0');
  return `ML-${year}-${serial}-${checkDigit(`${year}${serial}`)}`;
}

export function isClaimNumber(text: string): boolean {
  const match = /^ML-(\d{4})-(\d{6,9})-(\d)$/.exec(text);
  return match !== null && checkDigit(`${match[1]}${match[2]}`) === Number(match[3]);
}

/**
 * Reference of a payment (maksun viite / betalningens referens). Two batches never give one claim the same: an answer
 * always means one of them.
 */
export const referenceOf = (batchNumber: number, claimNumber: string): string => `${batchNumber}-${claimNumber}`;

/** The digit that makes the weighted sum of all of them divisible by ten (viitenumeron tarkiste). */
export function checkDigit(digits: string): number {
  const sum = [...digits]
    .reverse()
    .reduce((total, digit, index) => total + Number(digit) * (WEIGHTS[index % 3] ?? 0), 0);
  return (10 - (sum % 10)) % 10;
}
