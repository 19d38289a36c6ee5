import { readFileSync } from 'node:fs';
import type { Browser, Page, Request } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Language, languages } from '../../src/claim/claim.ts';
import { webFolder } from '../../src/commands/web-build.ts';
import { demoPassword } from '../../src/demo/accounts.ts';
import { type TestService, testService } from '../service.ts';
import { openBrowser, openPage } from './browser.ts';
import { focusFaults } from './every-page/focus.ts';
import { faultsAt, widths } from './every-page/look.ts';
import { type Place, titleOf } from './every-page/place.ts';
import { emptyPlaces, places } from './every-page/table.ts';
import { said } from './every-page/words.ts';
import { fillWorld, type World } from './every-page/world.ts';

/** Every page in three languages, on a screen, at 200 % zoom and on a phone: nothing that axe, a reader or a ruler minds. */

const names: Record<Language, string> = { fi: 'Suomi', sv: 'Svenska', en: 'English' };

let service: TestService;
let browser: Browser;
let world: World;
type Opened = { page: Page; complaints: string[]; asked: Set<Request> };
const opened = new Map<string, Opened>();
let looks = 0;

beforeAll(async () => {
  const env = { RECEIPT_SECOND_READER: 'off', ACCESSIBILITY_EMAIL: 'saavutettavuus@example.invalid' };
  [service, browser] = await Promise.all([testService('postgresql', { webFolder, env }), openBrowser()]);
});
afterAll(async () => {
  process.stdout.write(`looked at ${looks} pages (page × language × width)\n`);
  await browser?.close();
  await service?.stop();
});

/** One page for each person, signed in once. */
async function pageOf(who: Place['who']): Promise<Opened> {
  const there = opened.get(who ?? '');
  if (there) return there;
  const made = { ...(await openPage(browser, service.address)), asked: new Set<Request>() };
  await made.page.emulateMedia({ reducedMotion: 'reduce' });
  made.page.on('request', (request) => made.asked.add(request));
  made.page.on('requestfinished', (request) => made.asked.delete(request));
  made.page.on('requestfailed', (request) => made.asked.delete(request));
  if (who)
    await made.page.request.post(`${service.address}/api/session`, { data: { username: who, password: demoPassword } });
  opened.set(who ?? '', made);
  return made;
}

/** Everything the page asked for has come and is drawn. */
async function drawn({ page, asked }: Opened): Promise<void> {
  const frame = (): Promise<unknown> =>
    page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 20))));
  do await frame();
  while (asked.size > 0);
  await frame();
}

/** The page stands, with its first heading in that language. */
async function settled(at: Opened, place: Place, language: Language): Promise<string> {
  const heading = at.page.getByRole('heading', { level: 1, name: titleOf(place, language) });
  await heading.waitFor();
  await at.page.waitForFunction(() => document.querySelector('.waiting') === null);
  await drawn(at);
  return (await heading.textContent()) ?? '';
}

async function speak(page: Page, language: Language): Promise<void> {
  if ((await page.locator('html').getAttribute('lang')) === language) return;
  await page.getByRole('button', { name: names[language] }).click();
  await page.locator(`html[lang="${language}"]`).waitFor();
}

/** The whole page as it looks, where PICTURES says where to; of some, what the README shows. */
async function picture(page: Page, { name, readme }: Place, language: Language, width: number): Promise<void> {
  const folder = process.env.PICTURES;
  if (!folder) return;
  await page.screenshot({ path: `${folder}/${name}-${language}-${width}.png`, fullPage: true });
  if (language !== 'fi' || readme?.width !== width) return;
  const clip = { x: 0, y: 0, width, height: readme.height };
  const shot = await page.screenshot({ clip, fullPage: true });
  await sharp(shot).png({ palette: true, compressionLevel: 9 }).toFile(`${folder}/${readme.file}`);
}

/** What is wrong with the page in a language at each width. */
async function lookedAt(at: Opened, place: Place, language: Language): Promise<string[]> {
  const { page } = at;
  const faults: string[] = [];
  const heading = await settled(at, place, language);
  for (const [role, key] of place.stands) {
    const count = await page.getByRole(role, { name: said(language, key) }).count();
    if (count === 0) faults.push(`${language}: no ${role} ${key}`);
  }
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    looks += 1;
    await picture(page, place, language, width);
    faults.push(...(await faultsAt(page, language, heading)).map((fault) => `${language} ${width}: ${fault}`));
  }
  return faults;
}

async function walk(place: Place): Promise<void> {
  const there = await pageOf(place.who);
  const { page, complaints } = there;
  await page.setViewportSize({ width: widths[0], height: 900 });
  await page.goto('about:blank');
  there.asked.clear();
  await page.goto(service.address + (typeof place.at === 'string' ? place.at : place.at(world)));
  // The phone's page takes the language of who handed over: first that has come, then the walk begins in Finnish.
  await page.getByRole('heading', { level: 1 }).waitFor();
  await drawn(there);
  await speak(page, 'fi');
  await settled(there, place, 'fi');
  await place.does?.(page, world);
  const at = page.url();
  const faults = await focusFaults(page);
  for (const language of languages) {
    await speak(page, language);
    faults.push(...(await lookedAt(there, place, language)));
    expect(page.url(), 'the language keeps the page').toBe(at);
  }
  const complained = complaints.splice(0).filter((text) => !text.includes(`status of ${place.refused} `));
  expect([...new Set(faults), ...complained], place.name).toEqual([]);
}

describe('before anybody has done anything', () => {
  test.each(emptyPlaces.map((place) => [place.name, place] as const))('%s', (_, place) => walk(place));
});

describe('when everybody has been at work', () => {
  beforeAll(async () => {
    world = await fillWorld(service.address);
  });
  test.each(places.map((place) => [place.name, place] as const))('%s', (_, place) => walk(place));
});

/** The routes as they are written; tabs are routes each. */
function routesWritten(): string[] {
  const source = readFileSync(new URL('../../src/web/routes.tsx', import.meta.url), 'utf8');
  const plain = [...source.matchAll(/<Route\s+path="([^"]+)"/g)].map((match) => match[1] ?? '');
  const tabs = [
    ...source.matchAll(
      /\(\s*\[([^\]]+)\] as const\s*\)\.map\(\s*\(tab\) => \(\s*<Route key=\{tab\} path=\{`([^$]+)\$/g,
    ),
  ];
  const tabbed = tabs.flatMap(([, list = '', stem]) =>
    [...list.matchAll(/'(\w+)'/g)].map((match) => `${stem}${match[1]}`),
  );
  // Beside those, two that take what is left: sign-in or the pages, and the page that is not found.
  expect(source.match(/<Route[\s>]/g)).toHaveLength(plain.length + tabs.length + 2);
  return [...plain, ...tabbed];
}

test('every route is walked', () => {
  const walked = new Set([...emptyPlaces, ...places].map(({ route }) => route));
  expect(routesWritten().filter((route) => !walked.has(route))).toEqual([]);
  expect([...walked].filter((route) => route !== '*' && !routesWritten().includes(route))).toEqual([]);
});
