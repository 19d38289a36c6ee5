import { Readable } from 'node:stream';
import { z } from 'zod';
import {
  BatchFileKind,
  BatchView,
  MachineClientView,
  MachineScope,
  NewMachineClient,
  ResponseView,
} from '../claim/finance-views.ts';
import { Problem } from '../claim/problem.ts';
import { byMachine, only } from '../identity/access.ts';
import { newToken, tokenHash } from '../identity/token.ts';
import { record } from '../store/audit.ts';
import { batchFile, batchFileBytes } from '../store/batch-files.ts';
import { addEvent, allBatches } from '../store/batches.ts';
import { addMachine, allMachines, type MachineClient, revokeMachine } from '../store/machine-clients.ts';
import { machineOf, userOf } from './access.ts';
import { batchFileName } from './batch-files.ts';
import { takeResponse } from './batch-response.ts';
import { batchView } from './batch-view.ts';
import type { App, Deps } from './deps.ts';
import { tellSettled } from './notify.ts';
import { sendStream } from './send-file.ts';

/** The payment system's own door: batches out, answers in; and the administrator's keys to it. */

const tags = ['machine'];
const A_MINUTE = '1 minute';
/** Requests of one address a minute: a payment system asks seldom, a guesser often. */
const MOST_A_MINUTE = 60;
const rateLimit = { max: MOST_A_MINUTE, timeWindow: A_MINUTE };
const Params = z.strictObject({
  number: z.coerce.number().int().min(1).max(2_147_483_647),
  kind: BatchFileKind,
});
const DAY_MS = 24 * 3600 * 1000;
const Wanted = z.strictObject({
  name: z.string().trim().min(3).max(100),
  scopes: z.array(MachineScope).min(1).max(2),
  days: z.int().min(1).max(800),
});

export function machineRoutes(app: App, deps: Deps): void {
  paymentSystemRoutes(app, deps);
  machineClientRoutes(app, deps);
}

function paymentSystemRoutes(app: App, deps: Deps): void {
  const { db, now } = deps;
  app.get(
    '/api/machine/batches',
    {
      config: { access: byMachine('batches:read'), rateLimit },
      schema: { tags, response: { 200: z.array(BatchView) } },
    },
    async () => (await allBatches(db)).map(batchView),
  );
  app.get(
    '/api/machine/batches/:number/files/:kind',
    { config: { access: byMachine('batches:read'), rateLimit }, schema: { tags, params: Params } },
    async (request, reply) => {
      const { number, kind } = request.params;
      const file = await batchFile(db, number, kind);
      if (!file) throw new Problem('not-found');
      const at = now();
      const { id: machine, name } = machineOf(request);
      await db.transaction(async (tx) => {
        const details = { file: kind, sha256: file.sha256, why: 'payment', machine, name };
        await record(tx, { at, actorId: null, action: 'batch-downloaded', subject: `batch ${number}`, details });
        // A payment system fetches a batch to pay it: it is on its way.
        await addEvent(tx, { batchNumber: number, event: 'sent', at });
      });
      return sendStream(reply, file, Readable.from(batchFileBytes(db, file)), batchFileName(number, kind));
    },
  );
  app.post(
    '/api/machine/responses',
    {
      config: { access: byMachine('responses:write'), rateLimit },
      schema: { tags, consumes: ['multipart/form-data'], response: { 200: ResponseView } },
    },
    async (request) => {
      const file = await request.file();
      if (!file) throw new Problem('no-file');
      const { id } = machineOf(request);
      const given = { bytes: await file.toBuffer(), fileName: file.filename.slice(0, 200), onlyBatch: null };
      const bringer = {
        actor: { id, roles: ['finance'] },
        userId: null,
        machineId: id,
        tellSettled: tellSettled(deps),
      };
      return db.transaction((tx) => takeResponse(tx, given, bringer, now()));
    },
  );
}

function machineClientRoutes(app: App, { db, now }: Deps): void {
  const access = only('admin');
  app.get(
    '/api/machine-clients',
    { config: { access }, schema: { tags: ['admin'], response: { 200: z.array(MachineClientView) } } },
    async () => (await allMachines(db)).map(({ client, createdByName }) => clientView(client, createdByName)),
  );
  app.post(
    '/api/machine-clients',
    { config: { access }, schema: { tags: ['admin'], body: Wanted, response: { 200: NewMachineClient } } },
    async (request) => {
      const user = userOf(request);
      const { name, days } = request.body;
      const scopes = [...new Set(request.body.scopes)];
      const [at, secret] = [now(), newToken()];
      const client = await db.transaction(async (tx) => {
        const made = await addMachine(tx, {
          name,
          scopes,
          secretHash: tokenHash(secret),
          createdAt: at,
          createdBy: user.id,
          expiresAt: new Date(at.getTime() + days * DAY_MS),
        });
        const subject = `machine ${made.id}`;
        await record(tx, { at, actorId: user.id, action: 'machine-client-made', subject, details: { name, scopes } });
        return made;
      });
      return { ...clientView(client, user.name), secret };
    },
  );
  app.post(
    '/api/machine-clients/:id/revocation',
    { config: { access }, schema: { tags: ['admin'], params: z.strictObject({ id: z.uuid() }) } },
    async (request, reply) => {
      const at = now();
      await db.transaction(async (tx) => {
        const client = await revokeMachine(tx, request.params.id, at);
        if (!client) throw new Problem('not-found');
        const subject = `machine ${client.id}`;
        await record(tx, { at, actorId: userOf(request).id, action: 'machine-client-revoked', subject });
      });
      return reply.status(204).send();
    },
  );
}

const clientView = (client: MachineClient, createdBy: string): MachineClientView => ({
  id: client.id,
  name: client.name,
  scopes: client.scopes,
  createdAt: client.createdAt.toISOString(),
  createdBy,
  expiresAt: client.expiresAt.toISOString(),
  lastUsedAt: client.lastUsedAt?.toISOString() ?? null,
  revokedAt: client.revokedAt?.toISOString() ?? null,
});
