import { changedFields } from '../claim/card-changes.ts';
import { finnishDate } from '../claim/days.ts';
import { fileBy } from '../claim/filing.ts';
import type { Reminded } from '../claim/meeting-views.ts';
import { Problem } from '../claim/problem.ts';
import { meetingNotice, missingNotice } from '../mail/meeting-notice.ts';
import { record } from '../store/audit.ts';
import type { Db } from '../store/db.ts';
import { queueMail } from '../store/mails.ts';
import { type InvitedRow, invitedTo, isMissing, lockCard } from '../store/meeting-cards.ts';
import { MISSING, noteNotice } from '../store/meeting-notices.ts';
import { type Meeting, meetingById } from '../store/meetings.ts';
import { isHeld } from './card-view.ts';
import type { Deps } from './deps.ts';

/** Writing to people about a meeting: asking for a claim that is missing, telling drafts of a changed card. */

type Tools = Pick<Deps, 'queue' | 'now' | 'publicUrl' | 'packs'>;

/**
 * Asks for the claims that are missing: of those named, or of everybody. Once a day at most each; who has sent one
 * meanwhile is not asked. Problem `meeting-not-held` before the meeting has ended.
 */
export async function askMissing(
  tx: Db,
  deps: Tools,
  meetingId: string,
  actorId: string,
  userIds: string[] | null,
): Promise<Reminded> {
  const meeting = await lockCard(tx, meetingId);
  if (!meeting) throw new Problem('not-found');
  const at = deps.now();
  if (!isHeld(meeting, at)) throw new Problem('meeting-not-held');
  const missing = (await invitedTo(tx, [meetingId])).filter(isMissing);
  const asked = userIds === null ? missing : missing.filter(({ user }) => userIds.includes(user.id));
  const key = `${MISSING}asked-${finnishDate(at)}`;
  let reminded = 0;
  for (const row of asked) {
    if (!(await noteNotice(tx, { meetingId, userId: row.user.id, key, at }))) continue;
    await writeTo(tx, deps, row, meeting, missingNotice(row.claim));
    reminded += 1;
  }
  const details = { reminded };
  if (reminded > 0) {
    await record(tx, { at, actorId, action: 'members-reminded', subject: `meeting ${meetingId}`, details });
  }
  return { reminded, alreadyToday: asked.length - reminded };
}

/** Tells those whose claim is being written that the card says something else now; once a day at most. */
export async function tellDrafts(tx: Db, deps: Tools, old: Meeting, today: string): Promise<void> {
  const meeting = await meetingById(tx, old.id);
  if (!meeting || changedFields(old, meeting).length === 0) return;
  const at = deps.now();
  for (const row of await invitedTo(tx, [old.id])) {
    if (row.claim?.state !== 'draft' && row.claim?.state !== 'returned') continue;
    const key = `changed-${today}`;
    if (await noteNotice(tx, { meetingId: old.id, userId: row.user.id, key, at })) {
      await writeTo(tx, deps, row, meeting, 'card-changed');
    }
  }
}

async function writeTo(
  tx: Db,
  deps: Tools,
  { user, claim }: InvitedRow,
  meeting: Meeting,
  notice: Parameters<typeof meetingNotice>[0],
): Promise<void> {
  const deadline = fileBy(await deps.packs.inForce(tx), meeting.endsAt);
  const url = claim ? `${deps.publicUrl}/claims/${claim.id}` : deps.publicUrl;
  const mail = meetingNotice(notice, user.language, { meeting, deadline, url });
  await queueMail(tx, deps.queue, { userId: user.id, ...mail, createdAt: deps.now() });
}
