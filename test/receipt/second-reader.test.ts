import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { prepare } from '../../src/receipt/image.ts';
import { createOcr } from '../../src/receipt/ocr.ts';
import { readSheets } from '../../src/receipt/passes.ts';
import { openPicture } from '../../src/receipt/picture.ts';
import { secondModels } from '../../src/receipt/second-engine.ts';
import { createSecondReader } from '../../src/receipt/second-reader.ts';

const receipt = readFileSync(new URL('../../fixtures/receipts/seutulinja-kertalippu-2026.png', import.meta.url));
const prepared = await prepare(await (await openPicture(receipt)).grey(1));
const SLOW = 120_000;

function started(limits?: Parameters<typeof createSecondReader>[0]) {
  const reader = createSecondReader(limits);
  onTestFinished(() => reader.close());
  return reader;
}

const textOf = (lines: { words: { text: string }[] }[] | null) =>
  (lines ?? []).flatMap((line) => line.words.map((word) => word.text)).join(' ');

it(
  'reads the sum of a real picture with the real models, two pictures asked at once one after the other',
  async () => {
    const reader = started();
    expect(reader.pid()).toBeUndefined();
    const [first, second] = await Promise.all([reader.read(prepared), reader.read(prepared)]);
    expect(textOf(first)).toMatch(/3[.,]30/);
    expect(second).toEqual(first);
  },
  SLOW,
);

it(
  'a process that is killed or too slow is no opinion, and the next picture has one again',
  async () => {
    const reader = started();
    const lost = reader.read(prepared);
    while (!reader.pid()) await pause(5);
    process.kill(reader.pid() ?? 0, 'SIGKILL');
    expect(await lost).toBeNull();
    expect(await reader.read(prepared)).not.toBeNull();
    expect(await started({ timeoutMs: 1 }).read(prepared)).toBeNull();
  },
  SLOW,
);

it(
  'after three lost processes in a row no more are started',
  async () => {
    const program = fileURLToPath(new URL('./no-such-program.ts', import.meta.url));
    const reader = started({ program, mostLost: 3 });
    for (let i = 0; i < 3; i += 1) expect(await reader.read(prepared)).toBeNull();
    expect(await reader.read(prepared)).toBeNull();
    expect(reader.pid()).toBeUndefined();
  },
  SLOW,
);

it(
  'a process that has read its share or holds too much memory is replaced',
  async () => {
    for (const limits of [{ picturesPerProcess: 1 }, { mostMemory: 1 }]) {
      const reader = started(limits);
      expect(await reader.read(prepared)).not.toBeNull();
      expect(reader.pid()).toBeUndefined();
    }
  },
  SLOW,
);

it('where the packages are not installed there are no models', () => {
  const absent = (name: string) => {
    throw Object.assign(new Error(`Cannot find module '${name}'`), { code: 'MODULE_NOT_FOUND' });
  };
  expect(secondModels(absent)).toBeNull();
  expect(secondModels()).toMatch(/assets$/);
});

it(
  'without it a receipt is read by Tesseract alone',
  async () => {
    const ocr = createOcr({ second: null });
    onTestFinished(() => ocr.close());
    const { fields } = await readSheets([{ page: 1, prepared }], ocr, () => {});
    expect(fields.total).toMatchObject({ cents: 330 });
    expect(await ocr.secondOpinion(prepared, 1)).toBeNull();
  },
  SLOW,
);
