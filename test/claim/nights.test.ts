import { describe, expect, it } from 'vitest';
import { amounts, claimOf, codes, evaluated } from './claims.ts';

/** § 5 Which travel day a night belongs to, what else was done with it, and what is said of it. */

type Lodging = 'private' | 'hotel' | 'free' | 'berth' | 'unused' | 'in-flight';
const night = (date: string, lodging: Lodging = 'private') => ({ date: `2026-03-${date}`, lodging });
const trip = (start: string, end: string, nights: ReturnType<typeof night>[], expenses: object[] = []) =>
  evaluated({ ...claimOf({ start: `2026-03-${start}`, end: `2026-03-${end}`, nights }), expenses });
const allowances = (result: ReturnType<typeof trip>) => result.lines.filter((line) => line.rule === 'night-allowance');

describe('the travel day of a night (yömatkaraha, nattresepenning)', () => {
  it('is the one that has most of it, on the trip’s second day too', () => {
    const result = trip('10T00:30', '11T18:00', [night('10')]);
    expect(allowances(result)).toMatchObject([{ travelDay: 2, date: '2026-03-11', subject: 'trip', quantity: 1 }]);
    expect(codes(result)).toEqual([]);
  });

  it('of two that have 5 h each is the earlier, one that has a minute more wins', () => {
    expect(allowances(trip('10T02:00', '12T02:00', [night('10')]))).toMatchObject([{ travelDay: 1 }]);
    expect(allowances(trip('10T01:59', '12T02:00', [night('10')]))).toMatchObject([{ travelDay: 2 }]);
  });

  it('may have most of it before its first midnight: nothing goes to review then', () => {
    expect(codes(trip('10T14:00', '11T01:00', [night('10')]))).toEqual([]);
    const morning = trip('10T01:00', '11T08:00', [night('10')]);
    expect(allowances(morning)).toMatchObject([{ travelDay: 2 }]);
    expect(codes(morning)).toEqual([]);
  });
});

describe('nights told in any order', () => {
  it('are paid in order of date', () => {
    const lines = allowances(trip('10T08:00', '12T18:00', [night('11'), night('10')]));
    expect(lines.map((line) => line.date)).toEqual(['2026-03-10', '2026-03-11']);
  });

  it('two of one travel day are paid once, and the other is told', () => {
    const result = trip('10T03:00', '10T18:00', [night('09'), night('10')]);
    expect(amounts(result, 'night')).toEqual([1600]);
    expect(codes(result)).toEqual(['night-allowance-early-start', 'night-allowance-not-due']);
    expect(result.findings[1]).toMatchObject({ subject: 'trip', severity: 'note' });
    expect(result.findings[1]?.action.fi).toContain('yön 10.3.2026');
  });
});

describe('a night in the morning of a one-day trip', () => {
  it('is the trip’s by the date of that morning, with 4 h of it; a minute less is a night outside the trip', () => {
    const early = trip('10T03:00', '10T18:00', [night('10')]);
    expect(early.findings).toMatchObject([{ code: 'night-allowance-early-start', subject: 'trip' }]);
    expect(codes(trip('10T03:01', '10T18:00', [night('10')]))).toEqual(['night-outside-trip']);
    expect(codes(trip('10T08:00', '10T20:00', [night('10')]))).toEqual(['night-outside-trip']);
  });

  it('is none by another date, nor in a hotel', () => {
    const other = trip('10T03:00', '10T18:00', [night('12')]);
    expect(other.findings).toMatchObject([{ code: 'night-outside-trip', subject: 'trip', severity: 'error' }]);
    expect(codes(trip('10T03:00', '10T18:00', [night('10', 'hotel')]))).toEqual(['night-outside-trip']);
  });
});

describe('a night lodged otherwise', () => {
  it.each(['hotel', 'free', 'berth', 'unused', 'in-flight'] as const)(
    '%s: pays no allowance on its own day',
    (lodging) => {
      const result = trip('10T08:00', '12T18:00', [night('10'), night('10', lodging), night('11')]);
      expect(allowances(result)).toMatchObject([{ date: '2026-03-11' }]);
      expect(codes(result)).toEqual(['night-allowance-not-due']);
    },
  );

  it('on another travel day takes nothing away', () => {
    const result = trip('10T08:00', '12T18:00', [night('10'), night('11', 'hotel')]);
    expect([amounts(result, 'night'), codes(result)]).toEqual([[1600], []]);
  });

  it('on the same travel day by another date takes it away', () => {
    const result = trip('10T02:00', '12T02:00', [night('09', 'free'), night('10')]);
    expect([amounts(result, 'night'), codes(result)]).toEqual([[], ['night-allowance-not-due']]);
  });

  it('by a receipt counts only when the receipt is for lodging', () => {
    const row = { id: 'e', date: '2026-03-10', amountCents: 100, hasReceipt: true, nights: ['2026-03-10'] };
    const paid = (kind: string) => amounts(trip('10T08:00', '11T18:00', [night('10')], [{ ...row, kind }]), 'night');
    expect(paid('other')).toEqual([1600]);
    expect(paid('lodging')).toEqual([]);
  });
});

describe('what is said of a night allowance', () => {
  it('is the night hours of the travel day: of its morning, its evening and the evening after', () => {
    const why = (start: string, end: string, date: string) => allowances(trip(start, end, [night(date)]))[0]?.why.fi;
    expect(why('10T23:00', '11T23:00', '10')).toBe(
      'Oma majoitus, ja 10 h yöaikaa (21:00–07:00) on vähintään 4 h: yömatkaraha 16,00 €.',
    );
    expect(why('10T03:00', '10T22:00', '09')).toContain('5 h yöaikaa');
  });

  it('is that the amount is not known, in 2022', () => {
    const result = evaluated(
      claimOf(
        { start: '2022-03-10T08:00', end: '2022-03-11T18:00', nights: [{ date: '2022-03-10', lodging: 'private' }] },
        { submittedOn: '2022-03-20' },
      ),
    );
    expect(allowances(result)).toMatchObject([{ unitCents: null, amountCents: null, subject: 'trip' }]);
    expect(allowances(result)[0]?.why.fi).toBe('Määrä ei ole tiedossa: yömatkaraha vuonna 2022.');
    expect(result.findings).toMatchObject([{ code: 'rate-unknown', subject: 'trip' }]);
  });
});
