import { describe, expect, it } from 'vitest';
import { amounts, claimOf, codes, crossing, evaluated, stay } from './claims.ts';

/** § 9 Trips abroad, each limit on both sides; whole cases stand in fixtures/claims/b7-*, f*. */

type Trip = Parameters<typeof claimOf>[0] & {};
const abroad = (trip: Trip) => evaluated(claimOf(trip));
const lines = (trip: Trip) =>
  abroad(trip).lines.map(({ rule, amountCents, taxCeilingCents }) => [rule, amountCents, taxCeilingCents]);
const perDiems = (trip: Trip) => amounts(abroad(trip), 'per-diem');
const wholeDay = { start: '2026-03-10T08:00', end: '2026-03-11T08:00' };

describe('the country of a travel day', () => {
  it('is where it ends: on land there at that very minute, also when the stay begins or ends then', () => {
    const ending = (from: string, to: string) => perDiems({ ...wholeDay, abroad: [stay(from, to)] });
    expect(ending('2026-03-10T10:00', '2026-03-11T08:00')).toEqual([7000]);
    expect(ending('2026-03-10T10:00', '2026-03-11T07:59')).toEqual([5400]);
    const longer = { start: '2026-03-10T08:00', end: '2026-03-12T08:00' };
    expect(perDiems({ ...longer, abroad: [stay('2026-03-11T08:00', '2026-03-11T20:00')] })).toEqual([7000, 5400]);
    expect(perDiems({ ...longer, abroad: [stay('2026-03-11T08:01', '2026-03-11T20:00')] })).toEqual([5400, 5400]);
  });

  it('is the earlier of two stays that meet when it ends', () => {
    const two = [stay('2026-03-11T08:00', '2026-03-11T20:00', 'NO'), stay('2026-03-10T10:00', '2026-03-11T08:00')];
    expect(perDiems({ ...wholeDay, end: '2026-03-11T20:00', abroad: two })).toEqual([7000, 2450]);
  });

  it('is the stay on land, not the crossing that begins or ends then', () => {
    const aboard = [crossing('2026-03-11T08:00', '2026-03-11T18:00', 'DE', 'FI')];
    const trip = { ...wholeDay, abroad: [stay('2026-03-10T10:00', '2026-03-11T08:00')], aboard };
    expect(perDiems(trip)).toEqual([7000]);
  });

  it('aboard is the one last left, on leaving Finland the first reached, and Finland between two places there', () => {
    const aboard = (lastLeft: string, firstReached: string) =>
      perDiems({ ...wholeDay, aboard: [crossing('2026-03-10T12:00', '2026-03-11T08:00', lastLeft, firstReached)] });
    expect(aboard('DE', 'SE')).toEqual([7800]);
    expect(aboard('FI', 'DE')).toEqual([7800]);
    expect(aboard('DE', 'FI')).toEqual([7800]);
    expect(aboard('AX', 'EE')).toEqual([8200]);
    expect(aboard('FI', 'AX')).toEqual([5400]);
  });

  it('aboard keeps the area that was left', () => {
    const abroad = [
      stay('2026-03-10T10:00', '2026-03-10T12:00', 'GB', 'Lontoo'),
      stay('2026-03-10T12:30', '2026-03-10T14:00', 'FR'),
      stay('2026-03-11T14:00', '2026-03-11T15:00', 'GB'),
    ];
    const aboard = [crossing('2026-03-11T06:00', '2026-03-11T09:00', 'GB', 'FI')];
    expect(perDiems({ ...wholeDay, abroad, aboard })).toEqual([8900]);
  });

  it('aboard towards a country is the area that is reached', () => {
    const aboard = [crossing('2026-03-11T06:00', '2026-03-11T09:00', 'FI', 'GB')];
    const reached = (area: string | null, from = '2026-03-11T09:00') =>
      perDiems({
        start: '2026-03-10T08:00',
        end: '2026-03-11T12:00',
        abroad: [stay('2026-03-10T09:00', '2026-03-10T10:00', 'GB'), stay(from, '2026-03-11T11:00', 'GB', area)],
        aboard,
      })[0];
    expect(reached('Lontoo')).toBe(8900);
    expect(reached('Lontoo', '2026-03-11T09:30')).toBe(8900);
    expect(reached(null)).toBe(8400);
  });

  it('on Åland is Finland', () => {
    expect(lines({ ...wholeDay, abroad: [stay('2026-03-10T10:00', '2026-03-11T08:00', 'AX')] })).toEqual([
      ['per-diem.full', 5400, undefined],
    ]);
  });
});

