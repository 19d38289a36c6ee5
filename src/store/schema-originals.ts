import { bigserial, date, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { OriginalMark } from '../claim/originals.ts';
import { instant } from './columns.ts';
import { aPerson, claims, receipts } from './schema.ts';

/** Tables of the paper originals (alkuperäiset tositteet / originalverifikat). */

/**
 * What was marked of the original of a receipt, by the assistant or by its member; `claim/originals.ts` says what counts.
 * Rows are only ever added (a trigger refuses the rest).
 */
export const originalMarks = pgTable(
  'original_marks',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    claimId: uuid()
      .notNull()
      .references(() => claims.id),
    /** The version of the claim that was looked at. */
    version: integer().notNull(),
    receiptId: uuid()
      .notNull()
      .references(() => receipts.id),
    mark: text().$type<OriginalMark['mark']>().notNull(),
    reason: text().notNull(),
    at: instant().notNull(),
    /** Null where all of a claim were marked at once, before they were marked one by one. */
    by: aPerson(),
  },
  (table) => [index().on(table.claimId, table.id)],
);

/** Reminders to send the originals: at most one a day for a claim. */
export const originalReminders = pgTable(
  'original_reminders',
  {
    claimId: uuid()
      .notNull()
      .references(() => claims.id),
    /** Date in Finland. */
    day: date({ mode: 'string' }).notNull(),
    at: instant().notNull(),
    by: aPerson().notNull(),
  },
  (table) => [primaryKey({ columns: [table.claimId, table.day] })],
);
