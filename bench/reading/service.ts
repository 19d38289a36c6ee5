import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { ReceiptView } from '../../src/claim/views.ts';
import { readConfig } from '../../src/config.ts';
import { startService } from '../../src/main.ts';
import { Client } from '../../test/client.ts';
import { filesForm, startClaim, type Uploaded } from '../../test/filing.ts';
import type { DrawnFile } from './drawn-files.ts';
import { percentile } from './verdict.ts';

/** How often the receipt is asked for while it is being read. */
const ASK_MS = 20;
/** Receipts a claim takes in this bench; the service allows more. */
const A_CLAIM = 20;

/** From the first byte of the upload to the reading kept and answered, one receipt after the other, by HTTP. */
export async function benchService(files: readonly DrawnFile[], about: string, env: Record<string, string>) {
  const folder = mkdtempSync(join(tmpdir(), 'matkalasku-bench-'));
  const settings = { NODE_ENV: 'test', PORT: '0', DATA_DIR: folder, LOG_LEVEL: 'error', READER_WORKERS: '2', ...env };
  const service = await startService(readConfig(settings), { webFolder: null });
  try {
    const client = new Client(service.address);
    await client.signIn('jasen');
    const times = await uploadAll(client, files);
    const share = (part: number) => `${(percentile(times, part) / 1000).toFixed(1)} s`;
    console.log(
      `Upload to reading through the running service, ${files.length} ${about}, one at a time, built-in database: ` +
        `p50 ${share(0.5)}, p95 ${share(0.95)}, longest ${share(1)}`,
    );
  } finally {
    await service.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function uploadAll(client: Client, files: readonly DrawnFile[]): Promise<number[]> {
  const times: number[] = [];
  let claimId = '';
  for (const [at, { path }] of files.entries()) {
    if (at % A_CLAIM === 0) claimId = (await startClaim(client)).id;
    const before = performance.now();
    await uploadAndWait(client, claimId, path);
    // The first waits for the reading process to start: it is part of the service's start, not of a receipt.
    if (at > 0) times.push(performance.now() - before);
  }
  return times;
}

async function uploadAndWait(client: Client, claimId: string, path: string): Promise<void> {
  const form = filesForm({ [basename(path)]: new Uint8Array(readFileSync(path)) });
  const { receipts, refused } = await client.post<Uploaded>(`/api/receipts?claimId=${claimId}`, form);
  const [receipt] = receipts;
  if (!receipt) throw new Error(`${path} was refused: ${refused[0]?.code}`);
  for (;;) {
    const { status } = await client.get<ReceiptView>(`/api/receipts/${receipt.id}`);
    if (status === 'read' || status === 'failed') return;
    await pause(ASK_MS);
  }
}
