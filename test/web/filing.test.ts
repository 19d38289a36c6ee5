import { and, eq, isNull } from 'drizzle-orm';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RememberedView } from '../../src/claim/views.ts';
import { webFolder } from '../../src/commands/web-build.ts';
import { demoPassword } from '../../src/demo/accounts.ts';
import { groups, meetings, memberships, users } from '../../src/store/schema.ts';
import { Client } from '../client.ts';
import { fixture } from '../filing.ts';
import { type TestService, testService } from '../service.ts';
import { axeFaults, fitsAcross, openBrowser, openPage } from './browser.ts';
import { type Count, counted, countFields } from './fields.ts';
import { papersOf } from './trip-papers.ts';

/** How much a member has to give for a standard trip by two trains with three receipts, on a phone: counted by the page. */

const phone = { width: 320, height: 640 };
const MOST = { first: 8, next: 3, withoutCard: 14 };

let service: TestService;
let browser: Browser;

beforeAll(async () => {
  [service, browser] = await Promise.all([testService('postgresql', { webFolder }), openBrowser()]);
  await secondMeeting('2026-03-17');
  for (const username of ['jasen', 'medlem']) await forgetAll(username);
});
afterAll(async () => {
  await browser?.close();
  await service?.stop();
});

/** The group meets at the same address a week later. */
async function secondMeeting(day: string): Promise<void> {
  const { db } = service.deps;
  const [first] = await db
    .select({ meeting: meetings })
    .from(meetings)
    .innerJoin(groups, eq(groups.id, meetings.groupId))
    .innerJoin(memberships, eq(memberships.groupId, groups.id))
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(users.username, 'jasen'), isNull(meetings.toldBy), eq(meetings.startsAt, '2026-03-10T10:00')));
  if (!first) throw new Error('no meeting to repeat');
  const { id: _id, ...meeting } = first.meeting;
  const freeMeals = meeting.freeMeals.map((meal) => ({ ...meal, at: `${day}T${meal.at.slice(11)}` }));
  await db.insert(meetings).values({ ...meeting, startsAt: `${day}T10:00`, endsAt: `${day}T15:30`, freeMeals });
}

async function forgetAll(username: string): Promise<void> {
  const member = new Client(service.address);
  await member.signIn(username);
  await member.put<RememberedView>('/api/remembered', { iban: null, trips: [] });
}

async function signIn(username: string): Promise<{ page: Page; complaints: string[] }> {
  const opened = await openPage(browser, service.address, phone);
  const { page } = opened;
  await page.getByLabel('Käyttäjätunnus').fill(username);
  await page.getByLabel('Salasana').fill(demoPassword);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /Kirjaudu ulos|Logga ut/ }).waitFor();
  if (username === 'medlem') await page.getByRole('button', { name: 'Suomi' }).click();
  await page.getByRole('heading', { name: 'Omat matkalaskut' }).waitFor();
  return opened;
}

async function expectGood(page: Page, name: string): Promise<void> {
  const folder = process.env.PICTURES;
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
  expect(await axeFaults(page), name).toEqual([]);
  expect(await fitsAcross(page), `${name} fits across`).toBe(true);
}

async function fill(page: Page, label: string | RegExp, text: string, nth = 0): Promise<void> {
  const field = page.getByLabel(label).nth(nth);
  await field.focus();
  await page.keyboard.press('Control+A');
  await page.keyboard.type(text);
  await page.keyboard.press('Tab');
}

async function addPapers(page: Page, day: string): Promise<void> {
  await page.locator('.add-receipts input[type=file]').setInputFiles(await papersOf(day));
  await page.getByText('Kuitit on luettu.').waitFor({ timeout: 120_000 });
  const yes = page.getByRole('button', { name: 'Kyllä', exact: true });
  while ((await yes.count()) > 0) await yes.first().click();
}

async function signAndSend(page: Page): Promise<Count> {
  await page.getByText('Kaikki tarvittava on koossa.').waitFor();
  await page.getByLabel('Vakuutan tämän').focus();
  await page.keyboard.press('Space');
  const told = await page
    .getByText(/^Kirjoita: /)
    .first()
    .textContent();
  await fill(page, 'Nimesi allekirjoituksena', told?.replace('Kirjoita: ', '') ?? '');
  const count = await counted(page);
  await page.getByRole('button', { name: 'Allekirjoita ja lähetä' }).click();
  await page.getByText('Kiitos, matkalasku on lähetetty.').waitFor();
  return { ...count, presses: count.presses + 1 };
}

const print = (name: string, { fields, presses }: Count, most: number): void => {
  process.stdout.write(
    `${name}: ${fields.length} fields (at most ${most}), ${presses} presses: ${fields.join(' · ')}\n`,
  );
};

