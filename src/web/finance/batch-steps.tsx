import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Button } from 'suomifi-ui-components';
import { useLocation } from 'wouter';
import type { BatchDetailView } from '../../claim/finance-views.ts';
import { api } from '../api.ts';
import { FailedPart } from '../parts/failure.tsx';
import { useWords } from './words.tsx';

/** Marking a batch as sent, and taking it back by a reversal. */

const Sent = (props: { batch: BatchDetailView }): ReactNode => {
  const { t } = useWords();
  const client = useQueryClient();
  const { number, state } = props.batch;
  const send = useMutation({
    mutationFn: () => api.post(`/api/batches/${number}/sending`),
    onSuccess: () => client.invalidateQueries({ queryKey: ['batches'] }),
  });
  if (state !== 'made' && state !== 'downloaded') return null;
  return (
    <section className="staff-part" aria-labelledby="title-sent">
      <h2 id="title-sent">{t('sent.title')}</h2>
      <p className="hint">{t('sent.hint')}</p>
      <div className="buttons">
        <Button variant="secondary" aria-disabled={send.isPending} onClick={() => send.mutate()}>
          {t('sent.mark')}
        </Button>
      </div>
      {send.isError && <FailedPart error={send.error} />}
    </section>
  );
};

const Reverse = (props: { batch: BatchDetailView }): ReactNode => {
  const { t, count } = useWords();
  const client = useQueryClient();
  const [, go] = useLocation();
  const [reason, setReason] = useState('');
  const { number, claims } = props.batch;
  const open = claims.filter((claim) => claim.status === 'open').length;
  const reverse = useMutation({
    mutationFn: () => api.post<BatchDetailView>(`/api/batches/${number}/reversal`, { reason }),
    onSuccess: async (made) => {
      await client.invalidateQueries();
      go(`/finance/batches/${made.number}`);
    },
  });
  if (open === 0) return null;
  return (
    <section className="staff-part" aria-labelledby="title-reverse">
      <h2 id="title-reverse">{t('reverse.title')}</h2>
      <p className="hint">{count('reverse.hint', open)}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!reverse.isPending && reason.trim().length >= 3) reverse.mutate();
        }}
      >
        <label className="field words full">
          {t('reverse.reason')}
          <textarea value={reason} maxLength={500} required onChange={(event) => setReason(event.target.value)} />
        </label>
        <Button type="submit" variant="secondary" aria-disabled={reverse.isPending || reason.trim().length < 3}>
          {t(reverse.isPending ? 'reverse.making' : 'reverse.make')}
        </Button>
      </form>
      {reverse.isError && <FailedPart error={reverse.error} />}
    </section>
  );
};

export const BatchSteps = (props: { batch: BatchDetailView }): ReactNode =>
  props.batch.kind === 'payment' && (
    <>
      <Sent batch={props.batch} />
      <Reverse batch={props.batch} />
    </>
  );
