import type { MultipartFile } from '@fastify/multipart';
import { z } from 'zod';
import { isProblem, Problem } from '../claim/problem.ts';
import type { ReadingFailure } from '../claim/reading.ts';
import { ReceiptView } from '../claim/views.ts';
import { filed } from '../identity/access.ts';
import { PageNotShown } from '../receipt/reader.ts';
import { record } from '../store/audit.ts';
import { claimById } from '../store/claims.ts';
import type { Db } from '../store/db.ts';
import { fileBytes } from '../store/files.ts';
import { mayWriteFor } from '../store/filing-permissions.ts';
import type { User } from '../store/people.ts';
import { receiptById, removeReceipt, restoreReceipt } from '../store/receipts.ts';
import { userOf } from './access.ts';
import type { App, Deps } from './deps.ts';
import { languageOf, problemText } from './problems.ts';
import { sendFile } from './send-file.ts';
import { keptName, refuseUnlessWritten, sendToReader, takeIn } from './take-in.ts';
import { behalfOf } from './writer.ts';

/** Receipts: taken in as they come, acknowledged with their hash, read by a job, shown as derived pictures. */

const Id = z.strictObject({ id: z.uuid() });
/** Trouble of the process that draws, not of the file: asked again, the picture comes. */
const PASSING: readonly ReadingFailure[] = ['reading-timed-out', 'reader-crashed'];
const WIDEST_PX = 2000;
const Uploaded = z.object({
  receipts: z.array(ReceiptView),
  refused: z.array(z.object({ fileName: z.string(), code: z.string(), detail: z.string() })),
});

