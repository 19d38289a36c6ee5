import { PDFDocument, StandardFonts } from 'pdf-lib';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { webFolder } from '../../src/commands/web-build.ts';
import { demoPassword } from '../../src/demo/accounts.ts';
import { meetings } from '../../src/store/schema.ts';
import { type TestService, testService } from '../service.ts';
import { axeFaults, fitsAcross, openBrowser, openPage } from './browser.ts';

/** A trip to Sweden with a receipt in kronor, told on a phone and examined at a desk. */

const phone = { width: 320, height: 640 };

let service: TestService;
let browser: Browser;

beforeAll(async () => {
  [service, browser] = await Promise.all([testService('pglite', { webFolder }), openBrowser()]);
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

async function signIn(username: string, viewport?: typeof phone): Promise<{ page: Page; complaints: string[] }> {
  const opened = await openPage(browser, service.address, viewport);
  const { page } = opened;
  await page.getByLabel('Käyttäjätunnus').fill(username);
  await page.getByLabel('Salasana').fill(demoPassword);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Kirjaudu ulos' }).waitFor();
  return opened;
}

/** Types into a field as with the keyboard alone, and leaves it. */
async function type(field: Locator, text: string): Promise<void> {
  await field.focus();
  await field.press('Control+A');
  await field.pressSequentially(text);
  await field.press('Tab');
}

const swedish = { day: 'Datum', clock: /^Klockslag/ };
const finnish = { day: 'Päivä', clock: /^Kellonaika/ };

/** The day and the time of day of one question. */
async function moment(page: Page, legend: string, day: string, clock: string, names = finnish): Promise<void> {
  const question = page.getByRole('group', { name: legend });
  await type(question.getByLabel(names.day), day);
  await type(question.getByLabel(names.clock), clock);
}

/** A ticket of an invented railway with its sum in Swedish kronor. */
async function swedishTicket(): Promise<Buffer> {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  const rows = [
    'Exempelbanan AB',
    'Tågbiljett',
    'Datum 2026-03-10',
    'Moms 6 %  6,37 SEK',
    'Totalt 112,50 SEK',
    'Betalt',
  ];
  const page = pdf.addPage([300, 260]);
  rows.forEach((row, index) => {
    page.drawText(row, { x: 30, y: 220 - index * 28, size: 14, font });
  });
  return Buffer.from(await pdf.save());
}

test('a member tells of a trip to Sweden on a phone and sees what is paid and why', async () => {
  const { page, complaints } = await signIn('jasen', phone);
  await page
    .getByRole('button', { name: /Tee matkalasku/ })
    .first()
    .press('Enter');
  await page.getByText('Kuvaa tai lisää kuitit').waitFor();
  await page.locator('input[type=file]').setInputFiles({
    name: 'biljett.pdf',
    mimeType: 'application/pdf',
    buffer: await swedishTicket(),
  });
  await page.getByText(/Kuitit on luettu|Kuitti on luettu/).waitFor({ timeout: 60_000 });

  await moment(page, 'Milloin lähdit?', '10.3.2026', '6.40');
  await moment(page, 'Milloin palasit?', '11.3.2026', '9.10');
  await type(page.getByLabel('Kotoa, km'), '178');
  await page.getByLabel(/^Yö ti/).selectOption('hotel');
  await page.getByText('54,00').first().waitFor();
  // On a domestic trip nothing of another country is asked but the one question.
  expect(await page.getByRole('group', { name: 'Milloin saavuit maahan?' }).count()).toBe(0);

  await page.getByRole('group', { name: 'Oliko matka osittain ulkomailla?' }).getByLabel('Kyllä').press('Space');
  await page.getByText('Valitse, missä maassa olit.').waitFor();
  await page.getByLabel('Maa', { exact: true }).selectOption({ label: 'Ruotsi' });
  await moment(page, 'Milloin saavuit maahan?', '10.3.2026', '8.05');
  await moment(page, 'Milloin lähdit maasta?', '11.3.2026', '8.15');
  const sum = page.getByRole('region', { name: 'Summa' });
  await lineOf(sum, '70,00').waitFor();
  await sum.getByText(/11\.3\.2026 · 35\s%/).waitFor();
  expect(await whyOf(sum, '70,00')).toContain('Matkavuorokauden 1 päättyessä maa on Ruotsi');
  expect(await whyOf(sum, '24,50')).toContain('siitä 35 %: 24,50 €');
  // How it is taxed is the assistant's concern and says nothing to the member.
  expect(await sum.getByText(/verovapaa/).count()).toBe(0);

  await confirmWhatIsUnsure(page);
  const kind = page.getByLabel('Mitä maksoit?');
  if (await kind.isVisible()) await kind.selectOption('train');
  await page.getByText('Kirjoita vaihtokurssi:').first().waitFor();
  await expectGood(page, 'abroad-asked-phone');
  await type(page.getByLabel('Kurssi: montako SEK on 1 €?'), '11,25');
  await lineOf(sum, '10,00').waitFor();
  expect(await whyOf(sum, '10,00')).toContain('1 € = 11,25 SEK (Euroopan keskuspankki, 10.3.2026)');
  if (await page.getByLabel('Tilinumero (IBAN)').isVisible()) {
    await type(page.getByLabel('Tilinumero (IBAN)'), 'FI21 1234 5600 0007 85');
  }
  await page.getByText('Kaikki tarvittava on koossa.').waitFor();
  await expectGood(page, 'abroad-phone');

  // What was told is there after a new start of the page, also the yes itself.
  await page.reload();
  await page.getByText('Kaikki tarvittava on koossa.').waitFor();
  expect(await page.getByLabel('Maa', { exact: true }).inputValue()).toBe('SE');
  expect(await page.getByLabel('Kurssi: montako SEK on 1 €?').inputValue()).toBe('11,25');
  await sign(page);
  await expectGood(page, 'abroad-sent-phone');
  expect(complaints).toEqual([]);
  await page.context().close();
});

const lineOf = (sum: Locator, amount: string): Locator =>
  sum.getByRole('listitem').filter({ has: sum.page().locator('.much', { hasText: amount }) });

/** Opens the line with this sum and reads its reason. */
async function whyOf(sum: Locator, amount: string): Promise<string> {
  const line = lineOf(sum, amount);
  await line.locator('summary').press('Enter');
  return (await line.textContent()) ?? '';
}

async function confirmWhatIsUnsure(page: Page): Promise<void> {
  const yes = page.getByRole('button', { name: /^Kyllä/ });
  while ((await yes.count()) > 0) await yes.first().press('Enter');
}

async function sign(page: Page): Promise<void> {
  await page.getByLabel('Vakuutan tämän').press('Space');
  const hint = await page
    .getByText(/^Kirjoita: /)
    .first()
    .textContent();
  await type(page.getByLabel('Nimesi allekirjoituksena'), (hint ?? '').replace('Kirjoita: ', ''));
  await page.getByRole('button', { name: 'Allekirjoita ja lähetä' }).press('Enter');
  await page.getByText('Kiitos, matkalasku on lähetetty.').waitFor();
  await page.getByRole('link', { name: /Lataa allekirjoitettu matkalasku/ }).waitFor({ timeout: 60_000 });
}

test('the assistant sees the stay, the rate, and what of each per diem is free of tax', async () => {
  const { page, complaints } = await signIn('assistentti');
  const mine = page.getByRole('link', { name: /Yli verovapaan|Valuuttakurssi/ });
  await mine.first().press('Enter');
  await page.getByText('Ruotsi: 10.3.2026 klo 8.05 – 11.3.2026 klo 8.15').waitFor();
  await page.getByText('Kurssi: 1 € = 11,25 SEK (EKP:n viitekurssi, 10.3.2026)').waitFor();
  await page.getByText(/^\s?verovapaa enintään 35,00/).waitFor();
  await page.getByText(/^\s?verovapaa enintään 70,00/).waitFor();
  await page.getByText(/^\s?verovapaa enintään 35,00/).scrollIntoViewIfNeeded();
  await expectGood(page, 'abroad-assistant');
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('in Swedish: a no by mistake loses nothing, a row removed comes back, a crossing is asked for its countries', async () => {
  const { page, complaints } = await signIn('jasen', phone);
  await page
    .getByRole('button', { name: /Tee matkalasku/ })
    .last()
    .press('Enter');
  await page.getByText('Kuvaa tai lisää kuitit').waitFor();
  await page
    .getByRole('button', { name: /^Svenska|^SV/ })
    .first()
    .press('Enter');
  const question = page.getByRole('group', { name: 'Var du utomlands under en del av resan?' });
  const country = page.getByLabel('Land', { exact: true });
  await question.getByLabel('Ja').press('Space');
  await country.selectOption({ label: 'Storbritannien' });
  await moment(page, 'När kom du till landet?', '10.4.2026', '8.05', swedish);
  await question.getByLabel('Nej').press('Space');
  await country.waitFor({ state: 'detached' });
  await question.getByLabel('Ja').press('Space');
  expect(await country.inputValue()).toBe('GB');

  // Where in the country is asked once the trip is computed, and only of a country where it changes the sum.
  const area = page.getByLabel('Var i landet?');
  expect(await area.count()).toBe(0);
  await moment(page, 'När for du?', '10.4.2026', '6.40', swedish);
  await moment(page, 'När kom du tillbaka?', '11.4.2026', '18.10', swedish);
  await area.selectOption({ label: 'London och Edinburgh' });
  await country.selectOption({ label: 'Sverige' });
  await area.waitFor({ state: 'detached' });
  await country.selectOption({ label: 'Storbritannien' });

  await page.getByRole('button', { name: 'Ta bort: Land 1' }).press('Enter');
  await country.waitFor({ state: 'detached' });
  await page.getByText('Landet har tagits bort.').waitFor();
  await page.getByRole('button', { name: 'Ångra' }).press('Enter');
  expect(await country.inputValue()).toBe('GB');

  await page.getByRole('button', { name: 'Lägg till ett fartyg eller flyg' }).press('Enter');
  await page.getByText('Välj från vilket land till vilket fartyget eller flyget gick.').waitFor();
  await page.getByLabel('Från vilket land?').selectOption({ label: 'Finland' });
  await page.getByLabel('Till vilket land?').selectOption({ label: 'Storbritannien' });
  await page.getByText('Välj från vilket land till vilket fartyget eller flyget gick.').waitFor({ state: 'detached' });
  await expectGood(page, 'abroad-crossing-phone');
  await page.getByRole('button', { name: 'Suomi' }).first().press('Enter');
  await page.getByText('Maat, joissa olit').waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('earlier course days are asked of training only', async () => {
  const { page, complaints } = await signIn('jasen', phone);
  const address = await page.getByRole('link', { name: /Jatka/ }).first().getAttribute('href');
  const question = page.getByLabel('Tämä jatkaa samaa kurssia, jolla olin jo aiemmin');
  await page.goto(service.address + address);
  await page.getByText('Kuvaa tai lisää kuitit').waitFor();
  expect(await question.count()).toBe(0);

  await service.deps.db.update(meetings).set({ kind: 'training' });
  await page.reload();
  await question.press('Space');
  await page.getByText('Kerro aiempien kurssipäivien määrä ja viimeinen päivä.').waitFor();
  await type(page.getByLabel('Montako kurssipäivää ennen tätä matkaa?'), '18');
  await type(page.getByLabel('Niistä viimeinen päivä'), '1.4.2026');
  await page.getByText('Kerro aiempien kurssipäivien määrä ja viimeinen päivä.').waitFor({ state: 'detached' });
  await expectGood(page, 'training-phone');
  expect(complaints).toEqual([]);
  await page.context().close();
});
