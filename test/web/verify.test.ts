import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { webFolder } from '../../src/commands/web-build.ts';
import { sealApproval, sealClaim } from '../../src/document/seal-claim.ts';
import { makeTestSealKey } from '../../src/document/seal-key.ts';
import { sampleClaim } from '../document/sample.ts';
import { addNote, flipped, grown } from '../document/tampering.ts';
import { type TestService, temporaryFolder, testService } from '../service.ts';
import { axeFaults, fitsAcross, openBrowser, openPage } from './browser.ts';

/** The public page that checks a claim PDF, in a real browser, by somebody who is not signed in. */

const sizes = { phone: { width: 320, height: 640 }, desk: { width: 1280, height: 900 } };
const spoken = {
  fi: {
    button: 'Suomi',
    link: 'Tarkista matkalasku',
    target: 'Valitse matkalaskun PDF',
    faulty: 'Ei kelpaa',
    doubt: 'Ehjä, mutta alkuperää ei ole todistettu',
  },
  sv: {
    button: 'Svenska',
    link: 'Kontrollera en reseräkning',
    target: 'Välj reseräkningens PDF',
    faulty: 'Duger inte',
    doubt: 'Intakt, men ursprunget är inte bevisat',
  },
  en: {
    button: 'English',
    link: 'Check a claim PDF',
    target: 'Choose the claim PDF',
    faulty: 'Not good',
    doubt: 'Intact, but its origin is not proven',
  },
};

let service: TestService;
let browser: Browser;
const { folder, remove } = temporaryFolder();
const file = (name: string) => join(folder, name);

beforeAll(async () => {
  [service, browser] = await Promise.all([testService('pglite', { webFolder }), openBrowser()]);
  const key = await makeTestSealKey(new Date('2026-01-01T00:00:00Z'));
  const claim = await sampleClaim();
  const sent = await sealClaim(claim, key);
  const approval = {
    language: 'fi' as const,
    approverName: 'Testi Hyväksyjä',
    approvedAt: '2026-04-02T06:05:00Z',
    payableCents: 12872,
    settlements: [],
  };
  const approved = await sealApproval(sent, approval, key);
  writeFileSync(file('approved.pdf'), approved);
  writeFileSync(file('changed.pdf'), flipped(sent, Buffer.from(sent).indexOf('/OutputIntent') + 5, 1));
  writeFileSync(file('note.pdf'), await grown(approved, addNote));
  writeFileSync(file('text.pdf'), 'ei PDF');
});
afterAll(async () => {
  await browser?.close();
  await service?.stop();
  remove();
});

async function openVerify(size: keyof typeof sizes, language: keyof typeof spoken) {
  const opened = await openPage(browser, service.address, sizes[size]);
  const { page } = opened;
  await page.getByRole('button', { name: spoken[language].button }).click();
  await page.getByRole('link', { name: spoken[language].link }).click();
  await page.getByRole('heading', { level: 1, name: spoken[language].link }).waitFor();
  await page.getByLabel(spoken[language].target).waitFor({ state: 'attached' });
  return opened;
}

async function expectGood(page: Page, name: string): Promise<void> {
  const pictures = process.env.PICTURES;
  if (pictures) await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true });
  expect(await axeFaults(page), name).toEqual([]);
  expect(await fitsAcross(page), `${name} fits across`).toBe(true);
}

describe.each(Object.keys(sizes) as (keyof typeof sizes)[])('on a %s', (size) => {
  test.each(Object.keys(spoken) as (keyof typeof spoken)[])('a changed claim is told in %s', async (language) => {
    const { page, complaints } = await openVerify(size, language);
    await expectGood(page, `verify-${size}-${language}-empty`);
    await page.getByLabel(spoken[language].target).setInputFiles(file('note.pdf'));
    await page.getByRole('heading', { level: 2, name: spoken[language].faulty }).waitFor();
    // The verdict has the focus: who reads by ear hears it.
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(spoken[language].faulty);
    expect(await page.getByRole('table').count()).toBe(2);
    const shown = (await page.getByRole('main').innerText()).match(/verify\.\w+|\{\w+\}/g);
    expect(shown).toBeNull();
    await expectGood(page, `verify-${size}-${language}-note`);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

test('by the keyboard alone: the target is reached, and the next file takes the place of the last', async () => {
  const { page } = await openVerify('desk', 'fi');
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => (document.activeElement as HTMLInputElement | null)?.type)).toBe('file');
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Enter')]);
  await chooser.setFiles(file('changed.pdf'));
  await page.getByText('Jäsenen sinetti: asiakirjaa on muutettu sinetöinnin jälkeen.', { exact: true }).waitFor();
  await page.getByLabel(spoken.fi.target).setInputFiles(file('text.pdf'));
  await page.getByRole('alert').getByText('Valitse matkalaskun PDF-tiedosto').waitFor();
  expect(await page.getByText('Jäsenen sinetti: asiakirjaa on muutettu').count()).toBe(0);
  await page.context().close();
}, 180_000);

test('a file dropped on the target is checked', async () => {
  const { page } = await openVerify('desk', 'fi');
  const dropped = await page.evaluateHandle(() => {
    const data = new DataTransfer();
    data.items.add(new File(['ei PDF'], 'x.pdf', { type: 'application/pdf' }));
    return data;
  });
  await page.dispatchEvent('.verify-target', 'drop', { dataTransfer: dropped });
  await page.getByRole('alert').getByText('Valitse matkalaskun PDF-tiedosto').waitFor();
  await page.context().close();
});

test('while it is sent and checked, that is said', async () => {
  const { page } = await openVerify('desk', 'fi');
  await page.route('**/api/verification', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await route.continue();
  });
  await page.getByLabel(spoken.fi.target).setInputFiles(file('changed.pdf'));
  await page
    .getByRole('status')
    .getByText(/Lähetetään: changed\.pdf|Tarkistetaan: changed\.pdf/)
    .waitFor();
  await page.getByRole('heading', { level: 2, name: spoken.fi.faulty }).waitFor();
  await page.context().close();
});
