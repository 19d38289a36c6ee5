import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { AccuracyRow, Sample, SampleField } from '../claim/samples.ts';
import type { Role } from '../claim/views.ts';
import type { Db } from './db.ts';
import { readingSamples } from './schema-uploads.ts';

/** Samples of reading (poiminnat / stickprov): only ever added, and counted by month. */

type From = { receiptId: string; samples: readonly Sample[]; byRole: Role; day: string };

/** Tells the samples of one field of one receipt from others without telling which receipt it was. */
const subjectOf = (receiptId: string, field: SampleField): string =>
  createHash('sha256').update(`${receiptId} ${field}`).digest('hex').slice(0, 32);

export async function keepSamples(tx: Db, { receiptId, samples, byRole, day }: From): Promise<void> {
  if (samples.length === 0) return;
  await tx
    .insert(readingSamples)
    .values(samples.map((sample) => ({ ...sample, subject: subjectOf(receiptId, sample.field), byRole, day })));
}

/** By month and field, the newest month first; of several samples of one field of one receipt the last counts. */
export async function accuracyByMonth(db: Db): Promise<AccuracyRow[]> {
  const found = await db.execute(sql`
    with last as (
      select distinct on (${readingSamples.subject}) *
      from ${readingSamples} order by ${readingSamples.subject}, ${readingSamples.id} desc)
    select to_char(day, 'YYYY-MM') as month, field,
      count(*)::int as "all",
      count(*) filter (where read_value = kept_value)::int as "right",
      count(*) filter (where read_value <> kept_value)::int as corrected,
      count(*) filter (where read_value is null)::int as "notFound",
      count(*) filter (where sure)::int as sure,
      count(*) filter (where sure and read_value <> kept_value)::int as "sureAndWrong"
    from last group by 1, 2
    order by 1 desc, array_position(array['total', 'date', 'merchant', 'kind'], field)`);
  return (found as unknown as { rows: AccuracyRow[] }).rows;
}
