import { eq } from 'drizzle-orm';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DuplicateView } from '../src/claim/duplicate-views.ts';
import type { ClaimView } from '../src/claim/views.ts';
import { audit, claims, users } from '../src/store/schema.ts';
import { Client } from './client.ts';
import { allRead, dayTrip, expenseFor, filesForm, fixture, save, sign, startClaim } from './filing.ts';
import { type TestService, testService } from './service.ts';

/** One bus ticket photographed by two members: found by its look, told without names, decided by the assistant. */

let service: TestService;
let jasen: Client;
let medlem: Client;
let assistant: Client;
let first: ClaimView;
let second: ClaimView;

const ticket = fixture('lakeuden-bussi-2026.png');

/** The same ticket on its side, cut at its edges, smaller and compressed hard: what another phone would send. */
async function anotherPhoto(): Promise<Uint8Array<ArrayBuffer>> {
  const { width, height } = await sharp(ticket).metadata();
  const cut = await sharp(ticket)
    .extract({
      left: Math.round(width * 0.03),
      top: Math.round(height * 0.02),
      width: Math.round(width * 0.94),
      height: Math.round(height * 0.94),
    })
    .png()
    .toBuffer();
  const turned = await sharp(cut).rotate(90).flatten({ background: '#fff' }).jpeg({ quality: 45 }).toBuffer();
  return new Uint8Array(turned);
}

async function clientOf(username: string): Promise<Client> {
  const client = new Client(service.address);
  await client.signIn(username);
  return client;
}

/** A claim with these files, each a row of its own, saved and read. */
async function claimWith(client: Client, files: Record<string, Uint8Array<ArrayBuffer>>): Promise<ClaimView> {
  const started = await startClaim(client);
  await client.post(`/api/receipts?claimId=${started.id}`, filesForm(files));
  const read = await allRead(client, started.id);
  const expenses = read.receipts.map((receipt) =>
    expenseFor(receipt, { kind: 'bus', date: '2026-03-10', amountCents: 1840, merchant: receipt.fileName }),
  );
  return save(client, read, { ...dayTrip(read.draft, '2026-03-10'), expenses });
}

beforeAll(async () => {
  service = await testService('postgresql');
  [jasen, medlem, assistant] = await Promise.all([clientOf('jasen'), clientOf('medlem'), clientOf('assistentti')]);
  first = await sign(jasen, await claimWith(jasen, { 'lippu.png': ticket }));
  second = await claimWith(medlem, { 'biljett.jpg': await anotherPhoto() });
});
afterAll(() => service?.stop());

const likenesses = (claim: ClaimView) =>
  (claim.evaluation?.findings ?? []).filter(({ code }) => code === 'receipt-like-another');
const duplicates = (claim: ClaimView) => assistant.get<DuplicateView[]>(`/api/claims/${claim.id}/duplicates`);
const address = (claim: ClaimView) => `/api/claims/${claim.id}/duplicates/decisions`;
const decision = (pair: DuplicateView, dismissed: boolean, reason: string) => ({
  receiptId: pair.ours.receiptId,
  otherReceiptId: pair.theirs.receiptId,
  dismissed,
  reason,
});

test('the member is told that the receipt may be in another claim, and nothing of whose or which', async () => {
  expect(likenesses(second)).toMatchObject([
    { severity: 'review', action: { fi: 'Vertaa kuittia toisen matkalaskun kuittiin: ne ovat ehkä sama.' } },
  ]);
  const all = JSON.stringify(await medlem.get(`/api/claims/${second.id}`));
  for (const theirs of [first.number, first.id, first.member.name, first.member.id, first.receipts[0]?.id ?? '-']) {
    expect(all).not.toContain(theirs);
  }
  expect((await medlem.refused('GET', `/api/claims/${second.id}/duplicates`)).code).toBe('not-allowed');
  expect((await medlem.refused('GET', `/api/receipts/${first.receipts[0]?.id}/pages/1`)).code).toBe('not-found');
});

test('what nobody has sent is not there for the assistant either', async () => {
  expect((await assistant.refused('GET', `/api/claims/${second.id}/duplicates`)).code).toBe('not-found');
  expect(await duplicates(first)).toEqual([]);
});

test('once sent, the assistant sees both receipts, why they may be one, and the pictures of both', async () => {
  second = await sign(medlem, second);
  const [pair, ...more] = await duplicates(second);
  expect(more).toEqual([]);
  expect(pair).toMatchObject({
    ours: { fileName: 'biljett.jpg', claim: { number: second.number } },
    theirs: {
      fileName: 'lippu.png',
      claim: { id: first.id, number: first.number, member: first.member.name, state: 'submitted' },
    },
    dismissed: false,
    decisions: [],
    mayDecide: true,
  });
  expect(pair?.by).toContain('look');
  for (const side of [pair?.ours, pair?.theirs]) {
    const picture = await assistant.request('GET', `/api/receipts/${side?.receiptId}/pages/${side?.page}`);
    expect(picture.headers.get('content-type')).toBe('image/jpeg');
  }
  // The same pair from the other side.
  const [mirrored] = await duplicates(first);
  expect(mirrored?.theirs.receiptId).toBe(pair?.ours.receiptId);
});

