import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FilingForView, PermissionsView, PrincipalView } from '../../src/claim/filing-views.ts';
import type { ClaimSummary, ClaimView, MailView, SessionView } from '../../src/claim/views.ts';
import { users } from '../../src/store/schema.ts';
import { Client } from '../client.ts';
import { askToConfirm, fillFor, permit, revoke, startFor } from '../delegating.ts';
import { allRead, approve, documentReady, fixture, save, sign, upload } from '../filing.ts';
import { type TestService, testService } from '../service.ts';

/** Filing for another over HTTP: the permission, the draft, the member's signature, and both names. */

let service: TestService;
let now = new Date('2026-03-22T09:00:00Z');
const ids = new Map<string, string>();

async function signedIn(username: string): Promise<Client> {
  const client = new Client(service.address);
  const { user } = await client.signIn(username);
  ids.set(username, user?.id ?? '');
  return client;
}
const idOf = (username: string): string => ids.get(username) ?? '';

/** Accounts that claims of others do not touch: each test has a member of its own. */
let [medlem, jasen, sihteeri, assistant, admin]: Client[] = [];
const the = (client: Client | undefined): Client => {
  if (!client) throw new Error('nobody is signed in yet');
  return client;
};

beforeAll(async () => {
  service = await testService('pglite', { now: () => now });
  [medlem, jasen, sihteeri, assistant, admin] = [
    await signedIn('medlem'),
    await signedIn('jasen'),
    await signedIn('sihteeri'),
    await signedIn('assistentti'),
    await signedIn('paakayttaja'),
  ];
});
afterAll(() => service?.stop());

/** Why a request is refused. */
const denied = async (client: Client, path: string, body?: unknown): Promise<string> =>
  (await client.refused('POST', path, body)).code;

const mailsTo = async (username: string): Promise<MailView[]> =>
  (await the(admin).get<MailView[]>('/api/mails')).filter(({ to }) => to === `${username}@example.invalid`);
const hasMail = async (username: string, subject: string): Promise<boolean> =>
  (await mailsTo(username)).some((mail) => mail.subject === subject);

test('a member lets a person file until a day: both are told, and nobody is named in a subject', async () => {
  const id = await permit(the(medlem), 'assistentti', '2026-03-22');
  expect(await the(assistant).get<PrincipalView[]>('/api/filing-for')).toEqual([
    { id: idOf('medlem'), name: expect.any(String), until: '2026-03-22' },
  ]);
  expect(await hasMail('assistentti', 'Saat tehdä matkalaskuja toisen puolesta')).toBe(true);
  expect(await hasMail('medlem', 'Du gav fullmakt att göra reseräkningar för dig')).toBe(true);
  const { name } = (await the(medlem).get<SessionView>('/api/session')).user ?? { name: '' };
  const told = [...(await mailsTo('assistentti')), ...(await mailsTo('medlem'))];
  expect(told.some(({ text }) => text.includes(name))).toBe(true);
  expect(told.some(({ subject }) => subject.includes(name) || /\d/.test(subject))).toBe(false);
  await revoke(the(medlem), id);
  expect(await hasMail('assistentti', 'Valtuutus tehdä matkalaskuja toisen puolesta on päättynyt')).toBe(true);
  expect((await the(medlem).refused('POST', `/api/filing-permissions/${id}/revocation`)).code).toBe('not-found');
});

test('nobody, oneself, one who cannot file and one who cannot sign in are refused alike, and names are not tried through', async () => {
  const member = await signedIn('koko7');
  await service.deps.db.update(users).set({ disabledAt: now }).where(eq(users.username, 'koko8'));
  const until = '2026-12-31';
  const codes: string[] = [];
  for (const person of ['ei-ketaan', 'koko7', 'talous', 'koko8', 'KOKO9@example.invalid', 'koko10']) {
    const answer = await member.request('POST', '/api/filing-permissions', { person, until });
    const told = (await answer.json()) as { code?: string };
    codes.push(told.code ?? 'given');
  }
  // The sixth within a minute is not even looked at.
  expect(codes).toEqual([...Array(4).fill('delegate-unknown'), 'given', 'too-many-attempts']);
});

