import { and, desc, eq, gt, inArray, sql } from 'drizzle-orm';
import { type ClaimRow, notAsked } from './claims.ts';
import type { Db } from './db.ts';
import { claims, users } from './schema.ts';
import { giveBacks } from './schema-delegation.ts';

/** A claim that somebody files for its member: who has, whether the member is asked, and what the member gave back. */

/** Keeps that this person has written the claim; false where it was known. */
export async function takeOn(tx: Db, claimId: string, personId: string): Promise<boolean> {
  const taken = await tx
    .update(claims)
    .set({ filedBy: sql`array_append(${claims.filedBy}, ${personId}::uuid)` })
    .where(and(eq(claims.id, claimId), sql`not ${personId}::uuid = any(${claims.filedBy})`))
    .returning({ id: claims.id });
  return taken.length > 0;
}

const nextRevision = sql`${claims.revision} + 1`;

export async function askMember(tx: Db, claimId: string, asked: { by: string; at: Date }): Promise<void> {
  await tx
    .update(claims)
    .set({ askedBy: asked.by, askedAt: asked.at, revision: nextRevision })
    .where(eq(claims.id, claimId));
}

export async function stopAsking(tx: Db, claimId: string): Promise<void> {
  await tx
    .update(claims)
    .set({ ...notAsked, revision: nextRevision })
    .where(eq(claims.id, claimId));
}

export async function addGiveBack(tx: Db, given: typeof giveBacks.$inferInsert): Promise<void> {
  await tx.insert(giveBacks).values(given);
}

/** The member's last word on this claim, as long as it was neither asked nor sent anew; null where there is none. */
export async function givenBackOf(
  db: Db,
  claim: Pick<ClaimRow, 'id' | 'version' | 'askedAt'>,
): Promise<{ text: string; at: Date } | null> {
  if (claim.askedAt !== null) return null;
  const [last] = await db
    .select({ text: giveBacks.text, at: giveBacks.at })
    .from(giveBacks)
    .where(and(eq(giveBacks.claimId, claim.id), gt(giveBacks.version, claim.version)))
    .orderBy(desc(giveBacks.at))
    .limit(1);
  return last ?? null;
}

/** Those who filed the claim, to be written to. */
export async function filersOf(db: Db, { filedBy }: Pick<ClaimRow, 'filedBy'>) {
  if (filedBy.length === 0) return [];
  return db.select({ id: users.id, language: users.language }).from(users).where(inArray(users.id, filedBy));
}
