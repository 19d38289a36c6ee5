import { expect, test } from 'vitest';
import { dateOf, daysAfter, finnishDate, monthsAfter, nightsBetween } from '../../src/claim/days.ts';

test('the evenings from departure to the day before the return; none of a day trip, none of a return before departure', () => {
  expect(nightsBetween('2026-02-27', '2026-03-02')).toEqual(['2026-02-27', '2026-02-28', '2026-03-01']);
  expect(nightsBetween('2026-03-10', '2026-03-10')).toEqual([]);
  expect(nightsBetween('2026-03-11', '2026-03-10')).toEqual([]);
});

test('over a clock change every evening comes once', () => {
  expect(nightsBetween('2026-03-28', '2026-03-30')).toEqual(['2026-03-28', '2026-03-29']);
  expect(nightsBetween('2026-10-24', '2026-10-26')).toEqual(['2026-10-24', '2026-10-25']);
});

test('366 nights are asked of a trip, and no more of a longer one', () => {
  expect(nightsBetween('2023-03-10', '2024-03-10')).toHaveLength(366);
  const endless = nightsBetween('2023-03-10', '9999-03-10');
  expect([endless.length, endless.at(-1)]).toEqual([366, '2024-03-09']);
});

test('the date of a moment is its first ten characters, with or without an offset', () => {
  expect(dateOf('2026-03-10T06:40')).toBe('2026-03-10');
  expect(dateOf('2026-03-10T06:40+02:00')).toBe('2026-03-10');
});

test('days and months after a date, over the end of a month and of a year', () => {
  expect(daysAfter('2026-12-31', 1)).toBe('2027-01-01');
  expect(daysAfter('2026-03-01', -1)).toBe('2026-02-28');
  expect(monthsAfter('2025-12-31', 2)).toBe('2026-02-28');
  expect(monthsAfter('2026-03-10', 2)).toBe('2026-05-10');
});

test('in Finland it is the next day from 22:00 UTC in winter and from 21:00 UTC in summer', () => {
  expect(finnishDate(new Date('2026-01-31T21:59:59Z'))).toBe('2026-01-31');
  expect(finnishDate(new Date('2026-01-31T22:00:00Z'))).toBe('2026-02-01');
  expect(finnishDate(new Date('2026-06-30T20:59:59Z'))).toBe('2026-06-30');
  expect(finnishDate(new Date('2026-06-30T21:00:00Z'))).toBe('2026-07-01');
});
