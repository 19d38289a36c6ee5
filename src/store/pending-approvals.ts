import { and, desc, eq, gt, sql } from 'drizzle-orm';
import type { ClaimRow } from './claims.ts';
import type { Db } from './db.ts';
import { claims, claimVersions, users } from './schema.ts';
import { approvals } from './schema-review.ts';
import { pendingApprovals } from './schema-undo.ts';

/** Approvals that can still be undone. Read and changed with the claim's row locked. */

export type PendingApproval = typeof pendingApprovals.$inferSelect;

export async function pendingApprovalOf(db: Db, claimId: string): Promise<PendingApproval | null> {
  const [row] = await db.select().from(pendingApprovals).where(eq(pendingApprovals.claimId, claimId));
  return row ?? null;
}

/** Keeps that the claim, as it was before, is approved and not settled yet. */
export async function keepPending(
  tx: Db,
  before: ClaimRow,
  { by, at, until }: Pick<PendingApproval, 'by' | 'at' | 'until'>,
): Promise<void> {
  const { id: claimId, version, state: backTo, approvedAt: approvedBefore, approvedBy: approverBefore } = before;
  await tx.insert(pendingApprovals).values({ claimId, version, backTo, approvedBefore, approverBefore, by, at, until });
}

export async function prolongPending(tx: Db, claimId: string, until: Date): Promise<void> {
  await tx.update(pendingApprovals).set({ until }).where(eq(pendingApprovals.claimId, claimId));
}

export async function dropPending(tx: Db, claimId: string): Promise<void> {
  await tx.delete(pendingApprovals).where(eq(pendingApprovals.claimId, claimId));
}

export const allPending = (db: Db): Promise<PendingApproval[]> => db.select().from(pendingApprovals);

const shown = {
  claimId: claims.id,
  number: claims.number,
  member: users.name,
  payableCents: claimVersions.payableCents,
};
const sentVersion = and(eq(claimVersions.claimId, claims.id), eq(claimVersions.version, claims.version));

/** What a person approved, as the last word, and can still undo; the newest first. */
export const pendingOf = (db: Db, by: string) =>
  db
    .select({ ...shown, at: pendingApprovals.at, until: pendingApprovals.until })
    .from(pendingApprovals)
    .innerJoin(claims, eq(claims.id, pendingApprovals.claimId))
    .innerJoin(claimVersions, sentVersion)
    .innerJoin(users, eq(users.id, claims.memberId))
    .where(eq(pendingApprovals.by, by))
    .orderBy(desc(pendingApprovals.at));

/** Claims that wait for a second approver since `after`, the last word of the first being this person's; newest first. */
export const firstApprovalsOf = (db: Db, by: string, after: Date) =>
  db
    .select({ ...shown, at: approvals.at })
    .from(approvals)
    .innerJoin(claims, and(eq(claims.id, approvals.claimId), eq(claims.version, approvals.version)))
    .innerJoin(claimVersions, sentVersion)
    .innerJoin(users, eq(users.id, claims.memberId))
    .where(
      and(
        eq(claims.state, 'awaiting-second'),
        eq(approvals.kind, 'first'),
        eq(approvals.by, by),
        gt(approvals.at, after),
        sql`not exists (
          select from approvals later
          where later.claim_id = ${approvals.claimId} and later.version = ${approvals.version}
            and later.kind in ('first', 'withdrawn') and later.id > ${approvals.id}
        )`,
      ),
    )
    .orderBy(desc(approvals.at));
