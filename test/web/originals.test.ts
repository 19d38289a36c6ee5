import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sheetCode } from '../../src/claim/sheet-code.ts';
import type { ClaimView } from '../../src/claim/views.ts';
import { webFolder } from '../../src/commands/web-build.ts';
import { demoPassword } from '../../src/demo/accounts.ts';
import { Client } from '../client.ts';
import { inkOf } from '../document/pages.ts';
import { allRead, dayTrip, expenseFor, save, sign, startClaim, upload } from '../filing.ts';
import { type TestService, temporaryFolder, testService } from '../service.ts';
import { axeFaults, fitsAcross, openBrowser, openPage } from './browser.ts';

/** Paper originals: the member prints the sheet, the assistant scans it by hand scanner and by camera, by keys alone. */

const phone = { width: 320, height: 640 };
const PHOTOS = ['lakeuden-bussi-2026.png', 'seutulinja-kertalippu-2026.png'] as const;

let service: TestService;
let browser: Browser;
let claim: ClaimView;
let films: ReturnType<typeof temporaryFolder>;

async function filed(): Promise<ClaimView> {
  const client = new Client(service.address);
  await client.signIn('jasen');
  const started = await startClaim(client);
  await upload(client, started.id, ...PHOTOS, 'pohjanrata-lippu-2026.pdf');
  const read = await allRead(client, started.id);
  const expenses = read.receipts.map((receipt) =>
    expenseFor(receipt, { kind: 'bus', date: '2026-03-10', amountCents: 1840 }),
  );
  return sign(client, await save(client, read, { ...dayTrip(read.draft, '2026-03-10'), expenses }));
}

/** The upper half of the sheet as a camera sees it: 640 × 480, a little askew, as a film of one picture (YUV4MPEG2). */
async function filmOf(pdf: Uint8Array): Promise<string> {
  const [width, height] = [640, 480];
  const [page] = await inkOf(pdf, 110 / 72);
  if (!page) throw new Error('no page');
  const grey = Buffer.alloc(page.width * page.height);
  for (let y = 0; y < page.height; y++) for (let x = 0; x < page.width; x++) grey[y * page.width + x] = page.at(x, y);
  const askew = await sharp(grey, { raw: { width: page.width, height: page.height, channels: 1 } })
    .rotate(4, { background: '#ffffff' })
    .png()
    .toBuffer();
  const { width: turned = 0 } = await sharp(askew).metadata();
  const seen = await sharp(askew)
    .extract({ left: turned - width, top: 40, width, height })
    .blur(0.7)
    .toColourspace('b-w')
    .raw()
    .toBuffer();
  const colours = Buffer.alloc((width * height) / 2, 128);
  const film = Buffer.concat([
    Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\nFRAME\n`),
    seen,
    colours,
  ]);
  const path = join(films.folder, 'sheet.y4m');
  writeFileSync(path, film);
  return path;
}

beforeAll(async () => {
  films = temporaryFolder();
  // How the receipts are read matters nothing here: the quicker way.
  service = await testService('postgresql', { webFolder, env: { RECEIPT_SECOND_READER: 'off' } });
  claim = await filed();
  const assistant = new Client(service.address);
  await assistant.signIn('assistentti');
  const film = await filmOf(await assistant.bytes(`/api/claims/${claim.id}/cover-sheet`));
  browser = await openBrowser([
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-video-capture=${film}`,
  ]);
});
afterAll(async () => {
  await browser?.close();
  await service?.stop();
  films?.remove();
});

async function expectGood(page: Page, name: string): Promise<void> {
  const folder = process.env.PICTURES;
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
  expect(await axeFaults(page), name).toEqual([]);
  expect(await fitsAcross(page), `${name} fits across`).toBe(true);
}

async function signIn(username: string, viewport?: typeof phone): Promise<{ page: Page; complaints: string[] }> {
  const opened = await openPage(browser, service.address, viewport);
  await opened.page.getByLabel('Käyttäjätunnus').fill(username);
  await opened.page.getByLabel('Salasana').fill(demoPassword);
  await opened.page.keyboard.press('Enter');
  await opened.page.getByRole('button', { name: 'Kirjaudu ulos' }).waitFor();
  return opened;
}

const focused = (page: Page): Promise<string | undefined> => page.evaluate(() => document.activeElement?.id);

