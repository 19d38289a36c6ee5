import { describe, expect, test } from 'vitest';
import { TripClaim } from '../../src/claim/claim.ts';
import { type DraftContext, tripClaimOf } from '../../src/claim/complete.ts';
import type { ClaimDraft, DraftExpense, DraftLeg, DraftMileage } from '../../src/claim/draft.ts';
import { missingTexts } from '../../src/claim/missing.ts';
import type { Reading } from '../../src/claim/reading.ts';
import { context, draftOf, drive, leg, RECEIPT, receipt, ticket } from './drafts.ts';

/** Field by field: what is asked for, what is not, and what of a draft reaches the engine. */

const lacks = (draft: ClaimDraft, receipts: DraftContext['receipts'] = []): string[] =>
  tripClaimOf(draft, context({ receipts })).missing.map(({ path, code }) => `${path} ${code}`);
const claimed = (draft: ClaimDraft, more: Partial<DraftContext> = {}) => {
  const { tripClaim } = tripClaimOf(draft, context(more));
  if (tripClaim === null) throw new Error('no trip claim');
  return tripClaim;
};
const withLeg = (more: Partial<DraftLeg>) => draftOf({}, { legs: [leg(more)] });
const withDrive = (more: Partial<DraftMileage>) => draftOf({}, { mileage: [drive(more)] });
const withTicket = (more: Partial<DraftExpense>) => draftOf({}, { expenses: [ticket(more)] });

test('what is asked comes with its sentence', () => {
  const { missing } = tripClaimOf(draftOf({ start: null }), context());
  expect(missing).toEqual([
    { path: 'trip.start', code: 'departure-missing', action: missingTexts['departure-missing'] },
  ]);
});

describe('without departure or return', () => {
  test.each([['start'], ['end']] as const)('no trip claim is made and no night is asked: %s', (field) => {
    const draft = draftOf({ start: '2026-03-10T06:40', end: '2026-03-12T18:10', [field]: null });
    expect(tripClaimOf(draft, context()).tripClaim).toBeNull();
    expect(lacks(draft)).toEqual([field === 'start' ? 'trip.start departure-missing' : 'trip.end return-missing']);
  });
});

describe('the trip as the engine gets it', () => {
  test('is a trip claim to the letter, with every kind of row', () => {
    const supplements = [{ kind: 'trailer' as const, km: 1, name: '' }];
    const rows = { expenses: [ticket()], mileage: [drive({ supplements })], legs: [leg()] };
    const made = claimed(draftOf({}, rows), { receipts: [receipt()] });
    expect(TripClaim.parse(made)).toEqual(made);
  });

  test('has the meeting, the group and the day of sending from outside the draft', () => {
    expect(claimed(draftOf(), { hasInvitation: false })).toMatchObject({
      id: 'c',
      submittedOn: '2026-03-22',
      trip: { purpose: 'Kokous', kind: 'meeting', timeZone: 'Europe/Helsinki', abroad: [], aboard: [], legs: [] },
      mileage: [],
      expenses: [],
      attachments: { invitation: false },
      group: { name: 'Ryhmä', termStart: '2025-01-01', termEnd: '2027-12-31' },
    });
    expect(claimed(draftOf()).attachments).toMatchObject({ invitation: true, originalsReceived: false });
  });

  test('has no address of the member’s home', () => {
    const { trip } = claimed(draftOf({ startAddress: 'Katu 1', endAddress: 'Katu 1' }));
    expect(JSON.stringify(trip)).not.toContain('Katu 1');
  });

  test('has only the distances that were given; 0 km is one', () => {
    expect(claimed(draftOf({ distanceKm: { home: null, workplace: 0 } })).trip.distanceKm).toEqual({ workplace: 0 });
    expect(claimed(draftOf({ distanceKm: { home: 0, workplace: 181 } })).trip.distanceKm).toEqual({
      home: 0,
      workplace: 181,
    });
  });
});

describe('the distance', () => {
  test('is asked of the place the trip starts from, and of no other', () => {
    const distanceKm = { home: null, workplace: 181 };
    expect(lacks(draftOf({ distanceKm, startFrom: 'workplace' }))).toEqual([]);
    expect(lacks(draftOf({ distanceKm, startFrom: 'home' }))).toEqual(['trip.distanceKm.home distance-missing']);
  });
});

