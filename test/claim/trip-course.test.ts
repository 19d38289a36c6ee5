import { describe, expect, test } from 'vitest';
import { receiptsOfLegs } from '../../src/claim/attach.ts';
import { tripClaimOf } from '../../src/claim/complete.ts';
import { type ContradictionKind, contradictions } from '../../src/claim/contradictions.ts';
import type { ClaimDraft } from '../../src/claim/draft.ts';
import { doubtsOf, fillDraft } from '../../src/claim/fill.ts';
import { openReading, type Reading, type ReadRoute } from '../../src/claim/reading.ts';
import { context, draftOf, leg, RECEIPT, ticket } from './drafts.ts';

/** The course of the trip: what a ticket fills, which receipt is of which leg, what does not fit together. */

const meeting = { start: '2026-03-10T10:00', end: '2026-03-10T15:30' };
const located = { confidence: 0.95, page: 1, box: [0, 0, 1, 1] as [number, number, number, number] };

const route = (more: Record<string, string | null> = {}, confidence = 0.95): ReadRoute => {
  const told = { from: 'Tampere', to: 'Helsinki', date: '2026-03-10', departure: '06:24', arrival: '08:10', ...more };
  const found = (value: string | null | undefined) => (value ? { value, ...located, confidence } : null);
  return {
    from: found(told.from),
    to: found(told.to),
    km: null,
    date: found(told.date),
    departure: found(told.departure),
    arrivalDate: null,
    arrival: found(told.arrival),
  };
};

const read = (more: Partial<Reading> = {}): Reading => ({
  ...openReading({
    sha256: '',
    pages: 1,
    via: 'ocr',
    total: { cents: 2340, currency: 'EUR', sure: true, ...located },
    date: { value: '2026-03-02', sure: true, ...located },
    time: null,
    merchant: null,
    vat: [],
    kind: { value: 'train', confidence: 0.9 },
    mealsIncluded: [],
    language: 'fi',
    candidates: { total: [] },
    text: '',
    ms: 1,
  }),
  ...more,
});

const readings = (reading: Reading) => new Map([[RECEIPT, reading]]);

describe('a ticket fills the way', () => {
  const unread = draftOf({}, { expenses: [ticket({ kind: null, date: null, amountCents: null })] });
  const legsBy = (reading: Reading, draft = unread) => fillDraft(draft, 'e1', reading, meeting).legs;

  test('one read whole and surely becomes a leg at once, two of a return ticket in their order', () => {
    const back = route({ from: 'Helsinki', to: 'Tampere', departure: '16:03', arrival: '17:52' });
    expect(legsBy(read({ routes: [back, route()] })).map(({ departure }) => departure)).toEqual([
      '2026-03-10T06:24',
      '2026-03-10T16:03',
    ]);
  });

  test('sure from 0.9 on: 0.89 is left to be offered', () => {
    expect(legsBy(read({ routes: [route({}, 0.9)] }))).toHaveLength(1);
    expect(legsBy(read({ routes: [route({}, 0.89)] }))).toEqual([]);
  });

  test('a time or a place that was not read leaves it to be offered', () => {
    expect(legsBy(read({ routes: [route({ arrival: null })] }))).toEqual([]);
    expect(legsBy(read({ routes: [route({ to: null })] }))).toEqual([]);
  });

  test('the day before and after the meeting are near it, two days are not', () => {
    expect(legsBy(read({ routes: [route({ date: '2026-03-09' })] }))).toHaveLength(1);
    expect(legsBy(read({ routes: [route({ date: '2026-03-08' })] }))).toEqual([]);
    expect(legsBy(read({ routes: [route({ date: '2026-03-11' })] }))).toHaveLength(1);
    expect(legsBy(read({ routes: [route({ date: '2026-03-12' })] }))).toEqual([]);
  });

  test('a leg that is there already is not put in twice, and one taken away does not come back', () => {
    expect(legsBy(read({ routes: [route()] }), { ...unread, legs: [leg()] })).toHaveLength(1);
    const filled = fillDraft(unread, 'e1', read({ routes: [route()] }), meeting);
    expect(fillDraft({ ...filled, legs: [] }, 'e1', read({ routes: [route()] }), meeting).legs).toEqual([]);
  });
});

