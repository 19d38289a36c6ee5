import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ClaimView } from '../../src/claim/views.ts';
import { tokenHash } from '../../src/identity/token.ts';
import { permit, revoke } from '../../src/store/filing-permissions.ts';
import { users } from '../../src/store/schema.ts';
import { startUpload } from '../../src/store/uploads.ts';
import { Client } from '../client.ts';
import { allRead, approve, dayTrip, expenseFor, save, sign, startClaim, upload } from '../filing.ts';
import { type TestService, TODAY, testService } from '../service.ts';

/** Every route × every role × one's own and somebody else's thing. A route that is not in the table fails the test. */

/** The phone is signed in as nobody and holds a pass for the uploads of another claim of the owner's. */
type Who = 'nobody' | 'phone' | 'owner' | 'other' | 'assistant' | 'finance' | 'admin';
/** Whom the owner lets file for them, and who was let until yesterday, or until it was revoked: all members themselves. */
type Delegate = 'delegate' | 'ended' | 'revoked';
const delegates: Delegate[] = ['delegate', 'ended', 'revoked'];
const everyone: Who[] = ['nobody', 'phone', 'owner', 'other', 'assistant', 'finance', 'admin'];
const signedIn: Who[] = ['owner', 'other', 'assistant', 'finance', 'admin'];

