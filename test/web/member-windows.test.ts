import type { Browser, Page } from 'playwright-core';
import decodeQR from 'qr/decode.js';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ClaimView } from '../../src/claim/views.ts';
import { webFolder } from '../../src/commands/web-build.ts';
import { Client, until } from '../client.ts';
import { fixture, startClaim } from '../filing.ts';
import { type TestService, testService } from '../service.ts';
import { openBrowser, openPage } from './browser.ts';
import { desktop, expectGood, openClaim, phone, type } from './member-page.ts';

/** One claim in several windows: a phone that takes the pictures, a tab that is killed, two that write at once. */

const MB = 1024 * 1024;
let service: TestService;
let browser: Browser;
let member: Client;
let claim: ClaimView;

beforeAll(async () => {
  [service, browser] = await Promise.all([testService('postgresql', { webFolder }), openBrowser()]);
  member = new Client(service.address);
  await member.signIn('jasen');
  claim = await startClaim(member);
});
afterAll(async () => {
  await browser?.close();
  await service?.stop();
});

/** What a phone's camera would read off the code on the screen. */
async function scanned(page: Page): Promise<string> {
  const shot = await page.getByRole('img', { name: 'Koodi puhelimelle' }).screenshot();
  const { data, info } = await sharp(shot).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return decodeQR({ width: info.width, height: info.height, data: new Uint8Array(data) });
}

const photo = (name: string, file: string) => ({ name, mimeType: 'image/png', buffer: Buffer.from(fixture(file)) });

test('the photographing is handed over to a phone: its photos appear on the desktop at once, and only it ends', async () => {
  const { page, complaints } = await openClaim(browser, service.address, claim.id, desktop);
  await page.getByRole('button', { name: 'Kuvaa puhelimella' }).click();
  await page.getByRole('img', { name: 'Koodi puhelimelle' }).waitFor();
  await page.getByText(/Koodi on voimassa klo\s11\.15 asti/).waitFor();
  await expectGood(page, 'handover-desktop');
  const address = await scanned(page);
  expect(address).toMatch(new RegExp(`^${service.address}/u/[\\w-]{43}$`));

  const other = await openPage(browser, service.address, phone);
  await other.page.goto(address);
  await other.page.getByRole('heading', { name: 'Kuvaa kuitit' }).waitFor();
  await other.page.getByText('Kuvia ei ole vielä lähetetty.').waitFor();
  expect(await other.page.locator('.take-photo input').getAttribute('capture')).toBe('environment');
  await expectGood(other.page, 'handover-phone');
  await other.page.locator('.take-photo input').setInputFiles([photo('kuva1.png', 'lakeuden-bussi-2026.png')]);
  await other.page.getByText(/kuva1\.png: perillä, tunniste [0-9a-f]{8}/).waitFor();
  await expectGood(other.page, 'handover-sent-phone');

  await page.getByText('Puhelimelta on tullut yksi kuva.').waitFor();
  await page.locator('li.expense').first().waitFor();
  await page.getByText('LAKEUDEN BUSSI OY', { exact: false }).first().waitFor({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Sulje koodi' }).click();
  await page.getByRole('button', { name: 'Kuvaa puhelimella' }).waitFor();
  await other.page.locator('.take-photo input').setInputFiles([photo('kuva2.png', 'seutulinja-kertalippu-2026.png')]);
  await other.page.getByRole('heading', { name: 'Kuvauslinkki ei ole enää voimassa' }).waitFor();
  await expectGood(other.page, 'handover-ended-phone');
  expect((await member.get<ClaimView>(`/api/claims/${claim.id}`)).receipts).toHaveLength(1);
  expect(complaints).toEqual([]);
  await other.page.context().close();
  await page.context().close();
}, 240_000);

test('a tab killed in the middle of an upload: the next one goes on by itself, and the file arrives once', async () => {
  const { page } = await openClaim(browser, service.address, claim.id, phone);
  const before = (await member.get<ClaimView>(`/api/claims/${claim.id}`)).receipts.length;
  let pieces = 0;
  await page.route('**/api/uploads/*', async (route) => {
    if (route.request().method() === 'PATCH') pieces += 1;
    await new Promise((resolve) => setTimeout(resolve, 400));
    await route.continue().catch(() => undefined);
  });
  const buffer = Buffer.alloc(3 * MB);
  buffer.set(fixture('seutulinja-kertalippu-2026.png'));
  await page
    .locator('.add-receipts input[type=file]')
    .setInputFiles([{ name: 'kesken.png', mimeType: 'image/png', buffer }]);
  await until(
    async () => pieces,
    (many) => many >= 3,
  );
  const context = page.context();
  const session = await context.newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  session.send('Page.crash').catch(() => undefined);
  await crashed;
  expect((await member.get<ClaimView>(`/api/claims/${claim.id}`)).receipts).toHaveLength(before);

  const next = await context.newPage();
  const offsets: number[] = [];
  next.on('request', (request) => {
    if (request.method() === 'PATCH') offsets.push(Number(request.headers()['upload-offset']));
  });
  await next.goto(`${service.address}/claims/${claim.id}`);
  await next.getByText('kesken.png saapui perille.').waitFor({ timeout: 60_000 });
  expect(offsets[0]).toBeGreaterThan(0);
  expect((await member.get<ClaimView>(`/api/claims/${claim.id}`)).receipts).toHaveLength(before + 1);
  await context.close();
}, 240_000);

test('two windows write at once: different fields are joined, the same field is shown with both values', async () => {
  const one = await openClaim(browser, service.address, claim.id, desktop);
  const other = await openClaim(browser, service.address, claim.id, phone);
  const saved = (page: Page): Promise<void> => page.getByText('Tallennettu', { exact: true }).waitFor();
  await type(one.page, /^Kellonaika/, '6.40', 0);
  await saved(one.page);
  await type(other.page, /^Kellonaika/, '18.10', 1);
  await other.page.getByText(/Kahdessa ikkunassa tehdyt muutokset on yhdistetty/).waitFor();
  await saved(other.page);
  expect((await member.get<ClaimView>(`/api/claims/${claim.id}`)).draft.trip).toMatchObject({
    start: '2026-03-10T06:40',
    end: '2026-03-10T18:10',
  });

  await type(one.page, 'Kotoa, km', '178');
  await one.page.getByText(/Kahdessa ikkunassa/).waitFor();
  await saved(one.page);
  await type(other.page, 'Kotoa, km', '181');
  const choice = other.page.getByRole('group', { name: 'Kotoa, km' });
  await choice.waitFor();
  await choice.getByLabel('Tässä ikkunassa: 181').waitFor();
  await expectGood(other.page, 'conflict-phone');
  // A reload in the middle of it asks again.
  await other.page.reload();
  await choice.getByLabel('Toisaalla: 178').check();
  await other.page.getByRole('button', { name: 'Tallenna valinnat' }).click();
  await saved(other.page);
  expect((await member.get<ClaimView>(`/api/claims/${claim.id}`)).draft.trip.distanceKm.home).toBe(178);
  await one.page.context().close();
  await other.page.context().close();
}, 240_000);
