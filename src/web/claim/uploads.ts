import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { emptyExpense } from '../../claim/fill.ts';
import type { ClaimView, ReceiptView } from '../../claim/views.ts';
import { useSpeech } from '../texts.ts';
import { claimKey, type OpenClaim } from './draft-hooks.ts';
import { forgetFile, type KeptFile, keepFile, keptFile, keptFiles } from './kept-files.ts';
import { type Door, giveUp, ownDoor, type Sent, sendFile } from './send-file.ts';

/** Files on their way to the server, each by itself: one that fails does not stop the others. */

export interface Upload {
  id: string;
  name: string;
  percent: number;
  status: 'waiting' | 'sending' | 'lost' | 'refused' | 'arrived' | 'same';
  reason: string;
}

export interface Uploads {
  uploads: Upload[];
  add: (files: readonly File[]) => void;
  again: (id: string) => void;
  dismiss: (id: string) => void;
}

/** A line that came back without telling: tried again by itself. */
const TRY_AGAIN_MS = 10_000;
/** How long the word of an arrival stays; the receipt's own row keeps it for good. */
const ARRIVED_MS = 6_000;

const waitingOf = (kept: KeptFile): Upload => ({
  id: kept.id,
  name: kept.file.name,
  percent: 0,
  status: 'waiting',
  reason: '',
});

/** One file of a claim at a time, also when it is open in two tabs. */
const inTurn = (claimId: string, work: () => Promise<void>): Promise<void> =>
  navigator.locks.request(`matkalasku.uploads.${claimId}`, work).then(() => undefined);

const useList = () => {
  const [uploads, setUploads] = useState<Upload[]>([]);
  const patch = useCallback(
    (id: string, part: Partial<Upload>) =>
      setUploads((all) => all.map((one) => (one.id === id ? { ...one, ...part } : one))),
    [],
  );
  const remove = useCallback((id: string) => setUploads((all) => all.filter((one) => one.id !== id)), []);
  const append = useCallback(
    (added: Upload[]) =>
      setUploads((all) => [...all, ...added.filter((one) => !all.some((other) => other.id === one.id))]),
    [],
  );
  return { uploads, patch, remove, append };
};

/** Puts receipts that have arrived into the claim on the page, each with a row. */
const useReceive = ({ view, change }: OpenClaim): ((receipt: ReceiptView) => void) => {
  const client = useQueryClient();
  return useCallback(
    (receipt: ReceiptView) => {
      client.setQueryData<ClaimView>(claimKey(view.id), (now) => now && { ...now, receipts: merged(now, receipt) });
      change((draft) => {
        if (draft.expenses.some((row) => row.receiptId === receipt.id)) return draft;
        return { ...draft, expenses: [...draft.expenses, emptyExpense(receipt.id, receipt.id)] };
      });
    },
    [change, client, view.id],
  );
};

/** The uploads of the claim on the page. */
export const useUploads = (claim: OpenClaim): Uploads => {
  const client = useQueryClient();
  const claimId = claim.view.id;
  const receive = useReceive(claim);
  const refresh = useCallback(() => client.invalidateQueries({ queryKey: claimKey(claimId) }), [client, claimId]);
  const signedOut = useCallback(() => void client.invalidateQueries({ queryKey: ['session'] }), [client]);
  const door = useMemo(() => ownDoor(claimId), [claimId]);
  return useSending({ claimId, door, receive, refresh, signedOut });
};

/** Where files go and who is told of them. Each function stays the same from one drawing of the page to the next. */
interface Sending {
  /** Under which the files are kept on the device. */
  claimId: string;
  door: Door;
  receive: (receipt: ReceiptView) => void;
  /** What another tab has sent meanwhile is asked for. */
  refresh: () => Promise<void>;
  signedOut: () => void;
}

export const useSending = ({ claimId, door, receive, refresh, signedOut }: Sending): Uploads => {
  const { t } = useSpeech();
  const { uploads, patch, remove, append } = useList();
  const running = useRef(new Set<string>());

  const finish = useCallback(
    async (id: string, sent: Sent): Promise<void> => {
      if (sent.kind === 'signed-out') signedOut();
      if (sent.kind === 'lost' || sent.kind === 'signed-out') return patch(id, { status: 'lost' });
      await forgetFile(id);
      if (sent.kind === 'changed') return patch(id, { status: 'refused', reason: t('receipts.changed') });
      if (sent.kind === 'refused') return patch(id, { status: 'refused', reason: sent.detail || t('app.unknown') });
      if (sent.receipt) receive(sent.receipt);
      else void refresh();
      patch(id, { status: sent.added ? 'arrived' : 'same', percent: 100 });
      if (sent.added) setTimeout(() => remove(id), ARRIVED_MS);
    },
    [patch, receive, refresh, remove, signedOut, t],
  );

  const run = useCallback(
    async (id: string): Promise<void> => {
      const kept = await keptFile(id);
      if (kept === null) {
        // Another tab was faster: its receipt is in the claim already.
        remove(id);
        return refresh();
      }
      patch(id, { status: 'sending' });
      await finish(id, await sendFile(kept, door, (percent) => patch(id, { percent })));
    },
    [door, finish, patch, refresh, remove],
  );

  const start = useCallback(
    (id: string): void => {
      if (running.current.has(id)) return;
      running.current.add(id);
      void inTurn(claimId, () => run(id)).finally(() => running.current.delete(id));
    },
    [claimId, run],
  );

  const add = useCallback(
    (files: readonly File[]) => {
      const kept = files.map(
        (file, at): KeptFile => ({ id: crypto.randomUUID(), claimId, file, url: null, keptAt: Date.now() + at }),
      );
      append(kept.map(waitingOf));
      for (const one of kept) void keepFile(one).then(() => start(one.id));
    },
    [append, claimId, start],
  );

  // What an earlier page left on the device goes on by itself.
  useEffect(() => {
    void keptFiles(claimId).then((kept) => {
      append(kept.map(waitingOf));
      for (const one of kept) start(one.id);
    });
  }, [append, claimId, start]);

  useTryAgain(uploads, start);
  const dismiss = useCallback(
    (id: string) => {
      remove(id);
      void keptFile(id).then((kept) => kept?.url && giveUp(kept.url, door));
      void forgetFile(id);
    },
    [door, remove],
  );
  return { uploads, add, again: start, dismiss };
};

/** What was lost goes on when the network says that it is back, and from time to time in case it does not say. */
const useTryAgain = (uploads: readonly Upload[], start: (id: string) => void): void => {
  const lost = uploads.flatMap((one) => (one.status === 'lost' ? [one.id] : [])).join();
  useEffect(() => {
    if (lost === '') return;
    const again = (): void => {
      for (const id of lost.split(',')) start(id);
    };
    const timer = setInterval(() => navigator.onLine && again(), TRY_AGAIN_MS);
    window.addEventListener('online', again);
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', again);
    };
  }, [lost, start]);
};

const merged = (view: ClaimView, receipt: ReceiptView): ReceiptView[] =>
  view.receipts.some((one) => one.id === receipt.id)
    ? view.receipts.map((one) => (one.id === receipt.id ? receipt : one))
    : [...view.receipts, receipt];
