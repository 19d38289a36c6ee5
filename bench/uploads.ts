import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import sharp from 'sharp';
import { Client } from '../test/client.ts';
import { startClaim } from '../test/filing.ts';
import { startPostgres } from '../test/postgres.ts';
import { percentile } from './reading/verdict.ts';

/**
 * `npm run bench:uploads [-- --members=20 --photos=5]`: members upload their photos all at once to the real service in
 * a process of its own on PostgreSQL. Prints whether all were read, how long uploads and readings took, and how quickly
 * a light route answers meanwhile, beside the same route while nothing else is done. It fails when a receipt is not read.
 */
const setting = (name: string, usual: number): number =>
  Number(process.argv.find((word) => word.startsWith(`--${name}=`))?.split('=')[1] ?? usual);
const members = setting('members', 20);
const photos = setting('photos', 5);
const PROBE_MS = 50;
const IDLE_MS = 10_000;
const LOOK_MS = 250;
const root = new URL('../', import.meta.url);

type Photo = { member: Client; claimId: string; bytes: Uint8Array<ArrayBuffer> };
type Sent = { receiptId: string; member: Client; ms: number; at: number };

/** Drawn receipts, each encoded a little differently: no two have the same bytes. */
async function photo(index: number): Promise<Uint8Array<ArrayBuffer>> {
  const folder = fileURLToPath(new URL('fixtures/receipts', root));
  const names = readdirSync(folder).filter((name) => /\.(jpg|png)$/.test(name));
  const file = join(folder, names[index % names.length] ?? '');
  const made = sharp(file)
    .extend({ bottom: 1 + index, background: 'white' })
    .jpeg({ quality: 85 });
  return new Uint8Array(await made.toBuffer());
}

async function startServer(databaseUrl: string, folder: string): Promise<{ child: ChildProcess; address: string }> {
  const script = fileURLToPath(new URL('test/start-service.ts', root));
  const settings = { NODE_ENV: 'test', PORT: '0', DATA_DIR: folder, DATABASE_URL: databaseUrl, LOG_LEVEL: 'error' };
  const env = { ...process.env, ...settings, SIGN_IN_ATTEMPTS_PER_MINUTE: '1000' };
  const child = spawn(process.execPath, [script], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: child.stdout })) return { child, address: line };
  throw new Error('the service did not start');
}

/** How long a light route takes, asked again and again until told to stop. */
function probe(client: Client): () => Promise<number[]> {
  let stopped = false;
  const times: number[] = [];
  const asking = (async () => {
    while (!stopped) {
      const before = performance.now();
      await client.get('/api/session');
      times.push(performance.now() - before);
      await pause(PROBE_MS);
    }
  })();
  return async () => {
    stopped = true;
    await asking;
    return times;
  };
}

/** One photo over the resumable protocol, from the first request to the acknowledgement. */
async function send({ member, claimId, bytes }: Photo): Promise<Sent> {
  const before = performance.now();
  const tus = { 'tus-resumable': '1.0.0' };
  const created = await member.request('POST', `/api/uploads?claimId=${claimId}`, undefined, {
    ...tus,
    'upload-length': String(bytes.byteLength),
    'upload-metadata': `filename ${Buffer.from('kuva.jpg').toString('base64')}`,
  });
  const path = created.headers.get('location') ?? '';
  const type = { 'content-type': 'application/offset+octet-stream' };
  const done = await member.request('PATCH', path, bytes, { ...tus, ...type, 'upload-offset': '0' });
  if (done.status !== 200) throw new Error(`an upload was answered ${done.status}: ${await done.text()}`);
  const { receipt } = (await done.json()) as { receipt: { id: string } };
  const at = performance.now();
  return { receiptId: receipt.id, member, ms: at - before, at };
}

