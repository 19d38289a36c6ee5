import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LettersView } from '../../src/claim/letter-views.ts';
import type { ReviewView } from '../../src/claim/review-views.ts';
import type { ClaimView, MeetingView } from '../../src/claim/views.ts';
import { webFolder } from '../../src/commands/web-build.ts';
import { demoPassword } from '../../src/demo/accounts.ts';
import { Client, until } from '../client.ts';
import { approve, dayTrip, driveOf, filesForm, makeBatch, save, sign } from '../filing.ts';
import { type TestService, testService } from '../service.ts';
import { axeFaults, fitsAcross, openBrowser, openPage } from './browser.ts';

/** The decision letter at a real browser: a line rejected, consented to, approved, paid; read in two languages. */

let service: TestService;
let browser: Browser;
let assistant: Client;
let finance: Client;

beforeAll(async () => {
  [service, browser] = await Promise.all([testService('postgresql', { webFolder }), openBrowser()]);
  [assistant, finance] = (await Promise.all(
    ['assistentti', 'talous'].map(async (username) => {
      const client = new Client(service.address);
      await client.signIn(username);
      return client;
    }),
  )) as [Client, Client];
});
afterAll(async () => {
  await browser?.close();
  await service?.stop();
});

async function filed(): Promise<ClaimView> {
  const member = new Client(service.address);
  await member.signIn('jasen');
  const meetings = await member.get<MeetingView[]>('/api/meetings');
  const meeting = meetings.find((each) => each.claimId === null && each.end < '2026-03-20');
  const started = await member.post<ClaimView>('/api/claims', { meetingId: meeting?.id });
  const day = started.meeting.start.slice(0, 10);
  const drive = driveOf(day, 120, {
    from: 'Koulukatu 1',
    to: 'Hakaniemenranta 6',
    reason: { code: 'no-connection', text: 'Ensimmäinen juna olisi perillä liian myöhään.' },
  });
  return sign(member, await save(member, started, { ...dayTrip(started.draft, day), mileage: [drive] }));
}

async function signedIn(username: string, at: string): Promise<{ page: Page; complaints: string[] }> {
  const opened = await openPage(browser, service.address);
  await opened.page.getByLabel('Käyttäjätunnus').fill(username);
  await opened.page.getByLabel('Salasana').fill(demoPassword);
  await opened.page.keyboard.press('Enter');
  await opened.page.getByRole('button', { name: 'Kirjaudu ulos' }).waitFor();
  await opened.page.goto(`${service.address}${at}`);
  return opened;
}

async function expectGood(page: Page, name: string): Promise<void> {
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 900 });
    const folder = process.env.PICTURES;
    if (folder) await page.screenshot({ path: `${folder}/${name}-${width}.png`, fullPage: true });
    expect(await axeFaults(page), `${name} at ${width}`).toEqual([]);
    expect(await fitsAcross(page), `${name} at ${width}`).toBe(true);
  }
  await page.setViewportSize({ width: 1280, height: 900 });
}

/** Letters come by a job: waits until there are so many. */
const letters = (id: string, count: number): Promise<LettersView> =>
  until(
    () => assistant.get<LettersView>(`/api/claims/${id}/letters`),
    (view) => view.letters.length === count,
  );

