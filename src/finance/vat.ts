/**
 * A cost split by the rates of value added tax (arvonlisävero / mervärdesskatt) its receipt prints. Only a receipt whose
 * rows add up to its total is split; anything else stays one row that says no rate.
 */

export type VatRow = { rate: number; vatCents: number; grossCents: number };
export type ReceiptVat = { totalCents: number; rows: readonly VatRow[] };
/** `vatCents` is contained in `cents`. Both are null-free only where the receipt tells them. */
export type VatShare = { rate: number | null; vatCents: number | null; cents: number };

/**
 * Divides what is paid, in cents, between the receipt's rates. Where all of the receipt is paid its own rows stand.
 * Where less is paid, each rate gets its share rounded down, and the cents left over go one each to the shares that
 * lost most by it, the first printed first among equals: the shares always add up to what is paid. The tax in a share
 * is share × rate ÷ (100 + rate), rounded half up.
 */
export function splitByVat(cents: number, receipt: ReceiptVat | null): VatShare[] {
  const whole = { rate: null, vatCents: null, cents };
  if (receipt === null || receipt.rows.length === 0 || cents <= 0 || receipt.totalCents <= 0) return [whole];
  const gross = receipt.rows.reduce((sum, row) => sum + row.grossCents, 0);
  if (gross !== receipt.totalCents || receipt.rows.some((row) => row.grossCents < 0)) return [whole];
  if (cents > gross) return [whole];
  if (cents === gross) {
    const all = receipt.rows.map((row) => ({ rate: row.rate, vatCents: row.vatCents, cents: row.grossCents }));
    return all.filter((share) => share.cents !== 0);
  }
  const shares = largestRemainders(
    cents,
    receipt.rows.map((row) => row.grossCents),
  );
  return receipt.rows
    .map((row, at) => ({ rate: row.rate, vatCents: vatIn(shares[at] ?? 0, row.rate), cents: shares[at] ?? 0 }))
    .filter((share) => share.cents !== 0);
}

/** `total` divided in proportion to `weights` (non-negative integers, not all 0) into integers that add up to it. */
export function largestRemainders(total: number, weights: readonly number[]): number[] {
  const sum = BigInt(weights.reduce((all, weight) => all + weight, 0));
  const exact = weights.map((weight) => BigInt(total) * BigInt(weight));
  const shares = exact.map((product) => Number(product / sum));
  const left = total - shares.reduce((all, share) => all + share, 0);
  const byLoss = exact
    .map((product, at) => ({ at, lost: product % sum }))
    .toSorted((a, b) => (a.lost === b.lost ? a.at - b.at : a.lost > b.lost ? -1 : 1));
  for (const { at } of byLoss.slice(0, left)) shares[at] = (shares[at] ?? 0) + 1;
  return shares;
}

const TENTHS = 10;
/** Rates have at most one decimal: counted in tenths of a per cent the division is exact. */
const vatIn = (cents: number, rate: number): number => {
  const tenths = Math.round(rate * TENTHS);
  const divisor = 100 * TENTHS + tenths;
  return Math.floor((2 * cents * tenths + divisor) / (2 * divisor));
};
