import { and, asc, desc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { Db } from './db.ts';
import { batchClaims, batches, claims, claimVersions, groups, meetings, users } from './schema.ts';

export type Batch = typeof batches.$inferSelect;
export type BatchOfClaims = Batch & {
  madeByName: string;
  claims: { id: string; number: string; member: string; group: string; payableCents: number }[];
};

/** Draws the next number. Numbers of batches that were not made stay unused: a number never means two things. */
export async function nextBatchNumber(tx: Db): Promise<number> {
  const drawn = await tx
    .select({ value: sql<number>`nextval('batches_number_seq')::int` })
    .from(sql`(select 1) as one`);
  return Number(drawn[0]?.value);
}

export async function addBatch(tx: Db, batch: Batch): Promise<void> {
  await tx.insert(batches).values(batch);
}

export async function addBatchClaims(tx: Db, rows: (typeof batchClaims.$inferInsert)[]): Promise<void> {
  await tx.insert(batchClaims).values(rows);
}

/** What finance pays of a claim: the version last sent, whose it is and to which account. */
export async function payablesOf(db: Db, claimIds: readonly string[]) {
  if (claimIds.length === 0) return [];
  return db
    .select({
      claim: claims,
      version: claimVersions,
      member: users.name,
      group: groups.name,
      meeting: meetings.purpose,
      meetingStart: meetings.startsAt,
    })
    .from(claims)
    .innerJoin(claimVersions, and(eq(claimVersions.claimId, claims.id), eq(claimVersions.version, claims.version)))
    .innerJoin(users, eq(users.id, claims.memberId))
    .innerJoin(meetings, eq(meetings.id, claims.meetingId))
    .innerJoin(groups, eq(groups.id, meetings.groupId))
    .where(inArray(claims.id, [...claimIds]))
    .orderBy(asc(claims.number));
}

export async function approvedClaimIds(db: Db): Promise<string[]> {
  const rows = await db.select({ id: claims.id }).from(claims).where(eq(claims.state, 'approved'));
  return rows.map(({ id }) => id);
}

export const allBatches = (db: Db): Promise<BatchOfClaims[]> => find(db, undefined);

export async function batchByNumber(db: Db, number: number): Promise<BatchOfClaims | null> {
  const [batch] = await find(db, eq(batches.number, number));
  return batch ?? null;
}

async function find(db: Db, where: SQL | undefined): Promise<BatchOfClaims[]> {
  const rows = await db
    .select({ batch: batches, madeByName: users.name })
    .from(batches)
    .innerJoin(users, eq(users.id, batches.madeBy))
    .where(where)
    .orderBy(desc(batches.number));
  const found: BatchOfClaims[] = [];
  for (const { batch, madeByName } of rows) {
    found.push({ ...batch, madeByName, claims: await claimsOf(db, batch.number) });
  }
  return found;
}

async function claimsOf(db: Db, number: number): Promise<BatchOfClaims['claims']> {
  return db
    .select({
      id: claims.id,
      number: claims.number,
      member: users.name,
      group: groups.name,
      payableCents: batchClaims.payableCents,
    })
    .from(batchClaims)
    .innerJoin(claims, eq(claims.id, batchClaims.claimId))
    .innerJoin(users, eq(users.id, claims.memberId))
    .innerJoin(meetings, eq(meetings.id, claims.meetingId))
    .innerJoin(groups, eq(groups.id, meetings.groupId))
    .where(eq(batchClaims.batchNumber, number))
    .orderBy(asc(claims.number));
}
