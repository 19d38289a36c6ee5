import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ClaimDraft, DraftExpense } from '../../src/claim/draft.ts';
import { emptyExpense } from '../../src/claim/fill.ts';
import { newDraft } from '../../src/claim/new-draft.ts';
import { openReading, type Reading } from '../../src/claim/reading.ts';
import type { ClaimState } from '../../src/claim/views.ts';
import { seedDemo } from '../../src/demo/seed.ts';
import { startClaim } from '../../src/store/claims.ts';
import { type Database, openDatabase } from '../../src/store/db.ts';
import { keepFile } from '../../src/store/files.ts';
import { meetingsOf } from '../../src/store/meetings.ts';
import { otherClaimsOf } from '../../src/store/other-claims.ts';
import { userByName } from '../../src/store/people.ts';
import { addReceipt, keepReading, removeReceipt } from '../../src/store/receipts.ts';
import { claims, receipts } from '../../src/store/schema.ts';
import { emptyPostgres, engines, TODAY, temporaryFolder } from '../service.ts';

const reading = (cents: number, time: string | null): Reading => {
  const located = { confidence: 1, sure: true, page: 1, box: [0, 0, 1, 1] as [number, number, number, number] };
  return openReading({
    sha256: '',
    pages: 1,
    via: 'ocr',
    total: { cents, currency: 'EUR', ...located },
    date: { value: '2026-03-10', ...located },
    time: time === null ? null : { value: time, confidence: 1 },
    merchant: { value: 'Taksi Testi Oy', businessId: null, confidence: 1 },
    vat: [],
    kind: null,
    mealsIncluded: [],
    language: null,
    candidates: { total: [] },
    text: '',
    ms: 1,
  });
};

