import { sql } from 'drizzle-orm';
import { bigserial, boolean, check, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { bits256, instant } from './columns.ts';
import { aPerson, files, receipts } from './schema.ts';

/** Tables of receipts that are alike: what they look like, which files look the same, and what was decided of a pair. */

/** What a page of a receipt's file looks like (`receipt/look.ts`): for finding pictures of the same paper, never shown. */
export const receiptLooks = pgTable(
  'receipt_looks',
  {
    sha256: text()
      .notNull()
      .references(() => files.sha256),
    page: integer().notNull(),
    look: bits256().notNull(),
  },
  (table) => [primaryKey({ columns: [table.sha256, table.page] })],
);

/** Two files that look the same, found when the later one was read: the nearest pages of the two, `one` before `other`. */
export const alikeFiles = pgTable(
  'alike_files',
  {
    one: text()
      .notNull()
      .references(() => files.sha256),
    other: text()
      .notNull()
      .references(() => files.sha256),
    onePage: integer().notNull(),
    otherPage: integer().notNull(),
    /** Bits in which the two looks differ, of 255. */
    distance: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.one, table.other] }),
    index().on(table.other),
    check('alike_files_ordered', sql`${table.one} < ${table.other}`),
  ],
);

/**
 * What the assistant decided of two receipts that are alike: that they are two (`dismissed`), or that they are to be told
 * again. The newest row of a pair counts; rows are only ever added (a trigger refuses the rest).
 */
export const duplicateDecisions = pgTable(
  'duplicate_decisions',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    one: uuid()
      .notNull()
      .references(() => receipts.id),
    other: uuid()
      .notNull()
      .references(() => receipts.id),
    dismissed: boolean().notNull(),
    reason: text().notNull(),
    at: instant().notNull(),
    by: aPerson().notNull(),
  },
  (table) => [
    index().on(table.one, table.other, table.id),
    index().on(table.other),
    check('duplicate_decisions_ordered', sql`${table.one} < ${table.other}`),
  ],
);
