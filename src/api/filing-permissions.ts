import { z } from 'zod';
import { daysAfter, finnishDate } from '../claim/days.ts';
import { LONGEST_DAYS, MOST_PERMISSIONS, NewPermission, PermissionsView } from '../claim/filing-views.ts';
import { Problem } from '../claim/problem.ts';
import { calendarDate } from '../claim/sentences.ts';
import { only } from '../identity/access.ts';
import { type NoticeName, noticeOf } from '../mail/notice.ts';
import { record } from '../store/audit.ts';
import type { Db } from '../store/db.ts';
import {
  deedsFor,
  delegateByName,
  type Permission,
  permissionsOf,
  permit,
  revoke,
  standingPermissions,
} from '../store/filing-permissions.ts';
import { queueMail } from '../store/mails.ts';
import { type User, userById } from '../store/people.ts';
import { userOf } from './access.ts';
import type { App, Deps } from './deps.ts';

/** A member lets somebody file for them (valtuutus / fullmakt), until a day, and revokes it at any time. */

/** Names tried a minute: the answer tells that an account is there, so nobody goes through them. */
const TRIES_PER_MINUTE = 5;

export function filingPermissionRoutes(app: App, deps: Deps): void {
  const { db, now } = deps;
  const tags = ['filing'];
  const access = only('member');
  const response = { 200: PermissionsView };

  app.get('/api/filing-permissions', { config: { access }, schema: { tags, response } }, (request) =>
    permissionsView(db, userOf(request).id, now()),
  );

  app.post(
    '/api/filing-permissions',
    {
      config: {
        access,
        rateLimit: {
          max: TRIES_PER_MINUTE,
          timeWindow: '1 minute',
          hook: 'preHandler',
          keyGenerator: (request) => userOf(request).id,
        },
      },
      schema: { tags, body: NewPermission, response },
    },
    async (request) => {
      const member = userOf(request);
      await db.transaction((tx) => give(tx, deps, member, request.body));
      return permissionsView(db, member.id, now());
    },
  );

  app.post(
    '/api/filing-permissions/:id/revocation',
    { config: { access }, schema: { tags, params: z.strictObject({ id: z.uuid() }), response } },
    async (request) => {
      const member = userOf(request);
      await db.transaction((tx) => end(tx, deps, member, request.params.id));
      return permissionsView(db, member.id, now());
    },
  );
}

async function permissionsView(db: Db, memberId: string, now: Date): Promise<PermissionsView> {
  const deeds = await deedsFor(db, memberId);
  return {
    permissions: (await permissionsOf(db, memberId, now)).map(permissionView),
    deeds: deeds.map(({ at, by, action, claim }) => ({ at: at.toISOString(), by, action, claim })),
  };
}

const permissionView = ({ id, name, grantedAt, until, revokedAt, holds }: Permission) => ({
  id,
  name,
  grantedAt: grantedAt.toISOString(),
  until,
  revokedAt: revokedAt?.toISOString() ?? null,
  holds,
});

async function give(tx: Db, deps: Deps, member: User, { person, until }: NewPermission): Promise<void> {
  const at = deps.now();
  const today = finnishDate(at);
  if (until < today || until > daysAfter(today, LONGEST_DAYS)) throw new Problem('permission-days-wrong');
  const delegate = await delegateByName(tx, person, deps.demo);
  // One answer for nobody, for oneself and for an account that cannot file.
  if (delegate === null || delegate.id === member.id) throw new Problem('delegate-unknown');
  if ((await standingPermissions(tx, member.id, at)) >= MOST_PERMISSIONS)
    throw new Problem('too-many-permissions', { limit: MOST_PERMISSIONS });
  const id = await permit(tx, { memberId: member.id, delegateId: delegate.id, until, at });
  const details = { to: delegate.id, until };
  await record(tx, { at, actorId: member.id, action: 'filing-permitted', subject: `permission ${id}`, details });
  await tell(tx, deps, { to: delegate, notice: 'filing-permitted', other: member, until, path: '/filing' });
  await tell(tx, deps, { to: member, notice: 'filing-permitted-own', other: delegate, until, path: '/permissions' });
}

async function end(tx: Db, deps: Deps, member: User, id: string): Promise<void> {
  const at = deps.now();
  const delegateId = await revoke(tx, id, member.id, at);
  const delegate = delegateId === null ? null : await userById(tx, delegateId);
  if (delegate === null) throw new Problem('not-found');
  const details = { from: delegate.id };
  await record(tx, { at, actorId: member.id, action: 'filing-revoked', subject: `permission ${id}`, details });
  const until = finnishDate(at);
  await tell(tx, deps, { to: delegate, notice: 'filing-revoked', other: member, until, path: '' });
  await tell(tx, deps, { to: member, notice: 'filing-revoked-own', other: delegate, until, path: '/permissions' });
}

type Telling = { to: User; notice: NoticeName; other: User; until: string; path: string };

async function tell(tx: Db, deps: Deps, { to, notice, other, until, path }: Telling): Promise<void> {
  const date = calendarDate(until)[to.language];
  const mail = noticeOf(notice, to.language, { name: other.name, date, url: `${deps.publicUrl}${path}` });
  await queueMail(tx, deps.queue, { userId: to.id, ...mail, createdAt: deps.now() });
}
