import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ClaimView } from '../../src/claim/views.ts';
import { webFolder } from '../../src/commands/web-build.ts';
import { demoPassword } from '../../src/demo/accounts.ts';
import { Client } from '../client.ts';
import { approve, fileSimpleClaim } from '../filing.ts';
import { type TestService, testService } from '../service.ts';
import { axeFaults, fitsAcross, openBrowser, openPage } from './browser.ts';

/** Finance at work in a real browser: preview, batch, answer, reversal, settings, reports; nothing to the side at 320 px. */

let service: TestService;
let browser: Browser;
let claim: ClaimView;

async function picture(page: Page, name: string): Promise<void> {
  if (process.env.PICTURES) await page.screenshot({ path: join(process.env.PICTURES, `${name}.png`), fullPage: true });
}

async function expectGood(page: Page, name: string): Promise<void> {
  expect(await axeFaults(page)).toEqual([]);
  await picture(page, `${name}-1280`);
  await page.setViewportSize({ width: 320, height: 720 });
  expect(await fitsAcross(page)).toBe(true);
  await picture(page, `${name}-320`);
  await page.setViewportSize({ width: 1280, height: 900 });
}

async function signIn(username: string): Promise<{ page: Page; complaints: string[] }> {
  const opened = await openPage(browser, service.address);
  await opened.page.getByLabel('Käyttäjätunnus').fill(username);
  await opened.page.getByLabel('Salasana').fill(demoPassword);
  await opened.page.getByRole('button', { name: 'Kirjaudu', exact: true }).click();
  return opened;
}

beforeAll(async () => {
  service = await testService('pglite', { webFolder });
  const [member, assistant] = [new Client(service.address), new Client(service.address)];
  await member.signIn('jasen');
  await assistant.signIn('assistentti');
  claim = await fileSimpleClaim(member);
  await approve(assistant, claim.id);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await service?.stop();
});

test('finance sees the preview, makes a batch by the keyboard, brings a wrong answer, then takes the batch back', async () => {
  const { page, complaints } = await signIn('talous');
  await page.getByRole('heading', { name: 'Erän esikatselu' }).waitFor();
  await page.getByText('Tili puuttuu: Kokopäiväraha.').waitFor();
  await expectGood(page, 'finance-pay');
  await page.getByRole('button', { name: 'Muodosta erä' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('Erä 1 on muodostettu.').waitFor();
  await page.getByRole('link', { name: 'Erä 1', exact: true }).click();
  await page.getByRole('heading', { name: 'Erä 1' }).waitFor();
  await page.getByText('FI** **** **** **07 85').waitFor();
  const wrong = Buffer.from(`viite;summa;tila;paiva;syy\n1-${claim.number};54,01;maksettu;22.3.2026;\n`);
  await page
    .getByLabel('Valitse tiedosto', { exact: true })
    .setInputFiles({ name: 'vastaus.csv', mimeType: 'text/csv', buffer: wrong });
  await page.getByRole('button', { name: 'Tuo palaute' }).click();
  await page.getByText('Summa 54,01 € ei ole erän summa 54,00 €.').waitFor();
  await expectGood(page, 'finance-batch');
  await page.getByLabel('Miksi erä perutaan?').fill('Väärä projekti');
  await page.getByRole('button', { name: 'Tee oikaisuerä' }).click();
  await page.getByRole('heading', { name: 'Oikaisuerä 2' }).waitFor();
  await page.getByText('Väärä projekti').waitFor();
  await picture(page, 'finance-reversal-1280');
  // The refused answer is the one complaint of the browser's console.
  expect(complaints.filter((each) => !each.includes('422'))).toEqual([]);
  await page.context().close();
});

test('settings are saved and say what is wrong; reports and columns can be read in three languages', async () => {
  const { page, complaints } = await signIn('talous');
  await page.getByRole('link', { name: 'Tilit ja asetukset' }).click();
  const account = page.getByLabel('Kokopäiväraha');
  await account.fill('434');
  await page.getByRole('button', { name: 'Tallenna asetukset' }).click();
  await page.getByText('accounts.per-diem.full').waitFor();
  await account.fill('43400');
  await page.getByRole('button', { name: 'Tallenna asetukset' }).click();
  await page.getByText('Asetukset on tallennettu.').waitFor();
  await expectGood(page, 'finance-settings');
  await page.getByRole('link', { name: 'Täsmäytys ja tulorekisteri' }).click();
  await page.getByText('Avoinna kuukauden lopussa').waitFor();
  await expectGood(page, 'finance-reports');
  await page.getByRole('button', { name: 'Svenska' }).click();
  await page.getByRole('link', { name: 'Filens kolumner' }).click();
  await page.getByRole('heading', { name: 'Kolumner i postens fil' }).waitFor();
  await expectGood(page, 'finance-columns');
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('heading', { name: 'Columns of a batch’s file' }).waitFor();
  await page.getByRole('button', { name: 'Suomi' }).click();
  expect(complaints.filter((each) => !each.includes('400'))).toEqual([]);
  await page.context().close();
});

test('the administrator makes credentials for a payment system, sees the secret once, and revokes them', async () => {
  const { page, complaints } = await signIn('paakayttaja');
  await page.getByRole('link', { name: 'Konetunnukset' }).click();
  await page.getByLabel('Järjestelmän nimi').fill('Maksujärjestelmä');
  await page.getByRole('button', { name: 'Luo tunnus' }).click();
  await page.getByText('Tunnus näytetään vain nyt').waitFor();
  await expectGood(page, 'admin-machines');
  await page.getByRole('button', { name: 'Peru tunnus Maksujärjestelmä' }).click();
  await page.getByText(/^peruttu /).waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();
});
