import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import { demoPassword } from '../../src/demo/accounts.ts';
import { axeFaults, fitsAcross, openPage } from './browser.ts';

/** A person at a page who counts what they do: fields typed or chosen, and clicks. */
export class Counting {
  readonly page: Page;
  fields = 0;
  clicks = 0;

  constructor(page: Page) {
    this.page = page;
  }

  async type(label: string, text: string, nth = 0): Promise<void> {
    await this.page.getByLabel(label, { exact: true }).nth(nth).fill(text);
    this.fields += 1;
  }

  async choose(label: string, text: string): Promise<void> {
    await this.page.getByLabel(label, { exact: true }).selectOption({ label: text });
    this.fields += 1;
  }

  async file(label: string, name: string, bytes: Uint8Array, mimeType: string): Promise<void> {
    await this.page.getByLabel(label, { exact: true }).setInputFiles({ name, mimeType, buffer: Buffer.from(bytes) });
    this.fields += 1;
  }

  async click(role: 'button' | 'link' | 'checkbox', name: string): Promise<void> {
    await this.page.getByRole(role, { name, exact: true }).first().click();
    this.clicks += 1;
  }
}

export const phone = { width: 320, height: 640 };

/** Signs in by keyboard. */
export async function signedIn(
  browser: Browser,
  address: string,
  username: string,
  viewport?: typeof phone,
): Promise<{ page: Page; complaints: string[] }> {
  const opened = await openPage(browser, address, viewport);
  const { page } = opened;
  await page.getByLabel('Käyttäjätunnus').fill(username);
  await page.keyboard.press('Tab');
  await page.keyboard.type(demoPassword);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Kirjaudu ulos' }).waitFor();
  return opened;
}

/** No fault of any severity, nothing to scroll to the side; a picture where PICTURES says so. */
export async function expectGood(page: Page, name: string): Promise<void> {
  const folder = process.env.PICTURES;
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
  expect(await axeFaults(page), name).toEqual([]);
  expect(await fitsAcross(page), `${name} fits across`).toBe(true);
}
