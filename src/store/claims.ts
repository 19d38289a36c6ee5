import canonicalize from 'canonicalize';
import { and, asc, desc, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm';
import type { Evaluation, Refusal, TripClaim } from '../claim/claim.ts';
import type { ClaimDraft } from '../claim/draft.ts';
import { claimNumber } from '../claim/number.ts';
import type { ClaimState } from '../claim/views.ts';
import type { Db } from './db.ts';
import { claims, claimVersions, groups, meetings, messages, users } from './schema.ts';
import { documents } from './schema-documents.ts';
import { payments } from './schema-finance.ts';

export type ClaimRow = typeof claims.$inferSelect;
export type ClaimVersion = typeof claimVersions.$inferSelect;

/** A claim with what people see around it. */
export type ClaimRecord = {
  claim: ClaimRow;
  member: { id: string; name: string; username: string };
  meeting: typeof meetings.$inferSelect;
  group: typeof groups.$inferSelect;
  batchNumber: number | null;
  /** Day the claim was paid; null while it is not. */
  paidOn: string | null;
  /** Why the payment system would not pay it; null where it did or was not asked. */
  paymentFault: string | null;
  /** Those who have written it for the member, in the order in which they began. */
  filers: { id: string; name: string }[];
  lastMessage: { at: Date; from: string; text: string; version: number } | null;
  /** The claim it supplements, and the one that supplements it; null where there is none. */
  supplementTo: LinkedClaim | null;
  supplement: LinkedClaim | null;
};

export type LinkedClaim = { id: string; number: string; state: ClaimState };

const selection = {
  claim: claims,
  member: { id: users.id, name: users.name, username: users.username },
  meeting: meetings,
  group: groups,
  batchNumber: payments.batchNumber,
  paidOn: payments.paidOn,
  paymentFault: sql<string | null>`(
    select p.reason from payments p
    where p.claim_id = ${claims.id} and p.status = 'rejected' and ${claims.state} = 'payment-rejected'
    order by p.batch_number desc limit 1
  )`,
  supplementTo: sql<LinkedClaim | null>`(
    select json_build_object('id', f.id, 'number', f.number, 'state', f.state)
    from claims f where f.id = ${claims.supplementTo}
  )`,
  supplement: sql<LinkedClaim | null>`(
    select json_build_object('id', s.id, 'number', s.number, 'state', s.state)
    from claims s where s.supplement_to = ${claims.id}
  )`,
};

async function find(db: Db, where: SQL | undefined): Promise<ClaimRecord[]> {
  const rows = await db
    .select(selection)
    .from(claims)
    .innerJoin(users, eq(users.id, claims.memberId))
    .innerJoin(meetings, eq(meetings.id, claims.meetingId))
    .innerJoin(groups, eq(groups.id, meetings.groupId))
    .leftJoin(payments, and(eq(payments.claimId, claims.id), inArray(payments.status, ['open', 'paid'])))
    .where(where)
    .orderBy(asc(claims.since), asc(claims.number));
  const latest = await lastMessages(
    db,
    rows.map(({ claim }) => claim.id),
  );
  const names = await namesOf(
    db,
    rows.flatMap(({ claim }) => claim.filedBy),
  );
  return rows.map((row) => ({
    ...row,
    filers: row.claim.filedBy.map((id) => ({ id, name: names.get(id) ?? '' })),
    lastMessage: latest.get(row.claim.id) ?? null,
  }));
}

/** Names of people by their id. */
export async function namesOf(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const wanted = inArray(users.id, [...new Set(ids)]);
  const rows = await db.select({ id: users.id, name: users.name }).from(users).where(wanted);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

async function lastMessages(db: Db, claimIds: string[]) {
  if (claimIds.length === 0) return new Map<string, ClaimRecord['lastMessage']>();
  const rows = await db
    .selectDistinctOn([messages.claimId], {
      claimId: messages.claimId,
      at: messages.at,
      text: messages.text,
      version: messages.version,
      from: users.name,
    })
    .from(messages)
    .innerJoin(users, eq(users.id, messages.fromId))
    .where(inArray(messages.claimId, claimIds))
    .orderBy(messages.claimId, desc(messages.at));
  return new Map(rows.map(({ claimId, ...message }) => [claimId, message]));
}

export const claimsOfMember = (db: Db, memberId: string): Promise<ClaimRecord[]> =>
  find(db, eq(claims.memberId, memberId));

export const claimsInStates = (db: Db, states: readonly ClaimState[]): Promise<ClaimRecord[]> =>
  find(db, inArray(claims.state, [...states]));

export async function claimByNumber(db: Db, number: string): Promise<ClaimRecord | null> {
  const [record] = await find(db, eq(claims.number, number));
  return record ?? null;
}

export async function claimById(db: Db, id: string): Promise<ClaimRecord | null> {
  const [record] = await find(db, eq(claims.id, id));
  return record ?? null;
}

/** Locks the claim's row until the transaction ends, so that two people's steps come one after the other. */
export async function lockClaim(tx: Db, id: string): Promise<ClaimRow | null> {
  const [row] = await tx.select().from(claims).where(eq(claims.id, id)).for('update');
  return row ?? null;
}

export async function claimOwner(db: Db, id: string): Promise<string | null> {
  const [row] = await db.select({ memberId: claims.memberId }).from(claims).where(eq(claims.id, id));
  return row?.memberId ?? null;
}

/** Whose the claims are, to be written to. */
export async function claimOwners(db: Db, ids: readonly string[]) {
  if (ids.length === 0) return [];
  return db
    .select({ userId: users.id, language: users.language, claim: { id: claims.id, number: claims.number } })
    .from(claims)
    .innerJoin(users, eq(users.id, claims.memberId))
    .where(inArray(claims.id, [...ids]));
}

/** The next number; one that is not used stays unused. */
export async function drawNumber(tx: Db, year: number): Promise<string> {
  const drawn = await tx.select({ value: sql<number>`nextval('claim_numbers')::int` }).from(sql`(select 1) as one`);
  return claimNumber(year, Number(drawn[0]?.value));
}

export type NewClaim = { memberId: string; meetingId: string; draft: ClaimDraft; now: Date; year: number };

/** Starts a claim for a meeting, or answers the one the member has for it already. */
export async function startClaim(tx: Db, start: NewClaim): Promise<{ id: string; number: string; started: boolean }> {
  const { memberId, meetingId, draft, now, year } = start;
  const number = await drawNumber(tx, year);
  const [made] = await tx
    .insert(claims)
    .values({ number, memberId, meetingId, state: 'draft', draft, since: now, createdAt: now })
    .onConflictDoNothing({ target: [claims.memberId, claims.meetingId], where: isNull(claims.supplementTo) })
    .returning({ id: claims.id, number: claims.number });
  if (made) return { ...made, started: true };
  const [there] = await tx
    .select({ id: claims.id, number: claims.number })
    .from(claims)
    .where(and(eq(claims.memberId, memberId), eq(claims.meetingId, meetingId), isNull(claims.supplementTo)));
  if (!there) throw new Error('a claim vanished while it was started');
  return { ...there, started: false };
}

export async function saveDraft(
  tx: Db,
  id: string,
  save: { draft: ClaimDraft; evaluation: Evaluation | null },
): Promise<void> {
  await tx
    .update(claims)
    .set({ ...save, revision: sql`${claims.revision} + 1` })
    .where(eq(claims.id, id));
}

export type SentVersion = Omit<ClaimVersion, 'tripClaim' | 'evaluation' | 'payableCents' | 'filedBy'> & {
  tripClaim: TripClaim;
  evaluation: Evaluation;
};

/** Nobody asks the member to confirm the claim. */
export const notAsked = { askedBy: null, askedAt: null };

/** Freezes what is sent as the claim's next version: trip claim and evaluation in canonical JSON (RFC 8785). */
export async function freeze(tx: Db, sent: SentVersion): Promise<void> {
  const { evaluation, ...version } = sent;
  await tx.insert(claimVersions).values({
    ...version,
    tripClaim: canonical(version.tripClaim),
    evaluation: canonical(evaluation),
    payableCents: evaluation.totals.payableCents,
    filedBy: sql`(select filed_by from claims where id = ${version.claimId})`,
  });
  await tx
    .update(claims)
    .set({
      ...notAsked,
      state: 'submitted',
      version: version.version,
      evaluation,
      since: version.signedAt,
      submittedAt: version.signedAt,
      revision: sql`${claims.revision} + 1`,
    })
    .where(eq(claims.id, version.claimId));
}

/** JSON in one form only (RFC 8785): the same value is the same bytes. */
export function canonical(value: TripClaim | Evaluation | Refusal): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('a claim has no canonical form');
  return text;
}

export async function setState(
  tx: Db,
  id: string,
  change: Pick<ClaimRow, 'state'> & Partial<Pick<ClaimRow, 'approvedAt' | 'approvedBy'>>,
  now: Date,
): Promise<void> {
  await tx
    .update(claims)
    .set({ ...change, since: now, revision: sql`${claims.revision} + 1` })
    .where(eq(claims.id, id));
}

export async function addMessage(tx: Db, message: typeof messages.$inferInsert): Promise<void> {
  await tx.insert(messages).values(message);
}

export async function messagesOf(db: Db, claimId: string) {
  return db
    .select({ at: messages.at, from: users.name, text: messages.text, version: messages.version })
    .from(messages)
    .innerJoin(users, eq(users.id, messages.fromId))
    .where(eq(messages.claimId, claimId))
    .orderBy(asc(messages.at));
}

export async function versionsOf(db: Db, claimId: string) {
  return db
    .select({
      version: claimVersions.version,
      signedAt: claimVersions.signedAt,
      signedName: claimVersions.signedName,
      payableCents: claimVersions.payableCents,
      filedBy: claimVersions.filedBy,
      documentSha256: documents.sha256,
    })
    .from(claimVersions)
    .leftJoin(
      documents,
      and(
        eq(documents.claimId, claimVersions.claimId),
        eq(documents.version, claimVersions.version),
        eq(documents.copy, 'claim'),
      ),
    )
    .where(eq(claimVersions.claimId, claimId))
    .orderBy(asc(claimVersions.version));
}

export async function claimVersion(db: Db, claimId: string, version: number): Promise<ClaimVersion | null> {
  const [row] = await db
    .select()
    .from(claimVersions)
    .where(and(eq(claimVersions.claimId, claimId), eq(claimVersions.version, version)));
  return row ?? null;
}

export type FrozenVersion = { number: string } & Pick<ClaimVersion, 'version' | 'tripClaim' | 'evaluation'>;

/** Versions held in memory while all are read. */
const VERSIONS_AT_ONCE = 100;

/** Every version that was ever sent, by claim number and version, a few at a time. */
export async function* frozenVersions(db: Db): AsyncGenerator<FrozenVersion> {
  const { version, tripClaim, evaluation } = claimVersions;
  for (let after: FrozenVersion | undefined; ; ) {
    const rows = await db
      .select({ number: claims.number, version, tripClaim, evaluation })
      .from(claimVersions)
      .innerJoin(claims, eq(claims.id, claimVersions.claimId))
      .where(after && sql`(${claims.number}, ${version}) > (${after.number}, ${after.version})`)
      .orderBy(asc(claims.number), asc(version))
      .limit(VERSIONS_AT_ONCE);
    yield* rows;
    after = rows.at(-1);
    if (rows.length < VERSIONS_AT_ONCE) return;
  }
}
