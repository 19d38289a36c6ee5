import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sparticuz, { inflate, setupLambdaEnvironment } from '@sparticuz/chromium';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { TODAY } from '../service.ts';

const require = createRequire(import.meta.url);
const { chromium } = require('playwright-core') as typeof import('playwright-core');

/** Flags of the packaged browser that would test something else than a person's browser, or end with its first page. */
const unwanted = ['--single-process', '--no-zygote', '--disable-web-security', '--allow-running-insecure-content'];

/** A real Chromium that comes by npm. Where the machine lacks its system libraries, those packed with it are used. */
export async function openBrowser(more: string[] = []): Promise<Browser> {
  const executablePath = await sparticuz.executablePath();
  const args = [
    ...sparticuz.args.filter((arg) => !unwanted.includes(arg)),
    '--no-first-run',
    '--disable-quic',
    ...more,
  ];
  const options = { executablePath, args, headless: true };
  try {
    return await chromium.launch(options);
  } catch (error) {
    const packed = join(require.resolve('@sparticuz/chromium/package.json'), '../bin/al2023.tar.br');
    if (!existsSync(packed) || !String(error).includes('shared libraries')) throw error;
    await inflate(packed);
    setupLambdaEnvironment(join(tmpdir(), 'al2023', 'lib'));
    return chromium.launch(options);
  }
}

/** A person at a browser; the date stands where the service's does. What the page complains of is kept. */
export async function openPage(
  browser: Browser,
  address: string,
  viewport = { width: 1280, height: 900 },
): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({ viewport, locale: 'fi-FI', timezoneId: 'Europe/Helsinki' });
  const page = await context.newPage();
  await page.clock.setFixedTime(TODAY);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    if (!request.url().startsWith(address) && !/^(blob|data):/.test(request.url())) complaints.push(request.url());
  });
  await page.goto(address);
  return { page, complaints };
}

type Violation = { id: string; impact: string | null | undefined; where: string[] };

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'];

/** Everything axe finds on the page as it stands, of any severity: WCAG 2.1 A and AA, and what it holds for good practice. */
export async function axeFaults(page: Page): Promise<Violation[]> {
  await page.evaluate(axe.source);
  const found = await page.evaluate(
    async (values): Promise<{ id: string; impact?: string | null; nodes: { html: string }[] }[]> => {
      const { axe: checker } = globalThis as unknown as { axe: typeof import('axe-core') };
      const runOnly = { type: 'tag' as const, values };
      return (await checker.run({ runOnly, resultTypes: ['violations'] })).violations as never;
    },
    tags,
  );
  return found.map(({ id, impact, nodes }) => ({ id, impact, where: nodes.map((node) => node.html.slice(0, 160)) }));
}

/** True when nothing has to be scrolled to the side to be read. */
export const fitsAcross = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);
