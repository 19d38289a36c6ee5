import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { evaluate, isRefusal } from '../../src/claim/assess.ts';
import type { Mileage } from '../../src/claim/claim.ts';
import { packOf, packsOf } from '../../src/claim/rules.ts';
import { claimOf, codes, evaluated, packs } from './claims.ts';

/** § 6 Rows of own vehicle at the yearly limit, in any order, and what is said and asked of them. */

type Row = z.input<typeof Mileage>;

const row = (over: Partial<Row> = {}): Row => ({
  vehicle: 'car',
  km: 100,
  date: '2020-03-10',
  from: 'Katu 1, Lahti',
  to: 'Katu 2, Helsinki',
  reason: { code: 'no-connection', text: '' },
  reasonAccepted: true,
  ...over,
});
/** 2020 is the year whose lower rate above 5 000 km is known: 43 and 38 cents. */
const claimIn = (year: number, rows: Partial<Row>[]) =>
  claimOf(
    { start: `${year}-03-10T08:00`, end: `${year}-03-12T20:00`, waivesPerDiem: true },
    { submittedOn: `${year}-03-20`, mileage: rows.map((each) => row({ date: `${year}-03-10`, ...each })) },
  );
const inYear = (year: number, ...rows: Partial<Row>[]) => evaluated(claimIn(year, rows));
/** What each row is paid, by its id, however the rows are listed; the same whichever way. */
function paidById(...rows: Partial<Row>[]): Record<string, (number | null)[]> {
  const [listed, turned] = [rows, rows.toReversed()].map((each) =>
    Object.fromEntries(
      Object.entries(Object.groupBy(inYear(2020, ...each).lines, (line) => line.subject)).map(([subject, lines]) => [
        subject,
        (lines ?? []).map((line) => line.amountCents),
      ]),
    ),
  );
  expect(turned).toEqual(listed);
  return listed ?? {};
}

describe('the yearly limit', () => {
  it('is used up in order of date, before the length of the drives', () => {
    const paid = paidById({ id: 'a', km: 4000 }, { id: 'b', km: 3000, date: '2020-03-11' });
    expect(paid).toEqual({ 'mileage[a]': [172_000], 'mileage[b]': [43_000, 76_000] });
  });

  it('on one day is used up by what was driven before, then by length', () => {
    expect(
      paidById({ id: 'a', km: 50, kmEarlierThisYear: 5000 }, { id: 'b', km: 100, kmEarlierThisYear: 4900 }),
    ).toEqual({ 'mileage[a]': [1900], 'mileage[b]': [4300] });
    expect(
      paidById({ id: 'a', km: 30, kmEarlierThisYear: 4980 }, { id: 'b', km: 20, kmEarlierThisYear: 4980 }),
    ).toEqual({ 'mileage[a]': [1140], 'mileage[b]': [860] });
  });

  it('of two drives that are alike is used up by the same one, however they are listed', () => {
    const alike = { km: 30, kmEarlierThisYear: 4980 };
    expect(paidById({ ...alike, id: 'b' }, { ...alike, id: 'a' })).toEqual({
      'mileage[a]': [860, 380],
      'mileage[b]': [1140],
    });
  });

  it('is for cars: a motorcycle neither has one nor uses it up', () => {
    const result = inYear(2020, { vehicle: 'motorcycle', km: 6000 }, { km: 5000, date: '2020-03-11' });
    expect(result.lines.map((line) => line.amountCents)).toEqual([6000 * 33, 215_000]);
  });

  it('within a row: supplements stand on the first line, and the row is rounded once', () => {
    // 0.5 × 43 + 0.5 × 38 + 1 × 7 = 47.5 cents; the first line alone is 28.5, the second 19.
    const supplements = [{ kind: 'trailer' as const, km: 1 }];
    const { lines } = inYear(2020, { km: 1, kmEarlierThisYear: 4999.5, supplements });
    expect(lines).toMatchObject([
      { quantity: 0.5, unitCents: 43, amountCents: 29 },
      { quantity: 0.5, unitCents: 38, amountCents: 19 },
    ]);
    expect(lines.map((line) => line.why.fi)).toEqual([
      '0,5 km × 0,43 €/km ja lisät 0,07 €: 0,29 €.',
      '0,5 km × 0,38 €/km = 0,19 €.',
    ]);
  });

  it('within a row: two lines that are half cents each come to one cent together', () => {
    // 0.1 × 43 + 0.1 × 38 = 8.1 cents: 4 and 4; 0.5 × 43 + 0.1 × 38 = 25.3: 22 and 3.
    const cents = (km: number, earlier: number) =>
      inYear(2020, { km, kmEarlierThisYear: earlier }).lines.map((line) => line.amountCents);
    expect(cents(0.2, 4999.9)).toEqual([4, 4]);
    expect(cents(0.6, 4999.5)).toEqual([22, 3]);
  });

  it('above it a row has its supplements by its own km', () => {
    const supplements = [{ kind: 'trailer' as const, km: 100 }];
    expect(inYear(2020, { kmEarlierThisYear: 5000, supplements }).lines).toMatchObject([
      { quantity: 100, unitCents: 38, amountCents: 100 * 45 },
    ]);
  });
});

