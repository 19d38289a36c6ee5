import { and, inArray, or, type SQL, sql } from 'drizzle-orm';
import type { Expense } from '../claim/claim.ts';
import type { DraftExpense } from '../claim/draft.ts';
import type { ClaimState } from '../claim/views.ts';
import type { ClaimRow } from './claims.ts';
import type { Db } from './db.ts';
import { claims, receipts } from './schema.ts';
import { alikeFiles } from './schema-duplicates.ts';

/**
 * Receipts that may be the same as those of a claim: the same bytes, the same look, or what was read off them. Who is
 * told of them, and whose claims count, is for the callers.
 */
export type Alike = {
  /** The row of the claim whose receipt it is. */
  expenseId: string;
  /** Ids of the two receipts; null where a ride was claimed without one. */
  ours: string | null;
  theirs: string | null;
  by: Expense['duplicates'][number]['by'];
  /** Pages of the two files that look the same; the first where pages do not matter. */
  pages: { ours: number; theirs: number };
  claim: { id: string; number: string; memberId: string; state: ClaimState };
};
type Claim = Pick<ClaimRow, 'id' | 'memberId' | 'draft'>;

/** Likenesses of one kind taken for a claim: more would say nothing new. */
const MOST_FOUND = 50;

/** Neither the claim that this one supplements, nor its supplement: a row held back is the same row in both. */
export const isUntied = ({
  id,
  supplementTo = null,
}: Pick<ClaimRow, 'id'> & Partial<Pick<ClaimRow, 'supplementTo'>>): SQL =>
  sql`(${claims.supplementTo} is distinct from ${id}::uuid and ${claims.id} is distinct from ${supplementTo}::uuid)`;

/** Receipts of this claim as they are used: by an expense, and not removed. */
const usedReceipts = ({ draft }: Pick<Claim, 'draft'>) =>
  draft.expenses.flatMap(({ id, receiptId }) => (receiptId === null ? [] : [{ expenseId: id, receiptId }]));

/** All that is alike in the claims of `scope` (a condition on `claims`), the surest likeness first. */
export async function alikeIn(db: Db, claim: Claim, scope: SQL | undefined): Promise<Alike[]> {
  const used = usedReceipts(claim);
  const found: Alike[] = [];
  for (const each of used.length === 0 ? [] : [sameBytes, sameLook, sameSum, sameNumber]) {
    const rows = await each(db, used, scope);
    for (const { receiptId, ...rest } of rows) {
      const mine = used.filter((row) => row.receiptId === receiptId);
      found.push(...mine.map(({ expenseId }) => ({ expenseId, ours: receiptId, ...rest })));
    }
  }
  return [...found, ...(await sameRows(db, claim, scope))];
}

type Used = ReturnType<typeof usedReceipts>;
type Pages = { ours: SQL<number>; theirs: SQL<number> };
const firstPages: Pages = { ours: sql<number>`1`, theirs: sql<number>`1` };

const idsOf = (used: Used) => [...new Set(used.map(({ receiptId }) => receiptId))];
const isOurs = (used: Used) => inArray(sql`ours.id`, idsOf(used));

/** Pairs of receipts: `ours` of this claim, `theirs` of a claim of the scope, joined as `theirs` says. */
async function pairs(
  db: Db,
  { used, by, scope, pages = firstPages }: { used: Used; by: Alike['by']; scope: SQL | undefined; pages?: Pages },
  theirs: SQL,
) {
  const rows = await db
    .select({
      receiptId: sql<string>`ours.id`,
      theirs: sql<string>`theirs.id`,
      ourPage: pages.ours,
      theirPage: pages.theirs,
      claim: { id: claims.id, number: claims.number, memberId: claims.memberId, state: claims.state },
    })
    .from(sql`${receipts} as ours ${theirs}`)
    .innerJoin(claims, sql`${claims.id} = theirs.claim_id`)
    .where(and(isOurs(used), sql`theirs.id <> ours.id and theirs.removed_at is null`, scope))
    .orderBy(claims.number, sql`theirs.id`)
    .limit(MOST_FOUND);
  return rows.map(({ ourPage, theirPage, ...row }) => ({
    ...row,
    by,
    pages: { ours: Number(ourPage), theirs: Number(theirPage) },
  }));
}

const sameBytes = (db: Db, used: Used, scope: SQL | undefined) =>
  pairs(db, { used, by: 'bytes', scope }, sql`inner join ${receipts} as theirs on theirs.sha256 = ours.sha256`);

/**
 * Files found to look the same when the later was read. Tickets of one vendor look alike, so that two receipts whose sum
 * or day was surely read, and is another one, are two.
 */
const sameLook = (db: Db, used: Used, scope: SQL | undefined) =>
  pairs(
    db,
    { used, by: 'look', scope, pages: { ours: sql<number>`alike.our_page`, theirs: sql<number>`alike.their_page` } },
    sql`cross join lateral (
        select other as sha256, one_page as our_page, other_page as their_page from ${alikeFiles} where one = ours.sha256
        union all
        select one, other_page, one_page from ${alikeFiles} where other = ours.sha256
      ) as alike
      inner join ${receipts} as theirs on theirs.sha256 = alike.sha256
        and not (${surelyDiffer('total', 'cents')} or ${surelyDiffer('total', 'currency')} or ${surelyDiffer('date', 'value')})`,
  );

