import {
  bigint,
  bigserial,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import type { Language } from '../claim/claim.ts';
import type { LetterKind } from '../claim/letter-kinds.ts';
import type { RemedyText } from '../claim/letter-views.ts';
import { instant } from './columns.ts';
import { aPerson, claimVersions, files } from './schema.ts';

/** Decision letters, and how to have a decision corrected. Rows are only ever added (triggers refuse the rest). */

/** The agency's own words on how to object; the newest row counts, and a letter names the one it was written with. */
export const remedyTexts = pgTable('remedy_texts', {
  id: bigserial({ mode: 'number' }).primaryKey(),
  texts: jsonb().$type<RemedyText>().notNull(),
  setAt: instant().notNull(),
  setBy: aPerson().notNull(),
});

/** Decision letter (päätöskirje / beslutsbrev): its words as they were on the day. A later one takes its place. */
export const decisionLetters = pgTable(
  'decision_letters',
  {
    claimId: uuid().notNull(),
    number: integer().notNull(),
    kind: text().$type<LetterKind>().notNull(),
    /** The version that was approved. */
    version: integer().notNull(),
    /** The batch it was paid in; null at an approval. */
    batchNumber: integer(),
    /** Null where no remedy text had been entered. */
    remedyId: bigint({ mode: 'number' }).references(() => remedyTexts.id),
    /** Its words in the three languages, in canonical JSON (RFC 8785). */
    content: text().notNull(),
    /** Of `content`. */
    sha256: text().notNull(),
    at: instant().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.claimId, table.number] }),
    index().on(table.remedyId),
    foreignKey({
      name: 'decision_letters_version_fk',
      columns: [table.claimId, table.version],
      foreignColumns: [claimVersions.claimId, claimVersions.version],
    }),
  ],
);

/** A letter as PDF: made once in each language, when it is first asked for. */
export const letterFiles = pgTable(
  'letter_files',
  {
    claimId: uuid().notNull(),
    number: integer().notNull(),
    language: text().$type<Language>().notNull(),
    sha256: text()
      .notNull()
      .references(() => files.sha256),
    createdAt: instant().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.claimId, table.number, table.language] }),
    foreignKey({
      name: 'letter_files_letter_fk',
      columns: [table.claimId, table.number],
      foreignColumns: [decisionLetters.claimId, decisionLetters.number],
    }),
  ],
);
