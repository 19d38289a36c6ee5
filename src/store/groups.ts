import { asc, desc, eq, isNull } from 'drizzle-orm';
import type { GroupView } from '../claim/meeting-views.ts';
import type { Db } from './db.ts';
import { groups, meetings, memberships, users } from './schema.ts';

/** Working groups (työryhmä / arbetsgrupp) and their members. */

/** Every group by name, with its members and its newest meeting. */
export async function allGroups(db: Db): Promise<GroupView[]> {
  const found = await db.select().from(groups).orderBy(asc(groups.name));
  const members = await db
    .select({ membership: memberships, name: users.name, email: users.email })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .orderBy(asc(users.name), asc(memberships.termStart));
  const newest = await db
    .selectDistinctOn([meetings.groupId], { groupId: meetings.groupId, id: meetings.id })
    .from(meetings)
    .where(isNull(meetings.toldBy))
    .orderBy(meetings.groupId, desc(meetings.startsAt));
  const lastOf = new Map(newest.map(({ groupId, id }) => [groupId, id]));
  return found.map((group) => ({
    ...group,
    lastMeetingId: lastOf.get(group.id) ?? null,
    members: members
      .filter(({ membership }) => membership.groupId === group.id)
      .map(({ membership: { groupId: _groupId, userId, ...membership }, name, email }) => ({
        ...membership,
        id: userId,
        name,
        email,
      })),
  }));
}

export async function groupById(db: Db, id: string): Promise<typeof groups.$inferSelect | null> {
  const [group] = await db.select().from(groups).where(eq(groups.id, id));
  return group ?? null;
}
