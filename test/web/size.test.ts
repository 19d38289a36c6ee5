import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { webFolder } from '../../src/commands/web-build.ts';

const MOST_KB = 160;

test(`the first page loads at most ${MOST_KB} kB of script, its words among them`, () => {
  const page = readFileSync(join(webFolder, 'index.html'), 'utf8');
  const scripts = [...new Set([...page.matchAll(/\/(assets\/[^"]+\.js)/g)].map((match) => match[1] ?? ''))];
  const sizeOf = (name: string) => gzipSync(readFileSync(join(webFolder, name))).byteLength;
  // Of the three languages the page fetches the reader's own; the largest stands for it.
  const words = readdirSync(join(webFolder, 'assets')).filter((name) => /^web-.*\.js$/.test(name));
  const total =
    scripts.reduce((sum, name) => sum + sizeOf(name), 0) + Math.max(...words.map((name) => sizeOf(`assets/${name}`)));
  process.stdout.write(`first page: ${(total / 1000).toFixed(1)} kB of script, gzip\n`);
  expect(scripts.length).toBeGreaterThan(1);
  expect(words).toHaveLength(3);
  expect(total).toBeLessThanOrEqual(MOST_KB * 1000);
});
