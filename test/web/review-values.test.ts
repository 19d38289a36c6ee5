import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ClaimView } from '../../src/claim/views.ts';
import { webFolder } from '../../src/commands/web-build.ts';
import { demoPassword } from '../../src/demo/accounts.ts';
import { Client } from '../client.ts';
import { allRead, dayTrip, expenseFor, save, sign, startClaim, upload } from '../filing.ts';
import { flipBit } from '../sealing-world.ts';
import { type TestService, testService } from '../service.ts';
import { axeFaults, fitsAcross, openBrowser, openPage } from './browser.ts';

/** Everything read off a receipt before the assistant: where it came from, and its place lit on the picture. */

let service: TestService;
let browser: Browser;
let page: Page;
let complaints: string[];
let member: Client;
let claimId: string;

beforeAll(async () => {
  [service, browser] = await Promise.all([testService('pglite', { webFolder }), openBrowser()]);
  member = new Client(service.address);
  await member.signIn('jasen');
  const started = await startClaim(member);
  claimId = started.id;
  await upload(member, started.id, 'drawn/taksi-valitys-2026.png');
  const read = await allRead(member, started.id);
  const why = { code: 'no-connection' as const, text: 'Ensimmäinen juna lähti vasta klo 9.' };
  const expenses = read.receipts.map((receipt) =>
    expenseFor(receipt, { justification: why, from: 'Ilmajoki', to: 'Asematie 2' }),
  );
  await save(member, read, { ...dayTrip(read.draft, '2026-03-10'), expenses });
  await sign(member, await member.get(`/api/claims/${started.id}`));
  ({ page, complaints } = await openPage(browser, service.address));
  await page.getByLabel('Käyttäjätunnus').fill('assistentti');
  await page.getByLabel('Salasana').fill(demoPassword);
  await page.keyboard.press('Enter');
  await page
    .getByRole('link', { name: /Päätettävää: Taksin perustelu/ })
    .first()
    .click();
  await page.getByText('Ensimmäinen juna lähti vasta klo 9.').waitFor();
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await service?.stop();
});

const value = (name: RegExp) => page.getByRole('button', { name });

test('a value left as read says so, one typed over says what the receipt has', async () => {
  const costs = page.locator('.costs');
  expect(await costs.textContent()).toMatch(/Mistä\s*Ilmajoki\s*luettu kuitista/);
  expect(await costs.textContent()).toMatch(/Asematie 2.*jäsen korjasi; kuitista luettu.*Seinäjoen asema/);
  const facts = page.locator('.facts');
  expect(await facts.textContent()).toMatch(/lounas\s10\.3\.2026\sklo\s12\.00\sjärjestäjältä/);
  expect(await facts.textContent()).toMatch(/Lähti10\.3\.2026\sklo\s6\.40, koti\sjäsen ilmoitti/);
});

test.each([
  ['the receipt’s number', /Kuittinumero 550-00871/],
  ['the length of the ride', /Matkan pituus 21,3 km/],
  ['the payment', /Maksettu 64,20\s€ kortilla/],
  ['the tax', /Alv 13,5 %/],
  ['the place it left from', /Mistä Ilmajoki/],
])('%s lights its place on the picture', async (_what, name) => {
  await value(name).first().focus();
  const lit = page.locator('.lit');
  await lit.waitFor();
  const box = await lit.boundingBox();
  const picture = await page.locator('.picture-page').first().boundingBox();
  if (!box || !picture) throw new Error('nothing is lit');
  expect(box.x).toBeGreaterThanOrEqual(picture.x);
  expect(box.x + box.width).toBeLessThanOrEqual(picture.x + picture.width + 1);
  expect(await value(name).first().getAttribute('aria-pressed')).toBe('true');
});

test('the page is sound on a desktop and at 320 px', async () => {
  for (const [name, width] of [
    ['desktop', 1280],
    ['phone', 320],
  ] as const) {
    await page.setViewportSize({ width, height: 900 });
    const folder = process.env.PICTURES;
    if (folder) await page.screenshot({ path: `${folder}/review-${name}.png`, fullPage: true });
    expect(await axeFaults(page), name).toEqual([]);
    expect(await fitsAcross(page), name).toBe(true);
  }
  expect(complaints).toEqual([]);
});

test('a file that was damaged in the store is told where its picture would be, with what to do', async () => {
  const claim = await member.get<ClaimView>(`/api/claims/${claimId}`);
  const path = `/api/receipts/${claim.receipts[0]?.id}/pages/1`;
  await member.bytes(path);
  await flipBit(service.deps.db, claim);
  const refused = await member.refused('GET', path);
  expect(refused).toMatchObject({ status: 409, code: 'stored-file-damaged' });
  expect(refused.detail).toContain(refused.requestId);
  const other = new Client(service.address);
  await other.signIn('medlem');
  expect((await other.refused('GET', path)).code).toBe('not-found');

  // Another person's browser: this one keeps the picture it has seen.
  const { page: fresh } = await openPage(browser, service.address);
  await fresh.getByLabel('Käyttäjätunnus').fill('assistentti');
  await fresh.getByLabel('Salasana').fill(demoPassword);
  await fresh.keyboard.press('Enter');
  await fresh.getByRole('button', { name: 'Kirjaudu ulos' }).waitFor();
  await fresh.goto(`${service.address}/review/${claimId}`);
  const told = fresh.locator('.picture-page').getByText('Tallennettu tiedosto on vaurioitunut');
  await told.waitFor();
  expect(await told.textContent()).toContain('varmuuskopiosta');
  for (const width of [1280, 320]) {
    await fresh.setViewportSize({ width, height: 900 });
    const folder = process.env.PICTURES;
    if (folder) await fresh.screenshot({ path: `${folder}/review-damaged-${width}.png`, fullPage: true });
    expect(await axeFaults(fresh)).toEqual([]);
    expect(await fitsAcross(fresh)).toBe(true);
  }
  // Put right again, it is shown.
  await flipBit(service.deps.db, claim);
  await fresh.reload();
  await fresh.locator('.picture-page img').first().waitFor();
  await fresh.context().close();
}, 60_000);
