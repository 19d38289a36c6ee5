import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeBatch } from '../../src/api/batch-making.ts';
import { takeResponse } from '../../src/api/batch-response.ts';
import { reverseBatch } from '../../src/api/batch-reversal.ts';
import { type Database, type Db, openDatabase } from '../../src/store/db.ts';
import { keepApprovedDocument, keepDocument } from '../../src/store/documents.ts';
import { keepFile } from '../../src/store/files.ts';
import type { User } from '../../src/store/people.ts';
import * as schema from '../../src/store/schema.ts';
import { claims, claimVersions, groups, meetings, receipts, users } from '../../src/store/schema.ts';
import { batchClaims, batches, payments, postings } from '../../src/store/schema-finance.ts';
import { originalMarks } from '../../src/store/schema-originals.ts';
import { evaluated } from '../finance/paid.ts';
import { emptyPostgres, TODAY } from '../service.ts';

/** Money under concurrency and behind the program's back: what PostgreSQL itself holds. */

const CLAIMS = 40;
const ATTEMPTS = 1000;
const POOL = 20;

let database: Database;
let pools: pg.Pool[];
let rooms: Db[];
let finance: User;
let ids: string[];

beforeAll(async () => {
  const databaseUrl = await emptyPostgres();
  database = await openDatabase({ databaseUrl, dataDir: '' });
  // As many processes would: pools of their own, and no limit on waiting.
  pools = [1, 2].map(() => new pg.Pool({ connectionString: databaseUrl, max: POOL }));
  rooms = pools.map((pool) => drizzle(pool, { schema, casing: 'snake_case' }));
  const { db } = database;
  const person = (username: string, roles: User['roles']) => ({
    username,
    name: username,
    email: `${username}@example.invalid`,
    roles,
    passwordHash: 'x',
    createdAt: TODAY,
  });
  const made = await db
    .insert(users)
    .values([person('jasen', ['member']), person('talous', ['finance'])])
    .returning();
  const [member, paying] = made;
  if (!member || !paying) throw new Error('no people');
  finance = paying;
  const [group] = await db
    .insert(groups)
    .values({ name: 'Ryhmä', area: 'a', termStart: '2026-01-01', termEnd: '2026-12-31' })
    .returning();
  ids = [];
  for (let at = 1; at <= CLAIMS; at += 1) ids.push(await approvedClaim(db, group?.id ?? '', member.id, at));
});
afterAll(async () => {
  await Promise.all((pools ?? []).map((pool) => pool.end()));
  await database?.close();
});

async function approvedClaim(db: Db, groupId: string, memberId: string, at: number): Promise<string> {
  const start = { startsAt: '2026-03-10T10:00', endsAt: '2026-03-10T15:00', timeZone: 'Europe/Helsinki' };
  const place = { purpose: `Kokous ${at}`, place: 'Helsinki', address: 'x' };
  const [meeting] = await db
    .insert(meetings)
    .values({ groupId, kind: 'meeting', ...place, ...start, freeMeals: [] })
    .returning();
  const draft = { expenses: [], payment: { iban: 'FI2112345600000785', accountHolder: 'x' } } as never;
  const number = `ML-2026-${String(at).padStart(6, '0')}-1`;
  const state = { state: 'approved', version: 1, since: TODAY, approvedAt: TODAY, createdAt: TODAY } as const;
  const [claim] = await db
    .insert(claims)
    .values({ number, memberId, meetingId: meeting?.id ?? '', draft, ...state })
    .returning();
  const evaluation = evaluated();
  await db.insert(claimVersions).values({
    claimId: claim?.id ?? '',
    version: 1,
    tripClaim: '{}',
    evaluation: JSON.stringify(evaluation),
    draft,
    receipts: [],
    payableCents: evaluation.totals.payableCents,
    language: 'fi',
    signedName: 'x',
    signedBy: memberId,
    signedAt: TODAY,
    declarationVersion: '1',
  });
  const claimId = claim?.id ?? '';
  // Finance pays by the approver's seal; what is in the document does not matter here.
  const sha256 = await keepFile(db, new TextEncoder().encode('pdf'), 'application/pdf', TODAY);
  const document = { claimId, version: 1, copy: 'finance', sha256, createdAt: TODAY } as const;
  await keepDocument(db, document);
  await keepApprovedDocument(db, document);
  return claimId;
}

