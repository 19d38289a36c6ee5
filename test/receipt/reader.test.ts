import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { createReader, type ReaderOptions } from '../../src/receipt/reader.ts';

const receipt = readFileSync(new URL('../../fixtures/receipts/seutulinja-kertalippu-2026.png', import.meta.url));

function readerFor(options?: ReaderOptions) {
  const reader = createReader(options);
  onTestFinished(() => reader.close());
  return reader;
}

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

async function startedPid(reader: { pids(): number[] }): Promise<number> {
  for (let tries = 0; tries < 200; tries += 1) {
    const [pid] = reader.pids();
    if (pid) return pid;
    await pause(5);
  }
  throw new Error('No process was started');
}

it('starts no process before the first file', () => {
  expect(readerFor().pids()).toEqual([]);
});

it('a process killed in the middle is one lost reading; the next one works', async () => {
  const reader = readerFor();
  const lost = reader.read(receipt);
  process.kill(await startedPid(reader), 'SIGKILL');
  expect(await lost).toEqual({ ok: false, failure: 'reader-crashed', pageCount: null });
  expect(await reader.read(receipt)).toMatchObject({ ok: true, reading: { total: { cents: 330 } } });
});

it('a reading that takes longer than the limit is stopped and its process ended', async () => {
  const reader = readerFor({ timeoutMs: 20 });
  const reading = reader.read(receipt);
  const pid = await startedPid(reader);
  expect(await reading).toEqual({ ok: false, failure: 'reading-timed-out', pageCount: null });
  await pause(200);
  expect(isAlive(pid)).toBe(false);
});

it.runIf(process.platform === 'linux')(
  'a process that takes more memory than it may is ended with its reason',
  async () => {
    const reader = readerFor({ memoryBytes: 60 * 1024 * 1024 });
    const reading = reader.read(receipt);
    const pid = await startedPid(reader);
    expect(await reading).toEqual({ ok: false, failure: 'reader-out-of-memory', pageCount: null });
    await pause(200);
    expect(isAlive(pid)).toBe(false);
  },
);

it('more files than the queue holds are refused as too busy', async () => {
  const reader = readerFor({ queue: 1 });
  const first = reader.read(receipt);
  const second = reader.read(receipt);
  await expect(reader.read(receipt)).rejects.toMatchObject({ code: 'too-busy' });
  expect((await Promise.all([first, second])).every((outcome) => outcome.ok)).toBe(true);
});

it('an aborted reading rejects with the reason of the signal, waiting or running', async () => {
  const reader = readerFor();
  const controller = new AbortController();
  const running = reader.read(receipt, { signal: controller.signal });
  const waiting = reader.read(receipt, { signal: controller.signal });
  const staying = reader.read(receipt);
  controller.abort(new Error('enough'));
  await expect(running).rejects.toThrow('enough');
  await expect(waiting).rejects.toThrow('enough');
  expect(await staying).toMatchObject({ ok: true });
});

it('tells its progress page by page', async () => {
  const seen: string[] = [];
  await readerFor().read(receipt, { onProgress: ({ page, pages }) => seen.push(`${page}/${pages}`) });
  expect(seen.length).toBeGreaterThan(0);
  expect(new Set(seen)).toEqual(new Set(['1/1']));
});

it('a process that has done its share is replaced', async () => {
  const reader = readerFor({ tasksPerProcess: 1 });
  await reader.read(new Uint8Array());
  expect(reader.pids()).toEqual([]);
  expect(await reader.read(new Uint8Array())).toMatchObject({ failure: 'file-empty' });
});

it('closing ends the process and refuses what comes after', async () => {
  const reader = createReader();
  const reading = reader.read(receipt);
  const pid = await startedPid(reader);
  await reader.close();
  await expect(reading).rejects.toThrow('closed');
  await expect(reader.read(receipt)).rejects.toThrow('closed');
  await pause(200);
  expect(isAlive(pid)).toBe(false);
});
