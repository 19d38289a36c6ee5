import { finnishDate } from '../claim/days.ts';
import { type FinanceSettings, postingKindOf } from '../claim/finance-settings.ts';
import type { BatchPreview } from '../claim/finance-views.ts';
import { move } from '../claim/lifecycle.ts';
import { Problem } from '../claim/problem.ts';
import { type Posting, postingsOf } from '../finance/postings.ts';
import { record } from '../store/audit.ts';
import { excusesOf, lockClaims, markBatched } from '../store/batch-payable.ts';
import { settlePayment } from '../store/batch-responses.ts';
import { addBatch, addBatchClaims, addPostings, type BatchClaim, nextBatchNumber } from '../store/batches.ts';
import type { Db } from '../store/db.ts';
import { withApprovedDocument } from '../store/documents.ts';
import { settingsInForce } from '../store/finance-settings.ts';
import type { User } from '../store/people.ts';
import { makeFiles } from './batch-files.ts';
import { type ChangedIban, changedIbans, changedIbanView, type Source, sourcesOf } from './batch-sources.ts';
import { claimAt } from './claim-view.ts';

/** Making a payment batch of approved claims, and looking at what it would be. */

/**
 * Takes the claims, writes their rows and files, and closes the batch with its own row, all in the caller's transaction.
 * Problem `claim-in-batch`, `originals-not-received`, `own-claim`, `iban-unchecked`, `document-not-ready`; answers the batch's number.
 */
export async function makeBatch(tx: Db, claimIds: readonly string[], maker: User, at: Date): Promise<number> {
  const locked = await lockClaims(tx, claimIds);
  if (locked.length !== claimIds.length) throw new Problem('not-found');
  for (const claim of locked) {
    if (claim.state === 'batched' || claim.state === 'paid') throw new Problem('claim-in-batch');
    move(claimAt(claim), 'batch', maker);
  }
  const ordered = locked.toSorted((a, b) => a.number.localeCompare(b.number)).map(({ id }) => id);
  const { settings } = await settingsInForce(tx);
  const number = await nextBatchNumber(tx);
  const made: BatchClaim[] = [];
  let [rows, totalCents] = [0, 0];
  for await (const sources of sourcesOf(tx, ordered)) {
    const second = await secondPersons(tx, sources, maker);
    const claims = sources.map((source) => batchClaimOf(number, source, second(source.payable.claim.id)));
    await addBatchClaims(tx, claims, true);
    const postings = numbered(number, sources, settings, rows);
    await addPostings(tx, postings);
    made.push(...claims);
    rows += postings.length;
    totalCents += postings.reduce((sum, row) => sum + row.cents, 0);
  }
  // What a person has to do is told before what comes by itself.
  const sealed = await withApprovedDocument(tx, claimIds);
  if (claimIds.some((id) => !sealed.has(id))) throw new Problem('document-not-ready');
  const sha256 = await makeFiles(tx, { number, at, settings, kind: 'payment' });
  await markBatched(tx, ordered, 'batched', at);
  await settleNothing(tx, number, made, at);
  await addBatch(tx, {
    number,
    kind: 'payment',
    reverses: null,
    reason: null,
    madeAt: at,
    madeBy: maker.id,
    claimCount: made.length,
    rowCount: rows,
    totalCents,
    sha256,
  });
  const details = { claims: locked.map((claim) => claim.number), sha256, totalCents };
  await record(tx, { at, actorId: maker.id, action: 'batch-made', subject: `batch ${number}`, details });
  return number;
}

function numbered(batchNumber: number, sources: readonly Source[], settings: FinanceSettings, before: number) {
  const all = sources.flatMap(({ payable, paid }) =>
    postingsOf(batchNumber, paid, settings).map((posting) => ({ ...posting, claimId: payable.claim.id })),
  );
  return all.map((posting, at) => ({ ...posting, batchNumber, row: before + at + 1 }));
}

const batchClaimOf = (batchNumber: number, { payable, paid, claimedCents }: Source, second: Second): BatchClaim => ({
  batchNumber,
  claimId: payable.claim.id,
  version: payable.version.version,
  claimedCents,
  payableCents: payable.version.payableCents,
  iban: paid.iban,
  ...second,
});

type Second = Pick<BatchClaim, 'ibanCheckedBy' | 'exceptionBy'>;

