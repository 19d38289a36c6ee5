import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { temporaryFolder } from './service.ts';

/** The command as other programs call it: by its launcher, with its exit status, its lines and nothing else. */

const root = fileURLToPath(new URL('..', import.meta.url));
const launcher = join(root, 'bin/matkalasku.mjs');
const { folder, remove } = temporaryFolder();
afterAll(remove);

type Result = { code: number | null; out: string; err: string };

function matkalasku(args: string[], options: { input?: string; env?: Record<string, string> } = {}): Promise<Result> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [launcher, ...args], {
      cwd: root,
      env: { ...process.env, NODE_ENV: 'test', ...options.env },
    });
    const result: Result = { code: null, out: '', err: '' };
    child.stdout.on('data', (text) => {
      result.out += String(text);
    });
    child.stderr.on('data', (text) => {
      result.err += String(text);
    });
    child.once('error', reject);
    child.once('close', (code) => resolve({ ...result, code }));
    child.stdin.on('error', reject);
    child.stdin.end(options.input ?? '');
  });
}

const fileOf = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const linesOf = (text: string): unknown[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

const claim = (id: string, end = '2026-03-10T18:10') => ({
  id,
  submittedOn: '2026-04-01',
  trip: { start: '2026-03-10T06:40', end, distanceKm: { home: 178 } },
  attachments: { invitation: true },
});

/** Bad input: one line on standard error that says what and where, nothing on standard output, exit 2. */
function expectUnusable({ code, out, err }: Result, about: string): void {
  expect({ code, out, lines: err.trimEnd().split('\n').length }).toEqual({ code: 2, out: '', lines: 1 });
  expect(err).toContain(about);
}

describe('evaluate', () => {
  test('reads an object, an array and NDJSON from standard input and answers a line each, in order', async () => {
    const one = await matkalasku(['evaluate'], { input: JSON.stringify(claim('a')) });
    expect(one).toMatchObject({ code: 0, err: '' });
    expect(linesOf(one.out)).toMatchObject([{ id: 'a', totals: { payableCents: 5400 }, complete: true }]);
    const array = await matkalasku(['evaluate', '-'], { input: JSON.stringify([claim('a'), claim('b')]) });
    expect(linesOf(array.out)).toMatchObject([{ id: 'a' }, { id: 'b' }]);
    const rows = await matkalasku(['evaluate'], {
      input: `${JSON.stringify(claim('a'))}\n${JSON.stringify(claim('b'))}\n`,
    });
    expect(linesOf(rows.out)).toMatchObject([{ id: 'a' }, { id: 'b' }]);
  });

  test('a bad claim is refused on its line with the path, the others go on, exit 2', async () => {
    const input = [claim('a'), claim('b', '2026-03-09T18:10'), claim('c')]
      .map((each) => JSON.stringify(each))
      .join('\n');
    const { code, out, err } = await matkalasku(['evaluate'], { input });
    expect(code).toBe(2);
    expect(linesOf(out)).toMatchObject([{ id: 'a' }, { id: 'b', error: { path: 'trip.end' } }, { id: 'c' }]);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
  });

  test('half a line of JSON is refused with its line number', async () => {
    const { code, out } = await matkalasku(['evaluate'], {
      input: `${JSON.stringify(claim('a'))}\n{"id": "b", "trip"\n`,
    });
    expect(code).toBe(2);
    expect(linesOf(out)).toMatchObject([{ id: 'a' }, { error: { path: '2' } }]);
  });

  test('--strict exits 1 when a claim has an error finding, and 0 without it', async () => {
    const { attachments: _none, ...bare } = claim('a');
    const input = JSON.stringify(bare);
    expect((await matkalasku(['evaluate', '--strict'], { input })).code).toBe(1);
    expect((await matkalasku(['evaluate'], { input })).code).toBe(0);
    expect((await matkalasku(['evaluate', '--strict'], { input: JSON.stringify(claim('a')) })).code).toBe(0);
  });

  test('a file that is not there, a folder without packs and a pack nobody knows are unusable', async () => {
    expectUnusable(await matkalasku(['evaluate', '/no/such/claim.json']), '/no/such/claim.json');
    expectUnusable(await matkalasku(['evaluate', '--rules', folder], { input: '{}' }), folder);
    expectUnusable(await matkalasku(['evaluate', '--pack', 'fi-state-1999.1'], { input: '{}' }), 'fi-state-1999.1');
  });
});

describe('read', () => {
  test('a receipt gives a line, a bad file gives its error, the rest goes on, exit 2', async () => {
    const bad = fileOf('kirje.jpg', '<html>ei kuva</html>');
    const good = join(root, 'fixtures/receipts/pohjanrata-lippu-2026.pdf');
    const { code, out } = await matkalasku(['read', bad, good]);
    const expected = JSON.parse(readFileSync(good.replace('.pdf', '.expected.json'), 'utf8'));
    expect(code).toBe(2);
    expect(linesOf(out)).toMatchObject([
      { file: bad, error: { code: 'file-type-unknown' } },
      { file: good, via: 'text-layer', total: { cents: expected.total.cents, currency: 'EUR' } },
    ]);
    expect((await matkalasku(['read', good])).code).toBe(0);
  });

  test('no file is unusable', async () => {
    expectUnusable(await matkalasku(['read']), 'files');
  });
});

describe('verify', () => {
  test('what is not there, and what is no PDF, is unusable', async () => {
    expectUnusable(await matkalasku(['verify', '/no/such.pdf']), '/no/such.pdf');
    expectUnusable(await matkalasku(['verify', fileOf('a.pdf', 'hello')]), 'a.pdf');
  });
});

describe('rules', () => {
  test('list names the nine years, check finds them right, diff says what changed', async () => {
    const list = await matkalasku(['rules', 'list']);
    for (let year = 2018; year <= 2026; year += 1) expect(list.out).toContain(`fi-state-${year}.1`);
    expect((await matkalasku(['rules', 'check'])).code).toBe(0);
    const diff = await matkalasku(['rules', 'diff', 'fi-state-2025.1', 'fi-state-2026.1']);
    expect(diff).toMatchObject({ code: 0 });
    expect(diff.out).toContain('53.00');
    expect(diff.out).toContain('54.00');
    expect((await matkalasku(['rules', 'show', 'fi-state-2019.1'])).out).toContain('fi-state-2019.1');
  });

  test('a pack with an unknown key fails the check with file and line', async () => {
    const pack = readFileSync(join(root, 'rules/2026.yaml'), 'utf8');
    const packs = temporaryFolder();
    writeFileSync(join(packs.folder, '2026.yaml'), `${pack}\nextra: 1\n`);
    const { code, out } = await matkalasku(['rules', 'check', '--rules', packs.folder]);
    packs.remove();
    expect(code).toBe(1);
    expect(out).toMatch(/2026\.yaml:\d+: .*extra/);
  });

  test('an id nobody knows, or none, is unusable', async () => {
    expectUnusable(await matkalasku(['rules', 'show', 'fi-state-1999.1']), 'fi-state-1999.1');
    expectUnusable(await matkalasku(['rules', 'show']), 'id');
  });
});

describe('serve', () => {
  test('a wrong setting stops the start by its name, with nothing made', async () => {
    expectUnusable(await matkalasku(['serve'], { env: { PORT: 'http' } }), 'PORT');
    expectUnusable(await matkalasku(['serve'], { env: { NODE_ENV: 'production' } }), 'DATABASE_URL');
  });
});

test('a start that fails halfway ends by itself, says why and lets go of the folder', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as AddressInfo;
  const env = { PORT: String(port), DATA_DIR: join(folder, 'halfway') };
  const first = await matkalasku(['serve'], { env });
  const second = await matkalasku(['serve'], { env });
  taken.close();
  for (const { code, err } of [first, second]) {
    expect(code).toBe(2);
    expect(err).toContain('PORT: another program listens there');
  }
});

test('a command nobody knows is unusable, and help is no fault', async () => {
  expectUnusable(await matkalasku(['pay']), 'pay');
  for (const command of [[], ['serve'], ['evaluate'], ['read'], ['verify'], ['rules']]) {
    const { code, out } = await matkalasku([...command, '--help']);
    expect(code).toBe(0);
    expect(out).toContain('Usage: matkalasku');
  }
});
