import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { CardSummary } from '../../claim/meeting-views.ts';
import { api } from '../api.ts';
import { FailedPart } from '../parts/failure.tsx';
import { Page } from '../parts/layout.tsx';
import { ScrollFrame } from '../parts/scroll-frame.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { StaffTabs } from '../people/staff-tabs.tsx';
import { usePeopleWords, WithPeopleWords } from '../people/words.tsx';
import { useSpeech } from '../texts.ts';

/** The assistant's meetings, the newest first, each with how many claims are here and how many are missing. */

const Row = ({ card }: { card: CardSummary }): ReactNode => {
  const { t, count } = usePeopleWords();
  const { format } = useSpeech();
  const { received, expected, missing } = card.claims;
  return (
    <tr>
      <td className="nowrap">{format.date(card.start)}</td>
      <th scope="row">
        <Link href={`/meetings/${card.id}`}>{card.purpose}</Link>
        <span className="quiet">
          {' '}
          {card.group.name}, {card.place}
        </span>
        {!card.hasInvitation && <span className="mark"> {t('meetings.noinvitation')}</span>}
      </th>
      <td>
        {t('meetings.received', { received, expected })}
        {missing > 0 && (
          <>
            , <strong>{count('meetings.missing', missing)}</strong>
          </>
        )}
      </td>
    </tr>
  );
};

const Meetings = (): ReactNode => {
  const { t } = usePeopleWords();
  const query = useQuery({
    queryKey: ['meeting-cards'],
    queryFn: () => api.get<CardSummary[]>('/api/meeting-cards'),
  });
  return (
    <Page
      title={t('meetings.title')}
      aside={
        <Link className="button-link" href="/meetings/new">
          {t('meetings.new')}
        </Link>
      }
    >
      <StaffTabs current="/meetings" />
      {query.isError && <FailedPart error={query.error} retry={() => void query.refetch()} />}
      {query.isPending && <Waiting />}
      {query.data?.length === 0 && <p className="empty">{t('meetings.empty')}</p>}
      {query.data && query.data.length > 0 && (
        <ScrollFrame className="table-wrap" label={t('meetings.title')}>
          <table className="stack">
            <thead>
              <tr>
                <th scope="col">{t('meetings.when')}</th>
                <th scope="col">{t('meetings.meeting')}</th>
                <th scope="col">{t('meetings.claims')}</th>
              </tr>
            </thead>
            <tbody>
              {query.data.map((card) => (
                <Row key={card.id} card={card} />
              ))}
            </tbody>
          </table>
        </ScrollFrame>
      )}
    </Page>
  );
};

export const MeetingsPage = (): ReactNode => (
  <WithPeopleWords>
    <Meetings />
  </WithPeopleWords>
);
