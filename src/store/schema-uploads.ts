import { bigserial, boolean, date, index, integer, pgTable, primaryKey, real, text, uuid } from 'drizzle-orm/pg-core';
import type { SampleField } from '../claim/samples.ts';
import type { Role } from '../claim/views.ts';
import { bytea, instant } from './columns.ts';
import { aPerson, claims, receipts } from './schema.ts';

/** Tables of what comes to receipts and of what people made of them; the rest of the schema is in `schema.ts`. */

/** File on its way (lähetys / uppladdning), resumed where it broke off. What has come is in `uploadParts`. */
export const uploads = pgTable(
  'uploads',
  {
    id: uuid().primaryKey(),
    claimId: uuid()
      .notNull()
      .references(() => claims.id),
    ownerId: aPerson().notNull(),
    fileName: text().notNull(),
    sizeBytes: integer().notNull(),
    offsetBytes: integer().notNull().default(0),
    createdAt: instant().notNull(),
    /** When its last part came. */
    touchedAt: instant().notNull(),
    /** The receipt it became, in the transaction in which its last part came. */
    receiptId: uuid().references(() => receipts.id),
    /** False when the same bytes were in the claim already. */
    added: boolean(),
    /** The pass of the phone it came by; null where its member was signed in. */
    passHash: text(),
  },
  (table) => [index().on(table.ownerId), index().on(table.touchedAt)],
);

export const uploadParts = pgTable(
  'upload_parts',
  {
    uploadId: uuid()
      .notNull()
      .references(() => uploads.id, { onDelete: 'cascade' }),
    startByte: integer().notNull(),
    bytes: bytea().notNull(),
  },
  (table) => [primaryKey({ columns: [table.uploadId, table.startByte] })],
);

/**
 * What a person made of one value that was read, or was not found (poiminta / stickprov): accuracy is counted from
 * these. No name, no picture; rows are only ever added (a trigger refuses the rest).
 */
export const readingSamples = pgTable(
  'reading_samples',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    day: date({ mode: 'string' }).notNull(),
    field: text().$type<SampleField>().notNull(),
    /** The same for each sample of one field of one receipt: of several the last counts. A digest, not an address. */
    subject: text().notNull(),
    readValue: text(),
    keptValue: text().notNull(),
    /** Null for fields that are never shown as sure. */
    sure: boolean(),
    confidence: real(),
    byRole: text().$type<Role>().notNull(),
  },
  (table) => [index().on(table.day), index().on(table.subject, table.id)],
);
