import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { WordsField } from '../parts/fields/fields.tsx';
import { useSpeech } from '../texts.ts';
import { useClaim, useIsOwn } from './draft-hooks.ts';
import { Section } from './section.tsx';
import { ToldMeetingPart } from './told-meeting.tsx';

/** The meeting, from its card; another one is chosen on the front page. */
export const MeetingSection = (): ReactNode => {
  const { t, format } = useSpeech();
  const { view, draft, change } = useClaim();
  const meeting = view.meetingCard;
  const front = useIsOwn(view) ? '/' : `/filing/${view.member.id}`;
  const asksWhyLate =
    draft.lateReason !== '' ||
    view.missing.some((one) => one.path === 'lateReason') ||
    (view.evaluation?.findings ?? []).some((one) => one.code === 'late-claim');
  return (
    <Section id="meeting" title={meeting.purpose}>
      <p>
        {format.span(meeting.start, meeting.end)}, {meeting.place}
        {meeting.address && `, ${meeting.address}`}
      </p>
      <p className="quiet">
        {meeting.group.name}
        {meeting.fileBy && ` · ${t('claim.meeting.fileby', { date: format.date(meeting.fileBy) })}`}
      </p>
      <p className="inline-links">
        {meeting.invitation && <a href={`/api/meetings/${meeting.id}/invitation`}>{t('home.invitation')}</a>}
        {!meeting.toldByMember && <Link href={front}>{t('claim.meeting.wrong')}</Link>}
      </p>
      {meeting.toldByMember && <ToldMeetingPart />}
      {asksWhyLate && (
        <WordsField
          id="lateReason"
          label={t('claim.late')}
          value={draft.lateReason}
          onChange={(lateReason) => change((now) => ({ ...now, lateReason }))}
        />
      )}
    </Section>
  );
};
