import type { FreeMeal } from '../claim.ts';
import { isSame } from './same.ts';

/**
 * Where a value of a claim came from (alkuperä / ursprung), decided by what is kept: the reading of the receipt, the
 * meeting's card, and what examiners corrected. Pure. Nothing is guessed: where no record tells it, it is not known.
 */

export type Origin =
  /** Left as it was read off the receipt; `confirmed` where it was read unsurely and the member said that it is so. */
  | { from: 'read' | 'confirmed' }
  /** Typed by the member, where nothing was read. */
  | { from: 'typed' }
  /** The member's own telling: of the trip, which no receipt is asked about. */
  | { from: 'told' }
  /** From the meeting's card. */
  | { from: 'organiser' }
  /** The member changed what was read. */
  | { from: 'member'; before: unknown }
  /** An examiner changed what the member sent. */
  | { from: 'assistant'; before: unknown; by: string }
  /** Filled from a reading that is not kept any more, or typed: nobody can tell. */
  | { from: 'unknown' };

/** One field that an examiner corrected, in the order of time. */
export type Corrected = { subject: string; field: string; before: unknown; after: unknown; by: string };

/** The last correction that made the value what it is; a value that the member changed since is the member's. */
export function correctionOf(
  corrected: readonly Corrected[],
  { subject, field, value }: { subject: string; field: string; value: unknown },
): Origin | null {
  const last = corrected.findLast((each) => each.subject === subject && each.field === field);
  if (!last || !isSame(last.after, value)) return null;
  return { from: 'assistant', before: last.before, by: last.by };
}

/**
 * A value beside what was read for it. `read`: null where the reading has no such value. `lost`: the row was filled
 * from a reading that is not kept. `confirmed`: it was asked about, and left so.
 */
export function readOrigin(facts: {
  value: unknown;
  read: { value: unknown; sure: boolean } | null;
  confirmed: boolean;
  lost: boolean;
}): Origin {
  const { value, read, confirmed, lost } = facts;
  if (read === null) return { from: lost ? 'unknown' : 'typed' };
  if (!isSame(read.value, value)) return { from: 'member', before: read.value };
  return { from: confirmed && !read.sure ? 'confirmed' : 'read' };
}

/** A row that was filled from a receipt whose reading is gone, or failed since. */
export const isLost = (row: { receiptId: string | null; filled: boolean }, reading: unknown): boolean =>
  row.receiptId !== null && row.filled && reading === null;

type Meal = Pick<FreeMeal, 'at' | 'meal'>;

/** A free meal: the organiser's where it stands on the card as it is, else the member's own telling. */
export const mealOrigin = ({ at, meal }: Meal, card: readonly Meal[]): Origin => ({
  from: card.some((each) => each.at === at && each.meal === meal) ? 'organiser' : 'told',
});

/** A night of the trip: read where a bill has it, else the member's own telling. */
export const nightOrigin = (
  { date, lodging }: { date: string; lodging: string },
  billed: readonly (readonly string[])[],
): Origin => ({ from: lodging === 'hotel' && billed.some((nights) => nights.includes(date)) ? 'read' : 'told' });
