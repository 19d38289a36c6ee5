import { useQueries, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { emptyExpense, fillExpense } from '../../claim/fill.ts';
import type { ClaimView, ReceiptView } from '../../claim/views.ts';
import { api } from '../api.ts';
import { claimKey, type OpenClaim } from './draft-hooks.ts';

const POLL_MS = 1_000;
const pending = (receipt: ReceiptView): boolean => receipt.status === 'queued' || receipt.status === 'reading';

/** Asks once a second for the receipts that are being read, and puts what was read into their rows. */
export const useReadings = ({ view, draft, change, changeExpense, leaving }: OpenClaim): void => {
  const client = useQueryClient();
  const waiting = view.receipts.filter(pending);
  const answers = useQueries({
    queries: waiting.map((receipt) => ({
      queryKey: ['receipt', receipt.id],
      queryFn: () => api.get<ReceiptView>(`/api/receipts/${receipt.id}`),
      refetchInterval: POLL_MS,
    })),
    combine: (results) => results.flatMap((result) => (result.data ? [result.data] : [])),
  });

  useEffect(() => {
    for (const answer of answers) {
      client.setQueryData<ClaimView>(claimKey(view.id), (now) => {
        const old = now?.receipts.find((one) => one.id === answer.id);
        if (!now || !old || (old.status === answer.status && old.pageCount === answer.pageCount)) return now;
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
      const added = orphans.filter((one) => !known.has(one.id)).map((one) => emptyExpense(crypto.randomUUID(), one.id));
      return added.length === 0 ? now : { ...now, expenses: [...now.expenses, ...added] };
    });
  }, [view.receipts, draft.expenses, change, leaving]);

  // Filled once, when its reading arrives; a field that is emptied afterwards stays empty.
  const filled = useRef(new Set<string>());
  useEffect(() => {
    for (const receipt of view.receipts) {
      const { id, reading } = receipt;
      const row = draft.expenses.find((one) => one.receiptId === id);
      if (!reading || !row || filled.current.has(id)) continue;
      filled.current.add(id);
      changeExpense(row.id, (now) => fillExpense(now, reading));
    }
  }, [view.receipts, draft.expenses, changeExpense]);
};