test('from permission to sealed document: filed, given back with a word, mended, confirmed, with both names on all of it', async () => {
  const permission = await permit(the(medlem), 'sihteeri');
  const before = await the(sihteeri).get<FilingForView>(`/api/filing-for/${idOf('medlem')}`);
  expect(before.meetings.length).toBeGreaterThan(0);
  expect(before.claims).toEqual([]);
  expect(JSON.stringify(before)).not.toMatch(/cents|iban/i);

  const started = await startFor(the(sihteeri), idOf('medlem'));
  await upload(the(sihteeri), started.id, 'pohjanrata-lippu-2026.pdf');
  const read = await allRead(the(sihteeri), started.id);
  // The receipt is the member's: both see it, and nobody else does.
  const receipt = read.receipts[0]?.id ?? '';
  for (const client of [the(sihteeri), the(medlem)]) {
    expect((await client.request('GET', `/api/receipts/${receipt}/pages/1`)).status).toBe(200);
  }
  expect((await the(jasen).request('GET', `/api/receipts/${receipt}/pages/1`)).status).toBe(404);
  await the(sihteeri).request('DELETE', `/api/receipts/${receipt}`);
  const filled = await fillFor(
    the(sihteeri),
    await the(sihteeri).get(`/api/claims/${started.id}`),
    'FI2112345600000785',
  );
  expect(filled.evaluation?.totals.payableCents).toBeGreaterThan(0);
  expect(filled.may).toMatchObject({ edit: true, submit: false, askConfirmation: true });
  expect((await the(sihteeri).refused('POST', `/api/claims/${started.id}/submission`, {})).code).toBe('not-found');

  const asked = await askToConfirm(the(sihteeri), filled);
  expect(asked.may).toMatchObject({ edit: false, takeBack: true, askConfirmation: false });
  expect(await hasMail('medlem', 'Din reseräkning väntar på din bekräftelse')).toBe(true);
  const refused = await the(sihteeri).refused('PUT', `/api/claims/${started.id}`, asked);
  expect(refused.code).toBe('invalid-input');
  const edit = { revision: asked.revision, draft: asked.draft };
  expect((await the(sihteeri).refused('PUT', `/api/claims/${started.id}`, edit)).code).toBe('awaits-member');
  expect((await the(assistant).refused('GET', `/api/claims/${started.id}`)).code).toBe('not-found');

  const [summary] = await the(medlem).get<ClaimSummary[]>('/api/claims');
  const { name: secretary } = (await the(sihteeri).get<SessionView>('/api/session')).user ?? { name: '' };
  expect(summary).toMatchObject({ filedBy: [secretary], asked: { by: secretary }, state: 'draft' });

  const path = `/api/claims/${started.id}/giving-back`;
  expect((await the(medlem).refused('POST', path, { message: ' ' })).code).toBe('message-missing');
  const given = await the(medlem).post<ClaimView>(path, { message: 'Jag for redan klockan sex.' });
  expect(given.asked).toBe(null);
  expect((await the(medlem).refused('POST', path, { message: 'igen' })).code).toBe('wrong-state');
  expect(await hasMail('sihteeri', 'Puolesta tekemäsi matkalasku tuli takaisin')).toBe(true);
  const back = await the(sihteeri).get<ClaimView>(`/api/claims/${started.id}`);
  expect(back.givenBack?.text).toBe('Jag for redan klockan sex.');
  const { trip } = back.draft;
  const mended = await save(the(sihteeri), back, { ...back.draft, trip: { ...trip, start: '2026-03-10T06:00' } });
  await askToConfirm(the(sihteeri), mended);

  // The member edits it first, and signs.
  const mine = await the(medlem).get<ClaimView>(`/api/claims/${started.id}`);
  expect(mine.draft.payment.iban).toBe('FI2112345600000785');
  const edited = await save(the(medlem), mine, {
    ...mine.draft,
    trip: { ...mine.draft.trip, end: '2026-03-10T18:20' },
  });
  expect(edited.asked?.by).toBe(secretary);
  const sent = await sign(the(medlem), edited);
  expect(sent).toMatchObject({ state: 'submitted', asked: null, filedBy: [secretary], givenBack: null });
  expect(sent.versions).toMatchObject([{ version: 1, filedBy: [secretary] }]);
  expect(await hasMail('sihteeri', 'Puolesta tekemäsi matkalasku on lähetetty')).toBe(true);
  // On its way it is none of the secretary's any more, but for where it is.
  expect((await the(sihteeri).refused('GET', `/api/claims/${started.id}`)).code).toBe('not-found');
  const after = await the(sihteeri).get<FilingForView>(`/api/filing-for/${idOf('medlem')}`);
  expect(after.claims).toMatchObject([{ id: started.id, state: 'submitted', mayOpen: false, isAsked: false }]);

  const examined = await the(assistant).get<ClaimView>(`/api/claims/${started.id}`);
  expect(examined).toMatchObject({ filedBy: [secretary], member: { name: mine.member.name } });
  await documentReady(the(assistant), started.id);

  const { permissions, deeds } = await the(medlem).get<PermissionsView>('/api/filing-permissions');
  expect(permissions.find(({ id }) => id === permission)).toMatchObject({ name: secretary, holds: true });
  expect(new Set(deeds.map(({ action }) => action))).toEqual(
    new Set(['claim-started', 'receipt-added', 'receipt-removed', 'confirmation-asked']),
  );
  expect(new Set(deeds.map(({ claim, by }) => `${by} ${claim}`))).toEqual(new Set([`${secretary} ${started.number}`]));
});

