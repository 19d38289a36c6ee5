import { decidedOf } from '../../src/claim/letter.ts';
import type { Decision } from '../../src/claim/review/decision.ts';
import { preview } from '../../src/claim/review/preview.ts';
import type { LetterFacts } from '../../src/document/letter-text.ts';
import { packs } from '../claim/claims.ts';
import { computed, decided, sent } from '../claim/review/decided.ts';

/** What a letter tells, made of the sample claim and of decisions on it; changed where the test says. */
export function letterFacts(decisions: readonly Decision[], more: Partial<LetterFacts> = {}): LetterFacts {
  const seen = preview({ claim: sent, evaluation: computed(sent) }, decided(...decisions), packs);
  if ('error' in seen) throw new Error(seen.error.code);
  return {
    number: 1,
    kind: 'approval',
    madeOn: '2026-03-23',
    before: null,
    claimNumber: 'ML-2026-000042-2',
    version: 2,
    addressee: 'Testi Hämäläinen-Öhman',
    meeting: { purpose: 'Ydinryhmän kokous', place: 'Helsinki', date: '2026-03-10' },
    decidedOn: '2026-03-22',
    approvers: ['Anneli Assistentti'],
    decision: decidedOf(computed(sent), seen.after.evaluation, seen.changes),
    tripClaim: seen.after.claim,
    otherPayerCents: seen.after.evaluation.totals.otherPayerCents,
    consent: { state: 'given', objections: new Map() },
    reason: '',
    iban: 'FI** **** **** **07 85',
    payment: null,
    remedy: null,
    ...more,
  };
}
