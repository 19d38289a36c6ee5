import type { Language } from '../claim/claim.ts';
import { claimNotice, type NoticeName, noticeOf } from '../mail/notice.ts';
import { type ClaimRow, claimOwners } from '../store/claims.ts';
import type { Db } from '../store/db.ts';
import { filersOf } from '../store/filing.ts';
import { mayFileFor } from '../store/filing-permissions.ts';
import { queueMail } from '../store/mails.ts';
import type { Deps } from './deps.ts';

type To = { userId: string; language: Language; notice: NoticeName; claim: { id: string; number: string } };

/** Keeps a notice and queues its sending, in the transaction of what it tells about. */
export async function notify(tx: Db, deps: Pick<Deps, 'queue' | 'now' | 'publicUrl'>, to: To): Promise<void> {
  const { userId, language, notice, claim } = to;
  const mail = claimNotice(notice, language, { claim, publicUrl: deps.publicUrl });
  await queueMail(tx, deps.queue, { userId, ...mail, createdAt: deps.now() });
}

/** Tells those who filed a claim for its member, and still may, what became of it. */
export async function tellFilers(
  tx: Db,
  deps: Pick<Deps, 'queue' | 'now' | 'publicUrl'>,
  claim: ClaimRow,
  notice: NoticeName,
): Promise<void> {
  for (const { id, language } of await filersOf(tx, claim)) {
    if (!(await mayFileFor(tx, { memberId: claim.memberId, delegateId: id }, deps.now()))) continue;
    const url = `${deps.publicUrl}/filing/${claim.memberId}`;
    const mail = noticeOf(notice, language, { number: claim.number, url });
    await queueMail(tx, deps.queue, { userId: id, ...mail, createdAt: deps.now() });
  }
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

export type Settled = { claimId: string; version: number; batchNumber: number };

/**
 * For whoever brings the bank's answer: members whose claims are paid get a decision letter, with the notice of it;
 * those whose were not are told.
 */
export const tellSettled =
  (deps: Pick<Deps, 'queue' | 'now' | 'publicUrl'>) =>
  async (tx: Db, settled: readonly Settled[], to: 'paid' | 'rejected'): Promise<void> => {
    if (to === 'paid') for (const letter of settled) await deps.queue.send(tx, 'write-letter', letter);
    else
      await tellOwners(
        tx,
        deps,
        settled.map(({ claimId }) => claimId),
        'payment-rejected',
      );
  };
