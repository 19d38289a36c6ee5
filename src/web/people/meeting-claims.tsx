import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Button } from 'suomifi-ui-components';
import { Link } from 'wouter';
import type { CardView, Invited, Reminded } from '../../claim/meeting-views.ts';
import { api } from '../api.ts';
import { FailedPart } from '../parts/failure.tsx';
import { ScrollFrame } from '../parts/scroll-frame.tsx';
import { useSpeech } from '../texts.ts';
import { usePeopleWords } from './words.tsx';

/** Whose claim is here and whose is not, with a reminder to one or to all. */

const ClaimState = ({ claim }: { claim: Invited['claim'] }): ReactNode => {
  const { code } = useSpeech();
  const { t } = usePeopleWords();
  if (claim === null) return t('claims.none');
  if (!claim.submitted) return t('claims.draft');
  return (
    <>
      <Link className="nowrap" href={`/review/${claim.id}`}>
        {claim.number}
      </Link>
      , {code('state', claim.state)}
    </>
  );
};

const Person = (props: { person: Invited; held: boolean; remind: () => void }): ReactNode => {
  const { format } = useSpeech();
  const { t } = usePeopleWords();
  const { person, held } = props;
  const missing = held && !person.claim?.submitted;
  return (
    <tr>
      <th scope="row">
        {person.name} <span className="quiet">{t(`position.${person.position ?? 'none'}`)}</span>
      </th>
      <td>
        <ClaimState claim={person.claim} />
        {missing && (
          <>
            {' '}
            <button
              type="button"
              className="plain"
              aria-label={t('claims.remind.name', { name: person.name })}
              onClick={props.remind}
            >
              {t('claims.remind')}
            </button>
          </>
        )}
        {missing && person.remindedAt && (
          <span className="quiet small when">
            {t('claims.reminded', { date: format.instantDay(person.remindedAt) })}
          </span>
        )}
      </td>
    </tr>
  );
};

export const MeetingClaims = (props: { view: CardView }): ReactNode => {
  const { t, count } = usePeopleWords();
  const { t: say } = useSpeech();
  const client = useQueryClient();
  const { view } = props;
  const { expected, received, missing } = view.claims;
  const remind = useMutation({
    mutationFn: (userIds?: string[]) =>
      api.post<Reminded>(`/api/meeting-cards/${view.id}/reminders`, userIds ? { userIds } : {}),
    onSuccess: () => client.invalidateQueries({ queryKey: ['meeting-cards'] }),
  });
  const done = remind.data;
  return (
    <section className="staff-part" aria-labelledby="title-claims">
      <h2 id="title-claims">{t('claims.title')}</h2>
      <p>
        {t('meetings.received', { received, expected })}
        {view.held ? missing > 0 && `, ${count('meetings.missing', missing)}` : `, ${t('meetings.coming')}`}
      </p>
      <p role="status" className="announced">
        {remind.isPending && t('claims.reminding')}
        {done && done.reminded > 0 && `${count('claims.reminded.done', done.reminded)} `}
        {done && done.alreadyToday > 0 && count('claims.reminded.already', done.alreadyToday)}
      </p>
      {remind.isError && <FailedPart error={remind.error} />}
      {missing > 0 && (
        <div>
          <Button
            variant="secondary"
            aria-disabled={remind.isPending}
            onClick={() => {
              if (!remind.isPending) remind.mutate(undefined);
            }}
          >
            {t('claims.remind.all')}
          </Button>
        </div>
      )}
      <ScrollFrame className="table-wrap" label={say('common.table', { name: t('claims.title') })}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('claims.person')}</th>
              <th scope="col">{t('claims.state')}</th>
            </tr>
          </thead>
          <tbody>
            {view.invited.map((person) => (
              <Person
                key={person.id}
                person={person}
                held={view.held}
                remind={() => {
                  if (!remind.isPending) remind.mutate([person.id]);
                }}
              />
            ))}
          </tbody>
        </table>
      </ScrollFrame>
    </section>
  );
};
