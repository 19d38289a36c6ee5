import { Readable } from 'node:stream';
import { z } from 'zod';
import { Evaluation } from '../claim/claim.ts';
import {
  BatchDetailView,
  BatchFileKind,
  BatchPreview,
  BatchView,
  DownloadReason,
  PayableView,
  ResponseView,
} from '../claim/finance-views.ts';
import { plainIban } from '../claim/iban.ts';
import { Problem } from '../claim/problem.ts';
import { only } from '../identity/access.ts';
import { record } from '../store/audit.ts';
import { batchFile, batchFileBytes } from '../store/batch-files.ts';
import { addIbanCheck, approvedClaimIds, type Payable, payablesOf } from '../store/batch-payable.ts';
import { addEvent, allBatches, type BatchRecord, batchByNumber } from '../store/batches.ts';
import type { Db } from '../store/db.ts';
import { withApprovedDocument } from '../store/documents.ts';
import { userOf } from './access.ts';
import { batchFileName } from './batch-files.ts';
import { makeBatch, previewBatch } from './batch-making.ts';
import { takeResponse } from './batch-response.ts';
import { reverseBatch } from './batch-reversal.ts';
import { changedIbans, changedIbanView } from './batch-sources.ts';
import { batchDetail, batchView } from './batch-view.ts';
import { claimAt } from './claim-view.ts';
import type { App, Deps } from './deps.ts';
import { tellOwners, tellSettled } from './notify.ts';
import { sendStream } from './send-file.ts';

/** Finance: what is ready to pay, payment batches, their files, and what became of them. */

const MOST_CLAIMS = 10_000;
const ClaimIds = z.array(z.uuid()).max(MOST_CLAIMS);
const Wanted = z.strictObject({ claimIds: ClaimIds });
const Number_ = z.strictObject({ number: z.coerce.number().int().min(1).max(2_147_483_647) });
const NumberAndKind = Number_.extend({ kind: BatchFileKind });
const Reason = z.string().trim().min(3).max(500);
const Reversal = z.strictObject({ reason: Reason, claimIds: ClaimIds.nullable().default(null) });
const tags = ['finance'];
const access = only('finance');

export function batchRoutes(app: App, deps: Deps): void {
  payableRoutes(app, deps);
  batchListRoutes(app, deps);
  batchStepRoutes(app, deps);
}

function payableRoutes(app: App, { db, now }: Deps): void {
  app.get('/api/payable', { config: { access }, schema: { tags, response: { 200: PayableView } } }, () =>
    payableView(db),
  );
  app.post(
    '/api/batches/preview',
    { config: { access }, schema: { tags, body: Wanted, response: { 200: BatchPreview } } },
    async (request) => {
      const ids = new Set(await approvedClaimIds(db));
      return previewBatch(
        db,
        request.body.claimIds.filter((id) => ids.has(id)),
        userOf(request),
      );
    },
  );
  // Whoever looks at an account is another person than who makes the batch: assistants may.
  app.post(
    '/api/iban-checks',
    {
      config: { access: only('finance', 'assistant') },
      schema: { tags, body: z.strictObject({ claimId: z.uuid(), iban: z.string().max(50) }) },
    },
    async (request, reply) => {
      const { claimId, iban } = request.body;
      await checkIban(db, { claimId, iban: plainIban(iban), userId: userOf(request).id, at: now() });
      return reply.status(204).send();
    },
  );
}

function batchListRoutes(app: App, deps: Deps): void {
  const { db, now } = deps;
  app.get('/api/batches', { config: { access }, schema: { tags, response: { 200: z.array(BatchView) } } }, async () =>
    (await allBatches(db)).map(batchView),
  );
  app.post(
    '/api/batches',
    { config: { access }, schema: { tags, body: Wanted, response: { 200: BatchDetailView } } },
    async (request) => {
      const user = userOf(request);
      const claimIds = [...new Set(request.body.claimIds)].sort();
      if (claimIds.length === 0) throw new Problem('nothing-to-batch');
      const number = await db.transaction(async (tx) => {
        const made = await makeBatch(tx, claimIds, user, now());
        await tellOwners(tx, deps, claimIds, 'batched');
        return made;
      });
      return batchDetail(db, await batchOr404(db, number));
    },
  );
  app.get(
    '/api/batches/:number',
    { config: { access }, schema: { tags, params: Number_, response: { 200: BatchDetailView } } },
    async (request) => batchDetail(db, await batchOr404(db, request.params.number)),
  );
  app.get(
    '/api/batches/:number/files/:kind',
    {
      config: { access },
      schema: { tags, params: NumberAndKind, querystring: z.strictObject({ why: DownloadReason.default('payment') }) },
    },
    async (request, reply) => {
      const { number, kind } = request.params;
      const file = await batchFile(db, number, kind);
      if (!file) throw new Problem('not-found');
      const at = now();
      await db.transaction(async (tx) => {
        const details = { file: kind, sha256: file.sha256, why: request.query.why };
        const subject = `batch ${number}`;
        await record(tx, { at, actorId: userOf(request).id, action: 'batch-downloaded', subject, details });
        await addEvent(tx, { batchNumber: number, event: 'downloaded', at });
      });
      return sendStream(reply, file, Readable.from(batchFileBytes(db, file)), batchFileName(number, kind));
    },
  );
}

