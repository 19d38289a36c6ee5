import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Button } from 'suomifi-ui-components';
import { commitmentTo, isDrawn } from '../../claim/sample.ts';
import type { SampleInput, SampleView } from '../../claim/sample-views.ts';
import { api } from '../api.ts';
import { FailedPart } from '../parts/failure.tsx';
import { CountField, DayField } from '../parts/fields/fields.tsx';
import { Page } from '../parts/layout.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { usePeopleWords, WithPeopleWords } from '../people/words.tsx';
import { useSession } from '../session.tsx';
import { useSpeech } from '../texts.ts';

/** The random samples: what was promised, what was drawn, and the same computed again by the reader's own browser. */

const key = ['samples'];
const today = (): string => new Date().toISOString().slice(0, 10);
const PER_CENT = 100;

const agrees = ({ secret, commitment, claims, rate }: SampleView): boolean =>
  secret !== null &&
  commitmentTo(secret) === commitment &&
  claims.every(({ number, drawn }) => isDrawn(secret, number, rate) === drawn);

const Revealed = ({ sample }: { sample: SampleView }): ReactNode => {
  const { t } = usePeopleWords();
  if (sample.secret === null) return null;
  return (
    <>
      <p>
        <strong>{agrees(sample) ? t('sample.same', { count: sample.claims.length }) : t('sample.other')}</strong>
      </p>
      <h3>{t('sample.claims')}</h3>
      <ul className="bullets">
        {sample.claims.map(({ number, drawn }) => (
          <li key={number}>
            {number}: {drawn ? <strong>{t('sample.drawn')}</strong> : t('sample.notdrawn')}
          </li>
        ))}
      </ul>
    </>
  );
};

const Sample = (props: { sample: SampleView; reveal: (() => void) | null }): ReactNode => {
  const { t } = usePeopleWords();
  const { format } = useSpeech();
  const { startsOn, endsOn, rate, commitment, publishedAt, secret } = props.sample;
  const period = { from: format.date(startsOn), to: format.date(endsOn), rate: format.number(rate / PER_CENT) };
  return (
    <section className="staff-part">
      <h2>{t('sample.period', period)}</h2>
      <dl className="facts">
        <dt>{t('sample.published')}</dt>
        <dd>{format.instant(publishedAt)}</dd>
        <dt>{t('sample.commitment')}</dt>
        <dd>
          <code>{commitment}</code>
        </dd>
        <dt>{t('sample.secret')}</dt>
        <dd>{secret === null ? t('sample.secret.none') : <code>{secret}</code>}</dd>
      </dl>
      <Revealed sample={props.sample} />
      {props.reveal && (
        <div>
          <Button variant="secondary" onClick={props.reveal}>
            {t('sample.reveal')}
          </Button>
        </div>
      )}
    </section>
  );
};

const NewSample = (props: { publish: (period: SampleInput) => void; busy: boolean }): ReactNode => {
  const { t } = usePeopleWords();
  const [startsOn, setStart] = useState<string | null>(null);
  const [endsOn, setEnd] = useState<string | null>(null);
  const [percent, setPercent] = useState<number | null>(null);
  const ready = startsOn !== null && endsOn !== null && percent !== null && !props.busy;
  return (
    <section className="staff-part" aria-labelledby="title-new-sample">
      <h2 id="title-new-sample">{t('sample.new')}</h2>
      <div className="fields">
        <DayField label={t('sample.from')} value={startsOn} near={today()} onChange={setStart} />
        <DayField label={t('sample.to')} value={endsOn} near={today()} onChange={setEnd} />
        <CountField label={t('sample.rate')} value={percent} onChange={setPercent} />
        <Button
          aria-disabled={!ready}
          onClick={() => ready && props.publish({ startsOn, endsOn, rate: percent * PER_CENT })}
        >
          {t('sample.publish')}
        </Button>
      </div>
    </section>
  );
};

const Samples = (): ReactNode => {
  const { t } = usePeopleWords();
  const { view } = useSession();
  const client = useQueryClient();
  const isAdmin = view.user?.roles.includes('admin') ?? false;
  const query = useQuery({ queryKey: key, queryFn: () => api.get<SampleView[]>('/api/samples') });
  const onSuccess = (samples: SampleView[]): void => {
    client.setQueryData(key, samples);
  };
  const publish = useMutation({
    mutationFn: (period: SampleInput) => api.post<SampleView[]>('/api/samples', period),
    onSuccess,
  });
  const reveal = useMutation({
    mutationFn: (id: string) => api.post<SampleView[]>(`/api/samples/${id}/secret`),
    onSuccess,
  });
  const failed = publish.error ?? reveal.error;
  const canReveal = (sample: SampleView): boolean => isAdmin && sample.secret === null && sample.endsOn < today();
  return (
    <Page title={t('sample.title')}>
      <p className="lead">{t('sample.lead')}</p>
      <p>{t('sample.how')}</p>
      {query.isError && <FailedPart error={query.error} retry={() => void query.refetch()} />}
      {query.isPending && <Waiting />}
      {query.data?.length === 0 && <p className="empty">{t('sample.empty')}</p>}
      {query.data?.map((sample) => (
        <Sample
          key={sample.id}
          sample={sample}
          reveal={canReveal(sample) ? () => !reveal.isPending && reveal.mutate(sample.id) : null}
        />
      ))}
      {failed && <FailedPart error={failed} />}
      {isAdmin && <NewSample publish={(period) => publish.mutate(period)} busy={publish.isPending} />}
    </Page>
  );
};

export const SamplesPage = (): ReactNode => (
  <WithPeopleWords>
    <Samples />
  </WithPeopleWords>
);
