import { index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { ClaimState } from '../claim/views.ts';
import { instant } from './columns.ts';
import { aPerson, claims } from './schema.ts';

/**
 * Approvals that are not settled yet: until then nothing is sealed, nobody is told, and the approver may undo. A row goes
 * when its approval is settled or undone; what was done stays in `approvals` and the audit log.
 */
export const pendingApprovals = pgTable(
  'pending_approvals',
  {
    claimId: uuid()
      .primaryKey()
      .references(() => claims.id),
    version: integer().notNull(),
    /** The state the claim goes back to, and what stood there of an earlier approval. */
    backTo: text().$type<ClaimState>().notNull(),
    approvedBefore: instant(),
    approverBefore: aPerson(),
    by: aPerson().notNull(),
    at: instant().notNull(),
    until: instant().notNull(),
  },
  (table) => [index().on(table.by)],
);
