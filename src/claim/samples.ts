import { z } from 'zod';
import type { DraftExpense } from './draft.ts';
import type { Reading } from './reading.ts';

/** How right the reader was, told by what people made of the values it read. */

export const sampleFields = ['total', 'date', 'merchant', 'kind'] as const;
export type SampleField = (typeof sampleFields)[number];

/** One field of one receipt: what was read, null when it was not found, and what a person kept. */
export type Sample = {
  field: SampleField;
  readValue: string | null;
  keptValue: string;
  /** Whether the value was shown as sure; null for fields that never are. */
  sure: boolean | null;
  confidence: number | null;
};

/** One field in one month. `right` of `all` is the accuracy; `sureAndWrong` is what must stay under 1 in 200. */
export const AccuracyRow = z
  .object({
    month: z.string(),
    field: z.enum(sampleFields),
    all: z.int(),
    right: z.int(),
    corrected: z.int(),
    notFound: z.int(),
    sure: z.int(),
    sureAndWrong: z.int(),
  })
  .meta({ id: 'Accuracy' });
export type AccuracyRow = z.infer<typeof AccuracyRow>;

type Found = { value: string; sure: boolean | null; confidence: number };

const plain = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim();
const money = (cents: number, currency: string): string => `${(cents / 100).toFixed(2)} ${currency}`;

const read: Record<SampleField, (reading: Reading) => Found | null> = {
  total: ({ total }) => total && { ...total, value: money(total.cents, total.currency) },
  date: ({ date }) => date,
  merchant: ({ merchant }) => merchant && { ...merchant, value: plain(merchant.value).slice(0, 200), sure: null },
  kind: ({ kind }) => kind && { ...kind, sure: null },
};

const kept: Record<SampleField, (row: DraftExpense) => string> = {
  total: ({ amountCents, currency }) => (amountCents === null ? '' : money(amountCents, currency)),
  date: ({ date }) => date ?? '',
  merchant: ({ merchant }) => plain(merchant),
  kind: ({ kind }) => kind ?? '',
};

/**
 * The samples of a receipt whose row a person has finished. A receipt that could not be read has no reading, and its
 * fields count as not found. A value that was read and wiped away was wrong; nothing read and nothing kept says nothing.
 */
export const samplesOf = (reading: Reading | null, row: DraftExpense): Sample[] =>
  sampleFields.flatMap((field) => {
    const [found, keptValue] = [reading && read[field](reading), kept[field](row)];
    if (found === null && keptValue === '') return [];
    return [
      {
        field,
        readValue: found?.value ?? null,
        keptValue,
        sure: found?.sure ?? null,
        confidence: found?.confidence ?? null,
      },
    ];
  });
