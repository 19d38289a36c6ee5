import type { DetailedError, Upload } from 'tus-js-client';
import type { ReceiptView } from '../../claim/views.ts';
import { csrfHeaders, problemOf } from '../api.ts';
import { type KeptFile, keepFile } from './kept-files.ts';

/** One file to the server over the tus protocol: it goes on where it broke off, and is acknowledged with its hash. */

export type Sent =
  /** The receipt is told to its member, not to a phone with a pass. */
  | { kind: 'arrived'; receipt: ReceiptView | null; added: boolean }
  | { kind: 'lost' }
  | { kind: 'signed-out' }
  | { kind: 'changed' }
  | { kind: 'refused'; detail: string };

/** Where files go in: the member's own door, or that of a phone with a pass. */
export interface Door {
  endpoint: string;
  headers: () => Record<string, string>;
}

export const ownDoor = (claimId: string): Door => ({
  endpoint: `/api/uploads?claimId=${claimId}`,
  headers: csrfHeaders,
});

interface Ack {
  sha256: string | null;
  receipt?: ReceiptView | null;
  added: boolean | null;
}

/** Small enough that a line that drops every few seconds still gets on, also behind a proxy that waits for the end. */
const CHUNK_BYTES = 512 * 1024;
const RETRY_DELAYS_MS = [0, 1_000, 3_000];
const HTTP_NOT_SIGNED_IN = 401;
const HTTP_BUSY = 429;
const HTTP_ERRORS = 400;
const HTTP_SERVER_ERRORS = 500;

const hexOf = (bytes: ArrayBuffer): string =>
  [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

const sha256Of = async (file: File): Promise<string> =>
  hexOf(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));

/** What went wrong, by the server's answer; without one the line was lost. A busy server is like a lost line. */
const trouble = (error: Error | DetailedError): Sent => {
  const response = 'originalResponse' in error ? error.originalResponse : null;
  const status = response?.getStatus() ?? 0;
  if (status === HTTP_NOT_SIGNED_IN) return { kind: 'signed-out' };
  if (!response || status < HTTP_ERRORS || status >= HTTP_SERVER_ERRORS || status === HTTP_BUSY)
    return { kind: 'lost' };
  return { kind: 'refused', detail: problemOf(status, response.getBody()).detail };
};

/** The server's word that all is there, compared with what was sent. */
const acknowledged = async (kept: KeptFile, door: Door, url: string, body: string): Promise<Sent> => {
  // An answer that was lost on the way is asked for again.
  const ack = JSON.parse(body === '' ? await askAgain(door, url) : body) as Ack;
  if (ack.sha256 !== (await sha256Of(kept.file))) return { kind: 'changed' };
  return { kind: 'arrived', receipt: ack.receipt ?? null, added: ack.added !== false };
};

const askAgain = async (door: Door, url: string): Promise<string> => {
  const answer = await fetch(new URL(url).pathname, { headers: door.headers(), credentials: 'same-origin' });
  if (!answer.ok) throw new Error('no word of the upload');
  return answer.text();
};

const transfer = (
  Client: typeof Upload,
  kept: KeptFile,
  door: Door,
  progress: (percent: number) => void,
): Promise<Sent> =>
  new Promise((resolve) => {
    const upload = new Client(kept.file, {
      endpoint: new URL(door.endpoint, location.href).href,
      uploadUrl: kept.url,
      chunkSize: CHUNK_BYTES,
      retryDelays: RETRY_DELAYS_MS,
      metadata: { filename: kept.file.name },
      // Where it goes on is kept beside the file itself.
      storeFingerprintForResuming: false,
      onUploadUrlAvailable: () => void keepFile({ ...kept, url: upload.url }),
      onBeforeRequest: (request) => {
        const headers = { ...door.headers(), 'accept-language': document.documentElement.lang };
        for (const [name, value] of Object.entries(headers)) request.setHeader(name, value);
      },
      onProgress: (sent, total) => progress(Math.floor((sent / total) * 100)),
      onError: (error) => resolve(trouble(error)),
      onSuccess: ({ lastResponse }) =>
        acknowledged(kept, door, upload.url ?? '', lastResponse.getBody()).then(resolve, () =>
          resolve({ kind: 'lost' }),
        ),
    });
    upload.start();
  });

/** Sends what is still missing of the file. Never rejects: what goes wrong is an outcome. */
export const sendFile = async (kept: KeptFile, door: Door, progress: (percent: number) => void): Promise<Sent> => {
  try {
    // Fetched when it is first needed: the page opens without it.
    const { Upload: Client } = await import('tus-js-client');
    return await transfer(Client, kept, door, progress);
  } catch {
    return { kind: 'lost' };
  }
};

/** Tells the server that the rest will not come; if it does not hear, it forgets by itself after a day. */
export const giveUp = (url: string, door: Door): void => {
  const headers = { ...door.headers(), 'tus-resumable': '1.0.0' };
  fetch(url, { method: 'DELETE', headers, credentials: 'same-origin' }).catch(() => undefined);
};
