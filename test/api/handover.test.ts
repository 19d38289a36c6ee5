import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ClaimView, HandoverView, PassView } from '../../src/claim/views.ts';
import { uploadPasses } from '../../src/store/schema-member.ts';
import { Client } from '../client.ts';
import { dayTrip, fixture, save, sign, startClaim } from '../filing.ts';
import { type TestService, TODAY, testService } from '../service.ts';

/** A phone with a pass: it adds files to one claim for a quarter of an hour and sees those files; every other door is shut. */

let service: TestService;
let now = TODAY;
let owner: Client;
let claim: ClaimView;

beforeAll(async () => {
  service = await testService('postgresql', { now: () => now });
  owner = new Client(service.address);
  await owner.signIn('jasen');
  claim = await startClaim(owner);
});
afterAll(() => service?.stop());

type Phone = (method: string, path: string, body?: Uint8Array, headers?: Record<string, string>) => Promise<Response>;

const phoneWith =
  (token: string): Phone =>
  (method, path, body, headers = {}) =>
    new Client(service.address).request(method, path, body, {
      'x-upload-pass': token,
      'tus-resumable': '1.0.0',
      ...headers,
    });

async function handedOver(claimId = claim.id): Promise<{ token: string; phone: Phone }> {
  const { token } = await owner.post<{ token: string }>(`/api/claims/${claimId}/handover`);
  return { token, phone: phoneWith(token) };
}

const codeOf = async (response: Response): Promise<string> => ((await response.json()) as { code: string }).code;

/** Sends one file by the pass; the answer to its last byte. */
async function photograph(phone: Phone, bytes: Uint8Array): Promise<Response> {
  const begun = await phone('POST', '/api/handover/uploads', undefined, { 'upload-length': String(bytes.byteLength) });
  if (begun.status !== 201) return begun;
  const path = new URL(begun.headers.get('location') ?? '', service.address).pathname;
  const headers = { 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' };
  return phone('PATCH', path, bytes, headers);
}

test('a photo by the pass is a receipt of the claim, acknowledged with its hash and nothing of what it says', async () => {
  const { phone } = await handedOver();
  const bytes = fixture('lakeuden-bussi-2026.png');
  const sent = await photograph(phone, bytes);
  expect(sent.status).toBe(200);
  const told = (await sent.json()) as Record<string, unknown>;
  expect(told).toMatchObject({ sha256: createHash('sha256').update(bytes).digest('hex'), added: true });
  expect(Object.keys(told).toSorted()).toEqual(['added', 'fileName', 'id', 'offsetBytes', 'sha256', 'sizeBytes']);
  expect((await owner.get<ClaimView>(`/api/claims/${claim.id}`)).receipts).toHaveLength(1);
  expect(await owner.get<HandoverView>(`/api/claims/${claim.id}/handover`)).toMatchObject({ files: 1 });
  const seen = (await (await phone('GET', '/api/handover')).json()) as PassView;
  expect(Object.keys(seen).toSorted()).toEqual(['expiresAt', 'language', 'uploads']);
  expect(seen.uploads).toHaveLength(1);
});

test('the database holds the hash of a token, never the token', async () => {
  const { token } = await handedOver();
  const rows = await service.deps.db.select().from(uploadPasses);
  expect(JSON.stringify(rows)).not.toContain(token);
  expect(rows.map((row) => row.tokenHash)).toContain(createHash('sha256').update(token).digest('hex'));
});

test('the pass of one claim neither sees nor goes on with the uploads of another', async () => {
  const other = await startClaim(owner, 'coming');
  const { phone: theirs } = await handedOver(other.id);
  const begun = await theirs('POST', '/api/handover/uploads', undefined, { 'upload-length': '10' });
  const path = new URL(begun.headers.get('location') ?? '', service.address).pathname;
  const { phone } = await handedOver();
  for (const method of ['GET', 'HEAD', 'DELETE']) expect((await phone(method, path)).status).toBe(404);
  const headers = { 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' };
  expect((await phone('PATCH', path, new Uint8Array(10), headers)).status).toBe(404);
  expect(((await (await phone('GET', '/api/handover')).json()) as PassView).uploads).toEqual([]);
  // What the member uploads while signed in is not the phone's either.
  const own = await owner.request('POST', `/api/uploads?claimId=${claim.id}`, undefined, {
    'tus-resumable': '1.0.0',
    'upload-length': '10',
  });
  const id = own.headers.get('location')?.split('/').at(-1);
  expect((await phone('GET', `/api/handover/uploads/${id}`)).status).toBe(404);
});

test('it ends after 15 minutes: at 14:59 a photo is taken in, at 15:00 none', async () => {
  const { phone } = await handedOver();
  now = new Date(TODAY.getTime() + 15 * 60_000 - 1_000);
  expect((await phone('GET', '/api/handover')).status).toBe(200);
  now = new Date(TODAY.getTime() + 15 * 60_000);
  const late = await phone('GET', '/api/handover');
  expect(late.status).toBe(401);
  expect(await codeOf(late)).toBe('pass-ended');
  expect((await photograph(phone, fixture('seutulinja-kertalippu-2026.png'))).status).toBe(401);
  now = TODAY;
});

test('closed by its member, or by a newer one, it opens nothing', async () => {
  const { phone: first } = await handedOver();
  const { phone: second } = await handedOver();
  expect((await first('GET', '/api/handover')).status).toBe(401);
  expect((await second('GET', '/api/handover')).status).toBe(200);
  expect((await owner.request('DELETE', `/api/claims/${claim.id}/handover`)).status).toBe(204);
  expect((await second('GET', '/api/handover')).status).toBe(401);
  expect(await owner.get<HandoverView>(`/api/claims/${claim.id}/handover`)).toBeNull();
});

test('a made-up token, an empty one and none are refused alike', async () => {
  for (const token of ['x'.repeat(43), '']) expect((await phoneWith(token)('GET', '/api/handover')).status).toBe(401);
  expect((await new Client(service.address).request('GET', '/api/handover')).status).toBe(401);
});

test('a session is no pass, and a pass with the session of another member is still only a pass', async () => {
  expect((await owner.request('GET', '/api/handover')).status).toBe(401);
  const { token } = await handedOver();
  const stranger = new Client(service.address);
  await stranger.signIn('medlem');
  expect((await stranger.request('GET', `/api/claims/${claim.id}`, undefined, { 'x-upload-pass': token })).status).toBe(
    404,
  );
});

test('from another site even the right pass is refused', async () => {
  const { phone } = await handedOver();
  const crossed = await phone('POST', '/api/handover/uploads', undefined, {
    'upload-length': '10',
    'sec-fetch-site': 'cross-site',
  });
  expect(crossed.status).toBe(403);
});

test('the sending of the claim ends it, and it stays ended when the claim is returned within the quarter', async () => {
  const mine = new Client(service.address);
  await mine.signIn('medlem');
  const started = await startClaim(mine);
  const { token } = await mine.post<{ token: string }>(`/api/claims/${started.id}/handover`);
  const phone = phoneWith(token);
  await sign(mine, await save(mine, started, dayTrip(started.draft, '2026-03-10')));
  expect((await phone('GET', '/api/handover')).status).toBe(401);
  const assistant = new Client(service.address);
  await assistant.signIn('assistentti');
  await assistant.post(`/api/claims/${started.id}/return`, { message: 'Korjaa' });
  expect((await photograph(phone, fixture('seutulinja-kertalippu-2026.png'))).status).toBe(401);
});