describe('what is said of a drive', () => {
  it('is km × rate, without a word of supplements where there are none', () => {
    expect(inYear(2020, {}).lines[0]?.why).toEqual({
      fi: '100 km × 0,43 €/km = 43,00 €.',
      sv: '100 km × 0,43 €/km = 43,00 €.',
      en: '100 km × 0.43 €/km = 43.00 €.',
    });
  });

  it('paid by the public fare is both sums', () => {
    const [line] = inYear(2020, { reason: null, publicFareCents: 4000 }).lines;
    expect(line).toMatchObject({ quantity: 100, unitCents: 43, amountCents: 4000 });
    expect(line?.why.en).toBe(
      'Without an accepted reason at most the cheapest public fare 40.00 €; by kilometres it is 43.00 €: 40.00 €.',
    );
  });
});

describe('a row paid at most the public fare', () => {
  const capped = (row: Parameters<typeof inYear>[1]) =>
    inYear(2020, { reason: null, ...row }).lines.map(({ quantity, amountCents }) => [quantity, amountCents]);
  const trailer = [{ kind: 'trailer' as const, km: 100 }];

  it('has its supplements while it is not capped: 43,00 € and 7,00 € with a fare of 50,00 €', () => {
    expect(capped({ supplements: trailer, publicFareCents: 5000 })).toEqual([[100, 5000]]);
    expect(capped({ supplements: trailer, publicFareCents: 4999 })).toEqual([[100, 4300]]);
    expect(capped({ supplements: trailer, publicFareCents: 4299 })).toEqual([[100, 4299]]);
  });

  it('has the lower rate above 5 000 km of the year', () => {
    expect(capped({ kmEarlierThisYear: 5000, publicFareCents: 9000 })).toEqual([[100, 3800]]);
    expect(capped({ kmEarlierThisYear: 5000, publicFareCents: 3799 })).toEqual([[100, 3799]]);
    expect(capped({ kmEarlierThisYear: 4950, publicFareCents: 4050 })).toEqual([
      [50, 2150],
      [50, 1900],
    ]);
    expect(capped({ kmEarlierThisYear: 4950, publicFareCents: 4049 })).toEqual([[100, 4049]]);
    expect(capped({ kmEarlierThisYear: 4950, supplements: trailer, publicFareCents: 4060 })).toEqual([[100, 4050]]);
  });

  it('names the rate it had', () => {
    const units = (kmEarlierThisYear: number) =>
      inYear(2020, { reason: null, kmEarlierThisYear, publicFareCents: 100 }).lines.map(({ unitCents }) => unitCents);
    expect([units(4900), units(4950), units(5000)]).toEqual([[43], [43], [38]]);
  });

  it('is a car’s: other vehicles need no reason', () => {
    expect(capped({ vehicle: 'moped', publicFareCents: 100 })).toEqual([[100, 1800]]);
  });
});

describe('a rate nobody knows', () => {
  it('waits on a row paid by the public fare too: the kilometres could come to less', () => {
    const result = inYear(2026, { kmEarlierThisYear: 6000, reason: null, publicFareCents: 4000 });
    expect(result.lines).toMatchObject([{ rule: 'mileage.car', unitCents: null, amountCents: null }]);
    expect(codes(result)).toEqual(['rate-unknown', 'own-car-public-fare']);
  });

  /** 2020 with a rate for dogs that nobody knows. */
  const withoutDogs = packsOf(
    packs.inForce.map((pack) => {
      if (pack.id !== 'fi-state-2020.1') return pack;
      const content = structuredClone(pack.content);
      const { unit, cite } = content.mileage.supplements.dog;
      content.mileage.supplements.dog = { unit, cite, status: 'unknown' };
      return packOf(content, pack.sha256, pack.raw);
    }),
  );
  const drivenWithDog = (over: Partial<Row>) => {
    const supplements = [
      { kind: 'trailer' as const, km: 1 },
      { kind: 'dog' as const, km: 1 },
    ];
    const result = evaluate(claimIn(2020, [{ supplements, ...over }]), withoutDogs, '2020-03-20');
    if (isRefusal(result)) throw new Error('refused');
    return result;
  };

  it('of a supplement makes the whole row wait, and is asked', () => {
    const result = drivenWithDog({});
    expect(result.lines).toMatchObject([{ quantity: 100, amountCents: null, cite: { status: 'unknown' } }]);
    expect(result.findings).toMatchObject([{ code: 'rate-unknown', subject: 'mileage[0]' }]);
  });

  it('of a supplement leaves what is above the yearly limit to its own rate', () => {
    const { lines } = drivenWithDog({ kmEarlierThisYear: 4950 });
    expect(lines.map((line) => line.amountCents)).toEqual([null, 1900]);
  });
});

describe('what is asked of a drive', () => {
  it('is each of its addresses; a blank is none', () => {
    for (const place of [{ from: '' }, { from: ' ' }, { to: '' }, { to: ' ' }])
      expect(codes(inYear(2020, place))).toEqual(['own-car-addresses']);
  });

  it('is the public fare that stands in the place of its kilometres, 0,00 € too', () => {
    const fare = (publicFareCents: number) =>
      inYear(2020, { reason: null, publicFareCents }).findings.map(({ code, action }) => [
        code,
        action.fi.split(':')[0],
      ]);
    expect(fare(4000)).toEqual([['own-car-public-fare', 'Tarkista hinta 40,00 €']]);
    expect(fare(0)).toEqual([['own-car-public-fare', 'Tarkista hinta 0,00 €']]);
  });

  it('is not the name of a passenger who has one', () => {
    const passenger = (name: string) => inYear(2020, { supplements: [{ kind: 'passenger', km: 10, name }] });
    expect(codes(passenger('Testi Matkustaja'))).toEqual([]);
    expect(codes(passenger(''))).toEqual(['passenger-name-missing']);
  });
});
