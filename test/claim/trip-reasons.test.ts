import { describe, expect, it } from 'vitest';
import { evaluate, isRefusal } from '../../src/claim/assess.ts';
import { packOf, packsOf } from '../../src/claim/rules.ts';
import { amounts, claimOf, codes, evaluated, packs, tripLasting } from './claims.ts';

/** §§ 3, 4, 8 What is said of a trip's lines and findings, and the meals and payers that decide them. */

const H = 60;
const whys = (result: ReturnType<typeof evaluated>) => result.lines.map((line) => line.why.fi);
const asked = (result: ReturnType<typeof evaluated>) =>
  result.findings.map(({ code, action }) => `${code}: ${action.fi}`);
const lasting = (minutes: number, more: object = {}) => evaluated(claimOf({ ...tripLasting(minutes), ...more }));

describe('why a per diem is paid', () => {
  it('is that the travel day is whole, and what is left after whole ones', () => {
    expect(whys(lasting(26 * H))).toEqual([
      '1. matkavuorokausi on täysi: kokopäiväraha 54,00 €.',
      'Täysien vuorokausien jälkeen 2 h on vähintään 2 h: osapäiväraha 25,00 €.',
    ]);
    expect(whys(lasting(54 * H + 1)).slice(1)).toEqual([
      '2. matkavuorokausi on täysi: kokopäiväraha 54,00 €.',
      'Täysien vuorokausien jälkeen 6 h 1 min ylittää 6 h: kokopäiväraha 54,00 €.',
    ]);
    expect(whys(lasting(7 * H))).toEqual(['7 h ylittää 6 h: osapäiväraha 25,00 €.']);
  });

  it('is said with what free meals take off', () => {
    const freeMeals = ['11:00', '15:00'].map((clock) => ({ at: `2026-03-10T${clock}`, meal: 'lunch' as const }));
    const halved = lasting(12 * H, { freeMeals });
    expect(halved.lines[0]?.why.en).toContain('less 50 % (free meals: 2)');
    expect(halved.lines[0]?.why.fi).toMatch(/kokopäiväraha 54,00 €.*50 %.*aterioita 2.*: 27,00 €\.$/);
    expect(halved.lines[0]).toMatchObject({ quantity: 1, unitCents: 5400, reduction: 'free-meals' });
  });
});

describe('why no per diem is paid', () => {
  it('is the length of the trip, with both times', () => {
    const short = lasting(6 * H);
    expect(short.findings).toMatchObject([{ code: 'per-diem-too-short', severity: 'note', subject: 'trip' }]);
    expect(asked(short)[0]).toContain('6 h ei ylitä 6 h');
  });

  it('is the distance that does not pass its limit: from the start, or the nearer of home and workplace', () => {
    const near = (distanceKm: object) => asked(evaluated(claimOf({ distanceKm }))).join();
    expect(near({ home: 15, workplace: 3 })).toContain('15 km ei ylitä 15 km');
    expect(near({ home: 100, workplace: 5 })).toContain('5 km ei ylitä 5 km');
    expect(near({ home: 100, workplace: 4.5 })).toContain('4,5 km ei ylitä 5 km');
    expect(near({ home: 100 })).toBe('');
  });
});

describe('a free meal', () => {
  const meal = (at: string, source: 'organiser' | 'room' = 'organiser', name: 'lunch' | 'breakfast' = 'lunch') => ({
    at: `2026-03-${at}`,
    meal: name,
    source,
  });
  const day = (...freeMeals: ReturnType<typeof meal>[]) => evaluated(claimOf({ freeMeals }));

  it('counts from the minute of departure to the minute of return, and is asked about a minute outside them', () => {
    const inside = day(meal('10T08:00'), meal('10T20:00'));
    expect([amounts(inside, 'per-diem'), codes(inside)]).toEqual([[2700], []]);
    for (const at of ['10T07:59', '10T20:01']) {
      const outside = day(meal('10T12:00'), meal(at));
      expect([amounts(outside, 'per-diem'), codes(outside)]).toEqual([[5400], ['meal-outside-trip']]);
      expect(outside.findings[0]?.subject).toBe('trip');
    }
  });

  it('in a room’s price is none at home, lunch or breakfast', () => {
    const [line] = day(meal('10T12:00', 'room'), meal('10T13:00')).lines;
    expect(line).toMatchObject({ amountCents: 5400, cite: { status: 'verified' } });
  });

  it('that cuts anyway leaves nothing to the open question of hotel breakfast', () => {
    const breakfast = meal('10T09:00', 'room', 'breakfast');
    const [cut] = day(meal('10T12:00'), meal('10T18:00'), breakfast).lines;
    expect(cut).toMatchObject({ amountCents: 2700, cite: { status: 'verified' } });
    const [partial] = evaluated(claimOf({ ...tripLasting(8 * H), freeMeals: [breakfast] })).lines;
    expect(partial).toMatchObject({ rule: 'per-diem.partial', amountCents: 2500, cite: { status: 'assumed' } });
  });
});

