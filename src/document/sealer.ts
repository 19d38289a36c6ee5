import { Worker } from 'node:worker_threads';
import type { ClaimDocument } from './claim-document.ts';
import { DocumentProblem, type DocumentProblemCode } from './document-problem.ts';
import type { Approval } from './seal-claim.ts';
import type { DatedKey } from './seal-keys.ts';
import type { TimeStampAuthority } from './time-stamp.ts';

/** A claim document, built and sealed: the file, its SHA-256 in hex and how many pages it has. */
export interface SealedDocument {
  pdf: Uint8Array;
  sha256: string;
  pages: number;
}

/** Builds and seals claim documents in a thread of its own, one at a time. */
export interface Sealer {
  /**
   * @throws DocumentProblem: a file that cannot be placed (its name is in it), `sealing-timed-out`, `sealer-crashed`,
   * `sealer-busy` (queue full), `sealer-closed`
   */
  seal(document: ClaimDocument): Promise<SealedDocument>;
  /**
   * Adds the approver's seal behind a sealed document.
   * @throws DocumentProblem as `seal`, or a crash when the document has no empty place for it
   */
  approve(pdf: Uint8Array, approval: Approval): Promise<SealedDocument>;
  /** Refuses what waits, stops the thread. */
  close(): Promise<void>;
}

export interface SealerOptions {
  /** Which one seals is told by the day of the seal. Whether it is a test key is read from its certificate. */
  keys: DatedKey[];
  /** Asked for time stamps; without it the seals are B-B. */
  timeStamps?: TimeStampAuthority;
  /** Milliseconds one document may take before its thread is ended. */
  timeoutMs?: number;
  /** How many documents may wait. */
  queueLimit?: number;
}

/** What the thread is asked. */
export type SealTask =
  | { name: 'claim'; document: ClaimDocument }
  | { name: 'approval'; pdf: Uint8Array; approval: Approval };

/** What the thread answers. */
export type SealAnswer =
  | { sealed: SealedDocument }
  | { problem: { code: DocumentProblemCode; fileId: string | null; fileName: string | null; detail: string } }
  | { crash: string };

interface Waiting {
  task: SealTask;
  resolve(sealed: SealedDocument): void;
  reject(reason: Error): void;
}

/** 60 receipts of a megabyte took five seconds; this leaves room for a slow machine and many scanned pages. */
const TIMEOUT_MS = 120_000;
const QUEUE_LIMIT = 100;

export function createSealer(options: SealerOptions): Sealer {
  const waiting: Waiting[] = [];
  let worker: Worker | null = null;
  let current: { job: Waiting; timer: NodeJS.Timeout } | null = null;
  let closed = false;

  function settle(finish: (job: Waiting) => void): void {
    if (current === null) return;
    const { job, timer } = current;
    clearTimeout(timer);
    current = null;
    finish(job);
    next();
  }

  function start(): Worker {
    const { keys, timeStamps } = options;
    const started = new Worker(new URL('./sealing-worker.ts', import.meta.url), {
      workerData: { keys, timeStamps },
    });
    started.on('message', (answer: SealAnswer) => settle((job) => tell(answer, job)));
    started.on('error', (error) => lose(started, error.message));
    started.on('exit', (code) => lose(started, `exit code ${code}`));
    // An idle sealer does not keep the process alive.
    started.unref();
    return started;
  }

  function lose(lost: Worker, detail: string): void {
    if (worker !== lost) return;
    worker = null;
    settle((job) => job.reject(new DocumentProblem('sealer-crashed', null, detail)));
  }

  function expire(): void {
    const late = worker;
    worker = null;
    void late?.terminate();
    settle((job) => job.reject(new DocumentProblem('sealing-timed-out')));
  }

  function next(): void {
    if (current !== null || closed) return;
    const job = waiting.shift();
    if (job === undefined) {
      worker?.unref();
      return;
    }
    worker ??= start();
    worker.ref();
    current = { job, timer: setTimeout(expire, options.timeoutMs ?? TIMEOUT_MS) };
    worker.postMessage(job.task);
  }

  function submit(task: SealTask): Promise<SealedDocument> {
    if (closed) return Promise.reject(new DocumentProblem('sealer-closed'));
    if (waiting.length >= (options.queueLimit ?? QUEUE_LIMIT))
      return Promise.reject(new DocumentProblem('sealer-busy'));
    return new Promise((resolve, reject) => {
      waiting.push({ task, resolve, reject });
      next();
    });
  }

  return {
    seal: (document) => submit({ name: 'claim', document }),
    approve: (pdf, approval) => submit({ name: 'approval', pdf, approval }),
    async close() {
      closed = true;
      for (const job of waiting.splice(0)) job.reject(new DocumentProblem('sealer-closed'));
      const last = worker;
      worker = null;
      settle((job) => job.reject(new DocumentProblem('sealer-closed')));
      await last?.terminate();
    },
  };
}

function tell(answer: SealAnswer, job: Waiting): void {
  if ('sealed' in answer) job.resolve(answer.sealed);
  else if ('crash' in answer) job.reject(new DocumentProblem('sealer-crashed', null, answer.crash));
  else {
    const { code, fileId, fileName, detail } = answer.problem;
    job.reject(new DocumentProblem(code, fileName === null ? null : { id: fileId ?? '', fileName }, detail));
  }
}