/** True where both readings are sure of the field and it is another one. */
const surelyDiffer = (field: string, value: string): SQL =>
  sql.raw(
    `(${['ours', 'theirs'].map((side) => `coalesce(${side}.reading->'${field}'->>'sure', '') = 'true'`).join(' and ')}
      and ours.reading->'${field}'->>'${value}' <> theirs.reading->'${field}'->>'${value}')`,
  );

/**
 * Merchant, date and sum as they were read, all known. Where the times of day and the numbers are both known and are
 * both others, it is the next ticket of the same price.
 */
const sameSum = (db: Db, used: Used, scope: SQL | undefined) =>
  pairs(
    db,
    { used, by: 'fields', scope },
    sql`inner join ${receipts} as theirs on theirs.sha256 <> ours.sha256
      and ${sameValue('date', 'value')} and ${sameValue('total', 'cents')} and ${sameValue('total', 'currency')}
      and ${sameMerchant}
      and not coalesce(${otherValue('time')} and ${otherValue('receiptNumber')}, false)`,
  );

const sameNumber = (db: Db, used: Used, scope: SQL | undefined) =>
  pairs(
    db,
    { used, by: 'fields', scope },
    sql`inner join ${receipts} as theirs on theirs.sha256 <> ours.sha256
      and ${sameValue('receiptNumber', 'value')} and ${sameMerchant}`,
  );

const readValue = (side: string, field: string, value = 'value') => `${side}.reading->'${field}'->>'${value}'`;
const sameValue = (field: string, value: string): SQL =>
  sql.raw(`${readValue('theirs', field, value)} = ${readValue('ours', field, value)}`);
const otherValue = (field: string): SQL => sql.raw(`${readValue('theirs', field)} <> ${readValue('ours', field)}`);

/** The business id, or the name without what a reader loses: accents, blanks, punctuation, capitals. */
const businessId = (side: string) =>
  `coalesce(${readValue(side, 'businessId')}, ${readValue(side, 'merchant', 'businessId')})`;
const plainName = (side: string) =>
  `nullif(regexp_replace(lower(translate(${readValue(side, 'merchant')}, 'åäöéüÅÄÖÉÜ', 'aaoeuaaoeu')), '[^a-z0-9]', '', 'g'), '')`;
const sameMerchant: SQL = sql.raw(
  `(${businessId('theirs')} = ${businessId('ours')} or ${plainName('theirs')} = ${plainName('ours')})`,
);

/** What a cost has to share with another: a taxi its day and sum, anything else its merchant too. */
function likeness({ kind, date, amountCents, currency, merchant }: DraftExpense): Partial<DraftExpense> | null {
  if (date === null || amountCents === null) return null;
  if (kind === 'taxi') return { kind, date, amountCents };
  return merchant.trim() === '' ? null : { merchant, date, amountCents, currency };
}

/** Costs as they stand in the claims: rides, and what was typed off pictures that could not be read. */
async function sameRows(db: Db, claim: Claim, scope: SQL | undefined): Promise<Alike[]> {
  const rows = claim.draft.expenses.flatMap((row) => {
    const shared = likeness(row);
    return shared ? [{ row, shared }] : [];
  });
  if (rows.length === 0) return [];
  const has = rows.map(({ shared }) => sql`${claims.draft}->'expenses' @> ${JSON.stringify([shared])}::jsonb`);
  const others = await db
    .select({
      id: claims.id,
      number: claims.number,
      memberId: claims.memberId,
      state: claims.state,
      draft: claims.draft,
    })
    .from(claims)
    .where(and(scope, or(...has)))
    .orderBy(claims.number)
    .limit(MOST_FOUND);
  const found = rows.flatMap(({ row, shared }) =>
    others
      // There and back by taxi on one day is often the same sum.
      .filter((other) => other.id !== claim.id || shared.kind !== 'taxi')
      .flatMap((other) => alikeRows(row, shared, other)),
  );
  const read = await wellRead(db, found);
  // Where both were read, what was read has been compared.
  return found.filter(({ by, ours, theirs }) => by === 'ride' || !read.has(ours) || !read.has(theirs));
}

function alikeRows(
  row: DraftExpense,
  shared: Partial<DraftExpense>,
  { draft, ...claim }: Alike['claim'] & Pick<Claim, 'draft'>,
): Alike[] {
  const names = Object.keys(shared) as (keyof DraftExpense)[];
  return (
    draft.expenses
      .filter((theirs) => theirs.id !== row.id && names.every((name) => theirs[name] === shared[name]))
      // One receipt may be the proof of two costs.
      .filter(({ receiptId }) => receiptId === null || receiptId !== row.receiptId)
      .map(({ receiptId }) => ({
        expenseId: row.id,
        ours: row.receiptId,
        theirs: receiptId,
        by: shared.kind === 'taxi' ? 'ride' : 'fields',
        pages: { ours: 1, theirs: 1 },
        claim,
      }))
  );
}

/** Of the receipts, those whose sum and date were read. */
async function wellRead(db: Db, found: readonly Alike[]): Promise<ReadonlySet<string | null>> {
  const ids = found.flatMap(({ ours, theirs }) => [ours, theirs]).filter((id) => id !== null);
  if (ids.length === 0) return new Set();
  const isRead = sql`${receipts.reading}->'total'->>'cents' is not null and ${receipts.reading}->'date'->>'value' is not null`;
  const rows = await db
    .select({ id: receipts.id })
    .from(receipts)
    .where(and(inArray(receipts.id, ids), isRead));
  return new Set(rows.map(({ id }) => id));
}