describe.each(engines)('what other claims say on %s', (engine) => {
  let database: Database;
  let folder: ReturnType<typeof temporaryFolder>;

  beforeAll(async () => {
    folder = temporaryFolder();
    const databaseUrl = engine === 'postgresql' ? await emptyPostgres() : null;
    database = await openDatabase({ dataDir: folder.folder, databaseUrl });
    await seedDemo(database.db, TODAY);
  });
  afterAll(async () => {
    await database?.close();
    folder?.remove();
  });
  beforeEach(async () => {
    await database.db.delete(receipts);
    await database.db.delete(claims);
  });

  const blank = newDraft({ freeMeals: [] }, { iban: '', name: '' });
  const between = (start: string, end: string): ClaimDraft => ({ ...blank, trip: { ...blank.trip, start, end } });

  async function claimOf(username: string, at: 0 | 1, draft: ClaimDraft, state: ClaimState = 'draft') {
    const { db } = database;
    const user = await userByName(db, username);
    if (!user) throw new Error(`no ${username}`);
    const meeting = (await meetingsOf(db, user.id))[at]?.meeting;
    const made = await startClaim(db, {
      memberId: user.id,
      meetingId: meeting?.id ?? '',
      draft,
      now: TODAY,
      year: 2026,
    });
    await db.update(claims).set({ state, draft }).where(eq(claims.id, made.id));
    return { id: made.id, number: made.number, memberId: user.id, draft };
  }

  /** A claim with one expense, whose receipt has these bytes and this reading. */
  async function withReceipt(
    username: string,
    at: 0 | 1,
    { bytes, read, state, row }: { bytes: string; read: Reading; state?: ClaimState; row?: Partial<DraftExpense> },
  ) {
    const { db } = database;
    const claim = await claimOf(username, at, blank, state);
    const sha256 = await keepFile(db, Buffer.from(bytes), 'image/jpeg', TODAY);
    const receipt = await addReceipt(db, {
      claimId: claim.id,
      ownerId: claim.memberId,
      sha256,
      fileName: 'kuitti.jpg',
      uploadedAt: TODAY,
    });
    await keepReading(db, receipt.id, read);
    const expense = { ...emptyExpense(randomUUID(), receipt.id), ...row };
    const draft = { ...blank, expenses: [expense] };
    await db.update(claims).set({ draft }).where(eq(claims.id, claim.id));
    return { ...claim, draft, receiptId: receipt.id, expenseId: expense.id };
  }

  const foundIn = async (claim: Parameters<typeof otherClaimsOf>[1]) => {
    const { duplicates } = await otherClaimsOf(database.db, claim);
    return [...duplicates.values()].flat();
  };

  test('the member’s other trips are told in UTC, those without times and those of others are not', async () => {
    const mine = await claimOf('jasen', 0, between('2026-03-10T08:00', '2026-03-10T18:00'));
    await claimOf('medlem', 0, between('2026-03-10T08:00', '2026-03-10T18:00'), 'submitted');
    expect((await otherClaimsOf(database.db, mine)).trips).toEqual([]);
    const other = await claimOf('jasen', 1, between('2026-03-10T17:00', '2026-03-11T02:00'));
    expect((await otherClaimsOf(database.db, mine)).trips).toEqual([
      { claim: other.number, start: '2026-03-10T15:00:00.000Z', end: '2026-03-11T00:00:00.000Z' },
    ]);
    await claimOf('jasen', 1, {
      ...blank,
      trip: { ...blank.trip, start: '2026-03-29T03:30', end: '2026-03-30T02:00' },
    });
    expect((await otherClaimsOf(database.db, mine)).trips).toEqual([]);
  });

  test('the same bytes are told once, of another member only when the claim is sent', async () => {
    const read = reading(2340, '05:42');
    const theirs = await withReceipt('medlem', 0, { bytes: 'same', read });
    const mine = await withReceipt('jasen', 0, { bytes: 'same', read });
    expect(await foundIn(mine)).toEqual([]);
    await database.db.update(claims).set({ state: 'submitted' }).where(eq(claims.id, theirs.id));
    expect(await foundIn(mine)).toEqual([{ claim: theirs.number, by: 'bytes' }]);
    await removeReceipt(database.db, theirs.receiptId, TODAY);
    expect(await foundIn(mine)).toEqual([]);
  });

  test('in one’s own claims the same bytes count from the draft on', async () => {
    const read = reading(2340, '05:42');
    const first = await withReceipt('jasen', 0, { bytes: 'own', read });
    const second = await withReceipt('jasen', 1, { bytes: 'own', read });
    expect(await foundIn(first)).toEqual([{ claim: second.number, by: 'bytes' }]);
  });

  test('merchant, date, time and sum must all be read and be the same', async () => {
    const theirs = await withReceipt('medlem', 0, { bytes: 'a', read: reading(2340, '05:42'), state: 'approved' });
    const same = await withReceipt('jasen', 0, { bytes: 'b', read: reading(2340, '05:42') });
    expect(await foundIn(same)).toEqual([{ claim: theirs.number, by: 'fields' }]);
    for (const other of [reading(2341, '05:42'), reading(2340, '05:43'), reading(2340, null)]) {
      await keepReading(database.db, same.receiptId, other);
      expect(await foundIn(same)).toEqual([]);
    }
  });

  test('a taxi of the same day and sum is the same ride; another sum, day or kind is not', async () => {
    const ride = { kind: 'taxi', date: '2026-03-10', amountCents: 2340 } as const;
    const theirs = await withReceipt('medlem', 0, {
      bytes: 'c',
      read: reading(1, null),
      state: 'submitted',
      row: ride,
    });
    const mine = (row: Partial<DraftExpense>) =>
      withReceipt('jasen', 0, { bytes: 'd', read: reading(2, null), row: { ...ride, ...row } });
    expect(await foundIn(await mine({}))).toEqual([{ claim: theirs.number, by: 'ride' }]);
    for (const row of [{ amountCents: 2341 }, { date: '2026-03-11' }, { kind: 'bus' as const }])
      expect(await foundIn(await mine(row))).toEqual([]);
  });
});
