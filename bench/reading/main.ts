import { availableParallelism } from 'node:os';
import { createReader, type Reader } from '../../src/receipt/reader.ts';
import { benchDrawn, levelsAsked } from './drawn.ts';
import { drawnFiles } from './drawn-files.ts';
import { labelledFiles } from './labels.ts';
import { benchMemory } from './memory.ts';
import { benchScans } from './sroie.ts';

/**
 * `npm run bench:reading -- drawn [--level=clean,hard] [--only=NAME,…] [--each]` · `-- sroie FOLDER [--currency=MYR] [--each]` ·
 * `-- speed [--native=tesseract] [FOLDER]` · `-- memory`; everywhere `--workers=1`, `--second=off`. How well receipts are read, how fast, in how
 * much memory. docs/reading.md says what each number means.
 */
const [what, ...rest] = process.argv.slice(2);
const folder = rest.find((word) => !word.startsWith('--'));
const option = (name: string) => rest.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3);
const each = rest.includes('--each');
const MOST_WAITING = 10_000;
/** How well is asked here, not how soon: on a busy machine no page is given up. */
const PATIENCE_MS = 300_000;

const workers = Number(option('workers') ?? Math.min(2, availableParallelism()));
const secondReader = option('second') !== 'off';

async function withReader(use: (reader: Reader) => Promise<void>): Promise<void> {
  const reader = createReader({ workers, secondReader, queue: MOST_WAITING, timeoutMs: PATIENCE_MS });
  console.log(`${workers} reading processes, the second reader ${secondReader ? 'on where it is installed' : 'off'}`);
  try {
    await use(reader);
  } finally {
    await reader.close();
  }
}

/** Every so many-th of the receipts, so that each kind is among them. */
const some = <T>(all: readonly T[], count: number): T[] =>
  all.filter(
    (_, at) => Math.floor((at * count) / all.length) > Math.floor(((at - 1) * count) / all.length) || at === 0,
  );

const COUNT = 20;

// What only one bench needs is loaded by it: the memory of the asking process is measured too.
async function speed(): Promise<void> {
  const { benchService } = await import('./service.ts');
  const { benchTesseract, benchTextPdf } = await import('./speed.ts');
  const native = option('native') ?? 'tesseract';
  const hard = await drawnFiles('hard');
  const chosen = some(hard, Number(option('count') ?? COUNT));
  await benchTesseract(
    chosen.map((file) => file.path),
    'drawn receipts, level hard',
    native,
  );
  if (folder) await benchTesseract(some(labelledFiles(folder), COUNT), `real scans of ${folder}`, native);
  await benchTextPdf();
  for (const second of secondReader ? ['on', 'off'] : ['off'])
    await benchService(hard, `drawn receipts, level hard, the second reader ${second}`, {
      RECEIPT_SECOND_READER: second,
    });
}

async function memory(): Promise<void> {
  const count = Number(option('count') ?? Number.POSITIVE_INFINITY);
  for (const on of secondReader ? [false, true] : [false])
    await benchMemory(
      { workers, secondReader: on, timeoutMs: PATIENCE_MS },
      `${workers} workers, the second reader ${on ? 'on' : 'off'}`,
      count,
    );
}

const benches: Record<string, () => Promise<void>> = {
  drawn: () =>
    withReader((reader) =>
      benchDrawn(reader, { asked: levelsAsked(option('level')), each, only: option('only')?.split(',') }),
    ),
  speed,
  memory,
  sroie: () =>
    withReader((reader) =>
      benchScans(reader, needed(folder), { currency: option('currency'), each, set: option('set') }),
    ),
};

function needed(path: string | undefined): string {
  if (path === undefined) throw new Error('Name the folder with the scans and their labels.jsonl');
  return path;
}

const bench = benches[what ?? ''];
if (bench) await bench();
else {
  console.error(`usage: npm run bench:reading -- ${Object.keys(benches).join('|')}`);
  process.exitCode = 2;
}
