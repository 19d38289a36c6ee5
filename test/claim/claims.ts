import type { z } from 'zod';
import { evaluate, isRefusal } from '../../src/claim/assess.ts';
import type { Evaluation, Refusal, TripClaim } from '../../src/claim/claim.ts';
import { loadRulePacks } from '../../src/store/rule-packs.ts';

/** Claims to test with: a domestic meeting far enough away, 2026 unless said, changed where the test says. */

export const packs = await loadRulePacks(new URL('../../rules', import.meta.url));

type Input = z.input<typeof TripClaim>;
type TripInput = Input['trip'];

export const claimOf = (trip: Partial<TripInput> = {}, rest: Partial<Omit<Input, 'trip'>> = {}): Input => ({
  id: 'test',
  submittedOn: '2026-03-20',
  trip: {
    start: '2026-03-10T08:00',
    end: '2026-03-10T20:00',
    distanceKm: { home: 178, workplace: 181 },
    ...trip,
  },
  attachments: { invitation: true },
  ...rest,
});

export const judge = (input: unknown): Evaluation | Refusal => evaluate(input, packs, '2026-03-20');

/** The evaluation of a claim that is not refused. */
export function evaluated(input: unknown): Evaluation {
  const result = judge(input);
  if (isRefusal(result)) throw new Error(`refused: ${result.error.code} at ${result.error.path}`);
  return result;
}

export function refused(input: unknown): Refusal['error'] {
  const result = judge(input);
  if (!isRefusal(result)) throw new Error('not refused');
  return result.error;
}

export const codes = (evaluation: Evaluation) => evaluation.findings.map((finding) => finding.code);
export const amounts = (evaluation: Evaluation, rule: string) =>
  evaluation.lines.filter((line) => line.rule.startsWith(rule)).map((line) => line.amountCents);

/** A trip from 8:00 on 10 March of a year that lasts so many minutes. */
export function tripLasting(minutes: number, year = 2026): Partial<TripInput> {
  const start = Date.UTC(year, 2, 10, 8);
  const wall = (ms: number) => new Date(ms).toISOString().slice(0, 16);
  return { start: wall(start), end: wall(start + minutes * 60_000) };
}

/** A stay on land abroad, in Sweden unless said. */
export const stay = (from: string, to: string, country = 'SE', area: string | null = null) => ({
  country,
  area,
  from,
  to,
});

/** A crossing by ship between two countries. */
export const crossing = (from: string, to: string, lastLeft: string, firstReached: string) => ({
  vessel: 'ship' as const,
  from,
  to,
  lastLeft,
  firstReached,
});
