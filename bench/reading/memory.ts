import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createReader, type ReaderOptions } from '../../src/receipt/reader.ts';
import { drawnFiles, runScript } from './drawn-files.ts';
import { canWatch, watchMemory } from './processes.ts';

const PHOTOS = 8;

/** Most memory of this process and its reading processes together: the drawn hard receipts, then photos of 12 MP. */
export async function benchMemory(options: ReaderOptions, about: string, count: number): Promise<void> {
  if (!canWatch) return console.log('Memory is watched through /proc, which this machine does not have: not measured.');
  const hard = (await drawnFiles('hard')).map((file) => file.path).slice(0, count);
  const folder = mkdtempSync(join(tmpdir(), 'matkalasku-photos-'));
  try {
    const enlarge = fileURLToPath(new URL('enlarge.ts', import.meta.url));
    await runScript(enlarge, dirname(hard[0] ?? ''), folder, String(Math.min(PHOTOS, count)));
    const photos = readdirSync(folder).map((name) => join(folder, name));
    const reader = createReader(options);
    const watched = watchMemory();
    const failures = await readAll(reader, [...hard, ...photos], options.workers ?? 1);
    await reader.close();
    const peak = watched.stop();
    console.log(
      `\nMemory, ${about}: ${hard.length} drawn receipts, level hard, and ${photos.length} photos of 12 MP; ` +
        `most at one time ${peak.allMb.toFixed(0)} MB in ${peak.processes} processes; largest reading process ` +
        `${peak.largestChildMb.toFixed(0)} MB, this one ${peak.parentMb.toFixed(0)} MB; not read ${failures}`,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** As many at a time as there are processes, and one waiting for each: a parent that held every file would be measured too. */
async function readAll(reader: ReturnType<typeof createReader>, paths: string[], workers: number): Promise<number> {
  const waiting = [...paths];
  let failures = 0;
  const line = async () => {
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift())
      if (!(await reader.read(readFileSync(path))).ok) failures += 1;
  };
  await Promise.all(Array.from({ length: 2 * workers }, line));
  return failures;
}