test('a rejected line is consented to, approved and paid, and the member reads the decision in Finnish and Swedish', async () => {
  const claim = await filed();
  const { lastAct } = await assistant.get<ReviewView>(`/api/claims/${claim.id}/review`);
  const reason = { code: 'not-justified', text: 'Juna olisi ehtinyt' };
  const decision = { kind: 'reject', subject: 'mileage[drive]', reason };
  await assistant.post(`/api/claims/${claim.id}/review/decisions`, { lastAct, decision });
  const { revision } = await assistant.get<ReviewView>(`/api/claims/${claim.id}/review`);
  await assistant.post(`/api/claims/${claim.id}/correction`, { revision });

  const { page, complaints } = await signedIn('jasen', `/claims/${claim.id}`);
  await page
    .getByText('perustelu ei riitä', { exact: false })
    .or(page.getByText('Perustelu ei riitä'))
    .first()
    .waitFor();
  await expectGood(page, 'letter-corrected');
  await page.getByRole('button', { name: 'Hyväksy', exact: true }).click();
  await page.getByText('Hyväksyit tämän').waitFor();

  await approve(assistant, claim.id);
  await letters(claim.id, 1);
  await page.reload();
  await page.getByRole('link', { name: 'Lue päätös, 22.3.2026' }).waitFor();
  await expectGood(page, 'letter-claim-approved');
  await page.getByRole('link', { name: 'Lue päätös, 22.3.2026' }).click();
  await page.getByRole('heading', { name: 'Päätös matkakustannusten korvaamisesta' }).waitFor();
  await page.getByRole('heading', { name: 'Mitä korvataan vähemmän kuin hait' }).waitFor();
  await page.getByText('Syy: perustelu ei riitä (Juna olisi ehtinyt).').waitFor();
  await page.getByText('Maksupäivää ei vielä tiedetä.', { exact: false }).waitFor();
  await expectGood(page, 'letter-approved-fi');

  const { number } = await makeBatch(finance, claim.id);
  const { payableCents } = await assistant.get<ClaimView>(`/api/claims/${claim.id}`);
  const sum = ((payableCents ?? 0) / 100).toFixed(2).replace('.', ',');
  const answer = `viite;summa;tila;paiva;syy\r\n${number}-${claim.number};${sum};maksettu;22.3.2026;\r\n`;
  const bytes = new TextEncoder().encode(answer) as Uint8Array<ArrayBuffer>;
  await finance.post(`/api/batches/${number}/responses`, filesForm({ 'vastaus.csv': bytes }));
  await letters(claim.id, 2);
  await page.reload();
  await page.getByText('maksettiin 22.3.2026 tilille FI** **** **** **07 85', { exact: false }).waitFor();
  await expectGood(page, 'letter-paid-fi');

  await page.getByRole('button', { name: 'Svenska' }).click();
  await page.getByRole('heading', { name: 'Beslut om ersättning av resekostnader' }).waitFor();
  await page.getByText('Orsak: motiveringen räcker inte (Juna olisi ehtinyt).').waitFor();
  await expectGood(page, 'letter-paid-sv');
  await page.getByRole('link', { name: 'Brev 1, 22.3.2026' }).click();
  await page.getByText('Efter detta brev har ett nyare skrivits.', { exact: false }).waitFor();
  await page.getByRole('link', { name: 'Läs det nyaste brevet' }).click();
  await page.getByText('Beslutet är detsamma som i brev 1', { exact: false }).waitFor();
  const href = await page.getByRole('link', { name: 'Ladda ner brevet (PDF)' }).getAttribute('href');
  expect(href).toBe(`/api/claims/${claim.id}/letters/2/document?language=sv`);
  await page.getByRole('button', { name: 'Suomi' }).click();
  await page.getByRole('heading', { name: 'Päätös matkakustannusten korvaamisesta' }).waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();

  const examiner = await signedIn('assistentti', `/claims/${claim.id}/letter`);
  await examiner.page.getByRole('heading', { name: 'Mitä korvataan vähemmän kuin hait' }).waitFor();
  await examiner.page.getByRole('link', { name: 'Takaisin tarkastukseen' }).waitFor();
  expect(examiner.complaints).toEqual([]);
  await examiner.page.context().close();
});

test('the administrator is told that the instructions on how to object are missing, and enters them', async () => {
  const { page, complaints } = await signedIn('paakayttaja', '/admin/remedy');
  await page.getByText('Oikaisuohje puuttuu.', { exact: false }).waitFor();
  await page.getByRole('button', { name: 'Ota käyttöön uusissa kirjeissä' }).click();
  await page.getByText('Kirjoita ohje jokaisella kielellä.').waitFor();
  await expectGood(page, 'letter-remedy-missing');
  await page.getByLabel('Suomeksi').fill('Ohje suomeksi.');
  await page.getByLabel('Ruotsiksi').fill('Anvisning på svenska.');
  await page.getByLabel('Englanniksi').fill('Instructions in English.');
  await page.getByRole('button', { name: 'Ota käyttöön uusissa kirjeissä' }).click();
  await page.getByText('Ohje on käytössä uusissa kirjeissä.', { exact: false }).waitFor();
  expect(await page.getByText('Oikaisuohje puuttuu.', { exact: false }).count()).toBe(0);
  await expectGood(page, 'letter-remedy');
  expect(complaints).toEqual([]);
  await page.context().close();
});
