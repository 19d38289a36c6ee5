import { z } from 'zod';
import { ExpenseKind } from './claim.ts';
import { assistantMarks, originalForms, originalStates } from './originals.ts';
import { ClaimState } from './views.ts';

/** What people are shown of the paper originals: the JSON between `api` and `web`. */

const Instant = z.iso.datetime();
const Id = z.uuid();

export const OriginalView = z
  .object({
    receiptId: Id,
    number: z.int(),
    fileName: z.string(),
    costs: z.array(
      z.object({
        kind: ExpenseKind.nullable(),
        date: z.iso.date().nullable(),
        amountCents: z.int().nullable(),
        currency: z.string(),
      }),
    ),
    state: z.enum(originalStates),
    told: z.enum(originalForms).nullable(),
    mark: z.object({ reason: z.string(), at: Instant, by: z.string().nullable() }).nullable(),
  })
  .meta({ id: 'Original' });
export type OriginalView = z.infer<typeof OriginalView>;

export const ClaimOriginalsView = z
  .object({
    claim: z.object({
      id: Id,
      number: z.string(),
      state: ClaimState,
      version: z.int(),
      member: z.string(),
      meeting: z.string(),
      group: z.string(),
      submittedAt: Instant.nullable(),
    }),
    originals: z.array(OriginalView),
    /** When the last one came or was accepted without; null while any is missing. */
    receivedAt: Instant.nullable(),
    remindedAt: Instant.nullable(),
    may: z.object({ mark: z.boolean(), tell: z.boolean(), remind: z.boolean() }),
  })
  .meta({ id: 'ClaimOriginals' });
export type ClaimOriginalsView = z.infer<typeof ClaimOriginalsView>;

/** A scanned cover sheet with its claim. `sheetVersion` is null where only the claim's number was typed. */
export const ScannedSheetView = ClaimOriginalsView.extend({ sheetVersion: z.int().nullable() }).meta({
  id: 'ScannedSheet',
});
export type ScannedSheetView = z.infer<typeof ScannedSheetView>;

export const MarkRequest = z.strictObject({
  receiptId: Id,
  mark: z.enum(assistantMarks),
  reason: z.string().max(2000).default(''),
});
export type MarkRequest = z.infer<typeof MarkRequest>;

export const FormRequest = z.strictObject({ receiptId: Id, form: z.enum(originalForms) });
