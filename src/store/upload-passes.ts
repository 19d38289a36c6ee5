import { and, asc, count, eq, gt, inArray, isNotNull, isNull, lt } from 'drizzle-orm';
import type { Language } from '../claim/claim.ts';
import type { Db } from './db.ts';
import { mayFileFor } from './filing-permissions.ts';
import { claims, users } from './schema.ts';
import { uploadPasses } from './schema-member.ts';
import { uploads } from './schema-uploads.ts';

/** Hand-overs of the photographing to a phone: one open pass a claim, by the hash of its token. */

/** `memberId`: who opened it, the claim's member or who files it for them. */
export type UploadPass = { tokenHash: string; claimId: string; memberId: string; expiresAt: Date; language: Language };

type NewPass = { tokenHash: string; claimId: string; memberId: string; createdAt: Date; expiresAt: Date };

const isOpen = (now: Date) => and(isNull(uploadPasses.closedAt), gt(uploadPasses.expiresAt, now));

/** Opens a pass and closes the claim's earlier ones; those that ran out before `forgetBefore` are forgotten. */
export async function openPass(tx: Db, pass: NewPass, forgetBefore: Date): Promise<void> {
  await tx.delete(uploadPasses).where(lt(uploadPasses.expiresAt, forgetBefore));
  await closePasses(tx, pass.claimId, pass.createdAt);
  await tx.insert(uploadPasses).values(pass);
}

/** How many open passes were closed. */
export async function closePasses(tx: Db, claimId: string, now: Date): Promise<number> {
  const closed = await tx
    .update(uploadPasses)
    .set({ closedAt: now })
    .where(and(eq(uploadPasses.claimId, claimId), isOpen(now)))
    .returning({ claimId: uploadPasses.claimId });
  return closed.length;
}

/** The pass of a token, while it is open and its claim is being written; null otherwise. */
export async function passByHash(db: Db, tokenHash: string, now: Date): Promise<UploadPass | null> {
  const { claimId, memberId, expiresAt } = uploadPasses;
  const ownerId = claims.memberId;
  const [found] = await db
    .select({ tokenHash: uploadPasses.tokenHash, claimId, memberId, expiresAt, language: users.language, ownerId })
    .from(uploadPasses)
    .innerJoin(claims, eq(claims.id, claimId))
    .innerJoin(users, eq(users.id, memberId))
    .where(and(eq(uploadPasses.tokenHash, tokenHash), isOpen(now), inArray(claims.state, ['draft', 'returned'])));
  // A pass opened for another ends with the permission it was opened by.
  if (found && found.ownerId !== found.memberId) {
    const pair = { memberId: found.ownerId, delegateId: found.memberId };
    if (!(await mayFileFor(db, pair, now))) return null;
  }
  return found ?? null;
}

/** The claim's open pass and how many files have come whole by it; null while there is none. */
export async function openPassOf(
  db: Db,
  claimId: string,
  now: Date,
): Promise<{ expiresAt: Date; files: number } | null> {
  const [found] = await db
    .select({ tokenHash: uploadPasses.tokenHash, expiresAt: uploadPasses.expiresAt })
    .from(uploadPasses)
    .where(and(eq(uploadPasses.claimId, claimId), isOpen(now)));
  if (!found) return null;
  const [come] = await db
    .select({ many: count() })
    .from(uploads)
    .where(and(eq(uploads.passHash, found.tokenHash), isNotNull(uploads.receiptId)));
  return { expiresAt: found.expiresAt, files: come?.many ?? 0 };
}

export const uploadsByPass = (db: Db, tokenHash: string) =>
  db.select().from(uploads).where(eq(uploads.passHash, tokenHash)).orderBy(asc(uploads.createdAt), asc(uploads.id));
