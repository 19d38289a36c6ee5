import { and, eq, inArray, ne, or } from 'drizzle-orm';
import type { Expense, TripClaim } from '../claim/claim.ts';
import type { OtherClaims } from '../claim/complete.ts';
import { instantOf } from '../claim/time.ts';
import type { ClaimState } from '../claim/views.ts';
import { zoneOf } from '../claim/zone.ts';
import { type Alike, alikeIn, usedReceipts } from './alike-receipts.ts';
import type { ClaimRow } from './claims.ts';
import type { Db } from './db.ts';
import { dismissedPairs, pairOf } from './duplicates.ts';
import { claims, meetings } from './schema.ts';

/**
 * What other claims say about one (§ 8): the member's other trips, and receipts and taxi rides that are in them too. The
 * member's own claims count whatever their state; those of others once they are sent, so that nobody's unsent draft can
 * keep another from sending. Of another member's claim nothing is told but that there is one: the number is left out.
 * What the assistant has dismissed is not told at all.
 */
type Duplicates = Expense['duplicates'];
type Claim = Pick<ClaimRow, 'id' | 'memberId' | 'draft'>;

const sentStates: readonly ClaimState[] = ['submitted', 'approved', 'batched'];

export async function otherClaimsOf(db: Db, claim: Claim): Promise<OtherClaims> {
  const found = [...(await alikeIn(db, claim, counted(claim))), ...(await twiceIn(db, claim))];
  const dismissed = await dismissedPairs(db, found);
  const duplicates = new Map<string, Duplicates>();
  const told = new Set<string>();
  for (const each of found.filter((one) => !dismissed.has(pairOf(one)))) {
    // The surest likeness to a claim is told, and only that.
    const likeness = `${each.expenseId} ${each.claim.id}`;
    if (told.has(likeness)) continue;
    told.add(likeness);
    duplicates.set(each.expenseId, [...(duplicates.get(each.expenseId) ?? []), duplicateOf(each, claim)]);
  }
  return { trips: await otherTrips(db, claim), duplicates };
}

function duplicateOf({ by, claim, theirs }: Alike, { id, memberId, draft }: Claim): Duplicates[number] {
  if (claim.memberId !== memberId) return { claim: null, by };
  if (claim.id !== id) return { claim: claim.number, by };
  const other = draft.expenses.find((row) => row.receiptId === theirs);
  return { claim: claim.number, by, ...(other ? { expense: other.id } : {}) };
}

/** Receipts that are twice in the claim itself: told of the later of the two. */
async function twiceIn(db: Db, claim: Claim): Promise<Alike[]> {
  const order = usedReceipts(claim).map(({ receiptId }) => receiptId);
  const found = await alikeIn(db, claim, eq(claims.id, claim.id));
  return found.filter(
    ({ ours, theirs, by }) =>
      by !== 'ride' &&
      ours !== null &&
      theirs !== null &&
      order.indexOf(theirs) >= 0 &&
      order.indexOf(ours) > order.indexOf(theirs),
  );
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
