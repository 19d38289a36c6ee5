import { describe, expect, it } from 'vitest';
import { amounts, claimOf, codes, evaluated, tripLasting } from './claims.ts';

const H = 60;
const perDiems = (minutes: number, year = 2026) => amounts(evaluated(claimOf(tripLasting(minutes, year))), 'per-diem');

describe('per diem (päiväraha, dagtraktamente)', () => {
  it('6 h pays nothing, 6 h 1 min pays partial per diem', () => {
    expect(perDiems(6 * H)).toEqual([]);
    expect(perDiems(6 * H + 1)).toEqual([2500]);
  });

  it('10 h pays partial, 10 h 1 min pays full', () => {
    expect(perDiems(10 * H)).toEqual([2500]);
    expect(perDiems(10 * H + 1)).toEqual([5400]);
  });

  it('a remainder of 1 h 59 min pays nothing, 2 h pays partial', () => {
    expect(perDiems(26 * H - 1)).toEqual([5400]);
    expect(perDiems(26 * H)).toEqual([5400, 2500]);
  });

  it('a remainder of 6 h pays partial, 6 h 1 min pays full', () => {
    expect(perDiems(30 * H)).toEqual([5400, 2500]);
    expect(perDiems(30 * H + 1)).toEqual([5400, 5400]);
  });

  it('23 h 59 min, 24 h and 24 h 1 min pay one full', () => {
    for (const minutes of [24 * H - 1, 24 * H, 24 * H + 1]) expect(perDiems(minutes)).toEqual([5400]);
  });

  it('one second over a limit is over it', () => {
    const trip = { start: '2026-03-10T08:00:00', end: '2026-03-10T14:00:01' };
    expect(evaluated(claimOf(trip)).lines[0]?.why.fi).toBe('6 h 1 s ylittää 6 h: osapäiväraha 25,00 €.');
  });

  it('says why in three languages with the numbers that decided', () => {
    const [line] = evaluated(claimOf(tripLasting(11 * H + 30))).lines;
    expect(line?.why).toEqual({
      fi: '11 h 30 min ylittää 10 h: kokopäiväraha 54,00 €.',
      sv: '11 h 30 min är mer än 10 h: heldagtraktamente 54,00 €.',
      en: '11 h 30 min is more than 10 h: full per diem 54.00 €.',
    });
    expect(line).toMatchObject({ travelDay: 1, date: '2026-03-10', quantity: 1, unitCents: 5400, subject: 'trip' });
    expect(line?.cite).toMatchObject({ line: 'state', section: '§ 11', status: 'verified' });
  });

  it('15 km from the start pays nothing, 15.1 km pays', () => {
    const near = evaluated(claimOf({ distanceKm: { home: 15, workplace: 40 } }));
    expect(near.lines).toEqual([]);
    expect(near.findings).toMatchObject([{ code: 'per-diem-distance', severity: 'note' }]);
    expect(amounts(evaluated(claimOf({ distanceKm: { home: 15.1, workplace: 40 } })), 'per-diem')).toEqual([5400]);
  });

  it('5 km from the workplace pays nothing, 5.1 km pays', () => {
    const near = evaluated(claimOf({ distanceKm: { home: 100, workplace: 5 } }));
    expect(near.lines).toEqual([]);
    expect(near.findings[0]?.cite).toMatchObject({ line: 'tax', status: 'assumed' });
    expect(amounts(evaluated(claimOf({ distanceKm: { home: 100, workplace: 5.1 } })), 'per-diem')).toEqual([5400]);
  });

  it('the distance is from where the trip starts', () => {
    const distanceKm = { home: 14, workplace: 40 };
    expect(evaluated(claimOf({ distanceKm, startFrom: 'home' })).lines).toEqual([]);
    expect(evaluated(claimOf({ distanceKm, startFrom: 'workplace' })).lines).toHaveLength(1);
  });

  it('a missing distance is asked for, and pays neither per diem nor meal', () => {
    const ownMeals = [{ at: '2026-03-10T12:00', distanceKm: 60 }];
    const asked = evaluated(claimOf({ distanceKm: { workplace: 40 }, startFrom: 'home', ownMeals }));
    expect(asked.lines).toEqual([]);
    expect(codes(asked)).toEqual(['distance-missing']);
    expect(evaluated(claimOf({ distanceKm: { home: 40 } })).lines).toHaveLength(1);
  });

  it('a waived per diem leaves no line and no finding', () => {
    const waived = evaluated(claimOf({ waivesPerDiem: true, ownMeals: [{ at: '2026-03-10T12:00', distanceKm: 60 }] }));
    expect([waived.lines, waived.findings]).toEqual([[], []]);
  });
});

