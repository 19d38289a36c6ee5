import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { BatchView } from '../../claim/finance-views.ts';
import { api } from '../api.ts';
import { FailedPart } from '../parts/failure.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { useSpeech } from '../texts.ts';
import { DataTable, type TableRow } from './sum-table.tsx';
import { type FinanceKey, useWords } from './words.tsx';

/** Batches that have been made: nothing in them can be changed any more. */

export const Batches = (): ReactNode => {
  const { t: say, format } = useSpeech();
  const { t } = useWords();
  const query = useQuery({ queryKey: ['batches'], queryFn: () => api.get<BatchView[]>('/api/batches') });
  if (query.isError) return <FailedPart error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) return <Waiting />;
  if (query.data.length === 0) return <p className="empty">{say('finance.batches.empty')}</p>;
  const row = (batch: BatchView): TableRow => ({
    key: String(batch.number),
    cells: [
      <Link key="number" href={`/finance/batches/${batch.number}`}>
        {t('batch.title', { number: batch.number })}
      </Link>,
      t(`batch.state.${batch.state}` as FinanceKey),
      format.instant(batch.madeAt),
      batch.madeBy,
      batch.claimCount,
      batch.rowCount,
      format.money(batch.totalCents),
      <a
        key="csv"
        className="nowrap"
        href={`/api/batches/${batch.number}/files/csv-excel`}
        download
        aria-label={say('finance.batch.csv.of', { number: batch.number })}
      >
        {say('finance.batch.csv')}
      </a>,
    ],
  });
  return (
    <DataTable
      label={say('finance.batches')}
      heads={[
        { name: say('finance.batch.number') },
        { name: t('batch.state') },
        { name: say('finance.batch.made') },
        { name: say('finance.batch.by') },
        { name: say('finance.batch.claims'), isNumber: true },
        { name: say('finance.batch.rows'), isNumber: true },
        { name: say('finance.batch.total'), isNumber: true },
        { name: say('finance.batch.file') },
      ]}
      rows={query.data.map(row)}
    />
  );
};