test(`the first time: at most ${MOST.first} fields, and the next time at most ${MOST.next}`, async () => {
  const { page, complaints } = await signIn('jasen');
  await countFields(page);
  await page
    .getByRole('button', { name: /Tee matkalasku/ })
    .first()
    .click();
  await page.getByText('Kuvaa tai lisää kuitit').waitFor();
  await addPapers(page, '2026-03-10');
  await fill(page, /^Kellonaika/, '6.40', 0);
  await fill(page, /^Kellonaika/, '18.10', 1);
  await fill(page, 'Kotoa, km', '178');
  await fill(page, 'Tilinumero (IBAN)', 'FI21 1234 5600 0007 85');
  // Both trains and the receipts on them came from the papers by themselves.
  await page.getByText('Matkan kulku tekstinä').click();
  await page.getByText(/klo\s7\.05–8\.50: Juna Tampere – Helsinki, kuitti: /).waitFor();
  await page.getByText(/klo\s16\.03–17\.46: Juna Helsinki – Tampere, kuitti: /).waitFor();
  await expectGood(page, 'filing-first-phone');
  const first = await signAndSend(page);
  print('first time', first, MOST.first);
  expect(first.fields.length).toBeGreaterThanOrEqual(6);
  expect(first.fields.length).toBeLessThanOrEqual(MOST.first);

  await page.goto(service.address);
  await page.getByRole('heading', { name: 'Omat matkalaskut' }).waitFor();
  await countFields(page);
  await page
    .getByRole('button', { name: /Tee matkalasku/ })
    .first()
    .click();
  await page.getByText('Kuvaa tai lisää kuitit').waitFor();
  await addPapers(page, '2026-03-17');
  await page.getByText(/Lähditkö 17\.3\.2026 klo\s6\.40 ja palasitko 17\.3\.2026 klo\s18\.10\?/).waitFor();
  await expectGood(page, 'filing-next-phone');
  await page.getByRole('button', { name: 'Kyllä, näin' }).click();
  await page.getByText(/Etäisyydet ovat viime matkaltasi 10\.3\.2026/).waitFor();
  await page.getByText('Muistettu edellisestä matkalaskustasi.').waitFor();
  const next = await signAndSend(page);
  print('next time', next, MOST.next);
  expect(next.fields.length).toBeGreaterThanOrEqual(3);
  expect(next.fields.length).toBeLessThanOrEqual(MOST.next);
  expect(complaints).toEqual([]);
  await page.context().close();
}, 300_000);

test(`without a meeting card: at most ${MOST.withoutCard} fields`, async () => {
  const { page, complaints } = await signIn('medlem');
  await countFields(page);
  await page.getByRole('link', { name: /Kokous puuttuu listalta/ }).click();
  await page.getByRole('heading', { name: /jota ei ole listalla/ }).waitFor();
  await page.getByRole('button', { name: 'Tee matkalasku' }).click();
  await page.getByText(/^Täytä vielä: /).waitFor();
  await fill(page, 'Mikä kokous?', 'Valmisteluryhmän kokous');
  await fill(page, 'Missä? Paikka ja osoite', 'Helsinki, Hakaniemenranta 6');
  await fill(page, 'Päivä', '18.3.2026', 0);
  await fill(page, /^Kellonaika/, '10', 0);
  await fill(page, /^Kellonaika/, '15.30', 1);
  await page.getByLabel(/^Lounas/).focus();
  await page.keyboard.press('Space');
  await expectGood(page, 'tell-meeting-phone');
  // A reload loses nothing of it.
  const before = await counted(page);
  await page.reload();
  await page.getByRole('heading', { name: /jota ei ole listalla/ }).waitFor();
  expect(await page.getByLabel('Mikä kokous?').inputValue()).toBe('Valmisteluryhmän kokous');
  await countFields(page);
  await page.getByRole('button', { name: 'Tee matkalasku' }).click();
  await page.getByText('Kuvaa tai lisää kuitit').waitFor();
  const invitation = {
    name: 'kutsu.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from(fixture('pohjanrata-lippu-2026.pdf')),
  };
  await page.getByLabel('Liitä kokouskutsu (PDF)').setInputFiles(invitation);
  await page.getByText('Vaihda kokouskutsu').waitFor({ timeout: 60_000 });
  await addPapers(page, '2026-03-18');
  await fill(page, /^Kellonaika/, '6.40', 0);
  await fill(page, /^Kellonaika/, '18.10', 1);
  await fill(page, 'Kotoa, km', '178');
  await fill(page, 'Tilinumero (IBAN)', 'FI21 1234 5600 0007 85');
  await page.getByText('Kokous ilman järjestäjän tietoja').first().waitFor();
  await expectGood(page, 'filing-without-card-phone');
  const after = await signAndSend(page);
  const all = { fields: [...before.fields, ...after.fields, 'kokouskutsu'], presses: before.presses + after.presses };
  print('without a card', all, MOST.withoutCard);
  expect(all.fields.length).toBeGreaterThanOrEqual(12);
  expect(all.fields.length).toBeLessThanOrEqual(MOST.withoutCard);
  expect(complaints).toEqual([]);
  await page.context().close();
}, 300_000);