describe('a meal compensation', () => {
  const own = (at: string, distanceKm: number) => ({ at: `2026-03-${at}`, distanceKm });

  it('says distance, length and sum, on the travel day and date of the meal', () => {
    const near = { start: '2026-03-10T08:00', end: '2026-03-12T08:00', distanceKm: { home: 12, workplace: 12 } };
    const result = evaluated(claimOf({ ...near, ownMeals: [own('11T12:00', 12)] }));
    expect(result.lines).toMatchObject([
      { travelDay: 2, date: '2026-03-11', quantity: 1, unitCents: 1350, reduction: null, subject: 'trip' },
    ]);
    expect(whys(result)).toEqual(['Oma ateria 12 km päässä, matka 48 h eikä päivärahaa: ateriakorvaus 13,50 €.']);
  });

  it('of two is paid for the earlier, however they are listed', () => {
    const meals = [own('10T13:00', 30), own('10T11:00', 20)];
    for (const ownMeals of [meals, meals.toReversed()]) {
      const result = lasting(6 * H, { ownMeals });
      expect(whys(result)[0]).toContain('20 km');
      expect(asked(result).join()).toContain('enintään 1');
    }
  });

  it('is not taken up by one too near, which is told with its distance', () => {
    const result = lasting(6 * H, { ownMeals: [own('10T09:00', 9.9), own('10T11:00', 10)] });
    expect(amounts(result, 'meal')).toEqual([1350]);
    expect(asked(result).join()).toContain('9,9 km on alle 10 km');
    expect(codes(result)).not.toContain('meal-once');
  });

  it('that is not due says how long the trip was', () => {
    expect(asked(lasting(4 * H, { ownMeals: [own('10T11:00', 20)] })).join()).toContain('4 h ei ylitä 4 h');
  });

  it('outside the trip is neither paid nor counted', () => {
    const result = lasting(6 * H, { ownMeals: [own('10T07:59', 20)] });
    expect([amounts(result, 'meal'), codes(result)]).toEqual([[], ['meal-outside-trip', 'per-diem-too-short']]);
  });
});

describe('a finding on a meal', () => {
  it('is on the trip', () => {
    const far = { at: '2026-03-10T11:00', distanceKm: 20 };
    const near = { at: '2026-03-10T09:00', distanceKm: 1 };
    for (const found of [lasting(4 * H, { ownMeals: [far] }), lasting(6 * H, { ownMeals: [near, far, far] })])
      expect(found.findings.map(({ subject }) => subject)).toEqual(found.findings.map(() => 'trip'));
  });

  it('says that the amount is not known, where the pack does not know it', () => {
    const unknown = packsOf(
      packs.inForce.map((pack) => {
        const content = structuredClone(pack.content);
        const { unit, cite } = content.mealCompensation.amount;
        content.mealCompensation.amount = { unit, cite, status: 'unknown' };
        return packOf(content, pack.sha256, pack.raw);
      }),
    );
    const ownMeals = [{ at: '2026-03-10T11:00', distanceKm: 20 }];
    const result = evaluate(claimOf({ ...tripLasting(5 * H), ownMeals }), unknown, '2026-03-20');
    if (isRefusal(result)) throw new Error('refused');
    expect(result.lines).toMatchObject([{ rule: 'meal-compensation', unitCents: null, amountCents: null }]);
    expect(whys(result)).toEqual(['Määrä ei ole tiedossa: ateriakorvaus vuonna 2026.']);
    expect(result.findings).toContainEqual(expect.objectContaining({ code: 'rate-unknown', subject: 'trip' }));
  });
});

describe('the claim as a whole says', () => {
  it('who pays how much of what, and what remains', () => {
    const said = (name: string) => whys(evaluated(claimOf({ otherPayer: { name, paidCents: 400 } }))).at(-1);
    expect(said('Valteri')).toBe('Valteri maksaa 4,00 €, joten korvauksista 54,00 € jää maksettavaksi 50,00 €.');
    expect(said(' ')).toMatch(/^Toinen maksaja maksaa 4,00 €/);
  });

  it('that the share is open while an amount is', () => {
    const open = evaluated(
      claimOf(
        { otherPayer: { name: 'Valteri', paidCents: 6000 } },
        {
          mileage: [
            {
              vehicle: 'snowmobile',
              km: 10,
              date: '2026-03-10',
              from: 'A',
              to: 'B',
              reason: { code: 'luggage' },
              reasonAccepted: true,
            },
          ],
        },
      ),
    );
    expect(whys(open).at(-1)).toBe('Valteri maksaa 60,00 €; osuus selviää, kun kaikki määrät ovat tiedossa.');
    expect(open.lines.at(-1)).toMatchObject({ unitCents: null, date: '2026-03-10', subject: 'trip', quantity: 1 });
  });

  it('the day it should have come by, and the term it is outside of', () => {
    const late = evaluated({ ...claimOf(), submittedOn: '2026-05-11' });
    expect(late.findings).toMatchObject([{ code: 'late-claim', subject: 'claim' }]);
    expect(asked(late)[0]).toContain('määräajan 10.5.2026 jälkeen');
    const outside = evaluated(claimOf({}, { group: { name: 'G', termStart: '2026-03-11', termEnd: '2026-12-31' } }));
    expect(outside.findings).toMatchObject([{ code: 'outside-term', subject: 'trip' }]);
    expect(asked(outside)[0]).toContain('11.3.2026–31.12.2026');
  });
});

describe('a receipt dated before the trip', () => {
  const dated = (kind: 'train' | 'other', date: string) => {
    const expenses = [{ id: 'e', kind, date, amountCents: 100, hasReceipt: true }];
    return evaluated(claimOf({}, { expenses })).findings.filter(({ code }) => code === 'receipt-outside-trip');
  };

  it.each(['bus', 'local-transport', 'ship', 'flight', 'seat-or-berth', 'train'] as const)(
    'is fine for a %s',
    (kind) => {
      expect(dated(kind as 'train', '2026-03-09')).toEqual([]);
    },
  );

  it.each(['other', 'luggage', 'course-fee'] as const)('is asked about for %s, on the day of departure not', (kind) => {
    const [finding] = dated(kind as 'other', '2026-03-09');
    expect(finding?.action.fi).toContain('9.3.2026');
    expect(finding?.subject).toBe('expenses[e]');
    expect(dated(kind as 'other', '2026-03-10')).toEqual([]);
  });
});