const allowed: Record<string, Who[]> = {
  'GET /api/health': everyone,
  'GET /api/session': everyone,
  'POST /api/session': everyone,
  'DELETE /api/session': signedIn,
  'PUT /api/session/language': signedIn,
  'POST /api/verification': everyone,
  'GET /api/rules': signedIn,
  'GET /api/rules/{id}/foreign': signedIn,
  'GET /api/meetings': ['owner', 'other'],
  'GET /api/meetings/{id}/invitation': ['owner', 'other', 'assistant'],
  'GET /api/groups': ['assistant', 'admin'],
  'POST /api/groups': ['assistant', 'admin'],
  'POST /api/imports': ['assistant', 'admin'],
  'GET /api/samples': everyone,
  'POST /api/samples': ['admin'],
  'POST /api/samples/{id}/secret': ['admin'],
  'GET /api/people': ['admin'],
  'POST /api/people': ['admin'],
  'PUT /api/people/{id}': ['admin'],
  'POST /api/people/{id}/link': ['admin'],
  'POST /api/password': everyone,
  'GET /api/meeting-cards': ['assistant'],
  'POST /api/meeting-cards': ['assistant'],
  'GET /api/meeting-cards/{id}': ['assistant'],
  'PUT /api/meeting-cards/{id}': ['assistant'],
  'POST /api/meeting-cards/{id}/reminders': ['assistant'],
  'POST /api/invitations': ['assistant'],
  'GET /api/claims/{id}/card-change': ['owner'],
  'GET /api/claims': ['owner', 'other'],
  'POST /api/claims': ['owner', 'other'],
  'GET /api/claims/{id}': ['owner', 'assistant'],
  'PUT /api/claims/{id}': ['owner'],
  'POST /api/claims/{id}/submission': ['owner'],
  'GET /api/claims/{id}/document': ['owner', 'assistant', 'finance'],
  'GET /api/claims/{id}/versions/{version}/document': ['owner', 'assistant', 'finance'],
  'GET /api/claims/{id}/finance-copy': ['finance'],
  'GET /api/claims/{id}/versions/{version}/finance-copy': ['finance'],
  'POST /api/claims/{id}/sealing': ['assistant'],
  'POST /api/claims/{id}/return': ['assistant'],
  'POST /api/claims/{id}/approval': ['assistant'],
  'POST /api/claims/{id}/approval/undo': ['assistant'],
  'POST /api/claims/{id}/approval/prolongation': ['assistant'],
  'GET /api/review/undoable': ['assistant'],
  'POST /api/claims/{id}/originals': ['assistant'],
  'GET /api/claims/{id}/originals': ['owner', 'assistant', 'finance'],
  'POST /api/claims/{id}/originals/marks': ['assistant'],
  'POST /api/claims/{id}/originals/forms': ['owner'],
  'POST /api/claims/{id}/originals/reminder': ['assistant'],
  'GET /api/claims/{id}/cover-sheet': ['owner', 'assistant'],
  'GET /api/claims/{id}/letters': ['owner', 'assistant'],
  'GET /api/claims/{id}/letters/{number}/document': ['owner', 'assistant'],
  'GET /api/remedy-text': ['admin'],
  'PUT /api/remedy-text': ['admin'],
  'GET /api/originals': ['assistant'],
  'GET /api/originals/sheet': ['assistant'],
  'GET /api/claims/{id}/review': ['assistant'],
  'POST /api/claims/{id}/review/decisions': ['assistant'],
  'POST /api/claims/{id}/review/undo': ['assistant'],
  'POST /api/claims/{id}/review/checklist': ['assistant'],
  'POST /api/claims/{id}/account-check': ['assistant'],
  'POST /api/claims/{id}/correction': ['assistant'],
  'POST /api/claims/{id}/correction/withdrawal': ['assistant'],
  'GET /api/claims/{id}/correction': ['owner', 'assistant'],
  'POST /api/claims/{id}/correction/replies': ['owner'],
  'GET /api/claims/{id}/questions': ['owner', 'assistant'],
  'PUT /api/claims/{id}/questions/{question}/answer': ['owner'],
  'GET /api/review/filters': ['assistant'],
  'POST /api/review/filters': ['assistant'],
  'DELETE /api/review/filters/{id}': ['assistant'],
  'GET /api/claims/{id}/duplicates': ['assistant'],
  'POST /api/claims/{id}/duplicates/decisions': ['assistant'],
  'POST /api/receipts': ['owner'],
  'POST /api/uploads': ['owner'],
  'GET /api/uploads/{id}': ['owner'],
  'HEAD /api/uploads/{id}': ['owner'],
  'PATCH /api/uploads/{id}': ['owner'],
  'DELETE /api/uploads/{id}': ['owner'],
  'GET /api/receipts/{id}': ['owner', 'assistant'],
  'GET /api/receipts/{id}/file': ['owner', 'assistant'],
  'GET /api/receipts/{id}/pages/{page}': ['owner', 'assistant'],
  'DELETE /api/receipts/{id}': ['owner'],
  'POST /api/receipts/{id}/reading': ['owner'],
  'POST /api/receipts/{id}/restoration': ['owner'],
  'POST /api/claims/{id}/handover': ['owner'],
  'GET /api/claims/{id}/handover': ['owner'],
  'DELETE /api/claims/{id}/handover': ['owner'],
  'GET /api/handover': ['phone'],
  'POST /api/handover/uploads': ['phone'],
  'GET /api/handover/uploads/{id}': ['phone'],
  'HEAD /api/handover/uploads/{id}': ['phone'],
  'PATCH /api/handover/uploads/{id}': ['phone'],
  'DELETE /api/handover/uploads/{id}': ['phone'],
  'GET /api/own-groups': ['owner', 'other'],
  'POST /api/told-meetings': ['owner', 'other'],
  'PUT /api/claims/{id}/meeting': ['owner'],
  'POST /api/claims/{id}/invitation': ['owner'],
  'GET /api/filing-permissions': ['owner', 'other'],
  'POST /api/filing-permissions': ['owner', 'other'],
  'POST /api/filing-permissions/{id}/revocation': ['owner', 'other'],
  'GET /api/filing-for': ['owner', 'other', 'assistant'],
  'GET /api/filing-for/{id}': [],
  'POST /api/filing-for/{id}/claims': [],
  'POST /api/claims/{id}/confirmation': [],
  'DELETE /api/claims/{id}/confirmation': [],
  'POST /api/claims/{id}/giving-back': ['owner'],
  'GET /api/remembered': ['owner', 'other'],
  'PUT /api/remembered': ['owner', 'other'],
  'GET /api/review': ['assistant'],
  'GET /api/payable': ['finance'],
  'GET /api/batches': ['finance'],
  'POST /api/batches': ['finance'],
  'GET /api/batches/{number}': ['finance'],
  'POST /api/batches/preview': ['finance'],
  'GET /api/batches/{number}/files/{kind}': ['finance'],
  'POST /api/batches/{number}/sending': ['finance'],
  'POST /api/batches/{number}/reversal': ['finance'],
  'POST /api/batches/{number}/responses': ['finance'],
  'POST /api/iban-checks': ['assistant', 'finance'],
  'GET /api/reports/{subject}': ['finance'],
  'GET /api/reports/{subject}/{form}': ['finance'],
  'GET /api/incomes-register': ['finance'],
  'GET /api/finance-settings': ['finance'],
  'PUT /api/finance-settings': ['finance'],
  'GET /api/machine-clients': ['admin'],
  'POST /api/machine-clients': ['admin'],
  'POST /api/machine-clients/{id}/revocation': ['admin'],
  'GET /api/machine/batches': [],
  'GET /api/machine/batches/{number}/files/{kind}': [],
  'POST /api/machine/responses': [],
  'GET /api/accuracy': ['admin'],
  'GET /api/audit': ['admin'],
  'GET /api/jobs': ['admin'],
  'GET /api/sealing': ['admin'],
  'POST /api/jobs/{queue}/{id}/retry': ['admin'],
  'GET /api/mails': ['admin'],
  'GET /api/revisions': ['admin'],
  'GET /api/revisions/{id}/impact': ['admin'],
  'POST /api/revisions/{id}/activation': ['admin'],
};

