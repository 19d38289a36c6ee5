import { and, asc, eq } from 'drizzle-orm';
import type { UsualTrip } from '../claim/usual.ts';
import type { Db } from './db.ts';
import { usualTrips } from './schema-member.ts';

/** What is remembered of a member's trips, one a meeting place. */

const tripOf = ({ id: _id, memberId: _m, learnedAt: _at, ...trip }: typeof usualTrips.$inferSelect): UsualTrip => trip;

export async function usualTripsOf(db: Db, memberId: string): Promise<UsualTrip[]> {
  const rows = await db
    .select()
    .from(usualTrips)
    .where(eq(usualTrips.memberId, memberId))
    .orderBy(asc(usualTrips.place));
  return rows.map(tripOf);
}

export async function usualTripTo(db: Db, memberId: string, place: string): Promise<UsualTrip | null> {
  const [row] = await db
    .select()
    .from(usualTrips)
    .where(and(eq(usualTrips.memberId, memberId), eq(usualTrips.place, place)));
  return row ? tripOf(row) : null;
}

/** Remembers the trip in the place of what was remembered of the same meeting place. */
export async function rememberTrip(tx: Db, memberId: string, trip: UsualTrip, learnedAt: Date): Promise<void> {
  const row = { ...trip, memberId, learnedAt };
  await tx
    .insert(usualTrips)
    .values(row)
    .onConflictDoUpdate({ target: [usualTrips.memberId, usualTrips.place], set: row });
}

/** All that is remembered from now on; the rest is forgotten. */
export async function replaceTrips(tx: Db, memberId: string, trips: readonly UsualTrip[], at: Date): Promise<void> {
  await tx.delete(usualTrips).where(eq(usualTrips.memberId, memberId));
  for (const trip of trips) await rememberTrip(tx, memberId, trip, at);
}
