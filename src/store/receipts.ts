import { and, asc, count, eq, inArray, isNull, ne, sql } from 'drizzle-orm';
import { openReading, type Reading, type ReadingFailure } from '../claim/reading.ts';
import type { ReceiptView } from '../claim/views.ts';
import type { Db } from './db.ts';
import { files, receipts } from './schema.ts';

type Row = typeof receipts.$inferSelect;

const viewOf = (row: Row, file: { mediaType: string; sizeBytes: number }): ReceiptView => ({
  id: row.id,
  claimId: row.claimId,
  sha256: row.sha256,
  fileName: row.fileName,
  mediaType: file.mediaType,
  sizeBytes: file.sizeBytes,
  uploadedAt: row.uploadedAt.toISOString(),
  status: row.status,
  reading: row.reading && openReading(row.reading),
  failure: row.failure,
  pageCount: row.pageCount,
  progress: row.readingProgress,
});

const waiting = inArray(receipts.status, ['queued', 'reading']);
const notRead = { readingProgress: null };

const selection = { row: receipts, file: { mediaType: files.mediaType, sizeBytes: files.sizeBytes } };

export async function receiptsOf(db: Db, claimId: string): Promise<ReceiptView[]> {
  const rows = await db
    .select(selection)
    .from(receipts)
    .innerJoin(files, eq(files.sha256, receipts.sha256))
    .where(and(eq(receipts.claimId, claimId), isNull(receipts.removedAt)))
    .orderBy(asc(receipts.uploadedAt), asc(receipts.id));
  return rows.map(({ row, file }) => viewOf(row, file));
}

export async function receiptById(db: Db, id: string): Promise<(ReceiptView & { ownerId: string }) | null> {
  const [found] = await db
    .select(selection)
    .from(receipts)
    .innerJoin(files, eq(files.sha256, receipts.sha256))
    .where(eq(receipts.id, id));
  return found ? { ...viewOf(found.row, found.file), ownerId: found.row.ownerId } : null;
}

export type NewReceipt = { claimId: string; ownerId: string; sha256: string; fileName: string; uploadedAt: Date };

/** Adds a receipt to a claim. The same bytes in the same claim are the same receipt: `added` is false then. */
export async function addReceipt(tx: Db, receipt: NewReceipt): Promise<{ id: string; added: boolean }> {
  const [made] = await tx
    .insert(receipts)
    .values({ ...receipt, status: 'queued' })
    .onConflictDoNothing()
    .returning({ id: receipts.id });
  if (made) return { id: made.id, added: true };
  const [there] = await tx
    .update(receipts)
    .set({ removedAt: null })
    .where(and(eq(receipts.claimId, receipt.claimId), eq(receipts.sha256, receipt.sha256)))
    .returning({ id: receipts.id });
  if (!there) throw new Error('a receipt vanished while it was added');
  return { id: there.id, added: false };
}

export async function removeReceipt(tx: Db, id: string, now: Date): Promise<void> {
  await tx.update(receipts).set({ removedAt: now }).where(eq(receipts.id, id));
}

/** Undoes a removal. */
export async function restoreReceipt(tx: Db, id: string): Promise<void> {
  await tx.update(receipts).set({ removedAt: null }).where(eq(receipts.id, id));
}

export async function startReading(db: Db, id: string): Promise<void> {
  await db
    .update(receipts)
    .set({ status: 'reading', ...notRead })
    .where(and(eq(receipts.id, id), waiting));
}

/** How many receipts a claim has. */
export async function receiptCount(db: Db, claimId: string): Promise<number> {
  const [found] = await db
    .select({ many: count() })
    .from(receipts)
    .where(and(eq(receipts.claimId, claimId), isNull(receipts.removedAt)));
  return found?.many ?? 0;
}

/**
 * Puts a receipt among those to be read and gives its turn: the lower, the sooner. Each waiting receipt of one member
 * comes a turn later than the one before it, and a member with nothing waiting joins at the turn that is being read
 * now: fifty receipts of one do not stand before the first of another, and nobody waits for ever.
 */
export async function queueReading(tx: Db, { id, ownerId }: { id: string; ownerId: string }): Promise<number> {
  const mine = sql`max(${receipts.readingTurn}) filter (where ${receipts.ownerId} = ${ownerId}) + 1`;
  const [next] = await tx
    .select({ turn: sql<number>`coalesce(${mine}, min(${receipts.readingTurn}), 0)::int` })
    .from(receipts)
    .where(and(waiting, ne(receipts.id, id)));
  const readingTurn = next?.turn ?? 0;
  await tx
    .update(receipts)
    .set({ status: 'queued', failure: null, readingTurn, ...notRead })
    .where(eq(receipts.id, id));
  return readingTurn;
}

/** How far the reading is, for its member to see. */
export async function keepProgress(db: Db, id: string, at: { page: number; pages: number }): Promise<void> {
  await db
    .update(receipts)
    .set({ readingProgress: at })
    .where(and(eq(receipts.id, id), eq(receipts.status, 'reading')));
}

export async function keepReading(tx: Db, id: string, reading: Reading): Promise<void> {
  await tx
    .update(receipts)
    .set({ status: 'read', reading, failure: null, pageCount: reading.pages, ...notRead })
    .where(eq(receipts.id, id));
}

export async function keepFailure(
  tx: Db,
  id: string,
  failure: ReadingFailure,
  pageCount: number | null,
): Promise<void> {
  await tx
    .update(receipts)
    .set({ status: 'failed', failure, pageCount, ...notRead })
    .where(eq(receipts.id, id));
}
