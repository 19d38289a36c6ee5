import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { ReportRow, ReportView } from '../../claim/finance-views.ts';
import { reportSums } from '../../claim/report-sums.ts';
import { api } from '../api.ts';
import { FailedPart } from '../parts/failure.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { useSpeech } from '../texts.ts';
import { Register } from './register.tsx';
import { DataTable } from './sum-table.tsx';
import { useWords } from './words.tsx';

/** The month's reconciliation, and the rows for the Incomes Register. */

const flows = [
  'openBeforeCents',
  'sentCents',
  'reversedCents',
  'paidCents',
  'rejectedCents',
  'openAfterCents',
] as const;

const Month = (props: { report: ReportView }): ReactNode => {
  const { t } = useWords();
  const { format } = useSpeech();
  const { report } = props;
  const cells = (row: ReportRow, name: string) => [name, ...reportSums.map((key) => format.money(row[key]))];
  if (report.rows.length === 0) return <p className="empty">{t('report.empty')}</p>;
  return (
    <DataTable
      label={t('report.title')}
      heads={[{ name: t('report.batch') }, ...reportSums.map((key) => ({ name: t(`report.${key}`), isNumber: true }))]}
      rows={[
        ...report.rows.map((row) => ({ key: row.name, cells: cells(row, row.name) })),
        { key: 'total', cells: cells(report.total, t('report.total')), isTotal: true },
      ]}
    />
  );
};

const Flow = (props: { flow: NonNullable<ReportView['month']> }): ReactNode => {
  const { t } = useWords();
  const { format } = useSpeech();
  return (
    <dl className="batch-facts sums">
      {flows.map((key) => (
        <div key={key}>
          <dt>{t(`flow.${key}`)}</dt>
          <dd className="number">{format.money(props.flow[key])}</dd>
        </div>
      ))}
    </dl>
  );
};

const thisMonth = (): string => new Date().toISOString().slice(0, 7);

export const Reports = (): ReactNode => {
  const { t } = useWords();
  const [month, setMonth] = useState(thisMonth);
  const isMonth = /^20\d{2}-(0[1-9]|1[0-2])$/.test(month);
  const query = useQuery({
    queryKey: ['report', month],
    queryFn: () => api.get<ReportView>(`/api/reports/${month}`),
    enabled: isMonth,
  });
  return (
    <>
      <section className="staff-part" aria-labelledby="title-month">
        <h2 id="title-month">{t('report.title')}</h2>
        <p className="hint">{t('report.hint')}</p>
        <label className="field choice middle">
          {t('report.month')}
          <input
            type="month"
            className="plain-input"
            value={month}
            placeholder="2026-03"
            onChange={(event) => setMonth(event.target.value)}
          />
        </label>
        {query.isError && <FailedPart error={query.error} retry={() => void query.refetch()} />}
        {query.isPending && isMonth && <Waiting />}
        {query.data && (
          <>
            <Month report={query.data} />
            {query.data.month && <Flow flow={query.data.month} />}
            <ul className="files">
              {(['pdf', 'csv'] as const).map((form) => (
                <li key={form}>
                  <a href={`/api/reports/${month}/${form}?why=check`} download>
                    {t(`files.report.${form}`)}
                  </a>
                </li>
              ))}
            </ul>
          </>
        )}
      </section>
      <Register />
    </>
  );
};
