import { sql } from 'drizzle-orm';
import type { Db } from './db.ts';
import { alikeFiles, receiptLooks } from './schema-duplicates.ts';

/** What receipts look like, kept by file and page, and the files found to look the same. */

/** Looks compared more finely with each page that comes: the nearest, however many there are. */
const MOST_NEAR = 2000;
/** Files that look the same kept for each file that comes. */
const MOST_ALIKE = 20;

/** Files that come at the same time would not see each other: they are looked at one after the other. */
const lockLooks = (tx: Db) => tx.execute(sql`select pg_advisory_xact_lock(hashtext('matkalasku-looks'))`);

/** Keeps the looks of a file's pages. False when they are kept already: the same bytes came before. */
export async function addLooks(
  tx: Db,
  sha256: string,
  looks: readonly { page: number; look: string }[],
): Promise<boolean> {
  await lockLooks(tx);
  const rows = looks.map(({ page, look }) => ({ sha256, page, look }));
  const kept = await tx.insert(receiptLooks).values(rows).onConflictDoNothing().returning({ page: receiptLooks.page });
  return kept.length > 0;
}

/** The looks of other files nearest to a page in any of its turns, at most `within` bits from it. */
export async function looksNear(
  db: Db,
  { sha256, turns, within }: { sha256: string; turns: readonly string[]; within: number },
): Promise<{ sha256: string; page: number; look: string }[]> {
  const each = turns.map((turn) => sql`bit_count(${receiptLooks.look} # ${turn}::bit(256))`);
  const distance = sql`least(${sql.join(each, sql`, `)})`;
  const near = db
    .select({
      sha256: receiptLooks.sha256,
      page: receiptLooks.page,
      look: receiptLooks.look,
      distance: distance.as('distance'),
    })
    .from(receiptLooks)
    .where(sql`${receiptLooks.sha256} <> ${sha256}`)
    .as('near');
  return db
    .select({ sha256: near.sha256, page: near.page, look: near.look })
    .from(near)
    .where(sql`distance <= ${within}`)
    .orderBy(sql`distance`)
    .limit(MOST_NEAR);
}

export type LooksAlike = { sha256: string; distance: number; ourPage: number; theirPage: number };

/** Keeps which files look the same as this one, the nearest of them. */
export async function addAlike(tx: Db, sha256: string, found: readonly LooksAlike[]): Promise<void> {
  const nearest = found.toSorted((a, b) => a.distance - b.distance).slice(0, MOST_ALIKE);
  if (nearest.length === 0) return;
  const rows = nearest.map(({ sha256: theirs, distance, ourPage, theirPage }) =>
    sha256 < theirs
      ? { one: sha256, other: theirs, onePage: ourPage, otherPage: theirPage, distance }
      : { one: theirs, other: sha256, onePage: theirPage, otherPage: ourPage, distance },
  );
  await tx.insert(alikeFiles).values(rows).onConflictDoNothing();
}
