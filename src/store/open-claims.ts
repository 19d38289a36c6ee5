import { setImmediate } from 'node:timers/promises';
import { and, asc, eq, gt, inArray, isNull, sql } from 'drizzle-orm';
import { type Evaluation, TripClaim } from '../claim/claim.ts';
import type { DraftContext, OtherClaims } from '../claim/complete.ts';
import { impactOn, type OpenClaim } from '../claim/impact.ts';
import { formByFile } from '../claim/originals.ts';
import { openReading } from '../claim/reading.ts';
import type { ClaimImpact } from '../claim/revision-views.ts';
import { pinPack, type RulePack, type RulePacks } from '../claim/rules.ts';
import type { ClaimState } from '../claim/views.ts';
import type { ClaimRow } from './claims.ts';
import type { Db } from './db.ts';
import { sha256Of } from './files.ts';
import { type Group, type Meeting, termAt } from './meetings.ts';
import { otherClaimsOf } from './other-claims.ts';
import { claims, claimVersions, groups, meetings, memberships, receipts } from './schema.ts';
import { tieOf } from './supplements.ts';

/** Claims that are not decided yet, read a few at a time: what a revision of the rules would touch. */

const openStates: readonly ClaimState[] = ['draft', 'returned', 'submitted', 'corrected', 'awaiting-second'];
/** Claims held in memory and computed before other requests get their turn. */
const BATCH = 50;

type Around = {
  claim: Pick<ClaimRow, 'id' | 'memberId' | 'originalsReceivedAt'>;
  meeting: Meeting;
  group: Group;
};
type ContextReceipt = DraftContext['receipts'][number];

/** What the engine is told beside the draft. The member's own term counts where it differs from the group's. */
export const draftContext = (
  { claim, meeting, group }: Around,
  term: { termStart: string; termEnd: string } | null,
  receiptsOfClaim: readonly ContextReceipt[],
  submittedOn: string,
  { others, tie }: { others: OtherClaims; tie: DraftContext['tie'] },
): DraftContext => {
  const { termStart, termEnd } = term ?? group;
  return {
    claimId: claim.id,
    submittedOn,
    meeting: {
      purpose: meeting.purpose,
      kind: meeting.kind,
      timeZone: meeting.timeZone,
      start: meeting.startsAt,
      end: meeting.endsAt,
      freeMeals: meeting.freeMeals,
      toldByMember: meeting.toldBy !== null,
    },
    group: { name: group.name, termStart, termEnd },
    hasInvitation: meeting.invitationSha256 !== null,
    // Nothing is asked on paper where nothing ever was on paper.
    hasOriginals:
      claim.originalsReceivedAt !== null ||
      receiptsOfClaim.every(({ reading }) => formByFile(reading?.via ?? null) === 'electronic'),
    others,
    tie,
    receipts: receiptsOfClaim,
  };
};

/** What every open claim would come to if `candidate` were in force in the place of its series' revision. */
export async function* impactsOf(
  db: Db,
  candidate: RulePack,
  inForce: RulePacks,
  today: string,
): AsyncGenerator<ClaimImpact> {
  const packs = pinPack(inForce, candidate.id);
  if (packs === null) throw new Error(`${candidate.id} is not among the packs`);
  for await (const claim of openClaims(db, today)) yield impactOn(claim, inForce, packs);
}

/** The open claims by number. `today` is the date in Finland: what a draft would be worth if it were sent now. */
async function* openClaims(db: Db, today: string): AsyncGenerator<OpenClaim> {
  for (let after = ''; ; ) {
    const rows = await openRows(db, after);
    const read = await receiptsByClaim(
      db,
      rows.map(({ claim }) => claim.id),
    );
    for (const row of rows) yield await openClaim(db, row, read.get(row.claim.id) ?? [], today);
    const last = rows.at(-1);
    if (rows.length < BATCH || !last) return;
    after = last.claim.number;
    await setImmediate();
  }
}

