import { PDFDocument } from 'pdf-lib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { webFolder } from '../../src/commands/web-build.ts';
import { Client } from '../client.ts';
import { startClaim } from '../filing.ts';
import { type TestService, TODAY, testService } from '../service.ts';
import { openBrowser } from './browser.ts';
import { Counting, expectGood, phone, signedIn } from './person.ts';

/** The assistant makes a meeting card from the last one, and asks for the claims that are missing, at a real browser. */

/** Each look at the clock a second later than the last: what was changed came after what was begun. */
let looks = 0;
const ticking = (): Date => {
  looks += 1;
  return new Date(TODAY.getTime() + looks * 1000);
};

let service: TestService;
let browser: Browser;
beforeAll(async () => {
  [service, browser] = await Promise.all([testService('pglite', { webFolder, now: ticking }), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await service?.stop();
});

async function invitation(): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.addPage([595, 842]).drawText('Kokouskutsu');
  return document.save();
}

const open = async (page: Page, link: string): Promise<void> => {
  await page.getByRole('link', { name: link, exact: true }).first().click();
  await page.getByRole('heading', { level: 1 }).waitFor();
};

test('a card copied from the last one needs a day and an invitation: at most 2 fields and 2 clicks, under a minute', async () => {
  const { page, complaints } = await signedIn(browser, service.address, 'assistentti');
  await open(page, 'Kokoukset');
  await page
    .getByRole('row', { name: /Työryhmän kokous/ })
    .first()
    .waitFor();
  await expectGood(page, 'meetings-desktop');
  const started = performance.now();
  const person = new Counting(page);
  await person.click('link', 'Uusi kokous');
  await page.getByText('Pohjana on ryhmän viimeisin kokous').waitFor();
  await person.type('Päivä', '4.5.2026');
  await person.file('Lisää kutsu', 'torn.pdf', (await invitation()).slice(0, 200), 'application/pdf');
  await page.getByText('on rikki').waitFor();
  await expectGood(page, 'meeting-new-torn-desktop');
  person.fields -= 1;
  await person.file('Lisää kutsu', 'kutsu.pdf', await invitation(), 'application/pdf');
  await page.getByText('kutsu.pdf: aukeaa').waitFor();
  await expectGood(page, 'meeting-new-desktop');
  await person.click('button', 'Tallenna kokous');
  await page.getByText('Kokous on tallennettu.').waitFor();
  const seconds = (performance.now() - started) / 1000;
  process.stdout.write(
    `copied meeting card: ${person.fields} fields, ${person.clicks} clicks, ${seconds.toFixed(1)} s\n`,
  );
  expect(person.fields).toBeLessThanOrEqual(2);
  expect(person.clicks).toBeLessThanOrEqual(2);
  expect(seconds).toBeLessThan(60);
  await page.getByRole('heading', { level: 1, name: /4\.5\.2026/ }).waitFor();
  await page.getByText('Lounas 4.5.2026').waitFor();
  await expectGood(page, 'meeting-saved-desktop');
  const member = new Client(service.address);
  await member.signIn('jasen');
  const meetings = await member.get<{ start: string; place: string }[]>('/api/meetings');
  expect(meetings.find(({ start }) => start === '2026-05-04T10:00')).toMatchObject({ place: 'Tampere' });
  // The torn file's refusal is told by the browser too; nothing else is.
  expect(complaints.filter((text) => !text.includes('422'))).toEqual([]);
  await page.context().close();
});

test('what is missing is named when saving too early, and nothing typed is lost', async () => {
  const { page } = await signedIn(browser, service.address, 'assistentti');
  await page.goto(`${service.address}/meetings/new`);
  await page.getByText('Pohjana on ryhmän viimeisin kokous').waitFor();
  await page.getByLabel('Kokouksen nimi').fill('Kevään kokous');
  await page.getByRole('button', { name: 'Tallenna kokous' }).press('Enter');
  await page.getByText('Täytä vielä: Päivä.').waitFor();
  expect(await page.getByLabel('Kokouksen nimi').inputValue()).toBe('Kevään kokous');
  await page.context().close();
});

test('by keyboard on a phone: those whose claim is missing are reminded, once a day', async () => {
  const { page, complaints } = await signedIn(browser, service.address, 'assistentti', phone);
  await open(page, 'Kokoukset');
  await expectGood(page, 'meetings-phone');
  await page
    .getByRole('row', { name: /10\.3\.2026/ })
    .getByRole('link')
    .focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Muistuta kaikkia, joilta puuttuu' }).waitFor();
  await expectGood(page, 'meeting-phone');
  await page
    .getByRole('button', { name: /^Muistuta: / })
    .first()
    .focus();
  await page.keyboard.press('Enter');
  await page.getByText('Muistutus lähti 1 henkilölle.').waitFor();
  await page.getByRole('button', { name: 'Muistuta kaikkia, joilta puuttuu' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('1 oli jo saanut muistutuksen tänään.').waitFor();
  await expectGood(page, 'meeting-reminded-phone');
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('a member who is writing is told of a changed card, until they have seen it', async () => {
  const member = new Client(service.address);
  await member.signIn('koko9');
  const claim = await startClaim(member, 'coming');
  const { page } = await signedIn(browser, service.address, 'assistentti');
  await page.goto(`${service.address}/meetings/${claim.meeting.id}`);
  await page.getByRole('button', { name: 'Muuta tietoja' }).click();
  await page.getByLabel('Paikkakunta').fill('Lahti');
  await expectGood(page, 'meeting-change-desktop');
  await page.getByRole('button', { name: 'Tallenna kokous' }).click();
  await page.getByText('Lahti').first().waitFor();
  await page.context().close();

  const writer = await signedIn(browser, service.address, 'koko9', phone);
  await writer.page.goto(`${service.address}/claims/${claim.id}`);
  await writer.page.getByText('paikkakunta').waitFor();
  await expectGood(writer.page, 'claim-card-changed-phone');
  await writer.page.getByRole('button', { name: 'Selvä' }).click();
  await writer.page.reload();
  await writer.page.getByRole('heading', { level: 1, name: 'Matkalasku' }).waitFor();
  expect(await writer.page.getByText('Järjestäjä muutti').count()).toBe(0);
  await writer.page.context().close();
});

test.each([
  ['Svenska', 'Möten', 'Spara mötet'],
  ['English', 'Meetings', 'Save the meeting'],
])('the pages speak %s', async (language, title, save) => {
  const { page } = await signedIn(browser, service.address, 'assistentti');
  await page.goto(`${service.address}/meetings`);
  await page.getByRole('button', { name: language }).click();
  await page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor();
  await expectGood(page, `meetings-${language}`);
  await page.goto(`${service.address}/meetings/new`);
  await page.getByRole('button', { name: save }).waitFor();
  await expectGood(page, `meeting-new-${language}`);
  await page.getByRole('button', { name: 'Suomi' }).click();
  await page.getByRole('heading', { level: 1, name: 'Uusi kokous' }).waitFor();
  await page.context().close();
});
