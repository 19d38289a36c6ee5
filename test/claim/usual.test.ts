import { describe, expect, test } from 'vitest';
import { usualTimes, usualTripOf, withUsualTrip } from '../../src/claim/usual.ts';
import { draftOf, leg } from './drafts.ts';

/** What is remembered of a trip to a meeting place, and what of it is offered for the next one. */

const meeting = { place: 'Helsinki', address: 'Hakaniemenranta 6', start: '2026-03-10T10:00', end: '2026-03-10T15:30' };
const next = { start: '2026-05-12T09:00', end: '2026-05-12T16:00' };
const train = [
  leg({ id: 'a', departure: '2026-03-10T07:05', arrival: '2026-03-10T08:50' }),
  leg({ id: 'b', departure: '2026-03-10T16:00', arrival: '2026-03-10T17:45' }),
];
const learned = usualTripOf(draftOf({}, { legs: train }), meeting);
if (!learned) throw new Error('nothing was learned');

test('a sent claim teaches the distances, the ends and the minutes beside the meeting and the tickets', () => {
  expect(learned).toMatchObject({
    place: 'Hakaniemenranta 6',
    homeKm: 178,
    workplaceKm: null,
    minutesBefore: 200,
    minutesAfter: 160,
    minutesToTicket: 25,
    minutesFromTicket: 25,
  });
});

test('nothing is learned from a trip that did not go to the meeting and back', () => {
  expect(usualTripOf(draftOf({ start: '2026-03-10T10:00' }), meeting)?.minutesBefore).toBe(0);
  expect(usualTripOf(draftOf({ start: '2026-03-10T10:01' }), meeting)).toBeNull();
  expect(usualTripOf(draftOf({ end: null }), meeting)).toBeNull();
  expect(usualTripOf(draftOf({ start: '2026-03-07T10:00' }), meeting)?.minutesBefore).toBe(3 * 24 * 60);
  expect(usualTripOf(draftOf({ start: '2026-03-07T09:59' }), meeting)).toBeNull();
});

test('a card without an address is remembered by its town, and one without either not at all', () => {
  expect(usualTripOf(draftOf(), { ...meeting, address: ' ' })?.place).toBe('Helsinki');
  expect(usualTripOf(draftOf(), { ...meeting, address: '', place: '' })).toBeNull();
});

test('a new draft has the distances and ends, never the times', () => {
  const fresh = withUsualTrip(
    draftOf({ start: null, end: null, distanceKm: { home: null, workplace: null } }),
    learned,
  );
  expect(fresh.trip).toMatchObject({ distanceKm: { home: 178, workplace: null }, start: null, end: null });
});

describe('the times that are offered', () => {
  const empty = draftOf({ start: null, end: null });
  test('stand beside the meeting, however long it is', () => {
    expect(usualTimes(learned, empty, next)).toEqual({
      start: '2026-05-12T05:40',
      end: '2026-05-12T18:40',
      by: 'meeting',
    });
  });

  test('stand beside the tickets where those are known', () => {
    const legs = [
      leg({ departure: '2026-05-12T06:10', arrival: '2026-05-12T07:55' }),
      leg({ departure: '2026-05-12T16:30', arrival: '2026-05-12T18:15' }),
    ];
    expect(usualTimes(learned, { ...empty, legs }, next)).toEqual({
      start: '2026-05-12T05:45',
      end: '2026-05-12T18:40',
      by: 'tickets',
    });
  });

  test('are not offered when a ticket says that the trip went otherwise', () => {
    const other = { ...learned, minutesToTicket: null };
    const early = (departure: string) => [leg({ departure, arrival: '2026-05-12T08:00' })];
    expect(usualTimes(other, { ...empty, legs: early('2026-05-12T05:40') }, next)).not.toBeNull();
    expect(usualTimes(other, { ...empty, legs: early('2026-05-12T05:39') }, next)).toBeNull();
  });
});
