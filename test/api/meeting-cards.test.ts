import { eq } from 'drizzle-orm';
import { PDFDocument } from 'pdf-lib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CardInput, CardSummary, CardView, GroupView, Reminded } from '../../src/claim/meeting-views.ts';
import type { ClaimView, MailView, MeetingView, ProblemView } from '../../src/claim/views.ts';
import { memberships, users } from '../../src/store/schema.ts';
import { Client, until } from '../client.ts';
import { encrypted } from '../document/unplaceable.ts';
import { fileSimpleClaim, filesForm, startClaim, upload } from '../filing.ts';
import { type TestService, TODAY, testService } from '../service.ts';

/** Meeting cards: made from the last one, changed after claims were filed, and who has not sent a claim. */

const DAY_MS = 86_400_000;
let now = TODAY;
let service: TestService;
let assistant: Client;
let group: GroupView;

beforeAll(async () => {
  service = await testService('pglite', { now: () => now });
  assistant = new Client(service.address);
  await assistant.signIn('assistentti');
  group = await currentGroup();
});
afterAll(() => service?.stop());

/** The service's clock at another moment; sessions last a working day, so the assistant signs in anew. */
async function clock(at: Date): Promise<void> {
  now = at;
  await assistant.signIn('assistentti');
}

const currentGroup = async (): Promise<GroupView> => {
  const found = (await assistant.get<GroupView[]>('/api/groups')).find(({ name }) => name.startsWith('Vaativan'));
  if (!found) throw new Error('the demo has no group of today');
  return found;
};

const memberOf = async (username: string): Promise<Client> => {
  const client = new Client(service.address);
  await client.signIn(username);
  return client;
};

const idOf = async (username: string): Promise<string> => {
  const [user] = await service.deps.db.select().from(users).where(eq(users.username, username));
  if (!user) throw new Error(`${username} is not there`);
  return user.id;
};

async function pdf(pages = 1): Promise<Uint8Array<ArrayBuffer>> {
  const document = await PDFDocument.create();
  for (let page = 0; page < pages; page += 1) document.addPage([595, 842]).drawText('Kokouskutsu');
  return new Uint8Array(await document.save());
}

/** The group's last card on another day, as the page makes it. */
async function copied(day: string, more: Partial<CardInput> = {}): Promise<CardInput> {
  const { card } = await assistant.get<CardView>(`/api/meeting-cards/${group.lastMeetingId}`);
  const on = (moment: string) => `${day}${moment.slice(10)}`;
  return {
    ...card,
    start: on(card.start),
    end: on(card.end),
    freeMeals: card.freeMeals.map((meal) => ({ ...meal, at: on(meal.at) })),
    invitation: null,
    ...more,
  };
}

test('a card copied from the last one of the group with another day is on the page of every member called', async () => {
  const invitation = await assistant.post<{ sha256: string; fileName: string }>(
    '/api/invitations',
    filesForm({ 'kutsu.pdf': await pdf() }),
  );
  const codes = { account: '4300', unit: '1700', monitoringTarget: 'S12', project: 'P-77' };
  const made = await assistant.post<CardView>('/api/meeting-cards', await copied('2026-05-04', { invitation, codes }));
  expect(made.claims).toEqual({ expected: 14, received: 0, missing: 0 });
  expect(made.card).toMatchObject({ codes, start: '2026-05-04T10:00', freeMeals: [{ at: '2026-05-04T12:00' }] });
  const seen = (await (await memberOf('jasen')).get<MeetingView[]>('/api/meetings')).find(({ id }) => id === made.id);
  expect(seen).toMatchObject({ start: '2026-05-04T10:00', fileBy: '2026-07-04', invitation });
});

test('a change that began from another card than the one that stands is refused; one that saw it is not', async () => {
  const made = await assistant.post<CardView>('/api/meeting-cards', await copied('2026-05-18'));
  const path = `/api/meeting-cards/${made.id}`;
  const first = { ...made.card, place: 'Lahti', before: made.card };
  const moved = await assistant.put<CardView>(path, first);
  expect(moved.card.place).toBe('Lahti');
  const late = { ...made.card, place: 'Turku', before: made.card };
  expect(await assistant.refused('PUT', path, late)).toMatchObject({ status: 409, code: 'card-changed-meanwhile' });
  expect((await assistant.get<CardView>(path)).card.place).toBe('Lahti');
  const seen = await assistant.put<CardView>(path, { ...late, before: moved.card });
  expect(seen.card.place).toBe('Turku');
});

