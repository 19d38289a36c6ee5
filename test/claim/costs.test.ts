import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import type { Expense } from '../../src/claim/claim.ts';
import { claimOf, codes, evaluated, refused } from './claims.ts';

type Row = z.input<typeof Expense>;

const cost = (over: Partial<Row>): Row => ({
  id: 'e1',
  kind: 'train',
  date: '2026-03-10',
  amountCents: 4400,
  hasReceipt: true,
  ...over,
});

const ofTrip = { start: '2026-03-10T08:00', end: '2026-03-12T18:00', waivesPerDiem: true };
const claimed = (...expenses: Row[]) => {
  const result = evaluated(claimOf(ofTrip, { expenses }));
  return { ...result, findings: result.findings.filter((finding) => finding.code !== 'originals-required') };
};

describe('costs by receipt', () => {
  it('a ticket with its receipt is paid as it is', () => {
    const { lines, findings, totals } = claimed(cost({}));
    expect(lines).toMatchObject([
      { rule: 'expense.train', subject: 'expenses[e1]', quantity: 1, unitCents: 4400, amountCents: 4400 },
    ]);
    expect(findings).toEqual([]);
    expect(totals.transportCents).toBe(4400);
  });

  it('a cost without a receipt is an error and pays nothing', () => {
    const { lines, findings } = claimed(cost({ hasReceipt: false }));
    expect(lines).toMatchObject([{ amountCents: 0 }]);
    expect(findings).toMatchObject([{ code: 'receipt-missing', severity: 'error', subject: 'expenses[e1]' }]);
  });

  it('a sum other than the one read goes to review with both, and stays as entered', () => {
    expect(codes(claimed(cost({ readCents: 4400 })))).toEqual([]);
    const { findings, totals } = claimed(cost({ readCents: 4401 }));
    expect(findings).toMatchObject([{ code: 'read-sum-differs', severity: 'review' }]);
    expect(findings[0]?.action.fi).toContain('annettu 44,00 €, kuitista luettu 44,01 €');
    expect(totals.transportCents).toBe(4400);
  });

  it('a receipt outside the trip goes to review, a ticket bought earlier does not', () => {
    expect(codes(claimed(cost({ date: '2026-03-01' })))).toEqual([]);
    expect(codes(claimed(cost({ date: '2026-03-13' })))).toEqual(['receipt-outside-trip']);
    expect(codes(claimed(cost({ kind: 'other', date: '2026-03-09' })))).toEqual(['receipt-outside-trip']);
    expect(codes(claimed(cost({ kind: 'other', date: '2026-03-12' })))).toEqual([]);
  });

  it('another currency waits for its rate', () => {
    const { lines, findings, complete } = claimed(cost({ currency: 'SEK' }));
    expect(lines).toMatchObject([{ unitCents: null, amountCents: null }]);
    expect(findings).toMatchObject([{ code: 'currency-rate-missing', severity: 'review' }]);
    expect(complete).toBe(false);
  });

  it('a fee is never paid, with or without a receipt', () => {
    for (const hasReceipt of [true, false]) {
      const { lines, findings } = claimed(cost({ kind: 'fee', hasReceipt }));
      expect(lines).toMatchObject([{ rule: 'expense.fee', amountCents: 0 }]);
      expect(findings).toMatchObject([{ code: 'fee-not-payable', severity: 'error' }]);
    }
  });

  it('two rows with one id are refused', () => {
    const expenses = [cost({}), cost({})];
    expect(refused(claimOf(ofTrip, { expenses }))).toMatchObject({ code: 'id-not-unique', path: 'expenses[1].id' });
  });
});

