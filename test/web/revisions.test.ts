import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { webFolder } from '../../src/commands/web-build.ts';
import { demoPassword } from '../../src/demo/accounts.ts';
import { type Service, startService } from '../../src/main.ts';
import { Client } from '../client.ts';
import { dayTrip, save, startClaim } from '../filing.ts';
import { oneEuroMore, ruleFolder } from '../rule-folder.ts';
import { TODAY, temporaryFolder, testConfig } from '../service.ts';
import { axeFaults, fitsAcross, openBrowser, openPage } from './browser.ts';

/** The administrator puts a revision of the rules in force, at a real browser, by keyboard. */

const phone = { width: 320, height: 640 };
const rules = ruleFolder();
const data = temporaryFolder();
let service: Service;
let browser: Browser;
let member: Client;
let claimId: string;

beforeAll(async () => {
  const config = await testConfig('pglite', data.folder);
  const start = { webFolder, now: () => TODAY, rules: rules.url };
  // The revision comes into the folder after the first start: else it would be the first of its series.
  await (await startService(config, start)).close();
  rules.revise(oneEuroMore, [
    'trailer: { value: "0.09", unit: EUR/km, status: verified',
    'trailer: { unit: EUR/km, status: unknown',
  ]);
  [service, browser] = await Promise.all([startService(config, start), openBrowser()]);
  member = new Client(service.address);
  await member.signIn('jasen');
  const started = await startClaim(member);
  claimId = started.id;
  await save(member, started, dayTrip(started.draft, '2026-03-10'));
});
afterAll(async () => {
  await browser?.close();
  await service?.close();
  rules.remove();
  data.remove();
});

async function expectGood(page: Page, name: string): Promise<void> {
  const folder = process.env.PICTURES;
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
  expect(await axeFaults(page), name).toEqual([]);
  expect(await fitsAcross(page), `${name} fits across`).toBe(true);
}

async function signIn(viewport?: typeof phone): Promise<{ page: Page; complaints: string[] }> {
  const opened = await openPage(browser, service.address, viewport);
  const { page } = opened;
  await page.getByLabel('Käyttäjätunnus').focus();
  await page.keyboard.type('paakayttaja');
  await page.keyboard.press('Tab');
  await page.keyboard.type(demoPassword);
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Sääntöversiot' }).click();
  await page.getByRole('heading', { level: 1, name: 'Sääntöversiot' }).waitFor();
  return opened;
}

const press = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('button', { name }).focus();
  await page.keyboard.press('Enter');
};

test('on a phone the report can be read and nothing needs scrolling to the side', async () => {
  const { page, complaints } = await signIn(phone);
  await page.getByText('fi-state-2026.2').first().waitFor();
  expect(await page.getByRole('button', { name: 'Ota käyttöön' }).count()).toBe(0);
  await expectGood(page, 'revisions-phone');
  await press(page, 'Näytä vaikutus');
  await page.getByText('3 / 3 avoimesta matkalaskusta').waitFor();
  await expectGood(page, 'revisions-report-phone');
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('the values that differ, then the report, then the question, and only then it is in force', async () => {
  const { page, complaints } = await signIn();
  await page.getByText('54,00').first().waitFor();
  await expectGood(page, 'revisions-desktop');
  await press(page, 'Näytä vaikutus');
  await page.getByText('3 / 3 avoimesta matkalaskusta').waitFor();
  await expectGood(page, 'revisions-report-desktop');

  // A claim is written while the report is being looked at: what was seen is no longer what would happen.
  const claim = await member.get<Parameters<typeof save>[1]>(`/api/claims/${claimId}`);
  await save(member, claim, claim.draft);
  await press(page, 'Ota käyttöön');
  await page.getByText('Otetaanko fi-state-2026.2 käyttöön?').waitFor();
  await expectGood(page, 'revisions-ask-desktop');
  await press(page, 'Kyllä, ota käyttöön');
  await page.getByText('ovat muuttuneet vertailun jälkeen').waitFor();
  await expectGood(page, 'revisions-stale-desktop');

  await press(page, 'Vertaa uudelleen');
  await press(page, 'Ota käyttöön');
  await press(page, 'Kyllä, ota käyttöön');
  await page.getByText('Sääntöversio fi-state-2026.2 on nyt voimassa.').waitFor();
  await page.getByText('Yksikään sääntöversio ei odota.').waitFor();
  await expectGood(page, 'revisions-done-desktop');
  expect((await member.get<{ payableCents: number }>(`/api/claims/${claimId}`)).payableCents).toBe(5500);
  // The refusal of the stale report is told by the browser too; nothing else is.
  expect(complaints.filter((text) => !text.includes('409'))).toEqual([]);
  await page.context().close();
});

test.each([
  ['Svenska', 'Regelversioner'],
  ['English', 'Revisions of the rules'],
])('the page speaks %s', async (language, title) => {
  const { page } = await signIn();
  await page.getByRole('button', { name: language }).click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  await expectGood(page, `revisions-${language}`);
  await page.getByRole('button', { name: 'Suomi' }).click();
  await page.getByRole('heading', { level: 1, name: 'Sääntöversiot' }).waitFor();
  await page.context().close();
});
