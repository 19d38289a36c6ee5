import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Button } from 'suomifi-ui-components';
import type { BatchPreview } from '../../claim/finance-views.ts';
import { api } from '../api.ts';
import { FailedPart } from '../parts/failure.tsx';
import { useWords } from './words.tsx';

/** Accounts that are not those last paid to: somebody other than the maker of the batch has to look at each. */

type Changed = BatchPreview['changedIbans'][number];

const ChangedIban = (props: { changed: Changed }): ReactNode => {
  const { t } = useWords();
  const client = useQueryClient();
  const { changed } = props;
  const check = useMutation({
    mutationFn: () => api.post('/api/iban-checks', { claimId: changed.claimId, iban: changed.now }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['preview'] }),
  });
  return (
    <li className={changed.mayMake ? 'finding' : 'finding review'}>
      <p>
        <strong>
          {changed.number}, {changed.member}
        </strong>
      </p>
      <p className="account-change">
        {t('iban.before')} <span className="nowrap">{changed.before}</span>
        <br />
        {t('iban.now')} <span className="nowrap">{changed.now}</span>
      </p>
      <p>{changed.checkedBy === null ? t('iban.unchecked') : t('iban.checked', { name: changed.checkedBy })}</p>
      {!changed.mayMake && changed.checkedBy !== null && <p>{t('iban.other')}</p>}
      {changed.checkedBy === null && (
        <Button variant="secondary" aria-disabled={check.isPending} onClick={() => check.mutate()}>
          {t('iban.check', { number: changed.number })}
        </Button>
      )}
      {check.isError && <FailedPart error={check.error} />}
    </li>
  );
};

export const ChangedIbans = (props: { changed: Changed[] }): ReactNode => {
  const { t } = useWords();
  if (props.changed.length === 0) return null;
  return (
    <section aria-labelledby="title-changed">
      <h3 id="title-changed">{t('iban.title')}</h3>
      <p className="hint">{t('iban.hint')}</p>
      <ul className="findings">
        {props.changed.map((changed) => (
          <ChangedIban key={changed.claimId} changed={changed} />
        ))}
      </ul>
    </section>
  );
};
