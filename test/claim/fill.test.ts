import { describe, expect, test } from 'vitest';
import type { ClaimDraft, DraftExpense } from '../../src/claim/draft.ts';
import {
  confirmed,
  doubtsOf,
  emptyExpense,
  emptyFieldsOf,
  fillExpense,
  hasLeg,
  legOffer,
  withBilledNights,
} from '../../src/claim/fill.ts';
import { openReading, type Reading, type SavedReading } from '../../src/claim/reading.ts';

const box: [number, number, number, number] = [0.6, 0.7, 0.2, 0.02];

const reading = (part: Partial<SavedReading> = {}): Reading =>
  openReading({
    sha256: '0'.repeat(64),
    pages: 1,
    via: 'ocr',
    total: { cents: 2340, currency: 'EUR', confidence: 0.97, sure: true, page: 1, box },
    date: { value: '2026-03-10', confidence: 0.95, sure: true, page: 1, box },
    time: null,
    merchant: { value: 'Taksi Esimerkki Oy', businessId: null, confidence: 0.8 },
    vat: [],
    kind: { value: 'taxi', confidence: 0.9 },
    mealsIncluded: [],
    language: 'fi',
    candidates: { total: [] },
    text: '',
    ms: 1,
    ...part,
  });

const unsure = reading({ total: { cents: 2340, currency: 'EUR', confidence: 0.5, sure: false, page: 1, box } });
const empty = emptyExpense('e1', '0b6f2a52-59f5-4d3c-9b1e-0e1f0a2b3c4d');
const row = (part: Partial<DraftExpense>): DraftExpense => ({ ...empty, ...part });

describe('a read receipt fills its row', () => {
  test('every empty field', () => {
    expect(fillExpense(empty, reading())).toEqual(
      row({ kind: 'taxi', date: '2026-03-10', amountCents: 2340, merchant: 'Taksi Esimerkki Oy' }),
    );
  });

  test('never a field that a person has typed', () => {
    const typed = row({ kind: 'bus', date: '2026-03-09', amountCents: 990, merchant: 'Bussi' });
    expect(fillExpense(typed, reading())).toBe(typed);
  });

  test('a sum of zero was typed and stays', () => {
    expect(fillExpense(row({ amountCents: 0 }), reading()).amountCents).toBe(0);
  });

  test('the currency comes with the sum and only with it', () => {
    const crowns = reading({ total: { cents: 50_000, currency: 'SEK', confidence: 1, sure: true, page: 1, box } });
    expect(fillExpense(empty, crowns)).toMatchObject({ amountCents: 50_000, currency: 'SEK' });
    expect(fillExpense(row({ amountCents: 100 }), crowns)).toMatchObject({ amountCents: 100, currency: 'EUR' });
  });

  test('a refund is not a sum that could be claimed', () => {
    const refund = reading({ total: { cents: -2340, currency: 'EUR', confidence: 1, sure: true, page: 1, box } });
    expect(fillExpense(empty, refund).amountCents).toBeNull();
  });

  test('nothing read leaves everything empty: nothing is guessed', () => {
    const nothing = reading({ total: null, date: null, merchant: null, kind: null });
    expect(fillExpense(empty, nothing)).toBe(empty);
  });
});

describe('what is asked about', () => {
  test('a field read surely is not', () => {
    expect(doubtsOf(empty, reading())).toEqual([]);
  });

  test('a field read unsurely is, until it is confirmed', () => {
    const filled = fillExpense(empty, unsure);
    expect(doubtsOf(filled, unsure)).toEqual(['amount']);
    expect(doubtsOf(confirmed(filled, 'amount'), unsure)).toEqual([]);
  });

  test('confirming twice changes nothing', () => {
    const once = confirmed(empty, 'amount', 'date');
    expect(confirmed(once, 'amount')).toBe(once);
    expect(once.confirmed).toEqual(['amount', 'date']);
  });

  test('an empty field that is being asked about is not also open for typing', () => {
    expect(emptyFieldsOf(empty, ['amount'])).toEqual(['kind', 'date']);
    expect(emptyFieldsOf(fillExpense(empty, reading()), [])).toEqual([]);
  });
});

describe('a ticket offers a part of the way', () => {
  const train = row({ kind: 'train', date: '2026-03-10' });

  test('places and times that stand on it', () => {
    const text = 'Pohjanrata Oy\nTampere – Helsinki\nIC 924 06.24 – 08.10\nYHTEENSÄ 21,00';
    expect(legOffer(train, reading({ text }))).toEqual({
      mode: 'train',
      from: 'Tampere',
      to: 'Helsinki',
      departure: '2026-03-10T06:24',
      arrival: '2026-03-10T08:10',
    });
  });

  test('times on lines of their own', () => {
    const text = 'Lähtö: Tampere klo 6.24\nSaapuminen: Helsinki klo 8.10';
    expect(legOffer(train, reading({ text }))).toMatchObject({
      departure: '2026-03-10T06:24',
      arrival: '2026-03-10T08:10',
    });
  });

  test('an arrival after midnight is the next day', () => {
    expect(legOffer(train, reading({ text: '22.30 – 06.10' }))?.arrival).toBe('2026-03-11T06:10');
  });

  test('places without times leave the times to be typed', () => {
    expect(legOffer(train, reading({ text: 'Matka: Oulu - Helsinki' }))).toMatchObject({
      from: 'Oulu',
      to: 'Helsinki',
      departure: null,
      arrival: null,
    });
  });

  test('a date, a price range or an impossible time is no time', () => {
    for (const text of ['10.3.2026', '12.50 € - 14.90 €', '25.10 – 26.10']) {
      expect(legOffer(train, reading({ text }))).toBeNull();
    }
  });

  test('a taxi receipt offers none', () => {
    expect(legOffer(row({ kind: 'taxi', date: '2026-03-10' }), reading({ text: '06.24 – 08.10' }))).toBeNull();
  });
});

describe('the trip of the draft', () => {
  const draft = {
    trip: { nights: [{ date: '2026-03-11', lodging: 'private' }] },
    legs: [{ id: 'l1', mode: 'train', from: 'Oulu', to: 'Helsinki', departure: '2026-03-10T06:24', arrival: null }],
  } as unknown as ClaimDraft;

  test('nights of a bill become hotel nights, but not where the member said otherwise', () => {
    const billed = row({ kind: 'lodging', nights: ['2026-03-10', '2026-03-11'] });
    expect(withBilledNights(draft, billed).trip.nights).toEqual([
      { date: '2026-03-10', lodging: 'hotel' },
      { date: '2026-03-11', lodging: 'private' },
    ]);
    expect(withBilledNights(draft, row({ nights: ['2026-03-11'] }))).toBe(draft);
  });

  test('an offer that is already a part of the way is known', () => {
    const offer = { mode: 'train' as const, from: '', to: '', departure: '2026-03-10T06:24', arrival: null };
    expect(hasLeg(draft, offer)).toBe(true);
    expect(hasLeg(draft, { ...offer, departure: '2026-03-10T16:24' })).toBe(false);
    expect(hasLeg(draft, { ...offer, from: 'Oulu', to: 'Helsinki', departure: null })).toBe(true);
  });
});
