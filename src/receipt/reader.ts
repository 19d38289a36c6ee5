import { Problem } from '../claim/problem.ts';
import type { Turn } from '../claim/reading.ts';
import { Child, type End, type Lost } from './child.ts';
import { PageNotShown, type Progress, type ReadOutcome, type Task } from './outcome.ts';

export { PageNotShown, type Progress, type ReadOutcome, type ReceiptWord } from './outcome.ts';

export type ReaderOptions = {
  /** Reading processes side by side. */
  workers?: number;
  /** Longest time for one page, in milliseconds; a whole file gets five times that. */
  timeoutMs?: number;
  /** Most pages of one file. */
  pages?: number;
  /** Most tasks waiting for a process; more are refused with Problem `too-busy`. */
  queue?: number;
  /** Tasks after which a process is replaced. */
  tasksPerProcess?: number;
  /** Idle time after which a process is let go, in milliseconds. */
  idleMs?: number;
  /** Most memory of one process, in bytes; one that takes more is ended. */
  memoryBytes?: number;
  /** Whether the second reader is asked too, where it is installed; on unless told otherwise. */
  secondReader?: boolean;
  /** Told when a process ended unasked. */
  log?: (message: string) => void;
};

export type ReadOptions = { signal?: AbortSignal; onProgress?: (progress: Progress) => void };

export type Reader = {
  /**
   * Reads a receipt in a process of its own. Bad bytes, a hang and a crash are outcomes; it rejects only with Problem
   * `too-busy` (queue full), with the reason of an aborted signal, or after `close`.
   */
  read(bytes: Uint8Array, options?: ReadOptions): Promise<ReadOutcome>;
  /**
   * One page (from 1) as a JPEG without metadata, at most `widthPx` wide, upright by its file and by the `turn` that its
   * reading tells (`turned`): the boxes of the reading are places on this picture. Rejects with `PageNotShown`.
   */
  renderPage(bytes: Uint8Array, page: number, size: { widthPx: number; turn?: Turn }): Promise<Uint8Array>;
  /** Every page in order, for a document; `turned` as in the reading. Rejects with `PageNotShown`. */
  renderPages(bytes: Uint8Array, size: { widthPx: number; turned: Turn[] }): Promise<Uint8Array[]>;
  /** Process ids now alive, for watching. */
  pids(): number[];
  /** Ends every process; what runs or waits rejects. */
  close(): Promise<void>;
};

type Job = {
  task: Task;
  progress: (p: Progress) => void;
  settle: (end: End | Lost) => void;
  refuse: (reason: unknown) => void;
};

const MEMORY_BYTES = 1024 * 1024 * 1024;

/** The parent's side of reading: a bounded queue before a few processes, none started until the first file comes. */
export function createReader(options: ReaderOptions = {}): Reader {
  const { workers = 1, timeoutMs = 25_000, pages = 20, queue: longest = 200, log = () => {} } = options;
  const { tasksPerProcess = 200, idleMs = 300_000, memoryBytes = MEMORY_BYTES, secondReader = true } = options;
  const limits = { timeoutMs, fileTimeoutMs: 5 * timeoutMs, tasksPerProcess, idleMs, memoryBytes, secondReader };
  const children = Array.from({ length: workers }, () => new Child(limits, log));
  const running = new Map<Job, Child>();
  const waiting: Job[] = [];
  let closed = false;

  function pump(): void {
    for (const child of children) {
      if (child.busy) continue;
      const job = waiting.shift();
      if (!job) return;
      running.set(job, child);
      child.run(job.task, job.progress).then((end) => {
        running.delete(job);
        job.settle(end);
        if (!closed) pump();
      });
    }
  }

  /** A person waits for a picture, nobody for a reading: pictures go first. */
  function enqueue(job: Job): void {
    if (closed) job.refuse(new Error('The reader is closed'));
    else if (waiting.length >= longest) job.refuse(new Problem('too-busy'));
    else if (job.task.name === 'render') waiting.unshift(job);
    else waiting.push(job);
    pump();
  }

  function submit(task: Task, { signal, onProgress = () => {} }: ReadOptions = {}): Promise<End | Lost> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const job: Job = { task, progress: onProgress, settle: resolve, refuse: reject };
      signal?.addEventListener('abort', () => drop(job, signal.reason), { once: true });
      enqueue(job);
    });
  }

  function drop(job: Job, reason: unknown): void {
    job.refuse(reason);
    const place = waiting.indexOf(job);
    if (place >= 0) waiting.splice(place, 1);
    running.get(job)?.kill();
  }

  async function picture(bytes: Uint8Array, page: number, widthPx: number, turn: Turn) {
    const end = await submit({ name: 'render', bytes, page, widthPx, turn });
    if (end.name === 'render' && end.outcome.ok) return end.outcome;
    if (end.name === 'render' && !end.outcome.ok) throw new PageNotShown(end.outcome.failure);
    throw new PageNotShown(end.name === 'lost' ? end.failure : 'reader-crashed');
  }

  return {
    async read(bytes, how) {
      const end = await submit({ name: 'read', bytes, pages }, how);
      if (end.name === 'read') return end.outcome;
      return { ok: false, failure: end.name === 'lost' ? end.failure : 'reader-crashed', pageCount: null };
    },
    renderPage: async (bytes, page, { widthPx, turn = 0 }) => (await picture(bytes, page, widthPx, turn)).jpeg,
    async renderPages(bytes, { widthPx, turned }) {
      const first = await picture(bytes, 1, widthPx, turned[0] ?? 0);
      if (first.pages > pages) throw new PageNotShown('too-many-pages');
      const all = [first.jpeg];
      for (let page = 2; page <= first.pages; page += 1)
        all.push((await picture(bytes, page, widthPx, turned[page - 1] ?? 0)).jpeg);
      return all;
    },
    pids: () => children.flatMap((child) => child.pid ?? []),
    async close() {
      closed = true;
      for (const job of [...waiting.splice(0), ...running.keys()]) job.refuse(new Error('The reader is closed'));
      for (const child of children) child.kill();
    },
  };
}