test('an account number the member remembers is hidden from who files, and stays as it was', async () => {
  const member = await signedIn('koko5');
  const { user } = await member.get<SessionView>('/api/session');
  await service.deps.db
    .update(users)
    .set({ iban: 'FI2112345600000785' })
    .where(eq(users.id, user?.id ?? ''));
  await permit(member, 'sihteeri');
  const { meetings } = await the(sihteeri).get<FilingForView>(`/api/filing-for/${user?.id}`);
  const claim = await the(sihteeri).post<ClaimView>(`/api/filing-for/${user?.id}/claims`, {
    meetingId: meetings[0]?.id,
  });
  expect(claim.draft.payment.iban).toBe('FI** **** **** **07 85');
  expect(JSON.stringify(claim)).not.toContain('123456');
  const saved = await save(the(sihteeri), claim, claim.draft);
  expect(saved.missing.some(({ path }) => path === 'payment.iban')).toBe(false);
  const mine = () => member.get<ClaimView>(`/api/claims/${claim.id}`);
  expect((await mine()).draft.payment.iban).toBe('FI2112345600000785');
  const other = { ...saved.draft, payment: { ...saved.draft.payment, iban: 'FI3718 8235 0000 0029' } };
  await save(the(sihteeri), saved, other);
  expect((await mine()).draft.payment.iban).toBe('FI3718 8235 0000 0029');
});

test('an assistant who filed a claim decides nothing of it, returned or not, while the permission holds and after', async () => {
  const member = await signedIn('koko1');
  const other = await signedIn('koko2');
  await service.deps.db
    .update(users)
    .set({ roles: ['assistant'] })
    .where(eq(users.username, 'koko2'));
  const permission = await permit(member, 'assistentti');
  const started = await startFor(the(assistant), idOf('koko1'));
  const filled = await fillFor(the(assistant), started, 'FI2112345600000785');
  await askToConfirm(the(assistant), filled);
  const first = await sign(member, await member.get(`/api/claims/${started.id}`));

  const steps = async (client: Client): Promise<string[]> => {
    const { revision } = await member.get<ClaimView>(`/api/claims/${first.id}`);
    const path = `/api/claims/${first.id}`;
    const decision = { kind: 'ask', subject: 'trip', question: 'Miksi?' };
    const asks = [
      ['approval', { revision, checklist: [] }],
      ['return', { message: 'Korjaa', revision }],
      ['correction', { revision }],
      ['review/decisions', { lastAct: 0, decision }],
      ['originals', undefined],
      ['duplicates/decisions', { receiptId: first.id, otherReceiptId: first.id, dismissed: true, reason: 'x' }],
    ] as const;
    const codes: string[] = [];
    for (const [step, body] of asks) codes.push(await denied(client, `${path}/${step}`, body));
    return codes;
  };
  expect(await steps(the(assistant))).toEqual(Array(6).fill('own-claim'));
  const review = await the(assistant).get<{ may: Record<string, boolean> }>(`/api/claims/${first.id}/review`);
  expect(Object.values(review.may)).toEqual(Object.values(review.may).map(() => false));
  await revoke(member, permission);
  expect(await steps(the(assistant))).toEqual(Array(6).fill('own-claim'));

  // Another returns it; the member mends it alone, and it is still not the assistant's who filed the first version.
  await other.post(`/api/claims/${first.id}/return`, { message: 'Tarkista kellonaika' });
  expect(
    (await the(assistant).refused('PUT', `/api/claims/${first.id}`, { revision: 0, draft: first.draft })).code,
  ).toBe('not-allowed');
  const back = await member.get<ClaimView>(`/api/claims/${first.id}`);
  const [question] = await member.get<{ id: number }[]>(`/api/claims/${first.id}/questions`);
  await member.put(`/api/claims/${first.id}/questions/${question?.id}/answer`, { text: 'Se on oikein.' });
  const second = await sign(member, await member.get(`/api/claims/${back.id}`));
  expect(second.versions.map(({ version, filedBy }) => [version, filedBy.length])).toEqual([
    [1, 1],
    [2, 1],
  ]);
  expect(await steps(the(assistant))).toEqual(Array(6).fill('own-claim'));
  expect((await approve(other, first.id)).state).toBe('approved');
});