test('minus is not called and cannot claim, plus from another group is and can', async () => {
  const [minus, plus] = [await idOf('medlem'), await idOf('hyks5')];
  const made = await assistant.post<CardView>(
    '/api/meeting-cards',
    await copied('2026-03-19', { minus: [minus], plus: [plus] }),
  );
  expect(made.claims.expected).toBe(14);
  expect(made.invited.find(({ id }) => id === plus)).toMatchObject({ position: null });
  expect(made.invited.some(({ id }) => id === minus)).toBe(false);
  const refused = await (await memberOf('medlem')).refused('POST', '/api/claims', { meetingId: made.id });
  expect(refused.code).toBe('not-found');
  const started = await (await memberOf('hyks5')).post<ClaimView>('/api/claims', { meetingId: made.id });
  expect(started.state).toBe('draft');
});

test('a member whose term ends on the day of the meeting can claim for it, one whose term ended the day before cannot', async () => {
  const made = await assistant.post<CardView>('/api/meeting-cards', await copied('2026-03-17'));
  const end = (username: string, termEnd: string) =>
    idOf(username).then((id) => service.deps.db.update(memberships).set({ termEnd }).where(eq(memberships.userId, id)));
  await end('koko7', '2026-03-17');
  await end('koko8', '2026-03-16');
  expect((await (await memberOf('koko7')).post<ClaimView>('/api/claims', { meetingId: made.id })).state).toBe('draft');
  const refused = await (await memberOf('koko8')).refused('POST', '/api/claims', { meetingId: made.id });
  expect(refused).toMatchObject({ status: 404, code: 'not-found' });
});

test.each([
  ['meeting-ends-before-start', { end: '2026-06-01T10:00' }],
  ['meal-not-during-meeting', { freeMeals: [{ at: '2026-06-02T12:00', meal: 'lunch', source: 'organiser' }] }],
  ['person-unknown', { plus: ['00000000-0000-4000-8000-000000000000'] }],
  ['no-file', { invitation: { sha256: 'a'.repeat(64), fileName: 'kutsu.pdf' } }],
  ['invalid-input', { purpose: '   ' }],
  ['invalid-input', { timeZone: 'Europe/Nowhere' }],
] as [string, Partial<CardInput>][])('refused with what to do: %s', async (code, more) => {
  const before = (await assistant.get<CardSummary[]>('/api/meeting-cards')).length;
  expect((await assistant.refused('POST', '/api/meeting-cards', await copied('2026-06-01', more))).code).toBe(code);
  expect(await assistant.get<CardSummary[]>('/api/meeting-cards')).toHaveLength(before);
});

test("a receipt's file cannot be named as an invitation", async () => {
  const member = await memberOf('koko11');
  const claim = await startClaim(member, 'coming');
  const { receipts } = await upload(member, claim.id, 'pohjanrata-lippu-2026.pdf');
  const invitation = { sha256: receipts[0]?.sha256 ?? '', fileName: 'kutsu.pdf' };
  const card = await copied('2026-06-01', { invitation });
  expect((await assistant.refused('POST', '/api/meeting-cards', card)).code).toBe('no-file');
});

test('an invitation is opened by the reading process before it is kept', async () => {
  const whole = await pdf();
  const tries: [string, Uint8Array<ArrayBuffer>, string][] = [
    ['torn.pdf', whole.slice(0, 200), 'invitation-broken'],
    ['kutsu.docx', new TextEncoder().encode('not a PDF'), 'invitation-not-pdf'],
    ['pitkä.pdf', await pdf(21), 'invitation-too-heavy'],
    ['salattu.pdf', new Uint8Array(await encrypted()), 'invitation-encrypted'],
  ];
  for (const [name, bytes, code] of tries) {
    const response = await assistant.request('POST', '/api/invitations', filesForm({ [name]: bytes }));
    const problem = (await response.json()) as ProblemView;
    expect(problem, name).toMatchObject({ code });
    if (code === 'invitation-encrypted') expect(problem.detail).toContain('ilman salasanaa');
  }
  expect(await assistant.post('/api/invitations', filesForm({ 'kutsu.pdf': await pdf(20) }))).toHaveProperty('sha256');
});

