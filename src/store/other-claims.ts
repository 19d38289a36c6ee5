import { and, eq, inArray, ne, not, or, sql } from 'drizzle-orm';
import type { Expense, TripClaim } from '../claim/claim.ts';
import type { OtherClaims } from '../claim/complete.ts';
import { instantOf } from '../claim/time.ts';
import type { ClaimState } from '../claim/views.ts';
import { zoneOf } from '../claim/zone.ts';
import { type Alike, alikeIn, isUntied } from './alike-receipts.ts';
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
type Claim = Pick<ClaimRow, 'id' | 'memberId' | 'draft'> & Partial<Pick<ClaimRow, 'supplementTo'>>;

const sentStates: readonly ClaimState[] = [
  'submitted',
  'corrected',
  'awaiting-second',
  'approved',
  'batched',
  'paid',
  'payment-rejected',
];

/** Likenesses told of one cost: more would say nothing new. */
const MOST_TOLD = 20;

export async function otherClaimsOf(db: Db, claim: Claim): Promise<OtherClaims> {
  const found = await alikeIn(db, claim, or(counted(claim), eq(claims.id, claim.id)));
  const dismissed = await dismissedPairs(db, found);
  const told = found.filter((each) => !dismissed.has(pairOf(each)) && !isEarlierOfTwo(each, claim));
  const duplicates = new Map(
    [...Map.groupBy(told, ({ expenseId }) => expenseId)].map(([id, each]) => [id, duplicatesFrom(each, claim)]),
  );
  const others = await othersOf(db, claim);
  return { trips: otherTrips(others), duplicates, lostReceipts: lostByYear(others) };
}

/** The surest likeness to each claim, and only that; how many other members' claims there are is not told. */
function duplicatesFrom(found: readonly Alike[], claim: Claim): Duplicates {
  const surest = new Map([...found].reverse().map((each) => [each.claim.id, each]));
  const inOrder = found.filter((each) => surest.get(each.claim.id) === each);
  const told = new Map(inOrder.map((each) => duplicateOf(each, claim)).map((each) => [JSON.stringify(each), each]));
  return [...told.values()].slice(0, MOST_TOLD);
}

function duplicateOf({ by, claim, theirs }: Alike, { id, memberId, draft }: Claim): Duplicates[number] {
  if (claim.memberId !== memberId) return { claim: null, by };
  if (claim.id !== id) return { claim: claim.number, by };
  const other = draft.expenses.find((row) => row.receiptId === theirs);
  return { claim: claim.number, by, ...(other ? { expense: other.id } : {}) };
}

/** Of two receipts alike in the claim itself the later row is told. */
function isEarlierOfTwo({ claim, ours, theirs }: Alike, { id, draft }: Claim): boolean {
  if (claim.id !== id) return false;
  const rowOf = (receiptId: string | null) => draft.expenses.findIndex((row) => row.receiptId === receiptId);
  return rowOf(theirs) < 0 || rowOf(ours) < rowOf(theirs);
}

const othersOf = (db: Db, claim: Claim) =>
  db
    .select({
      number: claims.number,
      draft: claims.draft,
      version: claims.version,
      timeZone: meetings.timeZone,
      isSameTrip: sql<boolean>`${claims.supplementTo} is not null or ${not(isUntied(claim))}`,
    })
    .from(claims)
    .innerJoin(meetings, eq(meetings.id, claims.meetingId))
    .where(and(eq(claims.memberId, claim.memberId), ne(claims.id, claim.id)))
    .orderBy(claims.number);

type Others = Awaited<ReturnType<typeof othersOf>>;

/** Attestations of a lost receipt in claims that were sent, by the year of the cost. */
function lostByYear(others: Others): OtherClaims['lostReceipts'] {
  const years = others
    .filter(({ version }) => version > 0)
    .flatMap(({ draft }) => draft.expenses)
    .flatMap(({ lostReceipt, date, receiptId }) => (lostReceipt?.code && date && !receiptId ? [date.slice(0, 4)] : []));
  return new Map([...Map.groupBy(years, (year) => year)].map(([year, each]) => [year, each.length]));
}

/** Times are told in UTC: each claim has the zone of its own meeting. */
function otherTrips(others: Others): TripClaim['otherTrips'] {
  return others.flatMap(({ number, draft, timeZone, isSameTrip }) => {
    // A supplement is of the trip of its claim, which is told.
    if (isSameTrip) return [];
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

/** Other claims whose receipts count against this one: not the one it supplements, nor its supplement. */
const counted = (claim: Claim) =>
  and(
    ne(claims.id, claim.id),
    isUntied(claim),
    or(eq(claims.memberId, claim.memberId), inArray(claims.state, [...sentStates])),
  );