describe('a trip shorter than a travel day', () => {
  const trip = (minutes: number, abroadMinutes: number): Trip => {
    const at = (minute: number) => new Date(Date.UTC(2026, 2, 10, 0, minute)).toISOString().slice(0, 16);
    return { start: at(0), end: at(minutes), abroad: [stay(at(60), at(60 + abroadMinutes))] };
  };

  it('of 15 h is domestic, of 15 h 1 min with more than 5 h abroad foreign', () => {
    expect(perDiems(trip(15 * 60, 600))).toEqual([5400]);
    expect(perDiems(trip(15 * 60 + 1, 600))).toEqual([7000]);
  });

  it('with 5 h abroad is domestic, with 5 h 1 min foreign', () => {
    expect(perDiems(trip(16 * 60, 300))).toEqual([5400]);
    expect(perDiems(trip(16 * 60, 301))).toEqual([7000]);
  });

  it('of 23 h 59 min is domestic when it ends abroad after a short stay, of 24 h foreign', () => {
    const late = (end: string) => perDiems({ start: '2026-03-10T08:00', end, abroad: [stay('2026-03-11T07:00', end)] });
    expect(late('2026-03-11T07:59')).toEqual([5400]);
    expect(late('2026-03-11T08:00')).toEqual([7000]);
  });

  it('has the country of most time, of equal times the later one; time outside the trip does not count', () => {
    const day = (first: string, second: string) =>
      perDiems({
        start: '2026-03-10T06:00',
        end: '2026-03-10T23:00',
        abroad: [stay('2026-03-10T08:00', first, 'EE'), stay('2026-03-10T14:00', second, 'DE')],
      });
    expect(day('2026-03-10T12:01', '2026-03-10T18:00')).toEqual([8200]);
    expect(day('2026-03-10T12:00', '2026-03-10T18:00')).toEqual([7800]);
    const outside = abroad({ ...trip(16 * 60, 300), abroad: [stay('2026-03-09T20:00', '2026-03-10T05:00')] });
    expect(amounts(outside, 'per-diem')).toEqual([5400]);
    expect(codes(outside)).toContain('abroad-outside-trip');
  });

  it('with short trips there and back adds the stays up', () => {
    const stays = [stay('2026-03-10T08:00', '2026-03-10T10:31'), stay('2026-03-10T12:00', '2026-03-10T14:30')];
    expect(perDiems({ start: '2026-03-10T06:00', end: '2026-03-10T22:00', abroad: stays })).toEqual([7000]);
  });
});

describe('what is left after a full travel day', () => {
  const left = (minutes: number) => {
    const end = new Date(Date.UTC(2026, 2, 11, 8, minutes)).toISOString().slice(0, 16);
    return lines({ start: '2026-03-10T08:00', end, abroad: [stay('2026-03-10T10:00', '2026-03-11T08:00')] }).slice(1);
  };

  it('pays nothing for 2 h, 35 % over it, 65 % over 12 h; the tax line half over 2 h and all over 10 h', () => {
    expect(left(120)).toEqual([]);
    expect(left(121)).toEqual([['per-diem.foreign', 2450, 3500]]);
    expect(left(600)).toEqual([['per-diem.foreign', 2450, 3500]]);
    expect(left(601)).toEqual([['per-diem.foreign', 2450, 7000]]);
    expect(left(720)).toEqual([['per-diem.foreign', 2450, 7000]]);
    expect(left(721)).toEqual([['per-diem.foreign', 4550, 7000]]);
  });

  it('is halved by two free meals on the State line; the half of the tax line is not cut again', () => {
    const meals = ['2026-03-11T09:00', '2026-03-11T10:30'].map((at) => ({ at, meal: 'lunch' as const }));
    const trip = {
      start: '2026-03-10T08:00',
      abroad: [stay('2026-03-10T10:00', '2026-03-11T08:00')],
      freeMeals: meals,
    };
    expect(lines({ ...trip, end: '2026-03-11T11:00' }).slice(1)).toEqual([['per-diem.foreign', 1225, 3500]]);
    expect(lines({ ...trip, end: '2026-03-11T19:00' }).slice(1)).toEqual([['per-diem.foreign', 1225, 3500]]);
  });

  it('is domestic when the full day ended in Finland', () => {
    const trip = { start: '2026-03-10T08:00', abroad: [stay('2026-03-10T10:00', '2026-03-11T07:00')] };
    expect(lines({ ...trip, end: '2026-03-11T14:01' }).slice(1)).toEqual([['per-diem.full', 5400, 5400]]);
  });
});

describe('free meals abroad', () => {
  const withMeals = (...meals: ['breakfast' | 'lunch', 'organiser' | 'room' | 'ticket'][]) =>
    abroad({
      ...wholeDay,
      abroad: [stay('2026-03-10T10:00', '2026-03-11T08:00')],
      freeMeals: meals.map(([meal, source]) => ({ at: '2026-03-10T18:00', meal, source })),
    }).lines.map(({ amountCents, reduction }) => [amountCents, reduction]);

  it('are those of the room price too, and two of any halve', () => {
    expect(withMeals(['breakfast', 'room'])).toEqual([[7000, null]]);
    expect(withMeals(['breakfast', 'room'], ['lunch', 'room'])).toEqual([[3500, 'free-meals']]);
    expect(withMeals(['lunch', 'ticket'], ['lunch', 'organiser'])).toEqual([[3500, 'free-meals']]);
  });
});

