import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ClaimView, MeetingView } from '../../src/claim/views.ts';
import { webFolder } from '../../src/commands/web-build.ts';
import { demoPassword } from '../../src/demo/accounts.ts';
import { Client } from '../client.ts';
import { allRead, approve, dayTrip, expenseFor, save, sign, upload } from '../filing.ts';
import { type TestService, testService } from '../service.ts';
import { axeFaults, fitsAcross, openBrowser, openPage } from './browser.ts';

/** The assistant asks about one row and pays the rest by keys alone; the member answers; the rest is approved too. */

let service: TestService;
let browser: Browser;

beforeAll(async () => {
  [service, browser] = await Promise.all([testService('postgresql', { webFolder }), openBrowser()]);
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
  const date = started.meeting.start.slice(0, 10);
  await upload(member, started.id, 'taksi-esimerkki-2026.jpg');
  const read = await allRead(member, started.id);
  const justification = { code: 'no-connection' as const, text: '' };
  const expenses = read.receipts.map((each) =>
    expenseFor(each, { kind: 'taxi', date, amountCents: 2340, justification, publicTransport: 'Ei bussia klo 5.' }),
  );
  return sign(member, await save(member, read, { ...dayTrip(read.draft, date), expenses }));
}

async function signedIn(username: string, at: string, width = 1280): Promise<{ page: Page; complaints: string[] }> {
  const opened = await openPage(browser, service.address, { width, height: 900 });
  await opened.page.getByLabel('Käyttäjätunnus').fill(username);
  await opened.page.getByLabel('Salasana').fill(demoPassword);
  await opened.page.keyboard.press('Enter');
  await opened.page.getByRole('button', { name: 'Kirjaudu ulos' }).waitFor();
  await opened.page.goto(`${service.address}${at}`);
  return opened;
}

/** In Finnish and in Swedish, wide and narrow; the language is Finnish again afterwards. */
async function expectGood(page: Page, name: string): Promise<void> {
  for (const [language, other] of [
    ['fi', 'Svenska'],
    ['sv', 'Suomi'],
  ] as const) {
    for (const width of [1280, 320]) {
      await page.setViewportSize({ width, height: 900 });
      const folder = process.env.PICTURES;
      if (folder) await page.screenshot({ path: `${folder}/${name}-${language}-${width}.png`, fullPage: true });
      expect(await axeFaults(page), `${name} ${language} at ${width}`).toEqual([]);
      expect(await fitsAcross(page), `${name} ${language} at ${width}`).toBe(true);
    }
    await page.getByRole('button', { name: other }).click();
    await page.getByRole('button', { name: other === 'Suomi' ? 'Kirjaudu ulos' : 'Logga ut' }).waitFor();
  }
  await page.setViewportSize({ width: 1280, height: 900 });
}

test('one row is asked about and the rest is paid; the answer and the signature send the row after it', async () => {
  const claim = await filed('koko7');
  const { page, complaints } = await signedIn('assistentti', `/review/${claim.id}`);
  await page.getByRole('heading', { name: claim.member.name }).waitFor();
  await page.getByRole('heading', { name: 'Rivit ja päätökset' }).waitFor();
  // To the taxi, past the trip and the per diem.
  for (const key of ['l', 'l', 'l', 'q']) await page.keyboard.press(key);
  await page.getByLabel('Mitä kysyt jäseneltä?').waitFor();
  await page.keyboard.type('Miksi taksi?');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  expect(await page.getByLabel('Maksa muut rivit nyt.').isChecked()).toBe(true);
  await expectGood(page, 'review-hold-form');
  await page.getByLabel('Maksa muut rivit nyt.').focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByText('Kysytty, muut maksetaan').waitFor();
  await page.getByText('Maksetaan erikseen lisälaskulla, kun kysymykseen on vastattu.').first().waitFor();
  await expectGood(page, 'review-held');
  await page.keyboard.press('s');
  await page.getByText(`Korjaus lähetetty: ${claim.number}`).waitFor();
  await page.goto(`${service.address}/review/${claim.id}`);
  await page.getByRole('heading', { name: 'Tarkastuslista' }).waitFor();
  await page.keyboard.press('a');
  await page.getByRole('button', { name: 'Loput kohdat kunnossa, hyväksy' }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByText(`Hyväksytty: ${claim.number}`).waitFor();
  await page.goto(`${service.address}/review/${claim.id}`);
  await page.getByText('Kysytyt rivit ovat lisälaskulla').waitFor();
  await expectGood(page, 'review-first');

  const assistant = new Client(service.address);
  await assistant.signIn('assistentti');
  const { supplement } = await assistant.get<ClaimView>(`/api/claims/${claim.id}`);
  if (!supplement) throw new Error('no supplement was made');
  const member = await signedIn('koko7', '/');
  await member.page.getByText(`Osa tästä laskusta maksetaan lisälaskulla ${supplement.number}`).waitFor();
  await member.page.getByText(`Lisälasku laskuun ${claim.number}`).waitFor();
  await expectGood(member.page, 'home-supplement');
  await member.page.goto(`${service.address}/claims/${claim.id}`);
  await member.page.getByRole('link', { name: /Osa tästä laskusta maksetaan/ }).waitFor();
  await expectGood(member.page, 'first-sent');
  await member.page.goto(`${service.address}/claims/${supplement.id}`);
  await member.page.getByRole('heading', { level: 1, name: 'Lisälasku' }).waitFor();
  await member.page.getByText('Miksi taksi?').first().waitFor();
  await expectGood(member.page, 'supplement');
  await member.page.getByLabel('Vastauksesi').fill('Juna oli peruttu.');
  await member.page.getByLabel('Vastauksesi').blur();
  await member.page.getByText('Vastaus tallennettu.').waitFor();
  await member.page.getByText('Vakuutan tämän').click();
  await member.page
    .getByLabel(/nimesi/i)
    .last()
    .fill(claim.member.name);
  await member.page.getByRole('button', { name: 'Allekirjoita ja lähetä' }).click();
  await member.page.getByText(`Lisälasku laskuun ${claim.number}`).waitFor();
  await expectGood(member.page, 'supplement-sent');
  expect([...complaints, ...member.complaints]).toEqual([]);
  await member.page.context().close();

  await page.goto(`${service.address}/review/${supplement.id}`);
  await page.getByText('”Juna oli peruttu.”').waitFor();
  await page.getByText('Lisälasku laskuun').waitFor();
  await expectGood(page, 'review-supplement');
  expect((await approve(assistant, supplement.id)).state).toBe('approved');
  await page.context().close();
});
