import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ClaimSummary, ClaimView } from '../../src/claim/views.ts';
import { webFolder } from '../../src/commands/web-build.ts';
import { Client } from '../client.ts';
import { runsOf, textOf } from '../document/pages.ts';
import { documentReady } from '../filing.ts';
import { type TestService, testService } from '../service.ts';
import { openBrowser } from './browser.ts';
import { expectGood, phone, type } from './member-page.ts';
import { signedIn } from './person.ts';

/** Filing for another, at real browsers: the member lets, an assistant files on a phone, the member signs, both names stay. */

let service: TestService;
let browser: Browser;

beforeAll(async () => {
  [service, browser] = await Promise.all([testService('pglite', { webFolder }), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await service?.stop();
});

const FILER = 'Anneli Assistentti';
const desktop = { width: 1280, height: 900 };

/** The page as it stands, looked at in Finnish and Swedish at both widths, and back to where it was. */
async function lookAt(page: Page, name: string): Promise<void> {
  const before = page.viewportSize() ?? phone;
  for (const language of ['Svenska', 'Suomi'] as const) {
    await page.getByRole('button', { name: language }).click();
    const home = language === 'Suomi' ? 'Kirjaudu ulos' : 'Logga ut';
    await page.getByRole('button', { name: home }).waitFor();
    await page.waitForLoadState('networkidle');
    for (const size of [phone, desktop]) {
      await page.setViewportSize(size);
      await expectGood(page, `delegate-${name}-${language === 'Suomi' ? 'fi' : 'sv'}-${size.width}`);
    }
  }
  await page.setViewportSize(before);
}

async function clientOf(username: string): Promise<Client> {
  const client = new Client(service.address);
  await client.signIn(username);
  return client;
}

test('a member lets an assistant file; the assistant files on a phone; the member signs; both names stand to the end', async () => {
  const member = await signedIn(browser, service.address, 'jasen', phone);
  await member.page.getByRole('link', { name: /^Valtuutukset/ }).click();
  await member.page.getByRole('heading', { name: 'Valtuutukset' }).waitFor();
  await type(member.page, /^Käyttäjätunnus tai sähköpostiosoite/, 'ei-ketaan');
  await member.page.getByRole('button', { name: 'Anna valtuutus' }).click();
  await member.page.getByText('ei voi valtuuttaa ketään').waitFor();
  await type(member.page, /^Käyttäjätunnus tai sähköpostiosoite/, 'assistentti');
  await member.page.getByRole('button', { name: 'Anna valtuutus' }).click();
  await member.page.getByText(`Valtuutus on annettu: ${FILER}.`).waitFor();

  // The assistant, on a phone: for whom, which meeting, what is missing, the sum, and no place to sign.
  const filer = await signedIn(browser, service.address, 'assistentti', phone);
  await filer.page.getByRole('link', { name: 'Toisen puolesta' }).click();
  await filer.page.getByText('Valtuutus on voimassa').waitFor();
  await lookAt(filer.page, 'for');
  const name = (await filer.page.locator('.home-row strong').first().textContent()) ?? '';
  await filer.page.getByRole('link', { name: `Tee lasku: ${name}` }).click();
  await filer.page.getByRole('heading', { name }).waitFor();
  await lookAt(filer.page, 'one');
  await filer.page
    .getByRole('button', { name: /Tee matkalasku/ })
    .first()
    .click();
  await filer.page.getByText(`Teet matkalaskua toisen puolesta: ${name}`).waitFor();
  await filer.page.getByText('Kuvaa tai lisää kuitit').waitFor();
  await type(filer.page, /^Kellonaika/, '6.40', 0);
  await type(filer.page, /^Kellonaika/, '18.10', 1);
  await type(filer.page, 'Kotoa, km', '178');
  await type(filer.page, 'Tilinumero (IBAN)', 'FI21 1234 5600 0007 85');
  await filer.page.getByText('Kaikki tarvittava on koossa.').waitFor();
  expect(await filer.page.getByLabel('Nimesi allekirjoituksena').count()).toBe(0);
  await lookAt(filer.page, 'form');
  await filer.page.getByRole('button', { name: 'Lähetä vahvistettavaksi' }).click();
  await filer.page.getByText(`Lasku odottaa vahvistusta: ${name}`).waitFor();
  await lookAt(filer.page, 'asked');

  // It stands first on the member's front page; the member gives it back, and it comes again.
  await member.page.goto(service.address);
  await member.page.getByRole('heading', { name: 'Odottaa vahvistustasi' }).waitFor();
  expect(await member.page.locator('h2').first().textContent()).toBe('Odottaa vahvistustasi');
  await lookAt(member.page, 'home');
  await member.page.getByRole('link', { name: 'Tarkista ja allekirjoita' }).click();
  await member.page.getByText(`${FILER} on tehnyt tämän laskun puolestasi`).waitFor();
  await member.page.getByRole('button', { name: 'Anna takaisin tekijälle' }).click();
  await member.page.getByRole('button', { name: 'Anna takaisin', exact: true }).click();
  await member.page.getByText('Kirjoita ensin, mitä pitää korjata.').waitFor();
  await type(member.page, 'Mitä pitää korjata?', 'Palasin vasta klo 18.30.');
  await lookAt(member.page, 'confirm');
  await member.page.getByRole('button', { name: 'Anna takaisin', exact: true }).click();
  await member.page.getByText('Annoit laskun takaisin').waitFor();

  await filer.page.goto(`${service.address}/filing`);
  await filer.page.getByRole('link', { name: `Tee lasku: ${name}` }).click();
  await filer.page.getByText('Tuli takaisin sinulle: Palasin vasta klo 18.30.').waitFor();
  await filer.page.getByRole('link', { name: 'Jatka' }).click();
  await filer.page.getByText('Matkustaja antoi laskun takaisin sinulle').waitFor();
  await type(filer.page, /^Kellonaika/, '18.30', 1);
  await filer.page.getByText('Tallennettu', { exact: false }).first().waitFor();
  await filer.page.getByRole('button', { name: 'Lähetä vahvistettavaksi' }).click();
  await filer.page.getByText(`Lasku odottaa vahvistusta: ${name}`).waitFor();

  // The member signs as any claim.
  await member.page.goto(service.address);
  await member.page.getByRole('link', { name: 'Tarkista ja allekirjoita' }).click();
  await member.page.getByLabel('Vakuutan tämän').focus();
  await member.page.keyboard.press('Space');
  await type(member.page, 'Nimesi allekirjoituksena', name);
  await member.page.getByRole('button', { name: 'Allekirjoita ja lähetä' }).click();
  await member.page.getByText('Kiitos, matkalasku on lähetetty.').waitFor();
  await member.page.getByText(`Tehnyt puolesta: ${FILER}`).waitFor();
  await member.page.goto(`${service.address}/permissions`);
  await member.page.getByText(`${FILER} pyysi matkustajaa vahvistamaan laskun`).first().waitFor();
  await lookAt(member.page, 'permissions');

  // Who filed it sees both names among the claims to examine, and may end nothing.
  const [sent] = await (await clientOf('jasen')).get<ClaimSummary[]>('/api/claims');
  const id = sent?.id ?? '';
  await filer.page.setViewportSize(desktop);
  await filer.page.goto(`${service.address}/review/${id}`);
  await filer.page.getByRole('heading', { name: 'Huomiot' }).or(filer.page.locator('.queue-list')).first().waitFor();
  expect(await filer.page.getByText(`Tehnyt puolesta: ${FILER}`).count()).toBeGreaterThanOrEqual(2);
  await lookAt(filer.page, 'review');
  const assistant = await clientOf('assistentti');
  const { revision } = await assistant.get<ClaimView>(`/api/claims/${id}`);
  const refused = await assistant.refused('POST', `/api/claims/${id}/approval`, { revision, checklist: [] });
  expect(refused.code).toBe('own-claim');
  expect(await filer.page.getByRole('button', { name: /^Hyväksy/ }).count()).toBe(0);

  const jasen = await clientOf('jasen');
  await documentReady(jasen, id);
  const text = textOf((await runsOf(await jasen.bytes(`/api/claims/${id}/document`))).flat());
  expect(text).toContain(`${FILER}, puolesta: ${name}`);
  expect(member.complaints.filter((each) => !/422/.test(each))).toEqual([]);
  expect(filer.complaints.filter((each) => !/422|403/.test(each))).toEqual([]);
}, 300_000);