async function pairOf(claim: ClaimView): Promise<DuplicateView> {
  const [pair] = await duplicates(claim);
  if (!pair) throw new Error('nothing is alike');
  return pair;
}

test('a decision needs a reason of more than blanks, and two receipts that are alike', async () => {
  const pair = await pairOf(second);
  expect((await assistant.refused('POST', address(second), decision(pair, true, '  '))).code).toBe('reason-missing');
  const strangers = { ...decision(pair, true, 'x'), otherReceiptId: second.id };
  expect((await assistant.refused('POST', address(second), strangers)).code).toBe('not-found');
  expect((await assistant.refused('POST', address(second), decision(pair, false, 'x'))).code).toBe('wrong-state');
});

const finnishReason = 'Meno ja paluu, eri lähtöajat';

test('dismissed with a reason, the pair says so on both pages, in the audit log, and makes no finding any more', async () => {
  const answer = await assistant.post<DuplicateView[]>(
    address(second),
    decision(await pairOf(second), true, `${finnishReason} `),
  );
  const decided = { dismissed: true, reason: finnishReason, by: 'Anneli Assistentti' };
  expect(answer).toMatchObject([{ dismissed: true, decisions: [decided] }]);
  expect(await duplicates(first)).toMatchObject([{ dismissed: true, decisions: [decided] }]);
  expect((await assistant.refused('POST', address(first), decision(await pairOf(first), true, 'x'))).code).toBe(
    'wrong-state',
  );
  const records = await service.deps.db.select().from(audit).where(eq(audit.action, 'duplicate-dismissed'));
  expect(records).toMatchObject([
    { subject: `claim ${second.number} version 1`, details: { claims: [second.number, first.number] } },
  ]);
  await assistant.post(`/api/claims/${second.id}/return`, { message: 'Tarkista vielä päivät.' });
  expect(likenesses(await medlem.get(`/api/claims/${second.id}`))).toEqual([]);
});

test('taken back from the other page, the pair is told again, and both decisions stay', async () => {
  const answer = await assistant.post<DuplicateView[]>(
    address(first),
    decision(await pairOf(first), false, 'Lähtöaika oli sama'),
  );
  expect(answer).toMatchObject([
    { dismissed: false, decisions: [{ reason: finnishReason }, { dismissed: false, reason: 'Lähtöaika oli sama' }] },
  ]);
  expect(likenesses(await medlem.get(`/api/claims/${second.id}`))).toHaveLength(1);
});

test('nobody decides where either receipt is their own', async () => {
  const { db } = service.deps;
  const roles = (...given: ('member' | 'assistant')[]) =>
    db.update(users).set({ roles: given }).where(eq(users.username, 'medlem'));
  await roles('member', 'assistant');
  const both = await clientOf('medlem');
  const pair = await pairOf(first);
  expect((await both.refused('GET', `/api/claims/${second.id}/duplicates`)).code).toBe('own-claim');
  expect((await both.refused('POST', address(second), decision(await pairOf(second), true, 'x'))).code).toBe(
    'own-claim',
  );
  expect(await both.get(`/api/claims/${first.id}/duplicates`)).toMatchObject([{ mayDecide: false }]);
  expect((await both.refused('POST', address(first), decision(pair, true, 'x'))).code).toBe('own-claim');
  await roles('member');
});

test('the very same file as another member’s keeps the claim from being sent, and still names nobody', async () => {
  const returned = await medlem.get<ClaimView>(`/api/claims/${second.id}`);
  await medlem.post(`/api/receipts?claimId=${second.id}`, filesForm({ 'kopio.png': ticket }));
  const read = await allRead(medlem, second.id);
  const added = read.receipts.filter(({ id }) => !returned.receipts.some((one) => one.id === id));
  const rows = added.map((receipt) => expenseFor(receipt, { kind: 'bus', date: '2026-03-10', amountCents: 1840 }));
  const saved = await save(medlem, read, { ...read.draft, expenses: [...read.draft.expenses, ...rows] });
  expect(saved.evaluation?.findings).toContainEqual(
    expect.objectContaining({
      code: 'receipt-duplicate',
      severity: 'error',
      action: expect.objectContaining({
        fi: 'Kysy Opetushallituksesta: sama tiedosto on jo toisessa matkalaskussa.',
      }),
    }),
  );
  // The two photos of one ticket in one claim are told too, at the later.
  expect(saved.evaluation?.findings).toContainEqual(
    expect.objectContaining({ code: 'receipt-twice', subject: `expenses[${rows[0]?.id}]` }),
  );
  expect(JSON.stringify(saved)).not.toContain(first.number);
  const [row] = await service.deps.db.select().from(claims).where(eq(claims.id, second.id));
  expect(JSON.stringify(row)).not.toContain(first.number);
});