export function receiptRoutes(app: App, deps: Deps): void {
  const { db, now } = deps;
  const tags = ['receipts'];

  app.post(
    '/api/receipts',
    {
      config: { access: filed('claim') },
      schema: {
        tags,
        consumes: ['multipart/form-data'],
        querystring: z.strictObject({ claimId: z.uuid() }),
        response: { 200: Uploaded },
      },
    },
    async (request) => {
      const user = userOf(request);
      const { claimId } = request.query;
      const answer: z.infer<typeof Uploaded> = { receipts: [], refused: [] };
      // A file that is too large is told by name; it does not end the sending of those after it.
      for await (const part of request.files({ throwFileSizeLimit: false })) {
        const fileName = keptName(part.filename);
        try {
          const bytes = await received(part);
          const taken = await db.transaction((tx) => takeIn(tx, deps, { user, claimId, fileName, bytes }));
          answer.receipts.push(await shownReceipt(db, taken.id, user, now()));
        } catch (error) {
          if (!isProblem(error)) throw error;
          const detail = problemText(error.code, languageOf(request), { limit: app.limits.uploadMb, ...error.params });
          answer.refused.push({ fileName, code: error.code, detail });
        }
      }
      if (answer.receipts.length + answer.refused.length === 0) throw new Problem('no-file');
      return answer;
    },
  );

  app.get(
    '/api/receipts/:id',
    { config: { access: filed('receipt', 'assistant') }, schema: { tags, params: Id, response: { 200: ReceiptView } } },
    (request) => shownReceipt(db, request.params.id, userOf(request), now()),
  );

  app.get(
    '/api/receipts/:id/file',
    { config: { access: filed('receipt', 'assistant') }, schema: { tags, params: Id } },
    async (request, reply) => {
      const user = userOf(request);
      const receipt = await shownReceipt(db, request.params.id, user, now());
      const file = await fileBytes(db, receipt.sha256);
      if (!file) throw new Problem('not-found');
      await record(db, {
        at: now(),
        actorId: user.id,
        onBehalfOf: receipt.isFiled ? receipt.ownerId : null,
        action: 'receipt-downloaded',
        subject: `receipt ${receipt.id}`,
      });
      return sendFile(reply, file, receipt.fileName, 'attachment');
    },
  );

  app.get(
    '/api/receipts/:id/pages/:page',
    {
      config: { access: filed('receipt', 'assistant') },
      schema: {
        tags,
        params: Id.extend({ page: z.coerce.number().int().min(1).max(1000) }),
        querystring: z.strictObject({ width: z.coerce.number().int().min(40).max(WIDEST_PX).default(1200) }),
      },
    },
    async (request, reply) => {
      const receipt = await shownReceipt(db, request.params.id, userOf(request), now());
      const file = await fileBytes(db, receipt.sha256);
      if (!file) throw new Problem('not-found');
      try {
        const { page } = request.params;
        const turn = receipt.reading?.turned[page - 1] ?? 0;
        const picture = await deps.reader.renderPage(file.bytes, page, { widthPx: request.query.width, turn });
        // Until the receipt is read nobody knows which way is up: such a picture is not kept.
        return reply
          .header('cache-control', receipt.reading ? 'private, max-age=3600, immutable' : 'no-store')
          .type('image/jpeg')
          .send(Buffer.from(picture.buffer, picture.byteOffset, picture.byteLength));
      } catch (error) {
        if (error instanceof PageNotShown)
          throw new Problem(PASSING.includes(error.failure) ? 'too-busy' : 'not-found');
        throw error;
      }
    },
  );

  app.delete(
    '/api/receipts/:id',
    { config: { access: filed('receipt') }, schema: { tags, params: Id, response: { 204: z.null() } } },
    async (request, reply) => {
      const user = userOf(request);
      await db.transaction((tx) => remove(tx, request.params.id, user, now()));
      return reply.status(204).send(null);
    },
  );

  app.post(
    '/api/receipts/:id/restoration',
    { config: { access: filed('receipt') }, schema: { tags, params: Id, response: { 200: ReceiptView } } },
    async (request) => {
      const user = userOf(request);
      const { id } = request.params;
      await db.transaction(async (tx) => {
        const at = now();
        const { claimId } = await shownReceipt(tx, id, user, at);
        const onBehalfOf = behalfOf(await refuseUnlessWritten(tx, claimId, user, at), user);
        await restoreReceipt(tx, id);
        const subject = `receipt ${id}`;
        await record(tx, { at, actorId: user.id, onBehalfOf, action: 'receipt-restored', subject });
      });
      return shownReceipt(db, id, user, now());
    },
  );

  app.post(
    '/api/receipts/:id/reading',
    { config: { access: filed('receipt') }, schema: { tags, params: Id, response: { 200: ReceiptView } } },
    async (request) => {
      const user = userOf(request);
      const { id } = request.params;
      await db.transaction(async (tx) => {
        const at = now();
        const receipt = await shownReceipt(tx, id, user, at);
        if (receipt.status === 'queued' || receipt.status === 'reading') return;
        const claim = await refuseUnlessWritten(tx, receipt.claimId, user, at);
        const [onBehalfOf, subject] = [behalfOf(claim, user), `receipt ${id}`];
        await record(tx, { at, actorId: user.id, onBehalfOf, action: 'receipt-read-again', subject });
        await sendToReader(tx, deps, { id, ownerId: claim.memberId });
      });
      return shownReceipt(db, id, user, now());
    },
  );
}

/** The whole file, or a Problem: over the limit, empty, or cut off on the way. */
async function received(part: MultipartFile): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of part.file) chunks.push(chunk);
  if (part.file.truncated) throw new Problem('file-too-large');
  if (chunks.length === 0) throw new Problem('file-empty');
  return Buffer.concat(chunks);
}

type Shown = ReceiptView & { ownerId: string; isFiled: boolean };

/** The receipt; somebody else's only where one files it for its member, or once its claim was sent. */
async function shownReceipt(db: Db, id: string, user: Pick<User, 'id'>, at: Date): Promise<Shown> {
  const found = await receiptById(db, id);
  if (!found) throw new Problem('not-found');
  const { ownerId, claimId } = found;
  const isFiled = ownerId !== user.id && (await mayWriteFor(db, claimId, user.id, at));
  const isSent = async () => (await claimById(db, claimId))?.claim.version !== 0;
  if (ownerId !== user.id && !isFiled && !(await isSent())) throw new Problem('not-found');
  return { ...found, isFiled };
}

/** Takes a receipt off a claim being written. */
async function remove(tx: Db, id: string, user: User, at: Date): Promise<void> {
  const receipt = await receiptById(tx, id);
  if (!receipt) throw new Problem('not-found');
  const onBehalfOf = behalfOf(await refuseUnlessWritten(tx, receipt.claimId, user, at), user);
  await removeReceipt(tx, id, at);
  await record(tx, { at, actorId: user.id, onBehalfOf, action: 'receipt-removed', subject: `receipt ${id}` });
}
