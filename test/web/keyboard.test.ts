import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ReviewView } from '../../src/claim/review-views.ts';
import type { ClaimView } from '../../src/claim/views.ts';
import { webFolder } from '../../src/commands/web-build.ts';
import { demoPassword } from '../../src/demo/accounts.ts';
import { Client } from '../client.ts';
import { allRead, dayTrip, driveOf, expenseFor, fileSimpleClaim, save, sign, startClaim, upload } from '../filing.ts';
import { type TestService, testService } from '../service.ts';
import { openBrowser, openPage } from './browser.ts';

/**
 * The assistant without a mouse, from signing in on: everything here is a key pressed on the page as it stands. Nothing is
 * focused, clicked or opened by the test itself.
 */

let service: TestService;
let browser: Browser;
let first: ClaimView;

beforeAll(async () => {
  [service, browser] = await Promise.all([testService('pglite', { webFolder }), openBrowser()]);
  const [member, other] = [new Client(service.address), new Client(service.address)];
  await Promise.all([member.signIn('jasen'), other.signIn('koko8')]);
  const started = await startClaim(member);
  await upload(member, started.id, 'drawn/taksi-valitys-2026.png');
  const read = await allRead(member, started.id);
  const day = '2026-03-10';
  const why = { code: 'no-connection' as const, text: 'Ensimmäinen juna lähti vasta klo 9.' };
  const drive = driveOf(day, 120, { from: 'Koulukatu 1', to: 'Asematie 2', reason: why });
  const expenses = read.receipts.map((receipt) => expenseFor(receipt, { justification: why, from: 'A', to: 'B' }));
  first = await sign(member, await save(member, read, { ...dayTrip(read.draft, day), expenses, mileage: [drive] }));
  await fileSimpleClaim(other);
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await service?.stop();
});

const MOST_TABS = 60;

/** Keys, counted. */
class Keyboard {
  readonly page: Page;
  count = 0;

  constructor(page: Page) {
    this.page = page;
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) {
      this.count += 1;
      await this.page.keyboard.press(key);
    }
  }

  async type(text: string): Promise<void> {
    this.count += text.length;
    await this.page.keyboard.type(text);
  }

  /** Tab after Tab until this has the focus, and can be seen to have it. */
  async tabTo(place: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
      if (await isFocused(place)) {
        expect(await isSeen(this.page)).toBe(true);
        return;
      }
      await this.press(key);
    }
    throw new Error(`not within ${MOST_TABS} tabs; the focus is on ${await focusedName(this.page)}`);
  }
}

const isFocused = (place: Locator): Promise<boolean> =>
  place.first().evaluate((element) => element === document.activeElement);

const focusedName = (page: Page): Promise<string> =>
  page.evaluate(() => document.activeElement?.outerHTML.slice(0, 160) ?? 'nothing');

/** Whether the focus has an outline, a shadow or another border than without it. */
const isSeen = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    const around = [
      document.activeElement,
      document.activeElement?.parentElement,
      document.activeElement?.parentElement?.parentElement,
    ];
    return around.some((element) => {
      if (!element) return false;
      const own = getComputedStyle(element);
      const after = getComputedStyle(element, '::after');
      return [own, after].some((style) => style.outlineStyle !== 'none' || style.boxShadow !== 'none');
    });
  });

