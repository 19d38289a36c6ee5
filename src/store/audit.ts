import { desc, eq, lt } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { AuditEntry } from '../claim/views.ts';
import type { Db } from './db.ts';
import { audit, users } from './schema.ts';

export const auditActions = [
  'signed-in',
  'sign-in-refused',
  'signed-out',
  'claim-started',
  'claim-taken-on',
  'claim-submitted',
  'filing-permitted',
  'filing-revoked',
  'confirmation-asked',
  'confirmation-taken-back',
  'claim-given-back',
  'claim-returned',
  'claim-approved',
  'claim-approved-first',
  'approval-withdrawn',
  'approval-undone',
  'supplement-made',
  'approval-settled',
  'line-decided',
  'decision-taken-back',
  'checklist-answered',
  'claim-corrected',
  'correction-withdrawn',
  'correction-accepted',
  'correction-objected',
  'correction-unanswered',
  'question-answered',
  'originals-received',
  'original-marked',
  'original-told',
  'originals-reminded',
  'receipt-added',
  'receipt-removed',
  'receipt-restored',
  'receipt-read-again',
  'handover-opened',
  'handover-closed',
  'meeting-told',
  'remembered-changed',
  'receipt-downloaded',
  'duplicate-dismissed',
  'duplicate-restored',
  'letter-written',
  'letter-downloaded',
  'remedy-changed',
  'claim-viewed',
  'document-sealed',
  'approval-sealed',
  'document-downloaded',
  'finance-copy-downloaded',
  'sealing-retried',
  'batch-made',
  'batch-downloaded',
  'batch-sent',
  'batch-reversed',
  'response-taken',
  'iban-checked',
  'finance-settings-changed',
  'report-downloaded',
  'register-downloaded',
  'machine-client-made',
  'machine-client-revoked',
  'job-retried',
  'rules-activated',
  'meeting-made',
  'meeting-changed',
  'invitation-added',
  'members-reminded',
  'members-imported',
  'group-made',
  'account-made',
  'account-changed',
  'account-disabled',
  'account-enabled',
  'link-sent',
  'password-set',
  'sample-published',
  'sample-revealed',
  'demo-data-made',
] as const;
export type AuditAction = (typeof auditActions)[number];

export type Act = {
  at: Date;
  actorId: string | null;
  /** The member for whom the actor acts, where it is not for themselves. */
  onBehalfOf?: string | null;
  action: AuditAction;
  /** What it was done to: `claim ML-2026-000042-7`, `receipt <id>`, `batch 3`. */
  subject: string;
  details?: Record<string, unknown>;
};

/** Adds a record in the caller's transaction: the change and its record are kept or lost together. */
export async function record(tx: Db, act: Act): Promise<void> {
  await tx.insert(audit).values({ details: {}, ...act });
}

const PAGE = 200;

/** The newest records first, older than `before` where it is given. */
export async function auditLog(db: Db, before: number | null): Promise<AuditEntry[]> {
  const behalf = alias(users, 'behalf');
  const rows = await db
    .select({ entry: audit, actor: users.name, onBehalfOf: behalf.name })
    .from(audit)
    .leftJoin(users, eq(users.id, audit.actorId))
    .leftJoin(behalf, eq(behalf.id, audit.onBehalfOf))
    .where(before === null ? undefined : lt(audit.id, before))
    .orderBy(desc(audit.id))
    .limit(PAGE);
  return rows.map(({ entry, actor, onBehalfOf }) => ({
    id: entry.id,
    at: entry.at.toISOString(),
    actor,
    onBehalfOf,
    action: entry.action,
    subject: entry.subject,
    details: entry.details,
  }));
}
