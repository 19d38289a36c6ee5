import { evaluate, isRefusal } from '../../src/claim/assess.ts';
import type { Evaluation } from '../../src/claim/claim.ts';
import { type FinanceSettings, startingSettings } from '../../src/claim/finance-settings.ts';
import { csvFields, type NumberedPosting } from '../../src/finance/csv.ts';
import { type PaidClaim, postingsOf } from '../../src/finance/postings.ts';
import { loadRulePacks } from '../../src/store/rule-packs.ts';

/** Claims that have been approved, for the tests of what is made of them. */

const packs = await loadRulePacks(new URL('../../rules/', import.meta.url));

export function evaluated(more: { trip?: object; rest?: object } = {}): Evaluation {
  const trip = { start: '2026-03-10T06:40', end: '2026-03-10T18:10', distanceKm: { home: 178 }, ...more.trip };
  const result = evaluate({ id: 'c', submittedOn: '2026-03-22', trip, ...more.rest }, packs, '2026-03-22');
  if (isRefusal(result)) throw new Error(result.error.message.en);
  return result;
}

export const paid = (more: Partial<PaidClaim> = {}): PaidClaim => ({
  number: 'ML-2026-000042-2',
  version: 1,
  claimant: 'Testi Jäsen',
  iban: 'FI2112345600000785',
  group: 'Ryhmä',
  meeting: 'Kokous',
  meetingDate: '2026-03-10',
  evaluation: evaluated(),
  followUp: { account: '', operatingUnit: '', followUpObject: '', project: '' },
  vat: new Map(),
  ...more,
});

export const rowsOf = (
  claims: readonly PaidClaim[],
  settings: FinanceSettings = startingSettings,
  batchNumber = 7,
): NumberedPosting[] =>
  claims
    .flatMap((claim) => postingsOf(batchNumber, claim, settings))
    .map((posting, at) => ({ ...posting, batchNumber, row: at + 1 }));

export async function* pages<T>(rows: readonly T[], size = 1000): AsyncGenerator<readonly T[]> {
  for (let at = 0; at < rows.length; at += size) yield rows.slice(at, at + size);
}

export async function whole(pieces: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const piece of pieces) text += piece;
  return text;
}

/** Rows as they come from the database: the fields of a CSV as text. */
export const asText = (rows: readonly NumberedPosting[]): string[][] =>
  rows.map((row) => csvFields.map((field) => String(row[field] ?? '')));
