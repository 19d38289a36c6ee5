import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startingSettings } from '../../src/claim/finance-settings.ts';
import type {
  BatchDetailView,
  BatchPreview,
  BatchView,
  PayableView,
  ResponseView,
} from '../../src/claim/finance-views.ts';
import type { ReviewView } from '../../src/claim/review-views.ts';
import type { AuditEntry, ClaimView } from '../../src/claim/views.ts';
import { addSettings } from '../../src/store/finance-settings.ts';
import { users } from '../../src/store/schema.ts';
import { Client } from '../client.ts';
import { approve, dayTrip, fileSimpleClaim, filesForm, makeBatch, save, sign, startClaim } from '../filing.ts';
import { engines, type TestService, TODAY, testService } from '../service.ts';

const answer = (batch: number, number: string, rest: string): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(`viite;summa;tila;paiva;syy\r\n${batch}-${number};${rest}\r\n`) as Uint8Array<ArrayBuffer>;

describe.each(engines)('a payment batch, by HTTP only, on %s', (engine) => {
  let service: TestService;
  let member: Client;
  let other: Client;
  let assistant: Client;
  let finance: Client;
  let first: ClaimView;
  let second: ClaimView;

  async function clientOf(username: string): Promise<Client> {
    const client = new Client(service.address);
    await client.signIn(username);
    return client;
  }
  const bring = (batch: number, bytes: Uint8Array<ArrayBuffer>, client = finance): Promise<ResponseView> =>
    client.post(`/api/batches/${batch}/responses`, filesForm({ 'vastaus.csv': bytes }));
  const stateOf = async (id: string): Promise<string> => (await assistant.get<ClaimView>(`/api/claims/${id}`)).state;

  beforeAll(async () => {
    service = await testService(engine);
    [member, other, assistant, finance] = (await Promise.all(
      ['jasen', 'medlem', 'assistentti', 'talous'].map(clientOf),
    )) as [Client, Client, Client, Client];
    const [user] = await service.deps.db.select().from(users).where(eq(users.username, 'talous'));
    const payer = { name: 'Opetushallitus', businessId: '2769790-1', iban: 'FI5810171000000122', bic: 'NDEAFIHH' };
    const settings = { ...startingSettings, payer, accounts: { 'per-diem.full': '43400' } };
    await addSettings(service.deps.db, { settings, setAt: TODAY, setBy: user?.id ?? '' });
    first = await fileSimpleClaim(member);
    second = await fileSimpleClaim(other);
    for (const { id } of [first, second]) await approve(assistant, id);
  });
  afterAll(() => service?.stop());

  test('the preview tells sums by group, account and kind, and nothing is made by looking', async () => {
    const preview = await finance.post<BatchPreview>('/api/batches/preview', { claimIds: [first.id, second.id] });
    expect(preview).toMatchObject({ claimCount: 2, rowCount: 2, totalCents: 10_800, noPain: null, changedIbans: [] });
    expect(preview.byAccount).toEqual([{ name: '43400', rows: 2, cents: 10_800 }]);
    expect(preview.byKind).toEqual([{ name: 'per-diem.full', rows: 2, cents: 10_800 }]);
    expect(preview.byGroup.map((each) => each.cents).reduce((a, b) => a + b)).toBe(10_800);
    expect(await finance.get('/api/batches')).toEqual([]);
  });

  test('a batch has its number, control total, row count and hash, and the machine file has that hash', async () => {
    const batch = await makeBatch(finance, first.id, second.id);
    expect(batch).toMatchObject({
      number: 1,
      kind: 'payment',
      state: 'made',
      claimCount: 2,
      rowCount: 2,
      totalCents: 10_800,
    });
    expect(batch.sums).toEqual({ openCents: 10_800, paidCents: 0, rejectedCents: 0, reversedCents: 0 });
    expect(batch.files.map((file) => file.kind).toSorted()).toEqual([
      'csv',
      'csv-excel',
      'pain.001.001.03',
      'pain.001.001.09',
    ]);
    expect(batch.files.find((file) => file.kind === 'csv')?.sha256).toBe(batch.sha256);
    expect(batch.claims.map((claim) => claim.iban)).toEqual(['FI** **** **** **07 85', 'FI** **** **** **07 85']);
    const csv = await finance.bytes('/api/batches/1/files/csv?why=check');
    expect(Buffer.from(await crypto.subtle.digest('SHA-256', csv.slice())).toString('hex')).toBe(batch.sha256);
  });

  test('every download is in the audit log with who, which file and what for; the batch is downloaded, then sent', async () => {
    const admin = await clientOf('paakayttaja');
    const entry = (await admin.get<AuditEntry[]>('/api/audit')).find((each) => each.action === 'batch-downloaded');
    expect(entry).toMatchObject({
      actor: 'Tauno Talousvirta',
      subject: 'batch 1',
      details: { file: 'csv', why: 'check' },
    });
    expect((await finance.get<BatchView>('/api/batches/1')).state).toBe('downloaded');
    expect((await finance.post<BatchDetailView>('/api/batches/1/sending')).state).toBe('sent');
    expect((await finance.refused('POST', '/api/batches/1/sending')).code).toBe('wrong-state');
  });

  test('a claim that is in a live batch goes into no other', async () => {
    expect((await finance.refused('POST', '/api/batches', { claimIds: [first.id] })).code).toBe('claim-in-batch');
  });

  test.each([
    ['another sum', '54,01;maksettu;22.3.2026;', 'sum-differs'],
    ['a day to come', '54,00;maksettu;23.3.2026;', 'future-date'],
    ['a day before the batch', '54,00;maksettu;21.3.2026;', 'before-batch'],
    ['no reason for a rejection', '54,00;hylätty;;', 'no-reason'],
  ])('an answer with %s is refused by its row, and nothing is changed', async (_, rest, code) => {
    const form = filesForm({ 'vastaus.csv': answer(1, first.number, rest) });
    const problem = await finance.refused('POST', '/api/batches/1/responses', form);
    expect(problem).toMatchObject({ status: 422, code: 'response-refused', rows: [{ row: 2, code }] });
    expect(problem.rows?.[0]?.detail).not.toBe('');
    expect(await stateOf(first.id)).toBe('batched');
  });

  test('one row that does not fit keeps the good ones out too', async () => {
    const good = `1-${first.number};54,00;maksettu;22.3.2026;`;
    const bytes = new TextEncoder().encode(
      `viite;summa;tila;paiva;syy\n${good}\n1-ML-2026-999999-0;54,00;maksettu;22.3.2026;\n`,
    );
    const problem = await finance.refused(
      'POST',
      '/api/batches/1/responses',
      filesForm({ a: bytes as Uint8Array<ArrayBuffer> }),
    );
    expect(problem.rows).toMatchObject([{ row: 3, code: 'unknown-payment' }]);
    expect(await stateOf(first.id)).toBe('batched');
  });

  test('paid with its day, rejected with its reason and back to the assistant; the same file again changes nothing', async () => {
    const rows = [
      `1-${first.number};54,00;maksettu;22.3.2026;`,
      `1-${second.number};54,00;hylätty;;AC04 tili suljettu`,
    ];
    const bytes = new TextEncoder().encode(
      `viite;summa;tila;paiva;syy\n${rows.join('\n')}\n`,
    ) as Uint8Array<ArrayBuffer>;
    expect(await bring(1, bytes)).toMatchObject({ again: false, paid: 1, rejected: 1, unchanged: 0 });
    expect(await bring(1, bytes)).toMatchObject({ again: true, paid: 1, rejected: 1 });
    const batch = await finance.get<BatchDetailView>('/api/batches/1');
    expect(batch.state).toBe('part-rejected');
    expect(batch.sums).toEqual({ openCents: 0, paidCents: 5400, rejectedCents: 5400, reversedCents: 0 });
    expect(batch.claims.find((claim) => claim.id === first.id)).toMatchObject({ status: 'paid', paidOn: '2026-03-22' });
    expect(batch.claims.find((claim) => claim.id === second.id)).toMatchObject({ reason: 'AC04 tili suljettu' });
    expect([await stateOf(first.id), await stateOf(second.id)]).toEqual(['paid', 'payment-rejected']);
  });

  test('the assistant returns the rejected one; with a corrected account it needs a second person’s look', async () => {
    await assistant.post(`/api/claims/${second.id}/return`, { message: 'Tarkista tilinumero.' });
    const back = await other.get<ClaimView>(`/api/claims/${second.id}`);
    const payment = { ...back.draft.payment, iban: 'FI58 1017 1000 0001 22' };
    second = await sign(other, await save(other, back, { ...back.draft, payment }));
    await approve(assistant, second.id);
    // Rejected money was never paid to the old account: there is nothing to compare with.
    expect((await finance.get<PayableView>('/api/payable')).changedIbans).toEqual([]);
    const batch = await makeBatch(finance, second.id);
    expect(batch).toMatchObject({ number: 2, totalCents: 5400 });
  });

  test('a reversal nets its batch to nought, and the claim can be paid again', async () => {
    const reversal = await finance.post<BatchDetailView>('/api/batches/2/reversal', { reason: 'Väärä projekti' });
    expect(reversal).toMatchObject({
      number: 3,
      kind: 'reversal',
      reverses: 2,
      reason: 'Väärä projekti',
      totalCents: -5400,
    });
    expect(await finance.get<BatchDetailView>('/api/batches/2')).toMatchObject({
      state: 'reversed',
      reversedBy: [3],
      totalCents: 5400,
    });
    expect((await finance.refused('POST', '/api/batches/2/reversal', { reason: 'uudelleen' })).code).toBe(
      'nothing-to-reverse',
    );
    expect((await finance.refused('POST', '/api/batches/3/reversal', { reason: 'oikaisu' })).code).toBe('wrong-state');
    const late = filesForm({ a: answer(2, second.number, '54,00;maksettu;22.3.2026;') });
    expect((await finance.refused('POST', '/api/batches/2/responses', late)).rows).toMatchObject([
      { code: 'already-reversed' },
    ]);
    expect(await makeBatch(finance, second.id)).toMatchObject({ number: 4, totalCents: 5400 });
  });

  test('a changed account is flagged until a person who neither owns it nor makes the batch has looked at it', async () => {
    const started = await startClaim(other, 'coming').catch(() => null);
    expect(started).not.toBeNull();
    const draft = dayTrip((started as ClaimView).draft, '2026-03-20');
    const payment = { ...draft.payment, iban: 'FI21 1234 5600 0007 85' };
    const sent = await sign(other, await save(other, started as ClaimView, { ...draft, payment }));
    await approve(assistant, sent.id);
    const { changedIbans } = await finance.get<PayableView>('/api/payable');
    expect(changedIbans).toMatchObject([
      { claimId: sent.id, before: 'FI58 1017 1000 0001 22', now: 'FI21 1234 5600 0007 85', checkedBy: null },
    ]);
    const check = { claimId: sent.id, iban: changedIbans[0]?.now };
    expect((await finance.refused('POST', '/api/batches', { claimIds: [sent.id] })).code).toBe('iban-unchecked');
    expect((await other.refused('POST', '/api/iban-checks', check)).code).toBe('not-allowed');
    await finance.post('/api/iban-checks', check);
    expect((await finance.refused('POST', '/api/batches', { claimIds: [sent.id] })).code).toBe('iban-unchecked');
    expect((await assistant.refused('POST', '/api/iban-checks', { ...check, iban: 'FI5810171000000122' })).code).toBe(
      'changed-meanwhile',
    );
    // The assistant is shown both accounts on the claim, hidden but for their ends, and confirms there.
    const path = `/api/claims/${sent.id}`;
    const { account, revision } = await assistant.get<ReviewView>(`${path}/review`);
    expect(account).toMatchObject({
      before: 'FI** **** **** **01 22',
      now: 'FI** **** **** **07 85',
      checks: [{ by: 'Tauno Talousvirta' }],
      mayCheck: true,
    });
    const refused = await assistant.refused('POST', `${path}/account-check`, { revision: revision - 1 });
    expect(refused.code).toBe('changed-meanwhile');
    const seen = await assistant.post<ReviewView>(`${path}/account-check`, { revision });
    expect(seen.account?.mayCheck).toBe(false);
    expect(seen.account?.checks.map(({ by }) => by).toSorted()).toEqual(['Anneli Assistentti', 'Tauno Talousvirta']);
    expect((await assistant.refused('POST', `${path}/account-check`, { revision })).code).toBe('wrong-state');
    expect(await makeBatch(finance, sent.id)).toMatchObject({ claimCount: 1 });
  });
});
