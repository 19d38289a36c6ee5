import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { createReader, type ReadOutcome } from '../src/receipt/reader.ts';

/**
 * `node bench/reading.ts FOLDER`: reads the receipts of a folder with `labels.jsonl` (file, total "44.73", date
 * "04/01/2018") and prints how often total and date are right, the right sum is among the words, a sure field is wrong.
 */
type Label = { file: string; total: string; date: string };
type Result = { label: Label; outcome: ReadOutcome };

const folder = process.argv[2];
if (!folder) {
  console.error('usage: node bench/reading.ts FOLDER [--each] [--currency=MYR]');
  process.exit(2);
}
const currency = /--currency=(\w+)/.exec(process.argv.join(' '))?.[1];
const each = process.argv.includes('--each');
const labels: Label[] = readFileSync(join(folder, 'labels.jsonl'), 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => JSON.parse(line));
const files = new Set(readdirSync(folder));

const started = performance.now();
const reader = createReader({ workers: Math.min(2, availableParallelism()), queue: labels.length });
const results = await Promise.all(
  labels
    .filter((label) => files.has(label.file))
    .map(
      async (label): Promise<Result> => ({ label, outcome: await reader.read(readFileSync(join(folder, label.file))) }),
    ),
);
await reader.close();
const seconds = (performance.now() - started) / 1000;

const centsOf = (text: string): number => Math.round(Number(text.replace(/[^\d.]/g, '')) * 100);

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

/** Labels write dates day first, with or without the month's name, or ISO; two-figure years are of this century. */
function isoOf(text: string): string | null {
  const iso = /(20\d\d)[/-](\d\d)[/-](\d\d)/.exec(text);
  if (iso) return `${iso[1]}-${iso[2]}-${iso[3]}`;
  const [, day = '', name = '', year = ''] = /(\d{1,2})[./ -]([A-Z]{3}|\d{1,2})[./ -](\d{2,4})/i.exec(text) ?? [];
  const month = MONTHS.includes(name.toUpperCase()) ? `${MONTHS.indexOf(name.toUpperCase()) + 1}` : name;
  return day ? `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : null;
}

function judge({ label, outcome }: Result) {
  const cents = centsOf(label.total);
  if (!outcome.ok) return { failed: true };
  const { total, date, text } = outcome.reading;
  const totalRight = total?.cents === cents;
  const dated = isoOf(label.date);
  return {
    failed: false,
    totalRight,
    totalSure: total?.sure === true,
    totalSureWrong: total?.sure === true && (!totalRight || (currency !== undefined && total.currency !== currency)),
    present: text.replace(/[, ]/g, (mark) => (mark === ',' ? '.' : '')).includes((cents / 100).toFixed(2)),
    candidate: outcome.reading.candidates.total.some((candidate) => candidate.cents === cents),
    totalMissing: total === null,
    dateLabelled: dated !== null,
    dateRight: dated !== null && date?.value === dated,
    dateSure: date?.sure === true,
    dateSureWrong: date?.sure === true && dated !== null && date.value !== dated,
  };
}

const judged = results.map((result) => ({ result, verdict: judge(result) }));
const count = (pick: (verdict: Partial<ReturnType<typeof judge>>) => boolean | undefined): number =>
  judged.filter(({ verdict }) => pick(verdict)).length;

if (each) for (const { result, verdict } of judged) console.log(describe(result, verdict));

function describe({ label, outcome }: Result, verdict: ReturnType<typeof judge>): string {
  if (!outcome.ok) return `${label.file} ${outcome.failure}`;
  const { total, date, ms, candidates } = outcome.reading;
  const marks = `${verdict.totalRight ? 'ok ' : 'BAD'} ${verdict.totalSure ? 'sure' : '    '}`;
  const sums = candidates.total.map((candidate) => candidate.cents).join(' ');
  const dates = `${label.date} ${date?.value ?? '-'} ${verdict.dateRight ? 'ok' : 'BAD'} ${date?.sure ? 'sure' : ''}`;
  return `${label.file} ${marks} ${label.total} read ${total?.cents ?? '-'} ${total?.currency ?? ''} [${sums}] | ${dates} | ${ms} ms`;
}

console.log(
  JSON.stringify({
    receipts: results.length,
    failed: count((v) => v.failed),
    totalExact: count((v) => v.totalRight),
    totalPresent: count((v) => v.present),
    totalAmongCandidates: count((v) => v.candidate),
    totalMissing: count((v) => v.totalMissing),
    totalSure: count((v) => v.totalSure),
    totalSureButWrong: count((v) => v.totalSureWrong),
    dateExact: count((v) => v.dateRight),
    dateLabelled: count((v) => v.dateLabelled),
    dateSure: count((v) => v.dateSure),
    dateSureButWrong: count((v) => v.dateSureWrong),
    seconds: Math.round(seconds * 10) / 10,
  }),
);
