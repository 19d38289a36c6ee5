import { hostileFiles } from '../fixtures/hostile/make.ts';
import { residentBytes } from '../src/receipt/memory.ts';
import { createReader } from '../src/receipt/reader.ts';

/**
 * `npm run bench:hostile [-- NAME-PART]`: reads every hostile file with two reading processes and prints what became of
 * them. It fails when one hung over 30 s, crashed, or ended otherwise than its kind may.
 */
const HUNG_MS = 30_000;
const WORKERS = 2;
const part = process.argv[2] ?? '';
const each = process.argv.includes('--each');

type Result = { name: string; ending: string; expected: boolean; seconds: number; peakMb: number };

const reader = createReader({ workers: WORKERS });
let peak = 0;
let recent = 0;
const megabytes = (bytes: number) => Math.round(bytes / 1024 / 1024);
const watch = setInterval(() => {
  const now = reader.pids().reduce((sum, pid) => sum + (residentBytes(pid) ?? 0), 0);
  peak = Math.max(peak, now);
  recent = Math.max(recent, now);
}, 50);

const waiting = hostileFiles.filter(({ name }) => name.includes(part === '--each' ? '' : part));
const results: Result[] = [];

async function work(): Promise<void> {
  for (let file = waiting.shift(); file; file = waiting.shift()) {
    const bytes = await file.make();
    const started = performance.now();
    recent = 0;
    const outcome = await reader.read(bytes);
    const ending = outcome.ok ? 'read' : outcome.failure;
    const seconds = Math.round((performance.now() - started) / 100) / 10;
    const result = {
      name: file.name,
      ending,
      expected: file.endings.includes(ending),
      seconds,
      peakMb: megabytes(recent),
    };
    results.push(result);
    if (each || !result.expected) console.error(JSON.stringify(result));
  }
}

await Promise.all(Array.from({ length: WORKERS }, work));
clearInterval(watch);
await reader.close();

const count = (pick: (result: Result) => boolean): number => results.filter(pick).length;
const slowest = results.toSorted((a, b) => b.seconds - a.seconds).slice(0, 5);
const summary = {
  files: results.length,
  read: count(({ ending }) => ending === 'read'),
  hungOver30s: count(({ seconds }) => seconds * 1000 > HUNG_MS),
  crashed: count(({ ending }) => ending === 'reader-crashed'),
  endedOtherwise: count(({ expected }) => !expected),
  slowest: slowest.map(({ name, ending, seconds }) => `${name} ${ending} ${seconds} s`),
  peakOfBothMb: megabytes(peak),
};
console.log(JSON.stringify(summary, null, 1));
process.exit(summary.hungOver30s + summary.crashed + summary.endedOtherwise === 0 ? 0 : 1);
