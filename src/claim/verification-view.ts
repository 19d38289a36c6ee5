import { z } from 'zod';
import { Texts } from './claim.ts';

/** What a check of a claim PDF answers: the JSON of POST /api/verification and of `matkalasku verify`. */

const Seal = z
  .object({
    role: z.string(),
    level: z.enum(['PAdES-B-B', 'PAdES-B-T', 'PAdES-B-LT']),
    valid: z.boolean(),
    fault: z.enum(['changed', 'broken', 'range', 'not-in-force']).nullable(),
    coversWholeFile: z.boolean(),
    covers: z.object({ bytes: z.int(), revision: z.int().nullable(), revisions: z.int() }).nullable(),
    /** ISO 8601 instant. */
    time: z.string().nullable(),
    signer: z.string().nullable(),
    trusted: z.boolean(),
    testKey: z.boolean(),
    chain: z.array(z.object({ subject: z.string(), issuer: z.string(), from: z.string(), until: z.string() })),
    timeStamp: z.object({ time: z.string(), authority: z.string(), trusted: z.boolean() }).nullable(),
  })
  .meta({ id: 'VerifiedSeal' });
export type VerifiedSeal = z.infer<typeof Seal>;

const Finding = z
  .object({
    code: z.string(),
    severity: z.enum(['error', 'note', 'good']),
    what: Texts,
    action: Texts.nullable(),
  })
  .meta({ id: 'VerificationFinding' });

export const VerificationView = z
  .object({
    /** The name it came with; empty when it came without. */
    file: z.string(),
    valid: z.boolean(),
    verdict: z.enum(['intact', 'intactTest', 'intactUntrusted', 'faulty']),
    claimId: z.string().nullable(),
    number: z.string().nullable(),
    version: z.number().nullable(),
    signatures: z.array(Seal),
    appended: z.object({ at: z.int(), bytes: z.int(), changes: z.array(z.string()) }).nullable(),
    manifest: z.object({
      complete: z.boolean(),
      files: z.array(z.object({ name: z.string(), sha256: z.string(), ok: z.boolean(), state: z.string() })),
      list: z.string(),
      hidden: z.int(),
    }),
    recalculation: z.object({
      payableCents: z.number().nullable(),
      same: z.boolean(),
      computedCents: z.number().nullable(),
      differenceCents: z.number().nullable(),
      lines: z.array(z.string()),
      packsWhole: z.boolean(),
      packs: z.array(z.object({ id: z.string(), sha256: z.string(), known: z.boolean().nullable() })),
    }),
    findings: z.array(Finding),
    summary: Texts,
  })
  .meta({ id: 'Verification' });
export type VerificationView = z.infer<typeof VerificationView>;
