import { useQueryClient } from '@tanstack/react-query';
import { createContext, useCallback, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import type { ClaimDraft, DraftExpense } from '../../claim/draft.ts';
import type { ClaimView } from '../../claim/views.ts';
import { api, isRefused, Unreachable } from '../api.ts';
import { type DraftState, DraftStore, type SaveOutcome } from '../draft-store.ts';

/** The draft of the open claim, as the parts of the page see it. */

export type Change = (update: (draft: ClaimDraft) => ClaimDraft) => void;

export interface OpenClaim {
  view: ClaimView;
  draft: ClaimDraft;
  state: DraftState;
  change: Change;
  changeTrip: (part: Partial<ClaimDraft['trip']>) => void;
  changeExpense: (id: string, update: (row: DraftExpense) => DraftExpense) => void;
  store: DraftStore;
  /** Receipts that are being removed: they get no row any more. */
  leaving: Set<string>;
}

export const ClaimContext = createContext<OpenClaim | null>(null);

export const useClaim = (): OpenClaim => {
  const claim = useContext(ClaimContext);
  if (!claim) throw new Error('No claim around this part');
  return claim;
};

export const claimKey = (id: string): [string, string] => ['claim', id];
export const draftCopyKey = (id: string): string => `matkalasku.draft.${id}`;

const outcomeOf = (error: unknown): SaveOutcome => {
  if (error instanceof Unreachable) return { kind: 'unreachable' };
  if (isRefused(error, 'changed-meanwhile')) return { kind: 'conflict' };
  // A busy or restarting server is like a lost connection: what is typed waits and is sent again.
  if (isRefused(error) && error.view.status < 500 && error.view.status !== 429)
    return { kind: 'refused', detail: error.view.detail };
  return { kind: 'unreachable' };
};

const later = (run: () => void, ms: number): (() => void) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};

/** Opens the draft of a claim for writing. */
export const useOpenClaim = (view: ClaimView): OpenClaim => {
  const client = useQueryClient();
  const [store] = useState(
    () =>
      new DraftStore({
        key: draftCopyKey(view.id),
        revision: view.revision,
        draft: view.draft,
        storage: localStorage,
        later,
        save: async (revision, draft) => {
          try {
            const saved = await api.put<ClaimView>(`/api/claims/${view.id}`, { revision, draft });
            client.setQueryData(claimKey(view.id), saved);
            return { kind: 'saved', revision: saved.revision };
          } catch (error) {
            return outcomeOf(error);
          }
        },
      }),
  );
  const state = useSyncExternalStore(store.subscribe, store.snapshot);
  useEffect(() => {
    const back = (): void => store.retry();
    window.addEventListener('online', back);
    return () => {
      window.removeEventListener('online', back);
      void store.flush();
    };
  }, [store]);

  const [leaving] = useState(() => new Set<string>());
  const change = useCallback<Change>((update) => store.change(update), [store]);
  const changeTrip = useCallback(
    (part: Partial<ClaimDraft['trip']>) => change((draft) => ({ ...draft, trip: { ...draft.trip, ...part } })),
    [change],
  );
  const changeExpense = useCallback(
    (id: string, update: (row: DraftExpense) => DraftExpense) =>
      change((draft) => {
        const expenses = draft.expenses.map((row) => (row.id === id ? update(row) : row));
        return expenses.every((row, index) => row === draft.expenses[index]) ? draft : { ...draft, expenses };
      }),
    [change],
  );
  return { view, draft: state.draft, state, change, changeTrip, changeExpense, store, leaving };
};
