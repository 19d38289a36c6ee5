import { and, desc, eq, isNull, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import type { Db } from './db.ts';
import { claims, groups, meetings, memberships } from './schema.ts';
import { invitationChanges } from './schema-people.ts';

export type Meeting = typeof meetings.$inferSelect;
export type Group = typeof groups.$inferSelect;
export type MeetingOfGroup = { meeting: Meeting; group: Group; claimId: string | null };

const meetingDay = sql`left(${meetings.startsAt}, 10)::date`;

/** Whether the person was called: of the group on the meeting's first day and not left out, or added by name. */
const isInvited = (userId: SQLWrapper): SQL => sql`coalesce(
  (select ${invitationChanges.invited} from ${invitationChanges}
    where ${invitationChanges.meetingId} = ${meetings.id} and ${invitationChanges.userId} = ${userId}),
  exists (select 1 from ${memberships} where ${memberships.groupId} = ${meetings.groupId}
    and ${memberships.userId} = ${userId} and ${meetingDay} between ${memberships.termStart} and ${memberships.termEnd}))`;

/** Meetings the person was called to or has a claim for, among them those the person told, the newest first. */
export async function meetingsOf(db: Db, userId: string): Promise<MeetingOfGroup[]> {
  return db
    .select({ meeting: meetings, group: groups, claimId: claims.id })
    .from(meetings)
    .innerJoin(groups, eq(groups.id, meetings.groupId))
    .leftJoin(claims, and(eq(claims.meetingId, meetings.id), eq(claims.memberId, userId), isNull(claims.supplementTo)))
    .where(sql`${claims.id} is not null or (${meetings.toldBy} is null and ${isInvited(sql`${userId}::uuid`)})`)
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

/** The person's one term in the group that counts on a day: the newest begun by then, or else the first to come. */
export const termAt = (groupId: SQLWrapper | string, userId: SQLWrapper | string, day: SQLWrapper | string): SQL =>
  sql`${memberships.groupId} = ${groupId} and ${memberships.userId} = ${userId} and ${memberships.termStart} = (
    select coalesce(max(each.term_start) filter (where each.term_start <= (${day})::date), min(each.term_start))
    from ${memberships} as each where each.group_id = ${groupId} and each.user_id = ${userId})`;

/** The member's term in the group on a day; it may differ from the group's own. */
export async function termOf(
  db: Db,
  groupId: string,
  userId: string,
  day: string,
): Promise<{ termStart: string; termEnd: string } | null> {
  const [row] = await db
    .select({ termStart: memberships.termStart, termEnd: memberships.termEnd })
    .from(memberships)
    .where(termAt(groupId, userId, day));
  return row ?? null;
}
