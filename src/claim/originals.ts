import type { DraftExpense } from './draft.ts';
import type { Reading } from './reading.ts';

/**
 * Paper originals (alkuperäiset tositteet / originalverifikat) of a sent claim: which are awaited, which have come, which
 * are not on paper at all. Nothing here is decided twice: who asks whether all are in, asks here.
 */

/** On what a receipt came to the member. A PDF with text (an e-ticket, a receipt by mail) never was on paper. */
export const originalForms = ['paper', 'electronic'] as const;
export type OriginalForm = (typeof originalForms)[number];

/** What the assistant marks; `wanted` asks for the paper of what passes for electronic, `withdrawn` takes a mark back. */
export const assistantMarks = ['received', 'excused', 'wanted', 'withdrawn'] as const;
export type AssistantMark = (typeof assistantMarks)[number];

/** Marks are only added; the newest of the assistant and the newest of the member count. */
export type OriginalMark = {
  receiptId: string;
  mark: AssistantMark | OriginalForm;
  /** Why it is accepted without its original; empty otherwise. */
  reason: string;
  at: string;
  /** Null: kept before marks were kept one by one. */
  by: string | null;
};

/** `excused`: accepted without, for a reason. `electronic`: there is no paper. `unused`: no cost is claimed by it. */
export const originalStates = ['missing', 'received', 'excused', 'electronic', 'unused'] as const;
export type OriginalState = (typeof originalStates)[number];

type Cost = Pick<DraftExpense, 'kind' | 'date' | 'amountCents' | 'currency'>;

export type Original = {
  receiptId: string;
  /** Of the receipt in the claim, from 1, as in its PDF. */
  number: number;
  fileName: string;
  costs: Cost[];
  state: OriginalState;
  /** What the member told of it; null when nothing was. */
  told: OriginalForm | null;
  /** The assistant's mark that stands; null when none does. */
  mark: Pick<OriginalMark, 'reason' | 'at' | 'by'> | null;
};

export type SentReceipts = {
  /** Of the version last sent, in the order of their numbers. */
  receipts: readonly { id: string; fileName: string; via: Reading['via'] | null }[];
  expenses: readonly ({ receiptId: string | null } & Cost)[];
  /** The oldest first. */
  marks: readonly OriginalMark[];
};

export function originalsOf({ receipts, expenses, marks }: SentReceipts): Original[] {
  return receipts.map(({ id, fileName, via }, at) => {
    const own = marks.filter((mark) => mark.receiptId === id);
    const told = own.map(({ mark }) => mark).findLast(isForm) ?? null;
    const last = own.findLast(({ mark }) => !isForm(mark));
    const costs = expenses.filter(({ receiptId }) => receiptId === id).map(costOf);
    const state = stateOf({ told, via, mark: last?.mark ?? null, isUsed: costs.length > 0 });
    const stands = last && last.mark !== 'withdrawn' ? { reason: last.reason, at: last.at, by: last.by } : null;
    return { receiptId: id, number: at + 1, fileName, costs, state, told, mark: stands };
  });
}

const costOf = ({ kind, date, amountCents, currency }: Cost): Cost => ({ kind, date, amountCents, currency });

const isForm = (mark: OriginalMark['mark']): mark is OriginalForm =>
  (originalForms as readonly string[]).includes(mark);

type Known = {
  told: OriginalForm | null;
  via: Reading['via'] | null;
  mark: OriginalMark['mark'] | null;
  isUsed: boolean;
};

function stateOf({ told, via, mark, isUsed }: Known): OriginalState {
  if (mark === 'received' || mark === 'excused') return mark;
  if (!isUsed) return 'unused';
  if (mark === 'wanted') return 'missing';
  // A member's word alone makes no photograph of a paper electronic: the assistant accepts it.
  return formByFile(via) === 'electronic' && told !== 'paper' ? 'electronic' : 'missing';
}

/** How a receipt came, told by its file: with a text layer it was never scanned from paper. */
export const formByFile = (via: Reading['via'] | null): OriginalForm => (via === 'text-layer' ? 'electronic' : 'paper');

export const isMissing = ({ state }: Original): boolean => state === 'missing';

/** What the member puts into the envelope: what is awaited, but for what the member has told is not on paper. */
export const isToPost = ({ state, told }: Original): boolean => state === 'missing' && told !== 'electronic';