describe('free meals (maksuton ateria, fri måltid)', () => {
  const lunch = { at: '2026-03-10T12:00', meal: 'lunch' as const };
  const dinner = { at: '2026-03-10T18:00', meal: 'dinner' as const };
  const breakfast = { at: '2026-03-10T09:00', meal: 'breakfast' as const };

  it('one leaves a full per diem, two halve it, three halve it once', () => {
    const full = (freeMeals: (typeof lunch | typeof dinner | typeof breakfast)[]) =>
      amounts(evaluated(claimOf({ freeMeals })), 'per-diem');
    expect(full([lunch])).toEqual([5400]);
    expect(full([lunch, dinner])).toEqual([2700]);
    expect(full([breakfast, lunch, dinner])).toEqual([2700]);
  });

  it('one halves a partial per diem', () => {
    const [line] = evaluated(claimOf({ ...tripLasting(8 * H), freeMeals: [lunch] })).lines;
    expect(line).toMatchObject({
      rule: 'per-diem.partial',
      unitCents: 2500,
      amountCents: 1250,
      reduction: 'free-meals',
    });
  });

  it('a meal belongs to the travel day in which it was served, not to the calendar day', () => {
    const trip = { start: '2026-03-10T13:00', end: '2026-03-12T13:00' };
    const meals = (second: string) => [
      { ...lunch, at: '2026-03-11T12:59' },
      { ...dinner, at: second },
    ];
    expect(amounts(evaluated(claimOf({ ...trip, freeMeals: meals('2026-03-10T18:00') })), 'per-diem')).toEqual([
      2700, 5400,
    ]);
    expect(amounts(evaluated(claimOf({ ...trip, freeMeals: meals('2026-03-11T13:00') })), 'per-diem')).toEqual([
      5400, 5400,
    ]);
  });

  it('hotel breakfast is not counted, and a line it could have cut says so', () => {
    const room = { ...breakfast, source: 'room' as const };
    const [line] = evaluated(claimOf({ freeMeals: [room, lunch] })).lines;
    expect(line).toMatchObject({ amountCents: 5400, cite: { status: 'assumed' } });
    expect(evaluated(claimOf({ freeMeals: [room] })).lines[0]?.cite.status).toBe('verified');
  });

  it('a meal in a ticket counts, a meal outside the trip is asked about', () => {
    const ticket = { ...lunch, source: 'ticket' as const };
    expect(amounts(evaluated(claimOf({ freeMeals: [ticket, dinner] })), 'per-diem')).toEqual([2700]);
    const outside = evaluated(claimOf({ freeMeals: [lunch, { ...dinner, at: '2026-03-10T20:01' }] }));
    expect(amounts(outside, 'per-diem')).toEqual([5400]);
    expect(codes(outside)).toEqual(['meal-outside-trip']);
  });
});

describe('meal compensation (ateriakorvaus, måltidsersättning)', () => {
  const meal = (distanceKm: number, at = '2026-03-10T11:00') => ({ at, distanceKm });
  const meals = (minutes: number, ...ownMeals: ReturnType<typeof meal>[]) =>
    evaluated(claimOf({ ...tripLasting(minutes), ownMeals }));

  it('a trip of 4 h pays nothing, 4 h 1 min pays', () => {
    expect(amounts(meals(4 * H, meal(10)), 'meal')).toEqual([]);
    expect(codes(meals(4 * H, meal(10)))).toContain('meal-trip-too-short');
    expect(meals(4 * H + 1, meal(10)).lines).toMatchObject([
      { rule: 'meal-compensation', amountCents: 1350, cite: { status: 'assumed' } },
    ]);
  });

  it('9.9 km away pays nothing, 10 km away pays', () => {
    expect(amounts(meals(5 * H, meal(9.9)), 'meal')).toEqual([]);
    expect(codes(meals(5 * H, meal(9.9)))).toContain('meal-too-near');
    expect(amounts(meals(5 * H, meal(10)), 'meal')).toEqual([1350]);
  });

  it('is paid once a trip', () => {
    const two = meals(6 * H, meal(60), meal(60, '2026-03-10T13:00'));
    expect(two.totals.mealCents).toBe(1350);
    expect(codes(two)).toContain('meal-once');
  });

  it('is not paid when a per diem is due', () => expect(amounts(meals(6 * H + 1, meal(60)), 'meal')).toEqual([]));

  it('is a quarter of the full per diem in every year', async () => {
    const { packs } = await import('./claims.ts');
    for (const { rules } of packs.all)
      expect(rules.mealCompensation.amount.cents).toBe((rules.perDiem.full.cents ?? 0) / 4);
  });
});