describe('the day a ticket was bought', () => {
  const unsure = (value: string, kind: 'train' | 'taxi' = 'train') => {
    const reading = read({ date: { value, sure: false, ...located }, routes: [route()] });
    const draft = draftOf({}, { expenses: [ticket({ kind, date: value })] });
    const receipts = [{ id: RECEIPT, status: 'read' as const, failure: null, reading }];
    const asked = tripClaimOf(draft, context({ receipts })).missing.map(({ code }) => code);
    return { asked: asked.includes('date-unconfirmed'), doubts: doubtsOf(ticket({ kind, date: value }), reading) };
  };

  test('is not asked where the ticket prints its day of travel: that day itself, not the day after', () => {
    expect(unsure('2026-03-02')).toEqual({ asked: false, doubts: [] });
    expect(unsure('2026-03-10')).toEqual({ asked: false, doubts: [] });
    expect(unsure('2026-03-11')).toEqual({ asked: true, doubts: ['date'] });
  });

  test('is asked of what is not bought beforehand', () => {
    expect(unsure('2026-03-02', 'taxi')).toEqual({ asked: true, doubts: ['date'] });
  });
});

describe('receipts attach themselves to legs', () => {
  const attached = (draft: ClaimDraft, reading: Reading) => [...receiptsOfLegs(draft, readings(reading)).values()];
  const out = leg({ id: 'out' });
  const back = leg({ id: 'back', departure: '2026-03-10T16:03', arrival: '2026-03-10T17:52' });
  const withRow = (row = ticket(), legs = [out, back]) => draftOf({}, { legs, expenses: [row] });

  test('by the departure that the ticket prints', () => {
    expect(attached(withRow(), read({ routes: [route()] }))).toEqual([['e1'], []]);
    expect(attached(withRow(), read({ routes: [route({ departure: '16:03' })] }))).toEqual([[], ['e1']]);
  });

  test('by the time of payment: 90 minutes beside the leg are its own, 91 are not', () => {
    const paid = (value: string) => read({ time: { value, confidence: 0.9, page: 1, box: [0, 0, 1, 1] } });
    expect(attached(withRow(), paid('04:54'))).toEqual([['e1'], []]);
    expect(attached(withRow(), paid('04:53'))).toEqual([[], []]);
    expect(attached(withRow(), paid('17:52'))).toEqual([[], ['e1']]);
  });

  test('with no time the only leg of its kind that day, and none of two', () => {
    expect(attached(withRow(ticket(), [out]), read())).toEqual([['e1']]);
    expect(attached(withRow(), read())).toEqual([[], []]);
    expect(attached(withRow(ticket({ kind: 'bus' }), [out]), read())).toEqual([[]]);
    expect(attached(withRow(ticket({ kind: 'parking' }), [out]), read())).toEqual([[]]);
  });

  test('a seat reservation is of the train', () => {
    expect(attached(withRow(ticket({ kind: 'seat-or-berth' }), [out]), read())).toEqual([['e1']]);
  });
});

