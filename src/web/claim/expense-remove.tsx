import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { DraftExpense } from '../../claim/draft.ts';
import type { ClaimView } from '../../claim/views.ts';
import { api, isRefused } from '../api.ts';
import { sentenceOf } from '../parts/failure.tsx';
import { useSpeech } from '../texts.ts';
import { claimKey, useClaim } from './draft-hooks.ts';

/** Removing asks first: the picture is gone from the service too. The row leaves the draft before its receipt does. */
export const RemoveExpense = (props: { row: DraftExpense; name: string }): ReactNode => {
  const speech = useSpeech();
  const { t } = speech;
  const client = useQueryClient();
  const { view, change, store, leaving } = useClaim();
  const [asking, setAsking] = useState(false);
  const [failure, setFailure] = useState('');
  const { id, receiptId } = props.row;

  const dropRow = (): void => change((now) => ({ ...now, expenses: now.expenses.filter((one) => one.id !== id) }));
  const forget = (): void =>
    void client.setQueryData<ClaimView>(
      claimKey(view.id),
      (now) => now && { ...now, receipts: now.receipts.filter((one) => one.id !== receiptId) },
    );
  const remove = async (): Promise<void> => {
    if (!receiptId) return dropRow();
    leaving.add(receiptId);
    dropRow();
    try {
      await store.flush();
      await api.delete(`/api/receipts/${receiptId}`);
      forget();
      void client.invalidateQueries({ queryKey: claimKey(view.id) });
    } catch (error) {
      if (isRefused(error, 'not-found')) return forget();
      leaving.delete(receiptId);
      change((now) => ({ ...now, expenses: [...now.expenses, props.row] }));
      setFailure(sentenceOf(error, speech));
    }
  };

  if (!asking)
    return (
      <button
        type="button"
        className="plain"
        aria-label={`${t('common.remove')}: ${props.name}`}
        onClick={() => (receiptId ? setAsking(true) : dropRow())}
      >
        {t('common.remove')}
      </button>
    );
  return (
    <span className="ask" role="alert">
      {failure || t('receipts.remove.ask')}{' '}
      <button type="button" className="plain" onClick={() => void remove()}>
        {t('receipts.remove.yes')}
      </button>
      <button type="button" className="plain" onClick={() => setAsking(false)}>
        {t('common.cancel')}
      </button>
    </span>
  );
};
