import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DraftExpense } from '../src/claim/draft.ts';
import { emptyExpense } from '../src/claim/fill.ts';
import type { Reading } from '../src/claim/reading.ts';
import { type AccuracyRow, samplesOf } from '../src/claim/samples.ts';
import type { ClaimView } from '../src/claim/views.ts';
import { accuracyByMonth, keepSamples } from '../src/store/samples.ts';
import { readingSamples } from '../src/store/schema-uploads.ts';
import { Client } from './client.ts';
import { allRead, dayTrip, expenseFor, save, sign, startClaim, upload } from './filing.ts';
import { engines, type TestService, testService } from './service.ts';

/** Every value a person has looked at becomes a sample, and the samples a table by month. */

const read = {
  total: { cents: 2340, currency: 'EUR', confidence: 0.97, sure: true, page: 1, box: [0, 0, 0, 0] },
  date: { value: '2026-03-10', confidence: 0.6, sure: false, page: 1, box: [0, 0, 0, 0] },
  merchant: { value: 'Taksi  Esimerkki Oy', businessId: null, confidence: 0.8, page: null, box: null },
  kind: null,
} as unknown as Reading;

const row = (more: Partial<DraftExpense> = {}): DraftExpense => ({
  ...emptyExpense('e1', randomUUID()),
  kind: 'taxi',
  date: '2026-03-10',
  amountCents: 2340,
  merchant: 'Taksi Esimerkki Oy',
  ...more,
});

test('a value left as it was read is right, one typed over is kept beside it, one not found is null', () => {
  expect(samplesOf(read, row({ date: '2026-03-11' }))).toEqual([
    { field: 'total', readValue: '23.40 EUR', keptValue: '23.40 EUR', sure: true, confidence: 0.97 },
    { field: 'date', readValue: '2026-03-10', keptValue: '2026-03-11', sure: false, confidence: 0.6 },
    {
      field: 'merchant',
      readValue: 'Taksi Esimerkki Oy',
      keptValue: 'Taksi Esimerkki Oy',
      sure: null,
      confidence: 0.8,
    },
    { field: 'kind', readValue: null, keptValue: 'taxi', sure: null, confidence: null },
  ]);
});

test('the same sum in another currency was read wrong', () => {
  const [total] = samplesOf(read, row({ currency: 'SEK' }));
  expect(total).toMatchObject({ readValue: '23.40 EUR', keptValue: '23.40 SEK' });
});

test('a name that was read and wiped away was wrong; none read and none kept says nothing', () => {
  expect(samplesOf(read, row({ merchant: '' })).find(({ field }) => field === 'merchant')).toMatchObject({
    readValue: 'Taksi Esimerkki Oy',
    keptValue: '',
  });
  const nameless = { ...read, merchant: null };
  expect(samplesOf(nameless, row({ merchant: ' ' })).map(({ field }) => field)).toEqual(['total', 'date', 'kind']);
});

test('of a receipt that could not be read every field is not found', () => {
  expect(samplesOf(null, row()).map(({ readValue }) => readValue)).toEqual([null, null, null, null]);
});

describe.each(engines)('on %s', (engine) => {
  let service: TestService;
  let member: Client;
  let admin: Client;
  let claim: ClaimView;

  beforeAll(async () => {
    service = await testService(engine);
    [member, admin] = [new Client(service.address), new Client(service.address)];
    await member.signIn('jasen');
    await admin.signIn('paakayttaja');
    claim = await startClaim(member);
  });
  afterAll(() => service?.stop());

  const accuracy = () => admin.get<AccuracyRow[]>('/api/accuracy');

  test('before anything is sent there is nothing to tell', async () => {
    expect(await accuracy()).toEqual([]);
  });

  test('a claim sent with one sum corrected: right of all, corrected, sure and wrong', async () => {
    await upload(member, claim.id, 'pohjanrata-lippu-2026.pdf', 'lakeuden-bussi-2026.png');
    claim = await allRead(member, claim.id);
    const [one, two] = claim.receipts;
    expect([one?.reading?.total?.sure, two?.reading?.total]).toEqual([true, expect.anything()]);
    const expenses = claim.receipts.map((receipt) =>
      expenseFor(receipt, receipt === one ? { amountCents: (one?.reading?.total?.cents ?? 0) + 100 } : {}),
    );
    claim = await save(member, claim, { ...dayTrip(claim.draft, '2026-03-10'), expenses });
    claim = await sign(member, claim);
    const rows = await accuracy();
    expect(rows.map(({ month, field }) => `${month} ${field}`)).toEqual([
      '2026-03 total',
      '2026-03 date',
      '2026-03 merchant',
      '2026-03 kind',
    ]);
    expect(rows[0]).toMatchObject({ all: 2, right: 1, corrected: 1, notFound: 0, sureAndWrong: 1 });
    expect(rows[1]).toMatchObject({ all: 2, right: 2, corrected: 0, notFound: 0, sureAndWrong: 0 });
  });

  test('sent again after a return, each field counts once, as it was kept last', async () => {
    const assistant = new Client(service.address);
    await assistant.signIn('assistentti');
    await assistant.post(`/api/claims/${claim.id}/return`, { message: 'Tarkista summa' });
    claim = await member.get<ClaimView>(`/api/claims/${claim.id}`);
    const expenses = claim.receipts.map((receipt) => expenseFor(receipt));
    claim = await sign(member, await save(member, claim, { ...claim.draft, expenses }));
    const [total] = await accuracy();
    expect(total).toMatchObject({ all: 2, right: 2, corrected: 0, sureAndWrong: 0 });
    expect(await service.deps.db.select().from(readingSamples)).toHaveLength(16);
  });

  test('samples name nobody and no receipt, and are never changed', async () => {
    const { db } = service.deps;
    const samples = await db.select().from(readingSamples);
    const text = JSON.stringify(samples);
    for (const receipt of claim.receipts) expect(text).not.toContain(receipt.id);
    expect(text).not.toContain(claim.member.name);
    expect(new Set(samples.map(({ byRole }) => byRole))).toEqual(new Set(['member']));
    const change = db.execute(sql`update reading_samples set kept_value = 'x'`);
    await expect(change).rejects.toMatchObject({ cause: { code: '23001' } });
    await expect(db.delete(readingSamples)).rejects.toMatchObject({ cause: { code: '23001' } });
  });

  test("an assistant's correction of a value counts as well; months and fields stand in their order", async () => {
    const { db } = service.deps;
    const samples = samplesOf(read, row({ kind: 'bus' }));
    await keepSamples(db, { receiptId: randomUUID(), samples, byRole: 'assistant', day: '2026-04-01' });
    const rows = await accuracyByMonth(db);
    expect([...new Set(rows.map(({ month }) => month))]).toEqual(['2026-04', '2026-03']);
    expect(rows.find(({ month, field }) => month === '2026-04' && field === 'kind')).toMatchObject({
      all: 1,
      right: 0,
      notFound: 1,
    });
  });
});
