import { dateOf, daysAfter, monthsAfter } from './days.ts';
import { packOn, type RulePacks } from './rules.ts';

/**
 * Last day to file when the trip ends with the meeting (regulation § 8); null when no rule pack covers the day. Told
 * beforehand: whether a claim is late is the engine's to say, from the trip's own end.
 */
export function fileBy(packs: RulePacks, meetingEnd: string): string | null {
  const pack = packOn(packs, dateOf(meetingEnd));
  return pack === null ? null : monthsAfter(dateOf(meetingEnd), pack.rules.claim.filingMonths.value);
}

/** Days before the last day to file on which a member is reminded, the later first. */
const REMINDED_DAYS_BEFORE = [3, 14] as const;
export type ReminderName = `before-${(typeof REMINDED_DAYS_BEFORE)[number]}`;

/**
 * Which reminder is due on a day, from its own day until the next one's, so that a service that was down on the very day
 * still reminds; null before the first, and after the last day to file.
 */
export function reminderDue(today: string, deadline: string): ReminderName | null {
  if (today > deadline) return null;
  const days = REMINDED_DAYS_BEFORE.find((each) => daysAfter(deadline, -each) <= today);
  return days === undefined ? null : `before-${days}`;
}
