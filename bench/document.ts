import { readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import PDFKit from 'pdfkit';
import sharp from 'sharp';
import type { ClaimDocument, ReceiptFile } from '../src/document/claim-document.ts';
import { sealClaim } from '../src/document/seal-claim.ts';
import { makeTestSealKey } from '../src/document/seal-key.ts';
import { createSealer } from '../src/document/sealer.ts';
import { verifyPdf } from '../src/document/verify.ts';
import { type Run, runsOf } from '../test/document/pages.ts';
import { expense, line, sampleClaim, sha256 } from '../test/document/sample.ts';

/**
 * `npm run bench:document [-- --rounds=9]`: a claim with five photographs of 1.2 MB, built and sealed, beside pdfkit
 * drawing the same pages (the same lines of text in the same font, the same pictures at the same size) without tags,
 * attachments or seal. Then how the event loop of the process that asks fares while ten are sealed, the memory, and how
 * long the check of a 20 MB file takes. Processor time is what is compared: it hardly depends on who else is at work.
 */
const rounds = Number(process.argv.find((word) => word.startsWith('--rounds='))?.split('=')[1] ?? 9);
const PHOTO_BYTES = 1_200_000;
const SEALED_TOGETHER = 10;
const MB = 1024 * 1024;
/** The page a reading process draws of a receipt: A4 at 150 dpi. */
const PAGE_PX = 1240;

type Photo = { bytes: Uint8Array; page: Uint8Array };

/** A photograph of a receipt with the grain of a phone's camera, of the wanted size within a tenth. */
async function photo(bytes: number): Promise<Photo> {
  const [width, height] = [2400, 3200];
  const text = '<text x="200" y="400" font-size="120">TAKSI TESTI OY  YHTEENSÄ 23,40 €</text>';
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${text}</svg>`;
  const grain = { type: 'gaussian', mean: 210, sigma: 12 } as const;
  const paper = sharp({ create: { width, height, channels: 3, background: '#fff', noise: grain } });
  const raw = await paper
    .composite([{ input: Buffer.from(svg) }])
    .png({ compressionLevel: 0 })
    .toBuffer();
  let made = Buffer.alloc(0);
  for (let quality = 20; made.length < bytes * 0.95 && quality <= 95; quality += 3)
    made = await sharp(raw).jpeg({ quality }).toBuffer();
  const page = await sharp(made).resize({ width: PAGE_PX }).jpeg({ quality: 82 }).toBuffer();
  return { bytes: new Uint8Array(made), page: new Uint8Array(page) };
}

async function claimOf(photos: Photo[]): Promise<ClaimDocument> {
  const base = await sampleClaim({ invitation: null });
  const numbers = photos.map((_, at) => at + 1);
  const receipts = photos.map(
    ({ bytes, page }, at): ReceiptFile => ({
      id: `r${at + 1}`,
      fileName: `kuitti-${at + 1}.jpg`,
      mediaType: 'image/jpeg',
      bytes,
      sha256: sha256(bytes),
      text: 'TAKSI TESTI OY YHTEENSÄ 23,40 €',
      number: at + 1,
      expenseIds: [`e${at + 1}`],
      pageImages: [{ bytes: page }],
    }),
  );
  const lines = numbers.map((number) => line('expense.taxi', 2340, { subject: `expenses[e${number}]` }));
  const tripClaim = { ...base.tripClaim, expenses: numbers.map((number) => expense(`e${number}`, 2340)) };
  return { ...base, tripClaim, evaluation: { ...base.evaluation, lines }, receipts };
}

const font = fileURLToPath(import.meta.resolve('@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf'));

/** The same pages by pdfkit: every line where it stands, every picture on its page. */
async function drawn(pages: Run[][], pictures: Uint8Array[]): Promise<Uint8Array> {
  const doc = new PDFKit({ autoFirstPage: false, size: 'A4', margin: 0 });
  const chunks: Buffer[] = [];
  doc.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise((resolve) => doc.on('end', resolve));
  doc.registerFont('text', font);
  const first = pages.length - pictures.length;
  for (const [at, runs] of pages.entries()) {
    doc.addPage();
    doc.font('text');
    for (const run of runs)
      doc.fontSize(run.height || 9).text(run.text, run.x, 842 - run.y - run.height, { lineBreak: false });
    const picture = pictures[at - first];
    if (at >= first && picture) doc.image(Buffer.from(picture), 57, 100, { fit: [481, 680] });
  }
  doc.end();
  await ended;
  return new Uint8Array(Buffer.concat(chunks));
}

type Spent = { wall: number; processor: number };

async function timed(work: () => Promise<unknown>): Promise<Spent> {
  const [before, used] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(used);
  return { wall: performance.now() - before, processor: (user + system) / 1000 };
}

const median = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const ms = (value: number): string => `${Math.round(value)} ms`;

function compare(name: string, ours: Spent[], theirs: Spent[]): number {
  const of = (all: Spent[], key: keyof Spent) => median(all.map((each) => each[key]));
  const ratio = of(ours, 'processor') / of(theirs, 'processor');
  console.log(
    `${name}: processor ${ms(of(ours, 'processor'))} and ${ms(of(theirs, 'processor'))}, ${ratio.toFixed(2)} times; ` +
      `clock ${ms(of(ours, 'wall'))} and ${ms(of(theirs, 'wall'))}, ${(of(ours, 'wall') / of(theirs, 'wall')).toFixed(2)} times`,
  );
  return ratio;
}

async function sealedBesidePdfkit(claim: ClaimDocument): Promise<number> {
  const key = await makeTestSealKey(new Date('2026-01-01T00:00:00Z'));
  const pages = await runsOf(await sealClaim(claim, key));
  const pictures = claim.receipts.map(({ pageImages }) => pageImages?.[0]?.bytes ?? new Uint8Array());
  const size = Math.round((await drawn(pages, pictures)).length / 1024);
  console.log(`${pages.length} pages, ${pages.flat().length} runs of text; pdfkit's file has ${size} kB`);
  const [ours, theirs]: [Spent[], Spent[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    ours.push(await timed(() => sealClaim(claim, key)));
    theirs.push(await timed(() => drawn(pages, pictures)));
  }
  return compare('sealed, and drawn by pdfkit', ours, theirs);
}

/** How long the loop of the process that asks is held up while its sealer is at work. */
async function togetherSealed(claim: ClaimDocument): Promise<void> {
  const key = await makeTestSealKey(new Date('2026-01-01T00:00:00Z'));
  const sealer = createSealer({ keys: [{ ...key, from: null }] });
  await sealer.seal(claim);
  const delay = monitorEventLoopDelay({ resolution: 5 });
  const idle = monitorEventLoopDelay({ resolution: 5 });
  idle.enable();
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  idle.disable();
  delay.enable();
  const spent = await timed(() => Promise.all(Array.from({ length: SEALED_TOGETHER }, () => sealer.seal(claim))));
  delay.disable();
  await sealer.close();
  const told = (histogram: typeof delay) =>
    `p50 ${(histogram.percentile(50) / 1e6).toFixed(1)}, p99 ${(histogram.percentile(99) / 1e6).toFixed(1)}, most ${(histogram.max / 1e6).toFixed(1)} ms`;
  console.log(`event loop of the asking process, idle: ${told(idle)}`);
  console.log(`event loop while ${SEALED_TOGETHER} are sealed (${ms(spent.wall)}): ${told(delay)}`);
  console.log(`most memory of the process, sealer included: ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);
}

/** The check of a file of 20 MB. */
async function checked(): Promise<void> {
  const one = await photo(PHOTO_BYTES);
  const claim = await claimOf(Array.from({ length: 14 }, (_, at) => ({ ...one, bytes: grained(one.bytes, at) })));
  const pdf = await sealClaim(claim, await makeTestSealKey(new Date('2026-01-01T00:00:00Z')));
  const spent: Spent[] = [];
  for (let round = 0; round < rounds; round++)
    spent.push(await timed(() => verifyPdf(pdf, { recalculate: ({ evaluation }) => evaluation })));
  const of = (key: keyof Spent) => ms(median(spent.map((each) => each[key])));
  console.log(
    `checked: ${(pdf.length / MB).toFixed(1)} MB in ${of('processor')} of processor, ${of('wall')} by the clock (without the start of a process)`,
  );
}

/** Other bytes behind the picture's end: another file, the same picture. */
const grained = (bytes: Uint8Array, at: number): Uint8Array => new Uint8Array([...bytes, at]);

async function main(): Promise<number> {
  const peer = JSON.parse(readFileSync(new URL('../node_modules/pdfkit/package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  console.log(
    `pdfkit ${peer.version}, node ${process.version}, ${cpus().length} processors, load ${loadavg()[0]?.toFixed(1)}, ${rounds} rounds`,
  );
  const photos = await Promise.all(Array.from({ length: 5 }, () => photo(PHOTO_BYTES)));
  console.log(`photographs of ${photos.map(({ bytes }) => Math.round(bytes.length / 1000)).join(', ')} kB`);
  const claim = await claimOf(photos);
  const ratio = await sealedBesidePdfkit(claim);
  await checked();
  await togetherSealed(claim);
  return ratio <= 2 ? 0 : 1;
}

process.exitCode = await main();
