import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import type { Mileage } from '../../src/claim/claim.ts';
import { amounts, claimOf, codes, evaluated } from './claims.ts';

type Row = z.input<typeof Mileage>;

const row = (over: Partial<Row> = {}): Row => ({
  vehicle: 'car',
  km: 100,
  date: '2026-03-10',
  from: 'Katu 1, Lahti',
  to: 'Katu 2, Helsinki',
  reason: { code: 'no-connection', text: '' },
  reasonAccepted: true,
  ...over,
});

const drive = (...rows: Row[]) => evaluated(claimOf({ waivesPerDiem: true }, { mileage: rows }));
const inYear = (year: number, ...rows: Partial<Row>[]) =>
  evaluated(
    claimOf(
      { start: `${year}-03-10T08:00`, end: `${year}-03-10T20:00`, waivesPerDiem: true },
      { submittedOn: `${year}-03-20`, mileage: rows.map((each) => row({ date: `${year}-03-10`, ...each })) },
    ),
  );

describe('own vehicle (kilometrikorvaus, kilometerersättning)', () => {
  it('each supplement is paid on its own km, and the row is rounded once', () => {
    const supplements = [
      { kind: 'passenger' as const, km: 33.3, name: 'Aino Virtanen' },
      { kind: 'trailer' as const, km: 100.1 },
      { kind: 'forest-road' as const, km: 1.1 },
    ];
    // 100.1 × 55 + 33.3 × 4 + 100.1 × 9 + 1.1 × 12 = 6 552.8 cents
    const [line] = drive(row({ km: 100.1, supplements })).lines;
    expect(line).toMatchObject({ rule: 'mileage.car', quantity: 100.1, unitCents: 55, amountCents: 6553 });
    expect(line?.cite.status).toBe('assumed');
    expect(line?.why.fi).toBe('100,1 km × 0,55 €/km ja lisät 10,47 €: 65,53 €.');
  });

  it('half a cent rounds up', () => {
    expect(drive(row({ km: 0.1 })).totals.mileageCents).toBe(6);
    expect(inYear(2023, { km: 0.5 }).totals.mileageCents).toBe(27);
  });

  it('a supplement on more km than were driven is paid on the driven ones and asked about', () => {
    const result = drive(row({ supplements: [{ kind: 'dog', km: 101 }] }));
    expect(result.totals.mileageCents).toBe(100 * 59);
    expect(codes(result)).toEqual(['supplement-km-exceeded']);
  });

  it('a passenger without a name is an error', () => {
    expect(codes(drive(row({ supplements: [{ kind: 'passenger', km: 10, name: ' ' }] })))).toEqual([
      'passenger-name-missing',
    ]);
  });

  it('a car without addresses is an error, a bicycle needs neither addresses nor reason', () => {
    expect(codes(drive(row({ to: '' })))).toEqual(['own-car-addresses']);
    expect(codes(inYear(2025, { vehicle: 'bicycle', from: '', to: '', reason: null }))).toEqual([]);
  });

  it('a reason not yet decided is paid in full and goes to review', () => {
    const { reasonAccepted: _, ...undecided } = row();
    const result = drive(undecided);
    expect(result.totals.mileageCents).toBe(5500);
    expect(result.findings).toMatchObject([{ code: 'own-car-reason', severity: 'review', subject: 'mileage[0]' }]);
  });

  it('no reason, or a rejected one, pays at most the public fare, without supplements', () => {
    const supplements = [{ kind: 'trailer' as const, km: 100 }];
    for (const over of [{ reason: null }, { reasonAccepted: false }]) {
      expect(drive(row({ ...over, publicFareCents: 4400, supplements })).totals.mileageCents).toBe(4400);
      expect(drive(row({ ...over, publicFareCents: 6000, supplements })).totals.mileageCents).toBe(5500);
      expect(codes(drive(row({ ...over, publicFareCents: 4400 })))).toEqual(['own-car-public-fare']);
    }
  });

  it('neither reason nor fare is an error and pays nothing', () => {
    const result = drive(row({ reason: null }));
    expect(result.lines).toMatchObject([{ rule: 'mileage.car', amountCents: 0 }]);
    expect(result.findings).toMatchObject([{ code: 'own-car-not-justified', severity: 'error' }]);
  });

  it('the reason "other" is a reason only with its text', () => {
    expect(codes(drive(row({ reason: { code: 'other', text: ' ' } })))).toEqual(['own-car-not-justified']);
    expect(codes(drive(row({ reason: { code: 'other', text: 'lakko' } })))).toEqual([]);
  });

  it('driven as far as the route pays and asks nothing, further pays the route and goes to review', () => {
    expect(codes(drive(row({ routeKm: 100 })))).toEqual([]);
    const far = drive(row({ km: 130, routeKm: 100, supplements: [{ kind: 'trailer', km: 130 }] }));
    expect(far.totals.mileageCents).toBe(100 * 64);
    expect(codes(far)).toEqual(['route-exceeded']);
  });

  it('a drive outside the trip goes to review', () => {
    expect(codes(drive(row({ date: '2026-03-09' })))).toEqual(['mileage-outside-trip']);
  });

  it('an unknown rate waits: the line has no amount and the claim is not complete', () => {
    const result = inYear(2019, { vehicle: 'motorcycle' });
    expect(result.lines).toMatchObject([
      { rule: 'mileage.motorcycle', amountCents: null, cite: { status: 'unknown' } },
    ]);
    expect(result.findings).toMatchObject([{ code: 'rate-unknown', severity: 'review' }]);
    expect(result.findings[0]?.action.fi).toContain('moottoripyörän kilometrikorvaus vuonna 2019');
    expect([result.complete, result.totals.payableCents]).toEqual([false, 0]);
  });
});

