import { and, asc, eq, gt, isNull, ne, sql } from 'drizzle-orm';
import type { Known, KnownPerson, Step } from '../claim/import-members.ts';
import type { PersonInput, PersonView } from '../claim/people-views.ts';
import type { Db } from './db.ts';
import type { User } from './people.ts';
import { groups, memberships, sessions, users } from './schema.ts';
import { passwordLinks } from './schema-people.ts';

/** Accounts: made, changed and disabled, never deleted; and the terms of office of members. */

/** Everybody, by name. */
export async function allPeople(db: Db): Promise<PersonView[]> {
  const rows = await db.select().from(users).orderBy(asc(users.name), asc(users.username));
  return rows.map(({ id, username, name, email, roles, language, disabledAt }) => ({
    id,
    username,
    name,
    email,
    roles,
    language,
    disabledAt: disabledAt?.toISOString() ?? null,
  }));
}

/** Whether another person than `exceptId` has the address, or it is another's user name. */
export async function isEmailTaken(db: Db, email: string, exceptId: string | null): Promise<boolean> {
  const same = sql`lower(${users.email}) = lower(${email}) or lower(${users.username}) = lower(${email})`;
  const [found] = await db
    .select({ id: users.id })
    .from(users)
    .where(and(sql`(${same})`, exceptId === null ? undefined : ne(users.id, exceptId)));
  return found !== undefined;
}

/** A new account; its user name is the e-mail address. It opens with no password until one is set by a link. */
export async function addPerson(
  tx: Db,
  person: Omit<PersonInput, 'disabled'> & { passwordHash: string; now: Date },
): Promise<string> {
  const { now, ...row } = person;
  const [made] = await tx
    .insert(users)
    .values({ ...row, username: row.email.toLowerCase(), createdAt: now })
    .returning({ id: users.id });
  if (!made) throw new Error('an account was not made');
  return made.id;
}

/** Changes an account. Who is disabled is signed out everywhere. */
export async function changePerson(tx: Db, id: string, { disabled, ...row }: PersonInput, now: Date): Promise<void> {
  const disabledAt = disabled ? sql`coalesce(${users.disabledAt}, ${now.toISOString()}::timestamptz)` : null;
  await tx
    .update(users)
    .set({ ...row, disabledAt })
    .where(eq(users.id, id));
  if (disabled) await tx.delete(sessions).where(eq(sessions.userId, id));
}

export async function addPasswordLink(
  tx: Db,
  link: { tokenHash: string; userId: string; createdAt: Date; expiresAt: Date },
): Promise<void> {
  // An older link of the same person ends: only the newest mail counts.
  await tx.update(passwordLinks).set({ usedAt: link.createdAt }).where(eq(passwordLinks.userId, link.userId));
  await tx.insert(passwordLinks).values(link);
}

/** Uses a link up and answers whose it was; null when it is unknown, used or over, or the account is disabled. */
export async function usePasswordLink(tx: Db, tokenHash: string, now: Date): Promise<User | null> {
  const [used] = await tx
    .update(passwordLinks)
    .set({ usedAt: now })
    .where(and(eq(passwordLinks.tokenHash, tokenHash), isNull(passwordLinks.usedAt), gt(passwordLinks.expiresAt, now)))
    .returning({ userId: passwordLinks.userId });
  if (!used) return null;
  const [user] = await tx
    .select()
    .from(users)
    .where(and(eq(users.id, used.userId), isNull(users.disabledAt)));
  return user ?? null;
}

/** Sets a password; sessions opened by the old one end. */
export async function setPassword(tx: Db, userId: string, passwordHash: string): Promise<void> {
  await tx.update(users).set({ passwordHash }).where(eq(users.id, userId));
  await tx.delete(sessions).where(eq(sessions.userId, userId));
}

/** Locks the members and groups until the transaction ends, and answers them for an import. */
export async function membersForImport(tx: Db): Promise<Pick<Known, 'people' | 'groups'>> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('matkalasku-members'))`);
  const people = await tx.select().from(users);
  const terms = await tx.select().from(memberships).orderBy(asc(memberships.termStart));
  const byUser = Map.groupBy(terms, ({ userId }) => userId);
  const known = people.map(
    ({ id, name, email, language }): KnownPerson => ({ id, name, email, language, terms: byUser.get(id) ?? [] }),
  );
  return { people: known, groups: await tx.select().from(groups).orderBy(asc(groups.name)) };
}

/** Carries out one step for a person who is there. */
export async function applyStep(tx: Db, userId: string, { person, term, oldStart }: Step): Promise<void> {
  const { name, language } = person;
  await tx.update(users).set({ name, language }).where(eq(users.id, userId));
  const { groupId, ...change } = term;
  if (oldStart === null) {
    await tx.insert(memberships).values({ ...change, groupId, userId });
    return;
  }
  await tx
    .update(memberships)
    .set(change)
    .where(and(eq(memberships.groupId, groupId), eq(memberships.userId, userId), eq(memberships.termStart, oldStart)));
}

/** A new group; null when its name is taken. */
export async function addGroup(
  tx: Db,
  group: { name: string; area: string; termStart: string; termEnd: string },
): Promise<string | null> {
  const [made] = await tx.insert(groups).values(group).onConflictDoNothing().returning({ id: groups.id });
  return made?.id ?? null;
}
