import { z } from 'zod';
import { CalendarDate } from './claim.ts';
import { RATE_WHOLE } from './sample.ts';

/** What everybody may see of the random samples: the JSON between `api` and `web`. */

export const SampleInput = z.strictObject({
  startsOn: CalendarDate,
  endsOn: CalendarDate,
  /** Ten-thousandths of the claims. */
  rate: z.int().min(1).max(RATE_WHOLE),
});
export type SampleInput = z.infer<typeof SampleInput>;

export const SampleView = SampleInput.extend({
  id: z.uuid(),
  commitment: z.string(),
  publishedAt: z.iso.datetime(),
  /** Null until it is revealed, which is after the period. */
  secret: z.string().nullable(),
  /** Every claim first sent in the period, by number; empty until the secret is revealed. */
  claims: z.array(z.object({ number: z.string(), drawn: z.boolean() })),
}).meta({ id: 'Sample' });
export type SampleView = z.infer<typeof SampleView>;
