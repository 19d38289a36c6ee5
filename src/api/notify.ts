import type { Language } from '../claim/claim.ts';
import { claimNotice, type NoticeName } from '../mail/notice.ts';
import { claimOwners } from '../store/claims.ts';
import type { Db } from '../store/db.ts';
import { queueMail } from '../store/mails.ts';
import type { Deps } from './deps.ts';
import { writePaymentLetter } from './letter-making.ts';

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

/** For whoever brings the bank's answer: members whose claims are paid get their decision letter; those not paid are told. */
export const tellSettled =
  (deps: Pick<Deps, 'queue' | 'now' | 'publicUrl'>) =>
  async (tx: Db, claimIds: string[], notice: 'paid' | 'payment-rejected'): Promise<void> => {
    if (notice !== 'paid') return tellOwners(tx, deps, claimIds, notice);
    for (const owner of await claimOwners(tx, claimIds)) {
      const paidCents = await writePaymentLetter(tx, owner.claim.id, deps.now());
      await notify(tx, deps, { ...owner, notice: paidCents < 0 ? 'paid-back' : 'paid' });
    }
  };
