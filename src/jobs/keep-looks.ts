import { distancesFrom, NEAR, type PageLook, SAME_PAPER, turned } from '../receipt/look.ts';
import type { Db } from '../store/db.ts';
import { addAlike, addLooks, type LooksAlike, looksNear } from '../store/receipt-looks.ts';

/** Keeps what a file looks like, and which files before it look the same. Doing it twice is harmless. */
export async function keepLooks(tx: Db, sha256: string, looks: readonly PageLook[]): Promise<void> {
  if (looks.length === 0 || !(await addLooks(tx, sha256, looks))) return;
  const alike = new Map<string, LooksAlike>();
  for (const look of looks) {
    for (const found of await alikeTo(tx, sha256, look)) {
      const before = alike.get(found.sha256);
      if (!before || found.distance < before.distance) alike.set(found.sha256, found);
    }
  }
  await addAlike(tx, sha256, [...alike.values()]);
}

async function alikeTo(tx: Db, sha256: string, page: PageLook): Promise<LooksAlike[]> {
  const near = await looksNear(tx, { sha256, turns: turned(page.look), within: NEAR });
  const distanceTo = distancesFrom(page);
  return near
    .map((other) => ({
      sha256: other.sha256,
      distance: distanceTo(other.look),
      ourPage: page.page,
      theirPage: other.page,
    }))
    .filter(({ distance }) => distance <= SAME_PAPER);
}
