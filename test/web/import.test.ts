import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MailView } from '../../src/claim/views.ts';
import { webFolder } from '../../src/commands/web-build.ts';
import { Client, until } from '../client.ts';
import { type TestService, testService } from '../service.ts';
import { openBrowser, openPage } from './browser.ts';
import { expectGood, phone, signedIn } from './person.ts';

/** Members from a file with a preview, and a new account opened by its link, at a real browser. */

let service: TestService;
let browser: Browser;
beforeAll(async () => {
  [service, browser] = await Promise.all([testService('pglite', { webFolder }), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await service?.stop();
});

const file = async (page: Page, text: string): Promise<void> => {
  const buffer = Buffer.from(text);
  await page.getByLabel('Valitse tiedosto').setInputFiles({ name: 'jasenet.csv', mimeType: 'text/csv', buffer });
};

test('a list with a mistake, then a right one: what changes is seen before anything is done', async () => {
  const { page, complaints } = await signedIn(browser, service.address, 'assistentti');
  await page.getByRole('link', { name: 'Kokoukset', exact: true }).click();
  await page.getByRole('link', { name: 'Ryhmät ja jäsenet' }).click();
  await page.getByLabel('Ryhmä', { exact: true }).selectOption({ label: 'Vaativan erityisen tuen työryhmä' });
  await file(page, 'Nimi;Sähköposti;Kengät\nBertta Koe;bertta@example.invalid;43\nToinen;ei osoite;44\n');
  await page.getByText('Rivi 3:').waitFor();
  await expectGood(page, 'import-errors-desktop');
  expect(await page.getByRole('button', { name: 'Tuo muutokset' }).count()).toBe(0);
  await file(page, 'Nimi;Sähköposti;Asema\nBertta Koe;bertta@example.invalid;jäsen\n');
  await page.getByText('uusi henkilö').waitFor();
  await expectGood(page, 'import-preview-desktop');
  await page.getByRole('button', { name: 'Tuo muutokset' }).press('Enter');
  await page.getByText('Tuotu: 1 muutos').waitFor();
  await expectGood(page, 'import-done-desktop');
  await file(page, 'Nimi;Sähköposti;Asema\nBertta Koe;bertta@example.invalid;jäsen\n');
  await page.getByText('Tiedosto ei muuta mitään.').waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('the administrator makes an account on a phone; its link sets a password that opens it', async () => {
  const { page, complaints } = await signedIn(browser, service.address, 'paakayttaja', phone);
  await page.goto(`${service.address}/admin/people`);
  await page.getByText('Uusi tunnus').click();
  const form = page.locator('details[open]');
  await form.getByLabel('Nimi').fill('Kalle Koe');
  await form.getByLabel('Sähköposti').fill('kalle@example.invalid');
  await expectGood(page, 'accounts-phone');
  await form.getByRole('button', { name: 'Luo tunnus ja lähetä linkki' }).press('Enter');
  await page.getByText('Tunnus Kalle Koe on luotu.').waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();

  const admin = new Client(service.address);
  await admin.signIn('paakayttaja');
  const mails = await until(
    () => admin.get<MailView[]>('/api/mails'),
    (all) => all.some(({ to }) => to === 'kalle@example.invalid'),
  );
  const token = /#(\S+)/.exec(mails.find(({ to }) => to === 'kalle@example.invalid')?.text ?? '')?.[1];
  const opened = await openPage(browser, service.address, phone);
  await opened.page.goto(`${service.address}/password#${token}`);
  await opened.page.getByLabel('Uusi salasana').fill('lyhyt');
  await opened.page.keyboard.press('Enter');
  await opened.page.getByText('Salasanassa pitää olla').waitFor();
  await expectGood(opened.page, 'password-phone');
  await opened.page.getByLabel('Uusi salasana').fill('pitkä ja helppo muistaa');
  await opened.page.keyboard.press('Enter');
  await opened.page.getByText('Kirjaudu sisään tunnuksella kalle@example.invalid').waitFor();
  await opened.page.context().close();
});

test.each([
  ['Svenska', 'Grupper och medlemmar'],
  ['English', 'Groups and members'],
])('the page speaks %s', async (language, title) => {
  const { page } = await signedIn(browser, service.address, 'assistentti');
  await page.goto(`${service.address}/meetings/groups`);
  await page.getByRole('button', { name: language }).click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  await expectGood(page, `groups-${language}`);
  await page.getByRole('button', { name: 'Suomi' }).click();
  await page.getByRole('heading', { level: 1, name: 'Ryhmät ja jäsenet' }).waitFor();
  await page.context().close();
});
