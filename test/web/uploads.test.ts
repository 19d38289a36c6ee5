import { PDFDocument } from 'pdf-lib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { ClaimView, SessionView } from '../../src/claim/views.ts';
import { webFolder } from '../../src/commands/web-build.ts';
import { demoPassword } from '../../src/demo/accounts.ts';
import type { Reader } from '../../src/receipt/reader.ts';
import { Client, until } from '../client.ts';
import { allRead, dayTrip, expenseFor, fixture, save, sign, startClaim } from '../filing.ts';
import { type TestService, testService } from '../service.ts';
import { axeFaults, fitsAcross, openBrowser, openPage } from './browser.ts';

/** Receipts over a bad line, at a real browser: nothing is lost, nothing is sent twice, and it is said how far it is. */

const phone = { width: 320, height: 640 };
const desktop = { width: 1280, height: 900 };
let service: TestService;
let browser: Browser;
let member: Client;
let claim: ClaimView;

beforeAll(async () => {
  [service, browser] = await Promise.all([testService('postgresql', { webFolder }), openBrowser()]);
  member = new Client(service.address);
  await member.signIn('jasen');
});
afterAll(async () => {
  await browser?.close();
  await service?.stop();
});
/** Each test begins without receipts. */
beforeEach(async () => {
  claim = await startClaim(member);
  for (const { id } of claim.receipts) await member.request('DELETE', `/api/receipts/${id}`);
  const now = await member.get<ClaimView>(`/api/claims/${claim.id}`);
  claim = await save(member, now, { ...now.draft, expenses: [] });
});

const MB = 1024 * 1024;
let made = 0;
/** A picture of a receipt of three megabytes: what follows the end of a PNG is nothing to a reader. */
function largePicture(name: string): { name: string; mimeType: string; buffer: Buffer } {
  const buffer = Buffer.alloc(3 * MB);
  buffer.set(fixture('lakeuden-bussi-2026.png'));
  made += 1;
  buffer.writeInt32LE(made, 3 * MB - 4);
  return { name, mimeType: 'image/png', buffer };
}

async function scannedPdf(pages: number): Promise<Buffer> {
  const document = await PDFDocument.create();
  const picture = await document.embedPng(fixture('lakeuden-bussi-2026.png'));
  for (let page = 0; page < pages; page += 1) {
    document.addPage([picture.width, picture.height]).drawImage(picture);
  }
  return Buffer.from(await document.save());
}

async function openClaim(viewport = desktop): Promise<{ page: Page; complaints: string[] }> {
  const opened = await openPage(browser, service.address, viewport);
  const { page } = opened;
  await page.getByLabel('Käyttäjätunnus').fill('jasen');
  await page.getByLabel('Salasana').fill(demoPassword);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Kirjaudu ulos' }).waitFor();
  await page.goto(`${service.address}/claims/${claim.id}`);
  await page.getByText('Kuvaa tai lisää kuitit').waitFor();
  return opened;
}

async function expectGood(page: Page, name: string): Promise<void> {
  const folder = process.env.PICTURES;
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
  expect(await axeFaults(page), name).toEqual([]);
  expect(await fitsAcross(page), `${name} fits across`).toBe(true);
}

/** Slows the line so that something can happen on the way; tells where each piece began and what the server had. */
async function slowLine(page: Page): Promise<{ sent: number[]; had: number[] }> {
  const told = { sent: [] as number[], had: [] as number[] };
  await page.route('**/api/uploads/*', async (route) => {
    const request = route.request();
    if (request.method() === 'PATCH') {
      told.sent.push(Number(request.headers()['upload-offset']));
      await new Promise((resolve) => setTimeout(resolve, 400));
    }
    await route.continue().catch(() => undefined);
  });
  page.on('response', (response) => {
    const offset = response.headers()['upload-offset'];
    if (response.request().method() === 'HEAD' && offset) told.had.push(Number(offset));
  });
  return told;
}

const add = (page: Page, ...files: { name: string; mimeType: string; buffer: Buffer }[]): Promise<void> =>
  page.locator('input[type=file]').setInputFiles(files);

const receiptsThere = async (): Promise<number> =>
  (await member.get<ClaimView>(`/api/claims/${claim.id}`)).receipts.length;

test('the line breaks in the middle: it is said, and when it is back only the rest is sent', async () => {
  const { page } = await openClaim(phone);
  const line = await slowLine(page);
  await add(page, largePicture('bussi.png'));
  await until(
    async () => line.sent.length,
    (many) => many >= 3,
  );
  await page.context().setOffline(true);
  await page.getByText(/bussi\.png: ei yhteyttä, \d+ % on perillä/).waitFor();
  await expectGood(page, 'upload-lost-phone');
  const before = line.sent.length;
  await page.context().setOffline(false);
  await page.getByText('bussi.png saapui perille.').waitFor();
  await expectGood(page, 'upload-arrived-phone');
  const [resumedAt] = line.sent.slice(before);
  expect(line.had).toContain(resumedAt);
  expect(resumedAt).toBeGreaterThanOrEqual(2 * 512 * 1024);
  expect(await receiptsThere()).toBe(1);
  await page.getByText(/Perillä 22\.3\.2026 klo/).waitFor();
  await page.context().close();
});

