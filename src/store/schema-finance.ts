import { sql } from 'drizzle-orm';
import {
  bigserial,
  check,
  date,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  serial,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { FinanceSettings } from '../claim/finance-settings.ts';
import type { BatchFileKind, BatchKind, MachineScope, PaymentStatus } from '../claim/finance-views.ts';
import { bytea, cents, instant } from './columns.ts';
import { aPerson, claims } from './schema.ts';

/**
 * Tables of finance. What was made is never changed (triggers refuse): a batch, its claims, rows and files, and what
 * happened to it. The one table that changes is `payments`, and only forward.
 */

/** Payment batch (maksuerä / betalningspost), or a reversal (oikaisuerä / rättelsepost) that takes one back. */
export const batches = pgTable('batches', {
  number: serial().primaryKey(),
  kind: text().$type<BatchKind>().notNull().default('payment'),
  /** The batch a reversal takes back, and why. */
  reverses: integer(),
  reason: text(),
  madeAt: instant().notNull(),
  madeBy: aPerson().notNull(),
  claimCount: integer().notNull(),
  rowCount: integer().notNull(),
  /** Control total: the sum of the rows. */
  totalCents: cents().notNull(),
  /** Of the machine CSV, the file the batch is known by; of the Excel CSV in batches made before there was one. */
  sha256: text('csv_sha256').notNull(),
});

/**
 * Number of a batch. The batch's own row is written last and closes it: from then on nothing can be added either (a
 * trigger refuses), so the keys to it are checked when the transaction ends (migrations: deferred).
 */
const aBatch = () => integer();

export const batchClaims = pgTable(
  'batch_claims',
  {
    batchNumber: aBatch().notNull(),
    claimId: uuid()
      .notNull()
      .references(() => claims.id),
    version: integer().notNull(),
    /** What the member asked for; less what was cut since, it is what is paid. */
    claimedCents: cents().notNull(),
    payableCents: cents().notNull(),
    iban: text().notNull(),
    /** Who, other than the batch's maker, looked at an account number that had changed (a trigger holds them apart). */
    ibanCheckedBy: aPerson(),
    /** Who, other than the maker, let the claim through without all its paper originals. */
    exceptionBy: aPerson(),
  },
  (table) => [primaryKey({ columns: [table.batchNumber, table.claimId] }), index().on(table.claimId)],
);

/** The rows of a batch, as they were written to its files. */
export const postings = pgTable(
  'postings',
  {
    batchNumber: aBatch().notNull(),
    row: integer().notNull(),
    claimId: uuid().notNull(),
    claimNumber: text().notNull(),
    version: integer().notNull(),
    claimant: text().notNull(),
    iban: text().notNull(),
    group: text('group_name').notNull(),
    meeting: text().notNull(),
    meetingDate: date({ mode: 'string' }).notNull(),
    kind: text().notNull(),
    date: date({ mode: 'string' }).notNull(),
    quantity: doublePrecision().notNull(),
    unitCents: doublePrecision(),
    account: text().notNull(),
    operatingUnit: text().notNull(),
    followUpObject: text().notNull(),
    project: text().notNull(),
    vatRate: doublePrecision(),
    vatCents: cents(),
    cents: cents().notNull(),
    currency: text().$type<'EUR'>().notNull(),
    reference: text().notNull(),
    cite: text().notNull(),
    packs: text().notNull(),
    corrects: integer(),
  },
  (table) => [
    primaryKey({ columns: [table.batchNumber, table.row] }),
    foreignKey({
      columns: [table.batchNumber, table.claimId],
      foreignColumns: [batchClaims.batchNumber, batchClaims.claimId],
    }),
  ],
);

/** What became of a claim in a payment batch. A claim is open or paid in one batch only, whoever makes batches when. */
export const payments = pgTable(
  'payments',
  {
    batchNumber: aBatch().notNull(),
    claimId: uuid().notNull(),
    status: text().$type<PaymentStatus>().notNull().default('open'),
    paidOn: date({ mode: 'string' }),
    /** Why it was rejected, in the words of the answer. */
    reason: text(),
    settledAt: instant(),
    /** SHA-256 of the answer that told it. */
    responseSha256: text(),
  },
  (table) => [
    primaryKey({ columns: [table.batchNumber, table.claimId] }),
    foreignKey({
      columns: [table.batchNumber, table.claimId],
      foreignColumns: [batchClaims.batchNumber, batchClaims.claimId],
    }),
    uniqueIndex('payments_one_live').on(table.claimId).where(sql`${table.status} in ('open', 'paid')`),
    check('payments_paid_on', sql`(${table.status} = 'paid') = (${table.paidOn} is not null)`),
  ],
);

/** A file of a batch, made with it: the same bytes for ever. The bytes are in `batchFileParts`. */
export const batchFiles = pgTable(
  'batch_files',
  {
    batchNumber: aBatch().notNull(),
    kind: text().$type<BatchFileKind>().notNull(),
    mediaType: text().notNull(),
    sha256: text().notNull(),
    sizeBytes: cents().notNull(),
  },
  (table) => [primaryKey({ columns: [table.batchNumber, table.kind] })],
);

export const batchFileParts = pgTable(
  'batch_file_parts',
  {
    batchNumber: aBatch().notNull(),
    kind: text().$type<BatchFileKind>().notNull(),
    part: integer().notNull(),
    bytes: bytea().notNull(),
  },
  (table) => [primaryKey({ columns: [table.batchNumber, table.kind, table.part] })],
);

/** What was done with a made batch: a file fetched, or the batch told to be on its way. Only ever added. */
export const batchEvents = pgTable(
  'batch_events',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    batchNumber: integer()
      .notNull()
      .references(() => batches.number),
    event: text().$type<'downloaded' | 'sent'>().notNull(),
    at: instant().notNull(),
  },
  (table) => [index().on(table.batchNumber)],
);

