import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commitmentTo, isDrawn } from '../../src/claim/sample.ts';
import type { SampleView } from '../../src/claim/sample-views.ts';
import type { ClaimSummary, ClaimView } from '../../src/claim/views.ts';
import { sampleDraws } from '../../src/store/schema-sample.ts';
import { Client } from '../client.ts';
import { fileSimpleClaim } from '../filing.ts';
import { type TestService, TODAY, testService } from '../service.ts';

/** A sample is promised before, drawn once at the first sending, and revealed after. */

let now = TODAY;
let service: TestService;
beforeAll(async () => {
  service = await testService('pglite', { now: () => now });
});
afterAll(() => service?.stop());

const signedIn = async (username: string): Promise<Client> => {
  const client = new Client(service.address);
  await client.signIn(username);
  return client;
};
const seen = () => new Client(service.address).get<SampleView[]>('/api/samples');

test('a promise for today or for days that another has is refused; for tomorrow it is published without its secret', async () => {
  const admin = await signedIn('paakayttaja');
  const period = { startsOn: '2026-03-23', endsOn: '2026-03-31', rate: 10_000 };
  const refused = (more: object) => admin.refused('POST', '/api/samples', { ...period, ...more });
  expect((await refused({ startsOn: '2026-03-22' })).code).toBe('sample-days-wrong');
  expect((await refused({ endsOn: '2026-03-22' })).code).toBe('sample-days-wrong');
  expect((await refused({ rate: 0 })).code).toBe('invalid-input');
  const [published] = await admin.post<SampleView[]>('/api/samples', period);
  expect(published).toMatchObject({ ...period, secret: null, claims: [] });
  expect((await refused({ startsOn: '2026-03-31', endsOn: '2026-04-30' })).code).toBe('sample-days-wrong');
});

test('the lot is drawn at the first sending of the period, flagged to the assistant, and not drawn again', async () => {
  now = new Date('2026-03-23T09:00:00Z');
  const member = await signedIn('jasen');
  const claim = await fileSimpleClaim(member);
  const assistant = await signedIn('assistentti');
  const queue = await assistant.get<ClaimSummary[]>('/api/review');
  const flagged = queue.filter(({ flags }) => flags.some(({ code }) => code === 'random-sample'));
  // Claims sent before the period have no lot in it.
  expect(flagged.map(({ number }) => number)).toEqual([claim.number]);
  const [lot] = await service.deps.db.select().from(sampleDraws).where(eq(sampleDraws.claimId, claim.id));
  const { revision, flags } = await assistant.get<ClaimView>(`/api/claims/${claim.id}`);
  expect(flags).toContainEqual({ code: 'random-sample', severity: 'review' });
  const seenByMember = await member.get<ClaimView>(`/api/claims/${claim.id}`);
  expect(seenByMember.flags.some(({ code }) => code === 'random-sample')).toBe(false);
  await assistant.post(`/api/claims/${claim.id}/return`, { message: 'Tarkista ajat.', revision });
  now = new Date('2026-03-24T05:00:00Z');
  const again = await signedIn('jasen');
  const returned = await again.get<ClaimView>(`/api/claims/${claim.id}`);
  expect(returned.flags.some(({ code }) => code === 'random-sample')).toBe(false);
  expect(await service.deps.db.select().from(sampleDraws)).toEqual([lot]);
  await expect(service.deps.db.update(sampleDraws).set({ drawn: false })).rejects.toThrow();
});

test('the secret is revealed when the last day is over, not on it; then anybody computes the same', async () => {
  const [before] = await seen();
  now = new Date('2026-03-31T20:59:59Z');
  const early = await signedIn('paakayttaja');
  expect((await early.refused('POST', `/api/samples/${before?.id}/secret`)).code).toBe('sample-not-over');
  expect((await seen())[0]?.secret).toBeNull();
  now = new Date('2026-03-31T21:00:00Z');
  const [revealed] = await early.post<SampleView[]>(`/api/samples/${before?.id}/secret`);
  const secret = revealed?.secret ?? '';
  expect(commitmentTo(secret)).toBe(before?.commitment);
  expect(revealed?.claims).toHaveLength(1);
  for (const { number, drawn } of revealed?.claims ?? []) expect(isDrawn(secret, number, 10_000)).toBe(drawn);
  expect(await seen()).toEqual([revealed]);
});
