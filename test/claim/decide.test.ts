import { describe, expect, test } from 'vitest';
import { decide } from '../../src/claim/decide.ts';
import { packs } from './claims.ts';
import { context, draftOf, RECEIPT, receipt, ticket } from './drafts.ts';

const missingOf = ({ missing }: ReturnType<typeof decide>) => missing.map(({ path, code }) => `${path} ${code}`);

describe('a draft', () => {
  test('with its times is computed and lacks nothing', () => {
    const { tripClaim, evaluation, missing } = decide(draftOf(), context(), packs);
    expect(tripClaim?.id).toBe('c');
    expect(evaluation?.totals.perDiemCents).toBe(5400);
    expect(missing).toEqual([]);
  });

  test('without its return is not computed, and says what it lacks', () => {
    const decided = decide(draftOf({ end: null }), context(), packs);
    expect(decided).toMatchObject({ tripClaim: null, evaluation: null });
    expect(missingOf(decided)).toEqual(['trip.end return-missing']);
  });

  test('that the rules refuse says so beside what it lacks, with one thing to do', () => {
    const decided = decide(
      draftOf({ end: '2026-03-10T06:39', distanceKm: { home: null, workplace: null } }),
      context(),
      packs,
    );
    expect(decided.tripClaim?.trip.end).toBe('2026-03-10T06:39');
    expect(decided.evaluation).toBeNull();
    expect(missingOf(decided)).toEqual(['trip.distanceKm.home distance-missing', 'trip.end end-before-start']);
    expect(decided.missing[1]?.action.fi).toBe('Matka päättyy ennen kuin se alkaa. Korjaa lähtö- tai paluuaika.');
  });

  test('is computed with the rows that are whole, and what the others lack is told', () => {
    const rows = [ticket(), ticket({ id: 'e2', amountCents: null })];
    const decided = decide(draftOf({}, { expenses: rows }), context({ receipts: [receipt()] }), packs);
    expect(decided.evaluation?.totals.transportCents).toBe(2340);
    expect(missingOf(decided)).toEqual(['expenses[e2].amountCents expense-amount-missing']);
    expect(rows.every((row) => row.receiptId === RECEIPT)).toBe(true);
  });
});

describe('a draft sent two months after the trip', () => {
  const sentOn = (submittedOn: string, lateReason: string) =>
    missingOf(decide(draftOf({}, { lateReason }), context({ submittedOn }), packs));

  test('is in time, a day later it needs a reason, and a blank is none', () => {
    expect(sentOn('2026-05-10', '')).toEqual([]);
    expect(sentOn('2026-05-11', '')).toEqual(['lateReason late-reason-missing']);
    expect(sentOn('2026-05-11', ' ')).toEqual(['lateReason late-reason-missing']);
    expect(sentOn('2026-05-11', 'Olin sairaana.')).toEqual([]);
  });

  test('tells the reason it lacks after everything else it lacks', () => {
    const draft = draftOf({}, { payment: { iban: '', accountHolder: 'Testi Jäsen' } });
    expect(missingOf(decide(draft, context({ submittedOn: '2026-05-11' }), packs))).toEqual([
      'payment.iban iban-missing',
      'lateReason late-reason-missing',
    ]);
  });
});
