import type { ReadingFailure } from '../claim/reading.ts';
import type { Reader } from '../receipt/reader.ts';
import type { Db } from '../store/db.ts';
import { fileBytes } from '../store/files.ts';
import type { Queue } from '../store/queue.ts';
import { keepFailure, keepProgress, keepReading, receiptById, startReading } from '../store/receipts.ts';
import { keepLooks } from './keep-looks.ts';

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
  let told = Promise.resolve();
  // A picture is one page; it can be shown beside the fields even where its reading came to nothing.
  let pages = receipt.mediaType.startsWith('image/') ? 1 : null;
  const onProgress = (at: { page: number; pages: number }) => {
    // How far it is may go untold; what was read may not, and that is kept below.
    pages = at.pages;
    told = told.then(() => keepProgress(db, receiptId, at)).catch(() => undefined);
  };
  const outcome = await reader.read(file.bytes, { onProgress });
  // The last word on how far it is must not come after the word that it is done.
  await told;
  if (outcome.ok) {
    return db.transaction(async (tx) => {
      await keepReading(tx, receiptId, withoutNul(outcome.reading));
      await keepLooks(tx, receipt.sha256, outcome.looks);
    });
  }
  if (passing.includes(outcome.failure) && !lastTry) throw new Error(outcome.failure);
  const shown = passing.includes(outcome.failure) ? pages : null;
  await keepFailure(db, receiptId, outcome.failure, outcome.pageCount ?? shown);
}

/**
 * Receipts whose job was set aside while they were being read, because the service itself ended on the last try: nobody
 * is reading them any more, and their member is told so.
 */
export async function giveUpLostReadings({ db, queue }: { db: Db; queue: Pick<Queue, 'failed'> }): Promise<void> {
  const lost = (await queue.failed()).filter((job) => job.queue === 'read-receipt');
  for (const { subject } of lost) {
    const receipt = await receiptById(db, subject);
    if (receipt?.status === 'queued' || receipt?.status === 'reading') {
      await keepFailure(db, subject, 'reader-crashed', receipt.pageCount);
    }
  }
}

/** A text layer may hold the character NUL, which PostgreSQL cannot keep. */
const withoutNul = <T>(value: T): T => JSON.parse(JSON.stringify(value).replaceAll('\\u0000', '')) as T;