test('a card changed after claims were filed changes no sent claim, and tells those who are still writing', async () => {
  const [sender, writer] = [await memberOf('jasen'), await memberOf('koko9')];
  const sent = await fileSimpleClaim(sender);
  const draft = await startClaim(writer);
  expect(draft.meeting.id).toBe(sent.meeting.id);
  expect(await writer.get(`/api/claims/${draft.id}/card-change`)).toEqual({ change: null });
  now = new Date(TODAY.getTime() + 60_000);
  const { card } = await assistant.get<CardView>(`/api/meeting-cards/${sent.meeting.id}`);
  await assistant.put(`/api/meeting-cards/${sent.meeting.id}`, { ...card, place: 'Vantaa', freeMeals: [] });

  const after = await sender.get<ClaimView>(`/api/claims/${sent.id}`);
  expect(after.meetingCard.place).toBe('Helsinki');
  expect(after.meeting.place).toBe('Helsinki');
  expect(after.evaluation).toEqual(sent.evaluation);
  expect((await writer.get<ClaimView>(`/api/claims/${draft.id}`)).meetingCard.place).toBe('Vantaa');
  expect(await writer.get(`/api/claims/${draft.id}/card-change`)).toEqual({
    change: { at: now.toISOString(), fields: ['place', 'freeMeals'] },
  });
  const admin = await memberOf('paakayttaja');
  const told = (await admin.get<MailView[]>('/api/mails')).filter(({ subject }) =>
    subject.includes('tietoja on muutettu'),
  );
  expect(told.map(({ to }) => to)).toEqual(['koko9@example.invalid']);
  const document = await until(
    () => sender.request('GET', `/api/claims/${sent.id}/document`),
    (response) => response.status === 200,
  );
  expect((await document.arrayBuffer()).byteLength).toBeGreaterThan(10_000);
  now = TODAY;
});

test('a group that has claims for the meeting cannot be changed for another', async () => {
  const { card } = await assistant.get<CardView>(`/api/meeting-cards/${group.lastMeetingId}`);
  const other = (await assistant.get<GroupView[]>('/api/groups')).find(({ id }) => id !== card.groupId);
  const held = (await assistant.get<CardSummary[]>('/api/meeting-cards')).find(({ claims }) => claims.received > 0);
  const view = await assistant.get<CardView>(`/api/meeting-cards/${held?.id}`);
  const change = { ...view.card, groupId: other?.id };
  expect((await assistant.refused('PUT', `/api/meeting-cards/${held?.id}`, change)).code).toBe('group-has-claims');
});

test('who has not sent a claim is asked once a day, who has is not asked at all', async () => {
  const past = (await assistant.get<CardSummary[]>('/api/meeting-cards')).find(
    ({ start }) => start === '2026-03-10T10:00',
  );
  const path = `/api/meeting-cards/${past?.id}`;
  const before = await assistant.get<CardView>(path);
  expect(before.claims.received + before.claims.missing).toBe(before.claims.expected);
  const [one] = before.invited.filter(({ claim }) => !claim?.submitted);
  expect(await assistant.post<Reminded>(`${path}/reminders`, { userIds: [one?.id] })).toEqual({
    reminded: 1,
    alreadyToday: 0,
  });
  const { missing } = before.claims;
  expect(await assistant.post<Reminded>(`${path}/reminders`, {})).toEqual({ reminded: missing - 1, alreadyToday: 1 });
  expect(await assistant.post<Reminded>(`${path}/reminders`, {})).toEqual({ reminded: 0, alreadyToday: missing });
  const after = await assistant.get<CardView>(path);
  expect(after.invited.filter(({ remindedAt }) => remindedAt !== null)).toHaveLength(missing);
  const sent = after.invited.find(({ claim }) => claim?.submitted);
  expect(await assistant.post<Reminded>(`${path}/reminders`, { userIds: [sent?.id] })).toEqual({
    reminded: 0,
    alreadyToday: 0,
  });
  await clock(new Date(TODAY.getTime() + DAY_MS));
  expect((await assistant.post<Reminded>(`${path}/reminders`, { userIds: [one?.id] })).reminded).toBe(1);
  await clock(TODAY);
  const mails = await (await memberOf('paakayttaja')).get<MailView[]>('/api/mails');
  const asked = mails.filter(({ subject }) => subject.startsWith('Muistutus') || subject.startsWith('Påminnelse'));
  expect(asked).toHaveLength(missing + 1);
  expect(asked.every(({ text }) => text.includes('10.5.2026'))).toBe(true);
  expect(asked.every(({ subject }) => !/\d/.test(subject))).toBe(true);
});

test('nobody is asked before the meeting has ended: at its last minute no, at its end yes', async () => {
  const made = await assistant.post<CardView>('/api/meeting-cards', await copied('2026-04-15'));
  const path = `/api/meeting-cards/${made.id}/reminders`;
  await clock(new Date('2026-04-15T12:29:59Z'));
  expect((await assistant.refused('POST', path, {})).code).toBe('meeting-not-held');
  await clock(new Date('2026-04-15T12:30:00Z'));
  expect((await assistant.post<Reminded>(path, {})).reminded).toBeGreaterThan(10);
  await clock(TODAY);
});
