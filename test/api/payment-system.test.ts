import { parse } from 'csv-parse/sync';
import { eq } from 'drizzle-orm';
import { PDFDocument } from 'pdf-lib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FinanceSettings, startingSettings } from '../../src/claim/finance-settings.ts';
import type {
  BatchDetailView,
  BatchView,
  FinanceSettingsView,
  MachineClientView,
  NewMachineClient,
  ReportView,
} from '../../src/claim/finance-views.ts';
import type { AuditEntry, ClaimView } from '../../src/claim/views.ts';
import { type Service, startService } from '../../src/main.ts';
import { batchFiles } from '../../src/store/schema-finance.ts';
import { Client } from '../client.ts';
import { approve, fileSimpleClaim, filesForm, makeBatch } from '../filing.ts';
import { oneEuroMore, type RuleFolder, ruleFolder } from '../rule-folder.ts';
import { TODAY, temporaryFolder, testConfig } from '../service.ts';

/** The payment system's own door, the reports, the register, and files that stay the same bytes. */

const data = temporaryFolder();
let rules: RuleFolder;
let config: Awaited<ReturnType<typeof testConfig>>;
let service: Service;
let now = TODAY;
let finance: Client;
let admin: Client;
let claim: ClaimView;
let batch: BatchDetailView;
let reader: NewMachineClient;
let writer: NewMachineClient;

const start = async (): Promise<void> => {
  service = await startService(config, { webFolder: null, now: () => now, rules: rules.url });
};
const as = async (username: string): Promise<Client> => {
  const client = new Client(service.address);
  await client.signIn(username);
  return client;
};
const ask = (method: string, path: string, secret: string, body?: FormData): Promise<Response> =>
  fetch(service.address + path, {
    method,
    headers: { authorization: `Bearer ${secret}` },
    ...(body ? { body } : {}),
  });
const codeOf = async (response: Response): Promise<string> => ((await response.json()) as { code: string }).code;
const answer = (rest: string): FormData =>
  filesForm({
    a: new TextEncoder().encode(
      `viite;summa;tila;paiva;syy\n${batch.number}-${claim.number};${rest}\n`,
    ) as Uint8Array<ArrayBuffer>,
  });

beforeAll(async () => {
  rules = ruleFolder();
  config = await testConfig('pglite', data.folder);
  await start();
  [finance, admin] = [await as('talous'), await as('paakayttaja')];
  claim = await fileSimpleClaim(await as('jasen'));
  await approve(await as('assistentti'), claim.id);
  batch = await makeBatch(finance, claim.id);
});
afterAll(async () => {
  await service?.close();
  data.remove();
  rules.remove();
});

test('the secret is told once and only its hash is kept; each client may do what it was made for', async () => {
  const make = (name: string, scopes: string[]): Promise<NewMachineClient> =>
    admin.post('/api/machine-clients', { name, scopes, days: 30 });
  [reader, writer] = [await make('Lukija', ['batches:read']), await make('Kirjoittaja', ['responses:write'])];
  const listed = await admin.get<MachineClientView[]>('/api/machine-clients');
  expect(JSON.stringify(listed)).not.toContain(reader.secret);
  expect((await ask('GET', '/api/machine/batches', reader.secret)).status).toBe(200);
  expect(await codeOf(await ask('GET', '/api/machine/batches', writer.secret))).toBe('not-allowed');
  expect(await codeOf(await ask('POST', '/api/machine/responses', reader.secret))).toBe('not-allowed');
});

test('no secret, a wrong one, and a person’s session open nothing', async () => {
  expect(await codeOf(await ask('GET', '/api/machine/batches', 'x'.repeat(43)))).toBe('machine-unknown');
  expect((await finance.request('GET', '/api/machine/batches')).status).toBe(401);
  expect((await ask('GET', '/api/batches', reader.secret)).status).toBe(401);
});

