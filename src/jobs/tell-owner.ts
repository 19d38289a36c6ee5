import { claimNotice, type NoticeName } from '../mail/notice.ts';
import { claimOwners } from '../store/claims.ts';
import type { Db } from '../store/db.ts';
import { queueMail } from '../store/mails.ts';
import type { Queue } from '../store/queue.ts';

type Tools = { queue: Pick<Queue, 'send'>; publicUrl: string };

/** Tells the member of a claim what a job did with it, in their language and in the job's transaction. */
export async function tellOwner(
  tx: Db,
  { queue, publicUrl }: Tools,
  told: { claimId: string; notice: NoticeName; at: Date },
): Promise<void> {
  for (const { userId, language, claim } of await claimOwners(tx, [told.claimId])) {
    const mail = claimNotice(told.notice, language, { claim, publicUrl });
    await queueMail(tx, queue, { userId, ...mail, createdAt: told.at });
  }
}
