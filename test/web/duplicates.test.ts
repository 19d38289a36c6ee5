import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ClaimView } from '../../src/claim/views.ts';
import { webFolder } from '../../src/commands/web-build.ts';
import { demoPassword } from '../../src/demo/accounts.ts';
import { Client } from '../client.ts';
import { allRead, dayTrip, expenseFor, filesForm, fixture, save, sign, startClaim } from '../filing.ts';
import { type TestService, testService } from '../service.ts';
import { axeFaults, fitsAcross, openBrowser, openPage } from './browser.ts';

/** Two receipts that may be one, compared by the assistant at a desk and on a phone, with the keyboard alone. */

const phone = { width: 320, height: 640 };

let service: TestService;
let browser: Browser;
let second: ClaimView;
let first: ClaimView;

const ticket = fixture('lakeuden-bussi-2026.png');

async function filed(username: string, fileName: string, bytes: Uint8Array<ArrayBuffer>): Promise<ClaimView> {
  const client = new Client(service.address);
  await client.signIn(username);
  const started = await startClaim(client);
  await client.post(`/api/receipts?claimId=${started.id}`, filesForm({ [fileName]: bytes }));
  const read = await allRead(client, started.id);
  const expenses = read.receipts.map((receipt) =>
    expenseFor(receipt, { kind: 'bus', date: '2026-03-10', amountCents: 1840 }),
  );
  return sign(client, await save(client, read, { ...dayTrip(read.draft, '2026-03-10'), expenses }));
}

beforeAll(async () => {
  [service, browser] = await Promise.all([testService('pglite', { webFolder }), openBrowser()]);
  first = await filed('jasen', 'lippu.png', ticket);
  const copy = await sharp(ticket).flatten({ background: '#fff' }).linear(0.7, 0).jpeg({ quality: 40 }).toBuffer();
  second = await filed('medlem', 'biljett.jpg', new Uint8Array(copy));
});
afterAll(async () => {
  await browser?.close();
  await service?.stop();
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
  await page.getByLabel('Käyttäjätunnus').fill('assistentti');
  await page.getByLabel('Salasana').fill(demoPassword);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Kirjaudu ulos' }).waitFor();
  return opened;
}

/** Waits until both pictures are drawn: a picture of the page is made on the way. */
async function bothDrawn(page: Page): Promise<void> {
  const drawn = () =>
    [...document.querySelectorAll<HTMLImageElement>('.alike-side img')].filter((one) => one.naturalWidth > 0).length;
  await page.waitForFunction(`(${drawn.toString()})() === 2`);
}

test('at a desk: both pictures, why they may be one, and a dismissal with its reason', async () => {
  const { page, complaints } = await signIn();
  await page.goto(`${service.address}/review/${second.id}`);
  const alike = page.getByRole('region', { name: 'Kuitit, jotka voivat olla sama' });
  await alike.getByText(/^Miksi: kuvat näyttävät samalta/).waitFor();
  await alike.getByRole('link', { name: `Matkalasku ${first.number}: ${first.member.name}, lähetetty` }).waitFor();
  await alike.getByRole('img', { name: `Kuitti lippu.png, matkalasku ${first.number}, sivu 1` }).waitFor();
  await bothDrawn(page);
  await alike.scrollIntoViewIfNeeded();
  await expectGood(page, 'duplicates-desk');

  await alike.getByRole('button', { name: 'Ne ovat eri kuitit' }).press('Enter');
  const reason = alike.getByLabel('Mistä näkee, että kuitit ovat eri?');
  expect(await reason.evaluate((field) => field === document.activeElement)).toBe(true);
  await alike.getByRole('button', { name: 'Merkitse eri kuiteiksi' }).press('Enter');
  await alike.getByText('Kirjoita perustelu.').waitFor();
  await reason.pressSequentially('Meno ja paluu');
  await expectGood(page, 'duplicates-reason-desk');
  await alike.getByRole('button', { name: 'Merkitse eri kuiteiksi' }).press('Enter');
  await alike.getByText('Merkitty eri kuiteiksi.').waitFor();
  await alike.getByText(/^Eri kuitit, Anneli Assistentti 22\.3\.2026 klo\s11\.00: ”Meno ja paluu”$/).waitFor();
  await expectGood(page, 'duplicates-dismissed-desk');

  await alike.getByRole('link', { name: `Matkalasku ${first.number}: ` }).press('Enter');
  await page.getByRole('heading', { name: first.member.name }).waitFor();
  await page.getByText(/^Eri kuitit, Anneli Assistentti/).waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('on a phone: the two stand one below the other, and the mark is taken back', async () => {
  const { page, complaints } = await signIn(phone);
  await page.goto(`${service.address}/review/${second.id}`);
  const alike = page.getByRole('region', { name: 'Kuitit, jotka voivat olla sama' });
  await alike.getByText(/^Eri kuitit, Anneli Assistentti/).waitFor();
  await bothDrawn(page);
  await expectGood(page, 'duplicates-phone');
  await alike.getByRole('button', { name: 'Peru merkintä' }).press('Enter');
  await alike.getByLabel('Miksi merkintä perutaan?').pressSequentially('Lähtöaika on sama');
  await alike.getByRole('button', { name: 'Peru merkintä' }).press('Enter');
  await alike.getByText('Merkintä on peruttu.').waitFor();
  await alike.getByText(/^Merkintä peruttu, Anneli Assistentti.*”Lähtöaika on sama”$/).waitFor();
  await alike.getByRole('button', { name: 'Ne ovat eri kuitit' }).waitFor();
  await expectGood(page, 'duplicates-restored-phone');
  expect(complaints).toEqual([]);
  await page.context().close();
});
