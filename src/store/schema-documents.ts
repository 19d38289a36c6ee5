import { boolean, foreignKey, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { DocumentCopy, SealingTrouble } from '../claim/document-state.ts';
import { instant } from './columns.ts';
import { claimVersions, files } from './schema.ts';

/** Tables of the sealed claim documents: as sent, as approved, and what stands in the way of one. */

const copy = () => text().$type<DocumentCopy>().notNull().default('claim');

/** Sealed PDF of a version, one of each copy: made once, by a job. Never changed (a trigger refuses). */
export const documents = pgTable(
  'documents',
  {
    claimId: uuid().notNull(),
    version: integer().notNull(),
    copy: copy(),
    sha256: text()
      .notNull()
      .references(() => files.sha256),
    createdAt: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.claimId, table.version, table.copy] })],
);

/** The same PDF with the approver's seal behind it: made once, by a job, when the version is approved. */
export const approvedDocuments = pgTable(
  'approved_documents',
  {
    claimId: uuid().notNull(),
    version: integer().notNull(),
    copy: copy(),
    sha256: text()
      .notNull()
      .references(() => files.sha256),
    createdAt: instant().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.claimId, table.version, table.copy] }),
    foreignKey({
      name: 'approved_documents_sent_fk',
      columns: [table.claimId, table.version, table.copy],
      foreignColumns: [documents.claimId, documents.version, documents.copy],
    }),
  ],
);

/** What stands in the way of a version's documents; the row goes when they are made. */
export const documentFailures = pgTable(
  'document_failures',
  {
    claimId: uuid().notNull(),
    version: integer().notNull(),
    code: text().$type<SealingTrouble>().notNull(),
    /** The file that stands in the way; null when none does. */
    fileName: text(),
    /** Whether it is tried again by itself; else somebody has to act. */
    passing: boolean().notNull(),
    tries: integer().notNull().default(1),
    firstAt: instant().notNull(),
    lastAt: instant().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.claimId, table.version] }),
    foreignKey({
      name: 'document_failures_version_fk',
      columns: [table.claimId, table.version],
      foreignColumns: [claimVersions.claimId, claimVersions.version],
    }),
  ],
);