describe('taxi', () => {
  const taxi = (over: Partial<Row>) => claimed(cost({ kind: 'taxi', ...over }));
  const justification = { code: 'no-connection' as const, text: 'ei bussia ennen kuutta' };

  it('without a justification it is an error and pays nothing, with it and a receipt it goes to review', () => {
    const bare = taxi({});
    expect(bare.lines).toMatchObject([{ rule: 'expense.taxi', amountCents: 0 }]);
    expect(bare.findings).toMatchObject([{ code: 'taxi-needs-justification', severity: 'error' }]);
    const good = taxi({ justification, from: 'Koti', to: 'Asema', time: '05:42', publicTransport: 'buss 4,40 €' });
    expect(good.lines).toMatchObject([{ amountCents: 4400 }]);
    expect(good.findings).toMatchObject([{ code: 'taxi-justified', severity: 'review' }]);
    expect(good.findings[0]?.action.sv).toBe(
      'Godkänn eller avslå motiveringen för taxi: ingen kollektivtrafik (ei bussia ennen kuutta), Koti–Asema, kl. 5.42, 44,00 €; kollektivtrafik: buss 4,40 €.',
    );
  });

  it('needs its receipt too, and says all that is missing', () => {
    expect(codes(taxi({ justification, hasReceipt: false }))).toEqual(['receipt-missing']);
    expect(codes(taxi({ hasReceipt: false }))).toEqual(['taxi-needs-justification', 'receipt-missing']);
  });

  it('"other" without a text is no justification', () => {
    expect(codes(taxi({ justification: { code: 'other', text: '' } }))).toEqual(['taxi-needs-justification']);
  });
});

describe('lodging (majoittumiskorvaus, logiersättning)', () => {
  const hotel = (over: Partial<Row>) =>
    claimed(cost({ kind: 'lodging', date: '2026-03-11', amountCents: 14_000, nights: ['2026-03-10'], ...over }));

  it('pays the room without the meals on the bill; no ceiling is assumed', () => {
    const { lines, totals, findings } = hotel({ mealsCents: 2000 });
    expect(lines).toMatchObject([{ amountCents: 12_000, cite: { status: 'assumed' } }]);
    expect([totals.lodgingCents, findings]).toEqual([12_000, []]);
  });

  it('meals of the whole bill pay nothing, of more than the bill are an error', () => {
    expect(hotel({ mealsCents: 14_000 })).toMatchObject({ lines: [{ amountCents: 0 }], findings: [] });
    expect(codes(hotel({ mealsCents: 14_001 }))).toEqual(['lodging-meals-exceed']);
  });

  it('the last night of the trip is paid, the night after it is an error', () => {
    expect(hotel({ nights: ['2026-03-11'] }).totals.lodgingCents).toBe(14_000);
    for (const night of ['2026-03-09', '2026-03-12']) {
      const outside = hotel({ nights: ['2026-03-10', night] });
      expect(outside.totals.lodgingCents).toBe(0);
      expect(outside.findings).toMatchObject([
        { code: 'night-outside-trip', severity: 'error', subject: 'expenses[e1]' },
      ]);
    }
  });

  it('a bill without its nights goes to review', () => {
    expect(codes(hotel({ nights: [] }))).toEqual(['lodging-nights-missing']);
  });
});

describe('parking', () => {
  const parking = (over: Partial<Row>) => cost({ kind: 'parking', place: 'airport', days: 1, ...over });

  it('3 days are paid in full, 4 days pay three of them', () => {
    expect(claimed(parking({ days: 3, amountCents: 6000 }))).toMatchObject({
      lines: [{ amountCents: 6000 }],
      findings: [],
    });
    const four = claimed(parking({ days: 4, amountCents: 10_001 }));
    expect(four.lines).toMatchObject([{ amountCents: 7501 }]);
    expect(four.findings).toMatchObject([{ code: 'parking-days-capped', severity: 'note' }]);
  });

  it('3 days of a trip, over all receipts, in order of date', () => {
    const rows = [
      parking({ id: 'b', date: '2026-03-12', days: 2, amountCents: 4000 }),
      parking({ id: 'a', days: 2, amountCents: 3000 }),
    ];
    for (const listed of [rows, rows.toReversed()]) {
      const { totals, findings } = claimed(...listed);
      expect(totals.transportCents).toBe(3000 + 2000);
      expect(findings).toMatchObject([{ code: 'parking-days-capped', subject: 'expenses[b]' }]);
    }
  });

  it('the street is not paid and uses up no days; an airport, a station and the lodging are', () => {
    const street = claimed(parking({ place: 'street', days: 3 }), parking({ id: 'e2', days: 3, amountCents: 300 }));
    expect(street.lines.map((line) => line.amountCents)).toEqual([0, 300]);
    expect(street.findings).toMatchObject([{ code: 'parking-place', severity: 'error' }]);
    for (const place of ['station', 'lodging'] as const) expect(codes(claimed(parking({ place })))).toEqual([]);
  });

  it('an unknown place is asked for', () => {
    expect(codes(claimed(parking({ place: null })))).toEqual(['parking-place-missing']);
  });
});