/** What the owner's delegate may of the owner's draft, beside what any member may. */
const delegated = new Set([
  'GET /api/filing-for/{id}',
  'POST /api/filing-for/{id}/claims',
  'GET /api/claims/{id}',
  'PUT /api/claims/{id}',
  'POST /api/claims/{id}/confirmation',
  'DELETE /api/claims/{id}/confirmation',
  'GET /api/claims/{id}/card-change',
  'GET /api/claims/{id}/questions',
  'PUT /api/claims/{id}/questions/{question}/answer',
  'PUT /api/claims/{id}/meeting',
  'POST /api/claims/{id}/invitation',
  'POST /api/receipts',
  'POST /api/uploads',
  'GET /api/uploads/{id}',
  'HEAD /api/uploads/{id}',
  'PATCH /api/uploads/{id}',
  'DELETE /api/uploads/{id}',
  'GET /api/receipts/{id}',
  'GET /api/receipts/{id}/file',
  'GET /api/receipts/{id}/pages/{page}',
  'DELETE /api/receipts/{id}',
  'POST /api/receipts/{id}/reading',
  'POST /api/receipts/{id}/restoration',
  'POST /api/claims/{id}/handover',
  'GET /api/claims/{id}/handover',
  'DELETE /api/claims/{id}/handover',
]);

/** Statuses that mean that the door stayed shut; a thing that is not yours is not found. */
const SHUT = new Set([401, 403, 404]);

let service: TestService;
let claim: ClaimView;
const uploadId = randomUUID();
const passUploadId = randomUUID();
/** The owner's draft that the delegates come to. */
let draft: ClaimView;
let token = '';
const usernames: Record<Exclude<Who, 'nobody' | 'phone'>, string> = {
  owner: 'jasen',
  other: 'medlem',
  assistant: 'assistentti',
  finance: 'talous',
  admin: 'paakayttaja',
};

async function clientOf(who: Who): Promise<Client> {
  const client = new Client(service.address);
  if (who !== 'nobody' && who !== 'phone') await client.signIn(usernames[who]);
  return client;
}

const delegateNames: Record<Delegate, string> = { delegate: 'koko7', ended: 'koko8', revoked: 'koko9' };
const delegateUploads: Record<Delegate, string> = {
  delegate: randomUUID(),
  ended: randomUUID(),
  revoked: randomUUID(),
};
const delegateClients = new Map<Delegate, Client>();

/** Lets the three file for the owner, and ends it for two of them; each has a file on its way to the owner's draft. */
async function letDelegates(): Promise<void> {
  const { db } = service.deps;
  const memberId = claim.member.id;
  for (const who of delegates) {
    const client = new Client(service.address);
    const delegateId = (await client.signIn(delegateNames[who])).user?.id ?? '';
    delegateClients.set(who, client);
    const until = who === 'ended' ? '2026-03-21' : '2026-03-22';
    const id = await permit(db, { memberId, delegateId, until, at: TODAY });
    if (who === 'revoked') await revoke(db, id, memberId, TODAY);
    const begun = { claimId: draft.id, ownerId: delegateId, fileName: 'kuitti.jpg', sizeBytes: 10, createdAt: TODAY };
    await startUpload(db, { ...begun, id: delegateUploads[who] });
  }
}

/** One session a person for the whole table; signing in is slow on purpose. */
const sessions = new Map<Who, Client>();

