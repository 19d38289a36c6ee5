import { and, asc, desc, eq, gt, inArray, lte, type SQL, sql } from 'drizzle-orm';
import type { BatchState, PaymentStatus } from '../claim/finance-views.ts';
import type { Db } from './db.ts';
import { claims, groups, meetings, users } from './schema.ts';
import { batchClaims, batchEvents, batches, payments, postings } from './schema-finance.ts';

/** Payment batches as they were made, and what became of their payments. */

export type Batch = typeof batches.$inferSelect;
export type BatchClaim = typeof batchClaims.$inferSelect;
export type PostingRow = typeof postings.$inferSelect;

/** Draws the next number. Numbers of batches that were not made stay unused: a number never means two things. */
export async function nextBatchNumber(tx: Db): Promise<number> {
  const drawn = await tx
    .select({ value: sql<number>`nextval('batches_number_seq')::int` })
    .from(sql`(select 1) as one`);
  return Number(drawn[0]?.value);
}

export async function addBatch(tx: Db, batch: Batch): Promise<void> {
  await tx.insert(batches).values(batch);
}

const ROWS_AT_ONCE = 1000;

async function inPieces<T>(rows: readonly T[], add: (piece: T[]) => Promise<unknown>): Promise<void> {
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) await add(rows.slice(at, at + ROWS_AT_ONCE));
}

/** The claims of a batch; of a payment batch each is open to be answered, unless there is nothing to pay. */
export async function addBatchClaims(tx: Db, rows: readonly BatchClaim[], opens: boolean): Promise<void> {
  await inPieces(rows, (piece) => tx.insert(batchClaims).values(piece));
  if (!opens) return;
  const open = rows.map(({ batchNumber, claimId }) => ({ batchNumber, claimId }));
  await inPieces(open, (piece) => tx.insert(payments).values(piece));
}

export const addPostings = (tx: Db, rows: readonly PostingRow[]): Promise<void> =>
  inPieces(rows, (piece) => tx.insert(postings).values(piece));

const PAGE = 5000;
/** Stands in no text people write: control characters are left out of postings. */
const BETWEEN = '\u001f';

/**
 * The rows of a batch in their order, a page at a time: what is held does not grow with the batch. Each is its `fields` as
 * text (ISO dates, cents, empty for null), sent as one column: a third of the time of as many columns.
 */
export async function* postingPages(
  db: Db,
  batchNumber: number,
  fields: readonly (keyof PostingRow)[],
): AsyncGenerator<string[][]> {
  const cells = sql.join(
    fields.map((field) => sql`coalesce(${postings[field]}::text, '')`),
    sql`, `,
  );
  for (let after = 0; ; after += PAGE) {
    const rows = await db
      .select({ cells: sql<string>`concat_ws(${BETWEEN}::text, ${cells})` })
      .from(postings)
      .where(and(eq(postings.batchNumber, batchNumber), gt(postings.row, after), lte(postings.row, after + PAGE)))
      .orderBy(asc(postings.row));
    if (rows.length > 0) yield rows.map((row) => row.cells.split(BETWEEN));
    if (rows.length < PAGE) return;
  }
}

/** Rows of some of a batch's claims, in their order. */
export async function postingsOfClaims(db: Db, batchNumber: number, claimIds: readonly string[]) {
  return db
    .select()
    .from(postings)
    .where(and(eq(postings.batchNumber, batchNumber), inArray(postings.claimId, [...claimIds])))
    .orderBy(asc(postings.row));
}

export type BatchRecord = {
  batch: Batch;
  madeByName: string;
  cents: Record<PaymentStatus, number>;
  state: BatchState;
};

export const allBatches = (db: Db): Promise<BatchRecord[]> => find(db, undefined);

export async function batchByNumber(db: Db, number: number): Promise<BatchRecord | null> {
  const [batch] = await find(db, eq(batches.number, number));
  return batch ?? null;
}

const MOST_LISTED = 500;

async function find(db: Db, where: SQL | undefined): Promise<BatchRecord[]> {
  const rows = await db
    .select({ batch: batches, madeByName: users.name })
    .from(batches)
    .innerJoin(users, eq(users.id, batches.madeBy))
    .where(where)
    .orderBy(desc(batches.number))
    .limit(MOST_LISTED);
  const numbers = rows.map(({ batch }) => batch.number);
  const [sums, events] = [await sumsOf(db, numbers), await eventsOf(db, numbers)];
  return rows.map(({ batch, madeByName }) => {
    const own = sums.filter(({ batchNumber }) => batchNumber === batch.number);
    const told = events.filter(({ batchNumber }) => batchNumber === batch.number).map(({ event }) => event);
    const cents = { open: 0, paid: 0, rejected: 0, reversed: 0 };
    for (const { status, total } of own) cents[status] += Number(total);
    return {
      batch,
      madeByName,
      cents,
      state: stateOf(
        batch,
        own.map(({ status }) => status),
        told,
      ),
    };
  });
}

function stateOf(batch: Batch, statuses: readonly PaymentStatus[], events: readonly string[]): BatchState {
  if (batch.kind === 'reversal') return 'reversal';
  if (statuses.includes('rejected')) return 'part-rejected';
  if (!statuses.includes('open')) return statuses.includes('paid') ? 'paid' : 'reversed';
  if (events.includes('sent')) return 'sent';
  return events.includes('downloaded') ? 'downloaded' : 'made';
}

async function sumsOf(db: Db, numbers: readonly number[]) {
  if (numbers.length === 0) return [];
  return db
    .select({
      batchNumber: payments.batchNumber,
      status: payments.status,
      total: sql<string>`sum(${batchClaims.payableCents})`,
    })
    .from(payments)
    .innerJoin(
      batchClaims,
      and(eq(batchClaims.batchNumber, payments.batchNumber), eq(batchClaims.claimId, payments.claimId)),
    )
    .where(inArray(payments.batchNumber, [...numbers]))
    .groupBy(payments.batchNumber, payments.status);
}

export async function eventsOf(db: Db, numbers: readonly number[]) {
  if (numbers.length === 0) return [];
  return db
    .select()
    .from(batchEvents)
    .where(inArray(batchEvents.batchNumber, [...numbers]))
    .orderBy(asc(batchEvents.id));
}

export async function addEvent(tx: Db, event: Omit<typeof batchEvents.$inferInsert, 'id'>): Promise<void> {
  await tx.insert(batchEvents).values(event);
}

/** Numbers of the reversals of a batch. */
export async function reversalsOf(db: Db, number: number): Promise<number[]> {
  const rows = await db
    .select({ number: batches.number })
    .from(batches)
    .where(eq(batches.reverses, number))
    .orderBy(asc(batches.number));
  return rows.map((row) => row.number);
}

/** The claims of a batch with what became of each; `payment` is null in a reversal. */
export async function claimsOfBatch(db: Db, number: number) {
  return db
    .select({
      batchClaim: batchClaims,
      payment: payments,
      number: claims.number,
      memberId: claims.memberId,
      member: users.name,
      group: groups.name,
    })
    .from(batchClaims)
    .innerJoin(claims, eq(claims.id, batchClaims.claimId))
    .innerJoin(users, eq(users.id, claims.memberId))
    .innerJoin(meetings, eq(meetings.id, claims.meetingId))
    .innerJoin(groups, eq(groups.id, meetings.groupId))
    .leftJoin(
      payments,
      and(eq(payments.batchNumber, batchClaims.batchNumber), eq(payments.claimId, batchClaims.claimId)),
    )
    .where(eq(batchClaims.batchNumber, number))
    .orderBy(asc(claims.number));
}