/** Answers of the payment system that were taken in, by the SHA-256 of their bytes. Only ever added. */
export const batchResponses = pgTable('batch_responses', {
  sha256: text().primaryKey(),
  at: instant().notNull(),
  /** Who brought it; null where a machine did. */
  by: aPerson(),
  machineId: uuid(),
  fileName: text().notNull(),
  paid: integer().notNull(),
  rejected: integer().notNull(),
  unchanged: integer().notNull(),
  bytes: bytea().notNull(),
});

/** An account number that differs from the one last paid to, looked at by a person who is not its owner. */
export const ibanChecks = pgTable(
  'iban_checks',
  {
    memberId: aPerson().notNull(),
    iban: text().notNull(),
    checkedBy: aPerson().notNull(),
    checkedAt: instant().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.memberId, table.iban, table.checkedBy] }),
    check('iban_checks_other_person', sql`${table.memberId} <> ${table.checkedBy}`),
  ],
);

/** Settings of finance; the newest row counts, and rows are only ever added. */
export const financeSettings = pgTable('finance_settings', {
  id: bigserial({ mode: 'number' }).primaryKey(),
  settings: jsonb().$type<FinanceSettings>().notNull(),
  setAt: instant().notNull(),
  setBy: aPerson().notNull(),
});

/** Credentials of a payment system: what it may do, and a hash of its secret. */
export const machineClients = pgTable('machine_clients', {
  id: uuid().primaryKey().defaultRandom(),
  name: text().notNull(),
  /** SHA-256 of the secret: a copy of this table opens no door. */
  secretHash: text().notNull().unique(),
  scopes: text().array().$type<MachineScope[]>().notNull(),
  createdAt: instant().notNull(),
  createdBy: aPerson().notNull(),
  expiresAt: instant().notNull(),
  lastUsedAt: instant(),
  revokedAt: instant(),
});
