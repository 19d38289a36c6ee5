import { describe, expect, it } from 'vitest';
import { claimOf, codes, evaluated, refused } from './claims.ts';

const ended = (end: string, submittedOn: string) =>
  codes(evaluated({ ...claimOf({ start: end, end: `${end.slice(0, 10)}T20:00` }), submittedOn }));
const train = (amountCents: number) => ({
  id: 'e',
  kind: 'train' as const,
  date: '2026-03-10',
  amountCents,
  hasReceipt: true,
});
const boat = {
  vehicle: 'snowmobile' as const,
  km: 10,
  date: '2026-03-10',
  from: 'A',
  to: 'B',
  reason: { code: 'luggage' as const },
  reasonAccepted: true,
};

describe('the claim as a whole', () => {
  it('without an invitation is an error', () => {
    const { attachments: _, ...bare } = claimOf();
    expect(evaluated(bare).findings).toMatchObject([{ code: 'invitation-missing', severity: 'error' }]);
  });

  it('with a receipt asks for the originals', () => {
    const [note] = evaluated(claimOf({}, { expenses: [train(100)] })).findings;
    expect(note).toMatchObject({ code: 'originals-required', severity: 'note' });
  });

  it('two months after the trip it is in time, a day later it is late', () => {
    expect(ended('2026-02-10T08:00', '2026-04-10')).toEqual([]);
    expect(ended('2026-02-10T08:00', '2026-04-11')).toEqual(['late-claim']);
    expect(ended('2025-12-31T08:00', '2026-02-28')).toEqual([]);
    expect(ended('2025-12-31T08:00', '2026-03-01')).toEqual(['late-claim']);
  });

  it('a trip outside the member’s term goes to review, its first and last day are inside', () => {
    const group = (termStart: string, termEnd: string) => ({ group: { name: 'HYKS', termStart, termEnd } });
    expect(codes(evaluated(claimOf({}, group('2026-03-10', '2026-03-10'))))).toEqual([]);
    expect(codes(evaluated(claimOf({}, group('2026-03-11', '2026-12-31'))))).toEqual(['outside-term']);
    expect(codes(evaluated(claimOf({}, group('2025-01-01', '2026-03-09'))))).toEqual(['outside-term']);
  });

  it('another payer’s share is taken off the total', () => {
    const { lines, totals } = evaluated(claimOf({ otherPayer: { name: 'Valteri', paidCents: 5399 } }));
    expect(lines.at(-1)).toMatchObject({
      rule: 'secondary-compensation',
      amountCents: -5399,
      reduction: 'other-source',
    });
    expect(totals).toMatchObject({ perDiemCents: 5400, otherPayerCents: 5399, payableCents: 1 });
  });

  it('another payer who pays more leaves nothing, never less', () => {
    const { totals } = evaluated(claimOf({ otherPayer: { name: 'Valteri', paidCents: 9000 } }));
    expect(totals).toMatchObject({ otherPayerCents: 5400, payableCents: 0 });
  });

  it('another payer’s share is open while a line is and the share is more than the rest', () => {
    const over = (paidCents: number) =>
      evaluated(claimOf({ otherPayer: { name: 'V', paidCents } }, { mileage: [boat] }));
    expect(over(5400).lines.at(-1)).toMatchObject({ amountCents: -5400 });
    expect(over(5401).lines.at(-1)).toMatchObject({ amountCents: null });
    expect(over(5401).totals).toMatchObject({ otherPayerCents: 0, payableCents: 5400 });
  });

  it('an advance as large as the claim leaves nothing, a larger one is to be paid back', () => {
    const even = evaluated(claimOf({ advanceCents: 5400 }));
    expect([even.totals.payableCents, codes(even)]).toEqual([0, []]);
    const back = evaluated(claimOf({ advanceCents: 5401 }));
    expect([back.totals.payableCents, codes(back)]).toEqual([-1, ['advance-exceeds']]);
    expect(back.findings[0]?.action.en).toContain('0.01 €');
  });

  it('findings stand in order of severity', () => {
    const expenses = [
      { ...train(100), readCents: 1 },
      { ...train(1), id: 'f', hasReceipt: false },
    ];
    const severities = evaluated(claimOf({}, { expenses })).findings.map((finding) => finding.severity);
    expect(severities).toEqual(['error', 'review', 'note']);
  });
});

describe('input that is not a claim', () => {
  it.each([
    [null, '$'],
    [[], '$'],
    ['text', '$'],
    [{}, 'id'],
    [{ id: 'a' }, 'trip'],
    [{ ...claimOf(), extra: 1 }, 'extra'],
    [claimOf({ end: 'tomorrow' }), 'trip.end'],
    [claimOf({}, { expenses: [train(1.5)] }), 'expenses[0].amountCents'],
    [claimOf({}, { expenses: [train(-1)] }), 'expenses[0].amountCents'],
    [claimOf({}, { expenses: [train(1), { ...train(1), id: '' }] }), 'expenses[1].id'],
    [claimOf({ freeMeals: [{ at: '2026-02-30T12:00', meal: 'lunch' }] }), 'trip.freeMeals[0].at'],
  ])('%j is refused at %s', (input, path) => {
    expect(refused(input)).toMatchObject({ code: 'invalid-input', path });
  });
});