const pick = (attempt: number): string[] => {
  const at = (attempt * 7919) % CLAIMS;
  return [...new Set([0, 1 + (attempt % 3), 5].map((step) => ids[(at + step) % CLAIMS] ?? ''))].sort();
};

test(`of ${ATTEMPTS} attempts at once, over two processes' connections, exactly one gets each claim`, async () => {
  const results = await Promise.allSettled(
    Array.from({ length: ATTEMPTS }, (_, attempt) =>
      (rooms[attempt % rooms.length] as Db).transaction((tx) => makeBatch(tx, pick(attempt), finance, TODAY)),
    ),
  );
  const refused = results.flatMap((each) =>
    each.status === 'rejected' ? [(each.reason as { code?: string }).code] : [],
  );
  // Whoever does not get all of its claims gets none: only refusals, no deadlock, no broken key.
  expect([...new Set(refused)]).toEqual(['claim-in-batch']);
  const rows = await database.db.select().from(payments);
  expect(new Set(rows.map(({ claimId }) => claimId)).size).toBe(rows.length);
  expect(rows.length).toBeGreaterThan(CLAIMS / 2);
  const won = results.filter((each) => each.status === 'fulfilled').length;
  expect((await database.db.select().from(batches)).length).toBe(won);
  const sums = await database.db.execute(
    sql`select b.number from batches b where b.total_cents <> (select sum(cents) from postings p where p.batch_number = b.number)
      or b.total_cents <> (select sum(payable_cents) from batch_claims c where c.batch_number = b.number)`,
  );
  expect((sums as unknown as { rows: unknown[] }).rows).toEqual([]);
});

test('an answer and a reversal of the same batch at once: one of them happens, whole, and the claims say which', async () => {
  const { db } = database;
  for (const { number } of (await db.select().from(batches)).slice(0, 6)) {
    const own = await db.select().from(payments).where(sql`${payments.batchNumber} = ${number}`);
    const rows = await db.select().from(postings).where(sql`${postings.batchNumber} = ${number}`);
    const file = [
      'viite;summa;tila;paiva;syy',
      ...rows.map((row) => `${row.reference};54,00;maksettu;22.3.2026;`),
    ].join('\n');
    const given = { bytes: new TextEncoder().encode(file), fileName: 'a.csv', onlyBatch: number };
    const bringer = { actor: finance, userId: finance.id, machineId: null, tellSettled: async () => {} };
    const [answer, back] = await Promise.allSettled([
      (rooms[0] as Db).transaction((tx) => takeResponse(tx, given, bringer, TODAY)),
      (rooms[1] as Db).transaction((tx) =>
        reverseBatch(tx, { number, claimIds: null, reason: 'oikaisu' }, finance, TODAY),
      ),
    ]);
    expect([answer?.status, back?.status].toSorted()).toEqual(['fulfilled', 'rejected']);
    const after = await db.select().from(payments).where(sql`${payments.batchNumber} = ${number}`);
    expect(new Set(after.map(({ status }) => status))).toEqual(
      new Set([answer?.status === 'fulfilled' ? 'paid' : 'reversed']),
    );
    expect(after).toHaveLength(own.length);
  }
});

async function broken(statement: string): Promise<string> {
  try {
    await database.db.execute(sql.raw(statement));
  } catch (error) {
    return String((error as { cause?: unknown }).cause ?? error);
  }
  return 'done';
}

test('nothing of a made batch is changed, removed or added to, even past the program', async () => {
  const [batch] = await database.db.select().from(batches);
  const n = batch?.number;
  for (const table of ['batches', 'batch_claims', 'postings', 'batch_files', 'batch_file_parts']) {
    const key = table === 'batches' ? 'number' : 'batch_number';
    expect(await broken(`delete from ${table} where ${key} = ${n}`), table).toContain('never changed');
  }
  expect(await broken(`update batches set total_cents = 0 where number = ${n}`)).toContain('never changed');
  expect(await broken(`update postings set cents = cents + 1 where batch_number = ${n}`)).toContain('never changed');
  const columns = 'batch_number, kind, part, bytes';
  expect(await broken(`insert into batch_file_parts (${columns}) values (${n}, 'csv', 99, 'x')`)).toContain(
    'is closed',
  );
  expect(await broken(`delete from payments where batch_number = ${n}`)).toContain('never changed');
});

