import { describe, expect, test } from 'vitest';
import { TripClaim } from '../../src/claim/claim.ts';
import { tripClaimOf } from '../../src/claim/complete.ts';
import { rateOf } from '../../src/claim/currency.ts';
import { decide } from '../../src/claim/decide.ts';
import {
  ClaimDraft,
  type DraftCrossing,
  type DraftExpense,
  type DraftStay,
  type SavedDraft,
} from '../../src/claim/draft.ts';
import { missingTexts } from '../../src/claim/missing.ts';
import { openDraft } from '../../src/claim/new-draft.ts';
import { packs } from './claims.ts';
import { context, draftOf, receipt, ticket } from './drafts.ts';

/** Trips abroad, other currencies, earlier course days and a taxi's alternative: from the draft to the trip claim. */

const whole = context({ receipts: [receipt()] });
const course = context({ meeting: { ...whole.meeting, kind: 'training' } });
const lacks = (draft: SavedDraft, at = whole): string[] =>
  tripClaimOf(draft, at).missing.flatMap(({ path, code }) => (path.startsWith('receipts') ? [] : [`${path} ${code}`]));
const claimed = (draft: SavedDraft, at = whole) => {
  const { tripClaim } = tripClaimOf(draft, at);
  if (tripClaim === null) throw new Error('no trip claim');
  return tripClaim;
};

const stay = (more: Partial<DraftStay> = {}): DraftStay => ({
  id: 's1',
  country: 'SE',
  area: '',
  from: '2026-03-10T08:05',
  to: '2026-03-10T16:00',
  ...more,
});
const crossing = (more: Partial<DraftCrossing> = {}): DraftCrossing => ({
  id: 'c1',
  vessel: 'plane',
  from: '2026-03-10T07:10',
  to: '2026-03-10T08:05',
  lastLeft: 'FI',
  firstReached: 'SE',
  ...more,
});
const kronor = (more: Partial<DraftExpense> = {}): ClaimDraft =>
  draftOf(
    {},
    {
      expenses: [
        ticket({
          currency: 'SEK',
          amountCents: 11250,
          exchangeRate: { value: '11,25', source: 'ecb', date: '2026-03-10' },
          ...more,
        }),
      ],
    },
  );

describe('a stay abroad', () => {
  test('that is whole lacks nothing and goes to the engine without its row name, its empty area as none', () => {
    const draft = draftOf({ abroad: [stay()], aboard: [crossing()] });
    expect(lacks(draft)).toEqual([]);
    const { id: _stay, ...told } = stay();
    const { id: _crossing, ...crossed } = crossing();
    const made = claimed(draft);
    expect(made.trip).toMatchObject({ abroad: [{ ...told, area: null }], aboard: [crossed] });
    expect(TripClaim.parse(made)).toEqual(made);
  });

  test('has its area without the blanks around it', () => {
    expect(claimed(draftOf({ abroad: [stay({ area: ' Lontoo ' })] })).trip.abroad[0]?.area).toBe('Lontoo');
    expect(claimed(draftOf({ abroad: [stay({ area: '  ' })] })).trip.abroad[0]?.area).toBeNull();
  });

  test.each([
    [{ country: null }, ['trip.abroad[s1].country stay-country-missing']],
    [{ from: null }, ['trip.abroad[s1].from stay-times-missing']],
    [{ to: null }, ['trip.abroad[s1].to stay-times-missing']],
    [
      { country: null, from: null, to: null },
      ['trip.abroad[s1].country stay-country-missing', 'trip.abroad[s1].from stay-times-missing'],
    ],
  ])('without a part of it is told, and stays away from the engine: %o', (part, told) => {
    const draft = draftOf({ abroad: [stay(part), stay({ id: 's2' })] });
    expect(lacks(draft)).toEqual(told);
    expect(claimed(draft).trip.abroad).toHaveLength(1);
  });
});

describe('a ship or a flight', () => {
  test.each([
    [{ lastLeft: null }, ['trip.aboard[c1].lastLeft crossing-countries-missing']],
    [{ firstReached: null }, ['trip.aboard[c1].firstReached crossing-countries-missing']],
    [{ from: null }, ['trip.aboard[c1].from crossing-times-missing']],
    [{ to: null }, ['trip.aboard[c1].to crossing-times-missing']],
  ])('without a part of it is told, and stays away from the engine: %o', (part, told) => {
    const draft = draftOf({ aboard: [crossing(part), crossing({ id: 'c2' })] });
    expect(lacks(draft)).toEqual(told);
    expect(claimed(draft).trip.aboard).toHaveLength(1);
  });
});

