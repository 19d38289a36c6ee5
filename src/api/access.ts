import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { MachineScope } from '../claim/finance-views.ts';
import { Problem } from '../claim/problem.ts';
import { type Access, allows, anybody } from '../identity/access.ts';
import { sameToken, tokenHash } from '../identity/token.ts';
import { claimOwner } from '../store/claims.ts';
import type { Db } from '../store/db.ts';
import { mayFileFor, mayWriteFor } from '../store/filing-permissions.ts';
import { type MachineClient, machineByHash } from '../store/machine-clients.ts';
import { sessionUser, type User } from '../store/people.ts';
import { receiptById } from '../store/receipts.ts';
import { passByHash, type UploadPass } from '../store/upload-passes.ts';
import { uploadById } from '../store/uploads.ts';

/** Who may come through each door. Denied by default: a route without an access rule stops the start. */

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access;
    /** Set where the browser has no session yet, so no token to send. */
    withoutCsrfToken?: boolean;
  }
  interface FastifyRequest {
    signedIn: { user: User; csrfToken: string; tokenHash: string } | null;
    /** The open pass of a phone, on the routes that ask for one. */
    pass: UploadPass | null;
    machine: MachineClient | null;
  }
}

/** The payment system of a route that demands one. */
export function machineOf(request: FastifyRequest): MachineClient {
  if (request.machine === null) throw new Problem('machine-unknown');
  return request.machine;
}

export const SESSION_COOKIE = 'matkalasku-session';
/** Where a phone shows its pass: a header, so that no log of addresses holds it and no other site can send it. */
const PASS_HEADER = 'x-upload-pass';
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
/** The pages of the API's documentation are a plugin's own routes; what they show is public. */
const PLUGIN_PREFIX = '/api/docs';

export function guard(app: FastifyInstance, db: Db, now: () => Date): void {
  app.decorateRequest('signedIn', null);
  app.decorateRequest('pass', null);
  app.decorateRequest('machine', null);
  app.addHook('onRoute', (route) => {
    if (route.url.startsWith(PLUGIN_PREFIX)) route.config = { ...route.config, access: anybody };
    if (!route.config?.access) throw new Error(`${String(route.method)} ${route.url} has no access rule`);
  });
  app.addHook('onRequest', async (request) => {
    const access = request.routeOptions.config.access;
    // No rule means no route: the not-found handler answers, and tells nobody anything.
    if (!access) return;
    if (access.kind === 'pass') return checkPass(request, db, now());
    // Looked at later, after the limit on how often one may ask: a guess counts too.
    if (access.kind === 'machine') return;
    request.signedIn = await signedInBy(request, db, now());
    refuseForeign(request);
    await check(access, request, db, now());
  });
  app.addHook('preParsing', async (request) => {
    const access = request.routeOptions.config.access;
    if (access?.kind === 'machine') await checkMachine(request, db, access.scope, now());
  });
}

/** The secret is of a client that is neither revoked nor run out, and may do this. */
async function checkMachine(request: FastifyRequest, db: Db, scope: MachineScope, now: Date): Promise<void> {
  const secret = /^Bearer ([\w-]{20,100})$/.exec(request.headers.authorization ?? '')?.[1];
  const client = secret === undefined ? null : await machineByHash(db, tokenHash(secret), now);
  if (!client) throw new Problem('machine-unknown');
  if (!client.scopes.includes(scope)) throw new Problem('not-allowed');
  request.machine = client;
}

/** The pass is open and, where an upload is named, it came by this very pass. */
async function checkPass(request: FastifyRequest, db: Db, now: Date): Promise<void> {
  refuseForeign(request);
  const token = request.headers[PASS_HEADER];
  const pass = typeof token === 'string' ? await passByHash(db, tokenHash(token), now) : null;
  if (!pass) throw new Problem('pass-ended');
  const { id } = request.params as { id?: string };
  if (id !== undefined) {
    const upload = UUID.test(id) ? await uploadById(db, id) : null;
    if (upload?.passHash !== pass.tokenHash) throw new Problem('not-found');
  }
  request.pass = pass;
}

async function signedInBy(request: FastifyRequest, db: Db, now: Date): Promise<FastifyRequest['signedIn']> {
  const token = request.cookies[SESSION_COOKIE];
  if (!token) return null;
  const hash = tokenHash(token);
  const session = await sessionUser(db, hash, now);
  return session && { ...session, tokenHash: hash };
}

/** Requests that change something come from our own pages: same site, and with the session's token. */
function refuseForeign(request: FastifyRequest): void {
  if (SAFE.has(request.method)) return;
  if (request.headers['sec-fetch-site'] === 'cross-site') throw new Problem('csrf-token-wrong');
  if (request.signedIn === null || request.routeOptions.config.withoutCsrfToken) return;
  const given = request.headers['x-csrf-token'];
  if (typeof given !== 'string' || !sameToken(given, request.signedIn.csrfToken)) {
    throw new Problem('csrf-token-wrong');
  }
}

async function check(access: Access, request: FastifyRequest, db: Db, now: Date): Promise<void> {
  const user = request.signedIn?.user ?? null;
  const allowed = allows(access, user);
  if (allowed === true) return;
  if (user === null) throw new Problem('not-signed-in');
  if (allowed === false) throw new Problem('not-allowed');
  if (access.kind === 'delegate') return checkDelegate(request, user, db, now);
  if (access.kind !== 'own') throw new Problem('not-allowed');
  const { claimId, memberId } = await claimNamed(access, request, db, user);
  const isMember = access.roles.some((role) => user.roles.includes(role));
  if (isMember && memberId === user.id) return;
  const isLet = access.delegates && claimId !== null && (await mayWriteFor(db, claimId, user.id, now));
  // Somebody else's thing is not there: whether it exists is not told.
  if (!isLet) throw new Problem(isMember ? 'not-found' : 'not-allowed');
}

/** The member named in the request lets the user file for them today. */
async function checkDelegate(request: FastifyRequest, user: User, db: Db, now: Date): Promise<void> {
  const { id = '' } = request.params as { id?: string };
  const isLet = UUID.test(id) && (await mayFileFor(db, { memberId: id, delegateId: user.id }, now));
  if (!isLet) throw new Problem('not-allowed');
}

type Named = { claimId: string | null; memberId: string | null };
const nothing: Named = { claimId: null, memberId: null };

/** The claim the named thing is of, and whose it is. An upload is nobody's but its sender's. */
async function claimNamed(
  { thing }: Extract<Access, { kind: 'own' }>,
  request: FastifyRequest,
  db: Db,
  user: User,
): Promise<Named> {
  const { id } = request.params as { id?: string };
  const query = request.query as { claimId?: string };
  const named = id ?? query.claimId ?? '';
  if (!UUID.test(named)) return nothing;
  if (thing === 'claim') return { claimId: named, memberId: await claimOwner(db, named) };
  const found = thing === 'receipt' ? await receiptById(db, named) : await uploadById(db, named);
  if (!found || (thing === 'upload' && found.ownerId !== user.id)) return nothing;
  return { claimId: found.claimId, memberId: await claimOwner(db, found.claimId) };
}

/** The signed-in user of a route that demands one. */
export function userOf(request: FastifyRequest): User {
  if (request.signedIn === null) throw new Problem('not-signed-in');
  return request.signedIn.user;
}

/** The open pass of a route that demands one. */
export function passOf(request: FastifyRequest): UploadPass {
  if (request.pass === null) throw new Problem('pass-ended');
  return request.pass;
}
