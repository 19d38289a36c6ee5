import type { BatchDetailView, BatchView } from '../claim/finance-views.ts';
import { maskedIban } from '../claim/iban.ts';
import { filesOfBatch } from '../store/batch-files.ts';
import { type BatchRecord, claimsOfBatch, eventsOf, reversalsOf } from '../store/batches.ts';
import type { Db } from '../store/db.ts';
import { batchFileName } from './batch-files.ts';

/** What finance sees of a batch. */

export const batchView = ({ batch, madeByName, cents, state }: BatchRecord): BatchView => ({
  number: batch.number,
  kind: batch.kind,
  state,
  reverses: batch.reverses,
  reason: batch.reason,
  madeAt: batch.madeAt.toISOString(),
  madeBy: madeByName,
  claimCount: batch.claimCount,
  rowCount: batch.rowCount,
  totalCents: batch.totalCents,
  sha256: batch.sha256,
  sums: {
    openCents: cents.open,
    paidCents: cents.paid,
    rejectedCents: cents.rejected,
    reversedCents: cents.reversed,
  },
});

export async function batchDetail(db: Db, record: BatchRecord): Promise<BatchDetailView> {
  const { number } = record.batch;
  const claims = await claimsOfBatch(db, number);
  return {
    ...batchView(record),
    claims: claims.map(({ batchClaim, payment, number: claimNumber, member, group }) => ({
      id: batchClaim.claimId,
      number: claimNumber,
      member,
      group,
      version: batchClaim.version,
      iban: maskedIban(batchClaim.iban),
      claimedCents: batchClaim.claimedCents,
      payableCents: batchClaim.payableCents,
      status: payment?.status ?? null,
      paidOn: payment?.paidOn ?? null,
      reason: payment?.reason ?? null,
    })),
    files: (await filesOfBatch(db, number)).map(({ kind, sha256, sizeBytes, mediaType }) => ({
      kind,
      fileName: batchFileName(number, kind),
      sha256,
      sizeBytes,
      mediaType,
    })),
    events: (await eventsOf(db, [number])).map(({ event, at }) => ({ event, at: at.toISOString() })),
    reversedBy: await reversalsOf(db, number),
  };
}
