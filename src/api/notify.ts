import type { Language } from '../claim/claim.ts';
import { claimNotice, type NoticeName } from '../mail/notice.ts';
import { claimOwners } from '../store/claims.ts';
import type { Db } from '../store/db.ts';
import { queueMail } from '../store/mails.ts';
import type { Deps } from './deps.ts';

type To = { userId: string; language: Language; notice: NoticeName; claim: { id: string; number: string } };

/** Keeps a notice and queues its sending, in the transaction of what it tells about. */
export async function notify(tx: Db, deps: Pick<Deps, 'queue' | 'now' | 'publicUrl'>, to: To): Promise<void> {
  const { userId, language, notice, claim } = to;
  const mail = claimNotice(notice, language, { claim, publicUrl: deps.publicUrl });
  await queueMail(tx, deps.queue, { userId, ...mail, createdAt: deps.now() });
}

/** Tells the members of several claims that they moved on, each in their language. */
export async function tellOwners(
  tx: Db,
  deps: Pick<Deps, 'queue' | 'now' | 'publicUrl'>,
  claimIds: readonly string[],
  notice: NoticeName,
): Promise<void> {
  for (const owner of await claimOwners(tx, claimIds)) await notify(tx, deps, { ...owner, notice });
}

/** For whoever brings the bank's answer: the members whose claims it says are paid, or could not be, are told. */
export const tellSettled =
  (deps: Pick<Deps, 'queue' | 'now' | 'publicUrl'>) =>
  (tx: Db, claimIds: string[], notice: 'paid' | 'payment-rejected'): Promise<void> =>
    tellOwners(tx, deps, claimIds, notice);
