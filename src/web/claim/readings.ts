import { useQueries, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { emptyExpense, fillDraft } from '../../claim/fill.ts';
import type { ClaimView, ReceiptView } from '../../claim/views.ts';
import { api } from '../api.ts';
import { claimKey, type OpenClaim } from './draft-hooks.ts';

const POLL_MS = 1_000;
/** Receipts are read a few at a time: those further back are asked for less often. */
const ASKED_OFTEN = 3;
const SLOWER = 5;
/** Whether the newer answer tells something the older did not. */
const moved = (old: ReceiptView, now: ReceiptView): boolean =>
  old.status !== now.status || old.pageCount !== now.pageCount || old.progress?.page !== now.progress?.page;
const pending = (receipt: ReceiptView): boolean => receipt.status === 'queued' || receipt.status === 'reading';

/** Asks once a second for the receipts that are being read, and puts what was read into their rows. */
export const useReadings = ({ view, draft, change, leaving }: OpenClaim): void => {
  const client = useQueryClient();
  const waiting = view.receipts.filter(pending);
  const answers = useQueries({
    queries: waiting.map((receipt, at) => ({
      queryKey: ['receipt', receipt.id],
      queryFn: () => api.get<ReceiptView>(`/api/receipts/${receipt.id}`),
      refetchInterval: at < ASKED_OFTEN ? POLL_MS : SLOWER * POLL_MS,
    })),
    combine: (results) => results.flatMap((result) => (result.data ? [result.data] : [])),
  });

  useEffect(() => {
    for (const answer of answers) {
      client.setQueryData<ClaimView>(claimKey(view.id), (now) => {
        const old = now?.receipts.find((one) => one.id === answer.id);
        if (!now || !old || !moved(old, answer)) return now;
        return { ...now, receipts: now.receipts.map((one) => (one.id === answer.id ? answer : one)) };
      });
    }
  }, [answers, client, view.id]);

  // A receipt that reached the server just before the tab was closed has no row yet.
  useEffect(() => {
    const rows = new Set(draft.expenses.map((row) => row.receiptId));
    const orphans = view.receipts.filter((receipt) => !rows.has(receipt.id) && !leaving.has(receipt.id));
    if (orphans.length === 0) return;
    change((now) => {
      const known = new Set(now.expenses.map((row) => row.receiptId));
      const added = orphans.filter((one) => !known.has(one.id)).map((one) => emptyExpense(one.id, one.id));
      return added.length === 0 ? now : { ...now, expenses: [...now.expenses, ...added] };
    });
  }, [view.receipts, draft.expenses, change, leaving]);

  // Filled once, when its reading arrives: the row remembers it, so that a field emptied afterwards stays empty.
  useEffect(() => {
    for (const { id, reading } of view.receipts) {
      const row = draft.expenses.find((one) => one.receiptId === id);
      if (reading && row && !row.filled) change((now) => fillDraft(now, row.id, reading, view.meeting));
    }
  }, [view.receipts, view.meeting, draft.expenses, change]);
};
