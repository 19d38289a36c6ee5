import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CorrectionView, QuestionView, ReviewView } from '../../src/claim/review-views.ts';
import type { ClaimView, MailView } from '../../src/claim/views.ts';
import { demoPassword } from '../../src/demo/accounts.ts';
import { hashPassword } from '../../src/identity/password.ts';
import { consentBySilence } from '../../src/jobs/consent-by-silence.ts';
import { users } from '../../src/store/schema.ts';
import { Client, until } from '../client.ts';
import { approve, fileSimpleClaim, filesForm, makeBatch, sign } from '../filing.ts';
import { type TestService, TODAY, testService } from '../service.ts';

/** At each change of state the member of a claim gets one mail, whoever made it change. */

const DAY = 86_400_000;
let service: TestService;
let member: Client;
let first: Client;
let second: Client;
let finance: Client;
let admin: Client;
let claim: ClaimView;

async function as(username: string): Promise<Client> {
  const client = new Client(service.address);
  await client.signIn(username);
  return client;
}

beforeAll(async () => {
  service = await testService('pglite', { env: { APPROVAL_SECOND_OVER_EUROS: '10' } });
  await service.deps.db.insert(users).values({
    username: 'toinen',
    name: 'Toini Tarkastaja',
    email: 'toinen@example.invalid',
    roles: ['assistant', 'member'],
    passwordHash: await hashPassword(demoPassword),
    createdAt: TODAY,
    demo: true,
  });
  [member, first, second, finance, admin] = (await Promise.all(
    ['jasen', 'assistentti', 'toinen', 'talous', 'paakayttaja'].map(as),
  )) as [Client, Client, Client, Client, Client];
});
afterAll(() => service?.stop());

const mails = () => admin.get<MailView[]>('/api/mails');
const review = () => first.get<ReviewView>(`/api/claims/${claim.id}/review`);
const utf8 = (text: string) => new TextEncoder().encode(text) as Uint8Array<ArrayBuffer>;
const path = (rest: string) => `/api/claims/${claim.id}/${rest}`;

/** The subjects of the mails that an act brought about, once they went out: those of a decision are written by a job. */
async function told(act: () => Promise<unknown>, least = 1): Promise<string[]> {
  const before = new Set((await mails()).map(({ id }) => id));
  await act();
  const after = await until(
    mails,
    (all) => all.length >= before.size + least && all.every(({ status }) => status === 'kept'),
  );
  return after.filter(({ id }) => !before.has(id)).map(({ subject }) => subject);
}

async function decide(changes: object): Promise<void> {
  const { lastAct } = await review();
  const reason = { code: 'other', text: 'Kokous päättyi toisin.' };
  await first.post(path('review/decisions'), {
    lastAct,
    decision: { kind: 'correct', subject: 'trip', changes, reason },
  });
}
async function step(rest: 'correction' | 'correction/withdrawal'): Promise<void> {
  const { revision } = await review();
  await first.post(path(rest), { revision });
}
async function reply(accepted: boolean): Promise<void> {
  const { version, changes } = await member.get<CorrectionView>(path('correction'));
  const decisionIds = changes.map(({ decisionId }) => decisionId);
  await member.post(path('correction/replies'), { version, decisionIds, accepted, reason: 'En ole samaa mieltä.' });
}

test('sent', async () => {
  const subjects = await told(async () => {
    claim = await fileSimpleClaim(member);
  });
  expect(subjects).toEqual(['Matkalaskusi on lähetetty']);
});

test('corrected, and the correction taken back before it was answered', async () => {
  await decide({ waivesPerDiem: true });
  expect(await told(() => step('correction'))).toEqual(['Matkalaskuasi on korjattu']);
  expect(await told(() => step('correction/withdrawal'))).toEqual(['Matkalaskusi tarkastetaan uudelleen']);
});

test('corrected again, and objected to', async () => {
  expect(await told(() => step('correction'))).toEqual(['Matkalaskuasi on korjattu']);
  expect(await told(() => reply(false))).toEqual(['Vastustit matkalaskusi korjausta']);
});

test('returned after the objection, and sent again as it was before the correction', async () => {
  const { revision } = await review();
  const given = () => first.post(path('return'), { message: 'Kerro, miksi.', revision });
  expect(await told(given)).toEqual(['Matkalaskusi odottaa vastaustasi']);
  const [question] = await member.get<QuestionView[]>(path('questions'));
  await member.put(path(`questions/${question?.id}/answer`), { text: 'Koska söin itse.' });
  const returned = await member.get<ClaimView>(`/api/claims/${claim.id}`);
  expect(await told(() => sign(member, returned))).toEqual(['Matkalaskusi on lähetetty']);
});

test('corrected and accepted; corrected, and silent for seven days', async () => {
  await decide({ waivesPerDiem: true });
  await told(() => step('correction'));
  expect(await told(() => reply(true))).toEqual(['Hyväksyit matkalaskusi korjauksen']);
  await decide({ waivesPerDiem: false });
  expect(await told(() => step('correction'))).toEqual(['Matkalaskuasi on korjattu']);
  const version = (await review()).correction?.version ?? 0;
  const silent = (ms: number) => () =>
    consentBySilence({ ...service.deps, now: () => new Date(TODAY.getTime() + ms) }, { claimId: claim.id, version });
  await expect(silent(7 * DAY - 1)()).rejects.toThrow('still has time');
  expect(await told(silent(7 * DAY))).toEqual(['Matkalaskusi korjaus on voimassa']);
  expect(await told(silent(7 * DAY + 1), 0)).toEqual([]);
});

test('approved by the first of two, taken back, approved by both', async () => {
  expect(await told(() => approve(first, claim.id))).toEqual(['Matkalaskusi on tarkastettu kerran']);
  expect(await told(() => step('correction/withdrawal'))).toEqual(['Matkalaskusi tarkastetaan uudelleen']);
  await told(() => approve(first, claim.id));
  expect(await told(() => approve(second, claim.id))).toEqual(['Matkalaskusi on hyväksytty']);
});

test('put into a batch, taken out of it, refused by the bank, and paid', async () => {
  let batch = 0;
  const made = async () => {
    batch = (await makeBatch(finance, claim.id)).number;
  };
  const answered = (rest: string) => {
    const text = `viite;summa;tila;paiva;syy\n${batch}-${claim.number};${rest}\n`;
    return finance.post(`/api/batches/${batch}/responses`, filesForm({ 'vastaus.csv': utf8(text) }));
  };
  expect(await told(made)).toEqual(['Matkalaskusi on maksettavana']);
  const reversal = () => finance.post(`/api/batches/${batch}/reversal`, { reason: 'Väärä kuukausi.' });
  expect(await told(reversal)).toEqual(['Matkalaskusi maksu on peruttu toistaiseksi']);
  await told(made);
  const refused = () => answered('54,00;hylätty;;Tili on suljettu');
  expect(await told(refused)).toEqual(['Matkalaskusi maksu ei onnistunut']);
  await told(() => approve(first, claim.id));
  await told(() => approve(second, claim.id));
  await told(made);
  expect(await told(() => answered('54,00;maksettu;22.3.2026;'))).toEqual(['Matkalaskusi on maksettu']);
});

test('no subject of them all names the claim, its member or a sum', async () => {
  const subjects = (await mails()).map(({ subject }) => subject);
  expect(subjects.length).toBeGreaterThan(15);
  expect(subjects.filter((subject) => /\d|€|Jäsen|Testi/.test(subject))).toEqual([]);
});
