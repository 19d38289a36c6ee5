import { and, eq, inArray, sql } from 'drizzle-orm';
import { Evaluation, TripClaim } from '../claim/claim.ts';
import type { DraftContext } from '../claim/complete.ts';
import type { ClaimDraft } from '../claim/draft.ts';
import { type ClaimRow, type ClaimVersion, canonical, claimVersion } from './claims.ts';
import type { Db } from './db.ts';
import { claims, claimVersions, receipts } from './schema.ts';
import { originalMarks } from './schema-originals.ts';

/** Supplements (lisälasku / tilläggsräkning): rows asked about while the rest of their claim is paid, as claims of their own. */

/** The version a supplement was made as; its member signed it as part of the claim it supplements. */
const MADE = 1;

/** What a claim that is written on is tied to: null for nearly all. */
export async function tieOf(
  db: Db,
  claim: Pick<ClaimRow, 'id' | 'supplementTo'>,
): Promise<NonNullable<DraftContext['tie']> | null> {
  const id = claim.supplementTo === null ? await supplementIdOf(db, claim.id) : claim.id;
  const version = id && (await claimVersion(db, id, MADE));
  if (!version) return null;
  const made = TripClaim.parse(JSON.parse(version.tripClaim));
  const { packs } = Evaluation.parse(JSON.parse(version.evaluation));
  return { packs, tie: claim.supplementTo === null ? { kind: 'first', rows: made } : { kind: 'supplement', made } };
}

export async function supplementIdOf(db: Db, claimId: string): Promise<string | null> {
  const [row] = await db.select({ id: claims.id }).from(claims).where(eq(claims.supplementTo, claimId));
  return row?.id ?? null;
}

export type NewSupplement = {
  id: string;
  number: string;
  first: ClaimRow;
  /** The version of the first claim that leaves the rows out: who signed it, when and in which language. */
  version: ClaimVersion;
  draft: ClaimDraft;
  receipts: ClaimVersion['receipts'];
  tripClaim: TripClaim;
  evaluation: Evaluation;
  at: Date;
};

/** Keeps the claim, returned to its member, with its first version. Sent when the first one was: it is not late by waiting. */
export async function addSupplement(tx: Db, made: NewSupplement): Promise<void> {
  const { id, number, first, version, draft, evaluation, at } = made;
  await tx.insert(claims).values({
    id,
    number,
    memberId: first.memberId,
    meetingId: first.meetingId,
    supplementTo: first.id,
    // Who filed the first claim decides on no part of it.
    filedBy: first.filedBy,
    state: 'returned',
    version: MADE,
    draft,
    evaluation,
    since: at,
    submittedAt: version.signedAt,
    createdAt: at,
  });
}

/** Freezes what the supplement was made of as its first version. Its receipts are there by then. */
export async function freezeSupplement(tx: Db, made: NewSupplement): Promise<void> {
  const { id, version, draft, receipts: own, tripClaim, evaluation } = made;
  await tx.insert(claimVersions).values({
    ...version,
    claimId: id,
    version: MADE,
    draft,
    receipts: own,
    tripClaim: canonical(tripClaim),
    evaluation: canonical(evaluation),
    payableCents: evaluation.totals.payableCents,
  });
}

type Moved = { from: string; to: string };

/** The same files under new ids in another claim: bytes are kept once, what was read and marked of them goes along. */
export async function shareReceipts(tx: Db, moved: readonly Moved[], toClaim: string): Promise<void> {
  for (const { from, to } of moved) {
    const [row] = await tx.select().from(receipts).where(eq(receipts.id, from));
    if (!row) throw new Error(`receipt ${from} is not there`);
    await tx.insert(receipts).values({ ...row, id: to, claimId: toClaim, removedAt: null });
    const marks = await tx
      .select()
      .from(originalMarks)
      .where(eq(originalMarks.receiptId, from))
      .orderBy(originalMarks.id);
    const copies = marks.map(({ id: _id, ...mark }) => ({ ...mark, claimId: toClaim, version: MADE, receiptId: to }));
    if (copies.length > 0) await tx.insert(originalMarks).values(copies);
  }
}

/** Leaves to the first claim what it still has: the other rows, and the receipts that prove them. */
export async function leaveOthers(
  tx: Db,
  { claimId, draft, gone, at }: { claimId: string; draft: ClaimDraft; gone: readonly string[]; at: Date },
): Promise<void> {
  await tx
    .update(claims)
    .set({ draft, revision: sql`${claims.revision} + 1` })
    .where(eq(claims.id, claimId));
  if (gone.length === 0) return;
  await tx
    .update(receipts)
    .set({ removedAt: at })
    .where(and(eq(receipts.claimId, claimId), inArray(receipts.id, [...gone])));
}
