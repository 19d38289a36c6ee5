import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newDraft } from '../../src/claim/new-draft.ts';
import { openReading, type Reading } from '../../src/claim/reading.ts';
import { seedDemo } from '../../src/demo/seed.ts';
import { auditLog, record } from '../../src/store/audit.ts';
import { startClaim } from '../../src/store/claims.ts';
import { type Database, openDatabase } from '../../src/store/db.ts';
import { fileBytes, keepFile } from '../../src/store/files.ts';
import { meetingsOf } from '../../src/store/meetings.ts';
import { userByName } from '../../src/store/people.ts';
import { openQueue, type Queue } from '../../src/store/queue.ts';
import { addReceipt, keepReading, receiptById } from '../../src/store/receipts.ts';
import * as schema from '../../src/store/schema.ts';
import { until } from '../client.ts';
import { emptyPostgres, engines, TODAY, temporaryFolder } from '../service.ts';

const readNothingBut = (text: string, sha256: string): Reading =>
  openReading({
    ...{ sha256, text, pages: 1, via: 'ocr', ms: 1 },
    ...{ total: null, date: null, time: null, merchant: null, kind: null, language: null },
    ...{ vat: [], mealsIncluded: [], candidates: { total: [] } },
  });

describe.each(engines)('the store on %s', (engine) => {
  let database: Database;
  let folder: ReturnType<typeof temporaryFolder>;
  let where: Parameters<typeof openDatabase>[0];

  beforeAll(async () => {
    folder = temporaryFolder();
    where = { dataDir: folder.folder, databaseUrl: engine === 'postgresql' ? await emptyPostgres() : null };
    database = await openDatabase(where);
    await seedDemo(database.db, TODAY);
  });
  afterAll(async () => {
    await database?.close();
    folder?.remove();
  });

  async function startedClaim(username: string) {
    const user = await userByName(database.db, username);
    const [called] = await meetingsOf(database.db, user?.id ?? '');
    const draft = newDraft({ freeMeals: [] }, { iban: '', name: user?.name ?? '' });
    const start = { memberId: user?.id ?? '', meetingId: called?.meeting.id ?? '', draft, now: TODAY, year: 2026 };
    return { ...(await startClaim(database.db, start)), start, ownerId: user?.id ?? '' };
  }

  test('the demo is made once: five core groups of 14 to 15 members and one of today, two meetings each', async () => {
    expect(await seedDemo(database.db, TODAY)).toBe(false);
    const groups = await database.db.select().from(schema.groups);
    expect(groups.filter((group) => group.termEnd === '2020-12-31')).toHaveLength(5);
    expect(groups.filter((group) => group.termEnd > '2026-03-22')).toHaveLength(1);
    for (const group of groups) {
      const members = await database.db
        .select()
        .from(schema.memberships)
        .where(eq(schema.memberships.groupId, group.id));
      expect(members.length === 14 || members.length === 15, group.name).toBe(true);
      expect(members.filter((member) => member.position === 'chair')).toHaveLength(1);
      expect(members.filter((member) => member.trade.includes('Valteri'))).toMatchObject([{ position: 'secretary' }]);
      const meetings = await database.db.select().from(schema.meetings).where(eq(schema.meetings.groupId, group.id));
      expect(meetings).toHaveLength(2);
      expect(meetings.every((meeting) => meeting.invitationSha256 !== null)).toBe(true);
    }
  });

  test('identity codes are of the artificial range and account numbers the published example', async () => {
    const people = await database.db.select().from(schema.users);
    for (const { identityCode, iban } of people) {
      if (identityCode !== null) expect(identityCode).toMatch(/^\d{6}-9\d\d[0-9A-Y]$/);
      if (iban !== null) expect(iban).toBe('FI2112345600000785');
    }
  });

  test('a member has one claim for a meeting, however often it is started, also at once', async () => {
    const first = await startedClaim('jasen');
    const again = await Promise.all([startClaim(database.db, first.start), startClaim(database.db, first.start)]);
    expect(again.map(({ id, started }) => ({ id, started }))).toEqual([
      { id: first.id, started: false },
      { id: first.id, started: false },
    ]);
  });

  test('bytes come back as they came, and the same bytes are kept once', async () => {
    const bytes = Uint8Array.from({ length: 256 * 300 }, (_, at) => at % 256);
    const sha256 = await keepFile(database.db, bytes, 'image/png', TODAY);
    expect(await keepFile(database.db, bytes, 'image/jpeg', TODAY)).toBe(sha256);
    const kept = await fileBytes(database.db, sha256);
    expect(kept?.mediaType).toBe('image/png');
    expect(Buffer.from(kept?.bytes ?? []).equals(Buffer.from(bytes))).toBe(true);
  });

  test('the same receipt twice in one claim is one receipt', async () => {
    const claim = await startedClaim('medlem');
    const sha256 = await keepFile(database.db, new Uint8Array([1, 2, 3]), 'image/png', TODAY);
    const receipt = { claimId: claim.id, ownerId: claim.ownerId, sha256, fileName: 'a.png', uploadedAt: TODAY };
    const [one, two] = [await addReceipt(database.db, receipt), await addReceipt(database.db, receipt)];
    expect([one.added, two.added, one.id === two.id]).toEqual([true, false, true]);
    await keepReading(database.db, one.id, readNothingBut('ÅÄÖ åäö €', sha256));
    expect((await receiptById(database.db, one.id))?.reading?.text).toBe('ÅÄÖ åäö €');
  });

  test.each([
    ['files', sql`update files set media_type = 'x'`],
    ['audit', sql`update audit set action = 'x'`],
    ['audit', sql`delete from audit`],
  ])('rows of %s are never changed, whoever asks', async (_table, change) => {
    await record(database.db, { at: TODAY, actorId: null, action: 'demo-data-made', subject: 'demo' });
    const before = await auditLog(database.db, null);
    await expect(database.db.execute(change)).rejects.toMatchObject({ cause: { code: '23001' } });
    expect(await auditLog(database.db, null)).toEqual(before);
  });

  test('a change and its record are kept or lost together', async () => {
    const before = await auditLog(database.db, null);
    const broken = database.db.transaction(async (tx) => {
      await record(tx, { at: TODAY, actorId: null, action: 'batch-made', subject: 'batch 1' });
      throw new Error('stop');
    });
    await expect(broken).rejects.toThrow('stop');
    expect(await auditLog(database.db, null)).toEqual(before);
  });

  test('a second opening of a folder is refused and harms nothing', async () => {
    if (where.databaseUrl !== null) {
      const second = await openDatabase(where);
      await second.close();
      return;
    }
    await expect(openDatabase(where)).rejects.toMatchObject({ name: 'DatabaseInUse' });
    expect(await userByName(database.db, 'jasen')).not.toBeNull();
  });

  describe('the queue', () => {
    let queue: Queue;
    const errors: Error[] = [];
    beforeAll(async () => {
      queue = await openQueue(database, (error) => errors.push(error));
    });
    afterAll(() => queue?.stop());

    test('work of a transaction that failed is not there, work of one that held is done', async () => {
      const done: string[] = [];
      await queue.work('send-mail', 1, async ({ mailId }) => {
        done.push(mailId);
      });
      const lost = database.db.transaction(async (tx) => {
        await queue.send(tx, 'send-mail', { mailId: 'lost' });
        throw new Error('stop');
      });
      await expect(lost).rejects.toThrow('stop');
      await database.db.transaction((tx) => queue.send(tx, 'send-mail', { mailId: 'kept' }));
      await until(
        async () => done,
        (all) => all.length > 0,
      );
      expect(done).toEqual(['kept']);
    });

    test('work for later is not begun before its time, and is done once after it', async () => {
      const done: number[] = [];
      await queue.work('consent-by-silence', 1, async () => {
        done.push(Date.now());
      });
      // The database's own clock decides; a second is longer than it takes to ask for work twice.
      const startAfter = new Date(Date.now() + 2_500);
      await database.db.transaction((tx) =>
        queue.send(tx, 'consent-by-silence', { claimId: 'c', version: 2 }, { startAfter }),
      );
      await until(
        async () => done,
        (all) => all.length > 0,
      );
      expect(done[0]).toBeGreaterThanOrEqual(startAfter.getTime());
      await new Promise((resolve) => setTimeout(resolve, 1_200));
      expect(done).toHaveLength(1);
    });

    test('work that fails is tried again, then set aside where the administrator sees it and can retry it', async () => {
      const tries: boolean[] = [];
      let works = false;
      await queue.work('read-receipt', 1, async (_work, lastTry) => {
        tries.push(lastTry);
        if (!works) throw new Error('the reader is broken');
      });
      await database.db.transaction((tx) => queue.send(tx, 'read-receipt', { receiptId: 'r' }));
      const [failed] = await until(
        () => queue.failed(),
        (all) => all.length > 0,
      );
      expect(tries).toEqual([false, true]);
      expect(failed).toMatchObject({ queue: 'read-receipt', tries: 2, subject: 'r', error: 'the reader is broken' });
      works = true;
      expect(await queue.retry('read-receipt', failed?.id ?? '')).toBe(true);
      await until(
        async () => tries,
        (all) => all.length === 3,
      );
      expect(await queue.failed()).toEqual([]);
      expect(await queue.retry('read-receipt', failed?.id ?? '')).toBe(false);
      expect(errors).toEqual([]);
    });
  });
});
