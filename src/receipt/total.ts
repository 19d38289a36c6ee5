import { type Amount, wornAmountsOf } from './amounts.ts';
import { type Evidence, evidenceFor, isTaxed, type Row } from './evidence.ts';
import { plainWords, type Role } from './keywords.ts';
import type { Line } from './words.ts';

/** A sum that may be the total, with what speaks for it. */
export type TotalCandidate = {
  cents: number;
  amount: Amount;
  line: Line;
  role: Role;
  evidence: Evidence[];
  /** How often a line of totals prints it. */
  seen: number;
  score: number;
};

/** True for a line that is called the total. */
export const isNamed = (role: Role): boolean => role === 'total' || role === 'grand-total';

/** How far a role alone speaks for the sum on its line. A card line gives the total where no line is named so. */
const WEIGHT: Partial<Record<Role, number>> = { 'grand-total': 5, total: 4, card: 1.5, tax: 0.5, subtotal: 0.5 };
const PAYING: Role[] = ['cash', 'card', 'total', 'grand-total'];
/** Cash is rounded to the nearest five cents, in some places ten. */
const MOST_ROUNDING = 5;
const EVIDENCE_WEIGHT: Record<Evidence, number> = { vat: 2, change: 2, items: 2, tax: 1.5, payment: 1.5, repeat: 0.75 };

/** Candidates for the total, best first; empty when no line speaks of one. */
export function totalCandidates(rows: Row[]): TotalCandidate[] {
  const found = rows.flatMap((row, place) => {
    const base = WEIGHT[row.role];
    if (base === undefined) return borneOut(row, rows);
    const spot = amountFor(rows, place);
    return spot && spot.amount.cents !== 0 ? [candidate(row, spot, base, rows)] : [];
  });
  return merged([...found, ...afterRounding(found, rows), ...afterTip(found, rows)]).toSorted(
    (a, b) => b.score - a.score || b.cents - a.cents,
  );
}

/** A sum whose line has no known name counts when net and tax, or cash and change, give it; cash also when the goods do. */
function borneOut(row: Row, rows: Row[]): TotalCandidate[] {
  const amount = row.amounts.at(-1);
  if (!amount || amount.cents <= 0) return [];
  const enough = BORNE_OUT_BY[row.role] ?? [];
  const made = candidate(row, { amount, line: row.line, away: false }, 0, rows);
  return made.evidence.some((name) => enough.includes(name)) ? [made] : [];
}

const BORNE_OUT_BY: Partial<Record<Role, Evidence[]>> = { none: ['vat', 'change'], cash: ['vat', 'items'] };

/** Where cash is rounded, what was paid is the total with the rounding, if a line prints it. */
function afterRounding(found: TotalCandidate[], rows: Row[]): TotalCandidate[] {
  const roundings = rows
    .filter((row) => row.role === 'rounding')
    .flatMap((row) => row.amounts.map((each) => each.cents));
  const off = roundings.find((cents) => cents !== 0 && Math.abs(cents) <= MOST_ROUNDING);
  const [best] = found.toSorted((a, b) => b.score - a.score);
  if (off === undefined || !best) return [];
  // The minus of a rounding is small and often lost; what was paid is rounded to five cents, what was owed is not.
  return paidInstead(
    best,
    [best.cents + off, best.cents - off].filter((cents) => cents % 5 === 0),
    rows,
  );
}

const TIP = /\b(JUOMARAHA|TIPPI|DRICKS|TIP|GRATUITY)\b/;

/** A tip (juomaraha / dricks) bears no tax: the tax table proves the price, what was paid is the price with the tip. */
function afterTip(found: TotalCandidate[], rows: Row[]): TotalCandidate[] {
  const tip = rows.find((row) => TIP.test(plainWords(row.line.text)))?.amounts.at(-1)?.cents ?? 0;
  const [best] = found.toSorted((a, b) => b.score - a.score);
  return best && tip > 0 ? paidInstead(best, [best.cents + tip], rows) : [];
}

