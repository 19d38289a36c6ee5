import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { UsualTrip } from '../../src/claim/usual.ts';
import type { ClaimView, RememberedView } from '../../src/claim/views.ts';
import { webFolder } from '../../src/commands/web-build.ts';
import { demoPassword } from '../../src/demo/accounts.ts';
import { Client } from '../client.ts';
import { allRead, dayTrip, expenseFor, fileSimpleClaim, save, startClaim, upload } from '../filing.ts';
import { type TestService, testService } from '../service.ts';
import { fitsAcross, openBrowser, openPage } from './browser.ts';
import { desktop, expectGood, openClaim, phone } from './member-page.ts';

/** The member's pages for everybody: three languages, two widths, keyboard, zoom, reduced motion, names by role. */

let service: TestService;
let browser: Browser;
let member: Client;
let claim: ClaimView;

beforeAll(async () => {
  const env = { ACCESSIBILITY_EMAIL: 'saavutettavuus@example.invalid' };
  [service, browser] = await Promise.all([testService('postgresql', { webFolder, env }), openBrowser()]);
  member = new Client(service.address);
  await member.signIn('jasen');
  const started = await startClaim(member);
  await upload(member, started.id, 'lakeuden-bussi-2026.png');
  const read = await allRead(member, started.id);
  const expenses = read.receipts.map((receipt) => expenseFor(receipt));
  const late = { id: 'l1', mode: 'train' as const, from: 'Helsinki', to: 'Tampere' };
  const legs = [{ ...late, departure: '2026-03-10T17:40', arrival: '2026-03-10T19:20' }];
  claim = await save(member, read, { ...dayTrip(read.draft, '2026-03-10'), expenses, legs });
});
afterAll(async () => {
  await browser?.close();
  await service?.stop();
});

test('the statement of accessibility is there signed out, in three languages, with the address for feedback', async () => {
  const { page, complaints } = await openPage(browser, service.address, phone);
  await page.getByRole('link', { name: 'Saavutettavuusseloste' }).click();
  await page.getByRole('heading', { level: 1, name: 'Saavutettavuusseloste' }).waitFor();
  const feedback = page.getByRole('link', { name: 'saavutettavuus@example.invalid' });
  expect(await feedback.getAttribute('href')).toBe('mailto:saavutettavuus@example.invalid');
  await expectGood(page, 'accessibility-fi-phone');
  for (const [language, title] of [
    ['Svenska', 'Tillgänglighetsutlåtande'],
    ['English', 'Accessibility statement'],
  ] as const) {
    await page.getByRole('button', { name: language }).click();
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    await expectGood(page, `accessibility-${language}-phone`);
  }
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('the claim in three languages at 320 and 1280 pixels, at 200 % and with reduced motion', async () => {
  const { page, complaints } = await openClaim(browser, service.address, claim.id, desktop);
  for (const [language, title] of [
    ['Suomi', 'Matkalasku'],
    ['Svenska', 'Reseräkning'],
    ['English', 'Travel claim'],
  ] as const) {
    await page.getByRole('button', { name: language }).click();
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    await page.locator('.contradictions p').first().waitFor();
    await page.setViewportSize(desktop);
    await expectGood(page, `claim-${language}-desktop`);
    await page.setViewportSize(phone);
    await expectGood(page, `claim-${language}-phone`);
  }
  await page.getByRole('button', { name: 'Suomi' }).click();
  // A window of 1280 pixels at 200 % is one of 640.
  await page.setViewportSize({ width: 640, height: 450 });
  expect(await fitsAcross(page)).toBe(true);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const moving = await page.evaluate(
    () =>
      [...document.querySelectorAll('*')]
        .map((element) => getComputedStyle(element))
        .filter((style) => /[1-9]/.test(style.animationDuration + style.transitionDuration)).length,
  );
  expect(moving).toBe(0);
  expect(complaints).toEqual([]);
  await page.context().close();
}, 240_000);

test('the front page, a sent claim and a meeting to tell, in three languages at 320 and 1280 pixels', async () => {
  const other = new Client(service.address);
  await other.signIn('medlem');
  const sent = await fileSimpleClaim(other);
  const { page, complaints } = await openPage(browser, service.address, desktop);
  await page.getByLabel('Käyttäjätunnus').fill('medlem');
  await page.getByLabel('Salasana').fill(demoPassword);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /Kirjaudu ulos|Logga ut/ }).waitFor();
  for (const [language, lang] of [
    ['Suomi', 'fi'],
    ['Svenska', 'sv'],
    ['English', 'en'],
  ] as const) {
    await page.getByRole('button', { name: language }).click();
    await page.locator(`html[lang=${lang}]`).waitFor();
    for (const [name, path] of [
      ['home', '/'],
      ['sent', `/claims/${sent.id}`],
      ['tell', '/claims/new'],
    ] as const) {
      await page.goto(service.address + path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await expect.poll(() => page.locator('.waiting').count()).toBe(0);
      await page.setViewportSize(desktop);
      await expectGood(page, `${name}-${lang}-desktop`);
      await page.setViewportSize(phone);
      await expectGood(page, `${name}-${lang}-phone`);
    }
  }
  expect(complaints).toEqual([]);
  await page.context().close();
}, 240_000);

/** What shows where the keyboard is: on the element itself, just round it, or drawn by it. */
const showsFocus = (page: Page): Promise<{ name: string; shows: boolean } | null> =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const drawn = (style: CSSStyleDeclaration): boolean =>
      (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none';
    const near: Element[] = [element];
    for (let at = element.parentElement; at && near.length < 4; at = at.parentElement) near.push(at);
    const siblings = [...(element.parentElement?.children ?? [])];
    const shows = [...near, ...siblings].some((one) =>
      [null, '::before', '::after'].some((part) => drawn(getComputedStyle(one, part))),
    );
    const name = element.getAttribute('aria-label') ?? element.textContent?.trim().slice(0, 40) ?? '';
    return { name: `${element.tagName} ${element.id} ${name}`, shows };
  });

