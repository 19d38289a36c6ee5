import { and, desc, eq, gt, inArray, isNull, sql } from 'drizzle-orm';
import { union } from 'drizzle-orm/pg-core';
import type { CardInput } from '../claim/meeting-views.ts';
import type { ClaimState } from '../claim/views.ts';
import type { Db } from './db.ts';
import type { Group, Meeting } from './meetings.ts';
import { claims, groups, meetings, memberships, users } from './schema.ts';
import { type CardContent, earlierCards, invitationChanges, invitationFiles } from './schema-people.ts';

/** Meeting cards as the assistant writes them, who is called, and what stood on a card before. */

export type CardRecord = { meeting: Meeting; group: Group };

const NEWEST = 200;

export async function cards(db: Db, meetingId?: string): Promise<CardRecord[]> {
  return db
    .select({ meeting: meetings, group: groups })
    .from(meetings)
    .innerJoin(groups, eq(groups.id, meetings.groupId))
    .where(and(isNull(meetings.toldBy), meetingId === undefined ? undefined : eq(meetings.id, meetingId)))
    .orderBy(desc(meetings.startsAt), desc(meetings.id))
    .limit(NEWEST);
}

/** Locks the card until the transaction ends; null when there is none. */
export async function lockCard(tx: Db, meetingId: string): Promise<Meeting | null> {
  const isCard = and(eq(meetings.id, meetingId), isNull(meetings.toldBy));
  const [row] = await tx.select().from(meetings).where(isCard).for('update');
  return row ?? null;
}

const rowOf = (card: CardInput) => ({
  groupId: card.groupId,
  kind: card.kind,
  purpose: card.purpose,
  place: card.place,
  address: card.address,
  startsAt: card.start,
  endsAt: card.end,
  timeZone: card.timeZone,
  freeMeals: card.freeMeals,
  codes: card.codes,
  invitationFileName: card.invitation?.fileName ?? null,
  invitationSha256: card.invitation?.sha256 ?? null,
});

export async function addCard(tx: Db, card: CardInput): Promise<string> {
  const [made] = await tx.insert(meetings).values(rowOf(card)).returning({ id: meetings.id });
  if (!made) throw new Error('a meeting was not made');
  await setInvitations(tx, made.id, card);
  return made.id;
}

/** Changes a card and keeps what stood on it. */
export async function changeCard(tx: Db, old: Meeting, card: CardInput, by: { at: Date; userId: string }) {
  const { id, groupId: _groupId, ...content } = old;
  await tx.insert(earlierCards).values({ meetingId: id, card: content, replacedAt: by.at, replacedBy: by.userId });
  await tx.update(meetings).set(rowOf(card)).where(eq(meetings.id, id));
  await setInvitations(tx, id, card);
}

async function setInvitations(tx: Db, meetingId: string, { plus, minus }: CardInput): Promise<void> {
  await tx.delete(invitationChanges).where(eq(invitationChanges.meetingId, meetingId));
  const rows = [
    ...plus.map((userId) => ({ meetingId, userId, invited: true })),
    ...minus.map((userId) => ({ meetingId, userId, invited: false })),
  ];
  if (rows.length > 0) await tx.insert(invitationChanges).values(rows);
}

export async function invitationsOf(db: Db, meetingId: string): Promise<{ plus: string[]; minus: string[] }> {
  const rows = await db.select().from(invitationChanges).where(eq(invitationChanges.meetingId, meetingId));
  const named = (invited: boolean) => rows.filter((row) => row.invited === invited).map((row) => row.userId);
  return { plus: named(true), minus: named(false) };
}

/** Cards that were changed after `since`, the oldest first: each as it stood until `replacedAt`. */
export async function cardsBefore(db: Db, meetingId: string, since: Date) {
  return db
    .select({ card: earlierCards.card, replacedAt: earlierCards.replacedAt })
    .from(earlierCards)
    .where(and(eq(earlierCards.meetingId, meetingId), gt(earlierCards.replacedAt, since)))
    .orderBy(earlierCards.id);
}

