import { foreignKey, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';
import { files } from './schema.ts';

/** Tables of the sealed claim documents: as sent, and as approved. */

/** Sealed PDF of a version: made once, by a job. */
export const documents = pgTable(
  'documents',
  {
    claimId: uuid().notNull(),
    version: integer().notNull(),
    sha256: text()
      .notNull()
      .references(() => files.sha256),
    createdAt: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.claimId, table.version] })],
);

/** The same PDF with the approver's seal behind it: made once, by a job, when the version is approved. */
export const approvedDocuments = pgTable(
  'approved_documents',
  {
    claimId: uuid().notNull(),
    version: integer().notNull(),
    sha256: text()
      .notNull()
      .references(() => files.sha256),
    createdAt: instant().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.claimId, table.version] }),
    foreignKey({ columns: [table.claimId, table.version], foreignColumns: [documents.claimId, documents.version] }),
  ],
);
