import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { BatchPreview } from '../../claim/finance-views.ts';
import { api } from '../api.ts';
import { FailedPart } from '../parts/failure.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { useSpeech } from '../texts.ts';
import { ChangedIbans } from './changed-ibans.tsx';
import { DataTable } from './sum-table.tsx';
import { useWords } from './words.tsx';

/** What a batch of the chosen claims would be: what needs a second person first, then its sums. */

const Sums = (props: { title: string; sums: BatchPreview['byGroup']; nameOf: (name: string) => string }): ReactNode => {
  const { t } = useWords();
  const { format } = useSpeech();
  const { title, sums, nameOf } = props;
  return (
    <div>
      <h3>{title}</h3>
      <DataTable
        label={title}
        heads={[
          { name: title },
          { name: t('preview.rows'), isNumber: true },
          { name: t('preview.sum'), isNumber: true },
        ]}
        rows={sums.map(({ name, rows, cents }) => ({
          key: name,
          cells: [nameOf(name), rows, format.money(cents)],
        }))}
      />
    </div>
  );
};

const Notices = (props: { preview: BatchPreview }): ReactNode => {
  const { t, code } = useWords();
  const { format } = useSpeech();
  const { exceptions, withoutAccount, nothingToPay, noPain } = props.preview;
  const kinds = withoutAccount.map((kind) => code('kind', kind)).join(', ');
  return (
    <ul className="findings">
      {exceptions.map((each) => (
        <li key={each.number} className="finding review">
          {t('preview.exception', each)}
        </li>
      ))}
      {kinds !== '' && <li className="finding review">{t('preview.account.missing', { kinds })}</li>}
      {nothingToPay.map(({ number, payableCents }) => (
        <li key={number} className="finding">
          {t('preview.nothing', { number, sum: format.money(payableCents) })}
        </li>
      ))}
      {noPain !== null && <li className="finding">{t(`preview.pain.${noPain}`)}</li>}
    </ul>
  );
};

export const Preview = (props: { claimIds: string[] }): ReactNode => {
  const { t, code, count } = useWords();
  const { format } = useSpeech();
  const { claimIds } = props;
  const query = useQuery({
    queryKey: ['preview', claimIds],
    queryFn: () => api.post<BatchPreview>('/api/batches/preview', { claimIds }),
    enabled: claimIds.length > 0,
  });
  if (claimIds.length === 0) return null;
  if (query.isError) return <FailedPart error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) return <Waiting />;
  const preview = query.data;
  const account = (name: string): string => (name === '' ? t('preview.account.none') : name);
  return (
    <section className="preview" aria-labelledby="title-preview">
      <h2 id="title-preview">{t('preview.title')}</h2>
      <ChangedIbans changed={preview.changedIbans} />
      <Notices preview={preview} />
      <p>
        <strong>{count('preview.total', preview.rowCount, { sum: format.money(preview.totalCents) })}</strong>
      </p>
      <div className="preview-sums">
        <Sums title={t('preview.group')} sums={preview.byGroup} nameOf={(name) => name} />
        <Sums title={t('preview.account')} sums={preview.byAccount} nameOf={account} />
        <Sums title={t('preview.kind')} sums={preview.byKind} nameOf={(name) => code('kind', name)} />
      </div>
    </section>
  );
};