test('a tab closed on the way: the next one goes on by itself where it was', async () => {
  const { page } = await openClaim();
  const line = await slowLine(page);
  await add(page, largePicture('taksi.png'), largePicture('juna.png'));
  await until(
    async () => line.sent.length,
    (many) => many >= 3,
  );
  await expectGood(page, 'upload-sending-desktop');
  const context = page.context();
  await page.close();
  const next = await context.newPage();
  const again = await slowLine(next);
  await next.goto(`${service.address}/claims/${claim.id}`);
  await next.getByText('taksi.png saapui perille.').waitFor();
  await next.getByText('juna.png saapui perille.').waitFor();
  expect(await receiptsThere()).toBe(2);
  // The first file went on, the second had not begun.
  expect(again.sent[0]).toBeGreaterThan(0);
  expect(again.sent.filter((offset) => offset === 0)).toHaveLength(1);
  expect(await next.evaluate(() => indexedDB.databases().then((all) => all.length))).toBe(1);
  await next.context().close();
});

test('the same file twice is one receipt, and the member is told', async () => {
  const { page, complaints } = await openClaim();
  const file = {
    name: 'lippu.png',
    mimeType: 'image/png',
    buffer: Buffer.from(fixture('seutulinja-kertalippu-2026.png')),
  };
  await add(page, file);
  await page.getByText('lippu.png saapui perille.').waitFor();
  await add(page, file);
  await page.getByText('lippu.png: sama kuitti on jo tässä matkalaskussa.').waitFor();
  await page.getByRole('button', { name: 'Sulje: lippu.png' }).last().click();
  expect(await receiptsThere()).toBe(1);
  expect(await page.locator('li.expense').count()).toBe(1);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('a file that is no receipt is refused with its reason, those beside it arrive', async () => {
  const { page } = await openClaim();
  const html = { name: 'kuitti.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('<!doctype html><p>kuitti') };
  await add(page, html, largePicture('hyva.png'));
  await page.getByText(/^kuitti\.jpg: .*kuva/).waitFor();
  await page.getByText('hyva.png saapui perille.').waitFor();
  expect(await receiptsThere()).toBe(1);
  await page.context().close();
});

test('a scan of four pages is read page by page before the eyes of its member', async () => {
  const { page, complaints } = await openClaim(phone);
  const seen = new Set<string>();
  await add(page, { name: 'skannaus.pdf', mimeType: 'application/pdf', buffer: await scannedPdf(4) });
  await until(
    async () => {
      const text = await page.locator('li.expense').first().textContent();
      const at = /Luetaan sivua (\d)\/4/.exec(text ?? '');
      if (at?.[1]) seen.add(at[1]);
      return text ?? '';
    },
    (text) => seen.size > 0 && !/Luetaan|lukuvuoroa/.test(text),
  );
  expect(seen.size).toBeGreaterThan(0);
  await expectGood(page, 'upload-read-phone');
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('a reading that is killed twice is given up: the member types it in with the picture beside', async () => {
  const { page, complaints } = await openClaim();
  const reader = service.deps.reader as Reader;
  const killing = setInterval(() => {
    for (const pid of reader.pids()) process.kill(pid, 'SIGKILL');
  }, 100);
  try {
    await add(page, largePicture('rypistynyt.png'));
    const told = page.getByText('Kuittia ei voitu lukea. Kirjoita tiedot itse kuvan vierestä.');
    await told.waitFor({ timeout: 60_000 });
  } finally {
    clearInterval(killing);
  }
  const picture = page.getByRole('img', { name: 'Kuitin kuva: rypistynyt.png' });
  await picture.waitFor();
  await until(
    () => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth),
    (width) => width > 100,
  );
  await page.getByLabel('Mitä maksoit?').selectOption({ label: 'Bussi' });
  await page.getByLabel('Summa, €').fill('12,50');
  await page.getByLabel('Summa, €').press('Tab');
  await page.getByText('12,50 €').first().waitFor();
  await expectGood(page, 'upload-typed-desktop');
  // The picture too was asked of a process that was killed, and was asked for again.
  expect(complaints.filter((each) => !each.includes('503'))).toEqual([]);
  await page.context().close();
}, 120_000);

test('the administrator sees how right the reader is, in words, also on a phone', async () => {
  const admin = await openPage(browser, service.address, phone);
  const { page, complaints } = admin;
  await page.getByLabel('Käyttäjätunnus').fill('paakayttaja');
  await page.getByLabel('Salasana').fill(demoPassword);
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Lukutarkkuus' }).click();
  await page.getByText('Lukuja tulee tähän, kun ensimmäinen matkalasku kuitteineen lähetetään.').waitFor();
  await expectGood(page, 'accuracy-empty-phone');
  await sendOneCorrected();
  await page.reload();
  await page.getByRole('rowheader', { name: 'maaliskuu 2026' }).waitFor();
  await expectGood(page, 'accuracy-phone');
  await page.setViewportSize(desktop);
  await expectGood(page, 'accuracy-desktop');
  expect(await page.getByRole('row', { name: /Summa/ }).textContent()).toMatch(/Summa10 \(0\s%\)10/);
  expect(complaints).toEqual([]);
  await page.context().close();
});

/** A claim of somebody else with one receipt, its sum corrected by a euro. */
async function sendOneCorrected(): Promise<void> {
  const other = new Client(service.address);
  const { user } = (await other.signIn('medlem')) as SessionView;
  const started = await startClaim(other);
  const form = new FormData();
  form.append('file', new Blob([fixture('pohjanrata-lippu-2026.pdf')]), `${user?.username}.pdf`);
  await other.post(`/api/receipts?claimId=${started.id}`, form);
  const read = await allRead(other, started.id);
  const expenses = read.receipts.map((one) => expenseFor(one, { amountCents: (one.reading?.total?.cents ?? 0) + 100 }));
  await sign(other, await save(other, read, { ...dayTrip(read.draft, '2026-03-10'), expenses }));
}