describe('the tax line', () => {
  const toTurkey = (start: string, end: string) =>
    abroad({ start, end, abroad: [stay('2026-03-10T10:00', '2026-03-10T11:00', 'TR')] });

  it('is foreign from 10 h, domestic below', () => {
    expect(codes(toTurkey('2026-03-10T08:00', '2026-03-10T17:59'))).toEqual([]);
    const ten = toTurkey('2026-03-10T08:00', '2026-03-10T18:00');
    expect(ten.lines).toMatchObject([{ rule: 'per-diem.partial', amountCents: 2500, taxCeilingCents: 4300 }]);
    expect(codes(toTurkey('2026-03-10T08:00', '2026-03-10T18:01'))).toEqual(['tax-ceiling-exceeded']);
  });

  it('says by how much the State line pays more', () => {
    const over = toTurkey('2026-03-10T07:00', '2026-03-10T18:01');
    expect(over.findings[0]).toMatchObject({ severity: 'review', cite: { line: 'tax' } });
    expect(over.findings[0]?.action.fi).toBe(
      'Ratkaise, miten 11,00 € verotetaan: 1. matkavuorokauden päiväraha on sen verran yli verovapaan määrän 43,00 €.',
    );
  });

  it('says so when its rate is unknown', () => {
    const result = abroad({
      start: '2022-03-10T07:00',
      end: '2022-03-10T18:01',
      abroad: [stay('2022-03-10T10:00', '2022-03-10T11:00')],
    });
    expect(result.lines).toMatchObject([{ amountCents: 4500, taxCeilingCents: null }]);
    expect(codes(result)).toContain('tax-ceiling-unknown');
    expect(result.complete).toBe(true);
  });

  it('halves a domestic day of a trip abroad as the State line does', () => {
    const freeMeals = [{ at: '2026-03-10T12:00', meal: 'lunch' as const }];
    const trip = { start: '2026-03-10T08:00', end: '2026-03-10T17:00', freeMeals };
    expect(lines({ ...trip, abroad: [stay('2026-03-10T10:00', '2026-03-10T11:00')] })).toEqual([
      ['per-diem.partial', 1250, 1250],
    ]);
  });
});

describe('times that cannot be right', () => {
  it('stays at the same time in two countries, by a minute', () => {
    const two = (second: string) =>
      codes(
        abroad({
          ...wholeDay,
          abroad: [stay('2026-03-10T10:00', '2026-03-10T14:00'), stay(second, '2026-03-11T08:00', 'NO')],
        }),
      );
    expect(two('2026-03-10T14:00')).toEqual([]);
    expect(two('2026-03-10T13:59')).toEqual(['abroad-overlaps']);
  });

  it('a stay or a crossing outside the trip, by a minute', () => {
    const from = (start: string, end: string) =>
      codes(abroad({ ...wholeDay, aboard: [crossing(start, end, 'FI', 'SE')] }));
    expect(from('2026-03-10T08:00', '2026-03-11T08:00')).toEqual([]);
    expect(from('2026-03-10T07:59', '2026-03-11T08:00')).toEqual(['abroad-outside-trip']);
    expect(from('2026-03-10T08:00', '2026-03-11T08:01')).toEqual(['abroad-outside-trip']);
  });
});

describe('what goes with it', () => {
  it('the domestic distances do not stop a foreign per diem, and still stop a domestic one of the same trip', () => {
    const near = { distanceKm: { home: 3 } };
    const trip = { start: '2026-03-10T08:00', end: '2026-03-12T08:00', ...near };
    const result = abroad({ ...trip, abroad: [stay('2026-03-10T09:00', '2026-03-11T09:00')] });
    expect(amounts(result, 'per-diem')).toEqual([7000]);
    expect(codes(result)).toEqual(['per-diem-distance']);
    expect(codes(abroad({ ...trip, distanceKm: {}, abroad: [stay('2026-03-10T09:00', '2026-03-12T08:00')] }))).toEqual(
      [],
    );
  });

  it('no meal compensation beside a foreign per diem, and the night allowance of a night there', () => {
    const result = abroad({
      ...wholeDay,
      abroad: [stay('2026-03-10T10:00', '2026-03-11T08:00')],
      ownMeals: [{ at: '2026-03-10T12:00', distanceKm: 100 }],
      nights: [{ date: '2026-03-10', lodging: 'private' }],
    });
    expect(result.lines.map(({ rule }) => rule)).toEqual(['per-diem.foreign', 'night-allowance']);
  });
});
