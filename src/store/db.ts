import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, realpathSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { sql } from 'drizzle-orm';
import { drizzle as drizzlePg, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import { migrate as migratePg } from 'drizzle-orm/node-postgres/migrator';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import { drizzle as drizzlePglite, type PgliteDatabase } from 'drizzle-orm/pglite';
import { migrate as migratePglite } from 'drizzle-orm/pglite/migrator';
import pg from 'pg';
import { fromPglite, type ConstructorOptions as QueueConnection } from 'pg-boss';
import * as schema from './schema.ts';

/** A pool or a transaction: store functions take it as their first argument and never reach for another. */
export type Db = PgDatabase<PgQueryResultHKT, typeof schema>;

export type Database = {
  db: Db;
  kind: 'pglite' | 'postgresql';
  /** How the job queue reaches the same database. */
  queueConnection: QueueConnection;
  close: () => Promise<void>;
};

/** The database folder is in use by another process. Nothing in it was touched. */
export class DatabaseInUse extends Error {
  override readonly name = 'DatabaseInUse';
  constructor(folder: string) {
    super(`the database in ${folder} is in use by another running service; stop that one first, or set DATA_DIR`);
  }
}

const migrationsFolder = fileURLToPath(new URL('../../migrations', import.meta.url));
const CONNECTIONS = 10;
const CONNECT_TIMEOUT_MS = 10_000;
const STATEMENT_TIMEOUT_MS = 30_000;

/** Opens the database and brings its tables up to date: PostgreSQL by its address, else PGlite in the data folder. */
export function openDatabase(where: { databaseUrl: string | null; dataDir: string }): Promise<Database> {
  return where.databaseUrl ? openPostgres(where.databaseUrl) : openPglite(join(where.dataDir, 'pglite'));
}

/** A database that cannot be read as it is: it was never started, or by an older version of the service. */
export class DatabaseNotReady extends Error {
  override readonly name = 'DatabaseNotReady';
  constructor() {
    super('the database has not been started by this version of the service; run `matkalasku serve` on it once');
  }
}

/**
 * Opens the database to be read: it is not brought up to date, and a statement that would change it is refused by the
 * database itself. Throws `DatabaseNotReady` where its tables are not those of this version.
 */
export async function openForReading(where: { databaseUrl: string | null; dataDir: string }): Promise<Database> {
  const folder = join(where.dataDir, 'pglite');
  if (where.databaseUrl === null && !existsSync(folder)) throw new DatabaseNotReady();
  const opened = where.databaseUrl ? poolOf(where.databaseUrl, READ_ONLY) : await pgliteOf(folder);
  if (opened.kind === 'pglite') await opened.db.execute(sql.raw(`set ${READ_ONLY} = on`));
  const found = await opened.db.execute(sql`select to_regclass('pack_activations') is not null as ready`);
  if ((found as unknown as { rows: { ready: boolean }[] }).rows[0]?.ready) return opened;
  await opened.close();
  throw new DatabaseNotReady();
}

const READ_ONLY = 'default_transaction_read_only';

function poolOf(connectionString: string, setting?: string): Database {
  const pool = new pg.Pool({
    connectionString,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: STATEMENT_TIMEOUT_MS,
    ...(setting ? { options: `-c ${setting}=on` } : {}),
  });
  // A lost idle connection is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => {});
  const db = drizzlePg(pool, { schema, casing: 'snake_case' });
  return { db, kind: 'postgresql', queueConnection: { connectionString, max: 4 }, close: () => pool.end() };
}

async function openPostgres(connectionString: string): Promise<Database> {
  const opened = poolOf(connectionString);
  const { db } = opened;
  await db.transaction(async (tx) => {
    // Two instances starting at once would otherwise both migrate.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('matkalasku-migrations'))`);
    await migratePg(db as NodePgDatabase<typeof schema>, { migrationsFolder });
  });
  return opened;
}

async function openPglite(folder: string): Promise<Database> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const opened = await pgliteOf(folder);
  await migratePglite(opened.db as PgliteDatabase<typeof schema>, { migrationsFolder });
  return opened;
}

async function pgliteOf(folder: string): Promise<Database> {
  const unlock = await lockFolder(folder);
  const client = await PGlite.create({ dataDir: folder });
  const db = drizzlePglite(client, { schema, casing: 'snake_case' });
  return {
    db,
    kind: 'pglite',
    queueConnection: { db: fromPglite(client), backend: 'pglite' },
    close: async () => {
      await client.close();
      await unlock();
    },
  };
}

/**
 * PGlite has no lock of its own: two processes on one folder lose each other's rows. A listening local socket named
 * after the folder is a lock the kernel frees however the holder ends. On Linux the name is abstract (no file).
 */
function lockFolder(folder: string): Promise<() => Promise<void>> {
  const name = `matkalasku-${createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 32)}`;
  const address = { linux: `\0${name}`, win32: `\\\\.\\pipe\\${name}` }[process.platform as string];
  const server = createServer((socket) => socket.destroy());
  server.unref();
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new DatabaseInUse(folder) : error),
    );
    server.listen(address ?? join(tmpdir(), `${name}.sock`), () =>
      resolve(() => new Promise((closed) => server.close(() => closed()))),
    );
  });
}