test('two claims by keys alone: values with their places, a line corrected, another asked about, returned; the next approved', async () => {
  const { page, complaints } = await openPage(browser, service.address);
  const keys = new Keyboard(page);
  await page.getByLabel('Käyttäjätunnus').waitFor();
  await keys.tabTo(page.getByLabel('Käyttäjätunnus'));
  await keys.type('assistentti');
  await keys.press('Tab');
  await keys.type(demoPassword);
  await keys.press('Enter');
  const signedIn = keys.count;

  // The queue opens its first claim; the next ones are a key away.
  await page.getByRole('heading', { level: 2 }).waitFor();
  const name = page.getByRole('heading', { level: 2, name: first.member.name });
  for (let tries = 0; tries < 5 && (await name.count()) === 0; tries += 1) {
    await keys.press('j');
    await page.getByRole('heading', { name: 'Tarkastuslista' }).waitFor();
  }
  await name.waitFor();
  await page.getByRole('heading', { name: 'Tarkastuslista' }).waitFor();
  expect(await isFocused(name)).toBe(true);

  // Tab moves through the values; the picture follows.
  await keys.tabTo(page.getByRole('button', { name: /^Summa, € .*Näytä kuitista/ }));
  await page.locator('.lit').waitFor();
  const sum = await page.locator('.lit').boundingBox();
  await keys.press('Tab');
  expect(await focusedName(page)).toContain('Päivä');
  await expect.poll(async () => (await page.locator('.lit').boundingBox())?.y).not.toBe(sum?.y);
  await keys.press('z', 't', 't', 't', 't');

  // To the drive: past the trip and the per diem. The first field of the form has the keys.
  const values = keys.count;
  const drive = page.getByRole('listitem', { name: /Kilometrikorvaus/ });
  for (let tries = 0; tries < 8 && !(await isFocused(drive)); tries += 1) await keys.press('l');
  await keys.press('c');
  await page.getByLabel('Kilometrit', { exact: true }).waitFor();
  expect(await isFocused(page.getByLabel('Kilometrit', { exact: true }))).toBe(true);
  await keys.press('Control+a');
  await keys.type('100');
  await keys.tabTo(page.getByLabel('Syy'));
  await keys.type('Ma');
  await keys.press('Tab', 'Enter');
  await page.getByText('Kilometrit: 120 km → 100 km').waitFor();
  await page.getByText('korjasi Anneli Assistentti; jäsen ilmoitti: 120 km').waitFor();
  // Saved, the keys are on the line and not at the top of the page.
  expect(await isFocused(drive)).toBe(true);
  const corrected = keys.count;

  await keys.press('l', 'q');
  await page.getByLabel('Mitä kysyt jäseneltä?').waitFor();
  await keys.type('Miksi taksi?');
  await keys.press('Tab', 'Enter');
  await page.locator('.made.ask').waitFor();
  expect(await page.evaluate(() => document.activeElement?.className)).toContain('item');
  await keys.press('r', 'Tab', 'Enter');
  await page.getByText(`Palautettu: ${first.number}`).waitFor();
  const returned = keys.count;

  // The next claim of the list is there by itself, and the keys are on it.
  await name.waitFor({ state: 'detached' });
  await page.getByRole('heading', { name: 'Tarkastuslista' }).waitFor();
  const next = await page.getByRole('heading', { level: 2 }).first().textContent();
  expect(await isFocused(page.getByRole('heading', { level: 2 }))).toBe(true);
  await keys.press('a');
  await page.getByRole('button', { name: 'Loput kohdat kunnossa, hyväksy' }).waitFor();
  await keys.press('Enter');
  await page.getByText(/^Hyväksytty: ML-/).waitFor();
  expect(next).not.toBe(first.member.name);
  expect(complaints).toEqual([]);

  const parts = {
    'sign in': signedIn,
    'find the claim and look at two values': values - signedIn,
    'correct a line': corrected - values,
    'ask and return': returned - corrected,
    'approve the next': keys.count - returned,
  };
  process.stdout.write(`keys: ${JSON.stringify({ ...parts, all: keys.count })}\n`);
  expect(parts['correct a line']).toBeLessThanOrEqual(25);
  expect(parts['ask and return']).toBeLessThanOrEqual(25);
  expect(parts['approve the next']).toBeLessThanOrEqual(2);

  const assistant = new Client(service.address);
  await assistant.signIn('assistentti');
  const review = await assistant.get<ReviewView>(`/api/claims/${first.id}/review`);
  expect(review).toMatchObject({ state: 'returned' });
  await page.context().close();
}, 180_000);

test('what one leaves by Escape leaves the keys where they were', async () => {
  const { page } = await openPage(browser, service.address);
  const keys = new Keyboard(page);
  await keys.tabTo(page.getByLabel('Käyttäjätunnus'));
  await keys.type('assistentti');
  await keys.press('Tab');
  await keys.type(demoPassword);
  await keys.press('Enter');
  await page.getByRole('heading', { name: 'Tarkastuslista' }).waitFor();
  await keys.press('l', 'l', 'x');
  await page.getByLabel('Syy').waitFor();
  expect(await isFocused(page.getByLabel('Syy'))).toBe(true);
  await keys.press('Escape');
  await page.getByLabel('Syy').waitFor({ state: 'detached' });
  expect(await page.evaluate(() => document.activeElement?.className)).toContain('item');
  // "Not in order" asks why at once; its button has the keys again afterwards.
  const wrong = page.getByRole('button', { name: /^Ei kunnossa: / });
  await keys.tabTo(wrong);
  await keys.press('Enter');
  await keys.type('Puuttuu sivu.');
  await keys.press('Enter');
  await page.getByText(/Ei kunnossa, Anneli Assistentti/).waitFor();
  expect(await isFocused(wrong)).toBe(true);
  await keys.press('r');
  await page.getByLabel('Mitä jäsenen pitää korjata tai kertoa?').waitFor();
  await keys.press('Escape');
  await page.getByLabel('Mitä jäsenen pitää korjata tai kertoa?').waitFor({ state: 'detached' });
  expect(await page.evaluate(() => document.activeElement?.className)).toContain('decision-bar');
  await page.context().close();
}, 180_000);
