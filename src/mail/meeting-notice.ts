import type { Language } from '../claim/claim.ts';
import { dateOf } from '../claim/days.ts';
import { calendarDate } from '../claim/sentences.ts';
import { noticeOf } from './notice.ts';

/** What a member is told whose claim is missing: that it is, or that it was filed for them and waits for their word. */
export const missingNotice = (claim: { askedAt: Date | null } | null): 'claim-missing' | 'confirmation-missing' =>
  claim?.askedAt ? 'confirmation-missing' : 'claim-missing';

/** A notice about a meeting: what it is called and when it was stand in the text, never in the subject. */
export function meetingNotice(
  name: 'claim-missing' | 'confirmation-missing' | 'card-changed',
  language: Language,
  about: { meeting: { purpose: string; startsAt: string }; deadline: string | null; url: string },
): { subject: string; text: string } {
  return noticeOf(name, language, {
    meeting: about.meeting.purpose,
    date: calendarDate(dateOf(about.meeting.startsAt))[language],
    deadline: about.deadline === null ? '–' : calendarDate(about.deadline)[language],
    url: about.url,
  });
}
