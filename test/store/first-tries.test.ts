import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../src/store/db.ts';
import { openQueue, type Queue } from '../../src/store/queue.ts';
import { until } from '../client.ts';
import { emptyPostgres, temporaryFolder } from '../service.ts';

/** A time-stamp authority that takes the question and says nothing: what was sent before does not hold up what is sent now. */

const WAITING = 30;
/** How long each try waits for the authority. */
const PATIENCE_MS = 150;

let silent: Server;
let database: Database;
let queue: Queue;
let remove: () => void;
const tried: string[] = [];
const errors: Error[] = [];

beforeAll(async () => {
  silent = createServer(() => {});
  await new Promise<void>((listening) => silent.listen(0, '127.0.0.1', listening));
  const authority = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
  const { folder, remove: forget } = temporaryFolder();
  remove = forget;
  database = await openDatabase({ dataDir: folder, databaseUrl: await emptyPostgres() });
  queue = await openQueue(database, (error) => errors.push(error), 1);
  await queue.work('seal-claim', 1, async ({ claimId }) => {
    tried.push(claimId);
    await fetch(authority, { method: 'POST', signal: AbortSignal.timeout(PATIENCE_MS) });
  });
}, 60_000);
afterAll(async () => {
  await queue?.stop();
  await database?.close();
  silent?.closeAllConnections();
  silent?.close();
  remove?.();
});

const send = (claimId: string) =>
  database.db.transaction((tx) => queue.send(tx, 'seal-claim', { claimId, version: 1 }));
const triesOf = (claimId: string) => tried.filter((each) => each === claimId).length;
const all = Array.from({ length: WAITING }, (_, at) => `waiting ${at}`);

test(`with ${WAITING} documents waiting, a new one is tried before any of them is tried again, but the one under way`, async () => {
  for (const claimId of all) await send(claimId);
  // Each has had its first try, and the oldest have begun their second: they are due again all the time.
  await until(
    async () => tried.length,
    (tries) => tries > WAITING,
  );
  expect(new Set(tried.slice(0, WAITING)).size).toBe(WAITING);
  const before = tried.length;
  await send('new');
  await until(
    async () => triesOf('new'),
    (tries) => tries > 0,
  );
  // One was under way; one may have been fetched while the new one was being sent.
  expect(tried.indexOf('new') - before).toBeLessThanOrEqual(2);
  expect(errors).toEqual([]);
}, 120_000);

test('what waits is still tried again and again', async () => {
  const before = triesOf(all[0] ?? '');
  await until(
    async () => triesOf(all[0] ?? ''),
    (tries) => tries > before,
  );
  expect(before).toBeGreaterThan(1);
}, 120_000);
