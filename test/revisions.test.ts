import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ImpactView, RevisionsView } from '../src/claim/revision-views.ts';
import type { AuditEntry, ClaimSummary, ClaimView } from '../src/claim/views.ts';
import { replay } from '../src/commands/replay.ts';
import { type Service, startService } from '../src/main.ts';
import { claimVersion } from '../src/store/claims.ts';
import { packActivations } from '../src/store/schema.ts';
import { Client } from './client.ts';
import { approve, dayTrip, fileSimpleClaim, makeBatch, save, startClaim } from './filing.ts';
import { oneEuroMore, type RuleFolder, ruleFolder } from './rule-folder.ts';
import { engines, TODAY, temporaryFolder, testConfig } from './service.ts';

/** A revision of the rules from lying in the folder to being in force, by HTTP, on the real service. */

const SECOND = 'fi-state-2026.2';
const FULL_DAY = 5400;
const REVISED_DAY = 5500;

describe.each(engines)('a revision of the rules on %s', (engine) => {
  const data = temporaryFolder();
  let rules: RuleFolder;
  let config: Awaited<ReturnType<typeof testConfig>>;
  let service: Service | null = null;
  let draft: ClaimView;
  let sent: ClaimView;
  let fingerprint: string;

  const start = async (): Promise<void> => {
    service = await startService(config, { webFolder: null, now: () => TODAY, rules: rules.url });
  };
  const stop = async (): Promise<void> => {
    await service?.close();
    service = null;
  };
  const running = (): Service => {
    if (!service) throw new Error('the service is not running');
    return service;
  };
  const as = async (username: string): Promise<Client> => {
    const client = new Client(running().address);
    await client.signIn(username);
    return client;
  };
  const frozen = async () => {
    const version = await claimVersion(running().deps.db, sent.id, 1);
    return { tripClaim: version?.tripClaim, evaluation: version?.evaluation, payableCents: version?.payableCents };
  };
  const impact = async (): Promise<ImpactView> => (await as('paakayttaja')).get(`/api/revisions/${SECOND}/impact`);

  beforeAll(async () => {
    rules = ruleFolder();
    config = await testConfig(engine, data.folder);
    await start();
    sent = await fileSimpleClaim(await as('jasen'));
    const other = await as('medlem');
    const started = await startClaim(other);
    draft = await save(other, started, dayTrip(started.draft, '2026-03-10'));
  });
  afterAll(async () => {
    await stop();
    rules.remove();
    data.remove();
  });

  test('at the first start the newest revision of each series is put in force by the service, and that is in the log', async () => {
    const admin = await as('paakayttaja');
    const { waiting, inForce } = await admin.get<RevisionsView>('/api/revisions');
    expect(waiting).toEqual([]);
    expect(inForce[0]).toMatchObject({ id: 'fi-state-2026.1', by: null, activatedAt: TODAY.toISOString() });
    const log = await admin.get<AuditEntry[]>('/api/audit');
    const activations = log.filter(({ action }) => action === 'rules-activated');
    expect(activations.map(({ actor, subject }) => ({ actor, subject }))).toContainEqual({
      actor: null,
      subject: 'rules fi-state-2026.1',
    });
    expect(activations).toHaveLength(inForce.length);
  });

  test('a newer revision in the folder waits: claims are computed by the one in force, at the next start too', async () => {
    await stop();
    rules.revise(oneEuroMore);
    await start();
    const { waiting } = await (await as('paakayttaja')).get<RevisionsView>('/api/revisions');
    expect(waiting).toMatchObject([{ id: SECOND, replaces: 'fi-state-2026.1' }]);
    expect(waiting[0]?.changes).toMatchObject([
      { path: 'perDiem.full', before: { value: '54.00', status: 'verified' }, after: { value: '55.00' } },
    ]);
    expect(waiting[0]?.changes[0]?.name.fi).not.toBe('perDiem.full');
    const view = await (await as('medlem')).get<ClaimView>(`/api/claims/${draft.id}`);
    expect(view.payableCents).toBe(FULL_DAY);
    expect(view.evaluation?.packs.map(({ id }) => id)).toEqual(['fi-state-2026.1']);
  });

  test('the report tells of every open claim what it would come to, and which would change only on sending again', async () => {
    const report = await impact();
    fingerprint = report.fingerprint;
    const of = ({ number }: ClaimView) => report.claims.find((claim) => claim.number === number);
    expect(of(draft)).toMatchObject({ frozen: false, beforeCents: FULL_DAY, afterCents: REVISED_DAY });
    expect(of(sent)).toMatchObject({ frozen: true, beforeCents: FULL_DAY, afterCents: REVISED_DAY });
    expect(of(draft)?.lines).toMatchObject([
      { rule: 'per-diem.full', date: '2026-03-10', changed: ['amount', 'unit'], changeCents: 100 },
    ]);
    // The demo's own two claims were sent too.
    expect(report.totals).toMatchObject({
      open: 4,
      touched: 4,
      changeCents: 400,
      written: { claims: 1, changeCents: 100 },
      sent: { claims: 3, changeCents: 300 },
      withoutSum: 0,
    });
    expect(JSON.stringify(report)).not.toContain(draft.member.name);
  });

  test('nothing is put in force without the report, by a report from before a change, or twice', async () => {
    const admin = await as('paakayttaja');
    const path = `/api/revisions/${SECOND}/activation`;
    expect((await admin.refused('POST', path, {})).code).toBe('invalid-input');
    expect((await admin.refused('POST', path, { fingerprint: 'guess' })).code).toBe('impact-stale');
    const member = await as('medlem');
    draft = await save(member, await member.get(`/api/claims/${draft.id}`), draft.draft);
    expect(await admin.refused('POST', path, { fingerprint })).toMatchObject({ status: 409, code: 'impact-stale' });
    expect((await admin.get<RevisionsView>('/api/revisions')).waiting).toHaveLength(1);

    fingerprint = (await impact()).fingerprint;
    const attempts = await Promise.all([
      admin.request('POST', path, { fingerprint }),
      admin.request('POST', path, { fingerprint }),
    ]);
    expect(attempts.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect((await admin.refused('POST', path, { fingerprint })).code).toBe('revision-not-waiting');
    const { waiting, inForce } = await admin.get<RevisionsView>('/api/revisions');
    expect(waiting).toEqual([]);
    expect(inForce[0]).toMatchObject({ id: SECOND, by: expect.stringContaining('Pääkäyttäjä') });
    const [newest] = await admin.get<AuditEntry[]>('/api/audit');
    expect(newest).toMatchObject({
      action: 'rules-activated',
      subject: `rules ${SECOND}`,
      details: { replaces: 'fi-state-2026.1', report: fingerprint },
    });
  });

  test('a draft is computed by it at once, on its page and in the list', async () => {
    const member = await as('medlem');
    const view = await member.get<ClaimView>(`/api/claims/${draft.id}`);
    expect(view.payableCents).toBe(REVISED_DAY);
    const list = await member.get<ClaimSummary[]>('/api/claims');
    expect(list.find(({ id }) => id === draft.id)?.payableCents).toBe(REVISED_DAY);
  });

  test('what was sent stays to the byte, and is approved and paid as it was sent', async () => {
    const before = await frozen();
    expect(before.payableCents).toBe(FULL_DAY);
    const assistant = await as('assistentti');
    await approve(assistant, sent.id);
    const finance = await as('talous');
    await makeBatch(finance, sent.id);
    expect(await frozen()).toEqual(before);
    const view = await assistant.get<ClaimView>(`/api/claims/${sent.id}`);
    expect(view).toMatchObject({ state: 'batched', payableCents: FULL_DAY });
    expect(view.evaluation?.packs.map(({ id }) => id)).toEqual(['fi-state-2026.1']);
  });

  test('a member who saw the old sum does not sign for the new one unawares', async () => {
    const member = await as('medlem');
    const view = await member.get<ClaimView>(`/api/claims/${draft.id}`);
    const body = {
      revision: view.revision,
      signedName: view.member.name,
      accepted: true,
      declarationVersion: view.declaration.version,
    };
    const path = `/api/claims/${draft.id}/submission`;
    const problem = await member.refused('POST', path, { ...body, payableCents: FULL_DAY });
    expect(problem).toMatchObject({ status: 409, code: 'sum-changed' });
    const signed = await member.post<ClaimView>(path, { ...body, payableCents: REVISED_DAY });
    expect(signed.evaluation?.packs.map(({ id }) => id)).toEqual([SECOND]);
  });

  test('an activation is never changed or taken away, whoever asks', async () => {
    const { db } = running().deps;
    const before = await db.select().from(packActivations);
    for (const change of [sql`update pack_activations set pack_id = 'x'`, sql`delete from pack_activations`])
      await expect(db.execute(change)).rejects.toMatchObject({ cause: { code: '23001' } });
    expect(await db.select().from(packActivations)).toEqual(before);
  });

  test('everything sent, by the old revision and by the new, comes out the same when computed again', async () => {
    await stop();
    expect(await replayed(rules.folder)).toMatchObject({ code: 0, err: '' });
    const { out } = await replayed(rules.folder);
    expect(out).toHaveLength(4);
    expect(out.every(({ same }) => same)).toBe(true);
    expect(out.map(({ claim }) => claim)).toContain(sent.number);
  });

  test('a pack altered by one cent is told for each claim that is pinned to it, and so is one that is gone', async () => {
    const copy = ruleFolder();
    copy.revise(oneEuroMore);
    copy.alter('2026.yaml', 'partial: { value: "25.00"', 'partial: { value: "25.01"');
    const altered = await replayed(copy.folder);
    expect(altered.code).toBe(1);
    expect(altered.out.filter(({ same }) => !same)).toHaveLength(3);
    expect(altered.out).toContainEqual({
      claim: sent.number,
      version: 1,
      same: false,
      packs: [{ id: 'fi-state-2026.1', is: 'altered' }],
    });
    copy.take('2026.yaml');
    const { out } = await replayed(copy.folder);
    expect(out.find(({ claim }) => claim === sent.number)?.packs).toEqual([{ id: 'fi-state-2026.1', is: 'missing' }]);
    copy.remove();
  });

  test('the service does not start on an activated pack that has changed or is gone, and says which', async () => {
    rules.alter('2026.2.yaml', 'value: "55.00"', 'value: "56.00"');
    await expect(start()).rejects.toThrow(/fi-state-2026\.2 is in force, but its file has changed/);
    rules.take('2026.2.yaml');
    await expect(start()).rejects.toThrow(/fi-state-2026\.2 is in force but is not in the folder/);
    rules.revise(oneEuroMore);
    await start();
    const { inForce } = await (await as('paakayttaja')).get<RevisionsView>('/api/revisions');
    expect(inForce[0]?.id).toBe(SECOND);
  });

  type Line = { claim: string; version: number; same: boolean; packs?: { id: string; is: string }[] };

  /** `matkalasku replay` on this database, which the service has left meanwhile. */
  async function replayed(folder: string): Promise<{ code: number; out: Line[]; err: string }> {
    const written: string[] = [];
    const errors: string[] = [];
    const stdout = { write: (text: string) => written.push(text) > 0 } as unknown as NodeJS.WritableStream;
    const stderr = { write: (text: string) => errors.push(text) };
    const environment = {
      NODE_ENV: 'test',
      DATA_DIR: config.dataDir,
      ...(config.databaseUrl ? { DATABASE_URL: config.databaseUrl } : {}),
    };
    const code = await replay({ rules: folder, json: true }, { stdout, stderr }, environment);
    return { code, out: written.map((text) => JSON.parse(text)), err: errors.join('') };
  }
});

describe('two services on one PostgreSQL', () => {
  const data = temporaryFolder();
  const [mine, theirs] = [ruleFolder(), ruleFolder()];
  const services: Service[] = [];
  let config: Awaited<ReturnType<typeof testConfig>>;

  const startOn = async (rules: RuleFolder): Promise<Service> => {
    const service = await startService(config, { webFolder: null, now: () => TODAY, rules: rules.url });
    services.push(service);
    return service;
  };
  const signedIn = async ({ address }: Service, username: string): Promise<Client> => {
    const client = new Client(address);
    await client.signIn(username);
    return client;
  };
  const putInForce = async (service: Service): Promise<void> => {
    const admin = await signedIn(service, 'paakayttaja');
    const { fingerprint } = await admin.get<ImpactView>(`/api/revisions/${SECOND}/impact`);
    await admin.post(`/api/revisions/${SECOND}/activation`, { fingerprint });
  };

  beforeAll(async () => {
    config = await testConfig('postgresql', data.folder);
  });
  afterAll(async () => {
    for (const service of services) await service.close();
    for (const folder of [mine, theirs, data]) folder.remove();
  });

  test('started at once on an empty database they put each series in force once', async () => {
    const empty = await testConfig('postgresql', data.folder, { DEMO: 'off' });
    const start = { webFolder: null, now: () => TODAY, rules: mine.url };
    const [one, other] = await Promise.all([startService(empty, start), startService(empty, start)]);
    const rows = await one.deps.db.select().from(packActivations);
    expect(new Set(rows.map(({ series }) => series)).size).toBe(rows.length);
    await Promise.all([one.close(), other.close()]);
  });

  test('what one puts in force the other computes by at its next request; without the file it computes nothing', async () => {
    const lacking = await startOn(theirs);
    mine.revise(oneEuroMore);
    const [first, second] = [await startOn(mine), await startOn(mine)];
    const member = await signedIn(second, 'jasen');
    const started = await startClaim(member);
    const saved = await save(member, started, dayTrip(started.draft, '2026-03-10'));
    expect(saved.payableCents).toBe(FULL_DAY);
    const elsewhere = await signedIn(lacking, 'jasen');
    expect((await elsewhere.get<ClaimView>(`/api/claims/${saved.id}`)).payableCents).toBe(FULL_DAY);

    await putInForce(first);
    expect((await member.get<ClaimView>(`/api/claims/${saved.id}`)).payableCents).toBe(REVISED_DAY);
    expect(await elsewhere.refused('GET', `/api/claims/${saved.id}`)).toMatchObject({
      status: 503,
      code: 'rules-not-here',
    });
  });
});