describe('kilometres of a year', () => {
  it('5 000 km in 2020 are paid in full, the next tenth by the lower rate', () => {
    expect(amounts(inYear(2020, { km: 5000 }), 'mileage')).toEqual([215_000]);
    expect(amounts(inYear(2020, { km: 5000.1 }), 'mileage')).toEqual([215_000, 4]);
  });

  it('count what was driven earlier in the year', () => {
    expect(amounts(inYear(2020, { km: 100, kmEarlierThisYear: 4950 }), 'mileage')).toEqual([2150, 1900]);
    expect(amounts(inYear(2020, { km: 100, kmEarlierThisYear: 5000 }), 'mileage')).toEqual([3800]);
  });

  it('rows of a claim add up in order of date, however they are listed', () => {
    const rows = [
      { km: 3000, date: '2020-03-10' },
      { km: 3000, date: '2020-03-11' },
    ];
    for (const listed of [rows, rows.toReversed()]) {
      const result = inYear(2020, ...listed);
      expect(result.totals.mileageCents).toBe(5000 * 43 + 1000 * 38);
      const over = result.lines.filter((line) => line.unitCents === 38);
      expect(over).toMatchObject([{ date: '2020-03-11', quantity: 1000 }]);
    }
  });

  it('a row that says the earlier rows are in its figure is not counted twice', () => {
    const rows = [
      { km: 100, date: '2020-03-10', kmEarlierThisYear: 4900 },
      { km: 100, date: '2020-03-11', kmEarlierThisYear: 5000 },
    ];
    expect(amounts(inYear(2020, ...rows), 'mileage')).toEqual([4300, 3800]);
  });

  it('above the limit the rate of other years is unknown: that part waits, the rest is paid', () => {
    const result = inYear(2026, { km: 100, kmEarlierThisYear: 4960 });
    expect(result.lines).toMatchObject([
      { quantity: 40, amountCents: 2200 },
      { quantity: 60, unitCents: null, amountCents: null },
    ]);
    expect(codes(result)).toEqual(['rate-unknown']);
    expect(result.complete).toBe(false);
  });

  it('a row paid by the public fare does not use them up', () => {
    const rows = [
      { km: 4000, date: '2020-03-10', reason: null, publicFareCents: 5000 },
      { km: 3000, date: '2020-03-11' },
    ];
    expect(amounts(inYear(2020, ...rows), 'mileage')).toEqual([5000, 129_000]);
  });
});
