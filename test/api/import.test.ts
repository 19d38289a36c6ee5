import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ImportPreview } from '../../src/claim/import-views.ts';
import type { GroupView } from '../../src/claim/meeting-views.ts';
import type { PersonView } from '../../src/claim/people-views.ts';
import type { AuditEntry, MailView } from '../../src/claim/views.ts';
import { Client } from '../client.ts';
import { filesForm } from '../filing.ts';
import { type TestService, TODAY, testService } from '../service.ts';

/** Members from CSV and Excel: seen first, all or nothing, and the link by which a new account opens. */

let now = TODAY;
let service: TestService;
let assistant: Client;
let admin: Client;
let group: GroupView;

beforeAll(async () => {
  service = await testService('pglite', { now: () => now });
  [assistant, admin] = [new Client(service.address), new Client(service.address)];
  await assistant.signIn('assistentti');
  await admin.signIn('paakayttaja');
  group = (await assistant.get<GroupView[]>('/api/groups')).find(({ name }) =>
    name.startsWith('Vaativan'),
  ) as GroupView;
});
afterAll(() => service?.stop());

type Bytes = Uint8Array<ArrayBuffer>;
const utf8 = (text: string): Bytes => new Uint8Array(Buffer.from(text, 'utf8'));
const send = (bytes: Bytes, query = '', name = 'jasenet.csv') =>
  assistant.request('POST', `/api/imports?groupId=${group.id}${query}`, filesForm({ [name]: bytes }));
const preview = async (bytes: Bytes, query = '', name?: string): Promise<ImportPreview> =>
  (await send(bytes, query, name)).json() as Promise<ImportPreview>;
const codeOf = async (bytes: Bytes, query = '', name?: string): Promise<string> =>
  ((await (await send(bytes, query, name)).json()) as { code: string }).code;