test('it fetches the very bytes, which marks the batch as sent, in the log under its name', async () => {
  const response = await ask('GET', `/api/machine/batches/${batch.number}/files/csv`, reader.secret);
  const bytes = new Uint8Array(await response.arrayBuffer());
  expect(Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex')).toBe(batch.sha256);
  expect((await finance.get<BatchView>(`/api/batches/${batch.number}`)).state).toBe('sent');
  const entry = (await admin.get<AuditEntry[]>('/api/audit')).find((each) => each.action === 'batch-downloaded');
  expect(entry).toMatchObject({
    actor: null,
    details: { name: 'Lukija', machine: reader.id, file: 'csv', why: 'payment' },
  });
});

test('a batch is the same bytes after a restart, a new revision of the rules and other accounts', async () => {
  const files = async () =>
    Promise.all(batch.files.map(({ kind }) => finance.bytes(`/api/batches/${batch.number}/files/${kind}?why=audit`)));
  const before = await files();
  await service.close();
  rules.revise(oneEuroMore);
  await start();
  [finance, admin] = [await as('talous'), await as('paakayttaja')];
  await admin.get('/api/revisions/fi-state-2026.2/impact');
  const settings: FinanceSettings = { ...startingSettings, accounts: { 'per-diem.full': '43400' } };
  const kept = await finance.put<FinanceSettingsView>('/api/finance-settings', settings);
  expect(kept).toMatchObject({ settings, setBy: 'Tauno Talousvirta' });
  const after = await files();
  expect(after.map((bytes) => Buffer.from(bytes).toString('hex'))).toEqual(
    before.map((bytes) => Buffer.from(bytes).toString('hex')),
  );
  expect(await service.deps.db.select().from(batchFiles).where(eq(batchFiles.batchNumber, batch.number))).toHaveLength(
    2,
  );
});

test('the answer the payment system brings is taken in, once', async () => {
  now = new Date(TODAY.getTime() + 2 * 24 * 3600 * 1000);
  const first = await ask('POST', '/api/machine/responses', writer.secret, answer('54,00;maksettu;23.3.2026;'));
  expect(await first.json()).toMatchObject({ paid: 1, again: false });
  const second = await ask('POST', '/api/machine/responses', writer.secret, answer('54,00;maksettu;23.3.2026;'));
  expect(await second.json()).toMatchObject({ paid: 1, again: true });
  const other = await ask('POST', '/api/machine/responses', writer.secret, answer('54,00;maksettu;24.3.2026;'));
  expect(await codeOf(other)).toBe('response-refused');
});

test('money that comes back makes a paid claim the assistant’s again, and says so', async () => {
  const back = await ask('POST', '/api/machine/responses', writer.secret, answer('54,00;palautunut;24.3.2026;AC04'));
  expect(await back.json()).toMatchObject({ rejected: 1 });
  const seen = await (await as('assistentti')).get<ClaimView>(`/api/claims/${claim.id}`);
  expect(seen.state).toBe('payment-rejected');
  const approved = await approve(await as('assistentti'), claim.id);
  expect(approved.state).toBe('approved');
  batch = await makeBatch(await as('talous'), claim.id);
  const paid = await ask('POST', '/api/machine/responses', writer.secret, answer('54,00;maksettu;24.3.2026;'));
  expect(await paid.json()).toMatchObject({ paid: 1 });
});

test('the month’s report ties, as JSON, CSV and a PDF that says its title', async () => {
  [finance, admin] = [await as('talous'), await as('paakayttaja')];
  const report = await finance.get<ReportView>('/api/reports/2026-03');
  expect(report.total).toMatchObject({
    claimedCents: 10_800,
    cutCents: 0,
    sentCents: 10_800,
    paidCents: 5400,
    rejectedCents: 5400,
    openCents: 0,
  });
  expect(report.month).toMatchObject({ openBeforeCents: 0, openAfterCents: 0 });
  const csv = new TextDecoder().decode(await finance.bytes('/api/reports/2026-03/csv'));
  expect(csv).toContain('yhteensa;108,00;0,00;108,00;108,00;54,00;54,00;0,00;0,00');
  const pdf = await PDFDocument.load(await finance.bytes(`/api/reports/${batch.number}/pdf`), {
    updateMetadata: false,
  });
  expect(pdf.getTitle()).toBe(`Täsmäytys: Erä ${batch.number}`);
  expect((await finance.refused('GET', '/api/reports/99')).code).toBe('not-found');
});

test('the register has the identity code, the code of the income and the sum, and asks what it is for', async () => {
  const path = '/api/incomes-register?from=2026-03-01&to=2026-03-31';
  expect((await finance.refused('GET', path)).code).toBe('invalid-input');
  const text = new TextDecoder().decode(
    await finance.bytes(`${path}&why=${encodeURIComponent('maaliskuun ilmoitus')}`),
  );
  const [, row] = parse(text, { delimiter: ';', bom: true }) as string[][];
  expect(row?.[2]).toMatch(/^\d{6}[-A-FY]\d{3}[0-9A-Y]$/);
  expect(row?.slice(4, 8)).toEqual(['331', 'Kokopäiväraha', '', '54,00']);
  const entry = (await admin.get<AuditEntry[]>('/api/audit')).find((each) => each.action === 'register-downloaded');
  expect(entry).toMatchObject({ details: { why: 'maaliskuun ilmoitus', from: '2026-03-01' } });
});

test('identity codes are in no other file and no other answer of finance', async () => {
  const paths = [
    '/api/payable',
    '/api/batches',
    `/api/batches/${batch.number}`,
    `/api/batches/${batch.number}/files/csv`,
  ];
  for (const path of paths)
    expect(await (await finance.request('GET', path)).text()).not.toMatch(/\d{6}[-A-FY]\d{3}[0-9A-Y]\b/);
});

test('revoked or run out, a secret opens nothing any more', async () => {
  await admin.post(`/api/machine-clients/${writer.id}/revocation`);
  expect(await codeOf(await ask('POST', '/api/machine/responses', writer.secret))).toBe('machine-unknown');
  expect((await admin.refused('POST', `/api/machine-clients/${writer.id}/revocation`)).code).toBe('not-found');
  now = new Date(TODAY.getTime() + 30 * 24 * 3600 * 1000);
  expect(await codeOf(await ask('GET', '/api/machine/batches', reader.secret))).toBe('machine-unknown');
});

test('the 61st request of a minute is answered with "wait"', async () => {
  const statuses: number[] = [];
  for (let at = 0; at < 61; at += 1) statuses.push((await ask('GET', '/api/machine/batches', 'y'.repeat(43))).status);
  expect(statuses.at(-1)).toBe(429);
});
