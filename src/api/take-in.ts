import { fileTypeFromBuffer } from 'file-type';
import { MOST_ROWS } from '../claim/claim.ts';
import { Problem } from '../claim/problem.ts';
import { record } from '../store/audit.ts';
import type { ClaimRow } from '../store/claims.ts';
import type { Db } from '../store/db.ts';
import { keepFile } from '../store/files.ts';
import { addReceipt, queueReading, receiptCount } from '../store/receipts.ts';
import type { Deps } from './deps.ts';
import { behalfOf, type Person } from './writer.ts';
import { forWriting } from './writing.ts';

/** A file becomes a receipt, by whichever door it came. */

export type Incoming = { user: Person; claimId: string; fileName: string; bytes: Uint8Array };

/** A name as people gave it, short enough to keep. */
export const keptName = (name: string): string => name.normalize('NFC').slice(-200) || '–';

/** Keeps the bytes, the receipt and its reading job in the caller's transaction: what is acknowledged is there. */
export async function takeIn(
  tx: Db,
  deps: Deps,
  { user, claimId, fileName, bytes }: Incoming,
): Promise<{ id: string; added: boolean }> {
  const at = deps.now();
  const mediaType = (await fileTypeFromBuffer(bytes))?.mime ?? 'application/octet-stream';
  if (!mediaType.startsWith('image/') && mediaType !== 'application/pdf') throw new Problem('file-type-unknown');
  const claim = await refuseUnlessWritten(tx, claimId, user, at);
  const ownerId = claim.memberId;
  const sha256 = await keepFile(tx, bytes, mediaType, at);
  const taken = await addReceipt(tx, { claimId, ownerId, sha256, fileName, uploadedAt: at });
  if (taken.added) {
    if ((await receiptCount(tx, claimId)) > MOST_ROWS) throw new Problem('too-many-receipts', { limit: MOST_ROWS });
    const details = { sha256, sizeBytes: bytes.byteLength };
    const [onBehalfOf, subject] = [behalfOf(claim, user), `receipt ${taken.id}`];
    await record(tx, { at, actorId: user.id, onBehalfOf, action: 'receipt-added', subject, details });
    await sendToReader(tx, deps, { id: taken.id, ownerId });
  }
  return taken;
}

/** Queues the reading so that members take turns. */
export async function sendToReader(tx: Db, deps: Deps, receipt: { id: string; ownerId: string }): Promise<void> {
  const turn = await queueReading(tx, receipt);
  await deps.queue.send(tx, 'read-receipt', { receiptId: receipt.id }, -turn);
}

/** The claim, locked, where the person may write it now. */
export async function refuseUnlessWritten(tx: Db, claimId: string, user: Person, now: Date): Promise<ClaimRow> {
  return (await forWriting(tx, { id: claimId, user, step: 'save', now })).claim;
}
