import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, createWriteStream, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { evaluate } from '../src/commands/evaluate.ts';
import { claimLine } from './mixed-claims.ts';

/**
 * `node bench/evaluate.ts [CLAIMS] [ROUNDS]`: how long `matkalasku evaluate` takes beside JSON alone, on the same lines
 * in the same run. Rounds alternate, the median of each is told; then the memory of 10 times as many claims.
 * The output's SHA-256 is told too: a change for speed must leave it as it was.
 */
const claims = Number(process.argv[2] ?? 10_000);
const rounds = Number(process.argv[3] ?? 7);
const TODAY = '2026-04-01';
const CHUNK = 65_536;
const MANY = 10;

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'matkalasku-bench-'));
const inputFile = join(folder, 'claims.ndjson');
const outputFile = join(folder, 'evaluations.ndjson');

async function writeClaims(path: string, count: number) {
  const file = createWriteStream(path);
  for (let number = 1; number <= count; number += 1)
    if (!file.write(`${claimLine(number)}\n`)) await once(file, 'drain');
  file.end();
  await once(file, 'close');
}

const linesIn = (path: string) => readFileSync(path, 'utf8').trimEnd().split('\n');
const megabytes = (bytes: number) => `${(bytes / 2 ** 20).toFixed(1)} MB`;

/** The command as a function: bytes in, bytes out, with its packs loaded as in every call. */
async function inProcess(input: Buffer): Promise<number> {
  const sink = new Writable({ write: (_chunk, _encoding, done) => done() });
  async function* chunks() {
    for (let at = 0; at < input.length; at += CHUNK) yield input.subarray(at, at + CHUNK);
  }
  const before = performance.now();
  await evaluate({ files: [] }, { stdin: chunks(), stdout: sink, stderr: { write: () => true }, today: TODAY });
  return performance.now() - before;
}

function jsonAlone(lines: readonly string[], values: readonly unknown[]): number {
  const before = performance.now();
  let length = 0;
  for (const [at, line] of lines.entries()) {
    JSON.parse(line);
    length += JSON.stringify(values[at]).length;
  }
  if (length === 0) throw new Error('nothing was written');
  return performance.now() - before;
}

interface Run {
  ms: number;
  err: string;
}

/** A whole process from its start to its end, its output into a file. */
async function run(args: readonly string[], options: { out: string; env?: NodeJS.ProcessEnv }): Promise<Run> {
  const out = openSync(options.out, 'w');
  const before = performance.now();
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', out, 'pipe'],
    env: { ...process.env, ...options.env },
  });
  let err = '';
  child.stderr?.on('data', (text) => {
    err += String(text);
  });
  await once(child, 'close');
  closeSync(out);
  return { ms: performance.now() - before, err };
}

const wholeProcess = async () => (await run(['bin/matkalasku.mjs', 'evaluate', inputFile], { out: outputFile })).ms;

async function peerProcess(values: string) {
  const { ms, err } = await run(['bench/json-peer.ts', inputFile, values], { out: join(folder, 'peer.ndjson') });
  return ms - Number(err);
}

/** Peak memory, told by the process itself at its end: the launcher starts another, so the larger one is it. */
async function peakMegabytes(path: string): Promise<number> {
  const tell = 'process.on("exit",()=>process.stderr.write("\\npeak "+process.resourceUsage().maxRSS+"\\n"))';
  const env = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(tell)}` };
  const { err } = await run(['bin/matkalasku.mjs', 'evaluate', path], { out: '/dev/null', env });
  return Math.max(...[...err.matchAll(/^peak (\d+)$/gm)].map((match) => Number(match[1]))) / 1024;
}

const median = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

async function alternating(ours: () => Promise<number> | number, peer: () => Promise<number> | number) {
  const times: { ours: number; peer: number }[] = [];
  for (let round = 0; round < rounds; round += 1) times.push({ ours: await ours(), peer: await peer() });
  const [own, other] = [median(times.map((each) => each.ours)), median(times.map((each) => each.peer))];
  return { own, other, ratio: median(times.map((each) => each.ours / each.peer)) };
}

function tell(name: string, { own, other, ratio }: Awaited<ReturnType<typeof alternating>>) {
  const each = (ms: number) => `${ms.toFixed(0)} ms (${((ms * 1000) / claims).toFixed(1)} µs a claim)`;
  console.log(`${name}: ${each(own)}, JSON alone ${each(other)}: ${ratio.toFixed(2)} ×`);
}

try {
  await writeClaims(inputFile, claims);
  await wholeProcess();
  const input = readFileSync(inputFile);
  const output = readFileSync(outputFile);
  console.log(`${claims} claims, ${megabytes(input.length)} in, ${megabytes(output.length)} out`);
  console.log(`output sha256 ${createHash('sha256').update(output).digest('hex')}`);
  const lines = linesIn(inputFile);
  const values = linesIn(outputFile).map((line): unknown => JSON.parse(line));
  tell(
    'in process',
    await alternating(
      () => inProcess(input),
      () => jsonAlone(lines, values),
    ),
  );

  const prepared = join(folder, 'prepared.ndjson');
  await run(['-e', `fs.copyFileSync(${JSON.stringify(outputFile)}, ${JSON.stringify(prepared)})`], {
    out: '/dev/null',
  });
  tell('whole process', await alternating(wholeProcess, () => peerProcess(prepared)));

  const manyFile = join(folder, 'many.ndjson');
  await writeClaims(manyFile, claims * MANY);
  const [few, many] = [await peakMegabytes(inputFile), await peakMegabytes(manyFile)];
  console.log(`peak memory: ${few.toFixed(0)} MB for ${claims}, ${many.toFixed(0)} MB for ${claims * MANY} claims`);
} finally {
  rmSync(folder, { recursive: true });
}
