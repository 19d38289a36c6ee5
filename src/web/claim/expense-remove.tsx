import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useRef, useState } from 'react';
import type { DraftExpense } from '../../claim/draft.ts';
import type { ClaimView } from '../../claim/views.ts';
import { api, isRefused } from '../api.ts';
import { sentenceOf } from '../parts/failure.tsx';
import { useSpeech } from '../texts.ts';
import { claimKey, type OpenClaim, useClaim } from './draft-hooks.ts';
import { Undo } from './row-head.tsx';
import { useWords } from './words.tsx';

/**
 * A receipt is taken away at once and can be had back, its picture and what was typed with it: nothing is asked
 * beforehand. The row leaves the draft before its receipt does, and comes back after it.
 */

interface Gone {
  row: DraftExpense;
  index: number;
  name: string;
}

export interface Removal {
  remove: (row: DraftExpense, name: string) => void;
  gone: Gone | null;
  undo: () => void;
  failure: string;
}

const without = (claim: OpenClaim, id: string): void =>
  claim.change((now) => ({ ...now, expenses: now.expenses.filter((one) => one.id !== id) }));

const putBack = (claim: OpenClaim, { row, index }: Gone): void =>
  claim.change((now) =>
    now.expenses.some((one) => one.id === row.id) ? now : { ...now, expenses: now.expenses.toSpliced(index, 0, row) },
  );

export const useRemoval = (): Removal => {
  const speech = useSpeech();
  const client = useQueryClient();
  const claim = useClaim();
  const [gone, setGone] = useState<Gone | null>(null);
  const [failure, setFailure] = useState('');
  /** The removal on its way: an undo comes after it, never before. */
  const taking = useRef(Promise.resolve());
  const key = claimKey(claim.view.id);
  const setReceipts = (update: (receipts: ClaimView['receipts']) => ClaimView['receipts']): void =>
    void client.setQueryData<ClaimView>(key, (now) => now && { ...now, receipts: update(now.receipts) });

  const take = async (removed: Gone): Promise<void> => {
    const { receiptId } = removed.row;
    without(claim, removed.row.id);
    if (!receiptId) return;
    claim.leaving.add(receiptId);
    try {
      await claim.store.flush();
      await api.delete(`/api/receipts/${receiptId}`);
    } catch (error) {
      if (!isRefused(error, 'not-found')) throw error;
    }
    setReceipts((all) => all.filter((one) => one.id !== receiptId));
    void client.invalidateQueries({ queryKey: key });
  };

  const giveBack = async (removed: Gone): Promise<void> => {
    const { receiptId } = removed.row;
    if (receiptId) {
      const receipt = await api.post<ClaimView['receipts'][number]>(`/api/receipts/${receiptId}/restoration`);
      putBack(claim, removed);
      setReceipts((all) => (all.some((one) => one.id === receiptId) ? all : [...all, receipt]));
      claim.leaving.delete(receiptId);
    } else putBack(claim, removed);
  };

  const failed = (removed: Gone | null) => (error: unknown) => {
    if (removed) {
      putBack(claim, removed);
      if (removed.row.receiptId) claim.leaving.delete(removed.row.receiptId);
      setGone(null);
    }
    setFailure(sentenceOf(error, speech));
  };

  return {
    gone,
    failure,
    remove: (row, name) => {
      const removed = { row, name, index: claim.draft.expenses.findIndex((one) => one.id === row.id) };
      setGone(removed);
      setFailure('');
      taking.current = take(removed).catch(failed(removed));
    },
    undo: () => {
      if (!gone) return;
      setFailure('');
      taking.current.then(() => giveBack(gone)).then(() => setGone(null), failed(null));
    },
  };
};

export const RemovedReceipt = (props: { removal: Removal }): ReactNode => {
  const { t } = useWords();
  const { gone, undo, failure } = props.removal;
  return (
    <>
      <Undo text={gone ? t('removed', { name: gone.name }) : ''} undo={gone ? undo : null} />
      <p role="alert" className="field-error">
        {failure}
      </p>
    </>
  );
};
