import { finnishDate } from '../claim/days.ts';
import type { FinanceSettings } from '../claim/finance-settings.ts';
import type { BatchFileKind, BatchKind } from '../claim/finance-views.ts';
import { referenceOf } from '../claim/number.ts';
import { type CsvForm, csvFields, csvMediaType, csvText } from '../finance/csv.ts';
import { type CreditTransfer, painText, painVersions } from '../finance/pain001.ts';
import { type BatchFile, keepBatchFile } from '../store/batch-files.ts';
import { claimsOfBatch, postingPages } from '../store/batches.ts';
import type { Db } from '../store/db.ts';

/** The files of a batch, written once when it is made. */

export type Made = { number: number; at: Date; settings: FinanceSettings; kind: BatchKind };

/** Writes every file of the batch from its rows; answers the SHA-256 of the machine CSV, which names the batch. */
export async function makeFiles(tx: Db, made: Made): Promise<string> {
  await csvFile(tx, made.number, 'csv-excel');
  if (made.kind === 'payment') await painFiles(tx, made);
  return (await csvFile(tx, made.number, 'csv')).sha256;
}

const csvFile = (tx: Db, batchNumber: number, kind: CsvForm): Promise<BatchFile> =>
  keepBatchFile(
    tx,
    { batchNumber, kind, mediaType: csvMediaType },
    csvText(postingPages(tx, batchNumber, csvFields), kind),
  );

async function painFiles(tx: Db, { number, at, settings: { payer } }: Made): Promise<void> {
  if (payer.name === '' || payer.iban === '') return;
  const transfers = (await claimsOfBatch(tx, number)).flatMap(transferOf);
  if (transfers.length === 0) return;
  const head = {
    batchNumber: number,
    madeAt: at.toISOString(),
    executionDate: finnishDate(at),
    count: transfers.length,
    totalCents: transfers.reduce((sum, { cents }) => sum + cents, 0),
  };
  for (const kind of painVersions) {
    const pieces = painText(kind, head, payer, pagesOf(transfers));
    await keepBatchFile(tx, { batchNumber: number, kind, mediaType: 'application/xml' }, pieces);
  }
}

/** Nothing is sent where nothing is owed, or where the member owes. */
function transferOf({
  batchClaim,
  number,
  member,
}: Awaited<ReturnType<typeof claimsOfBatch>>[number]): CreditTransfer[] {
  const { batchNumber, payableCents, iban } = batchClaim;
  if (payableCents <= 0) return [];
  const reference = referenceOf(batchNumber, number);
  return [{ reference, cents: payableCents, name: member, iban, message: `Matkalasku ${number}` }];
}

const PAGE = 1000;

async function* pagesOf<T>(rows: readonly T[]): AsyncGenerator<readonly T[]> {
  for (let at = 0; at < rows.length; at += PAGE) yield rows.slice(at, at + PAGE);
}

const endings: Record<BatchFileKind, string> = {
  'csv-excel': '.csv',
  csv: '-kone.csv',
  'pain.001.001.03': '-pain.001.001.03.xml',
  'pain.001.001.09': '-pain.001.001.09.xml',
};

export const batchFileName = (batchNumber: number, kind: BatchFileKind): string =>
  `matkalaskut-era-${batchNumber}${endings[kind]}`;