const openRows = (db: Db, after: string) =>
  db
    .select({
      claim: claims,
      meeting: meetings,
      group: groups,
      term: { termStart: memberships.termStart, termEnd: memberships.termEnd },
      sent: { tripClaim: claimVersions.tripClaim, evaluation: claimVersions.evaluation },
    })
    .from(claims)
    .innerJoin(meetings, eq(meetings.id, claims.meetingId))
    .innerJoin(groups, eq(groups.id, meetings.groupId))
    .leftJoin(memberships, termAt(groups.id, claims.memberId, sql`left(${meetings.startsAt}, 10)`))
    .leftJoin(claimVersions, and(eq(claimVersions.claimId, claims.id), eq(claimVersions.version, claims.version)))
    .where(and(inArray(claims.state, [...openStates]), gt(claims.number, after)))
    .orderBy(asc(claims.number))
    .limit(BATCH);

type OpenRow = Awaited<ReturnType<typeof openRows>>[number];

async function openClaim(db: Db, row: OpenRow, read: ContextReceipt[], today: string): Promise<OpenClaim> {
  const { claim, term, sent } = row;
  const { number, state, draft } = claim;
  if (state === 'draft' || state === 'returned') {
    const context = draftContext(row, term, read, today, {
      others: await otherClaimsOf(db, claim),
      tie: await tieOf(db, claim),
    });
    return { number, state, draft, context };
  }
  if (!sent) throw new Error(`claim ${number} is sent but has no version`);
  const evaluation: Evaluation = JSON.parse(sent.evaluation);
  return { number, state, sent: { tripClaim: TripClaim.parse(JSON.parse(sent.tripClaim)), evaluation } };
}

async function receiptsByClaim(db: Db, claimIds: string[]): Promise<Map<string, ContextReceipt[]>> {
  const byClaim = new Map<string, ContextReceipt[]>();
  if (claimIds.length === 0) return byClaim;
  const rows = await db
    .select({
      claimId: receipts.claimId,
      id: receipts.id,
      status: receipts.status,
      reading: receipts.reading,
      failure: receipts.failure,
    })
    .from(receipts)
    .where(and(inArray(receipts.claimId, claimIds), isNull(receipts.removedAt)))
    .orderBy(asc(receipts.uploadedAt), asc(receipts.id));
  for (const { claimId, ...row } of rows) {
    const receipt = { ...row, reading: row.reading && openReading(row.reading) };
    byClaim.set(claimId, [...(byClaim.get(claimId) ?? []), receipt]);
  }
  return byClaim;
}

/**
 * A short name of everything a report is made from: the candidate, what is in force, today, and of every open claim its
 * revision and its receipts. When it is another one, the report is stale. One pass in the database, no claim is moved.
 */
export async function fingerprintOf(db: Db, candidate: RulePack, inForce: RulePacks, today: string): Promise<string> {
  const rules = [candidate, ...inForce.inForce].map(({ id, sha256 }) => `${id} ${sha256}`).join();
  const isOpen = inArray(claims.state, [...openStates]);
  const [written] = await db
    .select({
      all: sql<string>`coalesce(string_agg(concat_ws(' ', ${claims.id}, ${claims.state}, ${claims.version}, ${claims.revision}, ${claims.originalsReceivedAt}), ',' order by ${claims.id}), '')`,
    })
    .from(claims)
    .where(isOpen);
  const [read] = await db
    .select({
      all: sql<string>`coalesce(string_agg(concat_ws(' ', ${receipts.id}, ${receipts.status}, md5(${receipts.reading}::text)), ',' order by ${receipts.id}), '')`,
    })
    .from(receipts)
    .innerJoin(claims, eq(claims.id, receipts.claimId))
    .where(and(isOpen, isNull(receipts.removedAt)));
  return sha256Of(Buffer.from([rules, today, written?.all, read?.all].join('\n')));
}
