import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { createContext, useCallback, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import type { ClaimDraft, DraftExpense } from '../../claim/draft.ts';
import type { ClaimView, ReceiptView } from '../../claim/views.ts';
import { api, isRefused, Unreachable } from '../api.ts';
import { type DraftState, DraftStore, type SaveOutcome } from '../draft-store.ts';
import { useSession } from '../session.tsx';

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

/** Whether the claim is the signed-in person's own; else they file it for its member. */
export const useIsOwn = (view: ClaimView): boolean => useSession().view.user?.id === view.member.id;

export const claimKey = (id: string): [string, string] => ['claim', id];
export const correctionKey = (id: string): [string, string] => ['correction', id];
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

const progress: Record<ReceiptView['status'], number> = { queued: 0, reading: 1, read: 2, failed: 2 };

/** An answer to a save may be older than a receipt that was uploaded or read meanwhile; those are kept. */
const withNewerReceipts = (saved: ClaimView, now: ClaimView | undefined): ClaimView => {
  const shown = new Map((now?.receipts ?? []).map((one) => [one.id, one]));
  const receipts = saved.receipts.map((one) => {
    const other = shown.get(one.id);
    shown.delete(one.id);
    return other && progress[other.status] > progress[one.status] ? other : one;
  });
  return { ...saved, receipts: [...receipts, ...shown.values()] };
};

/** Drafts whose last save is still on its way when their page is left; coming back finds the same one. */
const unsaved = new Map<string, DraftStore>();

/** It is not theirs to write any more (a permission ended): nothing of it stays on the device. */
const forget = async (id: string, client: QueryClient): Promise<void> => {
  localStorage.removeItem(draftCopyKey(id));
  await client.resetQueries({ queryKey: claimKey(id) });
};

const storeFor = (view: ClaimView, client: QueryClient): DraftStore =>
  new DraftStore({
    key: draftCopyKey(view.id),
    revision: view.revision,
    draft: view.draft,
    storage: localStorage,
    later,
    load: async () => {
      const theirs = await api.get<ClaimView>(`/api/claims/${view.id}`);
      client.setQueryData(claimKey(view.id), theirs);
      return { revision: theirs.revision, draft: theirs.draft };
    },
    save: async (revision, draft) => {
      try {
        const saved = await api.put<ClaimView>(`/api/claims/${view.id}`, { revision, draft });
        client.setQueryData<ClaimView>(claimKey(view.id), (now) => withNewerReceipts(saved, now));
        return { kind: 'saved', revision: saved.revision };
      } catch (error) {
        if (isRefused(error, 'not-found')) await forget(view.id, client);
        if (isRefused(error, 'not-signed-in')) void client.invalidateQueries({ queryKey: ['session'] });
        return outcomeOf(error);
      }
    },
  });

const useStore = (view: ClaimView): DraftStore => {
  const client = useQueryClient();
  const { id } = view;
  const [store] = useState(() => unsaved.get(id) ?? storeFor(view, client));
  useEffect(() => {
    const back = (): void => store.retry();
    window.addEventListener('online', back);
    return () => {
      window.removeEventListener('online', back);
      unsaved.set(id, store);
      void store.flush().then((saved) => saved && unsaved.delete(id));
    };
  }, [id, store]);
  return store;
};

/** Opens the draft of a claim for writing. */
export const useOpenClaim = (view: ClaimView): OpenClaim => {
  const store = useStore(view);
  const state = useSyncExternalStore(store.subscribe, store.snapshot);
  // A newer version that came in while nothing here was unsaved (another tab) is simply shown.
  const { status, revision } = state;
  useEffect(() => {
    if (status === 'saved' && view.revision > revision) store.takeTheirs(view.revision, view.draft);
  }, [status, revision, store, view.revision, view.draft]);

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
