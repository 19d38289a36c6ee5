import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ClaimDraft } from '../../src/claim/draft.ts';
import { maskedIban } from '../../src/claim/iban.ts';
import type { ClaimView } from '../../src/claim/views.ts';
import { claims } from '../../src/store/schema.ts';
import { DraftStore } from '../../src/web/draft-store.ts';
import { Client } from '../client.ts';
import { allRead, dayTrip, expenseFor, save, sign, startClaim, upload } from '../filing.ts';
import { type TestService, testService } from '../service.ts';

/** Drafts saved before the form asked of trips abroad: in the database, in a page still open, in a browser's own store. */

let service: TestService;
let member: Client;
let assistant: Client;

beforeAll(async () => {
  service = await testService('pglite');
  [member, assistant] = [new Client(service.address), new Client(service.address)];
  await member.signIn('jasen');
  await assistant.signIn('assistentti');
});
afterAll(() => service?.stop());

/** The draft as an earlier version of the service would have saved it. */
function older(draft: ClaimDraft): ClaimDraft {
  const { abroad: _a, aboard: _b, earlierTraining: _c, mealObjections: _o, ...trip } = draft.trip;
  const expenses = draft.expenses.map(
    ({ exchangeRate: _r, publicTransport: _p, filled: _f, lostReceipt: _l, ...row }) => row,
  );
  return JSON.parse(JSON.stringify({ ...draft, trip, expenses }));
}

let claim: ClaimView;
let today: ClaimDraft;

test('one in the database opens with nothing told of abroad, and is worth the same', async () => {
  const started = await startClaim(member);
  await upload(member, started.id, 'pohjanrata-lippu-2026.pdf');
  const read = await allRead(member, started.id);
  const expenses = read.receipts.map((receipt) => expenseFor(receipt, { filled: false }));
  const before = await save(member, read, { ...dayTrip(read.draft, '2026-03-10'), expenses });
  today = before.draft;
  await service.deps.db
    .update(claims)
    .set({ draft: older(today) })
    .where(eq(claims.id, started.id));
  claim = await member.get<ClaimView>(`/api/claims/${started.id}`);
  expect(claim.draft).toEqual(today);
  expect(claim.evaluation).toEqual(before.evaluation);
});

test('one sent by a page that was opened before is saved with nothing told of abroad', async () => {
  claim = await save(member, claim, older(claim.draft));
  expect(claim.draft).toEqual(today);
});

test('one that was sent can still be read by its member and by the assistant', async () => {
  await service.deps.db
    .update(claims)
    .set({ draft: older(today) })
    .where(eq(claims.id, claim.id));
  const sent = await sign(member, await member.get<ClaimView>(`/api/claims/${claim.id}`));
  await service.deps.db
    .update(claims)
    .set({ draft: older(today) })
    .where(eq(claims.id, claim.id));
  expect((await member.get<ClaimView>(`/api/claims/${sent.id}`)).draft).toEqual(today);
  // The assistant sees the same, but for the account number, which is hidden from them.
  const payment = { ...today.payment, iban: maskedIban(today.payment.iban) };
  expect((await assistant.get<ClaimView>(`/api/claims/${sent.id}`)).draft).toEqual({ ...today, payment });
});

test('one that a closed tab left in the browser’s own store opens, and is saved whole', async () => {
  const kept = new Map([['key', JSON.stringify({ revision: 3, draft: older(today) })]]);
  const saved: ClaimDraft[] = [];
  const store = new DraftStore({
    key: 'key',
    revision: 3,
    draft: { ...today, lateReason: 'palvelimella' },
    storage: {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, text) => void kept.set(key, text),
      removeItem: (key) => void kept.delete(key),
    },
    later: () => () => undefined,
    load: () => Promise.reject(new Error('not asked')),
    save: async (revision, draft) => {
      saved.push(draft);
      return { kind: 'saved', revision: revision + 1 };
    },
  });
  expect(store.snapshot()).toMatchObject({ draft: today, status: 'changed' });
  expect(await store.flush()).toBe(true);
  expect(saved).toEqual([today]);
});
