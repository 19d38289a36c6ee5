import type { Readable } from 'node:stream';
import { DataStore, ERRORS, Upload as TusUpload } from '@tus/server';
import { isProblem } from '../claim/problem.ts';
import type { Db } from '../store/db.ts';
import { dropUpload, keepPart, startUpload, type Upload, uploadById } from '../store/uploads.ts';

/** Where the tus protocol keeps what arrives: in the database, so that neither a lost line nor a restart loses it. */

/** Bytes that are kept at once: small enough to lose, large enough not to write for every packet. */
const PART_BYTES = 256 * 1024;

type Options = {
  db: Db;
  now: () => Date;
  /** An upload nothing has come to for so long is gone. */
  keepMs: number;
  /** Called in the transaction in which the last part is kept: the file is whole when its receipt is there. */
  whole: (tx: Db, upload: Upload) => Promise<void>;
};

export class UploadStore extends DataStore {
  override extensions = ['creation', 'creation-with-upload', 'termination'];
  readonly #options: Options;
  readonly #writing = new Map<string, Promise<number>>();

  constructor(options: Options) {
    super();
    this.#options = options;
  }

  override async create(upload: TusUpload): Promise<TusUpload> {
    const { claimId, ownerId, filename, passHash = null } = upload.metadata ?? {};
    if (!claimId || !ownerId || !upload.size) throw new Error('an upload without claim, owner or size');
    const { db, now } = this.#options;
    const { id, size: sizeBytes } = upload;
    const fileName = filename ?? '–';
    await startUpload(db, { id, claimId, ownerId, fileName, sizeBytes, passHash, createdAt: now() });
    return upload;
  }

  /** What has arrived, once what is arriving has been kept. */
  override async getUpload(id: string): Promise<TusUpload> {
    await this.#writing.get(id)?.catch(() => null);
    const found = await this.#found(id);
    const metadata = { filename: found.fileName };
    return new TusUpload({ id, size: found.sizeBytes, offset: found.offsetBytes, metadata });
  }

  override async write(stream: Readable, id: string, offset: number): Promise<number> {
    const writing = this.#write(stream, id, offset);
    this.#writing.set(id, writing);
    try {
      return await writing;
    } finally {
      this.#writing.delete(id);
    }
  }

  override remove(id: string): Promise<void> {
    return dropUpload(this.#options.db, id);
  }

  /** Keeps the bytes part by part; also those that had come when the line broke. */
  async #write(stream: Readable, id: string, offset: number): Promise<number> {
    let [end, waiting, size] = [offset, [] as Uint8Array[], 0];
    const keep = async (): Promise<void> => {
      const [start, bytes] = [end, Buffer.concat(waiting)];
      [waiting, size] = [[], 0];
      if (bytes.byteLength > 0) end = await this.#keep(id, start, bytes);
    };
    try {
      for await (const chunk of stream as AsyncIterable<Uint8Array>) {
        waiting.push(chunk);
        size += chunk.byteLength;
        if (size >= PART_BYTES) await keep();
      }
    } finally {
      await keep();
    }
    return end;
  }

  async #keep(id: string, start: number, bytes: Uint8Array): Promise<number> {
    const { db, now, whole } = this.#options;
    try {
      const kept = await db.transaction(async (tx) => {
        const upload = await keepPart(tx, id, { start, bytes, at: now() });
        if (upload?.offsetBytes === upload?.sizeBytes && upload) await whole(tx, upload);
        return upload;
      });
      if (!kept) throw ERRORS.INVALID_OFFSET;
      return kept.offsetBytes;
    } catch (error) {
      // A file that can be no receipt will be none the next time either.
      if (isProblem(error)) await dropUpload(db, id);
      throw error;
    }
  }

  async #found(id: string): Promise<Upload> {
    const { db, now, keepMs } = this.#options;
    const found = await uploadById(db, id);
    if (!found || found.touchedAt.getTime() + keepMs < now().getTime()) throw ERRORS.FILE_NO_LONGER_EXISTS;
    return found;
  }
}
