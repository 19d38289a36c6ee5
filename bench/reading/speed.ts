import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument } from 'pdf-lib';
import sharp from 'sharp';
import { Unreadable } from '../../src/receipt/failure.ts';
import { type Prepared, prepare, toPng } from '../../src/receipt/image.ts';
import { createOcr, type Models } from '../../src/receipt/ocr.ts';
import { createReader } from '../../src/receipt/reader.ts';
import { openSource } from '../../src/receipt/source.ts';
import { drawnFiles } from './drawn-files.ts';
import { findNative, type Native } from './native.ts';
import { percentile } from './verdict.ts';

/** Languages of our passes: the first reads every receipt, the second those that it leaves open. */
const PASSES: Models[] = ['fin', 'fin+swe+eng'];

const mean = (numbers: readonly number[]) => numbers.reduce((sum, each) => sum + each, 0) / Math.max(1, numbers.length);

/** One Tesseract pass of ours and one of the system's Tesseract on the same prepared picture, by turns, in processor time. */
export async function benchTesseract(paths: readonly string[], about: string, program: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'matkalasku-native-'));
  try {
    const native = findNative(program, folder);
    if (!native) console.log(`No native tesseract (${program}) on this machine: our pass is told without its peer.`);
    const pictures = await Promise.all(paths.map((path) => prepared(path)));
    for (const models of PASSES) await benchPass(models, pictures, { about, native, folder });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function prepared(path: string): Promise<Prepared> {
  const source = await openSource(readFileSync(path));
  const picture = await prepare(await source.grey(1));
  await source.close();
  return picture;
}

type Peer = { about: string; native: Native | null; folder: string };

async function benchPass(
  models: Models,
  pictures: readonly Prepared[],
  { about, native, folder }: Peer,
): Promise<void> {
  const ocr = createOcr({ second: null });
  const own: number[] = [];
  const theirs: number[] = [];
  // The engine's start is paid once for 200 receipts; native pays its own with each, so it is told by itself.
  const [first] = pictures;
  if (first) await ocr.recognise(first, 1, models);
  for (const picture of pictures) {
    const seconds = await cpuSeconds(() => ocr.recognise(picture, 1, models));
    // Given up at the limit of work: the other program knows no such limit, so neither is counted.
    if (seconds === null) continue;
    own.push(seconds);
    if (native) theirs.push(native.cpuSeconds(await pngFile(folder, picture), models));
  }
  await ocr.close();
  const start = native ? native.cpuSeconds(await blank(folder), models) : 0;
  const ours = `ours ${mean(own).toFixed(2)} s of processor time a receipt`;
  const ratio = (startSeconds: number) => `${(mean(own) / (mean(theirs) - startSeconds)).toFixed(2)} ×`;
  const peer = native
    ? `, ${native.version} ${mean(theirs).toFixed(2)} s: ${ratio(0)} (without its start of ${start.toFixed(2)} s: ${ratio(start)})`
    : '';
  const left = pictures.length - own.length;
  const given = left > 0 ? `, ${left} more given up at the limit of work and not counted` : '';
  console.log(`One pass, ${models}, ${own.length} ${about}${given}: ${ours}${peer}`);
}

/** Processor time of a pass, or null when it was given up. */
async function cpuSeconds(pass: () => Promise<unknown>): Promise<number | null> {
  const before = process.cpuUsage();
  try {
    await pass();
  } catch (error) {
    if (error instanceof Unreadable) return null;
    throw error;
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

async function pngFile(folder: string, picture: Prepared): Promise<string> {
  const file = join(folder, 'page.png');
  writeFileSync(file, await toPng(picture));
  return file;
}

/** A picture with nothing on it: what remains is the start of the program and its models. */
async function blank(folder: string): Promise<string> {
  const file = join(folder, 'blank.png');
  await sharp({ create: { width: 64, height: 64, channels: 3, background: '#fff' } })
    .png()
    .toFile(file);
  return file;
}

const PAGES = 20;
const ROUNDS = 5;

/** PDF with a text layer, through the reading process: one page, and twenty pages of one file. */
export async function benchTextPdf(): Promise<void> {
  const files = (await drawnFiles('clean')).filter((file) => file.path.endsWith('.pdf'));
  const many = await PDFDocument.create();
  for (let page = 0; page < PAGES; page += 1) {
    const source = await PDFDocument.load(readFileSync(files[page % files.length]?.path ?? ''));
    many.addPage((await many.copyPages(source, [0]))[0]);
  }
  const thick = await many.save();
  const reader = createReader();
  const timed = async (bytes: Uint8Array) => {
    const before = performance.now();
    const outcome = await reader.read(bytes);
    if (!outcome.ok || outcome.reading.via !== 'text-layer') throw new Error('The PDF was not read by its text');
    return performance.now() - before;
  };
  await timed(readFileSync(files[0]?.path ?? ''));
  const single: number[] = [];
  const thickMs: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const file of files) single.push(await timed(readFileSync(file.path)));
    thickMs.push(await timed(thick));
  }
  await reader.close();
  console.log(
    `PDF with text, ${files.length} drawn files of one page: median ${percentile(single, 0.5).toFixed(0)} ms, ` +
      `p95 ${percentile(single, 0.95).toFixed(0)} ms; one of ${PAGES} pages: ${(percentile(thickMs, 0.5) / PAGES).toFixed(0)} ms a page`,
  );
}
