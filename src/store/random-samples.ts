import { and, asc, desc, eq, gte, inArray, isNull, lte } from 'drizzle-orm';
import { isDrawn } from '../claim/sample.ts';
import type { SampleInput, SampleView } from '../claim/sample-views.ts';
import type { Db } from './db.ts';
import { claims } from './schema.ts';
import { sampleDraws, samplePeriods } from './schema-sample.ts';

/** Random samples: their periods, and the lot of each claim, drawn once. */

/** The periods, the newest first; the secret and the lots only of those that are revealed. */
export async function randomSamples(db: Db): Promise<SampleView[]> {
  const periods = await db.select().from(samplePeriods).orderBy(desc(samplePeriods.startsOn));
  const draws = await db
    .select({ periodId: sampleDraws.periodId, number: claims.number, drawn: sampleDraws.drawn })
    .from(sampleDraws)
    .innerJoin(claims, eq(claims.id, sampleDraws.claimId))
    .orderBy(asc(claims.number));
  return periods.map(({ id, startsOn, endsOn, rate, commitment, secret, publishedAt, revealedAt }) => ({
    id,
    startsOn,
    endsOn,
    rate,
    commitment,
    publishedAt: publishedAt.toISOString(),
    secret: revealedAt === null ? null : secret,
    claims:
      revealedAt === null
        ? []
        : draws.filter(({ periodId }) => periodId === id).map(({ number, drawn }) => ({ number, drawn })),
  }));
}

/** Publishes a period; false when another has some of its days. */
export async function publishSample(
  tx: Db,
  period: SampleInput & { commitment: string; secret: string; publishedAt: Date; publishedBy: string },
): Promise<boolean> {
  const [other] = await tx
    .select({ id: samplePeriods.id })
    .from(samplePeriods)
    .where(and(lte(samplePeriods.startsOn, period.endsOn), gte(samplePeriods.endsOn, period.startsOn)));
  if (other) return false;
  await tx.insert(samplePeriods).values(period);
  return true;
}

/** Reveals a secret whose period has ended by `today`; false when there is no such period, or it goes on. */
export async function revealSample(tx: Db, id: string, today: string, at: Date): Promise<boolean> {
  const [revealed] = await tx
    .update(samplePeriods)
    .set({ revealedAt: at })
    .where(and(eq(samplePeriods.id, id), isNull(samplePeriods.revealedAt)))
    .returning({ endsOn: samplePeriods.endsOn });
  return revealed !== undefined && revealed.endsOn < today;
}

/** Draws the claim's lot at its first sending, in the period of that day; a lot that is there stands. */
export async function drawLot(tx: Db, claim: { id: string; number: string }, day: string, at: Date): Promise<void> {
  const [period] = await tx
    .select()
    .from(samplePeriods)
    .where(and(lte(samplePeriods.startsOn, day), gte(samplePeriods.endsOn, day)));
  if (!period) return;
  const drawn = isDrawn(period.secret, claim.number, period.rate);
  await tx.insert(sampleDraws).values({ claimId: claim.id, periodId: period.id, drawn, at }).onConflictDoNothing();
}

/** Which of the claims were drawn. */
export async function drawnAmong(db: Db, claimIds: string[]): Promise<Set<string>> {
  if (claimIds.length === 0) return new Set();
  const rows = await db
    .select({ claimId: sampleDraws.claimId })
    .from(sampleDraws)
    .where(and(inArray(sampleDraws.claimId, claimIds), eq(sampleDraws.drawn, true)));
  return new Set(rows.map(({ claimId }) => claimId));
}
