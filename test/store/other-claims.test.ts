import { randomUUID } from 'node:crypto';
import { eq, ne, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ClaimDraft, DraftExpense } from '../../src/claim/draft.ts';
import { emptyExpense } from '../../src/claim/fill.ts';
import { newDraft } from '../../src/claim/new-draft.ts';
import { openReading, type Reading } from '../../src/claim/reading.ts';
import type { ClaimState } from '../../src/claim/views.ts';
import { seedDemo } from '../../src/demo/seed.ts';
import { startClaim } from '../../src/store/claims.ts';
import { type Database, openDatabase } from '../../src/store/db.ts';
import { addDecision, toldApart } from '../../src/store/duplicates.ts';
import { keepFile } from '../../src/store/files.ts';
import { meetingsOf } from '../../src/store/meetings.ts';
import { otherClaimsOf } from '../../src/store/other-claims.ts';
import { userByName } from '../../src/store/people.ts';
import { addAlike } from '../../src/store/receipt-looks.ts';
import { addReceipt, keepReading, removeReceipt } from '../../src/store/receipts.ts';
import { claims, receipts } from '../../src/store/schema.ts';
import { duplicateDecisions } from '../../src/store/schema-duplicates.ts';
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

const numbered = (value: string) => ({
  value,
  confidence: 1,
  page: 1,
  box: [0, 0, 1, 1] as [number, number, number, number],
});

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
    await database.db.execute(sql`truncate duplicate_decisions`);
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

  /** Marks two receipts' files as looking the same. */
  async function alike(ours: string, theirs: string) {
    const rows = await database.db.select({ id: receipts.id, sha256: receipts.sha256 }).from(receipts);
    const sha = (id: string) => rows.find((row) => row.id === id)?.sha256 ?? '';
    await addAlike(database.db, sha(ours), [{ sha256: sha(theirs), distance: 12, ourPage: 1, theirPage: 2 }]);
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
    // That there is another claim is told; which, and whose, is not.
    expect(await foundIn(mine)).toEqual([{ claim: null, by: 'bytes' }]);
    await removeReceipt(database.db, theirs.receiptId, TODAY);
    expect(await foundIn(mine)).toEqual([]);
  });

  test('in one’s own claims the same bytes count from the draft on', async () => {
    const read = reading(2340, '05:42');
    const first = await withReceipt('jasen', 0, { bytes: 'own', read });
    const second = await withReceipt('jasen', 1, { bytes: 'own', read });
    expect(await foundIn(first)).toEqual([{ claim: second.number, by: 'bytes' }]);
  });

  test('merchant, date and sum must all be read and be the same', async () => {
    await withReceipt('medlem', 0, { bytes: 'a', read: reading(2340, '05:42'), state: 'approved' });
    const same = await withReceipt('jasen', 0, { bytes: 'b', read: reading(2340, '05:42') });
    const foundWith = async (other: Reading) => {
      await keepReading(database.db, same.receiptId, other);
      return (await foundIn(same)).map(({ by }) => by);
    };
    expect(await foundIn(same)).toEqual([{ claim: null, by: 'fields' }]);
    const read = reading(2340, '05:42');
    const merchant = { value: 'TAKSI TESTI  OY.', businessId: null, confidence: 1, page: 1, box: null };
    expect(await foundWith({ ...read, merchant })).toEqual(['fields']);
    expect(await foundWith({ ...read, merchant: { ...merchant, value: 'Taksi Muu Oy' } })).toEqual([]);
    expect(await foundWith({ ...read, date: null })).toEqual([]);
    expect(await foundWith(reading(2341, '05:42'))).toEqual([]);
    expect(await foundWith(reading(2340, null))).toEqual(['fields']);
  });

  test('the next ticket of the same price has another time and another number: one of them alone is not enough', async () => {
    await withReceipt('medlem', 0, {
      bytes: 'a',
      read: { ...reading(320, '08:05'), receiptNumber: numbered('1001') },
      state: 'approved',
    });
    const mine = await withReceipt('jasen', 0, { bytes: 'b', read: reading(320, '16:40') });
    expect(await foundIn(mine)).toEqual([{ claim: null, by: 'fields' }]);
    await keepReading(database.db, mine.receiptId, { ...reading(320, '16:40'), receiptNumber: numbered('1002') });
    expect(await foundIn(mine)).toEqual([]);
  });

  test('merchant and receipt number are enough without a sum, the number of another merchant is not', async () => {
    const read = { ...reading(0, null), total: null, date: null, receiptNumber: numbered('A-77') };
    await withReceipt('medlem', 0, {
      bytes: 'a',
      read: { ...reading(2340, null), receiptNumber: numbered('A-77') },
      state: 'approved',
    });
    const mine = await withReceipt('jasen', 0, { bytes: 'b', read });
    expect(await foundIn(mine)).toEqual([{ claim: null, by: 'fields' }]);
    await keepReading(database.db, mine.receiptId, { ...read, merchant: null });
    expect(await foundIn(mine)).toEqual([]);
    // The business id says who the merchant is where the name was not read.
    const id = { value: '1234567-1', confidence: 1, page: 1, box: [0, 0, 1, 1] as [number, number, number, number] };
    await keepReading(database.db, mine.receiptId, { ...read, merchant: null, businessId: id });
    expect(await foundIn(mine)).toEqual([]);
    await database.db
      .update(receipts)
      .set({ reading: { ...read, businessId: id } })
      .where(ne(receipts.id, mine.receiptId));
    expect(await foundIn(mine)).toEqual([{ claim: null, by: 'fields' }]);
  });

  test('what was typed off two pictures that could not be read is compared too', async () => {
    const typed = { kind: 'train', merchant: 'Pohjanrata', date: '2026-03-10', amountCents: 2340 } as const;
    const unread = { ...reading(0, null), total: null, date: null, merchant: null };
    await withReceipt('medlem', 0, { bytes: 'a', read: unread, state: 'submitted', row: typed });
    const mine = (row: Partial<DraftExpense>) =>
      withReceipt('jasen', 0, { bytes: 'b', read: unread, row: { ...typed, ...row } });
    expect(await foundIn(await mine({}))).toEqual([{ claim: null, by: 'fields' }]);
    expect(await foundIn(await mine({ merchant: 'Muu' }))).toEqual([]);
    expect(await foundIn(await mine({ currency: 'SEK' }))).toEqual([]);
  });

  test('the same look is told, but not where sum or day was surely read and is another', async () => {
    const theirs = await withReceipt('medlem', 0, { bytes: 'a', read: reading(2340, null), state: 'submitted' });
    const unsure = reading(9940, null);
    const mine = await withReceipt('jasen', 0, {
      bytes: 'b',
      read: { ...unsure, total: unsure.total && { ...unsure.total, sure: false } },
    });
    expect(await foundIn(mine)).toEqual([]);
    await alike(mine.receiptId, theirs.receiptId);
    expect(await foundIn(mine)).toEqual([{ claim: null, by: 'look' }]);
    await keepReading(database.db, mine.receiptId, unsure);
    expect(await foundIn(mine)).toEqual([]);
    await keepReading(database.db, mine.receiptId, { ...unsure, total: null, date: null });
    expect(await foundIn(mine)).toEqual([{ claim: null, by: 'look' }]);
  });

  test('a receipt that is twice in one claim is told of the later one, with the row of the other', async () => {
    const claim = await withReceipt('jasen', 0, { bytes: 'one', read: reading(2340, null) });
    const sha256 = await keepFile(database.db, Buffer.from('two'), 'image/jpeg', TODAY);
    const again = { claimId: claim.id, ownerId: claim.memberId, sha256, fileName: 'kuitti2.jpg', uploadedAt: TODAY };
    const second = await addReceipt(database.db, again);
    await keepReading(database.db, second.id, reading(2340, null));
    const draft = { ...claim.draft, expenses: [...claim.draft.expenses, emptyExpense('later', second.id)] };
    const { duplicates } = await otherClaimsOf(database.db, { ...claim, draft });
    expect([...duplicates]).toEqual([['later', [{ claim: claim.number, by: 'fields', expense: claim.expenseId }]]]);
    // A receipt that no row uses is no cost, and not twice.
    expect(await foundIn(claim)).toEqual([]);
  });

  test('a pair the assistant has dismissed is told no more, until the decision is taken back', async () => {
    const theirs = await withReceipt('medlem', 0, { bytes: 'a', read: reading(2340, null), state: 'submitted' });
    const mine = await withReceipt('jasen', 0, { bytes: 'b', read: reading(2340, null) });
    const third = await withReceipt('jasen', 1, { bytes: 'c', read: reading(2340, null) });
    const by = (await userByName(database.db, 'assistentti'))?.id ?? '';
    const decide = (ours: string, other: string, dismissed: boolean) =>
      addDecision(database.db, { ours, theirs: other, dismissed, reason: 'Kaksi eri matkaa', at: TODAY, by });
    await decide(theirs.receiptId, mine.receiptId, true);
    expect(await foundIn(mine)).toEqual([{ claim: third.number, by: 'fields' }]);
    expect(await foundIn(third)).toHaveLength(2);
    await decide(mine.receiptId, theirs.receiptId, false);
    expect(await foundIn(mine)).toHaveLength(2);
    await expect(database.db.update(duplicateDecisions).set({ dismissed: true })).rejects.toThrow();
  });

  test('a receipt told apart from all it is like is so by the day, with the reason where both are the member’s', async () => {
    const { db } = database;
    const theirs = await withReceipt('medlem', 0, { bytes: 'a', read: reading(2340, null), state: 'submitted' });
    const mine = await withReceipt('jasen', 0, { bytes: 'b', read: reading(2340, null) });
    const third = await withReceipt('jasen', 1, { bytes: 'c', read: reading(2340, null) });
    const by = (await userByName(db, 'assistentti'))?.id ?? '';
    const decide = (other: string, dismissed: boolean) =>
      addDecision(db, { ours: mine.receiptId, theirs: other, dismissed, reason: 'Eri matkat', at: TODAY, by });
    const send = (id: string) => db.update(claims).set({ version: 1 }).where(eq(claims.id, id));
    const apart = async (until = TODAY) => [...(await toldApart(db, mine, until))];
    await send(third.id);
    expect(await apart()).toEqual([]);
    await decide(third.receiptId, true);
    expect(await apart()).toEqual([[mine.expenseId, 'Eri matkat']]);
    expect(await apart(new Date(TODAY.getTime() - 1))).toEqual([]);
    // Now another member's receipt is like it too, and what is said of that one is not told.
    await send(theirs.id);
    expect(await apart()).toEqual([]);
    await decide(theirs.receiptId, true);
    expect(await apart()).toEqual([[mine.expenseId, '']]);
    await decide(third.receiptId, false);
    expect(await apart()).toEqual([]);
  });

  test('a taxi of the same day and sum is the same ride; another sum, day or kind is not', async () => {
    const ride = { kind: 'taxi', date: '2026-03-10', amountCents: 2340 } as const;
    await withReceipt('medlem', 0, {
      bytes: 'c',
      read: reading(1, null),
      state: 'submitted',
      row: ride,
    });
    const mine = (row: Partial<DraftExpense>) =>
      withReceipt('jasen', 0, { bytes: 'd', read: reading(2, null), row: { ...ride, ...row } });
    expect(await foundIn(await mine({}))).toEqual([{ claim: null, by: 'ride' }]);
    for (const row of [{ amountCents: 2341 }, { date: '2026-03-11' }, { kind: 'bus' as const }])
      expect(await foundIn(await mine(row))).toEqual([]);
  });
});