/** Who, beside the maker, stands behind a claim that needs two persons. */
async function secondPersons(tx: Db, sources: readonly Source[], maker: User): Promise<(claimId: string) => Second> {
  const payables = sources.map(({ payable }) => payable);
  const checked = checkedIbans(await changedIbans(tx, payables), maker);
  const excused = new Map<string, string>();
  for (const { claimId, by } of await excusesOf(
    tx,
    payables.map(({ claim }) => claim.id),
  )) {
    const claim = payables.find((payable) => payable.claim.id === claimId)?.claim.number ?? '';
    if (by === maker.id) throw new Problem('second-person-needed', { claim });
    excused.set(claimId, by);
  }
  return (claimId) => ({
    ibanCheckedBy: checked.get(claimId) ?? null,
    exceptionBy: excused.get(claimId) ?? null,
  });
}

/** Who, other than the maker, looked at each changed account. The first claim nobody has is refused by its number. */
function checkedIbans(changed: readonly ChangedIban[], maker: User): Map<string, string> {
  return new Map(
    changed.map(({ claimId, number, checks }) => {
      const other = checks.find(({ by }) => by !== maker.id);
      if (!other) throw new Problem('iban-unchecked', { claim: number });
      return [claimId, other.by];
    }),
  );
}

/** Where nothing is owed either way nobody will answer: it is settled with the batch. */
async function settleNothing(tx: Db, number: number, made: readonly BatchClaim[], at: Date): Promise<void> {
  const nothing = made.filter(({ payableCents }) => payableCents === 0).map(({ claimId }) => claimId);
  for (const claimId of nothing) {
    const settled = { status: 'paid', paidOn: finnishDate(at), reason: null, settledAt: at } as const;
    await settlePayment(tx, number, claimId, { ...settled, responseSha256: null });
  }
  await markBatched(tx, nothing, 'paid', at);
}

/** What a batch of the claims would be. Nothing is locked or kept. */
export async function previewBatch(db: Db, claimIds: readonly string[], viewer: User): Promise<BatchPreview> {
  const { settings } = await settingsInForce(db);
  const sums = { group: new Map<string, Sum>(), account: new Map<string, Sum>(), kind: new Map<string, Sum>() };
  const view: BatchPreview = { ...emptyPreview, changedIbans: [], nothingToPay: [], exceptions: [] };
  const without = new Set<string>();
  for await (const sources of sourcesOf(db, claimIds)) {
    const payables = sources.map(({ payable }) => payable);
    for (const changed of await changedIbans(db, payables)) {
      const mayMake = changed.checks.some(({ by }) => by !== viewer.id);
      view.changedIbans.push({ ...changedIbanView(changed), mayMake });
    }
    for (const { claimId, name, reason } of await excusesOf(
      db,
      payables.map(({ claim }) => claim.id),
    )) {
      const number = payables.find(({ claim }) => claim.id === claimId)?.claim.number ?? '';
      view.exceptions.push({ number, by: name, reason });
    }
    for (const row of numbered(0, sources, settings, 0)) {
      view.rowCount += 1;
      view.totalCents += row.cents;
      add(sums.group, row.group, row);
      add(sums.account, row.account, row);
      add(sums.kind, postingKindOf(row.kind), row);
      if (row.account === '') without.add(postingKindOf(row.kind));
    }
    const unpaid = payables.filter(({ version }) => version.payableCents <= 0);
    view.nothingToPay.push(
      ...unpaid.map(({ claim, version }) => ({ number: claim.number, payableCents: version.payableCents })),
    );
    view.claimCount += payables.length;
  }
  const isPaid = view.claimCount > view.nothingToPay.length;
  const { name, iban } = settings.payer;
  return {
    ...view,
    byGroup: listOf(sums.group),
    byAccount: listOf(sums.account),
    byKind: listOf(sums.kind),
    withoutAccount: [...without].toSorted(),
    noPain: name === '' || iban === '' ? 'no-payer' : isPaid ? null : 'nothing-to-pay',
  };
}

type Sum = { rows: number; cents: number };

const emptyPreview: Omit<BatchPreview, 'changedIbans' | 'nothingToPay' | 'exceptions'> = {
  claimCount: 0,
  rowCount: 0,
  totalCents: 0,
  byGroup: [],
  byAccount: [],
  byKind: [],
  withoutAccount: [],
  noPain: null,
};

function add(sums: Map<string, Sum>, name: string, { cents }: Posting): void {
  const known = sums.get(name) ?? { rows: 0, cents: 0 };
  sums.set(name, { rows: known.rows + 1, cents: known.cents + cents });
}

const listOf = (sums: ReadonlyMap<string, Sum>) =>
  [...sums].map(([name, sum]) => ({ name, ...sum })).toSorted((a, b) => a.name.localeCompare(b.name));
