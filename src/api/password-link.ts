import { hashPassword } from '../identity/password.ts';
import { newToken, tokenHash } from '../identity/token.ts';
import { noticeOf } from '../mail/notice.ts';
import { addPasswordLink } from '../store/accounts.ts';
import type { Db } from '../store/db.ts';
import { queueMail } from '../store/mails.ts';
import type { User } from '../store/people.ts';
import type { Deps } from './deps.ts';

/** The one-time link by which a person sets a password; it goes by mail to their own address. */

const LINK_DAYS = 14;
const DAY_MS = 86_400_000;

export async function sendPasswordLink(
  tx: Db,
  deps: Pick<Deps, 'queue' | 'now' | 'publicUrl'>,
  person: Pick<User, 'id' | 'username' | 'language'>,
): Promise<void> {
  const at = deps.now();
  const token = newToken();
  const expiresAt = new Date(at.getTime() + LINK_DAYS * DAY_MS);
  await addPasswordLink(tx, { tokenHash: tokenHash(token), userId: person.id, createdAt: at, expiresAt });
  const { subject, text } = noticeOf('account', person.language, {
    username: person.username,
    days: String(LINK_DAYS),
    // Behind a `#` the token reaches no server and no log of addresses.
    url: `${deps.publicUrl}/password#${token}`,
  });
  await queueMail(tx, deps.queue, { userId: person.id, subject, text, createdAt: at });
}

/** What opens an account before a password is set: the hash of something nobody knows. */
export const noPassword = (): Promise<string> => hashPassword(newToken());
