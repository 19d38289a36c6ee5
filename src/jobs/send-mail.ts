import type { Mailer } from '../mail/mailer.ts';
import type { Db } from '../store/db.ts';
import { mailById, markMail } from '../store/mails.ts';

/** Sends one notice, or keeps it where no mail server is set. A failure is tried again by the queue. */
export async function sendMail(
  { db, mailer, now }: { db: Db; mailer: Mailer | null; now: () => Date },
  { mailId }: { mailId: string },
  lastTry: boolean,
): Promise<void> {
  const found = await mailById(db, mailId);
  if (found?.mail.status !== 'queued') return;
  if (mailer === null) return markMail(db, mailId, 'kept', now());
  try {
    await mailer.send({ to: found.to, subject: found.mail.subject, text: found.mail.text });
  } catch (error) {
    if (lastTry) await markMail(db, mailId, 'failed', now());
    throw error;
  }
  await markMail(db, mailId, 'sent', now());
}
