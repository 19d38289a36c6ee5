import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { read } from '../../src/commands/read.ts';

const fixture = (name: string) => fileURLToPath(new URL(`../../fixtures/receipts/${name}`, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'read-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function run(files: string[], words?: boolean) {
  const out: string[] = [];
  const err: string[] = [];
  const io = {
    stdout: { write: (text: string) => out.push(text) },
    stderr: { write: (text: string) => err.push(text) },
  };
  const exit = await read(words === undefined ? { files } : { files, words }, io);
  return {
    exit,
    lines: out
      .join('')
      .trim()
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line)),
    err: err.join(''),
  };
}

it('prints one line for each file, in order, and exits with 0', async () => {
  const files = [fixture('pohjanrata-lippu-2026.pdf'), fixture('lakeuden-bussi-2026.png')];
  const { exit, lines, err } = await run(files);
  expect(exit).toBe(0);
  expect(err).toBe('');
  expect(lines.map((line) => line.file)).toEqual(files);
  expect(lines.map((line) => line.total.cents)).toEqual([117500, 3260]);
  expect(Object.keys(lines[0])[0]).toBe('file');
  expect(lines[0]).not.toHaveProperty('text');
});

it('adds the words with their boxes when asked', async () => {
  const { lines } = await run([fixture('kustens-hotell-2026.pdf')], true);
  const sum = lines[0].words.find((word: { text: string }) => word.text === '118,00');
  expect(sum).toMatchObject({ page: 1, confidence: 1 });
  expect(sum.box).toHaveLength(4);
  expect(lines[0].text).toContain('TOTALT ATT BETALA');
});

it('says what is wrong with a bad file, reads the others and exits with 2', async () => {
  const bad = join(folder, 'receipt.jpg');
  writeFileSync(bad, '<html></html>');
  const missing = join(folder, 'missing.jpg');
  const { exit, lines } = await run([bad, missing, fixture('kustens-hotell-2026.pdf')]);
  expect(exit).toBe(2);
  expect(lines[0]).toEqual({ file: bad, error: { code: 'file-type-unknown', message: expect.any(String) } });
  expect(lines[1]).toEqual({ file: missing, error: { code: 'file-unreadable', message: expect.any(String) } });
  expect(lines[2].total.cents).toBe(11800);
});

it('a folder is no receipt, and the file after it is read', async () => {
  const { exit, lines } = await run([folder, fixture('kustens-hotell-2026.pdf')]);
  expect(exit).toBe(2);
  expect(lines[0]).toMatchObject({ file: folder, error: { code: 'file-unreadable' } });
  expect(lines[1].total.cents).toBe(11800);
});

const program = fileURLToPath(new URL('../../bin/matkalasku.mjs', import.meta.url));
const canUnshare = spawnSync('unshare', ['-rn', 'true']).status === 0;

it.runIf(canUnshare)(
  'reads pictures and PDFs without any network, from any folder, and leaves nothing behind there',
  () => {
    const files = [fixture('../heic/photo.heic'), fixture('kustens-hotell-2026.pdf')];
    const elsewhere = mkdtempSync(join(folder, 'elsewhere-'));
    const { status, stdout } = spawnSync('unshare', ['-rn', program, 'read', ...files], { cwd: elsewhere });
    expect(status).toBe(0);
    const lines = stdout.toString().trim().split('\n');
    expect(lines.map((line) => JSON.parse(line).total.cents)).toEqual([1860, 11800]);
    expect(readdirSync(elsewhere)).toEqual([]);
  },
);

it('without a file says so in one line and exits with 2', async () => {
  const { exit, lines, err } = await run([]);
  expect(exit).toBe(2);
  expect(lines).toEqual([]);
  expect(err.trim().split('\n')).toHaveLength(1);
});
