import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  bigserial,
  boolean,
  date,
  index,
  integer,
  jsonb,
  pgEnum,
  pgSequence,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { Evaluation, FreeMeal, Language } from '../claim/claim.ts';
import type { ClaimDraft } from '../claim/draft.ts';
import type { PostingCodes } from '../claim/meeting-views.ts';
import type { ReadingFailure, SavedReading } from '../claim/reading.ts';
import { claimStates, type Role } from '../claim/views.ts';
import { bytea, cents, instant } from './columns.ts';

/** One schema for both databases (PGlite, PostgreSQL ≥ 15). Sums are euro cents, instants UTC, trip times wall clock. */

export const claimState = pgEnum('claim_state', claimStates);
export const readingStatus = pgEnum('reading_status', ['queued', 'reading', 'read', 'failed']);
export const mailStatus = pgEnum('mail_status', ['queued', 'sent', 'kept', 'failed']);
export const position = pgEnum('position', ['chair', 'secretary', 'member']);

/** Running number of claims; the number people see is made from it in `claim/number.ts`. */
export const claimNumbers = pgSequence('claim_numbers');

export const users = pgTable('users', {
  id: uuid().primaryKey().defaultRandom(),
  username: text().notNull().unique(),
  name: text().notNull(),
  email: text().notNull(),
  roles: text().array().$type<Role[]>().notNull(),
  language: text().$type<Language>().notNull().default('fi'),
  /** argon2id, PHC string format. */
  passwordHash: text().notNull(),
  /** Payment details remembered from the last claim sent. */
  iban: text(),
  /** Henkilötunnus; only ever a test code in demo data. Read by the Incomes Register export alone. */
  identityCode: text(),
  demo: boolean().notNull().default(false),
  /** From then on the person cannot sign in; nobody is ever deleted. */
  disabledAt: instant(),
  createdAt: instant().notNull(),
});

/** Who: a person of the service. */
export const aPerson = () => uuid().references(() => users.id);

