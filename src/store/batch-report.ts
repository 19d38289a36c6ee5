import { and, asc, eq, gte, lte, type SQL, sql } from 'drizzle-orm';
import type { Db } from './db.ts';
import { claims, claimVersions, meetings, memberships, users } from './schema.ts';
import { batchClaims, batches, payments } from './schema-finance.ts';

/** Payments as the reconciliation and the Incomes Register see them. */

const finnishDay = (instant: SQL | typeof batches.madeAt | typeof payments.settledAt) =>
  sql<string>`to_char(${instant} at time zone 'Europe/Helsinki', 'YYYY-MM-DD')`;

const reported = {
  batchNumber: payments.batchNumber,
  madeOn: finnishDay(batches.madeAt),
  claimNumber: claims.number,
  claimedCents: batchClaims.claimedCents,
  payableCents: batchClaims.payableCents,
  status: payments.status,
  settledOn: sql<string | null>`coalesce(${payments.paidOn}::text, ${finnishDay(payments.settledAt)})`,
};

async function find(db: Db, where: SQL) {
  return db
    .select(reported)
    .from(payments)
    .innerJoin(batches, eq(batches.number, payments.batchNumber))
    .innerJoin(
      batchClaims,
      and(eq(batchClaims.batchNumber, payments.batchNumber), eq(batchClaims.claimId, payments.claimId)),
    )
    .innerJoin(claims, eq(claims.id, payments.claimId))
    .where(where)
    .orderBy(asc(payments.batchNumber), asc(claims.number));
}

export const paymentsOfBatch = (db: Db, batchNumber: number) => find(db, eq(payments.batchNumber, batchNumber));

/** Payments of every batch made until the end of the month (`2026-03`). */
export const paymentsUntil = (db: Db, month: string) =>
  find(db, sql`to_char(${batches.madeAt} at time zone 'Europe/Helsinki', 'YYYY-MM') <= ${month}`);

/** What was paid between two days, with who got it; by the day and the claim. */
export async function paidBetween(db: Db, from: string, to: string) {
  return db
    .select({
      paidOn: payments.paidOn,
      claimNumber: claims.number,
      name: users.name,
      identityCode: users.identityCode,
      memberType: memberships.position,
      evaluation: claimVersions.evaluation,
    })
    .from(payments)
    .innerJoin(
      batchClaims,
      and(eq(batchClaims.batchNumber, payments.batchNumber), eq(batchClaims.claimId, payments.claimId)),
    )
    .innerJoin(claims, eq(claims.id, payments.claimId))
    .innerJoin(
      claimVersions,
      and(eq(claimVersions.claimId, payments.claimId), eq(claimVersions.version, batchClaims.version)),
    )
    .innerJoin(users, eq(users.id, claims.memberId))
    .innerJoin(meetings, eq(meetings.id, claims.meetingId))
    .leftJoin(memberships, and(eq(memberships.groupId, meetings.groupId), eq(memberships.userId, claims.memberId)))
    .where(and(eq(payments.status, 'paid'), gte(payments.paidOn, from), lte(payments.paidOn, to)))
    .orderBy(asc(payments.paidOn), asc(claims.number));
}
