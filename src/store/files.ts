import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { Db } from './db.ts';
import { files } from './schema.ts';

/** Bytes are kept as they came, once, under their SHA-256; nothing here can change or remove them. */

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Keeps the bytes and answers their SHA-256 in hex. Keeping the same bytes again changes nothing. */
export async function keepFile(tx: Db, bytes: Uint8Array, mediaType: string, now: Date): Promise<string> {
  const sha256 = sha256Of(bytes);
  await tx
    .insert(files)
    .values({ sha256, bytes, mediaType, sizeBytes: bytes.byteLength, createdAt: now })
    .onConflictDoNothing();
  return sha256;
}

export type StoredFile = { sha256: string; bytes: Uint8Array; mediaType: string; sizeBytes: number };

/** The bytes, checked against their name; null when there are none. A mismatch is a broken disk and stops the reader. */
export async function fileBytes(db: Db, sha256: string): Promise<StoredFile | null> {
  const [file] = await db.select().from(files).where(eq(files.sha256, sha256));
  if (!file) return null;
  if (sha256Of(file.bytes) !== sha256) throw new DamagedFile(sha256);
  return file;
}

/** Bytes that are not those whose hash was kept. */
class DamagedFile extends Error {
  override readonly name = 'DamagedFile';

  constructor(sha256: string) {
    super(`stored file ${sha256} is damaged`);
  }
}

export const isDamaged = (error: unknown): boolean => error instanceof DamagedFile;
