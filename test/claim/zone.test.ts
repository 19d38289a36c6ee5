import { describe, expect, it } from 'vitest';
import { instantOf, instantOfHour, localDate, overlap } from '../../src/claim/time.ts';
import { type Zone, zoneOf } from '../../src/claim/zone.ts';

const HOUR = 3_600_000;
const zone = (name: string): Zone => {
  const found = zoneOf(name);
  if (!found) throw new Error(`no zone ${name}`);
  return found;
};
const helsinki = zone('Europe/Helsinki');

describe('a zone', () => {
  it('is found by its IANA name, and is the same one the second time', () => {
    expect(helsinki.name).toBe('Europe/Helsinki');
    expect(zoneOf('Europe/Helsinki')).toBe(helsinki);
    expect(zoneOf('UTC')?.offsetAt(0)).toBe(0);
  });

  it('is none by a bare offset or a name nobody knows, asked twice too', () => {
    for (const name of ['+02:00', '-05', '', ' Europe/Helsinki', 'Nowhere/Nothing', 'Nowhere/Nothing'])
      expect(zoneOf(name)).toBeNull();
  });

  it('changes its offset at the minute, in the years before and after it was asked about too', () => {
    const spring = Date.UTC(2026, 2, 29, 1);
    const autumn = Date.UTC(2026, 9, 25, 1);
    expect([helsinki.offsetAt(spring - 1), helsinki.offsetAt(spring)]).toEqual([2 * HOUR, 3 * HOUR]);
    expect([helsinki.offsetAt(autumn - 1), helsinki.offsetAt(autumn)]).toEqual([3 * HOUR, 2 * HOUR]);
    expect(helsinki.offsetAt(Date.UTC(2025, 6, 1))).toBe(3 * HOUR);
    expect(helsinki.offsetAt(Date.UTC(2027, 0, 1) - 1)).toBe(2 * HOUR);
    expect(helsinki.offsetAt(Date.UTC(2027, 0, 1))).toBe(2 * HOUR);
  });

  it('has a year for each year, also where it stays the same over New Year in summer time', () => {
    const sydney = zone('Australia/Sydney');
    expect(sydney.offsetAt(Date.UTC(2025, 11, 31, 23))).toBe(11 * HOUR);
    expect(sydney.offsetAt(Date.UTC(2026, 0, 1))).toBe(11 * HOUR);
    expect(sydney.offsetAt(Date.UTC(2026, 6, 1))).toBe(10 * HOUR);
  });
});

describe('a wall-clock time', () => {
  it('is the instant at which the zone’s clock shows it, with seconds too', () => {
    expect(instantOf('2026-01-15T12:00', helsinki)).toBe(Date.UTC(2026, 0, 15, 10));
    expect(instantOf('2026-07-15T12:00', helsinki)).toBe(Date.UTC(2026, 6, 15, 9));
    expect(instantOf('2026-07-15T12:00:01', helsinki)).toBe(Date.UTC(2026, 6, 15, 9, 0, 1));
  });

  it('with an offset is that instant, whatever the zone', () => {
    expect(instantOf('2026-07-15T12:00Z', helsinki)).toBe(Date.UTC(2026, 6, 15, 12));
    expect(instantOf('2026-07-15T12:00+05:30', helsinki)).toBe(Date.UTC(2026, 6, 15, 6, 30));
    expect(instantOf('2026-07-15T12:00:00-03:00', helsinki)).toBe(Date.UTC(2026, 6, 15, 15));
  });

  it('exists until the clock goes forward and again an hour later', () => {
    expect(instantOf('2026-03-29T02:59', helsinki)).toBe(Date.UTC(2026, 2, 29, 0, 59));
    expect(instantOf('2026-03-29T03:00', helsinki)).toBe('time-does-not-exist');
    expect(instantOf('2026-03-29T03:59', helsinki)).toBe('time-does-not-exist');
    expect(instantOf('2026-03-29T04:00', helsinki)).toBe(Date.UTC(2026, 2, 29, 1));
  });

  it('comes twice for the hour by which the clock goes back', () => {
    expect(instantOf('2026-10-25T02:59', helsinki)).toBe(Date.UTC(2026, 9, 24, 23, 59));
    expect(instantOf('2026-10-25T03:00', helsinki)).toBe('time-ambiguous');
    expect(instantOf('2026-10-25T03:59', helsinki)).toBe('time-ambiguous');
    expect(instantOf('2026-10-25T04:00', helsinki)).toBe(Date.UTC(2026, 9, 25, 2));
  });
});

describe('an hour of a night', () => {
  it('the clock jumps over is the hour the old clock would show; one that comes twice is the first', () => {
    expect(instantOfHour('2026-03-29', '03:30', helsinki)).toBe(Date.UTC(2026, 2, 29, 1, 30));
    expect(instantOfHour('2026-10-25', '03:30', helsinki)).toBe(Date.UTC(2026, 9, 25, 0, 30));
    expect(instantOfHour('2026-03-28', '21:00', helsinki)).toBe(Date.UTC(2026, 2, 28, 19));
    expect(instantOfHour('2026-03-29', '07:00', helsinki)).toBe(Date.UTC(2026, 2, 29, 4));
  });
});

describe('stretches of time', () => {
  it('share what lies in both, and nothing where they only meet or are apart', () => {
    expect([overlap(0, 10, 5, 20), overlap(5, 20, 0, 10), overlap(0, 10, 2, 3)]).toEqual([5, 5, 1]);
    expect([overlap(0, 10, 10, 20), overlap(0, 10, 11, 20), overlap(11, 20, 0, 10)]).toEqual([0, 0, 0]);
  });

  it('the local date turns at local midnight', () => {
    const midnight = Date.UTC(2026, 2, 9, 22);
    expect([localDate(midnight - 1, helsinki), localDate(midnight, helsinki)]).toEqual(['2026-03-09', '2026-03-10']);
  });
});
