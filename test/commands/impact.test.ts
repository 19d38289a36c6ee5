import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ClaimImpact, ImpactTotals } from '../../src/claim/revision-views.ts';
import type { ClaimView } from '../../src/claim/views.ts';
import { type ImpactArgs, impact } from '../../src/commands/impact.ts';
import { replay } from '../../src/commands/replay.ts';
import { startService } from '../../src/main.ts';
import { openForReading } from '../../src/store/db.ts';
import { packActivations } from '../../src/store/schema.ts';
import { Client } from '../client.ts';
import { dayTrip, save, startClaim } from '../filing.ts';
import { oneEuroMore, ruleFolder } from '../rule-folder.ts';
import { engines, TODAY, temporaryFolder, testConfig } from '../service.ts';

/** The commands that look into the service's own database, and only look. */

const SECOND = 'fi-state-2026.2';

const written = () => {
  const [out, err]: [string[], string[]] = [[], []];
  const stdout = { write: (text: string) => out.push(text) > 0 } as unknown as NodeJS.WritableStream;
  const stderr = { write: (text: string) => err.push(text) };
  return { stdout, stderr, text: () => out.join(''), errors: () => err.join('') };
};

describe.each(engines)('on %s', (engine) => {
  const data = temporaryFolder();
  const rules = ruleFolder();
  let environment: Record<string, string>;
  let draft: ClaimView;

  beforeAll(async () => {
    const config = await testConfig(engine, data.folder);
    environment = { NODE_ENV: 'test', DATA_DIR: data.folder };
    if (config.databaseUrl) environment.DATABASE_URL = config.databaseUrl;
    const service = await startService(config, { webFolder: null, now: () => TODAY, rules: rules.url });
    const member = new Client(service.address);
    await member.signIn('jasen');
    const started = await startClaim(member);
    draft = await save(member, started, dayTrip(started.draft, '2026-03-10'));
    await service.close();
    rules.revise(oneEuroMore);
  });
  afterAll(() => {
    rules.remove();
    data.remove();
  });

  const run = async (args: Partial<ImpactArgs> = {}) => {
    const io = written();
    const code = await impact({ pack: SECOND, rules: rules.folder, ...args }, { ...io, now: TODAY }, environment);
    return { code, out: io.text(), err: io.errors() };
  };

  test('for people it is a table: each claim that changes, its lines, and the totals', async () => {
    const { code, out, err } = await run();
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain(`${draft.number}\tdraft\t54.00 €\t55.00 €\t+1.00 €\n`);
    expect(out).toContain('\tper-diem.full 2026-03-10\t54.00 €\t55.00 €\t+1.00 €\tamount, unit\n');
    expect(out).toContain('3 of 3 open claims would change, together +3.00 €\n');
    expect(out).toContain('submitted, stays as sent');
  });

  test('with --json it is a line for every open claim, the totals last', async () => {
    const { code, out } = await run({ json: true });
    const lines = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const claims = lines.slice(0, -1) as (ClaimImpact & { touched: boolean })[];
    const { totals } = lines.at(-1) as { totals: ImpactTotals };
    expect(code).toBe(0);
    expect(claims).toHaveLength(totals.open);
    const sum = claims.reduce((all, { beforeCents, afterCents }) => all + (afterCents ?? 0) - (beforeCents ?? 0), 0);
    expect(sum).toBe(totals.changeCents);
    expect(claims.find(({ number }) => number === draft.number)).toMatchObject({ touched: true, afterCents: 5500 });
  });

  test('a revision nobody knows or that is in force is refused in one line', async () => {
    const refusals = [await run({ pack: 'fi-state-2099.1' }), await run({ pack: 'fi-state-2026.1' })];
    expect(refusals).toEqual([
      { code: 2, out: '', err: 'matkalasku impact: there is no pack fi-state-2099.1\n' },
      { code: 2, out: '', err: 'matkalasku impact: fi-state-2026.1 is in force already\n' },
    ]);
  });

  test('replay tells a line for each version, and for people how many were the same', async () => {
    const io = written();
    expect(await replay({ rules: rules.folder }, io, environment)).toBe(0);
    expect(io.text().trim().split('\n')).toHaveLength(2);
    expect(io.errors()).toBe('matkalasku replay: 2 versions, 2 the same\n');
  });

  test('what is opened for reading cannot be written to', async () => {
    const database = await openForReading({ dataDir: data.folder, databaseUrl: environment.DATABASE_URL ?? null });
    const row = { series: 'x', packId: 'x.1', sha256: 'x', activatedAt: TODAY };
    await expect(database.db.insert(packActivations).values(row)).rejects.toMatchObject({ cause: { code: '25006' } });
    await database.close();
  });

  test('a database the service has never started is told, and is not made', async () => {
    const empty = temporaryFolder();
    const io = written();
    const nowhere =
      engine === 'pglite' ? { DATA_DIR: empty.folder } : (await testConfig(engine, empty.folder)).databaseUrl;
    const where = typeof nowhere === 'string' ? { DATABASE_URL: nowhere } : nowhere;
    expect(await replay({ json: true }, io, { NODE_ENV: 'test', ...where } as Record<string, string>)).toBe(2);
    expect(io.errors()).toMatch(/has not been started by this version/);
    empty.remove();
  });
});
