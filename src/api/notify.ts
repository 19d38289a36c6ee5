import type { Language } from '../claim/claim.ts';
import { type NoticeName, noticeOf } from '../mail/notice.ts';
import type { Db } from '../store/db.ts';
import { queueMail } from '../store/mails.ts';
import type { Deps } from './deps.ts';

type To = { userId: string; language: Language; notice: NoticeName; claim: { id: string; number: string } };

/** Keeps a notice and queues its sending, in the transaction of what it tells about. */
export async function notify(tx: Db, deps: Pick<Deps, 'queue' | 'now' | 'publicUrl'>, to: To): Promise<void> {
  const { userId, language, notice, claim } = to;
  const url = `${deps.publicUrl}/claims/${claim.id}`;
  const { subject, text } = noticeOf(notice, language, { number: claim.number, url });
  await queueMail(tx, deps.queue, { userId, subject, text, createdAt: deps.now() });
}
