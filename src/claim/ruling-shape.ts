import { z } from 'zod';
import { decisionReasons } from './codes.ts';

/**
 * What the assistant (assistentti / assistent) has decided and the engine needs to know, as part of a trip claim: so that
 * whoever computes the claim again comes to the same sums. A claim as its member sends it has none of these.
 */

const LONGEST_SUBJECT = 300;
const LONGEST_TEXT = 2_000;
const LONGEST_SOURCE = 500;
const LONGEST_RATE = 200;
const MOST_CENTS = 1_000_000_000;

/** What a decision is about: `expenses[e1]`, `mileage[m1]`, `trip`, or a line of the trip (`lineSubject`). */
export const Subject = z.string().min(1).max(LONGEST_SUBJECT);

/** Why a value was corrected or a line not paid: a code of the closed list, and words where the code does not say it. */
export const DecisionReason = z.strictObject({
  code: z.enum(decisionReasons),
  text: z.string().max(LONGEST_TEXT).default(''),
});
export type DecisionReason = z.infer<typeof DecisionReason>;

/** A line that is not paid (hylätty rivi / avslagen rad), and why. */
const Rejected = z.strictObject({ subject: Subject, effect: z.literal('rejected'), reason: DecisionReason });

/** A row that is asked about while the rest is paid: a supplement (lisälasku / tilläggsräkning) pays it once answered. */
const Held = z.strictObject({ subject: Subject, effect: z.literal('held') });

export const Ruling = z.discriminatedUnion('effect', [Rejected, Held]);
export type Ruling = z.infer<typeof Ruling>;

/**
 * An amount of the regulation that no rule pack knows, as the assistant found it: of which series of packs
 * (`fi-state-2022`), which parameter (`nightAllowance.amount`), in cents, and where it was seen.
 */
export const GivenRate = z.strictObject({
  pack: z.string().min(1).max(LONGEST_RATE),
  rate: z.string().min(1).max(LONGEST_RATE),
  cents: z.int().min(0).max(MOST_CENTS),
  source: z.string().trim().min(1).max(LONGEST_SOURCE),
});
export type GivenRate = z.infer<typeof GivenRate>;
