import { and, asc, eq, gt, inArray, isNull, lte } from 'drizzle-orm';
import type { Language } from '../claim/claim.ts';
import type { Db } from './db.ts';
import { sessions, users } from './schema.ts';

export type User = typeof users.$inferSelect;

export async function userByName(db: Db, username: string): Promise<User | null> {
  const [user] = await db.select().from(users).where(eq(users.username, username));
  return user ?? null;
}

export async function userById(db: Db, id: string): Promise<User | null> {
  const [user] = await db.select().from(users).where(eq(users.id, id));
  return user ?? null;
}

export async function setLanguage(db: Db, userId: string, language: Language): Promise<void> {
  await db.update(users).set({ language }).where(eq(users.id, userId));
}

export async function rememberIban(tx: Db, userId: string, iban: string | null): Promise<void> {
  await tx.update(users).set({ iban }).where(eq(users.id, userId));
}

export async function demoUsers(db: Db): Promise<User[]> {
  return db.select().from(users).where(eq(users.demo, true)).orderBy(asc(users.username));
}

export async function hasUsers(db: Db): Promise<boolean> {
  const some = await db.select({ id: users.id }).from(users).limit(1);
  return some.length > 0;
}

export type NewSession = { tokenHash: string; userId: string; csrfToken: string; createdAt: Date; expiresAt: Date };

/** Opens a session and forgets those that have run out. */
export async function openSession(tx: Db, session: NewSession): Promise<void> {
  await tx.delete(sessions).where(lte(sessions.expiresAt, session.createdAt));
  await tx.insert(sessions).values(session);
}

export async function sessionUser(
  db: Db,
  tokenHash: string,
  now: Date,
): Promise<{ user: User; csrfToken: string } | null> {
  const [row] = await db
    .select({ user: users, csrfToken: sessions.csrfToken })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(eq(sessions.tokenHash, tokenHash), gt(sessions.expiresAt, now), isNull(users.disabledAt)));
  return row ?? null;
}

export async function closeSession(db: Db, tokenHash: string): Promise<void> {
  await db.delete(sessions).where(eq(sessions.tokenHash, tokenHash));
}

/** How many of the named people there are. */
export async function knownPeople(db: Db, ids: string[]): Promise<number> {
  if (ids.length === 0) return 0;
  return (await db.select({ id: users.id }).from(users).where(inArray(users.id, ids))).length;
}
