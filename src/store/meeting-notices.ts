import { and, eq, like, max } from 'drizzle-orm';
import type { Db } from './db.ts';
import { meetingNotices } from './schema-people.ts';

/** Who was written to about which meeting: what may be said once is said once, whoever asks at the same time. */

/** Keys of being asked for a claim that is missing begin with this. */
export const MISSING = 'missing-';

/** Keeps that the person is written to; false when they were already, by that key. */
export async function noteNotice(
  tx: Db,
  notice: { meetingId: string; userId: string; key: string; at: Date },
): Promise<boolean> {
  const kept = await tx.insert(meetingNotices).values(notice).onConflictDoNothing().returning();
  return kept.length > 0;
}

/** When each person was last asked for their missing claim. */
export async function lastNotices(db: Db, meetingId: string): Promise<Map<string, Date>> {
  const rows = await db
    .select({ userId: meetingNotices.userId, at: max(meetingNotices.at) })
    .from(meetingNotices)
    .where(and(eq(meetingNotices.meetingId, meetingId), like(meetingNotices.key, `${MISSING}%`)))
    .groupBy(meetingNotices.userId);
  return new Map(rows.flatMap(({ userId, at }) => (at === null ? [] : [[userId, at] as const])));
}