describe('another payer', () => {
  const asked = ['trip.otherPayer other-payer-missing'];

  test('is asked for name and sum; 0,00 € is a sum, a blank is no name', () => {
    expect(lacks(draftOf({ otherPayer: { name: 'Valteri', paidCents: 0 } }))).toEqual([]);
    expect(lacks(draftOf({ otherPayer: { name: ' ', paidCents: 100 } }))).toEqual(asked);
    expect(lacks(draftOf({ otherPayer: { name: 'Valteri', paidCents: null } }))).toEqual(asked);
    expect(lacks(draftOf())).toEqual([]);
  });

  test('counts as nothing paid until the sum is told', () => {
    const payer = (paidCents: number | null) => claimed(draftOf({ otherPayer: { name: 'Valteri', paidCents } })).trip;
    expect(payer(100).otherPayer).toEqual({ name: 'Valteri', paidCents: 100 });
    expect(payer(null).otherPayer).toEqual({ name: 'Valteri', paidCents: 0 });
    expect(claimed(draftOf()).trip.otherPayer).toBeNull();
  });
});

describe('a part of the way', () => {
  test('is asked for both its places, a blank is none', () => {
    expect(lacks(withLeg({}))).toEqual([]);
    for (const place of [{ from: '' }, { from: ' ' }, { to: '' }, { to: ' ' }])
      expect(lacks(withLeg(place))).toEqual(['legs[l1].from leg-place-missing']);
  });

  test('is asked for both its times, and goes to the engine without its row name once it has them', () => {
    for (const time of [{ departure: null }, { arrival: null }]) {
      expect(lacks(withLeg(time))).toEqual(['legs[l1].departure leg-time-missing']);
      expect(claimed(withLeg(time)).trip.legs).toEqual([]);
    }
    const { id: _, ...told } = leg();
    expect(claimed(withLeg({})).trip.legs).toEqual([told]);
  });
});

describe('a receipt', () => {
  const unread = { reading: null };

  test('that waits or is being read is waited for', () => {
    for (const status of ['queued', 'reading'] as const)
      expect(lacks(withTicket({}), [receipt({}, { ...unread, status })])).toEqual([
        `receipts[${RECEIPT}] receipt-being-read`,
      ]);
  });

  test('the reader failed on is typed by hand; a file that is none is not', () => {
    const failed = (failure: DraftContext['receipts'][number]['failure']) =>
      lacks(withTicket({}), [receipt({}, { ...unread, status: 'failed', failure })]);
    expect(failed('reading-timed-out')).toEqual([]);
    expect(failed('reader-crashed')).toEqual([]);
    for (const failure of ['file-empty', 'file-encrypted', 'too-many-pages'] as const)
      expect(failed(failure)).toEqual([`receipts[${RECEIPT}] receipt-unusable`]);
  });

  test('that was read without a sum or a date asks nothing of what was typed', () => {
    const blank = receipt({}, { reading: { total: null, date: null } as Reading });
    expect(lacks(withTicket({}), [blank])).toEqual([]);
    expect(claimed(withTicket({}), { receipts: [blank] }).expenses).toMatchObject([
      { hasReceipt: true, readCents: null },
    ]);
  });
});

describe('a date that was read', () => {
  const asked = ['expenses[e1].date date-unconfirmed'];

  test('unsurely is asked until it is confirmed or typed otherwise', () => {
    const unsure = [receipt({ sureDate: false })];
    expect(lacks(withTicket({}), unsure)).toEqual(asked);
    expect(lacks(withTicket({ confirmed: ['amount'] }), unsure)).toEqual(asked);
    expect(lacks(withTicket({ confirmed: ['date'] }), unsure)).toEqual([]);
    expect(lacks(withTicket({ date: '2026-03-09' }), unsure)).toEqual([]);
    expect(lacks(withTicket({}), [receipt()])).toEqual([]);
  });
});

describe('a sum that was read', () => {
  const read = (receipts: DraftContext['receipts'], more: Partial<DraftExpense> = {}) =>
    claimed(withTicket(more), { receipts }).expenses[0]?.readCents;

  test('goes to the engine in the currency of the row only; 0,00 is a sum, a refund is none', () => {
    expect(read([receipt({ cents: 2341 })])).toBe(2341);
    expect(read([receipt({ cents: 0 })])).toBe(0);
    expect(read([receipt({ cents: -1 })])).toBeNull();
    expect(read([receipt({ currency: 'SEK' })])).toBeNull();
    expect(read([receipt({ currency: 'SEK' })], { currency: 'SEK' })).toBe(2340);
  });
});