beforeAll(async () => {
  service = await testService('pglite');
  const owner = await clientOf('owner');
  const started = await startClaim(owner);
  await upload(owner, started.id, 'pohjanrata-lippu-2026.pdf');
  const read = await allRead(owner, started.id);
  const expenses = read.receipts.map((receipt) => expenseFor(receipt));
  const saved = await save(owner, read, { ...dayTrip(read.draft, '2026-03-10'), expenses });
  claim = await sign(owner, saved);
  const begun = { id: uploadId, claimId: claim.id, ownerId: claim.member.id, fileName: 'kuitti.jpg', sizeBytes: 10 };
  await startUpload(service.deps.db, { ...begun, createdAt: TODAY });
  const coming = await startClaim(owner, 'coming');
  token = (await owner.post<{ token: string }>(`/api/claims/${coming.id}/handover`)).token;
  const byPhone = { ...begun, id: passUploadId, claimId: coming.id, passHash: tokenHash(token) };
  await startUpload(service.deps.db, { ...byPhone, createdAt: TODAY });
  for (const who of everyone) sessions.set(who, await clientOf(who));
  await upload(owner, coming.id, 'pohjanrata-lippu-2026.pdf');
  draft = await allRead(owner, coming.id);
  await letDelegates();
});
afterAll(() => service?.stop());

type Operations = { paths: Record<string, Record<string, unknown>> };

