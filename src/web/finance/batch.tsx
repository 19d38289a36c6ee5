import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import { type BatchDetailView, downloadReasons } from '../../claim/finance-views.ts';
import { api } from '../api.ts';
import { FailedPart } from '../parts/failure.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { useSpeech } from '../texts.ts';
import { BatchSteps } from './batch-steps.tsx';
import { ResponseForm } from './response-form.tsx';
import { DataTable } from './sum-table.tsx';
import { type FinanceKey, useWords } from './words.tsx';

/** One batch: what it is, where it stands, its files, its claims, and what can still be done. Nothing in it is edited. */

const Facts = (props: { batch: BatchDetailView }): ReactNode => {
  const { t } = useWords();
  const { format } = useSpeech();
  const { batch } = props;
  const sums = [
    ['open', batch.sums.openCents],
    ['paid', batch.sums.paidCents],
    ['rejected', batch.sums.rejectedCents],
    ['reversed', batch.sums.reversedCents],
  ] as const;
  return (
    <dl className="batch-facts">
      <dt>{t('batch.state')}</dt>
      <dd>
        <span className="mark">{t(`batch.state.${batch.state}` as FinanceKey)}</span>
      </dd>
      <dt>{t('batch.made')}</dt>
      <dd>
        {format.instant(batch.madeAt)}, {batch.madeBy}
      </dd>
      <dt>{t('batch.total')}</dt>
      <dd>
        {t('batch.control', { sum: format.money(batch.totalCents), rows: batch.rowCount, claims: batch.claimCount })}
      </dd>
      {batch.kind === 'payment' && (
        <>
          <dt>{t('batch.sums')}</dt>
          <dd>
            {sums
              .filter(([, cents]) => cents !== 0)
              .map(([name, cents]) => `${t(`payment.${name}`)} ${format.money(cents)}`)
              .join(', ')}
          </dd>
        </>
      )}
      {batch.reason !== null && (
        <>
          <dt>{t('batch.reason')}</dt>
          <dd>{batch.reason}</dd>
        </>
      )}
      <dt>SHA-256</dt>
      <dd className="hash">{batch.sha256}</dd>
    </dl>
  );
};

const Others = (props: { batch: BatchDetailView }): ReactNode => {
  const { t } = useWords();
  const { reverses, reversedBy } = props.batch;
  const numbers = reverses === null ? reversedBy : [reverses];
  return numbers.map((number) => (
    <p key={number}>
      <Link href={`/finance/batches/${number}`}>
        {t(reverses === null ? 'batch.reversed.by' : 'batch.reverses', { number })}
      </Link>
    </p>
  ));
};

const Files = (props: { batch: BatchDetailView }): ReactNode => {
  const { t } = useWords();
  const [why, setWhy] = useState<(typeof downloadReasons)[number]>('payment');
  const { number, files, kind } = props.batch;
  return (
    <section className="staff-part" aria-labelledby="title-files">
      <h2 id="title-files">{t('files.title')}</h2>
      <label className="field choice middle">
        {t('files.why')}
        <select value={why} onChange={(event) => setWhy(event.target.value as typeof why)}>
          {downloadReasons.map((each) => (
            <option key={each} value={each}>
              {t(`files.why.${each}`)}
            </option>
          ))}
        </select>
      </label>
      <ul className="files">
        {files.map((file) => (
          <li key={file.kind}>
            <a href={`/api/batches/${number}/files/${file.kind}?why=${why}`} download>
              {t(`files.kind.${file.kind}`)}
            </a>{' '}
            <span className="hint">
              {file.fileName}, {Math.ceil(file.sizeBytes / 1024)} kB
            </span>
          </li>
        ))}
        {kind === 'payment' &&
          (['pdf', 'csv'] as const).map((form) => (
            <li key={form}>
              <a href={`/api/reports/${number}/${form}?why=${why}`} download>
                {t(`files.report.${form}`)}
              </a>
            </li>
          ))}
      </ul>
    </section>
  );
};

const Claims = (props: { batch: BatchDetailView }): ReactNode => {
  const { t } = useWords();
  const { format } = useSpeech();
  const { claims } = props.batch;
  return (
    <section className="staff-part" aria-labelledby="title-claims">
      <h2 id="title-claims">{t('claims.title')}</h2>
      <DataTable
        label={t('claims.title')}
        heads={[
          { name: t('claims.number') },
          { name: t('claims.member') },
          { name: t('claims.iban') },
          { name: t('claims.state') },
          { name: t('claims.sum'), isNumber: true },
        ]}
        rows={claims.map((claim) => ({
          key: claim.id,
          cells: [
            <span key="number" className="nowrap">
              {claim.number}
            </span>,
            claim.member,
            <span key="iban" className="nowrap">
              {claim.iban}
            </span>,
            claim.status === null
              ? ''
              : [t(`payment.${claim.status}`), claim.paidOn && format.date(claim.paidOn), claim.reason]
                  .filter(Boolean)
                  .join(' · '),
            format.money(claim.payableCents),
          ],
        }))}
      />
    </section>
  );
};

export const Batch = (props: { number: string }): ReactNode => {
  const { t } = useWords();
  const { number } = props;
  const query = useQuery({
    queryKey: ['batches', number],
    queryFn: () => api.get<BatchDetailView>(`/api/batches/${number}`),
  });
  if (query.isError) return <FailedPart error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) return <Waiting />;
  const batch = query.data;
  return (
    <>
      <h2>{t(batch.kind === 'payment' ? 'batch.title' : 'batch.title.reversal', { number })}</h2>
      <Facts batch={batch} />
      <Others batch={batch} />
      <Files batch={batch} />
      <Claims batch={batch} />
      {batch.kind === 'payment' && batch.sums.openCents + batch.sums.paidCents !== 0 && <ResponseForm batch={batch} />}
      <BatchSteps batch={batch} />
    </>
  );
};
