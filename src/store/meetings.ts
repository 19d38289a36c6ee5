import { and, desc, eq } from 'drizzle-orm';
import type { Db } from './db.ts';
import { claims, groups, meetings, memberships } from './schema.ts';

export type Meeting = typeof meetings.$inferSelect;
export type Group = typeof groups.$inferSelect;
export type MeetingOfGroup = { meeting: Meeting; group: Group; claimId: string | null };

/** Meetings of the groups the person belongs to, the newest first, each with the person's own claim if there is one. */
export async function meetingsOf(db: Db, userId: string): Promise<MeetingOfGroup[]> {
  return db
    .select({ meeting: meetings, group: groups, claimId: claims.id })
    .from(meetings)
    .innerJoin(groups, eq(groups.id, meetings.groupId))
    .innerJoin(memberships, and(eq(memberships.groupId, groups.id), eq(memberships.userId, userId)))
    .leftJoin(claims, and(eq(claims.meetingId, meetings.id), eq(claims.memberId, userId)))
    .orderBy(desc(meetings.startsAt));
}

/** The meeting, or null when there is none or the person was not called to it. */
export async function meetingOf(db: Db, userId: string, meetingId: string): Promise<MeetingOfGroup | null> {
  const all = await meetingsOf(db, userId);
  return all.find(({ meeting }) => meeting.id === meetingId) ?? null;
}

export async function meetingById(db: Db, meetingId: string): Promise<Meeting | null> {
  const [meeting] = await db.select().from(meetings).where(eq(meetings.id, meetingId));
  return meeting ?? null;
}

/** The member's term in the group; it may differ from the group's own. */
export async function termOf(
  db: Db,
  groupId: string,
  userId: string,
): Promise<{ termStart: string; termEnd: string } | null> {
  const [row] = await db
    .select({ termStart: memberships.termStart, termEnd: memberships.termEnd })
    .from(memberships)
    .where(and(eq(memberships.groupId, groupId), eq(memberships.userId, userId)));
  return row ?? null;
}
