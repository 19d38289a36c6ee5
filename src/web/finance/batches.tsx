import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { BatchView } from '../../claim/finance-views.ts';
import { api } from '../api.ts';
import { FailedPart } from '../parts/failure.tsx';
import { ScrollFrame } from '../parts/scroll-frame.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { useSpeech } from '../texts.ts';

/** Batches that have been made: nothing in them can be changed any more. */

const BatchRow = (props: { batch: BatchView }): ReactNode => {
  const { t, format } = useSpeech();
  const { batch } = props;
  return (
    <tr>
      <td>{batch.number}</td>
      <td>{format.instant(batch.madeAt)}</td>
      <td>{batch.madeBy}</td>
      <td className="number">{batch.claimCount}</td>
      <td className="number">{batch.rowCount}</td>
      <td className="number">{format.money(batch.totalCents)}</td>
      <td>
        <a
          href={`/api/batches/${batch.number}/files/csv-excel`}
          download
          aria-label={t('finance.batch.csv.of', { number: batch.number })}
        >
          {t('finance.batch.csv')}
        </a>
      </td>
    </tr>
  );
};

export const Batches = (): ReactNode => {
  const { t } = useSpeech();
  const query = useQuery({ queryKey: ['batches'], queryFn: () => api.get<BatchView[]>('/api/batches') });
  if (query.isError) return <FailedPart error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) return <Waiting />;
  if (query.data.length === 0) return <p className="empty">{t('finance.batches.empty')}</p>;
  return (
    <ScrollFrame className="table-wrap" label={t('common.table', { name: t('finance.batches') })}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('finance.batch.number')}</th>
            <th scope="col">{t('finance.batch.made')}</th>
            <th scope="col">{t('finance.batch.by')}</th>
            <th scope="col" className="number">
              {t('finance.batch.claims')}
            </th>
            <th scope="col" className="number">
              {t('finance.batch.rows')}
            </th>
            <th scope="col" className="number">
              {t('finance.batch.total')}
            </th>
            <th scope="col">{t('finance.batch.file')}</th>
          </tr>
        </thead>
        <tbody>
          {query.data.map((batch) => (
            <BatchRow key={batch.number} batch={batch} />
          ))}
        </tbody>
      </table>
    </ScrollFrame>
  );
};