test('a payment goes forward only: what is reversed is not paid, what is paid is not open again', async () => {
  const { db } = database;
  const [reversed] = await db.select().from(payments).where(sql`status = 'reversed'`);
  const [paid] = await db.select().from(payments).where(sql`status = 'paid'`);
  const set = (row: typeof reversed, change: string) =>
    broken(`update payments set ${change} where batch_number = ${row?.batchNumber} and claim_id = '${row?.claimId}'`);
  if (reversed) expect(await set(reversed, "status = 'paid', paid_on = '2026-03-22'")).toContain('does not become');
  if (paid) expect(await set(paid, "status = 'open', paid_on = null")).toContain('does not become');
  expect(reversed ?? paid).toBeDefined();
});

test('who let a claim through without its original does not make its batch; another person does, and stands in it', async () => {
  const { db } = database;
  const [member] = await db.select().from(users).where(sql`username = 'jasen'`);
  const [group] = await db.select().from(groups);
  const claimId = await approvedClaim(db, group?.id ?? '', member?.id ?? '', CLAIMS + 1);
  const sha256 = await keepFile(db, new TextEncoder().encode('kuitti'), 'text/plain', TODAY);
  const receipt = { claimId, ownerId: member?.id ?? '', sha256, fileName: 'kuitti.jpg', uploadedAt: TODAY };
  const [kept] = await db
    .insert(receipts)
    .values({ ...receipt, status: 'read' })
    .returning();
  const mark = { claimId, version: 1, receiptId: kept?.id ?? '', reason: 'Kuitti katosi', at: TODAY, by: finance.id };
  await db.insert(originalMarks).values({ ...mark, mark: 'excused' });
  const make = (maker: User) => db.transaction((tx) => makeBatch(tx, [claimId], maker, TODAY));
  await expect(make(finance)).rejects.toMatchObject({ code: 'second-person-needed' });
  const [other] = await db
    .insert(users)
    .values({ ...finance, id: randomUUID(), username: 'talous2', email: 'talous2@example.invalid' })
    .returning();
  if (!other) throw new Error('no second person');
  const number = await make(other);
  const [row] = await db.select().from(batchClaims).where(sql`batch_number = ${number}`);
  expect(row).toMatchObject({ exceptionBy: finance.id });
});

test('the database closes no batch whose maker is its own second person', async () => {
  const claim = `'${ids[0]}', 1, 0, 0, 'x'`;
  const attempt = database.db.transaction(async (tx) => {
    await tx.execute(
      sql.raw(`insert into batch_claims (batch_number, claim_id, version, claimed_cents, payable_cents, iban, exception_by)
        values (8888, ${claim}, '${finance.id}')`),
    );
    await tx.execute(
      sql.raw(
        "insert into batch_files (batch_number, kind, media_type, sha256, size_bytes) values (8888, 'csv', 'x', 'x', 0)",
      ),
    );
    await tx.execute(
      sql.raw(`insert into batches (number, kind, made_at, made_by, claim_count, row_count, total_cents, csv_sha256)
        values (8888, 'payment', now(), '${finance.id}', 1, 0, 0, 'x')`),
    );
  });
  const reason = await attempt.then(
    () => 'closed',
    (error: { cause?: unknown }) => String(error.cause ?? error),
  );
  expect(reason).toContain('needs a second person');
});

test('a batch whose control total is not that of its rows is not closed', async () => {
  const statement = `insert into batches (number, kind, made_at, made_by, claim_count, row_count, total_cents, csv_sha256)
    values (9999, 'payment', now(), '${finance.id}', 0, 0, 1, 'x')`;
  expect(await broken(statement)).toContain('does not add up');
});