test('the table names every route of the API, and no other', async () => {
  const { paths } = await new Client(service.address).get<Operations>('/api/openapi.json');
  const routes = Object.entries(paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(routes.toSorted()).toEqual(Object.keys(allowed).toSorted());
});

/** The things of the owner's sent claim, or those of the draft the delegates come to. */
type Things = { of: ClaimView; upload: string };

function idFor(template: string, { of, upload: uploading }: Things): string | undefined {
  if (template.startsWith('/api/receipts/')) return of.receipts[0]?.id;
  if (template.startsWith('/api/uploads/')) return uploading;
  if (template.startsWith('/api/filing-for/')) return of.member.id;
  if (template.startsWith('/api/people/')) return claim.member.id;
  if (/^\/api\/meeting(s|-cards)\//.test(template)) return claim.meeting.id;
  if (template.startsWith('/api/handover/uploads/')) return passUploadId;
  return template.startsWith('/api/rules/') ? 'fi-state-2026.1' : of.id;
}

function pathOf(template: string, things: Things = { of: claim, upload: uploadId }): string {
  const id = idFor(template, things);
  const path = template
    .replace('{id}', id ?? '')
    .replace('{version}', '1')
    .replace('{page}', '1')
    .replace('{number}', '1')
    .replace('{kind}', 'csv')
    .replace('{question}', '1')
    .replace('{subject}', '2026-03')
    .replace('{form}', 'csv')
    .replace('{queue}', 'send-mail');
  return path === '/api/receipts' || path === '/api/uploads' ? `${path}?claimId=${things.of.id}` : path;
}

// 404 is also how an allowed request for something that does not exist is answered: a batch, a failed job.
const mayBeAbsent = new Set([
  'GET /api/batches/{number}',
  'GET /api/batches/{number}/files/{kind}',
  'POST /api/batches/{number}/sending',
  'POST /api/batches/{number}/responses',
  'GET /api/claims/{id}/correction',
  'DELETE /api/review/filters/{id}',
  'POST /api/machine-clients/{id}/revocation',
  'POST /api/filing-permissions/{id}/revocation',
]);

/** How a shut door is answered: who is not signed in may sign in; another member's thing is not even there. */
function refusalOf(route: string, who: Who): number {
  // A session opens none of the phone's doors, and a pass no other.
  if (route.includes(' /api/machine/')) return 401;
  if (who === 'nobody' || who === 'phone' || allowed[route]?.includes('phone')) return 401;
  const membersMayUseTheirOwn = allowed[route]?.includes('owner') && !allowed[route]?.includes('other');
  return who === 'other' && membersMayUseTheirOwn ? 404 : 403;
}

const rows = Object.keys(allowed).flatMap((route) => everyone.map((who) => [route, who] as const));

test.each(rows)('%s by %s', async (route, who) => {
  const [method = '', template = ''] = route.split(' ');
  const signsOut = route === 'DELETE /api/session';
  const client = signsOut ? await clientOf(who) : (sessions.get(who) ?? new Client(service.address));
  // Bodies are left out on purpose: who may come in is decided before anything of the request is read.
  const pass = who === 'phone' ? { 'x-upload-pass': token } : {};
  const response = await client.request(method, pathOf(template), undefined, pass as Record<string, string>);
  const text = await response.text();
  if (allowed[route]?.includes(who)) {
    const shut = SHUT.has(response.status) && !(mayBeAbsent.has(route) && response.status === 404);
    expect(shut, `answered ${response.status}`).toBe(false);
    return;
  }
  expect(response.status).toBe(refusalOf(route, who));
  // What is asked for its head alone is refused by its status alone.
  if (method !== 'HEAD') expect(JSON.parse(text)).toHaveProperty('code');
});

// A draft has no questions: they are not found, for its member neither.
const nothingInADraft = new Set(['GET /api/claims/{id}/questions', 'PUT /api/claims/{id}/questions/{question}/answer']);
const delegateRows = Object.keys(allowed).flatMap((route) => delegates.map((who) => [route, who] as const));

test.each(delegateRows)("%s of the owner's draft by a delegate whose permission is: %s", async (route, who) => {
  // They are members too: what any member may they may, of their own.
  if (allowed[route]?.includes('other')) return;
  const [method = '', template = ''] = route.split(' ');
  const client = delegateClients.get(who) ?? new Client(service.address);
  const path = pathOf(template, { of: draft, upload: delegateUploads[who] });
  const response = await client.request(method, path);
  if (who === 'delegate' && delegated.has(route)) {
    const shut = SHUT.has(response.status) && !(nothingInADraft.has(route) && response.status === 404);
    expect(shut, `answered ${response.status}`).toBe(false);
    return;
  }
  expect([401, 403, 404], `answered ${response.status}`).toContain(response.status);
});

test("a member's draft is there for nobody else, not even the assistant", async () => {
  const other = await clientOf('other');
  const draft = await startClaim(other, 'coming');
  expect((await (await clientOf('assistant')).refused('GET', `/api/claims/${draft.id}`)).code).toBe('not-found');
  expect((await (await clientOf('owner')).refused('GET', `/api/claims/${draft.id}`)).code).toBe('not-found');
});

test('a request that changes something without the token of its session is refused', async () => {
  const owner = await clientOf('owner');
  const response = await owner.request(
    'POST',
    '/api/claims',
    { meetingId: claim.meeting.id },
    { 'x-csrf-token': 'guess' },
  );
  expect(response.status).toBe(403);
  expect(await response.json()).toMatchObject({ code: 'csrf-token-wrong' });
});

test('a request from another site is refused even with everything right', async () => {
  const owner = await clientOf('owner');
  const response = await owner.request(
    'POST',
    '/api/session',
    { username: 'jasen', password: 'x' },
    { 'sec-fetch-site': 'cross-site' },
  );
  expect(response.status).toBe(403);
});

test('an assistant who is a member too returns, approves and ticks off nothing of their own', async () => {
  const { db } = service.deps;
  await db
    .update(users)
    .set({ roles: ['member', 'assistant', 'finance'] })
    .where(eq(users.username, 'medlem'));
  const both = await clientOf('other');
  const started = await startClaim(both);
  const sent = await sign(both, await save(both, started, dayTrip(started.draft, '2026-03-10')));
  for (const [step, body] of [['approval', { revision: 0 }], ['originals']] as const) {
    expect(await both.refused('POST', `/api/claims/${sent.id}/${step}`, body)).toMatchObject({
      status: 403,
      code: 'own-claim',
    });
  }
  const back = await both.refused('POST', `/api/claims/${sent.id}/return`, { message: 'Korjaa' });
  expect(back).toMatchObject({ status: 403, code: 'own-claim' });
  await approve(await clientOf('assistant'), sent.id);
  expect((await both.refused('POST', '/api/batches', { claimIds: [sent.id] })).code).toBe('own-claim');
});

test('signing out ends the session on the server', async () => {
  const owner = await clientOf('owner');
  await owner.request('DELETE', '/api/session');
  expect((await owner.refused('GET', '/api/claims')).code).toBe('not-signed-in');
});

test('a session ends by itself after ten hours', async () => {
  let now = new Date('2026-03-22T06:00:00Z');
  const aging = await testService('pglite', { now: () => now });
  try {
    const client = new Client(aging.address);
    await client.signIn('jasen');
    now = new Date('2026-03-22T15:59:59Z');
    expect((await client.request('GET', '/api/claims')).status).toBe(200);
    now = new Date('2026-03-22T16:00:00Z');
    expect((await client.request('GET', '/api/claims')).status).toBe(401);
  } finally {
    await aging.stop();
  }
});

test('the 11th wrong password within a minute is answered with "wait" and not looked at', async () => {
  const strict = await testService('pglite', { env: { SIGN_IN_ATTEMPTS_PER_MINUTE: '10' } });
  try {
    const client = new Client(strict.address);
    const codes: string[] = [];
    for (let attempt = 1; attempt <= 11; attempt += 1) {
      codes.push((await client.refused('POST', '/api/session', { username: 'jasen', password: 'wrong' })).code);
    }
    expect(codes).toEqual([...Array(10).fill('sign-in-failed'), 'too-many-attempts']);
  } finally {
    await strict.stop();
  }
});
