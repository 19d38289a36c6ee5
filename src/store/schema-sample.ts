import { boolean, date, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';
import { aPerson, claims } from './schema.ts';

/** Tables of the random sample. A lot that was drawn is never changed (a trigger refuses). */

export const samplePeriods = pgTable('sample_periods', {
  id: uuid().primaryKey().defaultRandom(),
  startsOn: date({ mode: 'string' }).notNull(),
  endsOn: date({ mode: 'string' }).notNull(),
  /** Ten-thousandths of the claims. */
  rate: integer().notNull(),
  /** SHA-256 of the secret, published before the period. */
  commitment: text().notNull(),
  secret: text().notNull(),
  publishedAt: instant().notNull(),
  publishedBy: aPerson().notNull(),
  revealedAt: instant(),
});

export const sampleDraws = pgTable(
  'sample_draws',
  {
    claimId: uuid()
      .primaryKey()
      .references(() => claims.id),
    periodId: uuid()
      .notNull()
      .references(() => samplePeriods.id),
    drawn: boolean().notNull(),
    at: instant().notNull(),
  },
  (table) => [index().on(table.periodId)],
);
