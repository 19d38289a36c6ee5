import { dateOf, monthsAfter } from './days.ts';
import { packOn, type RulePacks } from './rules.ts';

/**
 * Last day to file when the trip ends with the meeting (regulation § 8); null when no rule pack covers the day. Told
 * beforehand: whether a claim is late is the engine's to say, from the trip's own end.
 */
export function fileBy(packs: RulePacks, meetingEnd: string): string | null {
  const pack = packOn(packs, dateOf(meetingEnd));
  return pack === null ? null : monthsAfter(dateOf(meetingEnd), pack.rules.claim.filingMonths.value);
}
