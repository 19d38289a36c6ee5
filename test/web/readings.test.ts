import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { webFolder } from '../../src/commands/web-build.ts';
import { demoPassword } from '../../src/demo/accounts.ts';
import { type TestService, testService } from '../service.ts';
import { axeFaults, fitsAcross, openBrowser, openPage } from './browser.ts';

/** What a receipt means for the trip fills the form: read by the real reader, at a real browser, on a phone. */

const receipts = ['juna-menopaluu-2025.pdf', 'hotelli-kaksi-yota-2023.png', 'taksi-valitys-2026.png'].concat(
  'parkki-lentoasema-2026.png',
);
const pathOf = (name: string): string =>
  fileURLToPath(new URL(`../../fixtures/receipts/drawn/${name}`, import.meta.url));

let service: TestService;
let browser: Browser;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  [service, browser] = await Promise.all([testService('pglite', { webFolder }), openBrowser()]);
  ({ page, complaints } = await openPage(browser, service.address, { width: 320, height: 640 }));
  await page.getByLabel('Käyttäjätunnus').fill('jasen');
  await page.getByLabel('Salasana').fill(demoPassword);
  await page.keyboard.press('Enter');
  await page
    .getByRole('button', { name: /Tee matkalasku/ })
    .first()
    .click();
  await page.getByText('Kuvaa tai lisää kuitit').waitFor();
  await page.locator('input[type=file]').setInputFiles(receipts.map(pathOf));
  await page.getByText('Kuitit on luettu.').waitFor({ timeout: 120_000 });
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await service?.stop();
});

const row = (text: RegExp) => page.locator('li.expense').filter({ hasText: text });

test('a return ticket offers both its ways with their days, and one tap takes one', async () => {
  const train = row(/Rautavirta/);
  const offers = train.getByRole('button', { name: 'Lisää matkan osuudeksi' });
  expect(await offers.count()).toBe(2);
  expect(await train.locator('.offer').allTextContents()).toEqual([
    expect.stringMatching(/Oulu 5\.5\.2025 klo\s5\.33 – Helsinki klo\s11\.26/),
    expect.stringMatching(/Helsinki 6\.5\.2025 klo\s15\.25 – Oulu klo\s21\.31/),
  ]);
  await offers.first().click();
  await train.getByText('Lisätty matkan osuudeksi').waitFor();
  expect(await offers.count()).toBe(1);
});

test('a hotel bill ticks its nights and takes its meals off, naming their rows', async () => {
  const hotel = row(/Kuusirinne/);
  expect(await hotel.getByRole('checkbox', { checked: true }).count()).toBe(2);
  expect(await hotel.getByLabel(/Muita aterioita/).inputValue()).toBe('57,90');
  await hotel.getByText(/Illallinen 31,90.*Lounas 26,00/).waitFor();
});

test('a taxi slip gives from and to, and asks its reason', async () => {
  const taxi = row(/Miksi taksi/);
  expect(await taxi.getByLabel('Mistä').inputValue()).not.toBe('');
  expect(await taxi.getByLabel('Mihin').inputValue()).not.toBe('');
  expect(await taxi.getByLabel('Miksi taksi?').inputValue()).toBe('');
});

test('a parking receipt gives its place and its days', async () => {
  const parking = row(/Missä pysäköit/);
  expect(await parking.getByLabel('Missä pysäköit?').inputValue()).toBe('airport');
  expect(await parking.getByLabel('Montako päivää?').inputValue()).toBe('4');
});

test('what the member empties stays empty over a reload, and the page is sound at 320 px and on a desktop', async () => {
  const meals = row(/Kuusirinne/).getByLabel(/Muita aterioita/);
  await meals.fill('');
  await meals.press('Tab');
  await page
    .getByText(/Tallennettu/)
    .first()
    .waitFor();
  await page.reload();
  await row(/Kuusirinne/).waitFor();
  expect(
    await row(/Kuusirinne/)
      .getByLabel(/Muita aterioita/)
      .inputValue(),
  ).toBe('');
  for (const [name, width] of [
    ['phone', 320],
    ['desktop', 1280],
  ] as const) {
    await page.setViewportSize({ width, height: 800 });
    if (process.env.PICTURES)
      await page.screenshot({ path: `${process.env.PICTURES}/filled-${name}.png`, fullPage: true });
    expect(await axeFaults(page), name).toEqual([]);
    expect(await fitsAcross(page), name).toBe(true);
  }
  expect(complaints).toEqual([]);
});
