import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { prepare } from '../../src/receipt/image.ts';
import { createOcr } from '../../src/receipt/ocr.ts';
import { readSheets } from '../../src/receipt/passes.ts';
import { openPicture } from '../../src/receipt/picture.ts';
import { centsOf, isoOf, type Label, labelsIn } from './labels.ts';

/**
 * `node bench/reading/calibrate.ts FOLDER… [--one-reader]`: for each ground on which totals and dates rest, how many of
 * the labelled scans of the folders were read on it and how many of those right: the numbers of
 * `src/receipt/confidence.ts`. The error of a class with 0 wrong of n is below 3/n (95 %), where the scans are
 * independent; worn copies of the same scan are not.
 */
type Tally = { right: number; n: number };
type Field = 'total' | 'date';

const folders = process.argv.slice(2).filter((word) => !word.startsWith('--'));
if (folders.length === 0) {
  console.error('usage: node bench/reading/calibrate.ts FOLDER… [--one-reader]');
  process.exit(2);
}
const tallies = new Map<string, Tally>();
const ocr = createOcr(process.argv.includes('--one-reader') ? { second: null } : {});
for (const folder of folders) {
  for (const label of labelsIn(readFileSync(join(folder, 'labels.jsonl'), 'utf8'))) await tell(folder, label);
}
await ocr.close();
for (const [ground, { right, n }] of [...tallies].toSorted()) {
  console.log(`${ground}: ${right} of ${n}, confidence ${((right + 0.5) / (n + 1)).toFixed(2)}`);
}

async function tell(folder: string, label: Label): Promise<void> {
  const picture = await openPicture(readFileSync(join(folder, label.file)));
  const prepared = await prepare(await picture.grey(1));
  const { fields, grounds } = await readSheets([{ page: 1, prepared }], ocr, () => {});
  count('total', grounds.total, fields.total?.cents === centsOf(label.total));
  count('date', grounds.date, fields.date?.value === isoOf(label.date));
}

function count(field: Field, ground: string | null, right: boolean): void {
  const key = `${field} ${ground ?? 'not found'}`;
  const tally = tallies.get(key) ?? { right: 0, n: 0 };
  tallies.set(key, { right: tally.right + (right ? 1 : 0), n: tally.n + 1 });
}
