import { and, asc, eq } from 'drizzle-orm';
import type { QueueFilter, SavedFilter } from '../claim/review/filter.ts';
import type { Db } from './db.ts';
import { savedFilters } from './schema-review.ts';

/** Filters of the queue kept by one assistant under names of their own. */

export async function savedFiltersOf(db: Db, userId: string): Promise<SavedFilter[]> {
  const { id, name, filter } = savedFilters;
  return db.select({ id, name, filter }).from(savedFilters).where(eq(savedFilters.userId, userId)).orderBy(asc(name));
}

/** Keeps a filter; one of the same name is replaced. */
export async function saveFilter(
  db: Db,
  kept: { userId: string; name: string; filter: QueueFilter; createdAt: Date },
): Promise<void> {
  await db
    .insert(savedFilters)
    .values(kept)
    .onConflictDoUpdate({ target: [savedFilters.userId, savedFilters.name], set: { filter: kept.filter } });
}

/** False when the user has no such filter. */
export async function forgetFilter(db: Db, userId: string, id: string): Promise<boolean> {
  const gone = await db
    .delete(savedFilters)
    .where(and(eq(savedFilters.userId, userId), eq(savedFilters.id, id)))
    .returning({ id: savedFilters.id });
  return gone.length > 0;
}
