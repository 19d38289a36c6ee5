import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Expected } from '../../fixtures/receipts/slip.ts';
import type { Level } from '../../fixtures/receipts/wear.ts';

/** A drawn receipt as a file, and what must be read off it. */
export type DrawnFile = { name: string; path: string; expected: Expected };

const generator = fileURLToPath(new URL('../../fixtures/receipts/', import.meta.url));

/** A name for the generator as it is now: other sources draw other receipts. */
function version(): string {
  const sources = readdirSync(generator, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  const hash = createHash('sha256');
  for (const name of sources.toSorted()) hash.update(readFileSync(join(generator, name)));
  return hash.digest('hex').slice(0, 12);
}

/** Runs a script of ours to its end, in a process of its own: what it holds in memory goes with it. */
export async function runScript(...args: string[]): Promise<void> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}`);
}

/** The drawn receipts at a level, drawn once and kept in the folder for temporary files until the generator changes. */
export async function drawnFiles(level: Level): Promise<DrawnFile[]> {
  const folder = join(tmpdir(), `matkalasku-drawn-${version()}`, level);
  const done = join(folder, 'done');
  if (!existsSync(done)) {
    mkdirSync(folder, { recursive: true });
    await runScript(join(generator, 'draw.ts'), level, folder);
    writeFileSync(done, '');
  }
  return filesIn(folder);
}

function filesIn(folder: string): DrawnFile[] {
  const pictures = readdirSync(folder).filter((file) => /\.(png|jpg|pdf)$/.test(file));
  return pictures.toSorted().map((file) => {
    const name = file.replace(/\.\w+$/, '');
    const expected: Expected = JSON.parse(readFileSync(join(folder, `${name}.expected.json`), 'utf8'));
    return { name, path: join(folder, file), expected };
  });
}