test('who filed a claim is no second person either: neither the second approver nor the checker of its account', async () => {
  const small = await testService('pglite', { env: { APPROVAL_SECOND_OVER_EUROS: '1' } });
  try {
    const [member, filer, first] = [new Client(small.address), new Client(small.address), new Client(small.address)];
    const memberId = (await member.signIn('koko1')).user?.id ?? '';
    await filer.signIn('assistentti');
    await small.deps.db
      .update(users)
      .set({ roles: ['assistant'] })
      .where(eq(users.username, 'koko2'));
    await first.signIn('koko2');
    await permit(member, 'assistentti');
    const filled = await fillFor(filer, await startFor(filer, memberId), 'FI2112345600000785');
    await askToConfirm(filer, filled);
    const sent = await sign(member, await member.get(`/api/claims/${filled.id}`));
    const begun = await approve(first, sent.id);
    expect(begun.state).toBe('awaiting-second');
    const second = { revision: begun.revision, checklist: [] };
    expect(await denied(filer, `/api/claims/${sent.id}/approval`, second)).toBe('own-claim');
    expect(await denied(first, `/api/claims/${sent.id}/approval`, second)).toBe('same-approver');
    await small.deps.db
      .update(users)
      .set({ roles: ['assistant'] })
      .where(eq(users.username, 'koko7'));
    const third = new Client(small.address);
    await third.signIn('koko7');
    expect((await approve(third, sent.id)).state).toBe('approved');
    const check = { claimId: sent.id, iban: 'FI2112345600000785' };
    expect(await denied(filer, '/api/iban-checks', check)).toBe('own-claim');
  } finally {
    await small.stop();
  }
}, 240_000);

test('a permission that is revoked in the middle leaves its delegate nothing, its open phone neither, and the draft to the member', async () => {
  const member = await signedIn('koko11');
  const permission = await permit(member, 'sihteeri');
  const claim = await startFor(the(sihteeri), idOf('koko11'));
  const saved = await fillFor(the(sihteeri), claim);
  const { token } = await the(sihteeri).post<{ token: string }>(`/api/claims/${claim.id}/handover`);
  const phone = () =>
    new Client(service.address).request('GET', '/api/handover', undefined, { 'x-upload-pass': token });
  expect((await phone()).status).toBe(200);
  const begun = await the(sihteeri).request('POST', `/api/uploads?claimId=${claim.id}`, undefined, {
    'tus-resumable': '1.0.0',
    'upload-length': String(fixture('pohjanrata-lippu-2026.pdf').byteLength),
    'upload-metadata': `filename ${Buffer.from('lippu.pdf').toString('base64')}`,
  });
  expect(begun.status).toBe(201);
  const uploadPath = new URL(begun.headers.get('location') ?? '', service.address).pathname;
  const goOn = () =>
    the(sihteeri).request('PATCH', uploadPath, fixture('pohjanrata-lippu-2026.pdf'), {
      'tus-resumable': '1.0.0',
      'upload-offset': '0',
      'content-type': 'application/offset+octet-stream',
    });

  await revoke(member, permission);
  expect((await phone()).status).toBe(401);
  expect((await goOn()).status).toBe(404);
  const put = { revision: saved.revision, draft: saved.draft };
  expect((await the(sihteeri).refused('PUT', `/api/claims/${claim.id}`, put)).code).toBe('not-found');
  expect((await the(sihteeri).refused('GET', `/api/claims/${claim.id}`)).code).toBe('not-found');
  expect((await the(sihteeri).refused('POST', `/api/claims/${claim.id}/confirmation`, { revision: 1 })).code).toBe(
    'not-allowed',
  );
  const kept = await member.get<ClaimView>(`/api/claims/${claim.id}`);
  expect(kept.draft.trip.start).toBe('2026-03-10T06:40');
  expect(kept.may).toMatchObject({ edit: true, submit: true });
});

