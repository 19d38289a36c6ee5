import { finnishDate } from '../claim/days.ts';
import { may } from '../claim/lifecycle.ts';
import type { ClaimOriginalsView, ScannedSheetView } from '../claim/original-views.ts';
import { isMissing, type Original } from '../claim/originals.ts';
import { Problem } from '../claim/problem.ts';
import { readScanned } from '../claim/sheet-code.ts';
import { record } from '../store/audit.ts';
import { type ClaimRecord, claimById, claimByNumber, claimsInStates } from '../store/claims.ts';
import type { Db } from '../store/db.ts';
import { lastReminders, originalsOfClaim, originalsOfClaims } from '../store/originals.ts';
import type { User } from '../store/people.ts';
import { claimAt } from './claim-view.ts';
import type { Deps } from './deps.ts';

/** What people see of the paper originals, put together from what is stored. */

const AWAITING = ['submitted', 'corrected', 'returned', 'awaiting-second', 'approved'] as const;

/** Claims that wait for their originals, the longest waiting first. */
export async function awaited(db: Db, user: User, now: Date): Promise<ClaimOriginalsView[]> {
  const found = (await claimsInStates(db, AWAITING)).filter(({ claim }) => !claimAt(claim).originalsReceived);
  const ids = found.map(({ claim }) => claim.id);
  const [originals, reminders] = [await originalsOfClaims(db, ids), await lastReminders(db, ids)];
  return found
    .map((each) => viewOf(each, originals.get(each.claim.id) ?? [], reminders.get(each.claim.id), user, now))
    .sort((a, b) => (a.claim.submittedAt ?? '').localeCompare(b.claim.submittedAt ?? ''));
}

/** The claim of what was scanned or typed. What it is instead is told: another code, an unknown number, a draft. */
export async function scanned(deps: Deps, code: string, user: User): Promise<ScannedSheetView> {
  const { db, now } = deps;
  const read = readScanned(code);
  if (read.kind === 'foreign') throw new Problem('sheet-foreign');
  if (read.kind === 'misread') throw new Problem('sheet-misread');
  const { number } = read;
  const found = await claimByNumber(db, number);
  if (!found) throw new Problem('sheet-unknown', { number });
  if (found.claim.version === 0) throw new Problem('sheet-not-sent', { number });
  await record(db, { at: now(), actorId: user.id, action: 'claim-viewed', subject: `claim ${number}` });
  const view = await originalsView(db, found.claim.id, user, now());
  return { ...view, sheetVersion: read.kind === 'sheet' ? read.version : null };
}

export async function originalsView(db: Db, id: string, user: User, now: Date): Promise<ClaimOriginalsView> {
  const found = await claimById(db, id);
  if (!found || found.claim.version === 0) throw new Problem('not-found');
  const reminders = await lastReminders(db, [id]);
  return viewOf(found, await originalsOfClaim(db, id), reminders.get(id), user, now);
}

function viewOf(
  { claim, member, meeting, group }: ClaimRecord,
  originals: Original[],
  reminded: Date | undefined,
  user: User,
  now: Date,
): ClaimOriginalsView {
  const at = claimAt(claim);
  const mayMark = may(at, 'mark-original', user);
  const remindedToday = reminded !== undefined && finnishDate(reminded) === finnishDate(now);
  return {
    claim: {
      id: claim.id,
      number: claim.number,
      state: claim.state,
      version: claim.version,
      member: member.name,
      meeting: meeting.purpose,
      group: group.name,
      submittedAt: claim.submittedAt?.toISOString() ?? null,
    },
    originals,
    receivedAt: claim.originalsReceivedAt?.toISOString() ?? null,
    remindedAt: reminded?.toISOString() ?? null,
    may: {
      mark: mayMark,
      tell: may(at, 'tell-original', user),
      remind: mayMark && !remindedToday && originals.some(isMissing),
    },
  };
}
