import { sql } from 'drizzle-orm';
import { check, date, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';
import { aPerson, claims } from './schema.ts';

/** Filing for another (puolesta / för någon annans räkning): who lets whom, and what the member gives back. */

/** Permission to file (valtuutus / fullmakt). Until a day, or until it is revoked; a row stays to tell that it was. */
export const filingPermissions = pgTable(
  'filing_permissions',
  {
    id: uuid().primaryKey().defaultRandom(),
    memberId: aPerson().notNull(),
    delegateId: aPerson().notNull(),
    grantedAt: instant().notNull(),
    /** Last day on which it holds, in Finland. */
    until: date({ mode: 'string' }).notNull(),
    revokedAt: instant(),
  },
  (table) => [
    index().on(table.memberId),
    index().on(table.delegateId),
    uniqueIndex('filing_permissions_one_standing')
      .on(table.memberId, table.delegateId)
      .where(sql`${table.revokedAt} is null`),
    check('filing_permissions_other_person', sql`${table.memberId} <> ${table.delegateId}`),
  ],
);

/** A claim the member would not confirm, back to who filed it, with a word why. Rows are only added (a trigger refuses). */
export const giveBacks = pgTable(
  'give_backs',
  {
    id: uuid().primaryKey().defaultRandom(),
    claimId: uuid()
      .notNull()
      .references(() => claims.id),
    /** The version it would have become. */
    version: integer().notNull(),
    toId: aPerson().notNull(),
    text: text().notNull(),
    at: instant().notNull(),
  },
  (table) => [index().on(table.claimId, table.at)],
);