describe('a rate of exchange', () => {
  test.each([
    ['11,2345', '11.2345'],
    ['11.2345', '11.2345'],
    [' 1 350,5 ', '1350.5'],
    ['1\u00a0350', '1350'],
    ['0,8512', '0.8512'],
    ['0,000001', '0.000001'],
  ])('typed «%s» is %s', (typed, meant) => {
    expect(rateOf(typed)).toBe(meant);
    const [row] = claimed(kronor({ exchangeRate: { value: typed, source: 'bank', date: '2026-03-10' } })).expenses;
    expect(row?.exchangeRate).toEqual({ value: meant, source: 'bank', date: '2026-03-10' });
  });

  test.each(['0', '0,00', '-11', '11,', ',5', '1.234,5', '11,2345678', '12345678', '11 kr', 'noin 11'])(
    'typed «%s» is none, and is asked to be corrected',
    (typed) => {
      expect(rateOf(typed)).toBeNull();
      const draft = kronor({ exchangeRate: { value: typed, source: 'ecb', date: '2026-03-10' } });
      expect(lacks(draft)).toEqual(['expenses[e1].exchangeRate currency-rate-wrong']);
      expect(claimed(draft).expenses[0]?.exchangeRate).toBeNull();
    },
  );

  test('is asked of another currency until value and day are there', () => {
    expect(lacks(kronor())).toEqual([]);
    for (const exchangeRate of [null, { value: ' ', source: 'ecb' as const, date: null }])
      expect(lacks(kronor({ exchangeRate }))).toEqual(['expenses[e1].exchangeRate currency-rate-missing']);
    const undated = kronor({ exchangeRate: { value: '11,25', source: 'ecb', date: null } });
    expect(lacks(undated)).toEqual(['expenses[e1].exchangeRate.date currency-rate-date-missing']);
    expect(claimed(undated).expenses[0]?.exchangeRate).toBeNull();
  });

  test('is not asked of euro, nor of a sum whose currency is not known; one left from before stays away', () => {
    expect(lacks(kronor({ currency: 'EUR', exchangeRate: null }))).toEqual([]);
    expect(claimed(kronor({ currency: 'EUR' })).expenses[0]?.exchangeRate).toBeNull();
    expect(lacks(kronor({ currency: 'XXX', exchangeRate: null }))).toEqual([
      'expenses[e1].currency expense-currency-missing',
    ]);
  });
});

describe('what public transport would have been', () => {
  test('goes with a taxi, without the blanks around it, and with nothing else', () => {
    const told = (kind: DraftExpense['kind']) =>
      claimed(draftOf({}, { expenses: [ticket({ kind, publicTransport: ' Bussi klo 6.50. ' })] })).expenses[0]
        ?.publicTransport;
    expect(told('taxi')).toBe('Bussi klo 6.50.');
    expect(told('train')).toBe('');
  });

  test('is never asked for', () => {
    const justification = { code: 'luggage' as const, text: '' };
    expect(lacks(draftOf({}, { expenses: [ticket({ kind: 'taxi', justification })] }))).toEqual([]);
  });
});

describe('earlier course days', () => {
  const earlier = (days: number | null, endedOn: string | null) => draftOf({ earlierTraining: { days, endedOn } });
  const asked = ['trip.earlierTraining earlier-training-missing'];

  test('count in training only', () => {
    const told = { days: 18, endedOn: '2026-03-01' };
    expect(claimed(earlier(18, '2026-03-01'), course).trip.earlierTraining).toEqual(told);
    expect(claimed(earlier(18, '2026-03-01')).trip.earlierTraining).toBeNull();
  });

  test('are asked for their number and their last day, in training only', () => {
    expect(lacks(earlier(18, '2026-03-01'), course)).toEqual([]);
    for (const [days, endedOn] of [[null, null] as const, [18, null] as const, [null, '2026-03-01'] as const]) {
      expect(lacks(earlier(days, endedOn), course)).toEqual(asked);
      expect(claimed(earlier(days, endedOn), course).trip.earlierTraining).toBeNull();
      expect(lacks(earlier(days, endedOn))).toEqual([]);
    }
    expect(lacks(draftOf(), course)).toEqual([]);
  });
});

describe('a draft saved before any of this was asked', () => {
  const today = draftOf({ startAddress: 'Katu 1' }, { expenses: [ticket()] });
  const { abroad: _a, aboard: _b, earlierTraining: _c, ...trip } = today.trip;
  const expenses = today.expenses.map(({ exchangeRate: _r, publicTransport: _p, ...row }) => row);
  const old: SavedDraft = { ...today, trip, expenses };

  test('opens with nothing told, and is otherwise the same', () => {
    expect(openDraft(old)).toEqual(today);
    expect(openDraft(today)).toEqual(today);
  });

  test('may be saved by a page that was opened before', () => {
    expect(ClaimDraft.parse(old)).toEqual(today);
  });

  test('gives the same trip claim, and lacks the same', () => {
    expect(tripClaimOf(old, whole)).toEqual(tripClaimOf(today, whole));
  });

  test('keeps what was told since', () => {
    const told = kronor();
    const full = { ...told, trip: { ...told.trip, abroad: [stay()], aboard: [crossing()] } };
    expect(openDraft(full)).toEqual(full);
  });
});

test('each new thing that is missing is told with one sentence in each language', () => {
  const { missing } = tripClaimOf(draftOf({ abroad: [stay({ country: null })] }), context());
  expect(missing).toEqual([
    {
      path: 'trip.abroad[s1].country',
      code: 'stay-country-missing',
      action: missingTexts['stay-country-missing'],
    },
  ]);
});

describe('times abroad that cannot be', () => {
  const told = (trip: Partial<ClaimDraft['trip']>) =>
    decide(draftOf(trip), context(), packs).missing.map(({ path, code }) => `${path} ${code}`);
  const backwards = { from: '2026-03-10T16:00', to: '2026-03-10T15:59' };

  test('are told at the row they stand in, also after a row that is not whole', () => {
    const rows = [stay({ country: null }), stay({ id: 's2' }), stay({ id: 's3', ...backwards })];
    expect(told({ abroad: rows })).toEqual([
      'trip.abroad[s1].country stay-country-missing',
      'trip.abroad[s3].to ends-before-start',
    ]);
    expect(told({ aboard: [crossing({ from: null }), crossing({ id: 'c2', ...backwards })] })).toEqual([
      'trip.aboard[c1].from crossing-times-missing',
      'trip.aboard[c2].to ends-before-start',
    ]);
  });

  test('elsewhere in the trip are told where the engine says', () => {
    expect(told({ start: '2026-03-10T18:11', end: '2026-03-10T18:10' })).toEqual(['trip.end end-before-start']);
  });
});
