import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ClaimView } from '../src/claim/views.ts';
import { Client, until } from './client.ts';
import {
  allRead,
  approve,
  dayTrip,
  documentReady,
  expenseFor,
  fileSimpleClaim,
  filesForm,
  fixture,
  save,
  sign,
  startClaim,
  type Uploaded,
  upload,
} from './filing.ts';
import { type Engine, emptyPostgres, engines, TODAY, temporaryFolder } from './service.ts';

const script = fileURLToPath(new URL('start-service.ts', import.meta.url));

/** The service in a process that can be killed as a power button would: nothing is flushed, nothing is said goodbye to. */
class Killable {
  readonly environment: Record<string, string>;
  #process: ChildProcess | null = null;

  constructor(environment: Record<string, string>) {
    this.environment = environment;
  }

  async start(): Promise<string> {
    const child = spawn(process.execPath, [script], {
      env: {
        ...process.env,
        NODE_ENV: 'test',
        PORT: '0',
        LOG_LEVEL: 'error',
        NOW: TODAY.toISOString(),
        ...this.environment,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#process = child;
    for await (const line of createInterface({ input: child.stdout })) return line;
    throw new Error('the service did not start');
  }

  async kill(): Promise<void> {
    const child = this.#process;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }

  async startAgain(client: Client): Promise<Client> {
    await this.kill();
    return client.moved(await this.start());
  }
}

describe.each(engines)('killed with -9 and started again, on %s', (engine: Engine) => {
  let service: Killable;
  let member: Client;
  let claim: ClaimView;
  let folder: ReturnType<typeof temporaryFolder>;

  beforeEach(async () => {
    folder = temporaryFolder();
    const database = engine === 'postgresql' ? { DATABASE_URL: await emptyPostgres() } : {};
    service = new Killable({ DATA_DIR: folder.folder, ...database });
    member = new Client(await service.start());
    await member.signIn('jasen');
    claim = await startClaim(member);
  });
  afterEach(async () => {
    await service.kill();
    folder.remove();
  });

  test('during an upload: what was acknowledged is there with its bytes, what was not can be sent again', async () => {
    const kept = await upload(member, claim.id, 'taksi-esimerkki-2026.jpg');
    // Large enough to be on its way still when the process dies.
    const large = new Uint8Array(12 * 1024 * 1024);
    large.set(fixture('lakeuden-bussi-2026.png'));
    large.set(new Uint8Array(randomBytes(65_536)), 5_000_000);
    const cutOff = member.post<Uploaded>(`/api/receipts?claimId=${claim.id}`, filesForm({ 'suuri.png': large })).then(
      () => 'acknowledged',
      () => 'lost',
    );
    await new Promise((resolve) => setTimeout(resolve, 15));
    const after = await service.startAgain(member);
    const outcome = await cutOff;
    const { receipts } = await after.get<ClaimView>(`/api/claims/${claim.id}`);
    expect(receipts.map((receipt) => receipt.id)).toContain(kept.receipts[0]?.id);
    if (outcome === 'acknowledged') expect(receipts).toHaveLength(2);
    const bytes = await after.bytes(`/api/receipts/${kept.receipts[0]?.id}/file`);
    expect(Buffer.from(bytes).equals(Buffer.from(fixture('taksi-esimerkki-2026.jpg')))).toBe(true);
    expect((await upload(after, claim.id, 'lakeuden-bussi-2026.png')).refused).toEqual([]);
  });

  test('during a reading: the reading is done after the start', async () => {
    await upload(member, claim.id, 'taksi-esimerkki-2026.jpg', 'torin-parkki-2019.jpg');
    await until(
      () => member.get<ClaimView>(`/api/claims/${claim.id}`),
      (view) => view.receipts.some((receipt) => receipt.status === 'reading'),
    );
    const after = await service.startAgain(member);
    const { receipts } = await allRead(after, claim.id);
    expect(receipts.map((receipt) => receipt.status)).toEqual(['read', 'read']);
  });

  test('after an approval that could still be undone: it is undone, or settled and sealed when its time is over', async () => {
    const sent = await fileSimpleClaim(member);
    const assistant = new Client(member.address);
    await assistant.signIn('assistentti');
    await approve(assistant, sent.id);
    const after = await service.startAgain(assistant);
    expect(await after.get('/api/review/undoable')).toMatchObject([{ claimId: sent.id }]);
    expect((await after.post<ClaimView>(`/api/claims/${sent.id}/approval/undo`)).state).toBe('submitted');
    await approve(after, sent.id);
    service.environment.NOW = new Date(TODAY.getTime() + 30_000).toISOString();
    const later = await service.startAgain(after);
    expect((await documentReady(later, sent.id)).state).toBe('approved');
    const refused = await later.refused('POST', `/api/claims/${sent.id}/approval/undo`);
    expect(refused.code).toBe('approval-settled');
    // Three starts and two documents: more than other tests on a busy machine.
  }, 180_000);

  test('during a submission: the claim is sent whole or not at all, and its document is made', async () => {
    await upload(member, claim.id, 'pohjanrata-lippu-2026.pdf');
    const read = await allRead(member, claim.id);
    const expenses = read.receipts.map((receipt) => expenseFor(receipt));
    const saved = await save(member, read, { ...dayTrip(read.draft, '2026-03-10'), expenses });
    const sending = sign(member, saved).then(
      () => 'acknowledged',
      () => 'lost',
    );
    await new Promise((resolve) => setTimeout(resolve, 30));
    const after = await service.startAgain(member);
    const outcome = await sending;
    let found = await after.get<ClaimView>(`/api/claims/${claim.id}`);
    if (outcome === 'acknowledged') expect(found.state).toBe('submitted');
    if (found.state === 'draft') {
      expect(found.draft).toEqual(saved.draft);
      found = await sign(after, found);
    }
    expect(found).toMatchObject({ state: 'submitted', version: 1, payableCents: saved.payableCents });
    await until(
      () => after.get<ClaimView>(`/api/claims/${claim.id}`),
      (view) => view.versions[0]?.documentSha256 != null,
    );
  });
});

test('a second start on the same folder is refused with a clear line, and the first goes on untouched', async () => {
  const folder = temporaryFolder();
  const first = new Killable({ DATA_DIR: folder.folder });
  try {
    const member = new Client(await first.start());
    await member.signIn('jasen');
    const second = spawn(process.execPath, [script], {
      env: { ...process.env, NODE_ENV: 'test', PORT: '0', DATA_DIR: folder.folder },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    second.stderr.on('data', (text) => {
      said += String(text);
    });
    const [code] = await once(second, 'exit');
    expect(code).not.toBe(0);
    expect(said).toContain('is in use by another running service');
    expect((await startClaim(member)).state).toBe('draft');
  } finally {
    await first.kill();
    folder.remove();
  }
});
