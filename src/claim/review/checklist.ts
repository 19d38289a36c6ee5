import { z } from 'zod';
import type { Evaluation } from '../claim.ts';

/**
 * What is looked at in every claim before it is approved (tarkastuslista / checklista). What does not apply, and what the
 * service itself can see, is answered by the service, and says so; the rest by a person. "Not in order" needs a comment.
 */

export const checklistItems = ['invitation', 'originals', 'taxi-reasons', 'meals', 'bank-details'] as const;
export const ChecklistItem = z.enum(checklistItems);
export type ChecklistItem = z.infer<typeof ChecklistItem>;

/** How the service answered: why nobody has to. */
export const serviceAnswers = [
  'no-receipts',
  'originals-received',
  'originals-awaited',
  'no-taxi',
  'no-per-diem',
  'meals-as-arranged',
  'nothing-to-pay',
  'account-as-before',
] as const;

const Answer = z.object({ ok: z.boolean(), comment: z.string(), by: z.string(), at: z.iso.datetime() });

export const ChecklistRow = z.object({
  item: ChecklistItem,
  /** Null where a person answers. */
  service: z.enum(serviceAnswers).nullable(),
  answer: Answer.nullable(),
});
export type ChecklistRow = z.infer<typeof ChecklistRow>;

export type Facts = {
  evaluation: Evaluation;
  hasReceipts: boolean;
  originalsReceived: boolean;
  hasTaxi: boolean;
  /** The free meals are those of the meeting card. */
  mealsAsArranged: boolean;
  /** The account is the one an earlier claim of the member was paid to. */
  accountAsBefore: boolean;
};

const answered: Record<ChecklistItem, (facts: Facts) => ChecklistRow['service']> = {
  // Whether it is the right one, only a person sees.
  invitation: () => null,
  originals: ({ hasReceipts, originalsReceived }) => {
    if (!hasReceipts) return 'no-receipts';
    return originalsReceived ? 'originals-received' : 'originals-awaited';
  },
  'taxi-reasons': ({ hasTaxi }) => (hasTaxi ? null : 'no-taxi'),
  meals: ({ evaluation, mealsAsArranged }) => {
    if (!evaluation.lines.some(({ rule }) => rule.startsWith('per-diem'))) return 'no-per-diem';
    return mealsAsArranged ? 'meals-as-arranged' : null;
  },
  'bank-details': ({ evaluation, accountAsBefore }) => {
    if (evaluation.totals.payableCents <= 0) return 'nothing-to-pay';
    return accountAsBefore ? 'account-as-before' : null;
  },
};

export const checklistOf = (
  facts: Facts,
  answers: ReadonlyMap<ChecklistItem, z.infer<typeof Answer>>,
): ChecklistRow[] =>
  checklistItems.map((item) => {
    const service = answered[item](facts);
    return { item, service, answer: service === null ? (answers.get(item) ?? null) : null };
  });

/** Items nobody has answered, and those that are not in order: both keep a claim from being approved. */
export const openItems = (rows: readonly ChecklistRow[]): ChecklistItem[] =>
  rows.filter(({ service, answer }) => service === null && answer?.ok !== true).map(({ item }) => item);
