import { contestedKinds } from '../codes.ts';
import { contestable } from './apply.ts';
import type { DecisionChange } from './changes.ts';
import type { Decided } from './decision.ts';

/**
 * Whether the member's consent (suostumus / samtycke) is needed to a corrected version, and when silence is one: seven
 * days where the sum rises or stays, never where it falls. Given amounts complete what the member declared, and need none.
 */

export const consentWays = ['none', 'silence', 'explicit'] as const;
export type ConsentWay = (typeof consentWays)[number];

export function consentFor(decisions: readonly Decided[], beforeCents: number, afterCents: number): ConsentWay {
  if (contestable(decisions).length === 0) return 'none';
  return afterCents >= beforeCents ? 'silence' : 'explicit';
}

/** Days the member has to look at a correction. Of this service, not of the regulation. */
const SILENCE_DAYS = 7;
const DAY_MS = 86_400_000;

/** The instant from which silence counts, in ms since 1970: seven whole days, whatever the clocks do. */
export const silenceFrom = (correctedAt: Date): Date => new Date(correctedAt.getTime() + SILENCE_DAYS * DAY_MS);

export const isSilenceOver = (correctedAt: Date, now: Date): boolean => now >= silenceFrom(correctedAt);

/** What the member, or time, has answered to decisions of one corrected version. */
export type Reply = { decisionId: number | null; answer: 'accepted' | 'objected' | 'silence' };

export type ConsentState = 'not-needed' | 'waiting' | 'given' | 'objected';

/** Decisions of a correction the member answers to: those that change what was declared. */
export const contested = (changes: readonly Pick<DecisionChange, 'decisionId' | 'kind'>[]): number[] =>
  changes.filter(({ kind }) => isContested(kind)).map(({ decisionId }) => decisionId);

const isContested = (kind: string): boolean => (contestedKinds as readonly string[]).includes(kind);

/** The last reply on a decision counts; silence speaks for all of them. */
export function consentState(way: ConsentWay, decisionIds: readonly number[], replies: readonly Reply[]): ConsentState {
  if (way === 'none') return 'not-needed';
  if (replies.some(({ answer }) => answer === 'silence')) return 'given';
  const answers = decisionIds.map((id) => replies.findLast(({ decisionId }) => decisionId === id)?.answer);
  if (answers.includes('objected')) return 'objected';
  return answers.every((answer) => answer === 'accepted') ? 'given' : 'waiting';
}

/** Whether two persons approve: over the sum that is set, and whenever the member has objected. */
export const needsTwo = (payableCents: number, overCents: number, consent: ConsentState): boolean =>
  payableCents > overCents || consent === 'objected';
