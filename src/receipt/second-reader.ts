import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Grey } from './picture.ts';
import type { SecondLine } from './second-engine.ts';

/**
 * The second reader: other networks than Tesseract's, so that both seldom make the same mistake. It runs in a process
 * of its own beside the reading process and ends with it. A second reading that is lost, late or refused is only
 * "no second opinion".
 */
export type SecondReader = {
  /** The lines of a picture, one picture after the other, or null for no second opinion. Never rejects. */
  read(grey: Grey): Promise<SecondLine[] | null>;
  close(): void;
  /** Process id, if one is alive. */
  pid(): number | undefined;
};

export type SecondQuestion = { id: number; grey: Grey };
export type SecondAnswer = { id: number; lines: SecondLine[]; rss: number };

type Limits = {
  /** Longest time for one picture, in milliseconds. */
  timeoutMs?: number;
  /** Pictures after which a new process takes over. */
  picturesPerProcess?: number;
  /** Memory, in bytes, after which it is replaced. */
  mostMemory?: number;
  /** Processes lost in a row after which no more are started. */
  mostLost?: number;
  program?: string;
};

type Waiting = { id: number; settle: (lines: SecondLine[] | null) => void };

const PROGRAM = fileURLToPath(new URL('./second-process.ts', import.meta.url));

export function createSecondReader(limits: Limits = {}): SecondReader {
  const { timeoutMs = 20_000, picturesPerProcess = 200, mostMemory = 900_000_000, mostLost = 3 } = limits;
  let held: ChildProcess | null = null;
  let waiting: Waiting | null = null;
  let [pictures, lost, lastId] = [0, 0, 0];
  let queue: Promise<unknown> = Promise.resolve();
  let closed = false;

  function end(): void {
    const ended = held;
    held = null;
    pictures = 0;
    ended?.kill('SIGKILL');
    waiting?.settle(null);
  }

  function start(): ChildProcess {
    const started = fork(limits.program ?? PROGRAM, [], {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      execArgv: ['--max-old-space-size=512', '--disable-warning=ExperimentalWarning'],
    });
    const gone = () => {
      if (started === held) end();
    };
    started.on('message', (answer: SecondAnswer) => answered(answer));
    started.on('error', gone);
    started.on('exit', gone);
    return started;
  }

  function answered({ id, lines, rss }: SecondAnswer): void {
    if (waiting?.id !== id) return;
    lost = 0;
    waiting.settle(lines);
    pictures += 1;
    if (pictures >= picturesPerProcess || rss > mostMemory) end();
  }

  /** A process that cannot be started or reached is one lost. */
  function send(question: SecondQuestion): void {
    try {
      held ??= start();
      held.send(question, (error) => {
        if (error && waiting?.id === question.id) end();
      });
    } catch {
      end();
    }
  }

  function ask({ data, width, height }: Grey): Promise<SecondLine[] | null> {
    if (lost >= mostLost) return Promise.resolve(null);
    return new Promise((resolve) => {
      const id = ++lastId;
      lost += 1;
      const tooLate = setTimeout(end, timeoutMs);
      const settle = (lines: SecondLine[] | null) => {
        clearTimeout(tooLate);
        waiting = null;
        resolve(lines);
      };
      waiting = { id, settle };
      send({ id, grey: { data, width, height } });
    });
  }

  return {
    read(grey) {
      const answer = queue.then(() => (closed ? null : ask(grey)));
      queue = answer;
      return answer;
    },
    pid: () => held?.pid,
    close() {
      closed = true;
      end();
    },
  };
}
