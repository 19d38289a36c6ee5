import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { csvFields, csvText } from '../src/finance/csv.ts';
import { addPostings, type PostingRow, postingPages } from '../src/store/batches.ts';
import { openDatabase } from '../src/store/db.ts';
import { startPostgres } from '../test/postgres.ts';

/**
 * `npm run bench:export [rows]`: the machine CSV of a batch of 100 000 rows, read from a real PostgreSQL and written to
 * nothing, beside PostgreSQL's own COPY of the same rows over the same kind of connection. At most 4 times the median,
 * and memory that does not grow with the rows.
 */

const ROWS = Number(process.argv[2] ?? 100_000);
const RUNS = 7;
const MOST_RATIO = 4;
const MOST_GROWTH_MB = 64;
const BATCH = 1;
const MEGABYTE = 1024 * 1024;

const row = (at: number): PostingRow => ({
  batchNumber: BATCH,
  row: at + 1,
  claimId: '00000000-0000-4000-8000-000000000001',
  claimNumber: `ML-2026-${String(at % 999_999).padStart(6, '0')}-2`,
  version: 1 + (at % 3),
  claimant: `Testi Jäsen ${at}`,
  iban: 'FI2112345600000785',
  group: 'Sairaalaopetuksen kehittämisryhmä',
  meeting: 'Työryhmän kokous, Helsinki; "kevät"',
  meetingDate: '2026-03-10',
  kind: at % 5 === 0 ? 'mileage.car' : 'per-diem.full',
  date: '2026-03-10',
  quantity: at % 5 === 0 ? 123.4 : 1,
  unitCents: at % 5 === 0 ? 55 : 5400,
  account: '43400123',
  operatingUnit: '1234567',
  followUpObject: '9999695000',
  project: 'P-100200',
  vatRate: at % 4 === 0 ? 13.5 : null,
  vatCents: at % 4 === 0 ? 642 : null,
  cents: 5400 + (at % 1000),
  currency: 'EUR',
  reference: `1-ML-2026-${String(at % 999_999).padStart(6, '0')}-2`,
  cite: '§ 11',
  packs: 'fi-state-2026.1',
  corrects: null,
});

const columns = `batch_number, row, claim_number, version, claimant, iban, group_name, meeting, meeting_date, kind, date, quantity,
  unit_cents, account, operating_unit, follow_up_object, project, vat_rate, vat_cents, cents, currency, reference, cite, packs, corrects`;

async function fill(databaseUrl: string): Promise<void> {
  const { db, close } = await openDatabase({ databaseUrl, dataDir: '' });
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  // Only the rows are measured: what they hang on is left out.
  await client.query("set session_replication_role = 'replica'");
  await client.query('alter table postings disable trigger all');
  for (let at = 0; at < ROWS; at += 10_000) {
    const rows = Array.from({ length: Math.min(10_000, ROWS - at) }, (_, index) => row(at + index));
    await addPostings(db, rows);
  }
  await client.query('vacuum analyze postings');
  await client.end();
  await close();
}

type Run = { ms: number; bytes: number };

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

async function main(): Promise<number> {
  const { address, stop } = await startPostgres();
  const databaseUrl = `${address}/postgres`;
  try {
    await fill(databaseUrl);
    const { db, close } = await openDatabase({ databaseUrl, dataDir: '' });
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    const ours: Run[] = [];
    const peer: Run[] = [];
    let peak = 0;
    const watch = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage().rss);
    }, 5);
    await exported(db);
    await copied(client);
    const before = process.memoryUsage().rss;
    for (let run = 0; run < RUNS; run += 1) {
      peer.push(await copied(client));
      ours.push(await exported(db));
    }
    clearInterval(watch);
    await client.end();
    await close();
    return told(ours, peer, (peak - before) / MEGABYTE);
  } finally {
    await stop();
  }
}

function told(ours: Run[], peer: Run[], growthMb: number): number {
  const [own, copy] = [median(ours.map(({ ms }) => ms)), median(peer.map(({ ms }) => ms))];
  const ratio = own / copy;
  console.log(`${ROWS} rows, median of ${RUNS}`);
  console.log(`ours ${own.toFixed(0)} ms, ${((ours[0]?.bytes ?? 0) / MEGABYTE).toFixed(1)} MB`);
  console.log(`COPY ${copy.toFixed(0)} ms, ${((peer[0]?.bytes ?? 0) / MEGABYTE).toFixed(1)} MB`);
  console.log(`ratio ${ratio.toFixed(2)} (at most ${MOST_RATIO})`);
  console.log(`memory above that of a warm process ${growthMb.toFixed(0)} MB (at most ${MOST_GROWTH_MB})`);
  return ratio <= MOST_RATIO && growthMb <= MOST_GROWTH_MB ? 0 : 1;
}

async function exported(db: Parameters<typeof postingPages>[0]): Promise<Run> {
  const start = performance.now();
  let bytes = 0;
  for await (const piece of csvText(postingPages(db, BATCH, csvFields), 'csv')) bytes += Buffer.from(piece).byteLength;
  return { ms: performance.now() - start, bytes };
}

async function copied(client: pg.Client): Promise<Run> {
  const start = performance.now();
  let bytes = 0;
  const sink = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      bytes += chunk.byteLength;
      done();
    },
  });
  const select = `select ${columns} from postings where batch_number = ${BATCH} order by row`;
  const stream = client.query(copyTo(`copy (${select}) to stdout with (format csv, header)`));
  await pipeline(stream, sink);
  return { ms: performance.now() - start, bytes };
}

process.exitCode = await main();
