import { asc, desc, eq, inArray } from 'drizzle-orm';
import type { Db } from './db.ts';
import { batchClaims, batches, claims, claimVersions, groups, meetings, users } from './schema.ts';

export type Batch = typeof batches.$inferSelect;
export type BatchOfClaims = Batch & {
  madeByName: string;
  claims: { id: string; number: string; member: string; group: string; payableCents: number }[];
};

/** Takes the next batch number. Numbers of refused batches stay unused: a number never means two things. */
export async function addBatch(tx: Db, batch: Omit<typeof batches.$inferInsert, 'number'>): Promise<number> {
  const [made] = await tx.insert(batches).values(batch).returning({ number: batches.number });
  if (!made) throw new Error('a batch was not made');
  return made.number;
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
    .innerJoin(claimVersions, eq(claimVersions.claimId, claims.id))
    .innerJoin(users, eq(users.id, claims.memberId))
    .innerJoin(meetings, eq(meetings.id, claims.meetingId))
    .innerJoin(groups, eq(groups.id, meetings.groupId))
    .where(inArray(claims.id, [...claimIds]))
    .orderBy(asc(claims.number))
    .then((rows) => rows.filter(({ claim, version }) => claim.version === version.version));
}

export async function approvedClaimIds(db: Db): Promise<string[]> {
  const rows = await db.select({ id: claims.id }).from(claims).where(eq(claims.state, 'approved'));
  return rows.map(({ id }) => id);
}

export async function allBatches(db: Db): Promise<BatchOfClaims[]> {
  const rows = await db
    .select({ batch: batches, madeByName: users.name })
    .from(batches)
    .innerJoin(users, eq(users.id, batches.madeBy))
    .orderBy(desc(batches.number));
  return Promise.all(
    rows.map(async ({ batch, madeByName }) => ({ ...batch, madeByName, claims: await claimsOf(db, batch.number) })),
  );
}

export async function batchByNumber(db: Db, number: number): Promise<BatchOfClaims | null> {
  return (await allBatches(db)).find((batch) => batch.number === number) ?? null;
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
