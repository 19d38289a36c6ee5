import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { webFolder } from '../../src/commands/web-build.ts';
import { demoPassword } from '../../src/demo/accounts.ts';
import { type TestService, testService } from '../service.ts';
import { axeFaults, fitsAcross, openBrowser, openPage } from './browser.ts';

/** The rules page in a real browser: every view in three languages, on a phone and on a desk, and by keyboard. */

const sizes = { phone: { width: 320, height: 640 }, desk: { width: 1280, height: 900 } };
const languages = { fi: 'Suomi', sv: 'Svenska', en: 'English' };
const titles = { fi: 'Säännöt ja määrät', sv: 'Regler och belopp', en: 'Rules and amounts' };
const views = ['years', 'year', 'changes', 'foreign', 'questions'];

let service: TestService;
let browser: Browser;

beforeAll(async () => {
  [service, browser] = await Promise.all([testService('pglite', { webFolder }), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await service?.stop();
});

/** Signed in, in one's own language, at the page by its link at the foot of every page. */
async function openRules(username: string, viewport = sizes.desk, language: keyof typeof languages = 'fi') {
  const opened = await openPage(browser, service.address, viewport);
  const { page } = opened;
  await page.getByLabel('Käyttäjätunnus').fill(username);
  await page.getByLabel('Salasana').fill(demoPassword);
  await page.keyboard.press('Enter');
  await page.getByRole('contentinfo').waitFor();
  await page.getByRole('button', { name: languages[language] }).click();
  await page.locator(`html[lang=${language}]`).waitFor();
  await page.getByRole('contentinfo').getByRole('link', { name: titles[language] }).click();
  await page.getByRole('heading', { level: 1, name: titles[language] }).waitFor();
  await page.getByRole('table').waitFor();
  return opened;
}

/** Another view of the page, by its address. */
async function show(page: Page, search: string): Promise<void> {
  await page.goto(`${service.address}/rules?${search}`);
  await page.getByRole('heading', { level: 2 }).first().waitFor();
  await page.waitForLoadState('networkidle');
}

async function expectGood(page: Page, name: string): Promise<void> {
  const folder = process.env.PICTURES;
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
  expect(await axeFaults(page), name).toEqual([]);
  expect(await fitsAcross(page), `${name} fits across`).toBe(true);
}

describe.each(Object.keys(sizes) as (keyof typeof sizes)[])('on a %s', (size) => {
  test.each(Object.keys(languages) as (keyof typeof languages)[])('every view is sound in %s', async (language) => {
    const { page, complaints } = await openRules('assistentti', sizes[size], language);
    for (const view of views) {
      await show(page, `view=${view}`);
      // A parameter's path, a code or an unfilled place is no word of any language.
      const shown = (await page.getByRole('main').innerText()).match(/\b[a-z]+[A-Z]\w*\.\w+|rules\.\w+|\{\w+\}/g);
      expect(shown, view).toBeNull();
      await expectGood(page, `rules-${size}-${language}-${view}`);
    }
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

test.each(['jasen', 'assistentti', 'talous', 'paakayttaja'])('%s reads the rules', async (username) => {
  const { page } = await openRules(username);
  await page.getByRole('row', { name: /^Kokopäiväraha 54,00 €/ }).waitFor();
  await page.context().close();
});

test('the administrator’s tab shows the same page', async () => {
  const { page } = await openRules('paakayttaja');
  await page.goto(`${service.address}/admin/rules`);
  await page.getByRole('row', { name: /^Kokopäiväraha 54,00 €/ }).waitFor();
  await page.getByRole('link', { name: 'Mikä muuttui' }).click();
  await page.getByRole('heading', { name: 'Muuttuneet arvot' }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/admin/rules');
  await page.context().close();
});

test('by keyboard alone a row opens what its values stand on, and closes', async () => {
  const { page } = await openRules('jasen', sizes.phone);
  const opener = page.getByRole('button', { name: 'Kokopäiväraha', exact: true });
  // A narrow screen leaves the names their words: the values scroll beside them.
  expect((await opener.boundingBox())?.width).toBeGreaterThan(110);
  await opener.focus();
  await page.keyboard.press('Enter');
  await page.getByText('Valtion matkustussääntö 2026').waitFor();
  expect(await opener.getAttribute('aria-expanded')).toBe('true');
  const basis = page.getByRole('listitem').filter({ hasText: '2026: 54,00 €' });
  expect(await basis.innerText()).toMatch(/vahvistettu[\s\S]*§ 11[\s\S]*Diaarinumero[\s\S]*Missä nähty/);
  await expectGood(page, 'rules-phone-opened');
  await page.keyboard.press('Space');
  expect(await page.getByText('Valtion matkustussääntö 2026').count()).toBe(0);
  await page.context().close();
});

test('values are written for people, with their status in words', async () => {
  const { page } = await openRules('jasen');
  await show(page, 'view=years&packs=fi-state-2026.1,fi-state-2022.1');
  const rowOf = async (name: string) =>
    (await page.getByRole('row', { name: new RegExp(`^${name} `) }).innerText()).replace(/\s+/g, ' ').trim();
  expect(await rowOf('Auto')).toBe('Auto 0,55 €/km vahvistettu 0,46 €/km vahvistettu');
  expect(await rowOf('Yömatkaraha')).toBe('Yömatkaraha 16,00 € vahvistettu ei tiedossa');
  expect(await rowOf('Matkan kesto, josta saa osapäivärahan')).toContain('yli 6 h vahvistettu');
  expect(await rowOf('Hotellin aamiainen')).toContain('ei OPH:n päätös');
  expect(await rowOf('Aterioita, joista kokopäiväraha vähenee')).toContain('vähintään 2 ateriaa');
  expect(await rowOf('Yö alkaa')).toContain('klo 21.00');
  expect(await rowOf('Kilometriraja, jonka jälkeen')).toContain('yli 5 000 km vuodessa');
  expect(await rowOf('Päivärahan vähennys')).toContain('50 %');
  await page.context().close();
});

test('the years shown are chosen by ticks and kept in the address', async () => {
  const { page } = await openRules('jasen');
  const columns = () => page.getByRole('columnheader').allInnerTexts();
  expect(await columns()).toEqual(['Sääntö', '2026', '2025', '2024']);
  await page.getByRole('checkbox', { name: '2020' }).focus();
  await page.keyboard.press('Space');
  await page.getByRole('columnheader', { name: '2020' }).waitFor();
  await page.reload();
  await page.getByRole('columnheader', { name: '2020' }).waitFor();
  expect(await columns()).toEqual(['Sääntö', '2026', '2025', '2024', '2020']);
  await page.getByRole('button', { name: 'Näytä kaikki vuodet' }).click();
  await page.getByRole('columnheader', { name: '2018' }).waitFor();
  expect(await columns()).toHaveLength(10);
  await expectGood(page, 'rules-desk-all-years');
  await page.context().close();
});

test('between two years only what differs is shown, the old before the new, values apart from their basis', async () => {
  const { page } = await openRules('talous');
  await show(page, 'view=changes&from=fi-state-2025.1&to=fi-state-2026.1');
  const values = page.getByRole('table', { name: /^Arvot, jotka eroavat/ });
  const basis = page.getByRole('table', { name: /^Saman arvon/ });
  await values.getByRole('row', { name: /^Kokopäiväraha 53,00 € vahvistettu 54,00 € vahvistettu arvo/ }).waitFor();
  expect(await values.getByRole('row', { name: /^Yö alkaa/ }).count()).toBe(0);
  expect(await basis.getByRole('row', { name: /^Yö alkaa/ }).count()).toBe(0);
  // 16,00 € in both years, a decision in the one and seen in the other.
  await basis.getByRole('row', { name: /^Yömatkaraha 16,00 € OPH:n päätös 16,00 € vahvistettu varmuus/ }).waitFor();
  expect(await values.getByRole('row', { name: /^Yömatkaraha/ }).count()).toBe(0);
  await page.getByRole('button', { name: 'Vaihda päittäin' }).click();
  await values.getByRole('row', { name: /^Kokopäiväraha 54,00 € vahvistettu 53,00 €/ }).waitFor();
  await page.getByLabel('Jälkeen').selectOption('2026');
  await page.getByText('Valitse kaksi eri vuotta tai versiota.').waitFor();
  await page.context().close();
});

test('a country is found by a part of its name in the reader’s language; what is not known is said so', async () => {
  const { page } = await openRules('jasen', sizes.phone, 'sv');
  await show(page, 'view=foreign&pack=fi-state-2026.1');
  await page.getByLabel('Sök land eller område').fill('azor');
  await page.getByRole('row', { name: /Portugal: Azorerna\s+72,00 €/ }).waitFor();
  await page.getByText('1 land eller område visas.').waitFor();
  await page.getByRole('row', { name: /Övriga länder\s+52,00 €/ }).waitFor();
  await page.getByLabel('Sök land eller område').fill('atlantis');
  await page.getByText('Inget land i tabellen motsvarar sökningen.').waitFor();
  await page.getByLabel('År').selectOption('2025');
  await page.getByText('Bara en del av tabellen har setts.').waitFor();
  await page.getByRole('row', { name: /Övriga länder\s+inte känt/ }).waitFor();
  await expectGood(page, 'rules-phone-sv-foreign-partial');
  await page.getByLabel('År').selectOption('2022');
  await page.getByText('Tabellen för 2022 har inte setts').waitFor();
  expect(await page.getByRole('table').count()).toBe(0);
  await expectGood(page, 'rules-phone-sv-foreign-unknown');
  await page.context().close();
});
