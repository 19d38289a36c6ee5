import '../staff.css';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Button } from 'suomifi-ui-components';
import type { BatchView, PayableView } from '../../claim/finance-views.ts';
import { api } from '../api.ts';
import { Batches } from '../finance/batches.tsx';
import { PayableTable } from '../finance/payable.tsx';
import { FailedPart } from '../parts/failure.tsx';
import { Page } from '../parts/layout.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { useSpeech } from '../texts.ts';

/** Ready to pay, waiting for paper, and the batches that have been made. */

const Ready = (props: { payable: PayableView; made: (batch: BatchView) => void }): ReactNode => {
  const { t, count, format } = useSpeech();
  const client = useQueryClient();
  const { claims } = props.payable;
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const chosen = claims.filter((claim) => !left.has(claim.id));
  const make = useMutation({
    mutationFn: () => api.post<BatchView>('/api/batches', { claimIds: chosen.map((claim) => claim.id) }),
    onSuccess: async (batch) => {
      props.made(batch);
      await client.invalidateQueries({ queryKey: ['payable'] });
      await client.invalidateQueries({ queryKey: ['batches'] });
    },
  });
  const choose = (ids: readonly string[], wanted: boolean): void =>
    setLeft((now) => {
      const next = new Set(now);
      for (const id of ids) {
        if (wanted) next.delete(id);
        else next.add(id);
      }
      return next;
    });
  if (claims.length === 0) return <p className="empty">{t('finance.ready.empty')}</p>;
  const sum = chosen.reduce((total, claim) => total + claim.payableCents, 0);
  return (
    <>
      <PayableTable claims={claims} isChosen={(id) => !left.has(id)} choose={choose} />
      <div className="batch-bar">
        <p role="status">
          <strong>{count('finance.chosen', chosen.length, { sum: format.money(sum) })}</strong>
        </p>
        <Button
          aria-disabled={make.isPending || chosen.length === 0}
          onClick={() => {
            if (!make.isPending && chosen.length > 0) make.mutate();
          }}
        >
          {t(make.isPending ? 'finance.making' : 'finance.make')}
        </Button>
      </div>
      {make.isError && <FailedPart error={make.error} />}
    </>
  );
};

const Waiters = (props: { claims: PayableView['waitingForOriginals'] }): ReactNode => {
  const { t, format } = useSpeech();
  if (props.claims.length === 0) return <p className="empty">{t('finance.waiting.empty')}</p>;
  return (
    <div className="table-wrap">
      <table>
        <thead>
          <tr>
            <th scope="col">{t('finance.number')}</th>
            <th scope="col">{t('finance.member')}</th>
            <th scope="col" className="number">
              {t('finance.sum')}
            </th>
          </tr>
        </thead>
        <tbody>
          {props.claims.map((claim) => (
            <tr key={claim.id}>
              <td>{claim.number}</td>
              <td>{claim.member}</td>
              <td className="number">{format.money(claim.payableCents)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

export const FinancePage = (): ReactNode => {
  const { t } = useSpeech();
  const query = useQuery({ queryKey: ['payable'], queryFn: () => api.get<PayableView>('/api/payable') });
  const [made, setMade] = useState<BatchView | null>(null);
  return (
    <Page title={t('finance.title')}>
      <p role="status" className="announced">
        {made && t('finance.made', { number: made.number })}
      </p>
      {query.isError && <FailedPart error={query.error} retry={() => void query.refetch()} />}
      {query.isPending && <Waiting />}
      {query.data && (
        <>
          <section className="staff-part" aria-labelledby="title-ready">
            <h2 id="title-ready">{t('finance.ready')}</h2>
            <Ready payable={query.data} made={setMade} />
          </section>
          <section className="staff-part" aria-labelledby="title-waiting">
            <h2 id="title-waiting">{t('finance.waiting')}</h2>
            <Waiters claims={query.data.waitingForOriginals} />
          </section>
        </>
      )}
      <section className="staff-part" aria-labelledby="title-batches">
        <h2 id="title-batches">{t('finance.batches')}</h2>
        <Batches />
      </section>
    </Page>
  );
};
