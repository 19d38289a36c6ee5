import type { Reading } from '../claim/reading.ts';
import { amountsOf } from './amounts.ts';
import { plainWords } from './keywords.ts';
import type { Line } from './words.ts';

export type VatRow = Pick<Reading['vat'][number], 'rate' | 'netCents' | 'vatCents' | 'grossCents'>;

/** Rates of Finland since 2013 and today's of Sweden and Denmark; any other printed rate is taken for a misreading. */
const RATES = [0, 6, 8, 10, 12, 13.5, 14, 24, 25, 25.5];
const RATE = /(?<!\d|\d[.,])(\d{1,2}(?:[.,]\d{1,2})?)\s{0,2}%/g;
/** Rounding row by row may put the tax off by this many cents. */
const SLACK = 2;

/** The VAT table (arvonlisäveroerittely / momsspecifikation): only rows whose own arithmetic fits their rate. */
export function vatTable(lines: Line[], totalCents: number | null): VatRow[] {
  const rows: VatRow[] = [];
  for (const line of lines) {
    const row = rowOf(line, totalCents);
    if (row && !rows.some((known) => known.rate === row.rate && known.grossCents === row.grossCents)) rows.push(row);
  }
  return rows;
}

function rowOf(line: Line, totalCents: number | null): VatRow | null {
  const rate = rateOn(line);
  if (rate === null) return null;
  const sums = amountsOf(line).map((amount) => amount.cents);
  return (
    fromThree(rate, sums) ?? fromNetAndGross(rate, sums) ?? fromTwo(rate, sums) ?? fromOne(rate, sums, line, totalCents)
  );
}

/** The one tax rate a line prints, in per cent; null when there is none, several or one that no country has. */
export function rateOn(line: Line): number | null {
  const rates = [...line.text.matchAll(RATE)].map(([, rate = '']) => Number(rate.replace(',', '.')));
  const [rate] = rates;
  return rates.length === 1 && rate !== undefined && RATES.includes(rate) ? rate : null;
}

/** Net, tax and gross in any order of columns. */
function fromThree(rate: number, sums: number[]): VatRow | null {
  if (sums.length < 3) return null;
  for (const gross of sums) {
    for (const net of sums) {
      const vat = gross - net;
      if (sums.includes(vat) && fits(rate, net, vat)) return { rate, netCents: net, vatCents: vat, grossCents: gross };
    }
  }
  return null;
}

/** Three columns of which the tax was misread: net and gross prove each other by the rate. */
function fromNetAndGross(rate: number, sums: number[]): VatRow | null {
  if (sums.length !== 3 || rate === 0) return null;
  for (const gross of sums) {
    const net = sums.find((sum) => sum < gross && fits(rate, sum, gross - sum));
    if (net !== undefined) return { rate, netCents: net, vatCents: gross - net, grossCents: gross };
  }
  return null;
}

/** Two of the three: the rate tells which. */
function fromTwo(rate: number, sums: number[]): VatRow | null {
  if (sums.length !== 2 || rate === 0) return null;
  const [small = 0, large = 0] = sums.toSorted((a, b) => a - b);
  if (fits(rate, large, small)) return { rate, netCents: large, vatCents: small, grossCents: large + small };
  if (fits(rate, large - small, small)) return { rate, netCents: large - small, vatCents: small, grossCents: large };
  if (fits(rate, small, large - small)) return { rate, netCents: small, vatCents: large - small, grossCents: large };
  return null;
}

/** `ALV (24 %) 3,10`: the tax alone, taken only when it is the tax of the whole sum. */
function fromOne(rate: number, sums: number[], line: Line, totalCents: number | null): VatRow | null {
  const [vat] = sums;
  if (sums.length !== 1 || vat === undefined || totalCents === null || vat <= 0) return null;
  if (!/\b(ALV|MOMS|VAT|VERO)\b/.test(plainWords(line.text)) || !fits(rate, totalCents - vat, vat)) return null;
  return { rate, netCents: totalCents - vat, vatCents: vat, grossCents: totalCents };
}

function fits(rate: number, net: number, vat: number): boolean {
  return net > 0 && vat >= 0 && Math.abs((net * rate) / 100 - vat) <= SLACK && (rate === 0 ? vat === 0 : vat > 0);
}