describe('a time that was read', () => {
  const told = (value: string) => {
    const reading = { ...receipt().reading, time: { value, confidence: 0.9 } } as Reading;
    return claimed(withTicket({}), { receipts: [receipt({}, { reading })] }).expenses[0]?.time;
  };

  test('goes to the engine when it is a time of day from 00:00 to 23:59, and is left out otherwise', () => {
    for (const time of ['00:00', '05:42', '19:09', '20:30', '23:59']) expect(told(time)).toBe(time);
    for (const time of ['24:00', '30:00', '12:60', '5:42', '05.42', '05:42:10', '105:42', ''])
      expect(told(time)).toBeNull();
  });
});

describe('a cost', () => {
  test.each([['kind'], ['date'], ['amountCents']] as const)('without its %s is left out of the sum', (field) => {
    expect(claimed(withTicket({ [field]: null })).expenses).toEqual([]);
  });

  test('without a receipt has none, and says so', () => {
    expect(claimed(withTicket({ receiptId: null })).expenses).toMatchObject([{ hasReceipt: false, readCents: null }]);
  });

  test('goes to the engine without what only the draft knows, and with nothing about other claims', () => {
    const [row] = claimed(withTicket({ merchant: 'Rata Oy', confirmed: ['amount'] }), {
      receipts: [receipt()],
    }).expenses;
    expect(row).toMatchObject({ id: 'e1', hasReceipt: true, readCents: 2340, exchangeRate: null, duplicates: [] });
    for (const field of ['merchant', 'confirmed', 'receiptId']) expect(row).not.toHaveProperty(field);
  });

  test('of a hotel with its nights, and of parking with place and days, lacks nothing', () => {
    const [hotel, parking] = [
      withTicket({ kind: 'lodging', nights: ['2026-03-10'] }),
      withTicket({ kind: 'parking', place: 'airport', days: 1 }),
    ];
    expect(lacks(hotel, [receipt()])).toEqual([]);
    expect(lacks(parking, [receipt()])).toEqual([]);
  });

  test('with the reason "other" and its words lacks nothing', () => {
    expect(lacks(withTicket({ justification: { code: 'other', text: 'lakko' } }), [receipt()])).toEqual([]);
  });
});

describe('own vehicle', () => {
  test('with everything told lacks nothing, with or without a reason', () => {
    const supplements = [
      { kind: 'passenger' as const, km: 80, name: 'Testi Matkustaja' },
      { kind: 'trailer' as const, km: 0, name: '' },
    ];
    expect(lacks(withDrive({ supplements }))).toEqual([]);
    expect(lacks(withDrive({ reason: null }))).toEqual([]);
    expect(lacks(withDrive({ reason: { code: 'other', text: 'lakko' } }))).toEqual([]);
  });

  test('is asked for each of its fields', () => {
    expect(lacks(withDrive({ km: null }))).toEqual(['mileage[m1].km mileage-km-missing']);
    expect(lacks(withDrive({ date: null }))).toEqual(['mileage[m1].date mileage-date-missing']);
    for (const place of [{ from: '' }, { to: '' }, { from: ' ' }, { to: ' ' }])
      expect(lacks(withDrive(place))).toEqual(['mileage[m1].from mileage-address-missing']);
  });

  test('with the reason "other" needs words, a blank is none', () => {
    expect(lacks(withDrive({ reason: { code: 'other', text: ' ' } }))).toEqual([
      'mileage[m1].reason.text reason-text-missing',
    ]);
  });

  test('a passenger without a name is asked for it, a trailer is not', () => {
    const row = (kind: 'passenger' | 'trailer', name: string) => withDrive({ supplements: [{ kind, km: 80, name }] });
    expect(lacks(row('passenger', ' '))).toEqual(['mileage[m1].supplements[0].name passenger-name-missing']);
    expect(lacks(row('trailer', ' '))).toEqual([]);
  });

  test('without kilometres or day is left out of the sum', () => {
    for (const field of [{ km: null }, { date: null }]) expect(claimed(withDrive(field)).mileage).toEqual([]);
  });

  test('goes to the engine with the supplements whose kilometres are told', () => {
    const trailer = { kind: 'trailer' as const, name: '' };
    const told = { ...trailer, km: 0 };
    expect(claimed(withDrive({ supplements: [{ ...trailer, km: null }, told] })).mileage).toMatchObject([
      { id: 'm1', km: 120, supplements: [told], reasonAccepted: null },
    ]);
  });
});

describe('the account', () => {
  test('needs a number and an owner, a blank is neither', () => {
    const paid = (iban: string, accountHolder: string) => lacks(draftOf({}, { payment: { iban, accountHolder } }));
    expect(paid(' ', 'Testi Jäsen')).toEqual(['payment.iban iban-missing']);
    for (const holder of ['', ' '])
      expect(paid('FI2112345600000785', holder)).toEqual(['payment.accountHolder account-holder-missing']);
  });
});
