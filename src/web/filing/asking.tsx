import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Button } from 'suomifi-ui-components';
import { readingsById } from '../../claim/attach.ts';
import { rowDetails } from '../../claim/row-details.ts';
import type { ClaimView } from '../../claim/views.ts';
import { api } from '../api.ts';
import { claimKey, useClaim } from '../claim/draft-hooks.ts';
import { Section } from '../claim/section.tsx';
import { TodoList, useTodos } from '../claim/todos.tsx';
import { FailedPart, sentenceOf } from '../parts/failure.tsx';
import { SumLines } from '../parts/lines.tsx';
import { useSpeech } from '../texts.ts';
import { useFilingWords, WithFilingWords } from './words.tsx';

/** The end of a claim one files for another: it is sent to its member, who signs; until then it can be taken back. */

const confirmationPath = (view: ClaimView): string => `/api/claims/${view.id}/confirmation`;

const Ask = (): ReactNode => {
  const { t } = useFilingWords();
  const speech = useSpeech();
  const client = useQueryClient();
  const { view, store } = useClaim();
  const todos = useTodos();
  const [failure, setFailure] = useState('');
  const ask = useMutation({
    mutationFn: async () => {
      if (!(await store.flush())) throw new Error(store.snapshot().detail);
      return api.post<ClaimView>(confirmationPath(view), { revision: store.snapshot().revision });
    },
    onSuccess: (asked) => {
      client.setQueryData(claimKey(view.id), asked);
      void client.invalidateQueries({ queryKey: ['filing'] });
    },
    onError: (error) => setFailure(store.snapshot().detail || sentenceOf(error, speech)),
  });
  const press = (): void => {
    setFailure(todos.length > 0 ? speech.t('sign.missing.first') : '');
    if (todos.length === 0 && !ask.isPending) ask.mutate();
  };
  return (
    <Section id="sign" title={t('ask.title')}>
      <TodoList todos={todos} />
      <p>{t('ask.text')}</p>
      <p role="alert" className="field-error">
        {failure}
      </p>
      <Button onClick={press} aria-disabled={ask.isPending}>
        {t(ask.isPending ? 'ask.button.busy' : 'ask.button')}
      </Button>
    </Section>
  );
};

export const AskSection = (): ReactNode => (
  <WithFilingWords>
    <Ask />
  </WithFilingWords>
);

const Asked = ({ view }: { view: ClaimView }): ReactNode => {
  const { t } = useFilingWords();
  const speech = useSpeech();
  const client = useQueryClient();
  const take = useMutation({
    mutationFn: () => api.delete<ClaimView>(confirmationPath(view)),
    onSuccess: (claim) => {
      client.setQueryData(claimKey(view.id), claim);
      void client.invalidateQueries({ queryKey: ['filing'] });
    },
  });
  const { meeting } = view;
  const details = rowDetails(view.draft, readingsById(view.receipts));
  return (
    <div className="claim">
      <div className="claim-form">
        <section className="filing-banner" aria-labelledby="title-asked">
          <h2 id="title-asked">{t('asked.title', { name: view.member.name })}</h2>
          <p role="status">{t('asked.text', { when: speech.format.instant(view.asked?.at ?? '') })}</p>
          {take.isError && <FailedPart error={take.error} />}
          <div className="buttons">
            <Button variant="secondary" onClick={() => !take.isPending && take.mutate()} aria-disabled={take.isPending}>
              {t('asked.takeback')}
            </Button>
          </div>
        </section>
        <p>
          <strong>{meeting.purpose}</strong>, {speech.format.span(meeting.start, meeting.end)}, {meeting.place}
        </p>
      </div>
      <section className="sum-panel" aria-labelledby="title-sum">
        <h2 id="title-sum">{speech.t('sum.title')}</h2>
        {view.evaluation && <SumLines evaluation={view.evaluation} details={details} forAnother />}
      </section>
    </div>
  );
};

export const AskedClaim = (props: { view: ClaimView }): ReactNode => (
  <WithFilingWords>
    <Asked view={props.view} />
  </WithFilingWords>
);
