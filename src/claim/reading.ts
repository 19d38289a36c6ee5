import { z } from 'zod';
import { ExpenseKind, Language, Meal } from './claim.ts';

/** Place on a page as fractions of its width and height: x, y, width, height. */
export const Box = z.tuple([z.number(), z.number(), z.number(), z.number()]);
export type Box = z.infer<typeof Box>;

const located = { confidence: z.number(), sure: z.boolean(), page: z.int(), box: Box };

/** What was read off a receipt (kuitti / kvitto). A field that was not found is null: nothing is guessed. */
export const Reading = z.object({
  sha256: z.string(),
  pages: z.int(),
  via: z.enum(['ocr', 'text-layer']),
  total: z.object({ cents: z.int(), currency: z.string(), ...located }).nullable(),
  date: z.object({ value: z.iso.date(), ...located }).nullable(),
  time: z.object({ value: z.string(), confidence: z.number() }).nullable(),
  merchant: z.object({ value: z.string(), businessId: z.string().nullable(), confidence: z.number() }).nullable(),
  vat: z.array(z.object({ rate: z.number(), netCents: z.int(), vatCents: z.int(), grossCents: z.int() })),
  kind: z.object({ value: ExpenseKind, confidence: z.number() }).nullable(),
  mealsIncluded: z.array(Meal),
  language: Language.nullable(),
  candidates: z.object({
    total: z.array(z.object({ cents: z.int(), currency: z.string(), confidence: z.number(), page: z.int(), box: Box })),
  }),
  /** Plain text of the pages in reading order; becomes the alternative text of the picture in the claim document. */
  text: z.string(),
  ms: z.int(),
});
export type Reading = z.infer<typeof Reading>;

/** Why a file could not be read as a receipt; each has a sentence in `texts/<language>/problems.json`. */
export const readingFailures = [
  'file-empty',
  'file-type-unknown',
  'file-broken',
  'file-encrypted',
  'too-many-pages',
  'too-many-pixels',
  'reading-timed-out',
  'reader-crashed',
] as const;
export const ReadingFailure = z.enum(readingFailures);
export type ReadingFailure = z.infer<typeof ReadingFailure>;
