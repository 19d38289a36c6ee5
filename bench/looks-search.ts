import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { keepLooks } from '../src/jobs/keep-looks.ts';
import { BITS, NEAR, turned } from '../src/receipt/look.ts';
import { openDatabase } from '../src/store/db.ts';
import { looksNear } from '../src/store/receipt-looks.ts';

/**
 * `DATABASE_URL=… node bench/looks-search.ts [COUNT]`: how long a new receipt takes to be compared with all looks kept
 * before it (100 000 unless said), on PostgreSQL or, without an address, on the built-in database. Fills an empty database.
 */
const count = Number(process.argv[2] ?? 100_000);
const TRIES = 9;
const AT_ONCE = 5_000;

const bitsOf = (bytes: Uint8Array): string =>
  `0${[...bytes]
    .map((byte) => byte.toString(2).padStart(8, '0'))
    .join('')
    .slice(1)}`;
const someLook = (): string => bitsOf(randomBytes(BITS / 8));
const someName = (): string => randomBytes(32).toString('hex');
/** The look with every nth bit changed: as a copy with a cut edge has it. */
const changed = (look: string, nth: number): string =>
  [...look].map((bit, place) => (place > 0 && place % nth === 0 ? String(1 - Number(bit)) : bit)).join('');

const folder = mkdtempSync(join(tmpdir(), 'looks-'));
const opened = await openDatabase({ databaseUrl: process.env.DATABASE_URL ?? null, dataDir: folder });
const { db } = opened;

async function fill(looks: { sha256: string; look: string }[]): Promise<void> {
  const files = looks.map(({ sha256 }) => sql`(${sha256}, ''::bytea, 'image/jpeg', 0, now())`);
  await db.execute(
    sql`insert into files (sha256, bytes, media_type, size_bytes, created_at) values ${sql.join(files, sql`, `)}`,
  );
  const rows = looks.map(({ sha256, look }) => sql`(${sha256}, 1, ${look}::bit(256))`);
  await db.execute(sql`insert into receipt_looks (sha256, page, look) values ${sql.join(rows, sql`, `)}`);
}

for (let done = 0; done < count; done += AT_ONCE) {
  await fill(Array.from({ length: AT_ONCE }, () => ({ sha256: someName(), look: someLook() })));
}
await db.execute(sql`analyze receipt_looks`);

const searches: number[] = [];
const whole: number[] = [];
for (let tried = 0; tried < TRIES; tried += 1) {
  const known = { sha256: someName(), look: someLook() };
  await fill([known]);
  const copy = someName();
  await db.execute(
    sql`insert into files (sha256, bytes, media_type, size_bytes, created_at) values (${copy}, ''::bytea, 'image/jpeg', 0, now())`,
  );
  const look = turned(changed(known.look, 4))[tried % 4] ?? '';
  const nearby = Array.from({ length: 47 }, someLook).concat(turned(changed(known.look, 10))[tried % 4] ?? '');
  const started = performance.now();
  const near = await looksNear(db, { sha256: copy, turns: turned(look), within: NEAR });
  searches.push(performance.now() - started);
  if (!near.some(({ sha256 }) => sha256 === known.sha256)) throw new Error('the copy was not near');
  const again = performance.now();
  await db.transaction((tx) => keepLooks(tx, copy, [{ page: 1, look, nearby }]));
  whole.push(performance.now() - again);
  const found = await db.execute(sql`select 1 from alike_files where ${copy} in (one, other)`);
  if ((found as unknown as { rows: unknown[] }).rows.length !== 1) throw new Error('the copy was not found');
}
await opened.close();
rmSync(folder, { recursive: true, force: true });

const median = (times: number[]): string => (times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0).toFixed(0);
const most = (times: number[]): string => Math.max(...times).toFixed(0);
console.log(
  `${opened.kind}, ${count} looks: search ${median(searches)} ms (most ${most(searches)}), ` +
    `a page kept and compared ${median(whole)} ms (most ${most(whole)})`,
);
