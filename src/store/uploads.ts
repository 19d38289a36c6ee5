import { and, asc, count, eq, isNull, lt } from 'drizzle-orm';
import type { Db } from './db.ts';
import { uploadParts, uploads } from './schema-uploads.ts';

/** Files on their way (lähetys / uppladdning): what has arrived is kept part by part, so that a lost line loses little. */

export type Upload = typeof uploads.$inferSelect;
export type NewUpload = Pick<Upload, 'id' | 'claimId' | 'ownerId' | 'fileName' | 'sizeBytes' | 'createdAt'> &
  Partial<Pick<Upload, 'passHash'>>;

export async function startUpload(tx: Db, upload: NewUpload): Promise<void> {
  await tx.insert(uploads).values({ ...upload, touchedAt: upload.createdAt });
}

export async function uploadById(db: Db, id: string): Promise<Upload | null> {
  const [found] = await db.select().from(uploads).where(eq(uploads.id, id));
  return found ?? null;
}

/** How many files of this person are on their way, not counting what has become a receipt. */
export async function unfinishedUploads(db: Db, ownerId: string): Promise<number> {
  const [found] = await db
    .select({ many: count() })
    .from(uploads)
    .where(and(eq(uploads.ownerId, ownerId), isNull(uploads.receiptId)));
  return found?.many ?? 0;
}

/** Keeps the bytes that follow what has arrived. Null when `start` is not where that ends: somebody else was faster. */
export async function keepPart(
  tx: Db,
  id: string,
  part: { start: number; bytes: Uint8Array; at: Date },
): Promise<Upload | null> {
  const [moved] = await tx
    .update(uploads)
    .set({ offsetBytes: part.start + part.bytes.byteLength, touchedAt: part.at })
    .where(and(eq(uploads.id, id), eq(uploads.offsetBytes, part.start), isNull(uploads.receiptId)))
    .returning();
  if (!moved) return null;
  await tx.insert(uploadParts).values({ uploadId: id, startByte: part.start, bytes: part.bytes });
  return moved;
}

/** All that has arrived, in one piece. */
export async function arrivedBytes(tx: Db, id: string): Promise<Uint8Array> {
  const parts = await tx
    .select({ bytes: uploadParts.bytes })
    .from(uploadParts)
    .where(eq(uploadParts.uploadId, id))
    .orderBy(asc(uploadParts.startByte));
  return Buffer.concat(parts.map((part) => part.bytes));
}

/** The upload has become a receipt: its parts go, the row stays until it expires and answers who asks once more. */
export async function finishUpload(tx: Db, id: string, done: { receiptId: string; added: boolean }): Promise<void> {
  await tx.delete(uploadParts).where(eq(uploadParts.uploadId, id));
  await tx.update(uploads).set(done).where(eq(uploads.id, id));
}

export async function dropUpload(db: Db, id: string): Promise<void> {
  await db.delete(uploads).where(eq(uploads.id, id));
}

/** Uploads nothing has been added to since `before`, finished or given up. */
export async function dropUploadsUntouchedSince(db: Db, before: Date): Promise<number> {
  const gone = await db.delete(uploads).where(lt(uploads.touchedAt, before)).returning({ id: uploads.id });
  return gone.length;
}
