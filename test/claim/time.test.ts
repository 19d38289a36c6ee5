import { describe, expect, it } from 'vitest';
import { daysAfter, daysBetween, monthsAfter, todayInFinland } from '../../src/claim/time.ts';
import { zoneOf } from '../../src/claim/zone.ts';
import { amounts, claimOf, evaluated, refused, tripLasting } from './claims.ts';

const DAY = 24 * 60;

describe('travel days (matkavuorokausi, resedygn)', () => {
  it('are 24 elapsed hours over a clock change', () => {
    const spring = { start: '2026-03-28T10:00', end: '2026-03-29T11:00' };
    const autumn = { start: '2026-10-24T10:00', end: '2026-10-25T09:00' };
    for (const trip of [spring, autumn]) expect(amounts(evaluated(claimOf(trip)), 'per-diem')).toEqual([5400]);
    expect(amounts(evaluated(claimOf({ ...autumn, end: '2026-10-25T11:00' })), 'per-diem')).toEqual([5400, 2500]);
  });

  it('take the pack of the local date they start on', () => {
    const trip = { start: '2025-12-31T23:59', end: '2026-01-02T23:58' };
    const result = evaluated(claimOf(trip));
    expect(amounts(result, 'per-diem')).toEqual([5300, 5400]);
    expect(result.packs.map((pack) => pack.id)).toEqual(['fi-state-2025.1', 'fi-state-2026.1']);
  });

  it('count in the zone of the trip', () => {
    const trip = { start: '2025-12-31T23:30', end: '2026-01-01T10:30', timeZone: 'Europe/Stockholm' };
    expect(evaluated(claimOf(trip)).lines[0]).toMatchObject({ date: '2025-12-31', unitCents: 5300 });
    const offset = { start: '2025-12-31T22:30Z', end: '2026-01-01T10:31+02:00' };
    expect(evaluated(claimOf(offset)).lines[0]).toMatchObject({ date: '2026-01-01', unitCents: 5400 });
  });
});

describe('refused times', () => {
  const trip = (start: string, end: string, timeZone = 'Europe/Helsinki') => claimOf({ start, end, timeZone });

  it('a time the clock jumped over, a time it showed twice', () => {
    expect(refused(trip('2026-03-29T03:30', '2026-03-29T20:00'))).toMatchObject({
      code: 'time-does-not-exist',
      path: 'trip.start',
    });
    expect(refused(trip('2026-10-24T08:00', '2026-10-25T03:30'))).toMatchObject({
      code: 'time-ambiguous',
      path: 'trip.end',
    });
    expect(evaluated(trip('2026-10-24T08:00', '2026-10-25T03:30+02:00')).lines).toHaveLength(1);
    const freeMeals = [{ at: '2026-03-29T03:00', meal: 'dinner' as const }];
    expect(refused(claimOf({ start: '2026-03-28T08:00', end: '2026-03-29T08:00', freeMeals }))).toMatchObject({
      code: 'time-does-not-exist',
      path: 'trip.freeMeals[0].at',
    });
  });

  it('an end before the start, a trip of over 366 days', () => {
    expect(refused(trip('2026-03-10T08:00', '2026-03-10T07:59'))).toMatchObject({
      code: 'end-before-start',
      path: 'trip.end',
    });
    expect(refused(trip('2024-03-10T08:00', '0001-01-01T07:59'))).toMatchObject({ code: 'end-before-start' });
    expect(evaluated(claimOf(tripLasting(366 * DAY, 2024))).lines).toHaveLength(366);
    expect(refused(claimOf(tripLasting(366 * DAY + 1, 2024)))).toMatchObject({
      code: 'trip-too-long',
      path: 'trip.end',
    });
    expect(refused(trip('2024-03-10T08:00', '9999-12-31T23:59'))).toMatchObject({ code: 'trip-too-long' });
  });

  it('a zone that is not an IANA name', () => {
    for (const zone of ['+02:00', 'Nowhere/Nothing', '', 'EET EET']) {
      expect(refused(trip('2026-03-10T08:00', '2026-03-10T20:00', zone))).toMatchObject({
        code: 'unknown-time-zone',
        path: 'trip.timeZone',
      });
    }
  });

  it('dates outside every pack, of the trip and of a row', () => {
    for (const start of ['2017-12-31', '2027-01-01', '0001-01-01', '9999-12-30'])
      expect(refused(trip(`${start}T08:00`, `${start}T20:00`))).toMatchObject({
        code: 'no-rules-for-date',
        path: 'trip.start',
      });
    expect(refused(trip('2026-12-31T08:00', '2027-01-01T18:00'))).toMatchObject({
      code: 'no-rules-for-date',
      path: 'trip.end',
    });
    const expenses = [{ id: 'a', kind: 'train' as const, date: '2017-12-31', amountCents: 100, hasReceipt: true }];
    expect(refused(claimOf({}, { expenses }))).toMatchObject({ code: 'no-rules-for-date', path: 'expenses[0].date' });
    const mileage = [{ vehicle: 'car' as const, km: 1, date: '2027-01-01' }];
    expect(refused(claimOf({}, { mileage }))).toMatchObject({ code: 'no-rules-for-date', path: 'mileage[0].date' });
  });

  it('a country nobody knows, and a stay or a meeting that ends before it starts', () => {
    const stay = { country: 'SE', from: '2026-03-10T10:00', to: '2026-03-10T18:00' };
    const crossing = { vessel: 'ship' as const, from: stay.from, to: stay.to, lastLeft: 'FI', firstReached: 'SE' };
    expect(refused(claimOf({ abroad: [stay, { ...stay, country: 'QQ' }] }))).toMatchObject({
      code: 'unknown-country',
      path: 'trip.abroad[1].country',
    });
    expect(refused(claimOf({ aboard: [{ ...crossing, lastLeft: 'XX' }] })).path).toBe('trip.aboard[0].lastLeft');
    expect(refused(claimOf({ aboard: [{ ...crossing, firstReached: 'XX' }] })).path).toBe(
      'trip.aboard[0].firstReached',
    );
    const backwards = { from: '2026-03-10T18:00', to: '2026-03-10T17:59' };
    expect(refused(claimOf({ abroad: [{ ...stay, ...backwards }] }))).toMatchObject({
      code: 'ends-before-start',
      path: 'trip.abroad[0].to',
    });
    expect(refused(claimOf({ aboard: [{ ...crossing, ...backwards }] })).path).toBe('trip.aboard[0].to');
    const event = { start: backwards.from, end: backwards.to };
    expect(refused(claimOf({}, { meeting: event })).path).toBe('meeting.end');
    expect(refused(claimOf({}, { otherTrips: [{ claim: 'x', ...event }] })).path).toBe('otherTrips[0].end');
  });
});

