import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { openDraft } from '../claim/new-draft.ts';
import { isMissing, type Original, type OriginalMark, originalsOf, type SentReceipts } from '../claim/originals.ts';
import type { Reading } from '../claim/reading.ts';
import { draftRows, heldSubjects } from '../claim/review/supplement.ts';
import type { Ruling } from '../claim/ruling-shape.ts';
import type { ClaimRow } from './claims.ts';
import type { Db } from './db.ts';
import { claims, claimVersions, receipts, users } from './schema.ts';
import { originalMarks, originalReminders } from './schema-originals.ts';

/** Paper originals of the version last sent of a claim. Whoever changes a mark has locked the claim. */

/** Which originals are awaited, in, missing and excused, by claim; a claim that was never sent has none. */
export async function originalsOfClaims(db: Db, claimIds: readonly string[]): Promise<Map<string, Original[]>> {
  if (claimIds.length === 0) return new Map();
  const sent = await sentVersions(db, claimIds);
  const forms = await formsOf(
    db,
    sent.flatMap(({ receipts: rows }) => rows.map(({ id }) => id)),
  );
  const marks = await marksOf(db, claimIds);
  return new Map(
    sent.map(({ claimId, receipts: rows, draft, rulings }) => [
      claimId,
      originalsOf({
        receipts: rows.map(({ id, fileName }) => ({ id, fileName, via: forms.get(id) ?? null })),
        // The original of a row held back is awaited by the supplement.
        expenses: draftRows(openDraft(draft), heldSubjects({ rulings: rulings ?? [] }), 'others').expenses,
        marks: marks.get(claimId) ?? [],
      }),
    ]),
  );
}

export const originalsOfClaim = async (db: Db, claimId: string): Promise<Original[]> =>
  (await originalsOfClaims(db, [claimId])).get(claimId) ?? [];

const sentVersions = (db: Db, claimIds: readonly string[]) =>
  db
    .select({
      claimId: claims.id,
      receipts: claimVersions.receipts,
      draft: claimVersions.draft,
      rulings: sql<Ruling[] | null>`${claimVersions.tripClaim}::jsonb->'rulings'`,
    })
    .from(claims)
    .innerJoin(claimVersions, and(eq(claimVersions.claimId, claims.id), eq(claimVersions.version, claims.version)))
    .where(inArray(claims.id, [...claimIds]));

/** How each receipt was read: by its text, or off a picture. */
async function formsOf(db: Db, ids: readonly string[]): Promise<Map<string, Reading['via'] | null>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: receipts.id, via: sql<Reading['via'] | null>`${receipts.reading}->>'via'` })
    .from(receipts)
    .where(inArray(receipts.id, [...ids]));
  return new Map(rows.map(({ id, via }) => [id, via]));
}

async function marksOf(db: Db, claimIds: readonly string[]): Promise<Map<string, SentReceipts['marks']>> {
  const rows = await db
    .select({ mark: originalMarks, by: users.name })
    .from(originalMarks)
    .leftJoin(users, eq(users.id, originalMarks.by))
    .where(inArray(originalMarks.claimId, [...claimIds]))
    .orderBy(asc(originalMarks.id));
  const byClaim = new Map<string, OriginalMark[]>();
  for (const { mark, by } of rows) {
    const { claimId, receiptId, mark: what, reason, at } = mark;
    const known = byClaim.get(claimId) ?? [];
    byClaim.set(claimId, [...known, { receiptId, mark: what, reason, at: at.toISOString(), by }]);
  }
  return byClaim;
}

type Marking = { mark: OriginalMark['mark']; reason: string; at: Date; by: string };

/** Adds a mark to each of the receipts, and keeps when the last original came. */
export async function markOriginals(
  tx: Db,
  claim: Pick<ClaimRow, 'id' | 'version'>,
  receiptIds: readonly string[],
  marking: Marking,
): Promise<void> {
  const rows = receiptIds.map((receiptId) => ({ ...marking, claimId: claim.id, version: claim.version, receiptId }));
  if (rows.length > 0) await tx.insert(originalMarks).values(rows);
  await settleOriginals(tx, claim.id, marking.at);
}

/** Marks every missing original as received. */
export async function receiveAllOriginals(
  tx: Db,
  claim: Pick<ClaimRow, 'id' | 'version'>,
  { at, by }: { at: Date; by: string },
): Promise<void> {
  const missing = (await originalsOfClaim(tx, claim.id)).filter(isMissing);
  const ids = missing.map(({ receiptId }) => receiptId);
  await markOriginals(tx, claim, ids, { mark: 'received', reason: '', at, by });
}

/**
 * Keeps at the claim whether all its originals are in, for whoever asks for many claims at once. Called after each mark
 * and each sending: a new version may hold receipts nobody has seen on paper. A claim without receipts waits for none.
 */
export async function settleOriginals(tx: Db, claimId: string, at: Date): Promise<{ missing: number }> {
  const originals = await originalsOfClaim(tx, claimId);
  const missing = originals.filter(isMissing).length;
  const isSettled = originals.length > 0 && missing === 0;
  const kept = sql`coalesce(${claims.originalsReceivedAt}, ${at.toISOString()}::timestamptz)`;
  await tx
    .update(claims)
    .set({ originalsReceivedAt: isSettled ? kept : null })
    .where(eq(claims.id, claimId));
  return { missing };
}

/** Keeps a reminder; false where the member was reminded of this claim today already. */
export async function addReminder(
  tx: Db,
  reminder: { claimId: string; day: string; at: Date; by: string },
): Promise<boolean> {
  const kept = await tx.insert(originalReminders).values(reminder).onConflictDoNothing().returning();
  return kept.length > 0;
}

/** When the member was last reminded of the originals, by claim. */
export async function lastReminders(db: Db, claimIds: readonly string[]): Promise<Map<string, Date>> {
  if (claimIds.length === 0) return new Map();
  const rows = await db
    .select()
    .from(originalReminders)
    .where(inArray(originalReminders.claimId, [...claimIds]))
    .orderBy(asc(originalReminders.day));
  return new Map(rows.map(({ claimId, at }) => [claimId, at]));
}
