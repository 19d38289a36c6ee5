import { createHash } from 'node:crypto';
import { and, asc, eq } from 'drizzle-orm';
import type { BatchFileKind } from '../claim/finance-views.ts';
import type { Db } from './db.ts';
import { batchFileParts, batchFiles } from './schema-finance.ts';

/** Files of batches, kept in parts: a file of any length is written and read a part at a time. */

export type BatchFile = typeof batchFiles.$inferSelect;

const PART_BYTES = 512 * 1024;

/** Keeps a file as it comes and answers what it is known by. */
export async function keepBatchFile(
  tx: Db,
  file: Pick<BatchFile, 'batchNumber' | 'kind' | 'mediaType'>,
  pieces: AsyncIterable<string>,
): Promise<BatchFile> {
  const hash = createHash('sha256');
  const { batchNumber, kind } = file;
  let [part, sizeBytes] = [0, 0];
  for await (const bytes of inParts(pieces)) {
    hash.update(bytes);
    sizeBytes += bytes.byteLength;
    await tx.insert(batchFileParts).values({ batchNumber, kind, part, bytes });
    part += 1;
  }
  const kept = { ...file, sha256: hash.digest('hex'), sizeBytes };
  await tx.insert(batchFiles).values(kept);
  return kept;
}

/** Text pieces as UTF-8 of about one part's length. */
async function* inParts(pieces: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  let held: Buffer[] = [];
  let size = 0;
  for await (const piece of pieces) {
    const bytes = Buffer.from(piece, 'utf8');
    held.push(bytes);
    size += bytes.byteLength;
    if (size < PART_BYTES) continue;
    yield new Uint8Array(Buffer.concat(held));
    [held, size] = [[], 0];
  }
  if (size > 0) yield new Uint8Array(Buffer.concat(held));
}

export async function filesOfBatch(db: Db, batchNumber: number): Promise<BatchFile[]> {
  return db.select().from(batchFiles).where(eq(batchFiles.batchNumber, batchNumber)).orderBy(asc(batchFiles.kind));
}

export async function batchFile(db: Db, batchNumber: number, kind: BatchFileKind): Promise<BatchFile | null> {
  const [file] = await db
    .select()
    .from(batchFiles)
    .where(and(eq(batchFiles.batchNumber, batchNumber), eq(batchFiles.kind, kind)));
  return file ?? null;
}

/** The bytes, a part at a time, checked against their hash: a mismatch is a broken disk and ends the reading. */
export async function* batchFileBytes(db: Db, file: BatchFile): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  for (let part = 0; ; part += 1) {
    const [row] = await db
      .select({ bytes: batchFileParts.bytes })
      .from(batchFileParts)
      .where(
        and(
          eq(batchFileParts.batchNumber, file.batchNumber),
          eq(batchFileParts.kind, file.kind),
          eq(batchFileParts.part, part),
        ),
      );
    if (!row) break;
    hash.update(row.bytes);
    yield row.bytes;
  }
  if (hash.digest('hex') !== file.sha256) throw new Error(`file ${file.kind} of batch ${file.batchNumber} is damaged`);
}
