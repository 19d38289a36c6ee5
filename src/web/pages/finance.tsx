import '../staff.css';
import '../finance/finance.css';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Button } from 'suomifi-ui-components';
import { Link } from 'wouter';
import type { BatchDetailView, PayableView } from '../../claim/finance-views.ts';
import { api } from '../api.ts';
import { Batch } from '../finance/batch.tsx';
import { Batches } from '../finance/batches.tsx';
import { CsvColumns } from '../finance/columns.tsx';
import { PayableTable } from '../finance/payable.tsx';
import { Preview } from '../finance/preview.tsx';
import { Reports } from '../finance/reports.tsx';
import { Settings } from '../finance/settings.tsx';
import { DataTable } from '../finance/sum-table.tsx';
import { FinanceWords, useWords } from '../finance/words.tsx';
import { FailedPart } from '../parts/failure.tsx';
import { Page } from '../parts/layout.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { useSpeech } from '../texts.ts';

/** Finance's pages: what is ready to pay and the batches, one batch, reports, settings, the columns of the files. */

const SEALING_POLL_MS = 3_000;

const Ready = (props: { payable: PayableView; made: (batch: BatchDetailView) => void }): ReactNode => {
  const { t, count, format } = useSpeech();
  const client = useQueryClient();
  const { claims } = props.payable;
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const chosen = claims.filter((claim) => !left.has(claim.id));
  const make = useMutation({
    mutationFn: () => api.post<BatchDetailView>('/api/batches', { claimIds: chosen.map((claim) => claim.id) }),
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
      <Preview claimIds={chosen.map((claim) => claim.id)} />
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

const Waiters = (props: { claims: PayableView['waitingForOriginals']; name: string }): ReactNode => {
  const { t, format } = useSpeech();
  if (props.claims.length === 0) return <p className="empty">{t('finance.waiting.empty')}</p>;
  return (
    <DataTable
      label={props.name}
      heads={[{ name: t('finance.number') }, { name: t('finance.member') }, { name: t('finance.sum'), isNumber: true }]}
      rows={props.claims.map((claim) => ({
        key: claim.id,
        cells: [claim.number, claim.member, format.money(claim.payableCents)],
      }))}
    />
  );
};

const Pay = (): ReactNode => {
  const { t } = useSpeech();
  const query = useQuery({
    queryKey: ['payable'],
    queryFn: () => api.get<PayableView>('/api/payable'),
    // A seal takes seconds: what waits for one moves over by itself.
    refetchInterval: (one) => (one.state.data?.waitingForDocument.length ? SEALING_POLL_MS : false),
  });
  const [made, setMade] = useState<BatchDetailView | null>(null);
  return (
    <>
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
          {query.data.waitingForDocument.length > 0 && (
            <section className="staff-part" aria-labelledby="title-unsealed">
              <h2 id="title-unsealed">{t('finance.unsealed')}</h2>
              <Waiters claims={query.data.waitingForDocument} name={t('finance.unsealed')} />
            </section>
          )}
          <section className="staff-part" aria-labelledby="title-waiting">
            <h2 id="title-waiting">{t('finance.waiting')}</h2>
            <Waiters claims={query.data.waitingForOriginals} name={t('finance.waiting')} />
          </section>
        </>
      )}
      <section className="staff-part" aria-labelledby="title-batches">
        <h2 id="title-batches">{t('finance.batches')}</h2>
        <Batches />
      </section>
    </>
  );
};

const tabs = {
  pay: '/finance',
  reports: '/finance/reports',
  settings: '/finance/settings',
  columns: '/finance/columns',
};
export type FinanceTab = keyof typeof tabs;

const Tabs = (props: { tab: FinanceTab }): ReactNode => {
  const { t: say } = useSpeech();
  const { t } = useWords();
  return (
    <nav className="tabs" aria-label={say('finance.title')}>
      {(Object.keys(tabs) as FinanceTab[]).map((tab) => (
        <Link key={tab} href={tabs[tab]} aria-current={tab === props.tab ? 'page' : undefined}>
          {t(`tab.${tab}`)}
        </Link>
      ))}
    </nav>
  );
};

const contents: Record<FinanceTab, () => ReactNode> = {
  pay: Pay,
  reports: Reports,
  settings: Settings,
  columns: CsvColumns,
};

export const FinancePage = (props: { tab: FinanceTab; batch?: string | undefined }): ReactNode => {
  const { t } = useSpeech();
  const Content = contents[props.tab];
  return (
    <Page title={t('finance.title')}>
      <FinanceWords>
        <Tabs tab={props.tab} />
        {props.batch === undefined ? <Content /> : <Batch key={props.batch} number={props.batch} />}
      </FinanceWords>
    </Page>
  );
};
