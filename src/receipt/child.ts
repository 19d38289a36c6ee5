import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { residentBytes } from './memory.ts';
import {
  type Answer,
  ONE_READER,
  OUT_OF_MEMORY,
  type Progress,
  type ReadOutcome,
  type RenderOutcome,
  type Task,
} from './outcome.ts';

export type ChildLimits = {
  /** Longest silence, in milliseconds: a page that takes longer ends the process. */
  timeoutMs: number;
  /** Longest time for one file, in milliseconds. */
  fileTimeoutMs: number;
  /** Tasks after which a new process takes over, because WebAssembly memory never shrinks. */
  tasksPerProcess: number;
  /** Idle time after which the process is let go, in milliseconds. */
  idleMs: number;
  /** Most memory of the process, in bytes: a bomb that passes it ends the process. Watched on Linux. */
  memoryBytes: number;
  /** Whether the process asks the second reader. */
  secondReader: boolean;
};

export type End = { name: 'read'; outcome: ReadOutcome } | { name: 'render'; outcome: RenderOutcome };
export type Lost = { name: 'lost'; failure: 'reading-timed-out' | 'reader-crashed' | 'reader-out-of-memory' };
type Current = { id: number; progress: (p: Progress) => void; settle: (end: End | Lost) => void };

const PROGRAM = fileURLToPath(new URL('./reader-process.ts', import.meta.url));
/** The reading process opens files of strangers: it gets no setting of the service, above all no password. */
const PASSED_ON = ['PATH', 'TMPDIR', 'TZ', 'LANG', 'LD_LIBRARY_PATH', 'SystemRoot', 'TEMP'];

/** How often the memory of a working process is looked at, in milliseconds. */
const WATCH_MS = 100;
/** A process that still holds this share of its memory after a task is replaced: WebAssembly gives none back. */
const RESTING_SHARE = 0.5;

/** One place in the pool: a process started when first needed, replaced when it hangs, dies or has done its share. */
export class Child {
  readonly #limits: ChildLimits;
  readonly #log: (message: string) => void;
  #process: ChildProcess | null = null;
  #current: Current | null = null;
  #done = 0;
  #lastId = 0;
  #idle: NodeJS.Timeout | undefined;

  constructor(limits: ChildLimits, log: (message: string) => void) {
    this.#limits = limits;
    this.#log = log;
  }

  get busy(): boolean {
    return this.#current !== null;
  }

  get pid(): number | undefined {
    return this.#process?.pid;
  }

  /** Runs one task to its end; never rejects. A process that is too slow or dies gives `lost`. */
  run(task: Task, onProgress: (p: Progress) => void): Promise<End | Lost> {
    clearTimeout(this.#idle);
    return new Promise((resolve) => {
      const id = ++this.#lastId;
      const tooSlow = () => this.#stop({ name: 'lost', failure: 'reading-timed-out' });
      const file = setTimeout(tooSlow, this.#limits.fileTimeoutMs);
      const page = setTimeout(tooSlow, this.#limits.timeoutMs);
      const watch = setInterval(() => this.#watch(), WATCH_MS);
      const settle = (end: End | Lost) => {
        clearTimeout(file);
        clearTimeout(page);
        clearInterval(watch);
        this.#current = null;
        this.#rest();
        resolve(end);
      };
      const progress = (p: Progress) => {
        page.refresh();
        onProgress(p);
      };
      this.#current = { id, progress, settle };
      this.#send({ id, task });
    });
  }

  #watch(): void {
    if (this.#resident() > this.#limits.memoryBytes) this.#stop({ name: 'lost', failure: 'reader-out-of-memory' });
  }

  #resident(): number {
    return (this.pid && residentBytes(this.pid)) || 0;
  }

  /** Ends the process now; a running task ends as `lost`. */
  kill(): void {
    clearTimeout(this.#idle);
    this.#stop({ name: 'lost', failure: 'reader-crashed' });
  }

  #send(message: { id: number; task: Task }): void {
    try {
      this.#process ??= this.#start();
      hold(this.#process);
      this.#process.send(message, (error) => {
        if (error) this.#lost(message.id, `cannot be reached: ${error.message}`);
      });
    } catch (error) {
      this.#lost(message.id, `cannot be started: ${String(error)}`);
    }
  }

  #start(): ChildProcess {
    const env = Object.fromEntries(PASSED_ON.map((name) => [name, process.env[name]]).filter(([, value]) => value));
    const child = fork(PROGRAM, this.#limits.secondReader ? [] : [ONE_READER], {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      // Room in the heap is never what runs out first: the ceiling on the whole process is, and that has its reason.
      execArgv: [`--max-old-space-size=${this.#limits.memoryBytes >> 20}`, '--disable-warning=ExperimentalWarning'],
      env,
    });
    child.on('message', (answer: Answer) => this.#answered(child, answer));
    child.on('error', (error) => this.#died(child, error.message));
    child.on('exit', (code, signal) => this.#died(child, `exit ${signal ?? code}`, isFull(code, signal)));
    return child;
  }

  #answered(child: ChildProcess, answer: Answer): void {
    const current = this.#current;
    if (child !== this.#process || current?.id !== answer.id) return;
    if (answer.name === 'progress') current.progress(answer.progress);
    else current.settle(answer);
  }

  #died(child: ChildProcess, why: string, full = false): void {
    if (child !== this.#process) return;
    this.#process = null;
    this.#done = 0;
    this.#log(`The reading process ended (${why})`);
    this.#current?.settle({ name: 'lost', failure: full ? 'reader-out-of-memory' : 'reader-crashed' });
  }

  #lost(id: number, why: string): void {
    if (this.#current?.id !== id) return;
    this.#log(`The reading process ${why}`);
    this.#stop({ name: 'lost', failure: 'reader-crashed' });
  }

  #stop(end: Lost): void {
    const child = this.#process;
    this.#process = null;
    this.#done = 0;
    child?.kill('SIGKILL');
    this.#current?.settle(end);
  }

  /** After a task: a used-up process goes, an idle one does not keep the parent running. */
  #rest(): void {
    this.#done += 1;
    if (!this.#process) return;
    letGo(this.#process);
    const full = this.#resident() > RESTING_SHARE * this.#limits.memoryBytes;
    if (full || this.#done >= this.#limits.tasksPerProcess) this.kill();
    else this.#idle = setTimeout(() => this.kill(), this.#limits.idleMs).unref();
  }
}

/** A full heap ends in an abort. */
const isFull = (code: number | null, signal: string | null): boolean => code === OUT_OF_MEMORY || signal === 'SIGABRT';

function hold(child: ChildProcess): void {
  child.ref();
  child.channel?.ref();
}

function letGo(child: ChildProcess): void {
  child.unref();
  child.channel?.unref();
}
