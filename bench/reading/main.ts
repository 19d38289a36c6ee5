import { availableParallelism } from 'node:os';
import { createReader, type Reader } from '../../src/receipt/reader.ts';
import { benchDrawn, levelsAsked } from './drawn.ts';
import { benchScans } from './sroie.ts';

/**
 * `npm run bench:reading -- drawn [--level=clean,hard] [--only=NAME,…] [--each]` · `-- sroie FOLDER [--currency=MYR] [--each]` ·
 * `-- speed [--native=tesseract] [FOLDER]` · `-- memory`; `--workers=1`. How well receipts are read, how fast, in how
 * much memory. docs/reading.md says what each number means.
 */
const [what, ...rest] = process.argv.slice(2);
const folder = rest.find((word) => !word.startsWith('--'));
const option = (name: string) => rest.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3);
const each = rest.includes('--each');
const MOST_WAITING = 10_000;

async function withReader(use: (reader: Reader) => Promise<void>): Promise<void> {
  const workers = Number(option('workers') ?? Math.min(2, availableParallelism()));
  const reader = createReader({ workers, queue: MOST_WAITING });
  try {
    await use(reader);
  } finally {
    await reader.close();
  }
}

const benches: Record<string, () => Promise<void>> = {
  drawn: () =>
    withReader((reader) =>
      benchDrawn(reader, { asked: levelsAsked(option('level')), each, only: option('only')?.split(',') }),
    ),
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
