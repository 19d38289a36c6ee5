import { z } from 'zod';
import { Language } from '../claim/claim.ts';
import { Problem } from '../claim/problem.ts';
import { SessionView } from '../claim/views.ts';
import { demoNote, demoPassword, offeredUsernames } from '../demo/accounts.ts';
import { anybody, signedIn } from '../identity/access.ts';
import { passwordMatches } from '../identity/password.ts';
import { newToken, tokenHash } from '../identity/token.ts';
import { record } from '../store/audit.ts';
import { principalsOf } from '../store/filing-permissions.ts';
import { closeSession, demoUsers, openSession, setLanguage, type User, userByName } from '../store/people.ts';
import { SESSION_COOKIE, userOf } from './access.ts';
import type { App, Deps } from './deps.ts';

/** Signing in and out; a session lasts a working day and lives on the server. */

const SESSION_SECONDS = 10 * 3600;
const Credentials = z.strictObject({ username: z.string().min(1).max(100), password: z.string().min(1).max(200) });

export function sessionRoutes(app: App, deps: Deps): void {
  const cookie = { path: '/', httpOnly: true, sameSite: 'strict', secure: deps.secureCookies } as const;

  async function view(user: User | null, csrfToken: string | null): Promise<SessionView> {
    return {
      user: user && {
        id: user.id,
        username: user.username,
        name: user.name,
        roles: user.roles,
        language: user.language,
        filesForOthers: (await principalsOf(deps.db, user.id, deps.now())).length > 0,
      },
      csrfToken,
      verifyMb: Math.floor(deps.verifyBytes / 1024 / 1024),
      accessibilityEmail: deps.accessibilityEmail,
      demoAccounts: user === null && deps.demo ? await demoAccounts() : [],
    };
  }

  async function demoAccounts(): Promise<SessionView['demoAccounts']> {
    const users = new Map((await demoUsers(deps.db)).map((user) => [user.username, user]));
    return offeredUsernames.flatMap((username) => {
      const [user, note] = [users.get(username), demoNote(username)];
      return user && note ? [{ username, name: user.name, roles: user.roles, note, password: demoPassword }] : [];
    });
  }

  app.get(
    '/api/session',
    { config: { access: anybody }, schema: { tags: ['session'], response: { 200: SessionView } } },
    (request) => view(request.signedIn?.user ?? null, request.signedIn?.csrfToken ?? null),
  );

  app.post(
    '/api/session',
    {
      config: {
        access: anybody,
        withoutCsrfToken: true,
        rateLimit: { max: deps.signInAttemptsPerMinute, timeWindow: '1 minute' },
      },
      schema: { tags: ['session'], body: Credentials, response: { 200: SessionView } },
    },
    async (request, reply) => {
      const { username, password } = request.body;
      const at = deps.now();
      const user = await userByName(deps.db, username);
      const usable = user?.disabledAt === null && (deps.demo || !user.demo) ? user : null;
      if (!(await passwordMatches(usable?.passwordHash ?? null, password)) || usable === null) {
        // Which name was tried is not kept: people type their passwords into that field.
        await record(deps.db, { at, actorId: user?.id ?? null, action: 'sign-in-refused', subject: 'session' });
        throw new Problem('sign-in-failed');
      }
      const token = newToken();
      const csrfToken = newToken();
      const expiresAt = new Date(at.getTime() + SESSION_SECONDS * 1000);
      await deps.db.transaction(async (tx) => {
        if (request.signedIn) await closeSession(tx, request.signedIn.tokenHash);
        await openSession(tx, { tokenHash: tokenHash(token), userId: usable.id, csrfToken, createdAt: at, expiresAt });
        await record(tx, { at, actorId: usable.id, action: 'signed-in', subject: 'session' });
      });
      // By length, not by date: the clock of somebody's phone may be wrong.
      reply.setCookie(SESSION_COOKIE, token, { ...cookie, maxAge: SESSION_SECONDS });
      return view(usable, csrfToken);
    },
  );

  app.delete(
    '/api/session',
    { config: { access: signedIn }, schema: { tags: ['session'], response: { 204: z.null() } } },
    async (request, reply) => {
      const user = userOf(request);
      await deps.db.transaction(async (tx) => {
        if (request.signedIn) await closeSession(tx, request.signedIn.tokenHash);
        await record(tx, { at: deps.now(), actorId: user.id, action: 'signed-out', subject: 'session' });
      });
      return reply.clearCookie(SESSION_COOKIE, cookie).status(204).send(null);
    },
  );

  app.put(
    '/api/session/language',
    {
      config: { access: signedIn },
      schema: {
        tags: ['session'],
        body: z.strictObject({ language: Language }),
        response: { 200: SessionView },
      },
    },
    async (request) => {
      const user = userOf(request);
      await setLanguage(deps.db, user.id, request.body.language);
      return view({ ...user, language: request.body.language }, request.signedIn?.csrfToken ?? null);
    },
  );
}