describe('dates', () => {
  it('two months from the last of a month is the last of a shorter one', () => {
    expect(monthsAfter('2025-12-31', 2)).toBe('2026-02-28');
    expect(monthsAfter('2023-12-31', 2)).toBe('2024-02-29');
    expect(monthsAfter('2026-11-15', 2)).toBe('2027-01-15');
  });

  it('the day after the last of February', () => {
    expect(daysAfter('2024-02-28', 1)).toBe('2024-02-29');
    expect(daysAfter('2026-02-28', 1)).toBe('2026-03-01');
  });

  it('every day from 1899 to 2104 follows the one before it, as Date counts them', () => {
    let before = '1899-12-31';
    for (let at = Date.UTC(1900, 0, 1); at < Date.UTC(2105, 0, 1); at += DAY * 60_000) {
      const date = new Date(at).toISOString().slice(0, 10);
      expect(daysAfter(before, 1)).toBe(date);
      before = date;
    }
    expect(daysBetween('0001-01-01', '9999-12-31')).toBe(3_652_058);
  });

  it('today in Finland turns two hours before UTC', () => {
    expect(todayInFinland(new Date('2026-01-31T21:59:59Z'))).toBe('2026-01-31');
    expect(todayInFinland(new Date('2026-01-31T22:00:00Z'))).toBe('2026-02-01');
  });

  it('offsets of a zone agree with Intl through its changes', () => {
    for (const name of [
      'Europe/Helsinki',
      'Africa/Casablanca',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
      'America/Sao_Paulo',
    ]) {
      const zone = zoneOf(name);
      const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: name, dateStyle: 'short', timeStyle: 'medium' });
      for (let at = Date.UTC(2018, 0, 1); at < Date.UTC(2020, 0, 1); at += 7_123_000 * 5) {
        const shown = Date.parse(`${clock.format(at).replace(' ', 'T')}Z`);
        expect(zone?.offsetAt(at), `${name} ${at}`).toBe(shown - at);
      }
    }
  });
});
