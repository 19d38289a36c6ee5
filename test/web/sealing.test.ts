import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ClaimView } from '../../src/claim/views.ts';
import { webFolder } from '../../src/commands/web-build.ts';
import { demoPassword } from '../../src/demo/accounts.ts';
import { approve, fileSimpleClaim } from '../filing.ts';
import { flipBit, inState, type SealingWorld, sealingWorld, sendWithReceipt } from '../sealing-world.ts';
import { axeFaults, fitsAcross, openBrowser, openPage } from './browser.ts';

/** A document that waits and one that failed, as member, assistant, administrator and finance see them, until both are made. */

const LONG = 300_000;
const RECEIPT = 'pohjanrata-lippu-2026.pdf';
const PDF = 'Lataa allekirjoitettu matkalasku (PDF)';

let all: SealingWorld;
let browser: Browser;
let waiting: ClaimView;
let failed: ClaimView;
beforeAll(async () => {
  all = await sealingWorld('postgresql', { webFolder });
  browser = await openBrowser();
  waiting = await fileSimpleClaim(all.member);
  failed = await sendWithReceipt(all.other, RECEIPT);
  await flipBit(all.db(), failed);
  await inState(all.member, waiting.id, 'waiting');
  await inState(all.other, failed.id, 'failed');
}, LONG);
afterAll(async () => {
  await browser?.close();
  await all?.stop();
}, LONG);

async function signIn(username: string, path: string): Promise<{ page: Page; complaints: string[] }> {
  const opened = await openPage(browser, all.service.address);
  await opened.page.getByLabel('Käyttäjätunnus').fill(username);
  await opened.page.getByLabel('Salasana').fill(demoPassword);
  await opened.page.keyboard.press('Enter');
  await opened.page.getByRole('button', { name: /Kirjaudu ulos|Logga ut/ }).waitFor();
  await opened.page.goto(all.service.address + path);
  return opened;
}

async function expectGood(page: Page, name: string): Promise<void> {
  for (const [width, height] of [
    [320, 720],
    [1280, 900],
  ] as const) {
    await page.setViewportSize({ width, height });
    if (process.env.PICTURES)
      await page.screenshot({ path: join(process.env.PICTURES, `${name}-${width}.png`), fullPage: true });
    expect(await axeFaults(page), `${name} at ${width} px`).toEqual([]);
    expect(await fitsAcross(page), `${name} fits ${width} px across`).toBe(true);
  }
}

test(
  'member and assistant read why the document waits, the administrator which one and since when; then it comes by itself',
  async () => {
    const member = await signIn('jasen', `/claims/${waiting.id}`);
    const assistant = await signIn('assistentti', `/review/${waiting.id}`);
    const admin = await signIn('paakayttaja', '/admin/sealing');
    for (const { page } of [member, assistant]) {
      await page.getByText('PDF-asiakirja odottaa:').waitFor();
      await page.getByText(/Aikaleimapalvelu ei vastaa\. Lasku on tallessa/).waitFor();
    }
    expect(await member.page.getByRole('button', { name: 'Yritä uudelleen' }).count()).toBe(0);
    const listed = admin.page.getByRole('listitem').filter({ hasText: waiting.number });
    await listed.getByText('Yritetään itsestään').waitFor();
    await expectGood(member.page, 'sealing-member-waiting');
    await expectGood(assistant.page, 'sealing-assistant-waiting');
    await expectGood(admin.page, 'sealing-admin');
    await approve(all.assistant, waiting.id);
    const finance = await signIn('talous', '/finance');
    await finance.page.getByRole('heading', { name: 'Odottaa sinetöityä PDF-asiakirjaa' }).waitFor();
    await expectGood(finance.page, 'sealing-finance-waiting');
    all.authority.spoil(null);
    await member.page.getByRole('link', { name: PDF }).waitFor({ timeout: 120_000 });
    await listed.waitFor({ state: 'detached', timeout: 120_000 });
    const copy = finance.page.getByRole('link', {
      name: `Talouden kappale (PDF): ${waiting.number}`,
    });
    await copy.waitFor({ timeout: 120_000 });
    await expectGood(member.page, 'sealing-member-made');
    await expectGood(finance.page, 'sealing-finance-made');
    const download = finance.page.waitForEvent('download');
    await copy.click();
    expect((await download).suggestedFilename()).toBe(`${waiting.number}-v1-talous.pdf`);
    for (const { complaints, page } of [member, assistant, admin, finance]) {
      expect(complaints).toEqual([]);
      await page.context().close();
    }
  },
  LONG,
);

test(
  'a failed document names its file to everybody; put right, the assistant tries again by the keyboard and it is made',
  async () => {
    const member = await signIn('medlem', `/claims/${failed.id}`);
    const assistant = await signIn('assistentti', `/review/${failed.id}`);
    const admin = await signIn('paakayttaja', '/admin/sealing');
    for (const { page } of [member, assistant, admin]) {
      await page.locator('.finding.error', { hasText: RECEIPT }).waitFor();
    }
    await assistant.page.getByText('PDF-asiakirjaa ei voitu tehdä:').waitFor();
    await admin.page.getByText('Vaatii toimia').waitFor();
    await expectGood(member.page, 'sealing-member-failed');
    await expectGood(assistant.page, 'sealing-assistant-failed');
    await expectGood(admin.page, 'sealing-admin-failed');
    all.authority.spoil(null);
    await flipBit(all.db(), failed);
    await assistant.page.getByRole('button', { name: 'Yritä uudelleen' }).press('Enter');
    await assistant.page.getByText('PDF-asiakirjaa ei voitu tehdä:').waitFor({ state: 'detached' });
    await assistant.page.locator(`a[href="/api/claims/${failed.id}/document"]`).waitFor({ timeout: 120_000 });
    await admin.page.getByText('Kaikki asiakirjat on tehty.').waitFor({ timeout: 120_000 });
    await expectGood(assistant.page, 'sealing-assistant-made');
    for (const { complaints, page } of [member, assistant, admin]) {
      // The picture of the changed file is refused, which the browser writes down.
      expect(complaints.filter((each) => !each.includes('409'))).toEqual([]);
      await page.context().close();
    }
  },
  LONG,
);
