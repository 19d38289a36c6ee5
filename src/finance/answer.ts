/** What the payment system answers of a payment (maksupalaute / betalningsrespons). */

/** `returned`: paid, and come back. `pending`: taken, not yet paid; it changes nothing. */
export type AnswerStatus = 'paid' | 'rejected' | 'returned' | 'pending';

export type Answer = {
  row: number;
  /** The payment's reference, `12-ML-2026-000042-7`; null where the answer is of a whole batch. */
  reference: string | null;
  batchNumber: number;
  /** Null where the answer tells no sum. */
  cents: number | null;
  status: AnswerStatus;
  /** ISO 8601 date; null where it tells none. */
  date: string | null;
  reason: string;
};

export type Answers = { answers: Answer[]; foreign: number };

/** More rows than any batch has claims. */
export const MOST_ANSWERS = 20_000;