test('asked and then revoked: the member signs or mends it, and is told that nobody is left to give it back to', async () => {
  const member = await signedIn('koko12');
  const permission = await permit(member, 'sihteeri');
  const filled = await fillFor(the(sihteeri), await startFor(the(sihteeri), idOf('koko12')), 'FI2112345600000785');
  await askToConfirm(the(sihteeri), filled);
  await revoke(member, permission);
  const back = await member.refused('POST', `/api/claims/${filled.id}/giving-back`, { message: 'Korjaa' });
  expect(back.code).toBe('permission-ended');
  expect((await sign(member, await member.get(`/api/claims/${filled.id}`))).state).toBe('submitted');
});

test('the delegate takes the asking back, and one of two who may file mends what the other filed only before it is sent', async () => {
  const member = await signedIn('koko13');
  const second = await signedIn('koko14');
  await permit(member, 'sihteeri');
  await permit(member, 'koko14');
  const filled = await fillFor(the(sihteeri), await startFor(the(sihteeri), idOf('koko13')), 'FI2112345600000785');
  await askToConfirm(the(sihteeri), filled);
  const taken = (await (
    await the(sihteeri).request('DELETE', `/api/claims/${filled.id}/confirmation`)
  ).json()) as ClaimView;
  expect(taken).toMatchObject({ asked: null, may: { edit: true, takeBack: false } });
  const theirs = await second.get<ClaimView>(`/api/claims/${filled.id}`);
  const saved = await save(second, theirs, { ...theirs.draft, lateReason: '' });
  expect(saved.filedBy).toHaveLength(2);
  const sent = await sign(member, await member.get(`/api/claims/${filled.id}`));
  expect(sent.versions[0]?.filedBy).toHaveLength(2);
});

test('the permission is given for at least today and at most two years', async () => {
  const codes: (string | undefined)[] = [];
  for (const until of ['2026-03-21', '2028-03-23']) {
    codes.push((await the(jasen).refused('POST', '/api/filing-permissions', { person: 'medlem', until })).code);
  }
  expect(codes).toEqual(['permission-days-wrong', 'permission-days-wrong']);
  for (const until of ['2026-03-22', '2028-03-22']) await permit(the(jasen), 'medlem', until);
  // Given again it is one permission, until the later day.
  const { permissions } = await the(jasen).get<PermissionsView>('/api/filing-permissions');
  const standing = permissions.filter(({ holds, name }) => holds && name !== 'Siiri Sihteerivirta');
  expect(standing.map(({ until }) => until)).toEqual(['2028-03-22']);
});

// The last of all: whoever signs in later ends the sessions that have run out.
test('the permission holds on its last day in Finland and not a minute longer', async () => {
  await permit(the(jasen), 'assistentti', '2026-03-23');
  const principals = async (at: string): Promise<number> => {
    now = new Date(at);
    return (await (await signedIn('assistentti')).get<PrincipalView[]>('/api/filing-for')).length;
  };
  expect(await principals('2026-03-23T21:59:59Z')).toBe(1);
  expect(await principals('2026-03-23T22:00:00Z')).toBe(0);
  const late = await (await signedIn('assistentti')).refused('GET', `/api/filing-for/${idOf('jasen')}`);
  expect(late.code).toBe('not-allowed');
});