describe('contradictions', () => {
  const kinds = (draft: ClaimDraft, reading: Reading | null = null): ContradictionKind[] =>
    contradictions(draft, meeting, new Map([[RECEIPT, reading]])).map(({ kind }) => kind);
  const rows = (...expenses: ClaimDraft['expenses']) => draftOf({}, { expenses });

  test('a whole trip has none; nor one whose times are not told', () => {
    expect(kinds(draftOf({}, { legs: [leg({ departure: '2026-03-10T06:40' })], expenses: [ticket()] }))).toEqual([]);
    expect(kinds(draftOf({ start: null, ownMeals: [{ at: '2020-01-01T12:00', distanceKm: 1 }] }))).toEqual([]);
  });

  test('back not later than out', () => {
    expect(kinds(draftOf({ end: '2026-03-10T06:40' }))).toEqual(['order']);
    expect(kinds(draftOf({ end: '2026-03-10T06:41' }))).toEqual(['meeting-outside']);
  });

  test('the meeting within the trip, to the minute', () => {
    expect(kinds(draftOf({ start: '2026-03-10T10:00', end: '2026-03-10T15:30' }))).toEqual([]);
    expect(kinds(draftOf({ start: '2026-03-10T10:01' }))).toEqual(['meeting-outside']);
    expect(kinds(draftOf({ end: '2026-03-10T15:29' }))).toEqual(['meeting-outside']);
  });

  test('a week is a trip, a minute more is asked about', () => {
    expect(kinds(draftOf({ end: '2026-03-17T06:40' }))).toEqual([]);
    expect(kinds(draftOf({ end: '2026-03-17T06:41' }))).toEqual(['long']);
  });

  test('legs: outside the trip, backwards, two at once; a change within the minute is fine', () => {
    const first = leg({ id: 'a', departure: '2026-03-10T06:40', arrival: '2026-03-10T08:10' });
    const legs = (...all: ClaimDraft['legs']) => kinds(draftOf({}, { legs: all }));
    expect(legs(first)).toEqual([]);
    expect(legs({ ...first, departure: '2026-03-10T06:39' })).toEqual(['leg-outside']);
    expect(legs({ ...first, arrival: '2026-03-10T06:39' })).toEqual(['leg-backwards']);
    const next = leg({ id: 'b', departure: '2026-03-10T08:10', arrival: '2026-03-10T08:30' });
    expect(legs(first, next)).toEqual([]);
    expect(legs(first, { ...next, departure: '2026-03-10T08:09' })).toEqual(['legs-overlap']);
  });

  test('a receipt after the trip, and one before it unless it is a ticket', () => {
    expect(kinds(rows(ticket({ date: '2026-03-11' })))).toEqual(['receipt-outside']);
    expect(kinds(rows(ticket({ date: '2026-03-01' })))).toEqual([]);
    expect(kinds(rows(ticket({ kind: 'other', date: '2026-03-09' })))).toEqual(['receipt-outside']);
    expect(kinds(rows(ticket({ kind: 'other', date: '2026-03-10' })))).toEqual([]);
  });

  test('a ticket that left before the trip began', () => {
    expect(kinds(rows(ticket()), read({ routes: [route({ departure: '06:39' })] }))).toEqual(['ticket-outside']);
    expect(kinds(rows(ticket()), read({ routes: [route({ departure: '06:40' })] }))).toEqual([]);
  });

  test('a hotel night that the trip does not have', () => {
    const hotel = (night: string) =>
      draftOf({ end: '2026-03-11T18:00' }, { expenses: [ticket({ kind: 'lodging', nights: [night] })] });
    expect(kinds(hotel('2026-03-10'))).toEqual([]);
    expect(kinds(hotel('2026-03-11'))).toEqual(['night-outside']);
    expect(kinds(draftOf({ nights: [{ date: '2026-03-10', lodging: 'hotel' }] }))).toEqual(['night-outside']);
  });

  test('a taxi that is of no leg and says no way', () => {
    const taxi = ticket({ kind: 'taxi', from: 'Koti', to: 'Asema' });
    expect(kinds(rows(taxi))).toEqual([]);
    expect(kinds(rows({ ...taxi, to: ' ' }))).toEqual(['taxi-unplaced']);
    const ride = leg({ mode: 'taxi', departure: '2026-03-10T06:40', arrival: '2026-03-10T06:55' });
    expect(kinds(draftOf({}, { legs: [ride], expenses: [{ ...taxi, to: '' }] }))).toEqual([]);
  });

  test('a meal outside the trip, and one of the organiser on a day without the meeting', () => {
    const lunch = (at: string, source: 'organiser' | 'ticket' = 'organiser') =>
      draftOf({ end: '2026-03-11T18:00', freeMeals: [{ at, meal: 'lunch', source }] });
    expect(kinds(lunch('2026-03-10T12:00'))).toEqual([]);
    expect(kinds(lunch('2026-03-11T12:00'))).toEqual(['meal-not-at-meeting']);
    expect(kinds(lunch('2026-03-11T12:00', 'ticket'))).toEqual([]);
    expect(kinds(lunch('2026-03-11T18:01'))).toEqual(['meal-outside']);
    expect(kinds(draftOf({ ownMeals: [{ at: '2026-03-10T06:39', distanceKm: 60 }] }))).toEqual(['meal-outside']);
  });
});