function batchStepRoutes(app: App, deps: Deps): void {
  const { db, now } = deps;
  app.post(
    '/api/batches/:number/sending',
    { config: { access }, schema: { tags, params: Number_, response: { 200: BatchDetailView } } },
    async (request) => {
      const { number } = request.params;
      await db.transaction(async (tx) => {
        const { state } = await batchOr404(tx, number);
        if (state !== 'made' && state !== 'downloaded') throw new Problem('wrong-state');
        const at = now();
        await addEvent(tx, { batchNumber: number, event: 'sent', at });
        await record(tx, { at, actorId: userOf(request).id, action: 'batch-sent', subject: `batch ${number}` });
      });
      return batchDetail(db, await batchOr404(db, number));
    },
  );
  app.post(
    '/api/batches/:number/reversal',
    { config: { access }, schema: { tags, params: Number_, body: Reversal, response: { 200: BatchDetailView } } },
    async (request) => {
      const reversal = { ...request.body, ...request.params };
      const made = await db.transaction(async (tx) => {
        const { number, claimIds } = await reverseBatch(tx, reversal, userOf(request), now());
        await tellOwners(tx, deps, claimIds, 'payment-withdrawn');
        return number;
      });
      return batchDetail(db, await batchOr404(db, made));
    },
  );
  app.post(
    '/api/batches/:number/responses',
    {
      config: { access },
      schema: { tags, consumes: ['multipart/form-data'], params: Number_, response: { 200: ResponseView } },
    },
    async (request) => {
      const user = userOf(request);
      const { number } = request.params;
      await batchOr404(db, number);
      const file = await request.file();
      if (!file) throw new Problem('no-file');
      const given = { bytes: await file.toBuffer(), fileName: file.filename.slice(0, 200), onlyBatch: number };
      const bringer = { actor: user, userId: user.id, machineId: null, tellSettled: tellSettled(deps) };
      return db.transaction((tx) => takeResponse(tx, given, bringer, now()));
    },
  );
}

async function batchOr404(db: Db, number: number): Promise<BatchRecord> {
  const batch = await batchByNumber(db, number);
  if (!batch) throw new Problem('not-found');
  return batch;
}

type Check = { claimId: string; iban: string; userId: string; at: Date };

/** Problem `own-claim` for one's own account, `changed-meanwhile` where the claim has another account by now. */
async function checkIban(db: Db, { claimId, iban, userId, at }: Check): Promise<void> {
  await db.transaction(async (tx) => {
    const [payable] = await payablesOf(tx, [claimId]);
    if (!payable) throw new Problem('not-found');
    const { memberId, number, filedBy } = payable.claim;
    if (memberId === userId || filedBy.includes(userId)) throw new Problem('own-claim');
    if (plainIban(payable.version.draft.payment.iban) !== iban) throw new Problem('changed-meanwhile');
    await addIbanCheck(tx, { memberId, iban, checkedBy: userId, checkedAt: at });
    await record(tx, { at, actorId: userId, action: 'iban-checked', subject: `claim ${number}` });
  });
}

async function payableView(db: Db): Promise<PayableView> {
  const all = await payablesOf(db, await approvedClaimIds(db));
  const changed = await changedIbans(db, all);
  const [inHand, onTheirWay] = partition(all, ({ claim }) => claimAt(claim).originalsReceived);
  const ids = inHand.map(({ claim }) => claim.id);
  const sealed = await withApprovedDocument(db, ids);
  const [ready, unsealed] = partition(inHand, ({ claim }) => sealed.has(claim.id));
  const changedIds = new Set(changed.map(({ claimId }) => claimId));
  return {
    claims: ready.map((payable) => ({
      ...shown(payable),
      group: payable.group,
      meeting: payable.meeting.purpose,
      approvedAt: (payable.claim.approvedAt ?? payable.claim.since).toISOString(),
      totals: Evaluation.parse(JSON.parse(payable.version.evaluation)).totals,
      ibanChanged: changedIds.has(payable.claim.id),
    })),
    waitingForDocument: unsealed.map(shown),
    waitingForOriginals: onTheirWay.map(shown),
    changedIbans: changed.map(changedIbanView),
  };
}

/** Those that are so, and those that are not, in their order. */
const partition = <T>(all: readonly T[], isSo: (one: T) => boolean): [T[], T[]] => [
  all.filter(isSo),
  all.filter((one) => !isSo(one)),
];

const shown = ({ claim, member, version }: Payable) => ({
  id: claim.id,
  number: claim.number,
  member,
  payableCents: version.payableCents,
});
