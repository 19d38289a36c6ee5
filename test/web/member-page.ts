import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import { demoPassword } from '../../src/demo/accounts.ts';
import { axeFaults, fitsAcross, openPage } from './browser.ts';

/** A member at a browser: signs in, opens a claim, and the page is looked at. */

export const phone = { width: 320, height: 640 };
export const desktop = { width: 1280, height: 900 };

export async function openClaim(
  browser: Browser,
  address: string,
  claimId: string,
  viewport = desktop,
): Promise<{ page: Page; complaints: string[] }> {
  const opened = await openPage(browser, address, viewport);
  const { page } = opened;
  await page.getByLabel('Käyttäjätunnus').fill('jasen');
  await page.getByLabel('Salasana').fill(demoPassword);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Kirjaudu ulos' }).waitFor();
  await page.goto(`${address}/claims/${claimId}`);
  await page.getByText('Kuvaa tai lisää kuitit').waitFor();
  return opened;
}

/** Nothing axe knows of is wrong, and nothing has to be scrolled to the side; a picture where one is asked for. */
export async function expectGood(page: Page, name: string): Promise<void> {
  const folder = process.env.PICTURES;
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
  expect(await axeFaults(page), name).toEqual([]);
  expect(await fitsAcross(page), `${name} fits across`).toBe(true);
}

export async function type(page: Page, label: string | RegExp, text: string, nth = 0): Promise<void> {
  const field = page.getByLabel(label).nth(nth);
  await field.focus();
  await page.keyboard.press('Control+A');
  await page.keyboard.type(text);
  await page.keyboard.press('Tab');
}
