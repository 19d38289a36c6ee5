import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ClaimView, MeetingView } from '../../src/claim/views.ts';
import { webFolder } from '../../src/commands/web-build.ts';
import { demoPassword } from '../../src/demo/accounts.ts';
import { Client, until } from '../client.ts';
import { approve, dayTrip, save, sign } from '../filing.ts';
import { type TestService, TODAY, testService } from '../service.ts';
import { axeFaults, fitsAcross, openBrowser, openPage } from './browser.ts';

/** Undo instead of "are you sure", at a real browser and by keys: from the next claim's page, while there is time. */

const SECOND = 1000;
let service: TestService;
let browser: Browser;
let now = TODAY.getTime();

beforeAll(async () => {
  const start = { webFolder, env: { APPROVAL_UNDO_SECONDS: '30' }, now: () => new Date(now) };
  [service, browser] = await Promise.all([testService('postgresql', start), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await service?.stop();
});

async function filed(username: string): Promise<ClaimView> {
  const member = new Client(service.address);
  await member.signIn(username);
  const meetings = await member.get<MeetingView[]>('/api/meetings');
  const meeting = meetings.find((each) => each.claimId === null && each.end < '2026-03-20');
  const started = await member.post<ClaimView>('/api/claims', { meetingId: meeting?.id });
  return sign(member, await save(member, started, dayTrip(started.draft, started.meeting.start.slice(0, 10))));
}

async function assistantAt(path: string, language = 'Suomi'): Promise<{ page: Page; complaints: string[] }> {
  const opened = await openPage(browser, service.address);
  opened.page.setDefaultTimeout(40_000);
  await opened.page.locator('input').first().fill('assistentti');
  await opened.page.locator('input[type=password]').fill(demoPassword);
  await opened.page.keyboard.press('Enter');
  await opened.page.getByRole('button', { name: 'Kirjaudu ulos' }).waitFor();
  await opened.page.getByRole('button', { name: language }).click();
  await opened.page.getByRole('button', { name: language === 'Suomi' ? 'Kirjaudu ulos' : 'Logga ut' }).waitFor();
  await opened.page.goto(`${service.address}${path}`);
  return opened;
}

async function expectGood(page: Page, name: string): Promise<void> {
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 900 });
    const folder = process.env.PICTURES;
    if (folder) await page.screenshot({ path: `${folder}/${name}-${width}.png` });
    expect(await axeFaults(page), `${name} at ${width}`).toEqual([]);
    expect(await fitsAcross(page), `${name} at ${width}`).toBe(true);
  }
  await page.setViewportSize({ width: 1280, height: 900 });
}

const approveByKeys = async (page: Page, { member, number }: ClaimView): Promise<void> => {
  await page.getByRole('heading', { name: member.name }).waitFor();
  await page.getByRole('heading', { name: 'Tarkastuslista' }).waitFor();
  await page.keyboard.press('a');
  await page.getByRole('button', { name: 'Loput kohdat kunnossa, hyväksy' }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByText(`Hyväksytty: ${number}`).waitFor();
};

/** It waits for the time an approval can be undone to pass, and for documents to be sealed. */
const SLOWLY = 180_000;

test(
  'an approval is undone by one key from the next claim, also after a reload, and is not lost when its time is over',
  async () => {
    const [one, two] = [await filed('koko7'), await filed('koko8')];
    const { page, complaints } = await assistantAt(`/review/${one.id}`);
    await approveByKeys(page, one);
    // On the next claim by now; the last approval is still in sight, and told to a screen reader.
    await page.getByRole('heading', { name: two.member.name }).waitFor();
    const bar = page.getByRole('region', { name: 'Hyväksynnät, jotka voit kumota' });
    await bar.getByText(`${one.number}, ${one.member.name}`).waitFor();
    expect(await bar.getByRole('status').textContent()).toBe('Voit kumota hyväksynnän 30 sekunnin ajan.');
    await expectGood(page, 'review-undoable');
    await page.reload();
    await bar.getByRole('button', { name: `Kumoa hyväksyntä: ${one.number}` }).waitFor();
    await page.keyboard.press('p');
    await page.getByText(`Hyväksyntä kumottu: ${one.number}`).waitFor();
    await page.getByRole('heading', { name: one.member.name }).waitFor();
    await bar.getByRole('button').waitFor({ state: 'detached' });

    // The checklist stands as it was answered: one key.
    await page.keyboard.press('a');
    await page.getByText(`Hyväksytty: ${one.number}`).waitFor();
    now += 20 * SECOND;
    await page.reload();
    await bar.getByText('vielä 10 s').waitFor();
    // Tab reaches both buttons, and the time is prolonged.
    await bar.getByRole('button', { name: `Lisää aikaa: ${one.number}` }).press('Enter');
    await bar.getByText(/vielä (30|29|28) s/).waitFor();
    now += 30 * SECOND;
    await page.keyboard.press('p');
    await page.getByText('Hyväksyntää ei voi enää kumota').waitFor();
    await until(
      () =>
        page.request
          .get(`${service.address}/api/claims/${one.id}`)
          .then((answer) => answer.json() as Promise<ClaimView>),
      ({ document }) => document?.state === 'ready',
    );
    await page.goto(`${service.address}/review/${one.id}`);
    await page.getByRole('button', { name: 'Palauta' }).first().waitFor();
    expect(complaints.filter((each) => !each.includes('409'))).toEqual([]);
    await page.context().close();
  },
  SLOWLY,
);

test('in Swedish it fits and reads as well', async () => {
  const claim = await filed('koko9');
  const assistant = new Client(service.address);
  await assistant.signIn('assistentti');
  await approve(assistant, claim.id);
  const { page } = await assistantAt('/review', 'Svenska');
  await page.getByRole('button', { name: `Ångra godkännandet: ${claim.number}` }).waitFor();
  await expectGood(page, 'review-undoable-sv');
  await page.context().close();
});