test('the member finds the cover sheet, and tells of a picture that there is no paper of it', async () => {
  const { page, complaints } = await signIn('jasen', phone);
  await page.goto(`${service.address}/claims/${claim.id}`);
  const sheet = page.getByRole('link', { name: 'Tulosta saatelehti (PDF)' });
  await sheet.waitFor();
  expect(await sheet.getAttribute('href')).toBe(`/api/claims/${claim.id}/cover-sheet`);
  const electronic = page.getByRole('checkbox', { name: 'Tuli sähköisenä, paperia ei ole' });
  expect(await electronic.count()).toBe(2);
  await expectGood(page, 'originals-member-phone');
  await electronic.first().press('Space');
  await page.getByText('Kerroit, että se tuli sähköisenä. Assistentti tarkistaa sen.').waitFor();
  await expectGood(page, 'originals-member-told-phone');
  await electronic.first().press('Space');
  await page.getByText('Kerroit, että se tuli sähköisenä.').waitFor({ state: 'detached' });
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('a hand scanner types the code, Enter ticks one after the other, and what is wrong is told', async () => {
  const { page, complaints } = await signIn('assistentti');
  await page.getByRole('link', { name: 'Alkuperäiset' }).press('Enter');
  await page.getByText('2 paperia puuttuu').waitFor();
  await page.waitForFunction(() => document.activeElement?.id === 'scan-code');
  await expectGood(page, 'originals-desk');

  await page.keyboard.type('https://example.fi/lasku\n');
  await page
    .getByRole('alert')
    .getByText(/^Tämä ei ole saatelehden koodi/)
    .waitFor();
  await expectGood(page, 'originals-wrong-desk');
  // The next scan is typed over what could not be used; a Finnish keyboard makes + and Ö of an American scanner's signs.
  await page.keyboard.type(`${sheetCode(claim.number, 1).replaceAll('-', '+').replaceAll(':', 'Ö')}\n`);
  await page.getByRole('heading', { name: `${claim.number}, ${claim.member.name}` }).waitFor();
  const sheet = page.getByRole('region', { name: claim.number });
  await sheet.getByText('2 paperia puuttuu').waitFor();
  await page.waitForFunction(() => document.activeElement?.id === 'scan-code');
  await expectGood(page, 'originals-sheet-desk');

  await page.keyboard.press('Enter');
  await sheet.getByText('Yksi paperi puuttuu').waitFor();
  expect(await focused(page)).toBe('scan-code');
  await page.keyboard.press('Enter');
  await sheet.getByText('Kaikki paperit ovat saapuneet tai niitä ei tarvita.').waitFor();
  await expectGood(page, 'originals-all-in-desk');
  await page.getByText(/^Mikään matkalasku ei odota papereita/).waitFor();

  // Taken back with the keyboard: the focus is on the tick, and a scanner's code finds its field all the same.
  await sheet.getByRole('checkbox').first().press('Space');
  await sheet.getByText('Yksi paperi puuttuu').waitFor();
  await page.keyboard.type(`${claim.number}\n`);
  await page.waitForFunction(() => document.activeElement?.id === 'scan-code');
  await page.waitForFunction(() => document.querySelector<HTMLInputElement>('#scan-code')?.value === '');
  await page.keyboard.press('Shift+Enter');
  await sheet.getByText('Kaikki paperit ovat saapuneet tai niitä ei tarvita.').waitFor();
  expect(complaints.filter((text) => !text.includes('422'))).toEqual([]);
  await page.context().close();
});

test('on a phone: the camera reads the sheet, one is accepted without its paper, the member is reminded', async () => {
  const { page, complaints } = await signIn('assistentti', phone);
  await page.goto(`${service.address}/originals`);
  await page.getByRole('button', { name: 'Lue kameralla' }).press('Enter');
  await page.getByRole('heading', { name: claim.number }).waitFor({ timeout: 60_000 });
  expect(new URL(page.url()).search).toBe('?sheet=1');
  // The camera stays open for the next sheet.
  await page.getByText('Näytä saatelehden koodi kameralle.').waitFor();
  await expectGood(page, 'originals-camera-phone');
  await page.getByRole('button', { name: 'Sulje kamera' }).press('Enter');

  const sheet = page.getByRole('region', { name: claim.number });
  await sheet.getByRole('checkbox').first().press('Space');
  // It waits again, and stands in the list of those that do.
  await page.getByRole('region', { name: 'Odottavat papereita' }).getByText('Yksi paperi puuttuu').waitFor();
  await sheet.getByRole('button', { name: 'Hyväksy ilman paperia: Tosite' }).press('Enter');
  await sheet.getByRole('button', { name: 'Hyväksy ilman paperia', exact: true }).press('Enter');
  await sheet.getByText('Kirjoita syy.').waitFor();
  await expectGood(page, 'originals-excuse-phone');
  await sheet.getByRole('button', { name: 'Peruuta' }).press('Enter');
  await sheet.getByRole('button', { name: `Muistuta: ${claim.number}` }).press('Enter');
  await sheet.getByText('Muistutettu 22.3.2026').waitFor();
  await sheet.getByRole('button', { name: 'Hyväksy ilman paperia: Tosite' }).press('Enter');
  await sheet.getByLabel('Miksi paperia ei tarvita?').pressSequentially('Kadonnut postissa');
  await sheet.getByRole('button', { name: 'Hyväksy ilman paperia', exact: true }).press('Enter');
  await sheet.getByText('Kaikki paperit ovat saapuneet tai niitä ei tarvita.').waitFor();
  await sheet.getByText('Kadonnut postissa').waitFor();
  await expectGood(page, 'originals-excused-phone');
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('without a camera, or where it is refused, the page says what to do instead', async () => {
  const { page } = await signIn('assistentti', phone);
  await page.goto(`${service.address}/originals`);
  await page.evaluate(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError'));
  });
  await page.getByRole('button', { name: 'Lue kameralla' }).press('Enter');
  await page
    .getByRole('alert')
    .getByText(/^Selain ei saa käyttää kameraa/)
    .waitFor();
  await page.context().close();
});

test.each([
  ['sv', 'Svenska', 'Följebladets kod eller reseräkningens nummer'],
  ['en', 'English', 'Code of the cover sheet or number of the claim'],
])('in %s at both widths', async (language, name, label) => {
  const { page } = await signIn('assistentti');
  await page.goto(`${service.address}/originals/${claim.id}`);
  await page.getByRole('button', { name }).press('Enter');
  await page.getByLabel(label).waitFor();
  await page.getByRole('heading', { name: claim.number }).waitFor();
  await expectGood(page, `originals-${language}-desk`);
  await page.setViewportSize(phone);
  await expectGood(page, `originals-${language}-phone`);
  await page.getByRole('button', { name: 'Suomi' }).press('Enter');
  await page.getByLabel('Saatelehden koodi tai matkalaskun numero').waitFor();
  await page.context().close();
});
