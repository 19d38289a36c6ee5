import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { MemoryLocker, Server, type ServerOptions } from '@tus/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { isProblem, Problem, type ProblemCode } from '../claim/problem.ts';
import { PassUploadView, ReceiptView } from '../claim/views.ts';
import { type Access, byPass, filed } from '../identity/access.ts';
import type { Db } from '../store/db.ts';
import { type User, userById } from '../store/people.ts';
import { receiptById } from '../store/receipts.ts';
import {
  arrivedBytes,
  dropUploadsUntouchedSince,
  finishUpload,
  type Upload,
  unfinishedUploads,
  uploadById,
} from '../store/uploads.ts';
import { passOf, userOf } from './access.ts';
import type { App, Deps } from './deps.ts';
import { keptName, refuseUnlessWritten, takeIn } from './take-in.ts';
import { UploadStore } from './upload-store.ts';

/**
 * Receipts over a bad line: the tus protocol (https://tus.io, 1.0.0), behind the same session, token and ownership as
 * every route. An upload goes on where it broke off; when its last byte is kept, so is the receipt.
 */

const TUS_VERSION = '1.0.0';
const BODY_TYPE = 'application/offset+octet-stream';
const LOCK_WAIT_MS = 10_000;
/** How long a line that has fallen silent may hold an upload that its sender has come back to. */
const LOCK_DRAIN_MS = 300;

const Id = z.strictObject({ id: z.uuid() });
const UploadView = z
  .object({
    id: z.uuid(),
    fileName: z.string(),
    sizeBytes: z.int(),
    offsetBytes: z.int(),
    /** Of the bytes as they are kept; null until all have come. The sender compares it with its own. */
    sha256: z.string().nullable(),
    receipt: ReceiptView.nullable(),
    /** False when the claim had the same bytes already. */
    added: z.boolean().nullable(),
  })
  .meta({ id: 'Upload' });
type UploadView = z.infer<typeof UploadView>;

/** Who asks, for the hooks of the protocol, and what they threw, for our own error handler. */
type Asking = { user: User; claimId: string; passHash: string | null; thrown: unknown };

/** One way in for files: who may come, for which claim, and what the sender is shown of its upload. */
type Door = {
  path: string;
  start: Access;
  goOn: Access;
  query: z.ZodObject | null;
  who: (request: FastifyRequest) => Promise<Omit<Asking, 'thrown'>>;
  view: (db: Db, upload: Upload) => Promise<UploadView | PassUploadView>;
  shown: z.ZodType<UploadView | PassUploadView>;
};

/** The signed-in member's own pages, and a phone with a pass. */
export function uploadRoutes(app: App, deps: Deps): void {
  // The protocol reads the body itself, as it comes.
  app.addContentTypeParser(BODY_TYPE, (_request, _body, done) => done(null));
  door(app, deps, {
    path: '/api/uploads',
    start: filed('claim'),
    goOn: filed('upload'),
    query: z.strictObject({ claimId: z.uuid() }),
    who: async (request) => {
      const { claimId = '' } = request.query as { claimId?: string };
      return { user: userOf(request), claimId, passHash: null };
    },
    view: uploadView,
    shown: UploadView,
  });
  door(app, deps, {
    path: '/api/handover/uploads',
    start: byPass,
    goOn: byPass,
    query: null,
    who: async (request) => {
      const { claimId, memberId, tokenHash: passHash } = passOf(request);
      const user = await userById(deps.db, memberId);
      if (!user) throw new Problem('pass-ended');
      return { user, claimId, passHash };
    },
    view: passUploadView,
    shown: PassUploadView,
  });
}

function door(app: App, deps: Deps, { path, start, goOn, query, who, view, shown }: Door): void {
  const { db, now } = deps;
  const tags = ['receipts'];
  const asking = new WeakMap<Request, Asking>();
  const store = new UploadStore({ db, now, keepMs: deps.uploadKeepMs, whole: (tx, upload) => whole(tx, deps, upload) });
  const tus = new Server({
    path,
    datastore: store,
    locker: new MemoryLocker({ acquireLockTimeout: LOCK_WAIT_MS }),
    lockDrainTimeout: LOCK_DRAIN_MS,
    maxSize: deps.uploadBytes,
    relativeLocation: true,
    // Our own pages only: no other site is told that it may ask.
    allowedOrigins: [],
    namingFunction: () => randomUUID(),
    ...hooks(deps, asking, view),
  });
  const answer = async (request: FastifyRequest, reply: FastifyReply) =>
    answerBy(tus, asking, { request, reply, ...(await who(request)) });

  app.post(path, { config: { access: start }, schema: { tags, ...(query ? { querystring: query } : {}) } }, answer);
  app.route({
    method: ['HEAD', 'PATCH', 'DELETE'],
    url: `${path}/:id`,
    config: { access: goOn },
    schema: { tags, params: Id },
    handler: answer,
  });
  app.get(
    `${path}/:id`,
    {
      config: { access: goOn },
      exposeHeadRoute: false,
      schema: { tags, params: Id, response: { 200: shown } },
    },
    async (request) => view(db, await found(db, (request.params as z.infer<typeof Id>).id)),
  );
}

