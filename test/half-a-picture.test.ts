import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ClaimView, SessionView } from '../src/claim/views.ts';
import { verifyPdf } from '../src/document/verify.ts';
import { recalculateFromPacksWithin } from '../src/store/embedded-packs.ts';
import { Client } from './client.ts';
import {
  allRead,
  dayTrip,
  documentReady,
  expenseFor,
  filesForm,
  fixture,
  save,
  sign,
  startClaim,
  type Uploaded,
} from './filing.ts';
import { type TestService, testService } from './service.ts';

/** A photo that was cut short on its way: kept as it came, told of, and either in the document or in the way of the sending. */

const PHOTO = 'taksi-esimerkki-2026.jpg';
const firstOf = (share: number): Uint8Array<ArrayBuffer> => {
  const whole = fixture(PHOTO);
  return whole.slice(0, Math.floor(whole.length * share));
};

let service: TestService;
beforeAll(async () => {
  service = await testService('postgresql', { env: { RECEIPT_SECOND_READER: 'off' } });
}, 300_000);
afterAll(() => service?.stop(), 120_000);

async function withPhoto(username: string, name: string, bytes: Uint8Array<ArrayBuffer>) {
  const client = new Client(service.address);
  await client.signIn(username);
  const started = await startClaim(client);
  await client.post<Uploaded>(`/api/receipts?claimId=${started.id}`, filesForm({ [name]: bytes }));
  return { client, read: await allRead(client, started.id) };
}

test('half a photo on which something was read says that it is damaged, is kept as it came and is in the sealed document', async () => {
  const half = firstOf(0.5);
  const { client, read } = await withPhoto('jasen', 'puolikas.jpg', half);
  const [receipt] = read.receipts;
  expect(receipt).toMatchObject({ status: 'read', sizeBytes: half.length });
  expect(receipt?.reading?.notices).toContain('file-damaged');
  for (const value of [receipt?.reading?.total, receipt?.reading?.date]) expect(value?.sure ?? false).toBe(false);
  const expense = receipt && expenseFor(receipt, { kind: 'bus', date: '2026-03-10', amountCents: 1840 });
  const draft = { ...dayTrip(read.draft, '2026-03-10'), expenses: expense ? [expense] : [] };
  const sent = await sign(client, await save(client, read, draft));
  await documentReady(client, sent.id);
  const report = await verifyPdf(await client.bytes(`/api/claims/${sent.id}/document`), {
    recalculate: recalculateFromPacksWithin,
  });
  expect(report).toMatchObject({ valid: true, manifest: { complete: true } });
  const original = report.manifest?.files.find(({ name }) => name.endsWith('puolikas.jpg'));
  expect(original).toMatchObject({ state: 'same', sha256: createHash('sha256').update(half).digest('hex') });
}, 240_000);

test('a photo of which nothing is left to read stops the sending by its name; the draft and its bytes are safe', async () => {
  const rest = firstOf(0.05);
  const { client, read } = await withPhoto('medlem', 'alku.jpg', rest);
  expect(read.receipts[0]).toMatchObject({ status: 'failed', failure: 'file-broken' });
  const saved = await save(client, read, dayTrip(read.draft, '2026-03-10'));
  const { user } = await client.get<SessionView>('/api/session');
  const { code, blocking } = await client.refused('POST', `/api/claims/${saved.id}/submission`, {
    revision: saved.revision,
    signedName: user?.name,
    accepted: true,
    declarationVersion: saved.declaration.version,
  });
  expect(code).toBe('claim-incomplete');
  expect(blocking).toMatchObject([{ code: 'receipt-unusable', action: expect.stringContaining('alku.jpg') }]);
  expect((await client.get<ClaimView>(`/api/claims/${saved.id}`)).state).toBe('draft');
  expect(await client.bytes(`/api/receipts/${read.receipts[0]?.id}/file`)).toEqual(new Uint8Array(rest));
}, 240_000);