/** The meeting with its card as it stood at an instant: a claim sent then is shown with what its member saw. */
export async function meetingAt(db: Db, meeting: Meeting, instant: Date): Promise<Meeting> {
  const [first] = await cardsBefore(db, meeting.id, instant);
  return first ? { ...meeting, ...(first.card satisfies CardContent) } : meeting;
}

export async function addInvitationFile(tx: Db, file: { sha256: string; addedBy: string; addedAt: Date }) {
  await tx.insert(invitationFiles).values(file).onConflictDoNothing();
}

/** Whether the file was taken in as an invitation, now or with an earlier card. */
export async function isInvitationFile(db: Db, sha256: string): Promise<boolean> {
  const [added] = await db.select().from(invitationFiles).where(eq(invitationFiles.sha256, sha256));
  if (added) return true;
  const [used] = await db.select({ id: meetings.id }).from(meetings).where(eq(meetings.invitationSha256, sha256));
  return used !== undefined;
}

export type InvitedRow = {
  meetingId: string;
  user: { id: string; name: string; email: string; language: 'fi' | 'sv' | 'en'; isDisabled: boolean };
  position: 'chair' | 'secretary' | 'member' | null;
  /** `askedAt`: since when it waits for its member to confirm what was filed for them. */
  claim: { id: string; number: string; state: ClaimState; version: number; askedAt: Date | null } | null;
};

/** Sent once, the claim is here: a returned one waits for its member, not for the first sending. */
export const isReceived = (row: Pick<InvitedRow, 'claim'>): boolean => (row.claim?.version ?? 0) > 0;
/** Who is asked for a claim: called, not received, and able to sign in. */
export const isMissing = (row: InvitedRow): boolean => !isReceived(row) && !row.user.isDisabled;

/** Everybody called to the meetings, by name: the group's members of its first day less the minus, and the plus. */
export async function invitedTo(db: Db, meetingIds: string[]): Promise<InvitedRow[]> {
  if (meetingIds.length === 0) return [];
  const onDay = sql`left(${meetings.startsAt}, 10)::date between ${memberships.termStart} and ${memberships.termEnd}`;
  const members = db
    .select({ meetingId: meetings.id, userId: memberships.userId })
    .from(meetings)
    .innerJoin(memberships, and(eq(memberships.groupId, meetings.groupId), onDay))
    .leftJoin(
      invitationChanges,
      and(eq(invitationChanges.meetingId, meetings.id), eq(invitationChanges.userId, memberships.userId)),
    )
    .where(and(inArray(meetings.id, meetingIds), sql`${invitationChanges.invited} is distinct from false`));
  const added = db
    .select({ meetingId: invitationChanges.meetingId, userId: invitationChanges.userId })
    .from(invitationChanges)
    .where(and(inArray(invitationChanges.meetingId, meetingIds), eq(invitationChanges.invited, true)));
  const called = union(members, added).as('called');
  const rows = await db
    .select({
      meetingId: called.meetingId,
      user: {
        id: users.id,
        name: users.name,
        email: users.email,
        language: users.language,
        isDisabled: sql<boolean>`${users.disabledAt} is not null`,
      },
      position: memberships.position,
      claim: {
        id: claims.id,
        number: claims.number,
        state: claims.state,
        version: claims.version,
        askedAt: claims.askedAt,
      },
    })
    .from(called)
    .innerJoin(meetings, eq(meetings.id, called.meetingId))
    .innerJoin(users, eq(users.id, called.userId))
    .leftJoin(memberships, and(eq(memberships.groupId, meetings.groupId), eq(memberships.userId, users.id), onDay))
    .leftJoin(
      claims,
      and(eq(claims.meetingId, meetings.id), eq(claims.memberId, users.id), isNull(claims.supplementTo)),
    );
  return rows.toSorted((a, b) => a.user.name.localeCompare(b.user.name, 'fi'));
}
