import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Button } from 'suomifi-ui-components';
import type { CardChange } from '../../claim/meeting-views.ts';
import { api } from '../api.ts';
import { useSpeech } from '../texts.ts';
import { usePeopleWords, WithPeopleWords } from './words.tsx';

/** Tells who is writing a claim that the organiser has changed the meeting since, until it was said "all right" to. */

const keyOf = (claimId: string, change: CardChange): string => `matkalasku.seen.${claimId}.${change.at}`;

const Told = (props: { claimId: string; change: CardChange }): ReactNode => {
  const { t } = usePeopleWords();
  const { format } = useSpeech();
  const { change } = props;
  const key = keyOf(props.claimId, change);
  const [seen, setSeen] = useState(() => localStorage.getItem(key) !== null);
  if (seen) return null;
  const fields = change.fields.map((field) => t(`change.${field}`)).join(', ');
  return (
    <section className="card-change" role="status">
      <p>
        <strong>{t('change.title', { date: format.instant(change.at), fields })}</strong> {t('change.what')}
      </p>
      <Button
        variant="secondary"
        onClick={() => {
          localStorage.setItem(key, '1');
          setSeen(true);
        }}
      >
        {t('change.seen')}
      </Button>
    </section>
  );
};

export const CardChanged = (props: { claimId: string }): ReactNode => {
  const query = useQuery({
    queryKey: ['card-change', props.claimId],
    queryFn: () => api.get<{ change: CardChange | null }>(`/api/claims/${props.claimId}/card-change`),
  });
  if (!query.data?.change) return null;
  return (
    <WithPeopleWords quietly>
      <Told claimId={props.claimId} change={query.data.change} />
    </WithPeopleWords>
  );
};
