import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Deps } from '../src/api/deps.ts';
import { sendToReader } from '../src/api/take-in.ts';
import { newDraft } from '../src/claim/new-draft.ts';
import type { ClaimView } from '../src/claim/views.ts';
import { demoPassword } from '../src/demo/accounts.ts';
import { seedDemo } from '../src/demo/seed.ts';
import { giveUpLostReadings } from '../src/jobs/read-receipt.ts';
import { startClaim as startClaimOf } from '../src/store/claims.ts';
import { type Database, openDatabase } from '../src/store/db.ts';
import { keepFile } from '../src/store/files.ts';
import { meetingsOf } from '../src/store/meetings.ts';
import { userByName } from '../src/store/people.ts';
import { openQueue, type Queue } from '../src/store/queue.ts';
import { addReceipt, keepFailure, receiptById, startReading } from '../src/store/receipts.ts';
import { memberships, users } from '../src/store/schema.ts';
import { Client, until } from './client.ts';
import { filesForm, fixture, startClaim, type Uploaded } from './filing.ts';
import { emptyPostgres, engines, TODAY, temporaryFolder, testService } from './service.ts';

/** Many receipts at once: members take turns at the reader, and all are read. The queue is the real one. */

describe.each(engines)('the order of reading on %s', (engine) => {
  let database: Database;
  let queue: Queue;
  let folder: ReturnType<typeof temporaryFolder>;
  const read: string[] = [];
  const names = new Map<string, string>();
  let gate: Promise<void> = Promise.resolve();
  const errors: Error[] = [];

  beforeAll(async () => {
    folder = temporaryFolder();
    const databaseUrl = engine === 'postgresql' ? await emptyPostgres() : null;
    database = await openDatabase({ dataDir: folder.folder, databaseUrl });
    await seedDemo(database.db, TODAY);
    queue = await openQueue(database, (error) => errors.push(error));
  });
  afterAll(async () => {
    await queue?.stop();
    await database?.close();
    folder?.remove();
  });

  /** A receipt of this member among those to be read. */
  async function put(username: string, name: string): Promise<string> {
    const { db } = database;
    const user = await userByName(db, username);
    const [called] = await meetingsOf(db, user?.id ?? '');
    const draft = newDraft({ freeMeals: [] }, { iban: '', name: '' });
    const meetingId = called?.meeting.id ?? '';
    const claim = await startClaimOf(db, { memberId: user?.id ?? '', meetingId, draft, now: TODAY, year: 2026 });
    const sha256 = await keepFile(db, Buffer.from(name), 'image/png', TODAY);
    return db.transaction(async (tx) => {
      const ownerId = user?.id ?? '';
      const { id } = await addReceipt(tx, { claimId: claim.id, ownerId, sha256, fileName: name, uploadedAt: TODAY });
      await sendToReader(tx, { queue } as Deps, { id, ownerId });
      names.set(id, name);
      return id;
    });
  }

  const readTo = (many: number) =>
    until(
      async () => read.length,
      (length) => length >= many,
    );

  test('one receipt of a member comes second although another has fifty waiting, and fifty are not left waiting', async () => {
    for (let at = 1; at <= 50; at += 1) await put('jasen', `a${at}`);
    await put('medlem', 'b1');
    await queue.work('read-receipt', 1, async ({ receiptId }) => {
      await startReading(database.db, receiptId);
      read.push(names.get(receiptId) ?? '');
      await gate;
      await keepFailure(database.db, receiptId, 'file-broken', null);
    });
    await readTo(4);
    expect(read.slice(0, 4)).toEqual(['a1', 'b1', 'a2', 'a3']);
  });

  test('who comes later joins at the turn being read; with two each they alternate, nobody overtakes for ever', async () => {
    let open = () => {};
    gate = new Promise((resolve) => {
      open = resolve;
    });
    const begun = read.length;
    await readTo(begun + 1);
    for (const name of ['b2', 'b3', 'b4']) await put('medlem', name);
    open();
    await readTo(begun + 8);
    const order = read.slice(begun + 1, begun + 8).map((name) => name[0]);
    expect(order.filter((who) => who === 'b')).toHaveLength(3);
    expect(order.join('')).not.toMatch(/bb|aaa/);
    expect(errors).toEqual([]);
  });
});

test('a receipt whose job was set aside while it was being read is told as failed, to be typed in by hand', async () => {
  const service = await testService('pglite');
  try {
    const { db } = service.deps;
    const member = new Client(service.address);
    await member.signIn('jasen');
    const claim = await startClaim(member);
    const sha256 = await keepFile(db, Buffer.from('x'), 'image/png', TODAY);
    const ownerId = claim.member.id;
    const { id } = await addReceipt(db, { claimId: claim.id, ownerId, sha256, fileName: 'x.png', uploadedAt: TODAY });
    await startReading(db, id);
    const job = { id: 'j', queue: 'read-receipt', state: 'created', tries: 2, createdAt: '', subject: id, error: '' };
    await giveUpLostReadings({ db, queue: { failed: async () => [job] } });
    expect(await receiptById(db, id)).toMatchObject({ status: 'failed', failure: 'reader-crashed' });
  } finally {
    await service.stop();
  }
});

/** The same receipt encoded anew: other bytes, the same words. */
async function photo(index: number): Promise<Uint8Array<ArrayBuffer>> {
  const picture = sharp(fixture('lakeuden-bussi-2026.png')).extend({ bottom: index + 1, background: 'white' });
  return new Uint8Array(await picture.png().toBuffer());
}

test('six members with two photos each at once: all are read, and the service answers meanwhile', async () => {
  const service = await testService('postgresql', { env: { READER_WORKERS: '2' } });
  try {
    // Members of groups that meet; a secretary is a member of none.
    const members = await service.deps.db
      .select({ username: users.username })
      .from(users)
      .innerJoin(memberships, eq(memberships.userId, users.id))
      .limit(6);
    const claims = await Promise.all(
      members.map(async ({ username }, at) => {
        const member = new Client(service.address);
        await member.signIn(username, demoPassword);
        const claim = await startClaim(member);
        const files = filesForm({ 'a.png': await photo(2 * at), 'b.png': await photo(2 * at + 1) });
        return { member, claim, files };
      }),
    );
    const uploaded = await Promise.all(
      claims.map(({ member, claim, files }) => member.post<Uploaded>(`/api/receipts?claimId=${claim.id}`, files)),
    );
    expect(uploaded.flatMap(({ refused }) => refused)).toEqual([]);
    expect((await claims[0]?.member.request('GET', '/api/session'))?.status).toBe(200);
    for (const { member, claim } of claims) {
      const { receipts } = await until(
        () => member.get<ClaimView>(`/api/claims/${claim.id}`),
        (view) => view.receipts.every(({ status }) => status === 'read' || status === 'failed'),
        240,
      );
      expect(receipts.map(({ status, reading }) => [status, reading?.total?.cents])).toEqual([
        ['read', 3260],
        ['read', 3260],
      ]);
    }
    const hashes = uploaded.flatMap(({ receipts }) => receipts.map(({ sha256 }) => sha256));
    expect(new Set(hashes).size).toBe(12);
    expect(hashes).toContain(
      createHash('sha256')
        .update(await photo(0))
        .digest('hex'),
    );
  } finally {
    await service.stop();
  }
}, 300_000);
