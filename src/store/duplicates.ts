import { and, asc, eq, gt, inArray, or } from 'drizzle-orm';
import type { ComparedReceipt, DuplicateView } from '../claim/duplicate-views.ts';
import { type Alike, alikeIn, isUntied } from './alike-receipts.ts';
import type { ClaimRow } from './claims.ts';
import type { Db } from './db.ts';
import { claims, receipts, users } from './schema.ts';
import { duplicateDecisions } from './schema-duplicates.ts';

/** Receipts that may be one, side by side for the assistant, and what was decided of them. Decisions are only added. */

type Pair = { one: string; other: string };
type PairOfReceipts = Pick<Alike, 'ours' | 'theirs'>;

/** The two in one order, whichever claim is looked at; null where one is no receipt. */
function ordered({ ours, theirs }: PairOfReceipts): Pair | null {
  if (ours === null || theirs === null) return null;
  return ours < theirs ? { one: ours, other: theirs } : { one: theirs, other: ours };
}

const nameOf = ({ one, other }: Pair): string => `${one} ${other}`;

/** A name of the two that is the same from both sides. */
export const pairOf = (pair: PairOfReceipts): string => nameOf(ordered(pair) ?? { one: '', other: '' });

/** The pairs among these of which the assistant's last word is that they are two. */
export async function dismissedPairs(db: Db, found: readonly PairOfReceipts[]): Promise<ReadonlySet<string>> {
  const last = new Map((await decisionsOn(db, found)).map((decision) => [nameOf(decision), decision.dismissed]));
  return new Set([...last].flatMap(([pair, dismissed]) => (dismissed ? [pair] : [])));
}

/**
 * The costs of a claim whose receipts the assistant had by `until` told apart from all they are like: the last reason by
 * the cost's id. A cost that is still like another receipt is not among them. The reason is empty where the other
 * receipt is another member's, of whom it may speak.
 */
export async function toldApart(
  db: Db,
  claim: Pick<ClaimRow, 'id' | 'memberId' | 'draft'> & Partial<Pick<ClaimRow, 'supplementTo'>>,
  until: Date,
): Promise<Map<string, string>> {
  const found = await alikeIn(db, claim, and(isUntied(claim), or(gt(claims.version, 0), eq(claims.id, claim.id))));
  const decisions = (await decisionsOn(db, found)).filter(({ at }) => at <= until);
  const last = new Map(decisions.map((decision) => [nameOf(decision), decision]));
  const apart = new Map<string, string>();
  for (const [expenseId, pairs] of Map.groupBy(found, (each) => each.expenseId)) {
    const decided = pairs.map((pair) => last.get(pairOf(pair)));
    if (!decided.every((each) => each?.dismissed)) continue;
    const isOwn = pairs.every((pair) => pair.claim.memberId === claim.memberId);
    apart.set(expenseId, isOwn ? (decided.at(-1)?.reason ?? '') : '');
  }
  return apart;
}

/** Everything decided of these receipts, the oldest first. */
async function decisionsOn(db: Db, found: readonly PairOfReceipts[]) {
  const pairs = found.map(ordered).filter((pair) => pair !== null);
  if (pairs.length === 0) return [];
  const { one, other, dismissed, reason, at } = duplicateDecisions;
  return db
    .select({ one, other, dismissed, reason, at, by: users.name })
    .from(duplicateDecisions)
    .innerJoin(users, eq(users.id, duplicateDecisions.by))
    .where(
      inArray(
        one,
        pairs.map((pair) => pair.one),
      ),
    )
    .orderBy(asc(duplicateDecisions.id));
}

/**
 * Receipts of a claim beside those they may be the same as, in the claim itself and in every claim that was ever sent:
 * what nobody has sent is its member's alone. `viewer` is the assistant who looks.
 */
export async function duplicatesOf(db: Db, claim: ClaimRow, viewerId: string): Promise<DuplicateView[]> {
  const found = await alikeIn(db, claim, and(isUntied(claim), or(gt(claims.version, 0), eq(claims.id, claim.id))));
  const byPair = Map.groupBy(
    found.filter((each) => ordered(each) !== null),
    pairOf,
  );
  const decisions = Map.groupBy(await decisionsOn(db, found), nameOf);
  const sides = await sidesOf(db, [...byPair.values()].flat());
  return [...byPair].flatMap(([pair, [first, ...rest]]) => {
    const [ours, theirs] = [sides.get(first?.ours ?? ''), sides.get(first?.theirs ?? '')];
    if (!first || !ours || !theirs) return [];
    const decided = decisions.get(pair) ?? [];
    return [
      {
        ours: { ...ours.receipt, page: first.pages.ours },
        theirs: { ...theirs.receipt, page: first.pages.theirs },
        by: [...new Set([first, ...rest].map(({ by }) => by))],
        dismissed: decided.at(-1)?.dismissed ?? false,
        decisions: decided.map(({ dismissed, reason, at, by }) => ({ dismissed, reason, at: at.toISOString(), by })),
        mayDecide: !ours.of.includes(viewerId) && !theirs.of.includes(viewerId),
      },
    ];
  });
}

/** `of`: its member and whoever filed it for them. */
type Side = { receipt: Omit<ComparedReceipt, 'page'>; of: string[] };

async function sidesOf(db: Db, found: readonly PairOfReceipts[]): Promise<Map<string, Side>> {
  const ids = [...new Set(found.flatMap(({ ours, theirs }) => [ours, theirs]))].filter((id) => id !== null);
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ receipt: receipts, claim: claims, member: users.name })
    .from(receipts)
    .innerJoin(claims, eq(claims.id, receipts.claimId))
    .innerJoin(users, eq(users.id, claims.memberId))
    .where(inArray(receipts.id, ids));
  return new Map(rows.map((row) => [row.receipt.id, sideOf(row)]));
}

type SideRow = { receipt: typeof receipts.$inferSelect; claim: ClaimRow; member: string };

function sideOf({ receipt, claim, member }: SideRow): Side {
  const { id, fileName, pageCount, reading } = receipt;
  return {
    of: [claim.memberId, ...claim.filedBy],
    receipt: {
      receiptId: id,
      fileName,
      pageCount,
      claim: { id: claim.id, number: claim.number, member, state: claim.state },
      read: {
        merchant: reading?.merchant?.value ?? null,
        date: reading?.date?.value ?? null,
        time: reading?.time?.value ?? null,
        cents: reading?.total?.cents ?? null,
        currency: reading?.total?.currency ?? null,
        receiptNumber: reading?.receiptNumber?.value ?? null,
      },
    },
  };
}

export type DuplicateDecision = {
  ours: string;
  theirs: string;
  dismissed: boolean;
  reason: string;
  at: Date;
  by: string;
};

/** Adds what the assistant decided; what was decided before stays. */
export async function addDecision(tx: Db, { ours, theirs, ...decision }: DuplicateDecision): Promise<void> {
  const pair = ordered({ ours, theirs });
  if (pair === null) throw new Error('a decision needs two receipts');
  await tx.insert(duplicateDecisions).values({ ...pair, ...decision });
}
