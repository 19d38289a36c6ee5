import type { Db } from '../store/db.ts';
import { versionsWithoutDocument } from '../store/documents.ts';
import type { Queue } from '../store/queue.ts';

/**
 * At the start: queues the documents of every version that lacks one, made before there were two copies, say. One whose
 * job is still there is queued twice, and the second run finds it made.
 */
export async function queueUnmadeDocuments({ db, queue }: { db: Db; queue: Pick<Queue, 'send'> }): Promise<void> {
  const unmade = await versionsWithoutDocument(db);
  await db.transaction(async (tx) => {
    for (const { approved, ...version } of unmade) {
      await queue.send(tx, approved ? 'seal-approval' : 'seal-claim', version);
    }
  });
}
