import { desc, eq, sql } from 'drizzle-orm';
import type { MailView } from '../claim/views.ts';
import type { Db } from './db.ts';
import type { Queue } from './queue.ts';
import { mails, users } from './schema.ts';

async function addMail(tx: Db, mail: { userId: string; subject: string; text: string; createdAt: Date }) {
  const [made] = await tx
    .insert(mails)
    .values({ ...mail, status: 'queued' })
    .returning({ id: mails.id });
  if (!made) throw new Error('a mail was not kept');
  return made.id;
}

/** Keeps a mail and queues its sending, in the transaction of what it tells about. */
export async function queueMail(
  tx: Db,
  queue: Pick<Queue, 'send'>,
  mail: Parameters<typeof addMail>[1],
): Promise<void> {
  await queue.send(tx, 'send-mail', { mailId: await addMail(tx, mail) });
}

export async function mailById(db: Db, id: string) {
  const [row] = await db
    .select({ mail: mails, to: users.email })
    .from(mails)
    .innerJoin(users, eq(users.id, mails.userId))
    .where(eq(mails.id, id));
  return row ?? null;
}

/** A link that opens an account is the addressee's alone: once it is on its way its token is not kept. */
const withoutToken = sql`regexp_replace(${mails.text}, '(/password#)\\S+', '\\1…')`;

export async function markMail(db: Db, id: string, status: 'sent' | 'kept' | 'failed', now: Date): Promise<void> {
  await db
    .update(mails)
    .set({ status, sentAt: status === 'sent' ? now : null, ...(status === 'sent' ? { text: withoutToken } : {}) })
    .where(eq(mails.id, id));
}

const NEWEST = 200;

export async function newestMails(db: Db): Promise<MailView[]> {
  const rows = await db
    .select({ mail: mails, to: users.email })
    .from(mails)
    .innerJoin(users, eq(users.id, mails.userId))
    .orderBy(desc(mails.createdAt))
    .limit(NEWEST);
  return rows.map(({ mail: { userId: _userId, ...mail }, to }) => ({
    ...mail,
    to,
    createdAt: mail.createdAt.toISOString(),
    sentAt: mail.sentAt?.toISOString() ?? null,
  }));
}
