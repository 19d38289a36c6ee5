import { z } from 'zod';
import { GroupView } from '../claim/meeting-views.ts';
import { GroupInput, PersonInput, PersonView, SHORTEST_PASSWORD } from '../claim/people-views.ts';
import { Problem } from '../claim/problem.ts';
import { anybody, only } from '../identity/access.ts';
import { hashPassword } from '../identity/password.ts';
import { tokenHash } from '../identity/token.ts';
import {
  addGroup,
  addPerson,
  allPeople,
  changePerson,
  isEmailTaken,
  setPassword,
  usePasswordLink,
} from '../store/accounts.ts';
import { type AuditAction, record } from '../store/audit.ts';
import type { Db } from '../store/db.ts';
import { allGroups } from '../store/groups.ts';
import { userById } from '../store/people.ts';
import { userOf } from './access.ts';
import type { App, Deps } from './deps.ts';
import { noPassword, sendPasswordLink } from './password-link.ts';

/** Accounts and their roles: the administrator's, who deletes nobody. */

const Id = z.strictObject({ id: z.uuid() });
const tags = ['people'];

export function peopleRoutes(app: App, deps: Deps): void {
  const { db, now } = deps;
  const access = only('admin');

  app.get('/api/people', { config: { access }, schema: { tags, response: { 200: z.array(PersonView) } } }, () =>
    allPeople(db),
  );

  app.post(
    '/api/people',
    { config: { access }, schema: { tags, body: PersonInput, response: { 200: PersonView } } },
    async (request) => {
      const passwordHash = await noPassword();
      const { disabled: _disabled, ...person } = request.body;
      const id = await db.transaction(async (tx) => {
        if (await isEmailTaken(tx, person.email, null)) throw new Problem('email-in-use');
        const made = await addPerson(tx, { ...person, passwordHash, now: now() });
        await keep(tx, userOf(request).id, 'account-made', made, { roles: person.roles });
        const { language, email } = person;
        await sendPasswordLink(tx, deps, { id: made, username: email.toLowerCase(), language });
        return made;
      });
      return personById(id);
    },
  );

  app.put(
    '/api/people/:id',
    { config: { access }, schema: { tags, params: Id, body: PersonInput, response: { 200: PersonView } } },
    async (request) => {
      const { id } = request.params;
      await db.transaction((tx) => change(tx, id, request.body, userOf(request).id));
      return personById(id);
    },
  );

  app.post(
    '/api/people/:id/link',
    { config: { access }, schema: { tags, params: Id, response: { 204: z.null() } } },
    async (request, reply) => {
      await db.transaction(async (tx) => {
        const person = await userById(tx, request.params.id);
        if (!person || person.disabledAt) throw new Problem('not-found');
        await sendPasswordLink(tx, deps, person);
        await keep(tx, userOf(request).id, 'link-sent', person.id);
      });
      return reply.status(204).send(null);
    },
  );

  app.post(
    '/api/password',
    {
      config: {
        access: anybody,
        withoutCsrfToken: true,
        rateLimit: { max: deps.signInAttemptsPerMinute, timeWindow: '1 minute' },
      },
      schema: {
        tags,
        body: z.strictObject({
          token: z.string().min(1).max(100),
          password: z.string().min(SHORTEST_PASSWORD).max(200),
        }),
        response: { 200: z.object({ username: z.string() }) },
      },
    },
    async (request) => {
      const { token, password } = request.body;
      const passwordHash = await hashPassword(password);
      return db.transaction(async (tx) => {
        const user = await usePasswordLink(tx, tokenHash(token), now());
        if (!user) throw new Problem('link-ended');
        await setPassword(tx, user.id, passwordHash);
        await keep(tx, user.id, 'password-set', user.id);
        return { username: user.username };
      });
    },
  );

  app.post(
    '/api/groups',
    {
      config: { access: only('assistant', 'admin') },
      schema: { tags: ['meetings'], body: GroupInput, response: { 200: GroupView } },
    },
    async (request) => {
      const id = await db.transaction(async (tx) => {
        if (request.body.termEnd < request.body.termStart) throw new Problem('meeting-ends-before-start');
        const made = await addGroup(tx, request.body);
        if (made === null) throw new Problem('group-name-taken');
        await record(tx, { at: now(), actorId: userOf(request).id, action: 'group-made', subject: `group ${made}` });
        return made;
      });
      const group = (await allGroups(db)).find((each) => each.id === id);
      if (!group) throw new Problem('not-found');
      return group;
    },
  );

  async function change(tx: Db, id: string, input: PersonInput, actorId: string): Promise<void> {
    const old = await userById(tx, id);
    if (!old) throw new Problem('not-found');
    const loses = old.roles.some((role) => !input.roles.includes(role));
    if (id === actorId && (input.disabled || loses)) throw new Problem('own-account');
    if (await isEmailTaken(tx, input.email, id)) throw new Problem('email-in-use');
    await changePerson(tx, id, input, now());
    await keep(tx, actorId, actionOf(old.disabledAt !== null, input.disabled), id, { roles: input.roles });
  }

  const keep = (tx: Db, actorId: string, action: AuditAction, id: string, details: Record<string, unknown> = {}) =>
    record(tx, { at: now(), actorId, action, subject: `account ${id}`, details });

  async function personById(id: string): Promise<PersonView> {
    const person = (await allPeople(db)).find((each) => each.id === id);
    if (!person) throw new Problem('not-found');
    return person;
  }
}

function actionOf(was: boolean, is: boolean): AuditAction {
  if (was === is) return 'account-changed';
  return is ? 'account-disabled' : 'account-enabled';
}