test('the whole page by keyboard: every stop shows where one is, and the last one sends', async () => {
  const { page } = await openClaim(browser, service.address, claim.id, phone);
  await page.getByRole('heading', { level: 1 }).focus();
  const hidden: string[] = [];
  const seen: string[] = [];
  for (let stops = 0; stops < 120; stops += 1) {
    await page.keyboard.press('Tab');
    const at = await showsFocus(page);
    if (at === null) break;
    seen.push(at.name);
    if (!at.shows) hidden.push(at.name);
    if (at.name.includes('Allekirjoita ja lähetä')) break;
  }
  expect(hidden).toEqual([]);
  expect(seen.length).toBeGreaterThan(20);
  expect(seen.at(-1)).toContain('Allekirjoita ja lähetä');
  await page.context().close();
}, 240_000);

test('the parts of the page have their names and roles for a screen reader', async () => {
  const { page } = await openClaim(browser, service.address, claim.id, desktop);
  for (const name of ['Kuitit', 'Matka', 'Ateriat ja yöt', 'Maksu', 'Allekirjoita ja lähetä', 'Summa'])
    await page.getByRole('region', { name, exact: true }).waitFor();
  const course = page.getByRole('region', { name: 'Matkan kulku' });
  await course.getByText('Matkan kulku tekstinä').click();
  const lines = await course.getByRole('listitem').allTextContents();
  expect(lines[0]).toMatch(/lähtö$/);
  expect(lines.at(-1)).toMatch(/paluu$/);
  expect(lines.join('\n')).toMatch(/Juna Helsinki – Tampere – tarkista/);
  // What contradicts is said, and one press leads to where it is mended.
  await page.getByText(/Osuus Helsinki – Tampere .* on matkan aikojen ulkopuolella/).waitFor();
  await course.getByRole('button', { name: 'Korjaa' }).first().click();
  expect(await page.evaluate(() => document.activeElement?.closest('fieldset')?.id)).toBe('legs[l1].departure');
  await page.context().close();
});

