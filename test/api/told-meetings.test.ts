import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ClaimView, MeetingView, OwnGroup, RememberedView, ToldMeeting } from '../../src/claim/views.ts';
import { Client } from '../client.ts';
import { dayTrip, filesForm, fixture, save, sign, startClaim } from '../filing.ts';
import { type TestService, testService } from '../service.ts';

/** A claim for a meeting without a card, and what is remembered of a member from one claim to the next. */

let service: TestService;
let member: Client;
let group: OwnGroup;

beforeAll(async () => {
  service = await testService('postgresql');
  member = new Client(service.address);
  await member.signIn('jasen');
  [group] = (await member.get<OwnGroup[]>('/api/own-groups')) as [OwnGroup];
});
afterAll(() => service?.stop());

const told = (more: Partial<ToldMeeting> = {}): ToldMeeting => ({
  groupId: group.id,
  purpose: 'Valmisteluryhmän kokous',
  place: 'Helsinki',
  start: '2026-03-17T10:00',
  end: '2026-03-17T15:00',
  freeMeals: [{ at: '2026-03-17T12:00', meal: 'lunch', source: 'organiser' }],
  ...more,
});

const invitation = () => filesForm({ 'kutsu.pdf': fixture('pohjanrata-lippu-2026.pdf') });

test('the member tells the meeting, attaches the invitation and sends; the assistant sees it flagged', async () => {
  const claim = await member.post<ClaimView>('/api/told-meetings', told());
  expect(claim.meetingCard).toMatchObject({ toldByMember: true, purpose: 'Valmisteluryhmän kokous' });
  expect(claim.draft.trip.freeMeals).toHaveLength(1);
  const saved = await save(member, claim, dayTrip(claim.draft, '2026-03-17'));
  expect(saved.evaluation?.findings.map(({ code }) => code)).toContain('invitation-missing');
  const whole = await member.post<ClaimView>(`/api/claims/${claim.id}/invitation`, invitation());
  expect(whole.evaluation?.findings.map(({ code }) => code)).not.toContain('invitation-missing');
  // Neither the meeting nor its invitation is part of the draft: an open page goes on saving as before.
  expect(whole.revision).toBe(saved.revision);
  const sent = await sign(member, whole);
  expect(sent.flags).toContainEqual({ code: 'meeting-without-card', severity: 'review' });
  const again = await member.refused('PUT', `/api/claims/${claim.id}/meeting`, told({ place: 'Turku' }));
  expect(again.code).toBe('claim-not-editable');
});

test('told twice it is one claim; another start is another', async () => {
  const first = await member.post<ClaimView>(
    '/api/told-meetings',
    told({ start: '2026-03-18T10:00', end: '2026-03-18T15:00' }),
  );
  const same = await member.post<ClaimView>(
    '/api/told-meetings',
    told({ start: '2026-03-18T10:00', end: '2026-03-18T16:00' }),
  );
  expect(same.id).toBe(first.id);
  const other = await member.post<ClaimView>(
    '/api/told-meetings',
    told({ start: '2026-03-18T10:01', end: '2026-03-18T15:00' }),
  );
  expect(other.id).not.toBe(first.id);
});

test('nobody else sees it: not in the meetings of the group, not by its invitation', async () => {
  const claim = await member.post<ClaimView>(
    '/api/told-meetings',
    told({ start: '2026-03-19T10:00', end: '2026-03-19T15:00' }),
  );
  await member.post(`/api/claims/${claim.id}/invitation`, invitation());
  const other = new Client(service.address);
  await other.signIn('medlem');
  const seen = await other.get<MeetingView[]>('/api/meetings');
  expect(seen.map(({ id }) => id)).not.toContain(claim.meeting.id);
  expect((await other.refused('POST', '/api/claims', { meetingId: claim.meeting.id })).code).toBe('not-found');
  expect((await other.request('GET', `/api/meetings/${claim.meeting.id}/invitation`)).status).toBe(404);
});

test('its details can be changed while it is written; those of a card cannot', async () => {
  const claim = await member.post<ClaimView>(
    '/api/told-meetings',
    told({ start: '2026-03-20T10:00', end: '2026-03-20T15:00' }),
  );
  const changed = await member.put<ClaimView>(
    `/api/claims/${claim.id}/meeting`,
    told({ start: '2026-03-20T09:00', end: '2026-03-20T15:00', place: 'Turku' }),
  );
  expect(changed.meeting).toMatchObject({ start: '2026-03-20T09:00', place: 'Turku' });
  const card = await startClaim(member);
  expect((await member.refused('PUT', `/api/claims/${card.id}/meeting`, told())).code).toBe('meeting-not-told');
  const refused = await member.request('POST', `/api/claims/${card.id}/invitation`, invitation());
  expect(refused.status).toBe(409);
});

