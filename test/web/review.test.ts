import { eq } from 'drizzle-orm';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ReviewView } from '../../src/claim/review-views.ts';
import type { ClaimView, MeetingView } from '../../src/claim/views.ts';
import { webFolder } from '../../src/commands/web-build.ts';
import { demoPassword } from '../../src/demo/accounts.ts';
import { users } from '../../src/store/schema.ts';
import { Client } from '../client.ts';
import { dayTrip, driveOf, save, sign } from '../filing.ts';
import { type TestService, testService } from '../service.ts';
import { axeFaults, fitsAcross, openBrowser, openPage } from './browser.ts';

/** The assistant's decisions at a real browser: by keys alone, with the member's consent, and two assistants at once. */

let service: TestService;
let browser: Browser;

beforeAll(async () => {
  [service, browser] = await Promise.all([testService('postgresql', { webFolder }), openBrowser()]);
  // A second pair of eyes: finance's person examines claims here too.
  await service.deps.db
    .update(users)
    .set({ roles: ['assistant'] })
    .where(eq(users.username, 'talous'));
});
afterAll(async () => {
  await browser?.close();
  await service?.stop();
});

async function filed(username: string, km: number): Promise<{ member: Client; claim: ClaimView }> {
  const member = new Client(service.address);
  await member.signIn(username);
  const meetings = await member.get<MeetingView[]>('/api/meetings');
  const meeting = meetings.find((each) => each.claimId === null && each.end < '2026-03-20');
  const started = await member.post<ClaimView>('/api/claims', { meetingId: meeting?.id });
  const day = started.meeting.start.slice(0, 10);
  const drive = driveOf(day, km, {
    from: 'Koulukatu 1',
    to: 'Hakaniemenranta 6',
    reason: { code: 'no-connection', text: 'Ensimmäinen juna olisi perillä liian myöhään.' },
  });
  const saved = await save(member, started, { ...dayTrip(started.draft, day), mileage: km > 0 ? [drive] : [] });
  return { member, claim: await sign(member, saved) };
}

async function signedIn(username: string, at = ''): Promise<{ page: Page; complaints: string[] }> {
  const opened = await openPage(browser, service.address);
  await opened.page.getByLabel('Käyttäjätunnus').fill(username);
  await opened.page.getByLabel('Salasana').fill(demoPassword);
  await opened.page.keyboard.press('Enter');
  await opened.page.getByRole('button', { name: 'Kirjaudu ulos' }).waitFor();
  if (at !== '') await opened.page.goto(`${service.address}${at}`);
  return opened;
}

async function expectGood(page: Page, name: string): Promise<void> {
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 900 });
    const folder = process.env.PICTURES;
    if (folder) await page.screenshot({ path: `${folder}/${name}-${width}.png`, fullPage: true });
    expect(await axeFaults(page), `${name} at ${width}`).toEqual([]);
    expect(await fitsAcross(page), `${name} at ${width}`).toBe(true);
  }
  await page.setViewportSize({ width: 1280, height: 900 });
}

/** Types as a person does, and counts. */
function keysOf(page: Page): {
  press: (...keys: string[]) => Promise<void>;
  type: (text: string) => Promise<void>;
  tabTo: (place: Locator) => Promise<void>;
  count: () => number;
} {
  let count = 0;
  return {
    press: async (...keys) => {
      for (const key of keys) {
        count += 1;
        await page.keyboard.press(key);
      }
    },
    type: async (text) => {
      count += text.length;
      await page.keyboard.type(text);
    },
    tabTo: async (place) => {
      for (let tabs = 0; tabs < 30; tabs += 1) {
        if (await place.evaluate((element) => element === document.activeElement)) return;
        count += 1;
        await page.keyboard.press('Tab');
      }
      throw new Error('the place is not reached by Tab');
    },
    count: () => count,
  };
}

