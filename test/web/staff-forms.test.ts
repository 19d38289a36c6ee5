import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CardSummary, CardView } from '../../src/claim/meeting-views.ts';
import { webFolder } from '../../src/commands/web-build.ts';
import { Client } from '../client.ts';
import { type TestService, testService } from '../service.ts';
import { axeFaults, openBrowser } from './browser.ts';
import { signedIn } from './person.ts';

/** Forms of staff at a real browser: nothing typed is lost, two at once see both, and what takes its time says so. */

let service: TestService;
let browser: Browser;
let meetingId: string;
beforeAll(async () => {
  [service, browser] = await Promise.all([testService('pglite', { webFolder }), openBrowser()]);
  const assistant = new Client(service.address);
  await assistant.signIn('assistentti');
  meetingId = (await assistant.get<CardSummary[]>('/api/meeting-cards'))[0]?.id ?? '';
});
afterAll(async () => {
  await browser?.close();
  await service?.stop();
});

async function changing(page: Page): Promise<void> {
  await page.goto(`${service.address}/meetings/${meetingId}`);
  await page.getByRole('button', { name: 'Muuta tietoja' }).click();
  await page.getByLabel('Paikkakunta').waitFor();
}

test('what was typed into a meeting stands after a language, a step back and a reload; it is said, and can be dropped', async () => {
  const { page, complaints } = await signedIn(browser, service.address, 'assistentti');
  await page.goto(`${service.address}/meetings/new`);
  await page.getByLabel('Kokouksen nimi').fill('Kevään kokous');
  await page.getByRole('button', { name: 'Svenska' }).click();
  expect(await page.getByLabel('Mötets namn').inputValue()).toBe('Kevään kokous');
  await page.getByRole('button', { name: 'Suomi' }).click();
  await page.getByRole('link', { name: 'Kaikki kokoukset' }).click();
  await page.getByRole('heading', { level: 1, name: 'Kokoukset' }).waitFor();
  await page.goBack();
  await page.reload();
  await page.getByText('Nämä tiedot jäivät viimeksi tallentamatta.').waitFor();
  expect(await page.getByLabel('Kokouksen nimi').inputValue()).toBe('Kevään kokous');
  expect(await axeFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Hylkää ja aloita alusta' }).click();
  expect(await page.getByLabel('Kokouksen nimi').inputValue()).toBe('Työryhmän kokous');
  await page.reload();
  await page.getByLabel('Kokouksen nimi').waitFor();
  expect(await page.getByText('jäivät viimeksi tallentamatta').count()).toBe(0);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('two change one meeting: the second sees both values, keeps what the first alone changed, and saves', async () => {
  const [one, two] = [
    await signedIn(browser, service.address, 'assistentti'),
    await signedIn(browser, service.address, 'assistentti'),
  ];
  await changing(one.page);
  await changing(two.page);
  await one.page.getByLabel('Paikkakunta').fill('Lahti');
  await one.page.getByLabel('Osoite').fill('Satama 1, Lahti');
  await one.page.getByRole('button', { name: 'Tallenna kokous' }).click();
  await one.page.getByRole('button', { name: 'Muuta tietoja' }).waitFor();
  await two.page.getByLabel('Paikkakunta').fill('Turku');
  await two.page.getByRole('button', { name: 'Tallenna kokous' }).click();
  await two.page.getByText('Toinen muutti kokousta sillä välin.').waitFor();
  await two.page.getByText('Sinun: Turku').waitFor();
  await two.page.getByText('Toisen: Lahti').waitFor();
  expect(await two.page.getByLabel('Osoite').inputValue()).toBe('Satama 1, Lahti');
  expect(await axeFaults(two.page)).toEqual([]);
  await two.page.getByRole('button', { name: 'Tallenna kokous' }).click();
  await two.page.getByRole('button', { name: 'Muuta tietoja' }).waitFor();
  const assistant = new Client(service.address);
  await assistant.signIn('assistentti');
  const { card } = await assistant.get<CardView>(`/api/meeting-cards/${meetingId}`);
  expect(card).toMatchObject({ place: 'Turku', address: 'Satama 1, Lahti' });
  for (const { page } of [one, two]) await page.context().close();
});

test('what takes longer than a moment says so, and stops saying it when it is done', async () => {
  const { page } = await signedIn(browser, service.address, 'paakayttaja');
  await page.goto(`${service.address}/admin/people`);
  await page.getByText('Uusi tunnus').click();
  const form = page.locator('details[open]');
  await form.getByLabel('Nimi').fill('Kalle Koe');
  await form.getByLabel('Sähköposti').fill('kalle@example.invalid');
  await page.route('**/api/people', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await route.continue();
  });
  await form.getByRole('button', { name: 'Luo tunnus ja lähetä linkki' }).click();
  await page.getByRole('status').getByText('Odota hetki…').waitFor();
  await page.getByText('Tunnus Kalle Koe on luotu.').waitFor();
  await page.getByText('Odota hetki…').waitFor({ state: 'detached' });
  await page.context().close();
});