test('wrong ones are refused: backwards, tomorrow, a foreign group, a day with a card', async () => {
  const refusal = async (more: Partial<ToldMeeting>) =>
    (await member.refused('POST', '/api/told-meetings', told(more))).code;
  expect(await refusal({ end: '2026-03-17T10:00' })).toBe('meeting-times-wrong');
  expect(await refusal({ start: '2026-03-23T10:00', end: '2026-03-23T15:00' })).toBe('meeting-times-wrong');
  expect(await refusal({ start: '2026-03-10T09:00', end: '2026-03-10T15:00' })).toBe('meeting-has-card');
  expect(await refusal({ groupId: '00000000-0000-4000-8000-000000000000' })).toBe('not-found');
  expect(await refusal({ purpose: '  ' })).toBe('invalid-input');
  const today = await member.post<ClaimView>(
    '/api/told-meetings',
    told({ start: '2026-03-22T08:00', end: '2026-03-22T09:00' }),
  );
  expect(today.state).toBe('draft');
});

test('an invitation is a PDF, as those of the organiser are', async () => {
  const claim = await member.post<ClaimView>(
    '/api/told-meetings',
    told({ start: '2026-03-21T10:00', end: '2026-03-21T15:00' }),
  );
  const text = filesForm({ 'kutsu.txt': new TextEncoder().encode('Tervetuloa') });
  const refused = await member.request('POST', `/api/claims/${claim.id}/invitation`, text);
  expect(refused.status).toBe(422);
  expect((await member.get<ClaimView>(`/api/claims/${claim.id}`)).meetingCard.invitation).toBeNull();
});

test('a sent claim is remembered by the place of its meeting, offered for the next one there, and forgotten', async () => {
  const mine = new Client(service.address);
  await mine.signIn('medlem');
  const first = await startClaim(mine);
  expect(first.usual).toBeNull();
  await sign(mine, await save(mine, first, dayTrip(first.draft, '2026-03-10')));
  const remembered = await mine.get<RememberedView>('/api/remembered');
  expect(remembered).toMatchObject({ iban: 'FI2112345600000785', trips: [{ homeKm: 178, minutesBefore: 200 }] });

  const [trip] = remembered.trips;
  const [mineToo] = await mine.get<OwnGroup[]>('/api/own-groups');
  const there = told({ groupId: mineToo?.id ?? '', place: trip?.place ?? '' });
  const next = await mine.post<ClaimView>('/api/told-meetings', there);
  expect(next.usual).toMatchObject({ homeKm: 178 });
  expect(next.draft.trip).toMatchObject({ distanceKm: { home: 178, workplace: 181 }, start: null, end: null });

  await mine.put('/api/remembered', { iban: null, trips: [] });
  const forgotten = await mine.post<ClaimView>('/api/told-meetings', {
    ...there,
    start: '2026-03-17T09:00',
  });
  expect(forgotten.usual).toBeNull();
  expect(forgotten.draft).toMatchObject({ payment: { iban: '' }, trip: { distanceKm: { home: null } } });
  // Undo: what was forgotten is handed back as it was.
  expect(await mine.put('/api/remembered', remembered)).toEqual(remembered);
});

test('of another member nothing is remembered here, and a wrong account number is refused', async () => {
  expect(await member.get<RememberedView>('/api/remembered')).not.toMatchObject({ trips: [{ homeKm: 1 }] });
  expect((await member.refused('PUT', '/api/remembered', { iban: 'FI00', trips: [] })).code).toBe('invalid-input');
});

test('a removed receipt is put back as it was', async () => {
  const claim = await startClaim(member);
  const { receipts } = await member.post<{ receipts: { id: string }[] }>(
    `/api/receipts?claimId=${claim.id}`,
    filesForm({ 'lippu.pdf': fixture('pohjanrata-lippu-2026.pdf') }),
  );
  const id = receipts[0]?.id;
  await member.request('DELETE', `/api/receipts/${id}`);
  expect((await member.get<ClaimView>(`/api/claims/${claim.id}`)).receipts).toEqual([]);
  await member.post(`/api/receipts/${id}/restoration`);
  expect((await member.get<ClaimView>(`/api/claims/${claim.id}`)).receipts.map((one) => one.id)).toEqual([id]);
});
