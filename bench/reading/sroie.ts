import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Reader, ReadOutcome } from '../../src/receipt/reader.ts';
import { centsOf, isoOf, type Label, labelsIn } from './labels.ts';
import { atMost } from './verdict.ts';

const SET = 'SROIE (ICDAR 2019 Robust Reading Challenge on Scanned Receipts), CC-BY-4.0';

export type ScanOptions = { currency: string | undefined; each: boolean; set: string | undefined };

type Result = { label: Label; outcome: ReadOutcome; ms: number };

/**
 * Real scans of a folder with `labels.jsonl` (file, total "44.73", date "04/01/2018"): how often total and date are
 * right, the right sum is among the words, a sure field is wrong. Never in one number with drawn receipts.
 */
export async function benchScans(reader: Reader, folder: string, options: ScanOptions): Promise<void> {
  const all = labelsIn(readFileSync(join(folder, 'labels.jsonl'), 'utf8'));
  const labels = all.filter((label) => existsSync(join(folder, label.file)));
  const started = performance.now();
  const results = await Promise.all(labels.map((label) => readOne(reader, folder, label)));
  const seconds = (performance.now() - started) / 1000;
  const judged = results.map((result) => ({ result, verdict: judgeScan(result, options.currency) }));
  if (options.each) for (const { result, verdict } of judged) console.log(described(result, verdict));
  const { length } = results;
  console.log(`\nReal scans: ${options.set ?? SET}, ${length} of them in ${folder}, ${seconds.toFixed(0)} s`);
  tell(judged.map(({ verdict }) => verdict));
}

async function readOne(reader: Reader, folder: string, label: Label): Promise<Result> {
  const started = performance.now();
  const outcome = await reader.read(readFileSync(join(folder, label.file)));
  return { label, outcome, ms: performance.now() - started };
}

type Verdict = ReturnType<typeof judgeScan>;

function judgeScan({ label, outcome }: Result, currency: string | undefined) {
  const cents = centsOf(label.total);
  const dated = isoOf(label.date);
  const reading = outcome.ok ? outcome.reading : null;
  const { total = null, date = null } = reading ?? {};
  const totalRight = total?.cents === cents && (currency === undefined || total.currency === currency);
  const dateRight = dated !== null && date?.value === dated;
  return {
    failed: !outcome.ok,
    totalRight,
    totalMissing: total === null,
    totalSure: total?.sure === true,
    totalSureWrong: total?.sure === true && !totalRight,
    present: (reading?.text ?? '')
      .replace(/[, ]/g, (mark) => (mark === ',' ? '.' : ''))
      .includes((cents / 100).toFixed(2)),
    candidate: reading?.candidates.total.some((each) => each.cents === cents) ?? false,
    currency: total?.currency ?? '–',
    dateLabelled: dated !== null,
    dateRight,
    dateMissing: date === null,
    dateSure: date?.sure === true,
    dateSureWrong: date?.sure === true && dated !== null && !dateRight,
  };
}

function tell(verdicts: readonly Verdict[]): void {
  const count = (pick: (verdict: Verdict) => boolean) => verdicts.filter(pick).length;
  const share = (part: number, whole: number) =>
    `${part} of ${whole} (${((100 * part) / Math.max(1, whole)).toFixed(1)} %)`;
  const surety = (sure: number, wrong: number) =>
    `sure ${sure}, of them wrong ${wrong}${wrong === 0 ? ` (95 %: at most ${atMost(sure)})` : ''}`;
  const dated = verdicts.filter((v) => v.dateLabelled);
  console.log(
    `total exact ${share(
      count((v) => v.totalRight),
      verdicts.length,
    )}, missing ${count((v) => v.totalMissing)}, ${surety(
      count((v) => v.totalSure),
      count((v) => v.totalSureWrong),
    )}`,
  );
  console.log(
    `total among the candidates ${count((v) => v.candidate)}, anywhere in the words ${count((v) => v.present)}`,
  );
  console.log(
    `date exact ${share(
      count((v) => v.dateRight),
      dated.length,
    )}, missing ${count((v) => v.dateMissing)}, ${surety(
      count((v) => v.dateSure),
      count((v) => v.dateSureWrong),
    )}`,
  );
  const currencies = Map.groupBy(verdicts, (v) => v.currency);
  console.log(
    `currency ${[...currencies].map(([name, some]) => `${name} ${some.length}`).join(', ')}; not read at all ${count((v) => v.failed)}`,
  );
}

function described({ label, outcome, ms }: Result, verdict: Verdict): string {
  if (!outcome.ok) return `${label.file} ${outcome.failure}`;
  const { total, date, candidates } = outcome.reading;
  const mark = (right: boolean, sure: boolean) => `${right ? 'ok ' : 'BAD'} ${sure ? 'sure' : '    '}`;
  const sums = candidates.total.map((candidate) => candidate.cents).join(' ');
  const totals = `${label.total} read ${total?.cents ?? '-'} ${total?.currency ?? ''} [${sums}]`;
  const dates = `${label.date} read ${date?.value ?? '-'}`;
  return `${label.file} ${mark(verdict.totalRight, verdict.totalSure)} ${totals} | ${mark(verdict.dateRight, verdict.dateSure)} ${dates} | ${ms.toFixed(0)} ms`;
}
