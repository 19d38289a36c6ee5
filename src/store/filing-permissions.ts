import {
  aliasedTable,
  and,
  arrayOverlaps,
  count,
  desc,
  eq,
  gte,
  isNull,
  or,
  type SQL,
  type SQLWrapper,
  sql,
} from 'drizzle-orm';
import { finnishDate } from '../claim/days.ts';
import { delegateRoles } from '../claim/filing-views.ts';
import type { Db } from './db.ts';
import { audit, claims, receipts, users } from './schema.ts';
import { filingPermissions } from './schema-delegation.ts';

/** Who lets whom file for them, and what was done with it. */

const member = aliasedTable(users, 'member');
const delegate = aliasedTable(users, 'delegate');
const { memberId, delegateId, until, revokedAt } = filingPermissions;

/** It holds now: neither revoked nor over, and both may still sign in, the one in a role that files. */
const holds = (now: Date): SQL | undefined =>
  and(
    isNull(revokedAt),
    gte(until, finnishDate(now)),
    isNull(member.disabledAt),
    isNull(delegate.disabledAt),
    arrayOverlaps(delegate.roles, [...delegateRoles]),
  );

const between = (member: SQLWrapper | string, delegate: string): SQL | undefined =>
  and(eq(memberId, member), eq(delegateId, delegate));

export type Principal = { id: string; name: string; until: string };

/** The members who let this person file for them now, by name. */
export async function principalsOf(db: Db, personId: string, now: Date): Promise<Principal[]> {
  return db
    .select({ id: member.id, name: member.name, until })
    .from(filingPermissions)
    .innerJoin(member, eq(member.id, memberId))
    .innerJoin(delegate, eq(delegate.id, delegateId))
    .where(and(eq(delegateId, personId), holds(now)))
    .orderBy(member.name);
}

type Pair = { memberId: string; delegateId: string };

export async function mayFileFor(db: Db, pair: Pair, now: Date): Promise<boolean> {
  const [found] = await db
    .select({ id: filingPermissions.id })
    .from(filingPermissions)
    .innerJoin(member, eq(member.id, memberId))
    .innerJoin(delegate, eq(delegate.id, delegateId))
    .where(and(between(pair.memberId, pair.delegateId), holds(now)));
  return found !== undefined;
}

/**
 * Whether this person may write this claim for its member now: any draft, and what was returned where they have filed it.
 * A claim that is on its way is no delegate's to see.
 */
export async function mayWriteFor(db: Db, claimId: string, personId: string, now: Date): Promise<boolean> {
  const filed = sql`${personId}::uuid = any(${claims.filedBy})`;
  const [found] = await db
    .select({ memberId: claims.memberId })
    .from(claims)
    .where(and(eq(claims.id, claimId), or(eq(claims.state, 'draft'), and(eq(claims.state, 'returned'), filed))));
  return found !== undefined && mayFileFor(db, { memberId: found.memberId, delegateId: personId }, now);
}

export type Permission = typeof filingPermissions.$inferSelect & { name: string; holds: boolean };

const MOST_TOLD = 50;

/** The member's permissions, those that are over too, the newest first. */
export async function permissionsOf(db: Db, ofMember: string, now: Date): Promise<Permission[]> {
  const rows = await db
    .select({ permission: filingPermissions, name: delegate.name, holds: sql<boolean>`(${holds(now)})` })
    .from(filingPermissions)
    .innerJoin(member, eq(member.id, memberId))
    .innerJoin(delegate, eq(delegate.id, delegateId))
    .where(eq(memberId, ofMember))
    .orderBy(desc(filingPermissions.grantedAt))
    .limit(MOST_TOLD);
  return rows.map(({ permission, name, holds: isHolding }) => ({ ...permission, name, holds: isHolding }));
}

export async function standingPermissions(db: Db, ofMember: string, now: Date): Promise<number> {
  const [found] = await db
    .select({ many: count() })
    .from(filingPermissions)
    .where(and(eq(memberId, ofMember), isNull(revokedAt), gte(until, finnishDate(now))));
  return found?.many ?? 0;
}

/** Gives the permission; an earlier one to the same person ends with it. */
export async function permit(tx: Db, given: Pair & { until: string; at: Date }): Promise<string> {
  const { at, ...permission } = given;
  await tx
    .update(filingPermissions)
    .set({ revokedAt: at })
    .where(and(between(given.memberId, given.delegateId), isNull(revokedAt)));
  const [made] = await tx
    .insert(filingPermissions)
    .values({ ...permission, grantedAt: at })
    .returning({ id: filingPermissions.id });
  if (!made) throw new Error('a permission was not kept');
  return made.id;
}

/** Revokes the member's permission; whose it was, or null when it is not there or has been revoked. */
export async function revoke(tx: Db, id: string, ofMember: string, at: Date): Promise<string | null> {
  const [revoked] = await tx
    .update(filingPermissions)
    .set({ revokedAt: at })
    .where(and(eq(filingPermissions.id, id), eq(memberId, ofMember), isNull(revokedAt)))
    .returning({ delegateId });
  return revoked?.delegateId ?? null;
}

/** The number of the claim a record is about, or of whose receipt it is. */
const numberOfSubject = sql<string>`coalesce(${claims.number}, split_part(${audit.subject}, ' ', 2))`;

/** What was done on behalf of the member, the newest first. */
export async function deedsFor(db: Db, ofMember: string) {
  return db
    .select({ at: audit.at, action: audit.action, by: users.name, claim: numberOfSubject })
    .from(audit)
    .innerJoin(users, eq(users.id, audit.actorId))
    .leftJoin(receipts, sql`${audit.subject} = 'receipt ' || ${receipts.id}::text`)
    .leftJoin(claims, eq(claims.id, receipts.claimId))
    .where(eq(audit.onBehalfOf, ofMember))
    .orderBy(desc(audit.id))
    .limit(MOST_TOLD);
}

/** The active account of that user name or e-mail that can be let to file; null where there is none. */
export async function delegateByName(db: Db, typed: string, withDemo: boolean) {
  const name = typed.trim().toLowerCase();
  const [found] = await db
    .select()
    .from(users)
    .where(
      and(
        or(eq(sql`lower(${users.username})`, name), eq(sql`lower(${users.email})`, name)),
        isNull(users.disabledAt),
        arrayOverlaps(users.roles, [...delegateRoles]),
        withDemo ? undefined : eq(users.demo, false),
      ),
    )
    .limit(1);
  return found ?? null;
}
