import { z } from 'zod';
import type { ClaimDraft } from '../claim/draft.ts';
import { AccuracyRow, samplesOf } from '../claim/samples.ts';
import type { ReceiptView, Role } from '../claim/views.ts';
import { only } from '../identity/access.ts';
import type { Db } from '../store/db.ts';
import { accuracyByMonth, keepSamples } from '../store/samples.ts';
import type { App, Deps } from './deps.ts';

/** How right the reader has been, for the administrator: counts by month and field, nothing of any receipt. */
export function accuracyRoutes(app: App, { db }: Deps): void {
  app.get(
    '/api/accuracy',
    {
      config: { access: only('admin') },
      schema: { tags: ['administration'], response: { 200: z.array(AccuracyRow) } },
    },
    () => accuracyByMonth(db),
  );
}

type Corrected = { draft: ClaimDraft; receipts: readonly ReceiptView[]; byRole: Role; day: string };

/** Keeps what a person made of the readings of a claim, for every receipt whose reading has come to an end. */
export async function keepCorrections(tx: Db, { draft, receipts, byRole, day }: Corrected): Promise<void> {
  for (const row of draft.expenses) {
    const receipt = receipts.find((one) => one.id === row.receiptId);
    if (receipt?.status !== 'read' && receipt?.status !== 'failed') continue;
    await keepSamples(tx, { receiptId: receipt.id, samples: samplesOf(receipt.reading, row), byRole, day });
  }
}
