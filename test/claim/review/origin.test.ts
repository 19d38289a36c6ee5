import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Corrected,
  correctionOf,
  isLost,
  mealOrigin,
  nightOrigin,
  readOrigin,
} from '../../../src/claim/review/origin.ts';

/** Where a value came from: told by what is kept, and not known where nothing tells it. */

const beside = (value: unknown, read: { value: unknown; sure: boolean } | null, more = {}) =>
  readOrigin({ value, read, confirmed: false, lost: false, ...more });

describe('a value beside its receipt', () => {
  test('as it was surely read: read', () => {
    expect(beside(2340, { value: 2340, sure: true })).toEqual({ from: 'read' });
    expect(beside(2340, { value: 2340, sure: true }, { confirmed: true })).toEqual({ from: 'read' });
  });

  test('as it was unsurely read: confirmed where the member was asked and left it so, else read', () => {
    expect(beside(2340, { value: 2340, sure: false }, { confirmed: true })).toEqual({ from: 'confirmed' });
    expect(beside(2340, { value: 2340, sure: false })).toEqual({ from: 'read' });
  });

  test('one cent beside what was read: corrected by the member, with what was read', () => {
    expect(beside(2341, { value: 2340, sure: true })).toEqual({ from: 'member', before: 2340 });
  });

  test('where nothing was read it was typed; where the reading is gone nobody can tell', () => {
    expect(beside(2340, null)).toEqual({ from: 'typed' });
    expect(beside(2340, null, { lost: true })).toEqual({ from: 'unknown' });
  });

  test('a reading is gone only where the row was filled from one', () => {
    const row = { receiptId: 'r', filled: true };
    expect(isLost(row, null)).toBe(true);
    expect(isLost(row, {})).toBe(false);
    expect(isLost({ ...row, filled: false }, null)).toBe(false);
    expect(isLost({ ...row, receiptId: null }, null)).toBe(false);
  });
});

const made = (before: unknown, after: unknown, more: Partial<Corrected> = {}): Corrected => ({
  subject: 'mileage[m1]',
  field: 'km',
  before,
  after,
  by: 'Anneli Assistentti',
  ...more,
});
const km = (value: unknown) => ({ subject: 'mileage[m1]', field: 'km', value });

describe('a value an examiner corrected', () => {
  test('says so with what it was before and by whom', () => {
    expect(correctionOf([made(120, 100)], km(100))).toEqual({
      from: 'assistant',
      before: 120,
      by: 'Anneli Assistentti',
    });
  });

  test('changed by its member since, it is the member’s again', () => {
    expect(correctionOf([made(120, 100)], km(110))).toBeNull();
  });

  test('of two corrections the later counts', () => {
    const corrected = [made(120, 100), made(120, 90, { by: 'Toinen Tarkastaja' })];
    expect(correctionOf(corrected, km(90))).toMatchObject({ by: 'Toinen Tarkastaja' });
    expect(correctionOf(corrected, km(100))).toBeNull();
  });

  test('another row, or another field of the row, is not corrected by it', () => {
    expect(correctionOf([made(120, 100, { subject: 'mileage[m2]' })], km(100))).toBeNull();
    expect(correctionOf([made(120, 100, { field: 'routeKm' })], km(100))).toBeNull();
  });

  test('lists and objects are the same whatever the order of their fields', () => {
    const [one, other] = [[{ at: 'a', meal: 'lunch' }], [{ meal: 'lunch', at: 'a' }]];
    expect(correctionOf([made([], one)], km(other))).toMatchObject({ from: 'assistant', before: [] });
  });
});

describe('meals and nights', () => {
  const lunch = { at: '2026-03-10T12:00', meal: 'lunch' } as const;

  test('a meal as on the card is the organiser’s; at another time or another meal it is the member’s', () => {
    expect(mealOrigin(lunch, [lunch])).toEqual({ from: 'organiser' });
    expect(mealOrigin({ ...lunch, at: '2026-03-10T12:01' }, [lunch])).toEqual({ from: 'told' });
    expect(mealOrigin({ ...lunch, meal: 'dinner' }, [lunch])).toEqual({ from: 'told' });
  });

  test('a hotel night that a bill has is read; another night, or another lodging, is told', () => {
    const night = { date: '2026-03-10', lodging: 'hotel' };
    expect(nightOrigin(night, [['2026-03-10']])).toEqual({ from: 'read' });
    expect(nightOrigin(night, [['2026-03-11'], []])).toEqual({ from: 'told' });
    expect(nightOrigin({ ...night, lodging: 'free' }, [['2026-03-10']])).toEqual({ from: 'told' });
  });
});

test('whatever was read and whatever stands there, "read" is said only of the very same', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer(), fc.boolean(), (value, read, sure) => {
      const { from } = beside(value, { value: read, sure }, { confirmed: true });
      expect(from === 'read' || from === 'confirmed').toBe(value === read);
    }),
  );
});
