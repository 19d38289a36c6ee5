import { z } from 'zod';
import { Evaluation } from '../claim/claim.ts';
import { dateOf } from '../claim/days.ts';
import { plainIban } from '../claim/iban.ts';
import { move } from '../claim/lifecycle.ts';
import { Problem } from '../claim/problem.ts';
import { BatchView, PayableView } from '../claim/views.ts';
import { batchCsv, type PaidClaim } from '../finance/csv.ts';
import { only } from '../identity/access.ts';
import { record } from '../store/audit.ts';
import {
  addBatch,
  addBatchClaims,
  allBatches,
  approvedClaimIds,
  type BatchOfClaims,
  batchByNumber,
  nextBatchNumber,
  payablesOf,
} from '../store/batches.ts';
import { lockClaim, setState } from '../store/claims.ts';
import type { Db } from '../store/db.ts';
import { fileBytes, keepFile } from '../store/files.ts';
import type { User } from '../store/people.ts';
import { userOf } from './access.ts';
import { claimAt } from './claim-view.ts';
import type { App, Deps } from './deps.ts';
import { sendFile } from './send-file.ts';

/** Finance: what is ready to pay, payment batches, and their files. */

const MOST_CLAIMS = 1000;
const Wanted = z.strictObject({ claimIds: z.array(z.uuid()).max(MOST_CLAIMS) });
const Number_ = z.strictObject({ number: z.coerce.number().int().min(1).max(2_147_483_647) });

type Payable = Awaited<ReturnType<typeof payablesOf>>[number];

export function batchRoutes(app: App, deps: Deps): void {
  const { db, now } = deps;
  const tags = ['finance'];
  const access = only('finance');

  app.get(
    '/api/payable',
    { config: { access }, schema: { tags, response: { 200: PayableView } } },
    async (): Promise<PayableView> => {
      const all = await payablesOf(db, await approvedClaimIds(db));
      return {
        claims: all.filter(({ claim }) => claimAt(claim).originalsReceived).map(payableView),
        waitingForOriginals: all
          .filter(({ claim }) => !claimAt(claim).originalsReceived)
          .map(({ claim, member, version }) => ({
            id: claim.id,
            number: claim.number,
            member,
            payableCents: version.payableCents,
          })),
      };
    },
  );

  app.get('/api/batches', { config: { access }, schema: { tags, response: { 200: z.array(BatchView) } } }, async () =>
    (await allBatches(db)).map(batchView),
  );

  app.post(
    '/api/batches',
    { config: { access }, schema: { tags, body: Wanted, response: { 200: BatchView } } },
    async (request) => {
      const user = userOf(request);
      const claimIds = [...new Set(request.body.claimIds)].sort();
      if (claimIds.length === 0) throw new Problem('nothing-to-batch');
      const number = await db.transaction((tx) => makeBatch(tx, claimIds, user, now()));
      return batchView(await batchOr404(db, number));
    },
  );

  app.get(
    '/api/batches/:number',
    { config: { access }, schema: { tags, params: Number_, response: { 200: BatchView } } },
    async (request) => batchView(await batchOr404(db, request.params.number)),
  );

  app.get(
    '/api/batches/:number/csv',
    { config: { access }, schema: { tags, params: Number_ } },
    async (request, reply) => {
      const batch = await batchOr404(db, request.params.number);
      const file = await fileBytes(db, batch.csvSha256);
      if (!file) throw new Problem('not-found');
      const actorId = userOf(request).id;
      await record(db, { at: now(), actorId, action: 'batch-downloaded', subject: `batch ${batch.number}` });
      return sendFile(reply, file, `matkalaskut-era-${batch.number}.csv`, 'attachment');
    },
  );
}

async function batchOr404(db: Db, number: number): Promise<BatchOfClaims> {
  const batch = await batchByNumber(db, number);
  if (!batch) throw new Problem('not-found');
  return batch;
}

/** Takes the claims, in one order everywhere so that two batches made at once wait for each other, and freezes the file. */
async function makeBatch(tx: Db, claimIds: readonly string[], user: User, at: Date): Promise<number> {
  for (const id of claimIds) {
    const claim = await lockClaim(tx, id);
    if (!claim) throw new Problem('not-found');
    if (claim.state === 'batched') throw new Problem('claim-in-batch');
    move(claimAt(claim), 'batch', user);
  }
  const payables = await payablesOf(tx, claimIds);
  const number = await nextBatchNumber(tx);
  const csv = batchCsv(number, payables.map(paidClaim));
  const csvSha256 = await keepFile(tx, new TextEncoder().encode(csv.text), 'text/csv; charset=utf-8', at);
  const { rowCount, totalCents } = csv;
  await addBatch(tx, {
    number,
    madeAt: at,
    madeBy: user.id,
    claimCount: payables.length,
    rowCount,
    totalCents,
    csvSha256,
  });
  await addBatchClaims(
    tx,
    payables.map(({ claim, version }) => ({
      batchNumber: number,
      claimId: claim.id,
      version: version.version,
      payableCents: version.payableCents,
    })),
  );
  for (const { claim } of payables) await setState(tx, claim.id, { state: 'batched' }, at);
  const details = { claims: payables.map(({ claim }) => claim.number), csvSha256, totalCents };
  await record(tx, { at, actorId: user.id, action: 'batch-made', subject: `batch ${number}`, details });
  return number;
}

const paidClaim = ({ claim, version, member, group, meeting, meetingStart }: Payable): PaidClaim => ({
  number: claim.number,
  version: version.version,
  claimant: member,
  iban: plainIban(version.draft.payment.iban),
  group,
  meeting,
  meetingDate: dateOf(meetingStart),
  evaluation: Evaluation.parse(JSON.parse(version.evaluation)),
});

const payableView = ({ claim, version, member, group, meeting }: Payable): PayableView['claims'][number] => ({
  id: claim.id,
  number: claim.number,
  member,
  group,
  meeting,
  approvedAt: (claim.approvedAt ?? claim.since).toISOString(),
  payableCents: version.payableCents,
  totals: Evaluation.parse(JSON.parse(version.evaluation)).totals,
});

const batchView = ({ madeAt, madeBy: _madeBy, madeByName, ...batch }: BatchOfClaims): BatchView => ({
  ...batch,
  madeAt: madeAt.toISOString(),
  madeBy: madeByName,
});
