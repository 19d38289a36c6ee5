import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import { assistantMarks } from '../claim/originals.ts';
import type { SavedReading } from '../claim/reading.ts';
import type { ClaimRow } from './claims.ts';
import type { Db } from './db.ts';
import { claims, claimVersions, groups, meetings, receipts, users } from './schema.ts';
import { batchClaims, ibanChecks, payments } from './schema-finance.ts';
import { originalMarks } from './schema-originals.ts';

/** What can be paid: approved claims with what a batch is made of. */

/** Locks the claims in one order everywhere, so that two batches made at once wait for each other and never in a ring. */
export async function lockClaims(tx: Db, ids: readonly string[]): Promise<ClaimRow[]> {
  return tx
    .select()
    .from(claims)
    .where(inArray(claims.id, [...ids]))
    .orderBy(asc(claims.id))
    .for('update');
}

/** What the member asked for when they last sent the claim; a version made of the assistant's decisions is none of theirs. */
const claimedCents = sql<string>`(
  select v.payable_cents from claim_versions v
  where v.claim_id = ${claims.id} and v.version <= ${claims.version}
    and not exists (select from corrections c where c.claim_id = v.claim_id and c.version = v.version)
  order by v.version desc limit 1
)`;

/** What finance pays of a claim: the version last sent, whose it is and to which account. By claim number. */
export async function payablesOf(db: Db, claimIds: readonly string[]) {
  if (claimIds.length === 0) return [];
  return db
    .select({
      claim: claims,
      version: claimVersions,
      member: users.name,
      group: groups.name,
      meeting: meetings,
      claimedCents,
    })
    .from(claims)
    .innerJoin(claimVersions, and(eq(claimVersions.claimId, claims.id), eq(claimVersions.version, claims.version)))
    .innerJoin(users, eq(users.id, claims.memberId))
    .innerJoin(meetings, eq(meetings.id, claims.meetingId))
    .innerJoin(groups, eq(groups.id, meetings.groupId))
    .where(inArray(claims.id, [...claimIds]))
    .orderBy(asc(claims.number));
}
export type Payable = Awaited<ReturnType<typeof payablesOf>>[number];

export async function approvedClaimIds(db: Db): Promise<string[]> {
  const rows = await db.select({ id: claims.id }).from(claims).where(eq(claims.state, 'approved'));
  return rows.map(({ id }) => id);
}

/** What was read off the receipts of claims, by the receipt's id. */
export async function readingsOf(db: Db, claimIds: readonly string[]): Promise<Map<string, SavedReading>> {
  if (claimIds.length === 0) return new Map();
  const rows = await db
    .select({ id: receipts.id, reading: receipts.reading })
    .from(receipts)
    .where(inArray(receipts.claimId, [...claimIds]));
  return new Map(rows.flatMap(({ id, reading }) => (reading ? [[id, reading] as const] : [])));
}

/** The account each member was last paid to, in a batch that was neither taken back nor rejected. */
export async function lastIbans(db: Db, memberIds: readonly string[]): Promise<Map<string, string>> {
  if (memberIds.length === 0) return new Map();
  const rows = await db
    .selectDistinctOn([claims.memberId], { memberId: claims.memberId, iban: batchClaims.iban })
    .from(batchClaims)
    .innerJoin(claims, eq(claims.id, batchClaims.claimId))
    .innerJoin(
      payments,
      and(eq(payments.batchNumber, batchClaims.batchNumber), eq(payments.claimId, batchClaims.claimId)),
    )
    .where(and(inArray(claims.memberId, [...memberIds]), inArray(payments.status, ['open', 'paid'])))
    .orderBy(claims.memberId, desc(batchClaims.batchNumber));
  return new Map(rows.map(({ memberId, iban }) => [memberId, iban]));
}

export type IbanCheck = { memberId: string; iban: string; checkedBy: string; checkedAt: Date; name: string };

/** Who has looked at which account of these members, the first to do so first. */
export async function ibanChecksOf(db: Db, memberIds: readonly string[]): Promise<IbanCheck[]> {
  if (memberIds.length === 0) return [];
  return db
    .select({
      memberId: ibanChecks.memberId,
      iban: ibanChecks.iban,
      checkedBy: ibanChecks.checkedBy,
      checkedAt: ibanChecks.checkedAt,
      name: users.name,
    })
    .from(ibanChecks)
    .innerJoin(users, eq(users.id, ibanChecks.checkedBy))
    .where(inArray(ibanChecks.memberId, [...memberIds]))
    .orderBy(asc(ibanChecks.checkedAt));
}

/** Keeps that a person looked at an account; doing it again changes nothing. */
export async function addIbanCheck(tx: Db, check: typeof ibanChecks.$inferInsert): Promise<void> {
  await tx.insert(ibanChecks).values(check).onConflictDoNothing();
}

export type Excuse = { claimId: string; by: string; name: string; reason: string };

/** Receipts accepted without their paper original: by whom and why. The newest mark of an assistant counts. */
export async function excusesOf(db: Db, claimIds: readonly string[]): Promise<Excuse[]> {
  if (claimIds.length === 0) return [];
  const newest = await db
    .selectDistinctOn([originalMarks.claimId, originalMarks.receiptId], {
      claimId: originalMarks.claimId,
      mark: originalMarks.mark,
      reason: originalMarks.reason,
      by: users.id,
      name: users.name,
    })
    .from(originalMarks)
    .innerJoin(users, eq(users.id, originalMarks.by))
    .where(and(inArray(originalMarks.claimId, [...claimIds]), inArray(originalMarks.mark, [...assistantMarks])))
    .orderBy(originalMarks.claimId, originalMarks.receiptId, desc(originalMarks.id));
  return newest.flatMap(({ mark, ...excuse }) => (mark === 'excused' ? [excuse] : []));
}

/** Claims that are in a batch now. */
export async function markBatched(tx: Db, claimIds: readonly string[], state: ClaimRow['state'], at: Date) {
  if (claimIds.length === 0) return;
  await tx
    .update(claims)
    .set({ state, since: at, revision: sql`${claims.revision} + 1` })
    .where(inArray(claims.id, [...claimIds]));
}
