import { monitorEventLoopDelay } from 'node:perf_hooks';
import { asc } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { claimNumber } from '../../src/claim/number.ts';
import type { ImpactView } from '../../src/claim/revision-views.ts';
import type { ClaimView } from '../../src/claim/views.ts';
import { type Service, startService } from '../../src/main.ts';
import { frozenVersions } from '../../src/store/claims.ts';
import { claims, claimVersions, meetings, users } from '../../src/store/schema.ts';
import { Client } from '../client.ts';
import { dayTrip, save, startClaim } from '../filing.ts';
import { oneEuroMore, ruleFolder } from '../rule-folder.ts';
import { TODAY, temporaryFolder, testConfig } from '../service.ts';

/** A report over more claims than fit on a page. */

const COPIES = Number(process.env.CLAIMS ?? 120);
const A_PAGE = 50;
const path = '/api/revisions/fi-state-2026.2/impact';
const rules = ruleFolder();
const data = temporaryFolder();
let service: Service;
let admin: Client;

beforeAll(async () => {
  const config = await testConfig('postgresql', data.folder);
  const start = { webFolder: null, now: () => TODAY, rules: rules.url };
  await (await startService(config, start)).close();
  rules.revise(oneEuroMore);
  service = await startService(config, start);
  const member = new Client(service.address);
  await member.signIn('jasen');
  const started = await startClaim(member);
  await copyDraft(await save(member, started, dayTrip(started.draft, '2026-03-10')));
  admin = new Client(service.address);
  await admin.signIn('paakayttaja');
});
afterAll(async () => {
  await service?.close();
  rules.remove();
  data.remove();
});

/** The same draft for other people and meetings: a claim is one person's for one meeting. */
async function copyDraft({ draft, evaluation, member, meeting }: ClaimView): Promise<void> {
  const { db } = service.deps;
  const people = await db.select({ id: users.id }).from(users).orderBy(asc(users.id));
  const called = await db.select({ id: meetings.id }).from(meetings).orderBy(asc(meetings.id));
  const pairs = called
    .flatMap((one) => people.map((person) => ({ memberId: person.id, meetingId: one.id })))
    .filter((pair) => pair.memberId !== member.id && pair.meetingId !== meeting.id);
  const rows = pairs.slice(0, COPIES - 1).map((pair, index) => ({
    ...pair,
    ...{ draft, evaluation, since: TODAY, createdAt: TODAY, state: 'draft' as const },
    number: claimNumber(2026, 1000 + index),
  }));
  await db.insert(claims).values(rows);
}

test(`of ${COPIES} touched drafts a page shows ${A_PAGE}, and says the totals of all`, async () => {
  const pages: ImpactView[] = [];
  for (let page = 1; page <= (pages[0]?.pages ?? 1); page += 1) pages.push(await admin.get(`${path}?page=${page}`));
  const drafts = pages.flatMap((each) => each.claims).filter(({ frozen }) => !frozen);
  expect(new Set(drafts.map(({ number }) => number)).size).toBe(COPIES);
  expect(pages.map((each) => each.claims.length).slice(0, -1)).toEqual(Array(pages.length - 1).fill(A_PAGE));
  for (const { totals } of pages)
    expect(totals).toMatchObject({ written: { claims: COPIES, changeCents: COPIES * 100 }, touched: COPIES + 2 });
  expect(new Set(pages.map(({ fingerprint }) => fingerprint)).size).toBe(1);
  expect((await admin.get<ImpactView>(`${path}?page=999`)).claims).toEqual([]);
});

test('every version ever sent is read once, over more than are held at a time', async () => {
  const { db } = service.deps;
  const [first] = await db.select().from(claimVersions).limit(1);
  if (!first) throw new Error('the demo has sent no claim');
  const more = Array.from({ length: 250 }, (_, index) => ({ ...first, version: index + 2 }));
  await db.insert(claimVersions).values(more);
  const read: string[] = [];
  for await (const { number, version } of frozenVersions(db)) read.push(`${number} ${version}`);
  expect(read).toHaveLength(new Set(read).size);
  expect(read).toHaveLength(more.length + 2);
});

test('other requests get their turn while a report is made', async () => {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const before = performance.now();
  await admin.get(path);
  const ms = performance.now() - before;
  delay.disable();
  process.stdout.write(`report of ${COPIES} claims: ${Math.round(ms)} ms, longest wait ${delay.max / 1e6} ms\n`);
  expect(delay.max / 1e6).toBeLessThan(500);
});
