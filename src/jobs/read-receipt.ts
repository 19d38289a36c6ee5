import type { ReadingFailure } from '../claim/reading.ts';
import type { Reader } from '../receipt/reader.ts';
import type { Db } from '../store/db.ts';
import { fileBytes } from '../store/files.ts';
import { keepFailure, keepReading, receiptById, startReading } from '../store/receipts.ts';

/** The reader's own trouble, worth another try; the rest is the file's and stays. */
const passing: readonly ReadingFailure[] = ['reading-timed-out', 'reader-crashed'];

/**
 * Reads one receipt outside the request's process and keeps what was read. Doing it twice is harmless. Trouble of the
 * reader throws so that the queue tries again; after the last try the member types the fields in.
 */
export async function readReceipt(
  { db, reader }: { db: Db; reader: Pick<Reader, 'read'> },
  { receiptId }: { receiptId: string },
  lastTry: boolean,
): Promise<void> {
  const receipt = await receiptById(db, receiptId);
  if (receipt === null) return;
  const file = await fileBytes(db, receipt.sha256);
  if (file === null) throw new Error(`receipt ${receiptId} has no file`);
  await startReading(db, receiptId);
  const outcome = await reader.read(file.bytes);
  if (outcome.ok) return keepReading(db, receiptId, withoutNul(outcome.reading));
  if (passing.includes(outcome.failure) && !lastTry) throw new Error(outcome.failure);
  await keepFailure(db, receiptId, outcome.failure, outcome.pageCount);
}

/** A text layer may hold the character NUL, which PostgreSQL cannot keep. */
const withoutNul = <T>(value: T): T => JSON.parse(JSON.stringify(value).replaceAll('\\u0000', '')) as T;