/** A workbook as Excel saves it, the least that one is made of. */
function xlsx(rows: string[][], more: Record<string, Uint8Array> = {}): Bytes {
  const cells = rows
    .map(
      (row, r) =>
        `<row r="${r + 1}">${row.map((text, c) => `<c r="${String.fromCharCode(65 + c)}${r + 1}" t="inlineStr"><is><t>${text}</t></is></c>`).join('')}</row>`,
    )
    .join('');
  const xml = (text: string) => strToU8(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>${text}`);
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const relations = 'http://schemas.openxmlformats.org/package/2006/relationships';
  return new Uint8Array(
    zipSync({
      '[Content_Types].xml': xml(
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
      ),
      '_rels/.rels': xml(
        `<Relationships xmlns="${relations}"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
      ),
      'xl/workbook.xml': xml(
        `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="Jäsenet" sheetId="1" r:id="rId1"/></sheets></workbook>`,
      ),
      'xl/_rels/workbook.xml.rels': xml(
        `<Relationships xmlns="${relations}"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
      ),
      'xl/worksheets/sheet1.xml': xml(`<worksheet xmlns="${main}"><sheetData>${cells}</sheetData></worksheet>`),
      ...more,
    }),
  );
}

const list = (name: string) => `Nimi;Sähköposti;Asema\n${name};uusi@example.invalid;jäsen\n`;

test.each([
  ['UTF-8', utf8(list('Åke Öhman'))],
  ['UTF-8 with a byte order mark', utf8(`\uFEFF${list('Åke Öhman')}`)],
  ['Windows-1252', new Uint8Array(Buffer.from(list('Åke Öhman'), 'latin1'))],
  ['UTF-16 with a byte order mark', new Uint8Array(Buffer.from(`\uFEFF${list('Åke Öhman')}`, 'utf16le'))],
  ['commas', utf8(list('Åke Öhman').replaceAll(';', ','))],
  ['tabulators', utf8(list('Åke Öhman').replaceAll(';', '\t'))],
  [
    'Excel',
    xlsx([
      ['Nimi', 'Sähköposti', 'Asema'],
      ['Åke Öhman', 'uusi@example.invalid', 'jäsen'],
    ]),
  ],
] as [string, Bytes][])('a list in %s is read, and looking changes nothing', async (_name, bytes) => {
  const seen = await preview(bytes);
  expect(seen.changes).toMatchObject([{ kind: 'new-person', person: 'Åke Öhman' }]);
  expect(seen).toMatchObject({ errors: [], unknownColumns: [], applied: false });
  expect((await admin.get<PersonView[]>('/api/people')).some(({ email }) => email === 'uusi@example.invalid')).toBe(
    false,
  );
});

test('500 rows are taken, 501 are refused; a file that is no table or hides gigabytes is refused', async () => {
  const rows = (count: number) =>
    utf8(`Nimi;Sähköposti\n${Array.from({ length: count }, (_, n) => `N${n};n${n}@example.invalid`).join('\n')}`);
  expect((await preview(rows(500))).rows).toBe(500);
  expect(await codeOf(rows(501))).toBe('import-too-many-rows');
  expect(await codeOf(utf8('Nimi;Sähköposti\n'))).toBe('import-unreadable');
  expect(await codeOf(new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]), '', 'rikki.xlsx')).toBe('import-unreadable');
  const bomb = xlsx(
    [
      ['Nimi', 'Sähköposti'],
      ['A', 'a@example.invalid'],
    ],
    { 'xl/media/x.bin': new Uint8Array(41 * 1024 * 1024) },
  );
  expect(bomb.byteLength).toBeLessThan(2 * 1024 * 1024);
  expect(await codeOf(bomb, '', 'pommi.xlsx')).toBe('import-unreadable');
});

test('one bad row and nothing is imported; what was seen is imported once, and the same file changes nothing after', async () => {
  const bad = utf8('Nimi;Sähköposti\nHyvä Rivi;hyva@example.invalid\nHuono Rivi;ei osoite\n');
  const looked = await preview(bad);
  expect(looked.errors).toMatchObject([{ row: 3, code: 'email-wrong', value: 'ei osoite' }]);
  expect(await codeOf(bad, `&apply=${looked.fingerprint}`)).toBe('import-has-errors');
  expect((await admin.get<PersonView[]>('/api/people')).some(({ email }) => email === 'hyva@example.invalid')).toBe(
    false,
  );

  const good = utf8('Nimi;Sähköposti;Kieli\nHyvä Rivi;hyva@example.invalid;ruotsi\n');
  const { fingerprint } = await preview(good);
  expect(await codeOf(good, `&apply=${'0'.repeat(64)}`)).toBe('import-stale');
  expect(await preview(good, `&apply=${fingerprint}`)).toMatchObject({ applied: true });
  expect(await preview(good)).toMatchObject({ changes: [], unchanged: 1 });
  expect(await codeOf(good, `&apply=${fingerprint}`)).toBe('import-stale');
  const audit = await admin.get<AuditEntry[]>('/api/audit');
  expect(audit.filter(({ action }) => action === 'members-imported')).toHaveLength(1);
});

const linkFor = async (to: string): Promise<string> => {
  const [mail] = (await admin.get<MailView[]>('/api/mails')).filter((each) => each.to === to);
  return /\/password#(\S+)/.exec(mail?.text ?? '')?.[1] ?? '';
};
const password = 'pitkä ja helppo muistaa';

test('the link of an imported member opens the account once, in their language', async () => {
  const token = await linkFor('hyva@example.invalid');
  const [mail] = (await admin.get<MailView[]>('/api/mails')).filter(({ to }) => to === 'hyva@example.invalid');
  expect(mail?.subject).toBe('Ditt konto i reseräkningstjänsten');
  const nobody = new Client(service.address);
  expect((await nobody.refused('POST', '/api/password', { token, password: 'elevenchars' })).code).toBe(
    'invalid-input',
  );
  expect(await nobody.post('/api/password', { token, password })).toEqual({ username: 'hyva@example.invalid' });
  expect((await nobody.refused('POST', '/api/password', { token, password })).code).toBe('link-ended');
  expect((await nobody.signIn('hyva@example.invalid', password)).user?.roles).toEqual(['member']);
});

test('a link works until its fourteenth day ends, and only the newest one', async () => {
  const person = {
    name: 'Linkki Koe',
    email: 'linkki@example.invalid',
    roles: ['assistant'],
    language: 'fi',
    disabled: false,
  };
  const made = await admin.post<PersonView>('/api/people', person);
  const first = await linkFor(person.email);
  await admin.post(`/api/people/${made.id}/link`);
  const nobody = new Client(service.address);
  expect((await nobody.refused('POST', '/api/password', { token: first, password })).code).toBe('link-ended');
  const newest = (await admin.get<MailView[]>('/api/mails'))
    .filter(({ to }) => to === person.email)
    .map(({ text }) => /\/password#(\S+)/.exec(text)?.[1] ?? '')
    .find((token) => token !== first);
  now = new Date(TODAY.getTime() + 14 * 86_400_000);
  expect((await nobody.refused('POST', '/api/password', { token: newest, password })).code).toBe('link-ended');
  now = new Date(now.getTime() - 1);
  expect(await nobody.post('/api/password', { token: newest, password })).toEqual({ username: person.email });
  now = TODAY;
  await admin.signIn('paakayttaja');
  await assistant.signIn('assistentti');
});

test('who is disabled is signed out at once and cannot sign in; their doings stay; enabling opens it again', async () => {
  const people = await admin.get<PersonView[]>('/api/people');
  const person = people.find(({ username }) => username === 'jasen');
  const { name, email, roles, language } = person as PersonView;
  const member = new Client(service.address);
  await member.signIn('jasen');
  await admin.put(`/api/people/${person?.id}`, { name, email, roles, language, disabled: true });
  expect((await member.refused('GET', '/api/claims')).code).toBe('not-signed-in');
  expect((await member.refused('POST', '/api/session', { username: 'jasen', password: 'matkalasku-demo' })).code).toBe(
    'sign-in-failed',
  );
  expect(await admin.get<PersonView[]>('/api/people')).toHaveLength(people.length);
  await admin.put(`/api/people/${person?.id}`, { name, email, roles, language, disabled: false });
  expect((await member.signIn('jasen')).user?.name).toBe(name);
});

test('an administrator neither disables nor demotes themself; an address in use is refused', async () => {
  const people = await admin.get<PersonView[]>('/api/people');
  const self = people.find(({ username }) => username === 'paakayttaja');
  const { name, email, roles, language } = self as PersonView;
  const own = { name, email, roles, language, disabled: false };
  expect((await admin.refused('PUT', `/api/people/${self?.id}`, { ...own, disabled: true })).code).toBe('own-account');
  expect((await admin.refused('PUT', `/api/people/${self?.id}`, { ...own, roles: ['member'] })).code).toBe(
    'own-account',
  );
  expect((await admin.refused('POST', '/api/people', { ...own, email: 'JASEN@example.invalid' })).code).toBe(
    'email-in-use',
  );
});

test('a new group is made once by its name', async () => {
  const wanted = { name: 'Uusi ryhmä', area: '', termStart: '2026-01-01', termEnd: '2027-12-31' };
  expect(await assistant.post<GroupView>('/api/groups', wanted)).toMatchObject({ ...wanted, members: [] });
  expect((await assistant.refused('POST', '/api/groups', wanted)).code).toBe('group-name-taken');
});