describe('by keys alone', () => {
  test('a clean claim is approved in two keys, and one with a correction goes to its member', async () => {
    const clean = await filed('koko7', 0);
    const second = await filed('koko8', 120);
    const { page, complaints } = await signedIn('assistentti', `/review/${clean.claim.id}`);
    await page.getByRole('heading', { name: clean.claim.member.name }).waitFor();
    await page.getByRole('heading', { name: 'Tarkastuslista' }).waitFor();
    const one = keysOf(page);
    await one.press('a');
    await page.getByRole('button', { name: 'Loput kohdat kunnossa, hyväksy' }).waitFor();
    await expectGood(page, 'review-approve');
    await one.press('Enter');
    await page.getByText(`Hyväksytty: ${clean.claim.number}`).waitFor();

    const name = page.getByRole('heading', { level: 2, name: second.claim.member.name });
    const two = keysOf(page);
    for (let tries = 0; tries < 5 && (await name.count()) === 0; tries += 1) {
      await two.press('k');
      await page.getByRole('heading', { name: 'Tarkastuslista' }).waitFor();
    }
    await name.waitFor();
    // To the drive, past the trip and the per diem; correct it.
    await two.press('l', 'l', 'l', 'c');
    await page.getByLabel('Kilometrit', { exact: true }).waitFor();
    await expectGood(page, 'review-correct');
    // The first field is where the keys are; the reason is chosen by its first letters.
    await two.press('Control+a');
    await two.type('100');
    await two.tabTo(page.getByLabel('Syy'));
    await two.type('Ma');
    await two.press('Tab', 'Enter');
    await page.getByText('Kilometrit: 120 km → 100 km').waitFor();
    await page.getByText('Summa pienenee: jäsenen on hyväksyttävä tai vastustettava.').waitFor();
    await page.getByRole('heading', { name: 'Muutokset' }).scrollIntoViewIfNeeded();
    await expectGood(page, 'review-changes');
    await two.press('s');
    await page.getByText(`Korjaus lähetetty: ${second.claim.number}`).waitFor();
    process.stdout.write(`keys: a clean claim ${one.count()}, a correction ${two.count()}\n`);
    expect(one.count()).toBeLessThanOrEqual(2);
    expect(two.count()).toBeLessThanOrEqual(30);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('a line is accepted and that is taken back, and the keys are told by «?»', async () => {
    const { claim } = await filed('koko9', 50);
    const { page } = await signedIn('assistentti', `/review/${claim.id}`);
    await page.getByRole('heading', { name: claim.member.name }).waitFor();
    await page.keyboard.press('?');
    await page.getByText('peru viimeisin päätöksesi').waitFor();
    await page.keyboard.press('?');
    for (const key of ['l', 'l', 'h']) await page.keyboard.press(key);
    await page.locator('.made.accept').waitFor();
    await page.keyboard.press('u');
    await page.locator('.made.accept.undone').waitFor();
    await page.context().close();
  });
});

test('the member sees the correction field by field, objects to it with a reason, and the assistant reads why', async () => {
  const { member, claim } = await filed('koko10', 120);
  const assistant = new Client(service.address);
  await assistant.signIn('assistentti');
  const path = `/api/claims/${claim.id}`;
  const decide = (decision: object) =>
    assistant
      .get<ReviewView>(`${path}/review`)
      .then(({ lastAct }) => assistant.post<ReviewView>(`${path}/review/decisions`, { lastAct, decision }));
  const reason = { code: 'distance-differs', text: 'Reitti on lyhyempi.' };
  await decide({ kind: 'correct', subject: 'mileage[drive]', changes: { km: 100 }, reason });
  const { revision } = await decide({ kind: 'correct', subject: 'trip', changes: { waivesPerDiem: true }, reason });
  await assistant.post(`${path}/correction`, { revision });

  const { page, complaints } = await signedIn('koko10', `/claims/${claim.id}`);
  await page.getByRole('heading', { name: 'Matkalaskuasi on korjattu' }).waitFor();
  await page.getByText('Kilometrit: 120 km → 100 km').waitFor();
  await page.getByText('Syy: Matka on muun pituinen. Reitti on lyhyempi.').first().waitFor();
  await page.getByText('Summa pienenee, joten korjaus odottaa vastaustasi.').waitFor();
  await expectGood(page, 'member-correction');
  await page.getByRole('button', { name: 'Hyväksy', exact: true }).first().click();
  await page.getByText('Hyväksyit tämän.').waitFor();
  await page.getByRole('button', { name: 'Vastusta' }).click();
  await page.getByLabel('Miksi vastustat?').fill('Haluan päivärahan.');
  await page.getByRole('button', { name: 'Lähetä vastustus' }).click();
  await page.getByText('Vastustit: ”Haluan päivärahan.”').waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();
  expect((await member.get<ClaimView>(path)).state).toBe('submitted');

  const back = await signedIn('assistentti', `/review/${claim.id}`);
  await back.page.getByText(/Jäsen vastustaa korjausta .*Haluan päivärahan/).waitFor();
  await expectGood(back.page, 'review-objected');
  await back.page.context().close();
});

test('a correction is accepted with one tap, and the assistant sees the consent', async () => {
  const { claim } = await filed('koko13', 120);
  const assistant = new Client(service.address);
  await assistant.signIn('assistentti');
  const path = `/api/claims/${claim.id}`;
  const { lastAct } = await assistant.get<ReviewView>(`${path}/review`);
  const reason = { code: 'distance-differs', text: '' };
  const decision = { kind: 'correct', subject: 'mileage[drive]', changes: { km: 100 }, reason };
  const { revision } = await assistant.post<ReviewView>(`${path}/review/decisions`, { lastAct, decision });
  await assistant.post(`${path}/correction`, { revision });

  const { page, complaints } = await signedIn('koko13', `/claims/${claim.id}`);
  await page.getByRole('heading', { name: 'Matkalaskuasi on korjattu' }).waitFor();
  await page.getByRole('button', { name: 'Hyväksy', exact: true }).click();
  await page.getByText('Hyväksyit tämän.').waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();

  const back = await signedIn('assistentti', `/review/${claim.id}`);
  await back.page.getByText('Jäsen on suostunut korjaukseen (versio 2).').waitFor();
  await back.page.getByText('korjasi Anneli Assistentti; jäsen ilmoitti: 120 km').waitFor();
  await back.page.getByRole('link', { name: /jäsen suostui/ }).waitFor();
  await back.page.context().close();
});

test('questions on a returned claim are answered each in its place, and only then it is sent again', async () => {
  const { claim } = await filed('koko11', 80);
  const { page, complaints } = await signedIn('assistentti', `/review/${claim.id}`);
  await page.getByRole('heading', { name: claim.member.name }).waitFor();
  for (const key of ['l', 'l', 'l', 'q']) await page.keyboard.press(key);
  await page.getByLabel('Mitä kysyt jäseneltä?').fill('Kuka oli kyydissä?');
  await page.getByRole('button', { name: 'Tallenna päätös' }).click();
  await page.locator('.made.ask').waitFor();
  await page.keyboard.press('r');
  await page.getByRole('button', { name: 'Palauta jäsenelle' }).click();
  await page.getByText('Palautettu:').waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();

  const member = await signedIn('koko11', `/claims/${claim.id}`);
  await member.page.getByText('Kuka oli kyydissä?').first().waitFor();
  await expectGood(member.page, 'member-questions');
  await member.page.getByLabel('Vastauksesi').fill('Ei kukaan.');
  await member.page.getByLabel('Vastauksesi').blur();
  await member.page.getByText('Vastaus tallennettu.').waitFor();
  await member.page.reload();
  await member.page.getByText('Kuka oli kyydissä?').first().waitFor();
  expect(await member.page.getByLabel('Vastauksesi').inputValue()).toBe('Ei kukaan.');
  await member.page.context().close();
});

test('two assistants at once on one line: the second is told, sees both, and nothing typed is lost', async () => {
  const { claim } = await filed('koko12', 90);
  const [one, two] = await Promise.all(['assistentti', 'talous'].map((name) => signedIn(name, `/review/${claim.id}`)));
  if (!one || !two) throw new Error('two pages are needed');
  for (const { page } of [one, two]) {
    await page.getByRole('heading', { name: claim.member.name }).waitFor();
    for (const key of ['l', 'l', 'l', 'q']) await page.keyboard.press(key);
    await page.getByLabel('Mitä kysyt jäseneltä?').waitFor();
  }
  await one.page.getByLabel('Mitä kysyt jäseneltä?').fill('Ensimmäisen kysymys?');
  await one.page.getByRole('button', { name: 'Tallenna päätös' }).click();
  await one.page.locator('.made.ask').waitFor();
  await two.page.getByLabel('Mitä kysyt jäseneltä?').fill('Toisen kysymys?');
  await two.page.getByRole('button', { name: 'Tallenna päätös' }).click();
  await two.page.getByText('Toinen tarkastaja on juuri päättänyt samasta kohdasta.').waitFor();
  await two.page.getByText('Ensimmäisen kysymys?').waitFor();
  expect(await two.page.getByLabel('Mitä kysyt jäseneltä?').inputValue()).toBe('Toisen kysymys?');
  await expectGood(two.page, 'review-meanwhile');
  await two.page.getByRole('button', { name: 'Tallenna päätös' }).click();
  await two.page.getByText('”Toisen kysymys?”').waitFor();
  for (const { page } of [one, two]) await page.context().close();
});

test('a filter is kept under a name and brought back after a reload', async () => {
  const { page, complaints } = await signedIn('assistentti');
  const open = (): Promise<void> => page.getByText('Rajaus ja järjestys').click();
  await open();
  await page.getByLabel('Järjestys').selectOption('deadline');
  await page.getByLabel('Suodattimen nimi').fill('Määräajat');
  await page.getByRole('button', { name: 'Tallenna suodatin' }).click();
  await page.getByRole('button', { name: 'Määräajat', exact: true }).waitFor();
  await page.reload();
  await open();
  await page.getByRole('button', { name: 'Määräajat', exact: true }).click();
  expect(await page.getByLabel('Järjestys').inputValue()).toBe('deadline');
  await page.getByRole('button', { name: 'Poista Määräajat' }).click();
  await page.getByRole('button', { name: 'Määräajat', exact: true }).waitFor({ state: 'detached' });
  expect(complaints).toEqual([]);
  await page.context().close();
});
