import { readFileSync } from 'node:fs';
import { type Level, levels } from '../../fixtures/receipts/wear.ts';
import type { Reader } from '../../src/receipt/reader.ts';
import { type DrawnFile, drawnFiles } from './drawn-files.ts';
import { atMost, judge, tallied, type Verdict } from './verdict.ts';

export type DrawnOptions = { asked: readonly Level[]; each: boolean; only: string[] | undefined };

type Read = { file: DrawnFile; verdicts: Verdict[]; ms: number; failure: string | null };

/** The drawn receipts, level by level: how often each field is right, and how often a sure one is wrong. */
export async function benchDrawn(reader: Reader, { asked, each, only }: DrawnOptions): Promise<void> {
  for (const level of asked) {
    const files = (await drawnFiles(level)).filter(({ name }) => only === undefined || only.includes(name));
    const started = performance.now();
    const reads = await Promise.all(files.map((file) => readOne(reader, file)));
    const seconds = (performance.now() - started) / 1000;
    console.log(
      `\nDrawn receipts of fixtures/receipts (invented, of this repository), ${files.length}, level ${level}, ` +
        `${seconds.toFixed(0)} s`,
    );
    tell(reads);
    if (each) for (const read of reads) tellMisses(read);
  }
}

async function readOne(reader: Reader, file: DrawnFile): Promise<Read> {
  const started = performance.now();
  const outcome = await reader.read(readFileSync(file.path));
  const ms = performance.now() - started;
  if (!outcome.ok) return { file, verdicts: [], ms, failure: outcome.failure };
  return { file, verdicts: judge(file.expected, outcome.reading), ms, failure: null };
}

function tell(reads: readonly Read[]): void {
  const failed = reads.filter((read) => read.failure !== null);
  if (failed.length > 0) console.log(`not read at all: ${failed.length}`);
  console.log(`${'field'.padEnd(15)} asked right missing wrong  share | sure, of them wrong`);
  for (const [field, { asked, right, missing, wrong, sure, sureWrong }] of tallied(reads.flatMap((r) => r.verdicts))) {
    const counts = [asked, right, missing, wrong].map((count) => String(count).padStart(6)).join('');
    const share = `${((100 * right) / asked).toFixed(1)} %`.padStart(8);
    const surety =
      sure > 0 ? ` | ${sure}, ${sureWrong}${sureWrong === 0 ? ` (95 %: at most ${atMost(sure)})` : ''}` : '';
    console.log(`${field.padEnd(15)}${counts}${share}${surety}`);
  }
}

function tellMisses({ file, verdicts, failure }: Read): void {
  const missed = verdicts.filter((verdict) => verdict.outcome !== 'right');
  if (failure !== null) console.log(`${file.path}: ${failure}`);
  else if (missed.length > 0)
    console.log(`${file.path}: ${missed.map((v) => `${v.field} ${v.outcome}${v.sure ? ' SURE' : ''}`).join(', ')}`);
}

/** The levels named by `--level=hard,cruel`; all of them without it. */
export function levelsAsked(option: string | undefined): Level[] {
  const names = option?.split(',') ?? [...levels];
  const unknown = names.find((name) => !(levels as readonly string[]).includes(name));
  if (unknown !== undefined) throw new Error(`No level ${unknown}: ${levels.join(', ')}`);
  return levels.filter((level) => names.includes(level));
}
