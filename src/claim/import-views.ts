import { z } from 'zod';

/** What an import of members would do, shown before anything is done: the JSON between `api` and `web`. */

export const memberFields = ['name', 'email', 'position', 'trade', 'termStart', 'termEnd', 'language'] as const;
export type MemberField = (typeof memberFields)[number];

const changeKinds = ['new-person', 'new-member', 'new-term', 'changed', 'ending'] as const;
export const rowErrors = [
  'name-missing',
  'email-wrong',
  'group-unknown',
  'group-missing',
  'position-unknown',
  'language-unknown',
  'date-wrong',
  'term-ends-before-start',
  'person-twice',
  'account-twice',
  'terms-overlap',
] as const;
export type RowError = (typeof rowErrors)[number];

export const ImportChange = z.object({
  /** Row of the file, its heading being 1; null for somebody who is not in it. */
  row: z.int().nullable(),
  kind: z.enum(changeKinds),
  group: z.string(),
  person: z.string(),
  /** What changes, field by field; `from` is null where there was nothing. */
  fields: z.array(z.object({ field: z.enum(memberFields), from: z.string().nullable(), to: z.string() })),
});
export type ImportChange = z.infer<typeof ImportChange>;

export const ImportPreview = z
  .object({
    rows: z.int(),
    unchanged: z.int(),
    unknownColumns: z.array(z.string()),
    missingColumns: z.array(z.enum(['name', 'email'])),
    changes: z.array(ImportChange),
    errors: z.array(z.object({ row: z.int(), code: z.enum(rowErrors), value: z.string() })),
    /** Names exactly these changes: what is carried out is what was seen, or nothing. */
    fingerprint: z.string(),
    applied: z.boolean(),
  })
  .meta({ id: 'ImportPreview' });
export type ImportPreview = z.infer<typeof ImportPreview>;
