/** The batch a payment's reference is of: `12-ML-2026-000042-7` → 12; null when it is none of ours. */
export function batchOfReference(reference: string): number | null {
  const batch = /^(\d{1,9})-ML-\d{4}-\d{6,}-\d$/.exec(reference)?.[1];
  return batch === undefined ? null : Number(batch);
}

/** The batch of a payment file's message id: `MATKALASKU-12` → 12; null when it is none of ours. */
export function batchOfMessage(messageId: string): number | null {
  const batch = /^MATKALASKU-(\d{1,9})(?:-1)?$/.exec(messageId)?.[1];
  return batch === undefined ? null : Number(batch);
}