export const sessions = pgTable(
  'sessions',
  {
    /** SHA-256 of the cookie's token: a copy of this table signs nobody in. */
    tokenHash: text().primaryKey(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    csrfToken: text().notNull(),
    createdAt: instant().notNull(),
    expiresAt: instant().notNull(),
  },
  (table) => [index().on(table.expiresAt)],
);

/** Working group (työryhmä / arbetsgrupp), among them the core groups (ydinryhmä / kärngrupp). */
export const groups = pgTable('groups', {
  id: uuid().primaryKey().defaultRandom(),
  name: text().notNull().unique(),
  area: text().notNull(),
  termStart: date({ mode: 'string' }).notNull(),
  termEnd: date({ mode: 'string' }).notNull(),
});

export const memberships = pgTable(
  'memberships',
  {
    groupId: uuid()
      .notNull()
      .references(() => groups.id),
    userId: aPerson().notNull(),
    position: position().notNull(),
    /** The trade the member was called from, e.g. hospital teaching. */
    trade: text().notNull(),
    termStart: date({ mode: 'string' }).notNull(),
    termEnd: date({ mode: 'string' }).notNull(),
  },
  // A person may be called again: each term of office is a row of its own.
  (table) => [primaryKey({ columns: [table.groupId, table.userId, table.termStart] }), index().on(table.userId)],
);

/** Bytes as they came, by their SHA-256; a row is never changed. */
export const files = pgTable('files', {
  sha256: text().primaryKey(),
  bytes: bytea().notNull(),
  mediaType: text().notNull(),
  sizeBytes: integer().notNull(),
  createdAt: instant().notNull(),
});

export const meetings = pgTable(
  'meetings',
  {
    id: uuid().primaryKey().defaultRandom(),
    groupId: uuid()
      .notNull()
      .references(() => groups.id),
    kind: text().$type<'meeting' | 'training'>().notNull(),
    purpose: text().notNull(),
    place: text().notNull(),
    address: text().notNull(),
    startsAt: text().notNull(),
    endsAt: text().notNull(),
    timeZone: text().notNull(),
    freeMeals: jsonb().$type<FreeMeal[]>().notNull(),
    /** The member who told it, where the organiser has made no card: only theirs, and never prefilled for others. */
    toldBy: aPerson(),
    invitationFileName: text(),
    invitationSha256: text().references(() => files.sha256),
    codes: jsonb()
      .$type<PostingCodes>()
      .notNull()
      .default({ account: '', unit: '', monitoringTarget: '', project: '' }),
  },
  (table) => [index().on(table.groupId)],
);

/** Everybody who has written the claim for its member, in this version or an earlier one (a trigger lets none go). */
const filers = () => uuid().array().notNull().default(sql`'{}'::uuid[]`);

/** Travel claim (matkalasku / reseräkning): what is being worked on. What was sent is in `claimVersions`. */
export const claims = pgTable(
  'claims',
  {
    id: uuid().primaryKey().defaultRandom(),
    number: text().notNull().unique(),
    memberId: aPerson().notNull(),
    meetingId: uuid()
      .notNull()
      .references(() => meetings.id),
    state: claimState().notNull(),
    version: integer().notNull().default(0),
    revision: integer().notNull().default(0),
    draft: jsonb().$type<ClaimDraft>().notNull(),
    /** Evaluation of the draft, or the frozen one of the version last sent. */
    evaluation: jsonb().$type<Evaluation>(),
    since: instant().notNull(),
    submittedAt: instant(),
    approvedAt: instant(),
    approvedBy: aPerson(),
    originalsReceivedAt: instant(),
    /** The claim this one supplements (lisälasku / tilläggsräkning); null where it is a claim of its own. */
    supplementTo: uuid().references((): AnyPgColumn => claims.id),
    filedBy: filers(),
    /** Who asked the member to confirm it, and when; null while nobody asks. */
    askedBy: aPerson(),
    askedAt: instant(),
    createdAt: instant().notNull(),
  },
  (table) => [
    // One claim for a meeting, and its supplement.
    uniqueIndex('claims_one_of_a_meeting').on(table.memberId, table.meetingId).where(sql`supplement_to is null`),
    uniqueIndex('claims_one_supplement').on(table.supplementTo),
    index().on(table.state),
    index('claims_expenses_index').using('gin', sql`(${table.draft}->'expenses') jsonb_path_ops`),
  ],
);

/** A claim as it was sent; never changed (a trigger refuses). Frozen texts are canonical JSON, kept to the byte. */
export const claimVersions = pgTable(
  'claim_versions',
  {
    claimId: uuid()
      .notNull()
      .references(() => claims.id),
    version: integer().notNull(),
    tripClaim: text().notNull(),
    evaluation: text().notNull(),
    draft: jsonb().$type<ClaimDraft>().notNull(),
    receipts: jsonb().$type<{ id: string; sha256: string; fileName: string }[]>().notNull(),
    payableCents: cents().notNull(),
    language: text().$type<Language>().notNull(),
    signedName: text().notNull(),
    signedBy: aPerson().notNull(),
    signedAt: instant().notNull(),
    declarationVersion: text().notNull(),
    filedBy: filers(),
  },
  (table) => [primaryKey({ columns: [table.claimId, table.version] })],
);

/** Receipt (kuitti / kvitto): a file of one claim and what was read off it. */
export const receipts = pgTable(
  'receipts',
  {
    id: uuid().primaryKey().defaultRandom(),
    claimId: uuid()
      .notNull()
      .references(() => claims.id),
    ownerId: aPerson().notNull(),
    sha256: text()
      .notNull()
      .references(() => files.sha256),
    fileName: text().notNull(),
    status: readingStatus().notNull(),
    reading: jsonb().$type<SavedReading>(),
    failure: text().$type<ReadingFailure>(),
    pageCount: integer(),
    /** Page being read now, and of how many; null before and after. */
    readingProgress: jsonb().$type<{ page: number; pages: number }>(),
    /** Place in the order of reading: the receipts of one member take turns with everybody else's. */
    readingTurn: integer().notNull().default(0),
    uploadedAt: instant().notNull(),
    /** Taken off the claim by its member; the row stays, because a version sent before may hold it. */
    removedAt: instant(),
  },
  // The same bytes twice in one claim are one receipt.
  (table) => [
    unique().on(table.claimId, table.sha256),
    index().on(table.ownerId),
    index().on(table.sha256),
    index('receipts_read_index').on(
      sql`(${table.reading}->'date'->>'value')`,
      sql`(${table.reading}->'total'->>'cents')`,
    ),
    index('receipts_number_index').on(sql`(${table.reading}->'receiptNumber'->>'value')`),
    index().on(table.status, table.readingTurn),
  ],
);

/** Question of the assistant to the member on returning a claim. */
export const messages = pgTable(
  'messages',
  {
    id: uuid().primaryKey().defaultRandom(),
    claimId: uuid()
      .notNull()
      .references(() => claims.id),
    fromId: aPerson().notNull(),
    version: integer().notNull(),
    text: text().notNull(),
    at: instant().notNull(),
  },
  (table) => [index().on(table.claimId)],
);

/**
 * Which revision of each series of rule packs is in force since when: the newest row of a series counts. Rows are only
 * ever added (a trigger refuses the rest); the packs themselves are files.
 */
export const packActivations = pgTable(
  'pack_activations',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    /** What the revisions share: `fi-state-2026`. */
    series: text().notNull(),
    packId: text().notNull(),
    /** Of the pack file's bytes, hexadecimal: another file of the same name is another pack. */
    sha256: text().notNull(),
    activatedAt: instant().notNull(),
    /** Null where the service did it: the first revision of a series. */
    activatedBy: aPerson(),
  },
  (table) => [index().on(table.series, table.id)],
);

/** Who did what and when; rows are only ever added (a trigger refuses the rest). */
export const audit = pgTable(
  'audit',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    at: instant().notNull(),
    actorId: uuid(),
    /** The member for whom the actor acted; null where they acted for themselves. */
    onBehalfOf: uuid(),
    action: text().notNull(),
    subject: text().notNull(),
    details: jsonb().$type<Record<string, unknown>>().notNull().default(sql`'{}'::jsonb`),
  },
  (table) => [index().on(table.subject), index().on(table.onBehalfOf)],
);

/** Notices to people; sent by a job, kept here where no mail server is configured. */
export const mails = pgTable('mails', {
  id: uuid().primaryKey().defaultRandom(),
  userId: aPerson().notNull(),
  subject: text().notNull(),
  text: text().notNull(),
  status: mailStatus().notNull(),
  createdAt: instant().notNull(),
  sentAt: instant(),
});