/** When each receipt was seen to be read, looked up in the database beside the service. */
async function allRead(database: pg.Client, many: number): Promise<Map<string, { at: number; status: string }>> {
  const seen = new Map<string, { at: number; status: string }>();
  while (seen.size < many) {
    const { rows } = await database.query("select id, status from receipts where status in ('read', 'failed')");
    for (const { id, status } of rows) if (!seen.has(id)) seen.set(id, { at: performance.now(), status });
    await pause(LOOK_MS);
  }
  return seen;
}

const inSeconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
const spread = (times: number[]): string =>
  `p50 ${inSeconds(percentile(times, 0.5))}, p95 ${inSeconds(percentile(times, 0.95))}, longest ${inSeconds(percentile(times, 1))}`;

async function run(client: Client, database: pg.Client): Promise<boolean> {
  const { rows } = await database.query(
    "select username from users where 'member' = any(roles) order by username limit $1",
    [members],
  );
  const all: Photo[] = [];
  for (const { username } of rows) {
    const member = new Client(client.address);
    await member.signIn(username);
    const { id: claimId } = await startClaim(member);
    for (let at = 0; at < photos; at += 1) all.push({ member, claimId, bytes: await photo(all.length) });
  }
  const { rows: before } = await database.query('select count(*)::int as many from receipts');
  const idle = probe(client);
  await pause(IDLE_MS);
  const quiet = await idle();

  const busy = probe(client);
  const start = performance.now();
  const sent = await Promise.all(all.map(send));
  const seen = await allRead(database, sent.length + before[0].many);
  const loud = await busy();
  return report(sent, seen, { quiet, loud, start });
}

type Seen = Map<string, { at: number; status: string }>;
type Times = { quiet: number[]; loud: number[]; start: number };

function report(sent: Sent[], seen: Seen, { quiet, loud, start }: Times): boolean {
  const readings = sent.map(({ receiptId, at }) => Math.max(0, (seen.get(receiptId)?.at ?? at) - at));
  const read = sent.filter(({ receiptId }) => seen.get(receiptId)?.status === 'read').length;
  const firsts = [...Map.groupBy(sent, ({ member }) => member).values()].map((own) =>
    Math.min(...own.map(({ receiptId }) => (seen.get(receiptId)?.at ?? start) - start)),
  );
  const ratio = (part: number) => (percentile(loud, part) / percentile(quiet, part)).toFixed(1);
  const ms = (times: number[], part: number) => `${percentile(times, part).toFixed(0)} ms`;
  console.log(`${members} members, ${photos} photos each at once, PostgreSQL, service in a process of its own`);
  console.log(
    `read: ${read} of ${sent.length} in ${inSeconds(Math.max(...[...seen.values()].map(({ at }) => at)) - start)}`,
  );
  console.log(`upload to acknowledgement: ${spread(sent.map((one) => one.ms))}`);
  console.log(`acknowledgement to reading: ${spread(readings)}`);
  console.log(`a member's first receipt read: ${spread(firsts)}`);
  console.log(`GET /api/session idle: p50 ${ms(quiet, 0.5)}, p99 ${ms(quiet, 0.99)} of ${quiet.length}`);
  console.log(`GET /api/session meanwhile: p50 ${ms(loud, 0.5)}, p99 ${ms(loud, 0.99)} of ${loud.length}`);
  console.log(`ratio: p50 ${ratio(0.5)}, p99 ${ratio(0.99)}`);
  return read === sent.length;
}

const folder = mkdtempSync(join(tmpdir(), 'matkalasku-bench-'));
const server = await startPostgres();
const { child, address } = await startServer(`${server.address}/postgres`, folder);
const database = new pg.Client({ connectionString: `${server.address}/postgres` });
try {
  await database.connect();
  const client = new Client(address);
  await client.signIn('assistentti');
  process.exitCode = (await run(client, database)) ? 0 : 1;
} finally {
  await database.end();
  child.kill('SIGTERM');
  await new Promise((ended) => child.once('exit', ended));
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