describe('night allowance (yömatkaraha, nattresepenning)', () => {
  const nightly = (start: string, end: string, ...nights: { date: string; lodging: 'private' | 'hotel' | 'free' }[]) =>
    evaluated(claimOf({ start: `2026-03-${start}`, end: `2026-03-${end}`, nights }));
  const own = (date: string) => ({ date: `2026-03-${date}`, lodging: 'private' as const });

  it('3 h 59 min of the night pay nothing, 4 h pay', () => {
    const short = nightly('10T14:00', '11T00:59', own('10'));
    expect(amounts(short, 'night')).toEqual([]);
    expect(codes(short)).toContain('night-allowance-not-due');
    expect(amounts(nightly('10T14:00', '11T01:00', own('10')), 'night')).toEqual([1600]);
  });

  it('one for each travel day that earns a per diem', () => {
    expect(amounts(nightly('10T08:00', '12T18:00', own('10'), own('11')), 'night')).toEqual([1600, 1600]);
    expect(amounts(nightly('10T08:00', '12T18:00', own('10'), own('10')), 'night')).toEqual([1600]);
  });

  it('none without a claim for it, and none on a hotel night or a night paid by receipt', () => {
    expect(amounts(nightly('10T08:00', '11T18:00'), 'night')).toEqual([]);
    expect(amounts(nightly('10T08:00', '11T18:00', { date: '2026-03-10', lodging: 'free' }), 'night')).toEqual([]);
    const hotel = { id: 'h', kind: 'lodging' as const, date: '2026-03-11', amountCents: 9000, hasReceipt: true };
    const both = claimOf(
      { start: '2026-03-10T08:00', end: '2026-03-11T18:00', nights: [own('10')] },
      { expenses: [{ ...hotel, nights: ['2026-03-10'] }] },
    );
    expect(amounts(evaluated(both), 'night')).toEqual([]);
    expect(codes(evaluated(both))).toContain('night-allowance-not-due');
  });

  it('none on a trip that earns no per diem', () => {
    const trip = { start: '2026-03-10T20:00', end: '2026-03-11T02:00', nights: [own('10')] };
    expect(amounts(evaluated(claimOf(trip)), 'night')).toEqual([]);
  });

  it('a night outside the trip is an error, the evening of the return too', () => {
    for (const date of ['09', '11', '12']) {
      const result = nightly('10T06:40', '11T18:00', own(date));
      expect(result.findings[0]).toMatchObject({ code: 'night-outside-trip', severity: 'error' });
      expect(amounts(result, 'night')).toEqual([]);
    }
  });

  it('earned only by an early start goes to review', () => {
    for (const date of ['09', '10']) {
      const early = nightly('10T03:00', '10T18:00', own(date));
      expect(amounts(early, 'night')).toEqual([1600]);
      expect(early.findings).toMatchObject([{ code: 'night-allowance-early-start', severity: 'review' }]);
    }
    expect(amounts(nightly('10T03:01', '10T18:00', own('09')), 'night')).toEqual([]);
  });

  it('of one day is earned by early and late hours together, under either date; a minute less is outside the trip', () => {
    for (const date of ['09', '10']) {
      const together = nightly('10T05:00', '10T23:00', own(date));
      expect(amounts(together, 'night')).toEqual([1600]);
      expect(codes(together)).toEqual(['night-allowance-early-start']);
      const short = nightly('10T05:01', '10T23:00', own(date));
      expect(amounts(short, 'night')).toEqual([]);
      expect(codes(short)).toEqual(['night-outside-trip']);
    }
  });
});
