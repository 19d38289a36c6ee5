import type { Evaluation, Line } from '../claim/claim.ts';
import { type FinanceSettings, type FollowUp, postingKindOf } from '../claim/finance-settings.ts';
import { referenceOf } from '../claim/number.ts';
import { type ReceiptVat, splitByVat } from './vat.ts';

/** From an approved claim to its postings (tiliöintirivit / konteringsrader). Pure: the same claim is the same rows. */

export type PaidClaim = {
  number: string;
  version: number;
  claimant: string;
  iban: string;
  group: string;
  meeting: string;
  /** ISO 8601 date. */
  meetingDate: string;
  evaluation: Evaluation;
  /** The meeting's own codes; an empty one is filled from the settings. Its account is for kinds that have none. */
  followUp: FollowUp & { account: string };
  /** What the receipt of an expense tells of its tax, by the expense's id. */
  vat: ReadonlyMap<string, ReceiptVat>;
};

/** One row of a batch: what is paid, why, and where it is booked. Sums are euro cents. */
export type Posting = {
  claimNumber: string;
  version: number;
  claimant: string;
  iban: string;
  group: string;
  meeting: string;
  meetingDate: string;
  /** Rule of the evaluation's line, or `advance`. */
  kind: string;
  date: string;
  quantity: number;
  /** Cents for one; may have fractions, as a rate by the kilometre does. Null where there is none. */
  unitCents: number | null;
  /** Empty while no account is set for the kind. */
  account: string;
  operatingUnit: string;
  followUpObject: string;
  project: string;
  /** Per cent, and the tax contained in `cents`; null where the receipt does not tell. */
  vatRate: number | null;
  vatCents: number | null;
  cents: number;
  currency: 'EUR';
  /** What the payee and the answer know the payment by; the same on every row of a claim in a batch. */
  reference: string;
  cite: string;
  packs: string;
  /** The batch this row takes back; null in a payment batch. */
  corrects: number | null;
};

/**
 * The rows of a claim. They add up to its `payableCents`: what another payer covers and an advance are rows below nought.
 * A line that pays nothing has no row. Throws when a line has no amount: such a claim cannot have been approved.
 */
export function postingsOf(batchNumber: number, claim: PaidClaim, settings: FinanceSettings): Posting[] {
  const { evaluation } = claim;
  const rows = evaluation.lines.flatMap((line) => ofLine(claim, line));
  const advance = evaluation.totals.payableCents - rows.reduce((sum, row) => sum + row.cents, 0);
  const all = advance === 0 ? rows : [...rows, ofAdvance(claim, advance)];
  const codes = (own: string, set: string) => (own === '' ? set : own);
  return all.map((row) => ({
    claimNumber: claim.number,
    version: claim.version,
    claimant: plain(claim.claimant),
    iban: claim.iban,
    group: plain(claim.group),
    meeting: plain(claim.meeting),
    meetingDate: claim.meetingDate,
    ...row,
    account: settings.accounts[postingKindOf(row.kind)] ?? claim.followUp.account,
    operatingUnit: codes(claim.followUp.operatingUnit, settings.followUp.operatingUnit),
    followUpObject: codes(claim.followUp.followUpObject, settings.followUp.followUpObject),
    project: codes(claim.followUp.project, settings.followUp.project),
    currency: 'EUR',
    reference: referenceOf(batchNumber, claim.number),
    packs: evaluation.packs.map((pack) => pack.id).join(' '),
    corrects: null,
  }));
}

/** Without control characters, which neither XML nor a table can hold; line breaks and tabs stay. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
const plain = (text: string): string => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '');

type Row = Pick<Posting, 'kind' | 'date' | 'quantity' | 'unitCents' | 'vatRate' | 'vatCents' | 'cents' | 'cite'>;

function ofLine(claim: PaidClaim, line: Line): Row[] {
  const { rule, date, quantity, unitCents, amountCents, subject } = line;
  if (amountCents === null) throw new Error(`claim ${claim.number} has a line without an amount`);
  if (amountCents === 0) return [];
  const expenseId = /^expenses\[(.+)\]$/.exec(subject)?.[1];
  const receipt = expenseId === undefined ? null : (claim.vat.get(expenseId) ?? null);
  return splitByVat(amountCents, receipt).map(({ rate, vatCents, cents }) => ({
    kind: rule,
    date,
    quantity,
    unitCents,
    vatRate: rate,
    vatCents,
    cents,
    cite: line.cite.section,
  }));
}

const ofAdvance = (claim: PaidClaim, cents: number): Row => ({
  kind: 'advance',
  date: claim.meetingDate,
  quantity: 1,
  unitCents: cents,
  vatRate: null,
  vatCents: null,
  cents,
  cite: '',
});

/** The row that takes another back: the same but for its sign. Both together are nought. */
export const reversed = <Row extends Posting>(row: Row, batchNumber: number, corrects: number): Row => ({
  ...row,
  vatCents: row.vatCents === null ? null : 0 - row.vatCents,
  cents: 0 - row.cents,
  unitCents: row.unitCents === null ? null : 0 - row.unitCents,
  reference: referenceOf(batchNumber, row.claimNumber),
  corrects,
});
