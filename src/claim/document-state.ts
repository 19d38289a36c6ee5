import { z } from 'zod';
import { Severity, Texts } from './claim.ts';

/** The sealed documents of a claim, as people hear of them. */

/**
 * The two copies (kappale / exemplar) of one document: the claim copy for the member, the assistant and an auditor, with
 * the account number masked; the finance copy with the whole number and the claimant's identity code.
 */
export const documentCopies = ['claim', 'finance'] as const;
export const DocumentCopy = z.enum(documentCopies);
export type DocumentCopy = z.infer<typeof DocumentCopy>;

/** Why a document was not made; each has a sentence in `texts/<language>/sealing.json` that says what to do. */
export const sealingTroubles = [
  'file-broken',
  'file-encrypted',
  'file-type-unknown',
  'file-changed',
  'too-many-pages',
  'too-many-pixels',
  'renderer-failed',
  'packs-missing',
  'seal-key-unusable',
  'time-stamp-missing',
  'sealer-failed',
  'internal',
] as const;
export const SealingTrouble = z.enum(sealingTroubles);
export type SealingTrouble = z.infer<typeof SealingTrouble>;

/**
 * `making`: on its way · `waiting`: did not succeed yet, and is tried again by itself · `failed`: somebody has to act ·
 * `ready`: both copies are made, after the approval with the approver's seal.
 */
export const DocumentState = z
  .object({
    state: z.enum(['making', 'waiting', 'failed', 'ready']),
    /** When it first did not succeed, and how often it was tried since. */
    since: z.iso.datetime().nullable(),
    tries: z.int(),
    /** What stands in the way, with the file's name where it is a file, and what to do. */
    finding: z
      .object({ code: SealingTrouble, severity: Severity, subject: z.string().nullable(), action: Texts })
      .nullable(),
  })
  .meta({ id: 'DocumentState' });
export type DocumentState = z.infer<typeof DocumentState>;

/** A key of the seal, without the key. */
export const SealKeyView = z.object({
  /** Common name of the certificate, and of who issued it. */
  name: z.string(),
  issuer: z.string(),
  /** First day (Finland) it seals; null: from always. */
  usedFrom: z.string().nullable(),
  /** How long its certificate and those that vouch for it are in force. */
  inForceFrom: z.iso.datetime(),
  inForceTo: z.iso.datetime(),
  testKey: z.boolean(),
  /** Whether it seals today. */
  inUse: z.boolean(),
  warning: z.enum(['ends-soon', 'ended', 'not-begun']).nullable(),
});
export type SealKeyView = z.infer<typeof SealKeyView>;

/** What the administrator sees of the sealing: the keys, and every document that is not made yet and why. */
export const SealingView = z
  .object({
    keys: z.array(SealKeyView),
    /** Address of the time-stamp authority; null when none is asked. */
    timeStamps: z.string().nullable(),
    documents: z.array(
      z.object({
        number: z.string(),
        version: z.int(),
        state: z.enum(['waiting', 'failed']),
        code: SealingTrouble,
        since: z.iso.datetime(),
        lastTry: z.iso.datetime(),
        tries: z.int(),
        action: Texts,
      }),
    ),
  })
  .meta({ id: 'Sealing' });
export type SealingView = z.infer<typeof SealingView>;

/** What a page that could not be drawn means for the document; keys are the reading process's failures. */
export const placingFaults = {
  'file-empty': 'file-broken',
  'file-type-unknown': 'file-type-unknown',
  'file-broken': 'file-broken',
  'file-encrypted': 'file-encrypted',
  'too-many-pages': 'too-many-pages',
  'too-many-pixels': 'too-many-pixels',
  'reading-timed-out': 'renderer-failed',
  'reader-crashed': 'renderer-failed',
  'reader-out-of-memory': 'renderer-failed',
} as const satisfies Record<string, SealingTrouble>;
