import { z } from 'zod';
import { Evaluation, TripClaim } from '../claim/claim.ts';
import { DecisionChange } from '../claim/review/changes.ts';
import type { ClaimDocument } from './claim-document.ts';

/**
 * The claim as data inside its document (`claim.json`): enough to compute it again without this service. The same bytes
 * in both copies, so it holds neither account number nor identity code.
 */
export const EmbeddedClaim = z.object({
  format: z.literal('matkalasku-claim'),
  id: z.string(),
  number: z.string(),
  version: z.int(),
  replaces: z.int().nullable(),
  /** Not in documents made before it was kept. */
  replacedSha256: z.string().nullable().default(null),
  filedBy: z.object({ name: z.string(), onBehalf: z.string() }).nullable().default(null),
  madeAt: z.string(),
  tripClaim: TripClaim,
  evaluation: Evaluation,
  packs: z.array(z.object({ id: z.string(), sha256: z.string(), raw: z.string() })),
  lateReason: z.string(),
  /** What the examiner changed of the version its member signed; null where this is that version. */
  correction: z
    .object({ byName: z.string(), at: z.string(), baseVersion: z.int(), changes: z.array(DecisionChange) })
    .nullable()
    .default(null),
  signature: z.object({
    signedName: z.string(),
    signedAt: z.string(),
    username: z.string(),
    identifiedBy: z.string(),
    declarationVersion: z.string(),
    declarationText: z.string(),
  }),
});
export type EmbeddedClaim = z.infer<typeof EmbeddedClaim>;

export const embeddedClaim = (input: ClaimDocument): EmbeddedClaim => ({
  format: 'matkalasku-claim',
  id: input.claimId,
  number: input.number,
  version: input.version,
  replaces: input.replaces,
  replacedSha256: input.replacedSha256,
  filedBy: input.filedBy,
  madeAt: input.madeAt,
  tripClaim: input.tripClaim,
  evaluation: input.evaluation,
  packs: input.packs,
  lateReason: input.lateReason,
  correction: input.correction ?? null,
  signature: input.signature,
});
