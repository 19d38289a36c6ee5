import { z } from 'zod';
import { HandoverView, PassView } from '../claim/views.ts';
import { byPass, filed } from '../identity/access.ts';
import { newToken, tokenHash } from '../identity/token.ts';
import { record } from '../store/audit.ts';
import { claimById, claimOwner } from '../store/claims.ts';
import type { Db } from '../store/db.ts';
import { closePasses, openPass, openPassOf, uploadsByPass } from '../store/upload-passes.ts';
import { passOf, userOf } from './access.ts';
import type { App, Deps } from './deps.ts';
import { refuseUnlessWritten } from './take-in.ts';
import { passUploadView } from './uploads.ts';
import { behalfOf } from './writer.ts';

/**
 * Hand-over of the photographing to a phone: a token for a short while that adds files to one claim and sees those files,
 * nothing else. It ends when its time is up, when the member closes it or opens another, and when the claim is sent.
 */

const Id = z.strictObject({ id: z.uuid() });
const MINUTES = 15;
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

const Opened = z.object({ token: z.string(), expiresAt: z.iso.datetime() });

export function handoverRoutes(app: App, deps: Deps): void {
  const { db, now } = deps;
  const tags = ['handover'];
  const numberOf = async (tx: Db, id: string) => `claim ${(await claimById(tx, id))?.claim.number ?? ''}`;

  app.post(
    '/api/claims/:id/handover',
    { config: { access: filed('claim') }, schema: { tags, params: Id, response: { 200: Opened } } },
    async (request) => {
      const user = userOf(request);
      const { id: claimId } = request.params;
      const createdAt = now();
      const expiresAt = new Date(createdAt.getTime() + MINUTES * MINUTE_MS);
      const token = newToken();
      await db.transaction(async (tx) => {
        const onBehalfOf = behalfOf(await refuseUnlessWritten(tx, claimId, user, createdAt), user);
        const pass = { tokenHash: tokenHash(token), claimId, memberId: user.id, createdAt, expiresAt };
        await openPass(tx, pass, new Date(createdAt.getTime() - DAY_MS));
        const subject = await numberOf(tx, claimId);
        await record(tx, { at: createdAt, actorId: user.id, onBehalfOf, action: 'handover-opened', subject });
      });
      return { token, expiresAt: expiresAt.toISOString() };
    },
  );

  app.get(
    '/api/claims/:id/handover',
    { config: { access: filed('claim') }, schema: { tags, params: Id, response: { 200: HandoverView } } },
    async (request) => {
      const open = await openPassOf(db, request.params.id, now());
      return open && { expiresAt: open.expiresAt.toISOString(), files: open.files };
    },
  );

  app.delete(
    '/api/claims/:id/handover',
    { config: { access: filed('claim') }, schema: { tags, params: Id, response: { 204: z.null() } } },
    async (request, reply) => {
      const user = userOf(request);
      const { id } = request.params;
      const at = now();
      await db.transaction(async (tx) => {
        if ((await closePasses(tx, id, at)) === 0) return;
        const onBehalfOf = behalfOf({ memberId: (await claimOwner(tx, id)) ?? user.id }, user);
        const subject = await numberOf(tx, id);
        await record(tx, { at, actorId: user.id, onBehalfOf, action: 'handover-closed', subject });
      });
      return reply.status(204).send(null);
    },
  );

  app.get(
    '/api/handover',
    { config: { access: byPass }, schema: { tags, response: { 200: PassView } } },
    async (request) => {
      const { expiresAt, language, tokenHash: hash } = passOf(request);
      const sent = await uploadsByPass(db, hash);
      return {
        expiresAt: expiresAt.toISOString(),
        language,
        uploads: await Promise.all(sent.map((upload) => passUploadView(db, upload))),
      };
    },
  );
}
