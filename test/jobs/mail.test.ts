import { SMTPServer } from 'smtp-server';
import { afterEach, expect, test } from 'vitest';
import type { ClaimView, MailView } from '../../src/claim/views.ts';
import { Client, until } from '../client.ts';
import { fileSimpleClaim } from '../filing.ts';
import { freePort } from '../postgres.ts';
import { type TestService, testService } from '../service.ts';

/** Notices over real SMTP, to a server of the test's own. */

const closing: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function mailServer(accepts: () => boolean): Promise<{ url: string; received: string[] }> {
  const received: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onMailFrom: (_address, _session, done) => done(accepts() ? null : new Error('try later')),
    onData: (stream, _session, done) => {
      let text = '';
      stream.on('data', (chunk) => {
        text += String(chunk);
      });
      stream.on('end', () => {
        received.push(text);
        done();
      });
    },
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  closing.push(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return { url: `smtp://127.0.0.1:${port}`, received };
}

async function serviceWithMail(url: string): Promise<TestService> {
  const service = await testService('pglite', { env: { SMTP_URL: url, MAIL_FROM: 'matkalasku@example.invalid' } });
  closing.push(service.stop);
  return service;
}

async function mailsOf(service: TestService): Promise<() => Promise<MailView[]>> {
  const admin = new Client(service.address);
  await admin.signIn('paakayttaja');
  return () => admin.get<MailView[]>('/api/mails');
}

test('sending a claim tells its member by mail in their language, with no number or name in the subject', async () => {
  const { url, received } = await mailServer(() => true);
  const service = await serviceWithMail(url);
  const member = new Client(service.address);
  await member.signIn('medlem');
  const claim: ClaimView = await fileSimpleClaim(member);
  await until(await mailsOf(service), ([mail]) => mail?.status === 'sent');
  expect(received).toHaveLength(1);
  expect(received[0]).toContain('To: medlem@example.invalid');
  expect(received[0]).toMatch(/Subject: (Din reser|=\?UTF-8\?)/);
  expect(received[0]).not.toMatch(new RegExp(`^Subject:.*${claim.number}`, 'm'));
  expect(received[0]).toContain(claim.number);
});

test('a mail server that refuses at first gets the notice on a later try', async () => {
  let tries = 0;
  const { url, received } = await mailServer(() => {
    tries += 1;
    return tries > 1;
  });
  const service = await serviceWithMail(url);
  const member = new Client(service.address);
  await member.signIn('jasen');
  expect((await fileSimpleClaim(member)).state).toBe('submitted');
  await until(await mailsOf(service), ([mail]) => mail?.status === 'sent');
  expect({ tries, received: received.length }).toEqual({ tries: 2, received: 1 });
});

test('the link of a new account reaches its person; once sent its token is kept nowhere', async () => {
  const { url, received } = await mailServer(() => true);
  const service = await serviceWithMail(url);
  const admin = new Client(service.address);
  await admin.signIn('paakayttaja');
  const person = {
    name: 'Uusi Koe',
    email: 'uusi@example.invalid',
    roles: ['member'],
    language: 'en',
    disabled: false,
  };
  await admin.post('/api/people', person);
  const [mail] = await until(await mailsOf(service), ([first]) => first?.status === 'sent');
  expect(received[0]?.replaceAll('=\r\n', '')).toMatch(/\/password#[\w-]{43}/);
  expect(mail?.text).toMatch(/\/password#…$/);
});
