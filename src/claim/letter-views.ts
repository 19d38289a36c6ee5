import { z } from 'zod';
import { letterStates } from './letter.ts';
import { letterKinds } from './letter-kinds.ts';

/** A decision letter as it is kept and read, and the remedy text that stands in it. */

const Instant = z.iso.datetime();

const LetterItem = z.object({
  what: z.string(),
  /** Why, by which section, and what was changed: a sentence each. */
  notes: z.array(z.string()),
  /** Sums as people read them; empty where there is none to tell. */
  claimed: z.string(),
  granted: z.string(),
});
export type LetterItem = z.infer<typeof LetterItem>;

const LetterPart = z.object({
  heading: z.string(),
  paragraphs: z.array(z.string()),
  items: z.array(LetterItem),
  sums: z.array(z.object({ label: z.string(), sum: z.string() })),
});
export type LetterPart = z.infer<typeof LetterPart>;

/** The words of a letter in one language, in their order. */
export const LetterText = z
  .object({
    title: z.string(),
    facts: z.array(z.object({ label: z.string(), value: z.string() })),
    heads: z.object({ what: z.string(), claimed: z.string(), granted: z.string() }),
    parts: z.array(LetterPart),
  })
  .meta({ id: 'LetterText' });
export type LetterText = z.infer<typeof LetterText>;

/** What is kept of a letter, in canonical JSON. */
export const LetterContent = z.object({ fi: LetterText, sv: LetterText, en: LetterText });
export type LetterContent = z.infer<typeof LetterContent>;

export const LetterView = z
  .object({
    number: z.int(),
    kind: z.enum(letterKinds),
    version: z.int(),
    /** Of the words in the three languages, as canonical JSON. */
    sha256: z.string(),
    at: Instant,
    state: z.enum(letterStates),
    texts: LetterContent,
  })
  .meta({ id: 'Letter' });
export type LetterView = z.infer<typeof LetterView>;

/** Letters of a claim, the newest first. */
export const LettersView = z.object({ claimNumber: z.string(), letters: z.array(LetterView) }).meta({ id: 'Letters' });
export type LettersView = z.infer<typeof LettersView>;

const LONGEST_REMEDY = 5_000;
const RemedyWords = z.string().trim().min(1).max(LONGEST_REMEDY);
/** How to have a decision corrected (oikaisuohje / rättelseanvisning), as the agency words it; each language is needed. */
export const RemedyText = z.strictObject({ fi: RemedyWords, sv: RemedyWords, en: RemedyWords });
export type RemedyText = z.infer<typeof RemedyText>;

export const RemedyView = z
  .object({
    /** Null while nobody has entered it: letters then say so, and whom to ask. */
    texts: RemedyText.nullable(),
    setAt: Instant.nullable(),
    setBy: z.string().nullable(),
    /** Letters that went out without it. */
    lettersWithout: z.int(),
  })
  .meta({ id: 'Remedy' });
export type RemedyView = z.infer<typeof RemedyView>;
