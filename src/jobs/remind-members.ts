import { finnishDate } from '../claim/days.ts';
import { fileBy, reminderDue } from '../claim/filing.ts';
import { meetingNotice, missingNotice } from '../mail/meeting-notice.ts';
import type { Db } from '../store/db.ts';
import { queueMail } from '../store/mails.ts';
import { cards, invitedTo, isMissing } from '../store/meeting-cards.ts';
import { MISSING, noteNotice } from '../store/meeting-notices.ts';
import type { ActivePacks } from '../store/pack-activations.ts';
import type { Queue } from '../store/queue.ts';

type Tools = {
  db: Db;
  queue: Pick<Queue, 'send'>;
  packs: Pick<ActivePacks, 'inForce'>;
  now: () => Date;
  publicUrl: string;
};

/**
 * Reminds those who were called to a meeting and have sent no claim, before the last day to file (regulation § 8; the
 * months are the pack's of the meeting's day). Each reminder once; running it again reminds nobody twice.
 */
export async function remindMembers({ db, queue, packs, now, publicUrl }: Tools): Promise<void> {
  const at = now();
  const today = finnishDate(at);
  const inForce = await packs.inForce(db);
  for (const { meeting } of await cards(db)) {
    const deadline = fileBy(inForce, meeting.endsAt);
    const due = deadline === null ? null : reminderDue(today, deadline);
    if (due === null) continue;
    await db.transaction(async (tx) => {
      const missing = (await invitedTo(tx, [meeting.id])).filter(isMissing);
      for (const { user, claim } of missing) {
        if (!(await noteNotice(tx, { meetingId: meeting.id, userId: user.id, key: `${MISSING}${due}`, at }))) continue;
        const url = claim ? `${publicUrl}/claims/${claim.id}` : publicUrl;
        const notice = missingNotice(claim);
        const mail = meetingNotice(notice, user.language, { meeting, deadline, url });
        await queueMail(tx, queue, { userId: user.id, ...mail, createdAt: at });
      }
    });
  }
}
