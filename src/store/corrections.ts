import { and, asc, eq, inArray, lt, sql } from 'drizzle-orm';
import type { Evaluation, TripClaim } from '../claim/claim.ts';
import type { ClaimDraft } from '../claim/draft.ts';
import type { DecisionChange } from '../claim/review/changes.ts';
import { type ConsentState, type ConsentWay, consentState, contested } from '../claim/review/consent.ts';
import type { LineChange } from '../claim/revision-views.ts';
import type { ClaimState } from '../claim/views.ts';
import { type ClaimVersion, canonical, claimVersion } from './claims.ts';
import type { Db } from './db.ts';
import { claims, claimVersions, users } from './schema.ts';
import { consentReplies, corrections } from './schema-review.ts';

/** Versions made of the assistant's decisions. A version that was sent is never edited: this one takes its place. */

export type Correction = typeof corrections.$inferSelect & { byName: string };

export async function correctionOf(db: Db, claimId: string, version: number): Promise<Correction | null> {
  const [row] = await db
    .select({ correction: corrections, byName: users.name })
    .from(corrections)
    .innerJoin(users, eq(users.id, corrections.by))
    .where(and(eq(corrections.claimId, claimId), eq(corrections.version, version)));
  return row ? { ...row.correction, byName: row.byName } : null;
}

/** The version its member sent: itself, or the one a correction was made of. */
export async function baseOf(db: Db, current: ClaimVersion): Promise<ClaimVersion> {
  const correction = await correctionOf(db, current.claimId, current.version);
  const base = correction && (await claimVersion(db, current.claimId, correction.baseVersion));
  if (correction && !base) throw new Error(`claim ${current.claimId} lost version ${correction.baseVersion}`);
  return base ?? current;
}

/** What was corrected of the versions that were sent before this one, the oldest first. */
export async function correctionsBefore(db: Db, { claimId, version }: ClaimVersion): Promise<DecisionChange[]> {
  const rows = await db
    .select({ changes: corrections.changes })
    .from(corrections)
    .where(and(eq(corrections.claimId, claimId), lt(corrections.baseVersion, version)))
    .orderBy(asc(corrections.version));
  return rows.flatMap(({ changes }) => changes);
}

export type NewCorrection = {
  base: ClaimVersion;
  version: number;
  tripClaim: TripClaim;
  evaluation: Evaluation;
  draft: ClaimDraft;
  changes: DecisionChange[];
  lines: LineChange[];
  way: ConsentWay;
  state: ClaimState;
  by: string;
  at: Date;
};

/** Freezes a correction as the claim's next version. Who signed, when and under which declaration stays as it was. */
export async function freezeCorrection(tx: Db, made: NewCorrection): Promise<void> {
  const { base, version, tripClaim, evaluation, draft, state, changes, lines, way, by, at } = made;
  const { claimId } = base;
  await tx.insert(claimVersions).values({
    ...base,
    version,
    draft,
    tripClaim: canonical(tripClaim),
    evaluation: canonical(evaluation),
    payableCents: evaluation.totals.payableCents,
  });
  await tx.insert(corrections).values({ claimId, version, baseVersion: base.version, changes, lines, way, by, at });
  await tx
    .update(claims)
    .set({ state, version, draft, evaluation, since: at, revision: sql`${claims.revision} + 1` })
    .where(eq(claims.id, claimId));
}

/** Puts what the member works on back to a version as it was sent. */
export async function restoreDraft(tx: Db, base: ClaimVersion): Promise<void> {
  await tx.update(claims).set({ draft: base.draft }).where(eq(claims.id, base.claimId));
}

export async function touch(tx: Db, claimId: string): Promise<void> {
  await tx
    .update(claims)
    .set({ revision: sql`${claims.revision} + 1` })
    .where(eq(claims.id, claimId));
}

/** What has been said to the corrections of these claims' newest versions; nothing of claims without one. */
export async function consentStatesOf(db: Db, claimIds: readonly string[]): Promise<Map<string, ConsentState>> {
  if (claimIds.length === 0) return new Map();
  const rows = await db
    .select({ correction: corrections, reply: consentReplies })
    .from(corrections)
    .innerJoin(claims, and(eq(claims.id, corrections.claimId), eq(claims.version, corrections.version)))
    .leftJoin(
      consentReplies,
      and(eq(consentReplies.claimId, corrections.claimId), eq(consentReplies.version, corrections.version)),
    )
    .where(inArray(corrections.claimId, [...claimIds]))
    .orderBy(consentReplies.id);
  const byClaim = Map.groupBy(rows, ({ correction }) => correction.claimId);
  return new Map(
    [...byClaim].map(([claimId, all]) => {
      const [first] = all;
      if (!first) throw new Error('a group without a row');
      const replies = all.flatMap(({ reply }) => reply ?? []);
      return [claimId, consentState(first.correction.way, contested(first.correction.changes), replies)];
    }),
  );
}