/** A line that says one of the sums was paid goes before the best candidate. */
function paidInstead(best: TotalCandidate, paid: number[], rows: Row[]): TotalCandidate[] {
  const row = rows.find(({ role, amounts }) => PAYING.includes(role) && paid.includes(amounts.at(-1)?.cents ?? 0));
  const amount = row?.amounts.at(-1);
  if (!row || !amount) return [];
  const made = candidate(row, { amount, line: row.line, away: false }, 0, rows);
  return [{ ...made, score: best.score + 0.1 }];
}

type Spot = { amount: Amount; line: Line; away: boolean };

/** The sum of a named line: its last one, or the one standing alone on the line below or above. */
function amountFor(rows: Row[], place: number): Spot | null {
  const row = rows[place];
  const own = row?.amounts.at(-1);
  if (row && own) return { amount: own, line: row.line, away: false };
  const worn = row && wornAmountsOf(row.line).at(-1);
  if (row && worn && isNamed(row.role)) return { amount: worn, line: row.line, away: false };
  for (const near of [rows[place + 1], rows[place - 1]]) {
    const amount = near?.amounts.at(-1);
    if (row && near && amount && isBare(near) && isClose(row, near)) return { amount, line: near.line, away: true };
  }
  return null;
}

/** A line with a sum and no word: the sum of a name that was put on another line. */
function isBare({ line, amounts }: Row): boolean {
  return amounts.length === 1 && !/\p{L}/u.test(line.text.replace(/EUR|SEK|RM/gi, ''));
}

function isClose(a: Row, b: Row): boolean {
  const top = (row: Row) => Math.min(...row.line.words.map((word) => word.top));
  return a.line.page === b.line.page && Math.abs(top(a) - top(b)) < 3.2 * Math.max(a.line.height, b.line.height);
}

function candidate(row: Row, { amount, line, away }: Spot, base: number, rows: Row[]): TotalCandidate {
  const evidence = evidenceFor(amount.cents, line, rows);
  const borne = evidence.reduce((sum, name) => sum + EVIDENCE_WEIGHT[name], 0);
  const shape = (away ? -0.5 : 0) + (amount.loose ? -0.5 : 0) + tallness(line, rows) + tablePenalty(row);
  const role = isTaxOfItsRow(row) ? 'tax' : row.role;
  return { cents: amount.cents, amount, line, role, evidence, seen: 1, score: base + borne + shape };
}

/** `TOTAL 23.58 1.42`: the last sum is the tax of the one before, whatever the row is called. */
function isTaxOfItsRow({ amounts }: Row): boolean {
  const [last = 0, net = 0] = amounts.map((amount) => amount.cents).toReversed();
  return isTaxed(net, last, net + last);
}

/** Totals are often printed larger than the rest. */
function tallness(line: Line, rows: Row[]): number {
  const heights = rows.map((row) => row.line.height).toSorted((a, b) => a - b);
  const usual = heights[Math.floor(heights.length / 2)] ?? line.height;
  return line.height > 1.35 * usual ? 0.5 : 0;
}

/**
 * The last row of a table (`TOTAL 23.58 1.42`): its last sum is the total only where the others add up to it, and
 * surely not where it is the tax of the one before.
 */
function tablePenalty(row: Row): number {
  const [last = 0, ...rest] = row.amounts.map((amount) => amount.cents).toReversed();
  if (rest.length === 0 || rest.reduce((sum, each) => sum + each, 0) === last) return 0;
  return isTaxOfItsRow(row) ? -3 : -1.5;
}

/** One candidate for each sum: the best line stands for it, every further line adds a little. */
function merged(found: TotalCandidate[]): TotalCandidate[] {
  const byCents = Map.groupBy(found, (each) => each.cents);
  return [...byCents.values()].flatMap((same) => {
    const [best] = same.toSorted((a, b) => b.score - a.score);
    return best ? [{ ...best, seen: same.length, score: best.score + 0.6 * (same.length - 1) }] : [];
  });
}