test('honest ways out: a promised meal not had, a receipt lost, a receipt taken away and had back', async () => {
  const { page, complaints } = await openClaim(browser, service.address, claim.id, phone);
  await page.getByLabel(/^Lounas 10\.3\.2026/).focus();
  await page.keyboard.press('Space');
  const why = page.getByLabel(/^Miksi et saanut ateriaa: Lounas/);
  await why.fill('Tulin vasta klo 13.');
  await page.getByText('Jäsen ei saanut kutsun ateriaa').first().waitFor();

  await page.getByRole('button', { name: 'Kuitti on kadonnut' }).click();
  const row = page.locator('li.expense').last();
  await row.getByLabel('Mitä maksoit?').selectOption({ label: 'Bussi' });
  await row.getByLabel('Summa, €').fill('7,60');
  await row.getByLabel('Päivä').fill('10.3.2026');
  await row.getByLabel('Miksi kuittia ei ole?').selectOption({ label: 'Kuittia ei saanut' });
  await page.getByText('Vakuutus kuitin puuttumisesta').first().waitFor();
  await expectGood(page, 'ways-out-phone');
  await row.getByLabel('Mitä maksoit?').selectOption({ label: 'Taksi' });
  await row.getByText('Taksista tarvitaan aina kuitti.', { exact: false }).waitFor();

  await page.getByLabel('Joku muu maksaa matkan tai osan siitä').focus();
  await page.keyboard.press('Space');
  await page.getByLabel('Kuka maksaa?').fill('Kaupunki');
  await page.getByLabel('Joku muu maksaa matkan tai osan siitä').focus();
  await page.keyboard.press('Space');
  await page.getByText('Toinen maksaja poistettu.').waitFor();
  await page.getByRole('button', { name: 'Kumoa' }).click();
  expect(await page.getByLabel('Kuka maksaa?').inputValue()).toBe('Kaupunki');

  const first = page.locator('li.expense').first();
  await first.getByRole('button', { name: /^Poista/ }).click();
  await page.getByText('Poistettu: Bussi.').waitFor();
  await page.getByRole('button', { name: 'Kumoa' }).click();
  await page.getByText('Poistettu: Bussi.').waitFor({ state: 'detached' });
  expect(await page.locator('li.expense').count()).toBe(2);
  expect((await member.get<ClaimView>(`/api/claims/${claim.id}`)).receipts).toHaveLength(1);
  expect(complaints).toEqual([]);
  await page.context().close();
}, 240_000);

test('what is remembered says where it is from, is forgotten with one press and had back with another', async () => {
  const { place, address } = claim.meetingCard;
  const trip: UsualTrip = {
    place: address || place,
    startFrom: 'home',
    endAt: 'home',
    homeAddress: '',
    workplaceAddress: '',
    homeKm: 178,
    workplaceKm: 181,
    minutesBefore: 200,
    minutesAfter: 160,
    minutesToTicket: null,
    minutesFromTicket: null,
    learnedFrom: '2025-11-12T10:00',
  };
  const remembered: RememberedView = { iban: 'FI2112345600000785', trips: [trip] };
  await member.put('/api/remembered', remembered);
  const { page } = await openClaim(browser, service.address, claim.id, phone);
  const from = page.getByText('Etäisyydet ovat viime matkaltasi 12.11.2025 samaan paikkaan.');
  await from.waitFor();
  await page.getByText('Muistettu edellisestä matkalaskustasi.').waitFor();
  await page.getByRole('button', { name: 'Unohda tavallinen matkani tähän paikkaan' }).click();
  await page.getByText(/^Unohdettu:/).waitFor();
  expect(await member.get<RememberedView>('/api/remembered')).toEqual({ ...remembered, trips: [] });
  await page.getByRole('button', { name: 'Kumoa' }).click();
  await from.waitFor();
  expect(await member.get<RememberedView>('/api/remembered')).toEqual(remembered);
  await page.getByRole('button', { name: 'Unohda tilinumeroni' }).click();
  await page.getByText(/^Unohdettu:/).waitFor();
  expect(await member.get<RememberedView>('/api/remembered')).toEqual({ ...remembered, iban: null });
  await page.context().close();
});
