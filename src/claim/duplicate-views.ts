import { z } from 'zod';
import { CalendarDate } from './claim.ts';
import { duplicateMarks } from './codes.ts';
import { ClaimState } from './views.ts';

/** Two receipts that may be one, as the assistant compares them. Members are never shown these. */

/** One of the two: where it is, and what was read off it. */
const ComparedReceipt = z.object({
  receiptId: z.uuid(),
  fileName: z.string(),
  /** The page that looks the same; the first where pages do not matter. */
  page: z.int(),
  pageCount: z.int().nullable(),
  claim: z.object({ id: z.uuid(), number: z.string(), member: z.string(), state: ClaimState }),
  read: z.object({
    merchant: z.string().nullable(),
    date: CalendarDate.nullable(),
    time: z.string().nullable(),
    cents: z.int().nullable(),
    currency: z.string().nullable(),
    receiptNumber: z.string().nullable(),
  }),
});
export type ComparedReceipt = z.infer<typeof ComparedReceipt>;

export const DuplicateView = z
  .object({
    ours: ComparedReceipt,
    theirs: ComparedReceipt,
    /** Why they may be one, the surest first. */
    by: z.array(z.enum(duplicateMarks)),
    /** True where the assistant has decided that they are two. */
    dismissed: z.boolean(),
    /** What was decided of the two, the oldest first. */
    decisions: z.array(z.object({ dismissed: z.boolean(), reason: z.string(), at: z.iso.datetime(), by: z.string() })),
    /** Nobody decides where one of the two is their own. */
    mayDecide: z.boolean(),
  })
  .meta({ id: 'Duplicate' });
export type DuplicateView = z.infer<typeof DuplicateView>;
