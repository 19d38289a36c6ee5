import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { emptyExpense } from '../../claim/fill.ts';
import type { ClaimView, ReceiptView } from '../../claim/views.ts';
import { csrfHeaders, problemOf } from '../api.ts';
import { type Speech, useSpeech } from '../texts.ts';
import { claimKey, type OpenClaim } from './draft-hooks.ts';

/** Files on their way to the server, each by itself: one that fails does not stop the others. */

export interface Upload {
  id: string;
  file: File;
  percent: number;
  status: 'waiting' | 'sending' | 'lost' | 'refused';
  reason: string;
}

interface Answer {
  receipts: ReceiptView[];
  refused: { fileName: string; code: string; detail: string }[];
}

type Sent = { kind: 'done'; answer: Answer } | { kind: 'lost' } | { kind: 'refused'; reason: string };

const refusal = (status: number, body: string, speech: Speech): string =>
  problemOf(status, body).detail || speech.t('app.unknown');

/** Sends one file; XMLHttpRequest because fetch tells nothing of how far an upload is. */
const sendFile = (claimId: string, file: File, speech: Speech, progress: (percent: number) => void): Promise<Sent> =>
  new Promise((resolve) => {
    const form = new FormData();
    form.append('file', file, file.name);
    const request = new XMLHttpRequest();
    request.open('POST', `/api/receipts?claimId=${claimId}`);
    request.setRequestHeader('accept', 'application/json');
    for (const [name, value] of Object.entries(csrfHeaders())) request.setRequestHeader(name, value);
    request.upload.onprogress = (event) => progress(Math.round((event.loaded / event.total) * 100));
    request.onerror = () => resolve({ kind: 'lost' });
    request.ontimeout = () => resolve({ kind: 'lost' });
    request.onload = () =>
      resolve(
        request.status < 300
          ? { kind: 'done', answer: JSON.parse(request.responseText) as Answer }
          : { kind: 'refused', reason: refusal(request.status, request.responseText, speech) },
      );
    request.send(form);
  });

export interface Uploads {
  uploads: Upload[];
  add: (files: readonly File[]) => void;
  again: (id: string) => void;
  dismiss: (id: string) => void;
}

export const useUploads = (claim: OpenClaim): Uploads => {
  const speech = useSpeech();
  const client = useQueryClient();
  const [uploads, setUploads] = useState<Upload[]>([]);
  const queue = useRef<Promise<void>>(Promise.resolve());
  const { view, change } = claim;

  const patch = useCallback(
    (id: string, part: Partial<Upload>) =>
      setUploads((all) => all.map((one) => (one.id === id ? { ...one, ...part } : one))),
    [],
  );
  const dismiss = useCallback((id: string) => setUploads((all) => all.filter((one) => one.id !== id)), []);

  const receive = useCallback(
    (receipts: ReceiptView[]) => {
      client.setQueryData<ClaimView>(claimKey(view.id), (now) => now && { ...now, receipts: merged(now, receipts) });
      change((draft) => {
        const known = new Set(draft.expenses.map((row) => row.receiptId));
        const added = receipts.filter((one) => !known.has(one.id));
        const rows = added.map((one) => emptyExpense(crypto.randomUUID(), one.id));
        return rows.length === 0 ? draft : { ...draft, expenses: [...draft.expenses, ...rows] };
      });
    },
    [change, client, view.id],
  );

  const run = useCallback(
    async (upload: Upload) => {
      patch(upload.id, { status: 'sending', percent: 0 });
      const sent = await sendFile(view.id, upload.file, speech, (percent) => patch(upload.id, { percent }));
      if (sent.kind === 'lost') return patch(upload.id, { status: 'lost' });
      if (sent.kind === 'refused') return patch(upload.id, { status: 'refused', reason: sent.reason });
      receive(sent.answer.receipts);
      const refused = sent.answer.refused[0];
      if (refused) patch(upload.id, { status: 'refused', reason: refused.detail });
      else dismiss(upload.id);
    },
    [dismiss, patch, receive, speech, view.id],
  );

  const start = useCallback(
    (upload: Upload) => {
      queue.current = queue.current.then(() => run(upload));
    },
    [run],
  );
  const add = useCallback(
    (files: readonly File[]) => {
      const added = files.map(
        (file): Upload => ({ id: crypto.randomUUID(), file, percent: 0, status: 'waiting', reason: '' }),
      );
      setUploads((all) => [...all, ...added]);
      for (const upload of added) start(upload);
    },
    [start],
  );
  const again = useCallback(
    (id: string) => {
      const upload = uploads.find((one) => one.id === id);
      if (upload) start(upload);
    },
    [start, uploads],
  );
  return { uploads, add, again, dismiss };
};

const merged = (view: ClaimView, receipts: ReceiptView[]): ReceiptView[] => {
  const fresh = new Map(receipts.map((one) => [one.id, one]));
  const kept = view.receipts.map((one) => fresh.get(one.id) ?? one);
  const known = new Set(view.receipts.map((one) => one.id));
  return [...kept, ...receipts.filter((one) => !known.has(one.id))];
};
