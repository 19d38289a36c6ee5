import { and, asc, desc, eq, gt, inArray, lt, ne } from 'drizzle-orm';
import { plainIban } from '../claim/iban.ts';
import type { Act } from '../claim/review/apply.ts';
import type { ChecklistItem, ChecklistRow } from '../claim/review/checklist.ts';
import type { Decision } from '../claim/review/decision.ts';
import type { ApprovalKind } from '../claim/review/undo.ts';
import type { Db } from './db.ts';
import { claims, claimVersions, meetings, users } from './schema.ts';
import { approvals, checklistAnswers, consentReplies, questionAnswers, reviewActs } from './schema-review.ts';

/** What was decided of a claim and answered to it, oldest first. Everything here is only added to. */

type Of = { claimId: string; version: number };
type By = { by: string; at: Date };

export async function actsOf(db: Db, { claimId, version }: Of): Promise<Act[]> {
  const rows = await db
    .select({ act: reviewActs, by: users.name })
    .from(reviewActs)
    .innerJoin(users, eq(users.id, reviewActs.by))
    .where(and(eq(reviewActs.claimId, claimId), eq(reviewActs.version, version)))
    .orderBy(asc(reviewActs.id));
  return rows.map(({ act: { id, decision, undoes, at, by: byId }, by }) => {
    const who = { id, by, byId, at: at.toISOString() };
    if (decision !== null) return { ...who, decision };
    if (undoes === null) throw new Error(`review act ${id} is neither a decision nor the taking back of one`);
    return { ...who, undoes };
  });
}

export async function addAct(tx: Db, act: Of & By & ({ decision: Decision } | { undoes: number })): Promise<number> {
  const [row] = await tx.insert(reviewActs).values(act).returning({ id: reviewActs.id });
  if (!row) throw new Error('a decision was not kept');
  return row.id;
}

export async function checklistAnswersOf(
  db: Db,
  { claimId, version }: Of,
): Promise<Map<ChecklistItem, NonNullable<ChecklistRow['answer']>>> {
  const { item, ok, comment, at, id } = checklistAnswers;
  const rows = await db
    .select({ item, ok, comment, at, by: users.name })
    .from(checklistAnswers)
    .innerJoin(users, eq(users.id, checklistAnswers.by))
    .where(and(eq(checklistAnswers.claimId, claimId), eq(checklistAnswers.version, version)))
    .orderBy(asc(id));
  return new Map(
    rows.map((row) => [row.item, { ok: row.ok, comment: row.comment, by: row.by, at: row.at.toISOString() }]),
  );
}

export async function addChecklistAnswer(
  tx: Db,
  answer: Of & By & { item: ChecklistItem; ok: boolean; comment: string },
): Promise<void> {
  await tx.insert(checklistAnswers).values(answer);
}

export async function repliesOf(db: Db, { claimId, version }: Of) {
  return db
    .select()
    .from(consentReplies)
    .where(and(eq(consentReplies.claimId, claimId), eq(consentReplies.version, version)))
    .orderBy(asc(consentReplies.id));
}

export async function addReplies(tx: Db, replies: (typeof consentReplies.$inferInsert)[]): Promise<void> {
  if (replies.length > 0) await tx.insert(consentReplies).values(replies);
}

/** The newest answer to each question on a version, by the question's id. */
export async function answersOf(db: Db, { claimId, version }: Of): Promise<Map<number, string>> {
  const rows = await db
    .select({ decisionId: questionAnswers.decisionId, text: questionAnswers.text })
    .from(questionAnswers)
    .where(and(eq(questionAnswers.claimId, claimId), eq(questionAnswers.version, version)))
    .orderBy(asc(questionAnswers.id));
  return new Map(rows.map(({ decisionId, text }) => [decisionId, text]));
}

export async function addAnswer(tx: Db, answer: Of & By & { decisionId: number; text: string }): Promise<void> {
  await tx.insert(questionAnswers).values(answer);
}

export async function approvalsOf(db: Db, { claimId, version }: Of) {
  const { id, kind, reason, at, by: byId } = approvals;
  return db
    .select({ kind, reason, at, byId, by: users.name })
    .from(approvals)
    .innerJoin(users, eq(users.id, approvals.by))
    .where(and(eq(approvals.claimId, claimId), eq(approvals.version, version)))
    .orderBy(asc(id));
}

export async function addApproval(tx: Db, approval: Of & By & { kind: ApprovalKind; reason: string }): Promise<void> {
  await tx.insert(approvals).values(approval);
}

/** The last version before this one that its member sent, with decisions on it; null where there is none. */
export async function versionAskedBefore(db: Db, { claimId, version }: Of): Promise<number | null> {
  const [row] = await db
    .select({ version: reviewActs.version })
    .from(reviewActs)
    .where(and(eq(reviewActs.claimId, claimId), lt(reviewActs.version, version)))
    .orderBy(desc(reviewActs.version))
    .limit(1);
  return row?.version ?? null;
}

const MOST_EARLIER = 20;

/** The member's other claims that were ever sent, the newest trip first. */
export async function earlierClaimsOf(db: Db, memberId: string, exceptId: string) {
  return db
    .select({
      id: claims.id,
      number: claims.number,
      state: claims.state,
      purpose: meetings.purpose,
      start: meetings.startsAt,
      payableCents: claimVersions.payableCents,
    })
    .from(claims)
    .innerJoin(meetings, eq(meetings.id, claims.meetingId))
    .innerJoin(claimVersions, and(eq(claimVersions.claimId, claims.id), eq(claimVersions.version, claims.version)))
    .where(and(eq(claims.memberId, memberId), ne(claims.id, exceptId), gt(claims.version, 0)))
    .orderBy(desc(meetings.startsAt))
    .limit(MOST_EARLIER);
}

/** The accounts the member's earlier claims were approved to be paid to. */
export async function accountsPaid(db: Db, memberId: string, exceptId: string): Promise<Set<string>> {
  const rows = await db
    .select({ draft: claimVersions.draft })
    .from(claims)
    .innerJoin(claimVersions, and(eq(claimVersions.claimId, claims.id), eq(claimVersions.version, claims.version)))
    .where(
      and(
        eq(claims.memberId, memberId),
        ne(claims.id, exceptId),
        inArray(claims.state, ['approved', 'batched', 'paid']),
      ),
    );
  return new Set(rows.map(({ draft }) => plainIban(draft.payment.iban)));
}
