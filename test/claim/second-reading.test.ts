import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRefusal } from '../../src/claim/assess.ts';
import { judge } from './claims.ts';
import { runs } from './runs.ts';
import { type Claim, type Line, type Reading, secondReading } from './second-reading.ts';
import { claims } from './second-reading-trips.ts';

/**
 * The engine against a second reading of the same regulation, written by somebody who had not seen the engine. Where they
 * differ, one of them has read wrong, or the text allows both: `second-reading.ts` names those places with "Silence".
 * The seed stands in the message of a failure; in CI it is always the same.
 */

const seed = process.env.CI === undefined ? {} : { seed: 2026 };

/** A row of kilometres may stand as two lines, on the two sides of the yearly limit: they are laid together. */
function byRow(lines: Line[]): Record<string, Omit<Line, 'rule' | 'subject'>> {
  const found: Record<string, Omit<Line, 'rule' | 'subject'>> = {};
  for (const { rule, travelDay, subject, amountCents, reduction, taxCeilingCents } of lines) {
    const key = `${rule} ${travelDay ?? ''} ${subject}`;
    const other = found[key] === undefined ? 0 : found[key].amountCents;
    const cents = amountCents === null || other === null ? null : amountCents + other;
    const ceiling = taxCeilingCents === undefined ? {} : { taxCeilingCents };
    found[key] = { travelDay, amountCents: cents, reduction, ...ceiling };
  }
  return found;
}

const shown = ({ lines, codes, totals, complete }: Reading) => ({
  lines: byRow(lines),
  codes: [...codes].filter(([, holds]) => holds).map(([code]) => code),
  totals,
  complete,
});

/** What the engine says of a claim, in the second reading's words; the total holds what another payer takes off. */
function engineOf(claim: Claim, asked: Map<string, boolean>) {
  const result = judge(claim);
  if (isRefusal(result)) return 'refused';
  const told = new Set<string>(result.findings.map((finding) => finding.code));
  return {
    lines: byRow(result.lines.filter((line) => line.rule !== 'secondary-compensation')),
    codes: [...asked.keys()].filter((code) => told.has(code)),
    totals: { ...result.totals },
    complete: result.complete,
  };
}

describe('the regulation read twice', () => {
  it('gives the same lines, totals and findings on random trips at the limits', () => {
    fc.assert(
      fc.property(claims, (claim) => {
        const reading = secondReading(claim);
        const codes = reading === 'refused' ? new Map<string, boolean>() : reading.codes;
        expect(engineOf(claim, codes)).toEqual(reading === 'refused' ? reading : shown(reading));
      }),
      { ...seed, ...runs(1500) },
    );
  });
});

describe('the second reading itself, by the worked examples', () => {
  const plain: Claim = {
    id: 'example',
    submittedOn: '2026-03-31',
    trip: {
      kind: 'meeting',
      start: '2026-03-10T08:00',
      end: '2026-03-10T20:00',
      timeZone: 'Europe/Helsinki',
      startFrom: 'home',
      distanceKm: { home: 178, workplace: 181 },
      freeMeals: [],
      ownMeals: [],
      nights: [],
      abroad: [],
      aboard: [],
      waivesPerDiem: false,
      advanceCents: 0,
    },
    mileage: [],
    expenses: [],
    attachments: { invitation: true },
  };
  const sumOf = (claim: Claim) => {
    const reading = secondReading(claim);
    if (reading === 'refused') throw new Error('refused');
    return reading.totals.payableCents;
  };
  const trip = (start: string, end: string, rest: Partial<Claim['trip']> = {}) =>
    sumOf({ ...plain, trip: { ...plain.trip, start, end, ...rest } });
  const lunch = (at: string) => ({ at, meal: 'lunch', source: 'organiser' as const });

  it.each([
    ['6 h 00 in 2026 pays nothing', '2026-03-10T08:00', '2026-03-10T14:00', 0],
    ['6 h 01 in 2026 pays a partial per diem', '2026-03-10T08:00', '2026-03-10T14:01', 2500],
    ['10 h 00 in 2025 pays a partial per diem', '2025-03-10T08:00', '2025-03-10T18:00', 2400],
    ['10 h 01 in 2025 pays a full one', '2025-03-10T08:00', '2025-03-10T18:01', 5300],
    ['24 h and 2 h 00 in 2025 pay a full and a partial one', '2025-03-10T08:00', '2025-03-11T10:00', 7700],
    ['24 h and 6 h 01 in 2025 pay two full ones', '2025-03-10T08:00', '2025-03-11T14:01', 10600],
    ['49 h in 2018 pay two full ones', '2018-03-12T08:00', '2018-03-14T09:00', 8400],
    ['50 h in 2018 pay a partial one more', '2018-03-12T08:00', '2018-03-14T10:00', 10300],
    ['56 h in 2024 pay three full ones', '2024-03-11T10:00', '2024-03-13T18:00', 15300],
  ])('%s', (_sentence, start, end, cents) => {
    expect(trip(start, end)).toBe(cents);
  });

  it('halves by free meals 0, 2, 2 and 1 on the days of 74 h in 2022', () => {
    const noons = ['2022-03-15T12:00', '2022-03-15T18:00', '2022-03-16T12:00', '2022-03-16T18:00', '2022-03-17T09:00'];
    expect(trip('2022-03-14T08:00', '2022-03-17T10:00', { freeMeals: noons.map(lunch) })).toBe(10_000);
  });

  it('takes the lower rate over 5 000 km in 2020, and is rounded once', () => {
    const drive = { vehicle: 'car' as const, km: 6200, date: '2020-03-10', from: 'A', to: 'B' };
    const reason = { code: 'luggage', text: 'papers' };
    const mileage = [{ ...drive, supplements: [], kmEarlierThisYear: 0, reason, reasonAccepted: true }];
    const stay = { ...plain.trip, start: '2020-03-10T08:00', end: '2020-03-10T09:00' };
    expect(sumOf({ ...plain, trip: stay, mileage })).toBe(260_600);
  });

  it.each([
    ['9 h', '2026-03-11T17:00', 9450, 10_500],
    ['11 h', '2026-03-11T19:00', 9450, 14_000],
    ['13 h', '2026-03-11T21:00', 11_550, 14_000],
  ])('pays for 24 h and %s in Sweden by the State line, and knows the tax ceiling', (_rest, end, cents, ceiling) => {
    const abroad = [{ country: 'SE', area: null, from: '2026-03-10T10:00', to: '2026-03-11T10:00' }];
    const reading = secondReading({ ...plain, trip: { ...plain.trip, end, abroad } });
    if (reading === 'refused') throw new Error('refused');
    expect(reading.totals.payableCents).toBe(cents);
    expect(reading.lines.reduce((sum, line) => sum + (line.taxCeilingCents ?? 0), 0)).toBe(ceiling);
  });
});
