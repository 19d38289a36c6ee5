import { and, count, eq, inArray, isNotNull, isNull, like } from 'drizzle-orm';
import type { ToldMeeting } from '../claim/views.ts';
import type { Db } from './db.ts';
import { claims, groups, meetings, memberships } from './schema.ts';

/** Meetings a member told, where the organiser has made no card: kept as meetings, for that member alone. */

export const groupsOf = (db: Db, memberId: string): Promise<{ id: string; name: string }[]> =>
  db
    .selectDistinct({ id: groups.id, name: groups.name })
    .from(groups)
    .innerJoin(memberships, eq(memberships.groupId, groups.id))
    .where(eq(memberships.userId, memberId))
    .orderBy(groups.name);

/** Whether the organiser has a card for a meeting of the group that begins on that day. */
export async function hasCardOn(db: Db, groupId: string, day: string): Promise<boolean> {
  const found = await db
    .select({ id: meetings.id })
    .from(meetings)
    .where(and(eq(meetings.groupId, groupId), isNull(meetings.toldBy), like(meetings.startsAt, `${day}%`)))
    .limit(1);
  return found.length > 0;
}

/** The claims of told meetings that the member has not sent yet. */
export async function unsentToldClaims(db: Db, memberId: string): Promise<number> {
  const [found] = await db
    .select({ many: count() })
    .from(claims)
    .innerJoin(meetings, eq(meetings.id, claims.meetingId))
    .where(and(eq(claims.memberId, memberId), isNotNull(meetings.toldBy), inArray(claims.state, ['draft'])));
  return found?.many ?? 0;
}

const columnsOf = ({ groupId, purpose, place, start, end, freeMeals }: ToldMeeting) => ({
  groupId,
  purpose,
  place,
  startsAt: start,
  endsAt: end,
  freeMeals,
});

const ZONE = 'Europe/Helsinki';

/** The id of the told meeting; the same one when the member told it before (a phone sends twice). */
export async function keepToldMeeting(tx: Db, memberId: string, told: ToldMeeting): Promise<string> {
  const [there] = await tx
    .select({ id: meetings.id })
    .from(meetings)
    .where(and(eq(meetings.toldBy, memberId), eq(meetings.groupId, told.groupId), eq(meetings.startsAt, told.start)));
  if (there) return there.id;
  const fresh = { ...columnsOf(told), kind: 'meeting' as const, address: '', timeZone: ZONE, toldBy: memberId };
  const [made] = await tx.insert(meetings).values(fresh).returning({ id: meetings.id });
  if (!made) throw new Error('a told meeting was not made');
  return made.id;
}

export async function changeToldMeeting(tx: Db, id: string, told: ToldMeeting): Promise<void> {
  await tx.update(meetings).set(columnsOf(told)).where(eq(meetings.id, id));
}

export async function attachInvitation(tx: Db, id: string, file: { sha256: string; fileName: string }): Promise<void> {
  await tx
    .update(meetings)
    .set({ invitationSha256: file.sha256, invitationFileName: file.fileName })
    .where(eq(meetings.id, id));
}
