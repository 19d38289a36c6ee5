import { execFile } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** The built web app, made again when it is missing or older than any of its sources. */

const root = fileURLToPath(new URL('../../', import.meta.url));
export const webFolder = join(root, 'dist/web');
/** What the build is made from; a change in any of them makes it old. */
const sources = ['src/web', 'src/claim', 'src/texts', 'vite.config.ts', 'package-lock.json'];

export async function webIsFresh(): Promise<boolean> {
  const page = join(webFolder, 'index.html');
  if (!existsSync(page)) return false;
  const built = statSync(page).mtimeMs;
  for (const source of sources) {
    if ((await newestOf(join(root, source))) > built) return false;
  }
  return true;
}

async function newestOf(path: string): Promise<number> {
  // The image holds the built app and not all of its sources.
  if (!existsSync(path)) return 0;
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  const names = await readdir(path, { recursive: true });
  return names.reduce((newest, name) => Math.max(newest, statSync(join(path, name)).mtimeMs), stat.mtimeMs);
}

/**
 * Builds the web app with Vite, which comes with the development dependencies. In a process of its own with an
 * environment of its own: a NODE_ENV of tests or development would build a larger, slower app.
 */
export async function buildWeb(): Promise<void> {
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const env = { NODE_ENV: 'production' };
  await promisify(execFile)(process.execPath, [vite, 'build', '--logLevel', 'warn'], { cwd: root, env });
}
