import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import { type Config, readConfig } from '../src/config.ts';
import { type Service, type Start, startService } from '../src/main.ts';

/** The real service for a test: on an empty PGlite folder or an empty PostgreSQL database, on a port of its own. */

export type Engine = 'pglite' | 'postgresql';
export const engines: readonly Engine[] = ['pglite', 'postgresql'];

/** Twelve days after the demo's past meeting: on the day before, the demo group met on 10.3.2026. */
export const TODAY = new Date('2026-03-22T09:00:00Z');

export function temporaryFolder(): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'matkalasku-test-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Address of a new, empty PostgreSQL database. */
export async function emptyPostgres(): Promise<string> {
  const server = inject('postgres');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const client = new pg.Client({ connectionString: `${server}/postgres` });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  return `${server}/${name}`;
}

export async function testConfig(engine: Engine, dataDir: string, more: Record<string, string> = {}): Promise<Config> {
  const databaseUrl = engine === 'postgresql' ? { DATABASE_URL: await emptyPostgres() } : {};
  return readConfig({
    NODE_ENV: 'test',
    PORT: '0',
    DATA_DIR: dataDir,
    LOG_LEVEL: 'error',
    SIGN_IN_ATTEMPTS_PER_MINUTE: '1000',
    VERIFICATIONS_PER_MINUTE: '1000',
    READER_WORKERS: '1',
    // One of the drawn tickets costs more than the default: a second person is a test of its own.
    APPROVAL_SECOND_OVER_EUROS: '5000',
    // Undoing an approval is a test of its own; all others need not wait for its time to pass.
    APPROVAL_UNDO_SECONDS: '0',
    ...databaseUrl,
    ...more,
  });
}

export type TestService = Service & { stop: () => Promise<void>; config: Config };

export async function testService(
  engine: Engine,
  options: Partial<Start> & { env?: Record<string, string> } = {},
): Promise<TestService> {
  const { folder, remove } = temporaryFolder();
  const config = await testConfig(engine, folder, options.env);
  const service = await startService(config, {
    webFolder: options.webFolder ?? null,
    now: options.now ?? (() => TODAY),
    ...(options.rules ? { rules: options.rules } : {}),
    ...(options.sealingPauseSeconds ? { sealingPauseSeconds: options.sealingPauseSeconds } : {}),
  });
  return {
    ...service,
    config,
    stop: async () => {
      await service.close();
      remove();
    },
  };
}