async function found(db: Db, id: string): Promise<Upload> {
  const upload = await uploadById(db, id);
  if (!upload) throw new Problem('not-found');
  return upload;
}

/** The protocol's hooks: what may be started, how an end is told, what goes wrong. */
function hooks(deps: Deps, asking: WeakMap<Request, Asking>, view: Door['view']): Partial<ServerOptions> {
  const by = (request: Request): Asking => {
    const found = asking.get(request);
    if (!found) throw new Error('an upload nobody asked for');
    return found;
  };
  return {
    onUploadCreate: async (request, upload) => {
      const { user, claimId, passHash } = by(request);
      if (!upload.size) throw new Problem('file-empty');
      await refuseTooMany(deps, claimId, user);
      const filename = keptName(upload.metadata?.filename ?? '');
      return { metadata: { filename, claimId, ownerId: user.id, ...(passHash ? { passHash } : {}) } };
    },
    onUploadFinish: async (request, { id }) => {
      const told = await view(deps.db, await found(deps.db, id));
      const status = request.method === 'PATCH' ? { status_code: 200 } : {};
      return { ...status, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(told) };
    },
    onResponseError: (request, error) => {
      by(request).thrown = error;
      return undefined;
    },
  };
}

/** Takes what was forgotten away, and refuses what the claim or its member has no room for. */
async function refuseTooMany(deps: Deps, claimId: string, user: User): Promise<void> {
  const { db, now, uploadKeepMs, unfinishedUploads: limit } = deps;
  await dropUploadsUntouchedSince(db, new Date(now().getTime() - uploadKeepMs));
  await db.transaction((tx) => refuseUnlessWritten(tx, claimId, user, now()));
  if ((await unfinishedUploads(db, user.id)) >= limit) throw new Problem('too-many-uploads', { limit });
}

/** Makes the receipt of an upload whose last part has just been kept, in the same transaction. */
async function whole(tx: Db, deps: Deps, upload: Upload): Promise<void> {
  const user = await userById(tx, upload.ownerId);
  if (!user) throw new Problem('not-found');
  const { id, claimId, fileName } = upload;
  const taken = await takeIn(tx, deps, { user, claimId, fileName, bytes: await arrivedBytes(tx, id) });
  await finishUpload(tx, id, { receiptId: taken.id, added: taken.added });
}

async function uploadView(db: Db, upload: Upload): Promise<UploadView> {
  const { id, fileName, sizeBytes, offsetBytes, receiptId, added } = upload;
  const receipt = receiptId === null ? null : await receiptById(db, receiptId);
  return { id, fileName, sizeBytes, offsetBytes, sha256: receipt?.sha256 ?? null, receipt, added };
}

/** Whether a phone's file has come, and nothing of what is in it. */
export async function passUploadView(db: Db, upload: Upload): Promise<PassUploadView> {
  const { receipt: _receipt, ...view } = await uploadView(db, upload);
  return view;
}

type Call = { request: FastifyRequest; reply: FastifyReply } & Omit<Asking, 'thrown'>;

/** Hands the request to the protocol and its answer to Fastify; what it refuses becomes a problem like any other. */
async function answerBy(tus: Server, asking: WeakMap<Request, Asking>, call: Call): Promise<FastifyReply> {
  const { request, reply, ...asker } = call;
  const asked: Asking = { ...asker, thrown: null };
  const web = webRequest(request);
  asking.set(web, asked);
  const answered = await tus.handleWeb(web);
  reply.header('tus-resumable', TUS_VERSION);
  if (asked.thrown !== null) throw problemFrom(asked.thrown, request.server.limits.uploadMb);
  if (answered.status >= 400) throw new Problem('invalid-input');
  const body = await answered.text();
  for (const [name, value] of answered.headers) if (name !== 'content-length') reply.header(name, value);
  return reply.status(answered.status).send(body === '' ? undefined : body);
}

function webRequest(request: FastifyRequest): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, String(value));
  }
  const { method } = request;
  const url = `http://localhost${request.url.split('?', 1)[0]}`;
  if (method !== 'PATCH' && method !== 'POST') return new Request(url, { method, headers });
  const body = Readable.toWeb(request.raw) as ReadableStream<Uint8Array>;
  return new Request(url, { method, headers, body: body as unknown as BodyInit, duplex: 'half' } as RequestInit);
}

/** The protocol's own refusals by their status: plain objects with a sentence in English. */
const codes: Record<number, ProblemCode> = {
  400: 'upload-broken',
  404: 'not-found',
  409: 'upload-elsewhere',
  410: 'not-found',
  413: 'file-too-large',
  500: 'too-busy',
};

function problemFrom(thrown: unknown, limit: number): unknown {
  if (isProblem(thrown)) return thrown;
  const status = (thrown as { status_code?: number }).status_code;
  return status === undefined ? thrown : new Problem(codes[status] ?? 'invalid-input', { limit });
}
