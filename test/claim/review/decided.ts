import { assess, isRefusal } from '../../../src/claim/assess.ts';
import { type Evaluation, TripClaim } from '../../../src/claim/claim.ts';
import type { Decided, Decision } from '../../../src/claim/review/decision.ts';
import { claimOf, packs } from '../claims.ts';

/** A day trip with a taxi, a train ticket and a drive, and decisions on it. */

export const sent: TripClaim = TripClaim.parse(
  claimOf(
    {},
    {
      expenses: [
        {
          id: 'taxi',
          kind: 'taxi',
          date: '2026-03-10',
          amountCents: 4180,
          hasReceipt: true,
          justification: { code: 'no-connection', text: 'Ei bussia.' },
        },
        { id: 'train', kind: 'train', date: '2026-03-10', amountCents: 2340, hasReceipt: true },
      ],
      mileage: [
        { id: 'drive', vehicle: 'car', km: 100, date: '2026-03-10', reason: { code: 'no-connection', text: '' } },
      ],
    },
  ),
);

export function decided(...decisions: Decision[]): Decided[] {
  return decisions.map((decision, at) => ({
    id: at + 1,
    decision,
    by: 'Anneli Assistentti',
    byId: 'a',
    at: '2026-03-22T09:00:00.000Z',
  }));
}

export function computed(claim: TripClaim): Evaluation {
  const result = assess(claim, packs);
  if (isRefusal(result)) throw new Error(`refused: ${result.error.code}`);
  return result;
}

export const other = { code: 'other' as const, text: 'Taksi ajettiin myöhemmin.' };
