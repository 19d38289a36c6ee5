import { and, eq, inArray } from 'drizzle-orm';
import type { PaymentStatus } from '../claim/finance-views.ts';
import type { Db } from './db.ts';
import { claims } from './schema.ts';
import { batchClaims, batches, batchResponses, payments } from './schema-finance.ts';

/** Answers of the payment system, and what they make of payments. */

export type KeptResponse = typeof batchResponses.$inferSelect;

export async function responseBySha(db: Db, sha256: string): Promise<Omit<KeptResponse, 'bytes'> | null> {
  const [row] = await db
    .select({
      sha256: batchResponses.sha256,
      at: batchResponses.at,
      by: batchResponses.by,
      machineId: batchResponses.machineId,
      fileName: batchResponses.fileName,
      paid: batchResponses.paid,
      rejected: batchResponses.rejected,
      unchanged: batchResponses.unchanged,
    })
    .from(batchResponses)
    .where(eq(batchResponses.sha256, sha256));
  return row ?? null;
}

export async function addResponse(tx: Db, response: KeptResponse): Promise<void> {
  await tx.insert(batchResponses).values(response);
}

export type AnsweredPayment = {
  batchNumber: number;
  claimId: string;
  claimNumber: string;
  payableCents: number;
  status: PaymentStatus;
  paidOn: string | null;
  reason: string | null;
  madeAt: Date;
};

/** Payments of the batches, locked in one order until the transaction ends. */
export async function lockPayments(tx: Db, batchNumbers: readonly number[]): Promise<AnsweredPayment[]> {
  if (batchNumbers.length === 0) return [];
  return tx
    .select({
      batchNumber: payments.batchNumber,
      claimId: payments.claimId,
      claimNumber: claims.number,
      payableCents: batchClaims.payableCents,
      status: payments.status,
      paidOn: payments.paidOn,
      reason: payments.reason,
      madeAt: batches.madeAt,
    })
    .from(payments)
    .innerJoin(
      batchClaims,
      and(eq(batchClaims.batchNumber, payments.batchNumber), eq(batchClaims.claimId, payments.claimId)),
    )
    .innerJoin(batches, eq(batches.number, payments.batchNumber))
    .innerJoin(claims, eq(claims.id, payments.claimId))
    .where(inArray(payments.batchNumber, [...batchNumbers]))
    .orderBy(payments.claimId, payments.batchNumber)
    .for('update', { of: payments });
}

export type Settlement = Pick<typeof payments.$inferSelect, 'status' | 'paidOn' | 'reason' | 'settledAt'> & {
  responseSha256: string | null;
};

export async function settlePayment(tx: Db, batchNumber: number, claimId: string, to: Settlement): Promise<void> {
  await tx
    .update(payments)
    .set(to)
    .where(and(eq(payments.batchNumber, batchNumber), eq(payments.claimId, claimId)));
}

/** Which claims are in the batches, not locked. */
export async function paymentsOf(db: Db, batchNumbers: readonly number[]): Promise<{ claimId: string }[]> {
  if (batchNumbers.length === 0) return [];
  return db
    .select({ claimId: payments.claimId })
    .from(payments)
    .where(inArray(payments.batchNumber, [...batchNumbers]));
}
