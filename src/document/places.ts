import type { Expense, TripClaim } from '../claim/claim.ts';
import type { ClaimDocument, ReceiptFile } from './claim-document.ts';
import { fill, type Words } from './words.ts';

/** Names of the places links lead to, and what the engine's subjects (`expenses[e1]`, `mileage[0]`) stand for. */
export const place = {
  line: (at: number) => `line ${at}`,
  expense: (id: string) => `expense ${id}`,
  mileage: (at: number) => `mileage ${at}`,
  receipt: (number: number) => `receipt ${number}`,
  invitation: 'invitation',
  late: 'late',
};

type Claimed = Pick<TripClaim, 'expenses'>;
/** What is needed of a receipt to tell which costs it proves. */
export type Proof = Pick<ReceiptFile, 'number' | 'expenseIds'>;

/** The cost a subject names, or undefined when it is about something else. */
export function expenseOf({ expenses }: Claimed, subject: string): Expense | undefined {
  const id = /^expenses\[(.*)\]/.exec(subject)?.[1];
  return expenses.find((each) => each.id === id);
}

/** Place of an own-vehicle row among the claim's, or null. */
export function mileageOf(subject: string, { mileage }: Pick<TripClaim, 'mileage'>): number | null {
  const id = /^mileage\[(.*)\]/.exec(subject)?.[1];
  const at = mileage.findIndex((each, index) => (each.id ?? String(index)) === id);
  return at === -1 ? null : at;
}

/** The receipts that prove a cost, by number. */
export const receiptsOf = <T extends Proof>(receipts: T[], { id }: Pick<Expense, 'id'>): T[] =>
  receipts.filter(({ expenseIds }) => expenseIds.includes(id));

/** `Tosite 1`. */
export const receiptName = ({ texts }: Words, n: number): string => fill(texts.expenseLabel.number, { n });

/** Indexes of the computed lines that pay for a cost. */
export const linesOf = ({ evaluation, tripClaim }: ClaimDocument, { id }: Pick<Expense, 'id'>): number[] =>
  evaluation.lines.flatMap(({ subject }, at) => (expenseOf(tripClaim, subject)?.id === id ? [at] : []));
