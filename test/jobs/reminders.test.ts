import { expect, test } from 'vitest';
import type { MailView } from '../../src/claim/views.ts';
import { remindMembers } from '../../src/jobs/remind-members.ts';
import { Client, until } from '../client.ts';
import { askToConfirm, fillFor, permit, startFor } from '../delegating.ts';
import { approve, fileSimpleClaim, makeBatch, startClaim } from '../filing.ts';
import { engines, type TestService, TODAY, testService } from '../service.ts';

/** Reminders before the last day to file (10.5.2026 for the meeting of 10.3.), by the service's clock. */

const reminders = async (service: TestService): Promise<MailView[]> => {
  const admin = new Client(service.address);
  await admin.signIn('paakayttaja');
  return (await admin.get<MailView[]>('/api/mails')).filter(({ subject }) =>
    ['Muistutus: matkalaskusi puuttuu', 'Påminnelse: din reseräkning saknas'].includes(subject),
  );
};

test.each(engines)(
  '14 and 3 days before, once each, to those without a claim, not a day too early or late: %s',
  async (engine) => {
    let now = TODAY;
    const service = await testService(engine, { now: () => now });
    const remind = () => remindMembers(service.deps);
    try {
      const [sender, writer] = [new Client(service.address), new Client(service.address)];
      await sender.signIn('jasen');
      await fileSimpleClaim(sender);
      await writer.signIn('medlem');
      const draft = await startClaim(writer);

      // 25.4. at 23.59 in Finland is the 15th day before, a minute later it is the 14th.
      now = new Date('2026-04-25T20:59:59Z');
      await remind();
      expect(await reminders(service)).toEqual([]);
      now = new Date('2026-04-25T21:00:00Z');
      await remind();
      const first = await reminders(service);
      // 14 were called; two claims are the demo's and one is the sender's.
      expect(first).toHaveLength(11);
      expect(first.some(({ to }) => to === 'jasen@example.invalid')).toBe(false);
      const swedish = first.find(({ to }) => to === 'medlem@example.invalid');
      expect(swedish?.text).toContain(`/claims/${draft.id}`);
      expect(swedish?.text).toContain('10.5.2026');
      expect(first.every(({ subject }) => !/\d/.test(subject))).toBe(true);
      await remind();
      now = new Date('2026-05-06T20:59:59Z');
      await remind();
      expect(await reminders(service)).toHaveLength(11);

      now = new Date('2026-05-06T21:00:00Z');
      await remind();
      await remind();
      expect(await reminders(service)).toHaveLength(22);
      now = new Date('2026-05-10T21:00:00Z');
      await remind();
      expect(await reminders(service)).toHaveLength(22);
    } finally {
      await service.stop();
    }
  },
);

test.each(engines)(
  'on the last day itself somebody not reminded before is still reminded, and the job runs by the queue: %s',
  async (engine) => {
    let now = TODAY;
    const service = await testService(engine, { now: () => now });
    try {
      now = new Date('2026-05-10T12:00:00Z');
      await service.deps.db.transaction((tx) => service.deps.queue.send(tx, 'remind-members', {}));
      const sent = await until(
        () => reminders(service),
        (all) => all.length > 0,
      );
      expect(sent.length).toBeGreaterThan(0);
      expect(await service.deps.queue.failed()).toEqual([]);
    } finally {
      await service.stop();
    }
  },
);

test('a batch made is told to its members within a minute, in their language', async () => {
  const service = await testService('pglite');
  try {
    const clients = Object.fromEntries(
      await Promise.all(
        ['medlem', 'assistentti', 'talous', 'paakayttaja'].map(async (name) => {
          const client = new Client(service.address);
          await client.signIn(name);
          return [name, client] as const;
        }),
      ),
    ) as Record<string, Client>;
    const claim = await fileSimpleClaim(clients.medlem as Client);
    await approve(clients.assistentti as Client, claim.id);
    await makeBatch(clients.talous as Client, claim.id);
    const mails = await until(
      () => (clients.paakayttaja as Client).get<MailView[]>('/api/mails'),
      (all) => all.some(({ subject, status }) => subject === 'Din reseräkning betalas' && status === 'kept'),
    );
    expect(mails.find(({ subject }) => subject === 'Din reseräkning betalas')?.to).toBe('medlem@example.invalid');
  } finally {
    await service.stop();
  }
});

test('whose claim was filed for them and waits is reminded to confirm it, with the last day and the way to it', async () => {
  let now = TODAY;
  const service = await testService('pglite', { now: () => now });
  try {
    const [member, secretary] = [new Client(service.address), new Client(service.address)];
    const memberId = (await member.signIn('koko7')).user?.id ?? '';
    await secretary.signIn('sihteeri');
    await permit(member, 'sihteeri');
    const filled = await fillFor(secretary, await startFor(secretary, memberId), 'FI2112345600000785');
    await askToConfirm(secretary, filled);
    now = new Date('2026-04-25T21:00:00Z');
    await remindMembers(service.deps);
    const admin = new Client(service.address);
    await admin.signIn('paakayttaja');
    const mails = (await admin.get<MailView[]>('/api/mails')).filter(({ to }) => to === 'koko7@example.invalid');
    const reminded = mails.filter(({ subject }) => subject.startsWith('Muistutus: '));
    expect(reminded.map(({ subject }) => subject)).toEqual(['Muistutus: matkalaskusi odottaa vahvistustasi']);
    expect(reminded[0]?.text).toContain(`/claims/${filled.id}`);
    expect(reminded[0]?.text).toContain('10.5.2026');
  } finally {
    await service.stop();
  }
});
