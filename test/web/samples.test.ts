import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { webFolder } from '../../src/commands/web-build.ts';
import { Client } from '../client.ts';
import { fileSimpleClaim } from '../filing.ts';
import { type TestService, TODAY, testService } from '../service.ts';
import { openBrowser } from './browser.ts';
import { expectGood, phone, signedIn } from './person.ts';

/** The page of the random sample: promised by the administrator, computed again by the reader's browser. */

let now = TODAY;
let service: TestService;
let browser: Browser;
beforeAll(async () => {
  [service, browser] = await Promise.all([testService('pglite', { webFolder, now: () => now }), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await service?.stop();
});

test('published by keyboard, drawn, revealed, and the page finds that all agrees', async () => {
  const { page, complaints } = await signedIn(browser, service.address, 'paakayttaja');
  await page.getByRole('link', { name: 'Satunnaisotanta' }).click();
  await page.getByText('Yhtään jaksoa ei ole julkaistu.').waitFor();
  await page.getByLabel('Ensimmäinen päivä').fill('23.3.2026');
  await page.getByLabel('Viimeinen päivä').fill('23.3.2026');
  await page.getByLabel('Osuus, %').fill('50');
  await page.getByRole('button', { name: 'Julkaise tiiviste' }).press('Enter');
  await page.getByText('julkaistaan jakson jälkeen').waitFor();
  await expectGood(page, 'samples-desktop');
  expect(complaints).toEqual([]);
  await page.context().close();

  now = new Date('2026-03-23T09:00:00Z');
  const member = new Client(service.address);
  await member.signIn('jasen');
  const claim = await fileSimpleClaim(member);
  now = new Date('2026-03-24T09:00:00Z');
  const admin = new Client(service.address);
  await admin.signIn('paakayttaja');
  const [sample] = await admin.get<{ id: string }[]>('/api/samples');
  await admin.post(`/api/samples/${sample?.id}/secret`);

  const reader = await signedIn(browser, service.address, 'koko9', phone);
  await reader.page.goto(`${service.address}/samples`);
  await reader.page.getByText('kaikki 1 arvontaa täsmäävät').waitFor();
  await reader.page.getByText(claim.number).waitFor();
  await expectGood(reader.page, 'samples-phone');
  await reader.page.context().close();
});

test.each([
  ['Svenska', 'Slumpmässigt urval'],
  ['English', 'Random sample'],
])('the page speaks %s', async (language, title) => {
  const { page } = await signedIn(browser, service.address, 'paakayttaja');
  await page.goto(`${service.address}/samples`);
  await page.getByRole('button', { name: language }).click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  await expectGood(page, `samples-${language}`);
  await page.getByRole('button', { name: 'Suomi' }).click();
  await page.context().close();
});
