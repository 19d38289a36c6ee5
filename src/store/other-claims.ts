import { and, eq, inArray, ne, or, type SQL, sql } from 'drizzle-orm';
import type { Expense, TripClaim } from '../claim/claim.ts';
import type { OtherClaims } from '../claim/complete.ts';
import { instantOf } from '../claim/time.ts';
import type { ClaimState } from '../claim/views.ts';
import { zoneOf } from '../claim/zone.ts';
import type { ClaimRow } from './claims.ts';
import type { Db } from './db.ts';
import { claims, meetings, receipts } from './schema.ts';

/**
 * What other claims say about one (§ 8): the member's other trips, and receipts and taxi rides that are in them too. The
 * member's own claims count whatever their state; those of others once they are sent, so that nobody's unsent draft can
 * keep another from sending. Not found here: receipts that only look the same.
 */
type Duplicate = Expense['duplicates'][number] & { expenseId: string };
type Claim = Pick<ClaimRow, 'id' | 'memberId' | 'draft'>;

const sentStates: readonly ClaimState[] = ['submitted', 'approved', 'batched'];
/** Findings of one kind shown of a claim: more would say nothing new. */
const MOST_FOUND = 20;

export async function otherClaimsOf(db: Db, claim: Claim): Promise<OtherClaims> {
  const found = [...(await sameBytes(db, claim)), ...(await sameFields(db, claim)), ...(await sameRides(db, claim))];
  const duplicates = new Map<string, Expense['duplicates']>();
  for (const { expenseId, claim: number, by } of found) {
    const told = duplicates.get(expenseId) ?? [];
    // The surest likeness to a claim is told, and only that.
    if (told.every((each) => each.claim !== number)) duplicates.set(expenseId, [...told, { claim: number, by }]);
  }
  return { trips: await otherTrips(db, claim), duplicates };
}

/** Times are told in UTC: each claim has the zone of its own meeting. */
async function otherTrips(db: Db, claim: Claim): Promise<TripClaim['otherTrips']> {
  const rows = await db
    .select({ number: claims.number, draft: claims.draft, timeZone: meetings.timeZone })
    .from(claims)
    .innerJoin(meetings, eq(meetings.id, claims.meetingId))
    .where(and(eq(claims.memberId, claim.memberId), ne(claims.id, claim.id)))
    .orderBy(claims.number);
  return rows.flatMap(({ number, draft, timeZone }) => {
    const [start, end] = [inUtc(draft.trip.start, timeZone), inUtc(draft.trip.end, timeZone)];
    return start && end && start <= end ? [{ claim: number, start, end }] : [];
  });
}

/** Null while the other draft has no time there, or one that no clock shows. */
function inUtc(moment: string | null, timeZone: string): string | null {
  const zone = zoneOf(timeZone);
  if (moment === null || !zone) return null;
  const instant = instantOf(moment, zone);
  return typeof instant === 'number' ? new Date(instant).toISOString() : null;
}

/** Other claims whose receipts count against this one. */
const counted = ({ id, memberId }: Claim) =>
  and(ne(claims.id, id), or(eq(claims.memberId, memberId), inArray(claims.state, [...sentStates])));

/** Receipts of this claim as they are used: by an expense, and not removed. */
const usedReceipts = ({ draft }: Claim) =>
  draft.expenses.flatMap(({ id, receiptId }) => (receiptId === null ? [] : [{ expenseId: id, receiptId }]));

const sameBytes = (db: Db, claim: Claim) => sameReceipts(db, claim, 'bytes', sql`theirs.sha256 = ours.sha256`);

/** Merchant, date, time and sum as they were read, all four known; the same bytes are told already. */
const sameFields = (db: Db, claim: Claim) =>
  sameReceipts(
    db,
    claim,
    'fields',
    sql`theirs.sha256 <> ours.sha256
      and theirs.reading->'date'->>'value' = ours.reading->'date'->>'value'
      and theirs.reading->'total'->>'cents' = ours.reading->'total'->>'cents'
      and theirs.reading->'time'->>'value' = ours.reading->'time'->>'value'
      and lower(theirs.reading->'merchant'->>'value') = lower(ours.reading->'merchant'->>'value')`,
  );

async function sameReceipts(db: Db, claim: Claim, by: 'bytes' | 'fields', same: SQL): Promise<Duplicate[]> {
  const used = usedReceipts(claim);
  if (used.length === 0) return [];
  const rows = await db
    .select({ receiptId: sql<string>`ours.id`, number: claims.number })
    .from(sql`${receipts} as ours`)
    .innerJoin(sql`${receipts} as theirs`, same)
    .innerJoin(claims, sql`${claims.id} = theirs.claim_id`)
    .where(
      and(
        inArray(
          sql`ours.id`,
          used.map(({ receiptId }) => receiptId),
        ),
        sql`theirs.removed_at is null`,
        counted(claim),
      ),
    )
    .groupBy(sql`ours.id`, claims.number)
    .orderBy(claims.number)
    .limit(MOST_FOUND);
  return rows.flatMap(({ receiptId, number }) =>
    used.filter((each) => each.receiptId === receiptId).map(({ expenseId }) => ({ expenseId, claim: number, by })),
  );
}

/** A taxi of the same day with the same sum. */
async function sameRides(db: Db, claim: Claim): Promise<Duplicate[]> {
  const found: Duplicate[] = [];
  for (const { id, kind, date, amountCents } of claim.draft.expenses) {
    if (kind !== 'taxi' || date === null || amountCents === null) continue;
    const pattern = JSON.stringify([{ kind, date, amountCents }]);
    const rows = await db
      .select({ number: claims.number })
      .from(claims)
      .where(and(counted(claim), sql`${claims.draft}->'expenses' @> ${pattern}::jsonb`))
      .orderBy(claims.number)
      .limit(MOST_FOUND);
    found.push(...rows.map(({ number }) => ({ expenseId: id, claim: number, by: 'ride' as const })));
  }
  return found;
}
