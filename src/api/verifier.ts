import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Problem } from '../claim/problem.ts';
import type { VerificationReport } from '../document/verify.ts';

/**
 * Checks claim PDFs of anybody in a process of its own, one at a time: a file that is made to be heavy costs that process
 * its time or memory and nobody else anything; the next file gets a new one. A thread would not do: one that is out of memory can end the
 * service with it.
 */
export interface Verifier {
  /** @throws Problem `not-a-claim-pdf`, `check-too-heavy` (time or memory ran out), `too-busy` (queue full, or closing) */
  check(bytes: Uint8Array): Promise<VerificationReport>;
  close(): Promise<void>;
}

export interface VerifierOptions {
  /** Certificates to trust, PEM, any number each. */
  trustedPem: string[];
  /** SHA-256 of the rule packs of this checkout, hex. */
  knownPacks: ReadonlySet<string>;
  timeoutMs?: number;
  memoryMb?: number;
  /** A process is started at once and a fresh one after each that has worked and ended: nobody waits for its start. */
  keepWarm?: boolean;
}

/** What the process is told: once what to trust, then of each file how many bytes will come by standard input. */
export type VerifierTask = { trustedPem: string[]; knownPacks: string[] } | { bytes: number };
/** What it answers. */
export type VerifierAnswer = { report: VerificationReport } | { refused: 'not-a-claim-pdf' } | { crash: string };

type Waiting = { bytes: Uint8Array; resolve(report: VerificationReport): void; reject(reason: Error): void };

/** A file of 20 MB takes a second; this leaves room for a slow machine and a file of the largest size. */
const TIMEOUT_MS = 30_000;
const MEMORY_MB = 384;
const MOST_WAITING = 8;
/** A process that has worked and has nothing to do for so long is let go, and what it holds with it. */
const IDLE_MS = 60_000;

const program = fileURLToPath(new URL('./verifying-process.ts', import.meta.url));

export function createVerifier(options: VerifierOptions): Verifier {
  const { timeoutMs = TIMEOUT_MS, memoryMb = MEMORY_MB, keepWarm = false, ...rest } = options;
  const waiting: Waiting[] = [];
  const worked = new WeakSet<ChildProcess>();
  let child: ChildProcess | null = null;
  let current: { job: Waiting; late: NodeJS.Timeout } | null = null;
  let idle: NodeJS.Timeout | undefined;
  let closed = false;

  function start(): ChildProcess {
    const started = spawn(process.execPath, [`--max-old-space-size=${memoryMb}`, program], {
      stdio: ['pipe', 'ignore', 'ignore', 'ipc'],
      serialization: 'advanced',
      // Nothing of the service's settings: a key may be among them.
      env: {},
    });
    started.on('message', (answer: VerifierAnswer) => settle((job) => tell(answer, job)));
    // A process that has ended does not take the rest of the file; its end tells why.
    started.stdin?.on('error', () => started.kill('SIGKILL'));
    started.on('error', () => lose(started));
    started.on('close', () => lose(started));
    started.send({ trustedPem: rest.trustedPem, knownPacks: [...rest.knownPacks] } satisfies VerifierTask);
    return started;
  }

  /** The process ended under a file, for want of time or memory: the next file gets a new one. */
  function lose(lost: ChildProcess): void {
    if (child !== lost) return;
    child = null;
    settle((job) => job.reject(new Problem(closed ? 'too-busy' : 'check-too-heavy')));
    // One that ended before any work would end again.
    if (keepWarm && !closed && worked.has(lost)) child ??= start();
  }

  function settle(finish: (job: Waiting) => void): void {
    if (current === null) return;
    const { job, late } = current;
    clearTimeout(late);
    current = null;
    finish(job);
    next();
  }

  function next(): void {
    if (current !== null || closed) return;
    const job = waiting.shift();
    clearTimeout(idle);
    if (job === undefined) {
      idle = setTimeout(() => child?.kill('SIGKILL'), IDLE_MS).unref();
      return;
    }
    child ??= start();
    const asked = child;
    worked.add(asked);
    current = { job, late: setTimeout(() => asked.kill('SIGKILL'), timeoutMs) };
    asked.send({ bytes: job.bytes.length } satisfies VerifierTask);
    asked.stdin?.write(job.bytes);
  }

  if (keepWarm) child = start();
  return {
    check(bytes) {
      if (closed || waiting.length >= MOST_WAITING) return Promise.reject(new Problem('too-busy'));
      return new Promise((resolve, reject) => {
        waiting.push({ bytes, resolve, reject });
        next();
      });
    },
    async close() {
      closed = true;
      clearTimeout(idle);
      for (const job of waiting.splice(0)) job.reject(new Problem('too-busy'));
      const last = child;
      if (last === null) return;
      const ended = new Promise((resolve) => last.once('close', resolve));
      last.kill('SIGKILL');
      await ended;
    },
  };
}

function tell(answer: VerifierAnswer, job: Waiting): void {
  if ('report' in answer) job.resolve(answer.report);
  else if ('refused' in answer) job.reject(new Problem(answer.refused));
  else job.reject(new Error(`the check failed: ${answer.crash}`));
}
