import { type Amount, amountsOf } from './amounts.ts';
import { type Role, roleOf } from './keywords.ts';
import { rateOn } from './vat.ts';
import type { Line } from './words.ts';

/** A line with its sums and what it is about. */
export type Row = { line: Line; role: Role; amounts: Amount[] };

/**
 * What else on the receipt says the same sum:
 * `vat` net and tax add up to it · `change` cash less change is it · `items` the rows above add up to it ·
 * `tax` a line prints the tax that its rate makes of it, to the cent · `payment` the card or cash line repeats it · `repeat` a subtotal or a single row repeats it.
 */
export type Evidence = 'vat' | 'change' | 'items' | 'tax' | 'payment' | 'repeat';

/** Tax rates met on receipts of the countries read here, in per cent, widest first to last. */
const TAX_SHARES = [0.255, 0.25, 0.24, 0.2, 0.19, 0.14, 0.135, 0.12, 0.1, 0.09, 0.08, 0.07, 0.06, 0.05];

export const rowsOf = (lines: Line[]): Row[] =>
  lines.map((line) => ({ line, role: roleOf(line.text), amounts: amountsOf(line) }));

/** Everything on the receipt that bears out a sum printed on `source`, each kind once. */
export function evidenceFor(cents: number, source: Line, rows: Row[]): Evidence[] {
  const others = rows.filter((row) => row.line !== source);
  const checks: [Evidence, boolean][] = [
    ['vat', addsUpWithTax(cents, others)],
    ['change', isCashLessChange(cents, others)],
    ['items', isSumOfItems(cents, source, rows)],
    ['tax', others.some((row) => printsTaxOf(cents, row))],
    ['payment', others.some((row) => isPayment(row.role) && has(row, cents))],
    ['repeat', others.some((row) => (row.role === 'subtotal' || row.role === 'none') && has(row, cents))],
  ];
  return checks.filter(([, true_]) => true_).map(([name]) => name);
}

const isPayment = (role: Role): boolean => role === 'card' || role === 'cash';
const has = (row: Row, cents: number): boolean => row.amounts.some((amount) => amount.cents === cents);
const centsOf = (row: Row): number[] => row.amounts.map((amount) => amount.cents);

/** Net + tax = the sum, with a tax in a usual proportion: in one row, over two rows, or over the rows of a table. */
function addsUpWithTax(cents: number, rows: Row[]): boolean {
  const inOneRow = rows.some((row) => pairs(centsOf(row)).some(([a, b]) => isTaxed(a, b, cents)));
  if (inOneRow) return true;
  const taxes = rows.filter((row) => row.role === 'tax').flatMap(centsOf);
  const nets = rows.filter((row) => ['not-total', 'subtotal', 'tax'].includes(row.role)).flatMap(centsOf);
  return taxes.some((tax) => nets.some((net) => isTaxed(net, tax, cents))) || isSumOfTaxRows(cents, rows);
}

/** True when net + tax = gross and the tax is a usual share of the net. All in cents. */
export function isTaxed(net: number, tax: number, gross: number): boolean {
  if (tax <= 0 || net <= tax || net + tax !== gross) return false;
  return TAX_SHARES.some((share) => Math.abs(net * share - tax) <= 2);
}

/** `ALV 13,5 %   0,39` beside a total of 3,30: one cent of tax is some ten of the sum, so it only leads. */
function printsTaxOf(cents: number, { line, amounts }: Row): boolean {
  const rate = rateOn(line);
  const [tax] = amounts;
  if (rate === null || rate === 0 || !tax || amounts.length !== 1) return false;
  return tax.cents > 0 && tax.cents === Math.round((cents * rate) / (100 + rate));
}

/** Two or more rows of a VAT table, each net + tax = gross, whose gross sums add up. */
function isSumOfTaxRows(cents: number, rows: Row[]): boolean {
  const gross = rows.flatMap((row) => {
    const sums = centsOf(row).toSorted((a, b) => b - a);
    const [largest = 0, net = 0, tax = 0] = sums;
    return sums.length === 3 && /%/.test(row.line.text) && net + tax === largest ? [largest] : [];
  });
  return gross.length > 1 && gross.reduce((sum, each) => sum + each, 0) === cents;
}

function pairs(sums: number[]): [number, number][] {
  return sums.flatMap((a, i) => sums.filter((_, j) => i !== j).map((b): [number, number] => [a, b]));
}

function isCashLessChange(cents: number, rows: Row[]): boolean {
  const change = rows.filter((row) => row.role === 'change').flatMap(centsOf);
  const given = rows.filter((row) => isPayment(row.role)).flatMap(centsOf);
  return change.some((back) => back > 0 && given.some((cash) => cash > 0 && cash - Math.abs(back) === cents));
}

/** The last sums of the rows above, counted upwards from the total, add up to it; two rows at least. */
function isSumOfItems(cents: number, source: Line, rows: Row[]): boolean {
  const place = rows.findIndex((row) => row.line === source);
  const above = rows.slice(0, place).filter((row) => row.role === 'none' && (row.amounts.at(-1)?.cents ?? 0) !== 0);
  let sum = 0;
  let count = 0;
  for (const row of above.toReversed()) {
    sum += row.amounts.at(-1)?.cents ?? 0;
    count += 1;
    if (count > 1 && sum === cents) return true;
  }
  return false;
}
