import {
  bigint,
  bigserial,
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import type { DecisionChange } from '../claim/review/changes.ts';
import type { ChecklistItem } from '../claim/review/checklist.ts';
import type { ConsentWay, Reply } from '../claim/review/consent.ts';
import type { Decision } from '../claim/review/decision.ts';
import type { QueueFilter } from '../claim/review/filter.ts';
import type { ApprovalKind } from '../claim/review/undo.ts';
import type { LineChange } from '../claim/revision-views.ts';
import { instant } from './columns.ts';
import { aPerson, claims, claimVersions } from './schema.ts';

/** What examiners decide of a claim, and what its member answers. Rows are only ever added (triggers refuse the rest). */

const ofClaim = () =>
  uuid()
    .notNull()
    .references(() => claims.id);

/** A decision on a version as its member sent it, or the taking back of one. */
export const reviewActs = pgTable(
  'review_acts',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    claimId: ofClaim(),
    /** The version the member sent, on which it is decided. */
    version: integer().notNull(),
    decision: jsonb().$type<Decision>(),
    /** Null but where the row takes another back. */
    undoes: bigint({ mode: 'number' }),
    by: aPerson().notNull(),
    at: instant().notNull(),
  },
  (table) => [index().on(table.claimId, table.version, table.id), unique().on(table.undoes)],
);

/** Answers to the checklist of a version as sent; the newest of an item counts. */
export const checklistAnswers = pgTable(
  'checklist_answers',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    claimId: ofClaim(),
    version: integer().notNull(),
    item: text().$type<ChecklistItem>().notNull(),
    ok: boolean().notNull(),
    comment: text().notNull(),
    by: aPerson().notNull(),
    at: instant().notNull(),
  },
  (table) => [index().on(table.claimId, table.version, table.id)],
);

/** A version made of the assistant's decisions: on which version, what it changed, and how the member consents. */
export const corrections = pgTable(
  'corrections',
  {
    claimId: uuid().notNull(),
    version: integer().notNull(),
    baseVersion: integer().notNull(),
    changes: jsonb().$type<DecisionChange[]>().notNull(),
    lines: jsonb().$type<LineChange[]>().notNull(),
    way: text().$type<ConsentWay>().notNull(),
    by: aPerson().notNull(),
    at: instant().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.claimId, table.version] }),
    foreignKey({
      columns: [table.claimId, table.version],
      foreignColumns: [claimVersions.claimId, claimVersions.version],
    }),
  ],
);

/** What the member, or seven days of silence, said to a correction. `decisionId` is null for silence. */
export const consentReplies = pgTable(
  'consent_replies',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    claimId: ofClaim(),
    version: integer().notNull(),
    decisionId: bigint({ mode: 'number' }),
    answer: text().$type<Reply['answer']>().notNull(),
    reason: text().notNull(),
    by: aPerson(),
    at: instant().notNull(),
  },
  (table) => [index().on(table.claimId, table.version, table.id)],
);

/** The member's answer to a question on a returned version: the decision that asked it. */
export const questionAnswers = pgTable(
  'question_answers',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    claimId: ofClaim(),
    version: integer().notNull(),
    decisionId: bigint({ mode: 'number' }).notNull(),
    text: text().notNull(),
    by: aPerson().notNull(),
    at: instant().notNull(),
  },
  (table) => [index().on(table.claimId, table.version, table.id)],
);

/** Who approved a version: the first of two, the last, a first approval taken back, or a last one undone. */
export const approvals = pgTable(
  'approvals',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    claimId: ofClaim(),
    version: integer().notNull(),
    kind: text().$type<ApprovalKind>().notNull(),
    /** Why it is approved although the member objected; empty otherwise. */
    reason: text().notNull(),
    by: aPerson().notNull(),
    at: instant().notNull(),
  },
  (table) => [index().on(table.claimId, table.version, table.id)],
);

/** Filters of the queue that an assistant has kept under a name of their own. */
export const savedFilters = pgTable(
  'saved_filters',
  {
    id: uuid().primaryKey().defaultRandom(),
    userId: aPerson().notNull(),
    name: text().notNull(),
    filter: jsonb().$type<QueueFilter>().notNull(),
    createdAt: instant().notNull(),
  },
  (table) => [unique().on(table.userId, table.name)],
);
