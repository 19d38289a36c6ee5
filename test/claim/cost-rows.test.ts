import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import type { Expense } from '../../src/claim/claim.ts';
import { claimOf, codes, evaluated } from './claims.ts';

/** §§ 5, 7 Parking without its days, parking of one day in any order, and what is said of a room. */

type Row = z.input<typeof Expense>;

const cost = (over: Partial<Row>): Row => ({
  id: 'e1',
  kind: 'parking',
  date: '2026-03-10',
  amountCents: 4000,
  hasReceipt: true,
  place: 'airport',
  ...over,
});
const claimed = (end: string, ...expenses: Row[]) => {
  const result = evaluated(claimOf({ start: '2026-03-10T08:00', end, waivesPerDiem: true }, { expenses }));
  return { ...result, findings: result.findings.filter((finding) => finding.code !== 'originals-required') };
};

describe('parking', () => {
  it('without its days is paid, and asked about on a trip of more than 3 travel days', () => {
    expect(claimed('2026-03-13T08:00', cost({}))).toMatchObject({ lines: [{ amountCents: 4000 }], findings: [] });
    const longer = claimed('2026-03-13T08:01', cost({}));
    expect(longer).toMatchObject({
      lines: [{ amountCents: 4000 }],
      findings: [{ code: 'parking-days-missing', severity: 'review', subject: 'expenses[e1]' }],
    });
    expect(codes(claimed('2026-03-13T08:01', cost({ days: 3 })))).toEqual([]);
  });

  it('of one day uses up the days in order of its id, however it is listed', () => {
    const rows = [cost({ id: 'b', days: 2 }), cost({ id: 'a', days: 2, amountCents: 3000 })];
    for (const listed of [rows, rows.toReversed()]) {
      const { totals, findings } = claimed('2026-03-12T18:00', ...listed);
      expect(totals.transportCents).toBe(3000 + 2000);
      expect(findings).toMatchObject([{ code: 'parking-days-capped', subject: 'expenses[b]' }]);
    }
  });
});

describe('a hotel bill', () => {
  const hotel = (over: Partial<Row>) =>
    claimed('2026-03-12T18:00', cost({ kind: 'lodging', amountCents: 14_000, nights: ['2026-03-10'], ...over }));

  it('says the room, and the meals where there are any', () => {
    expect(hotel({}).lines[0]?.why.fi).toBe('Huone kuitin mukaan: 140,00 €.');
    expect(hotel({ mealsCents: 1 }).lines[0]?.why.fi).toBe('Lasku 140,00 €, josta aterioita 0,01 €: huone 139,99 €.');
  });

  it('with meals of more than the bill says how much they are', () => {
    expect(hotel({ mealsCents: 14_001 }).findings[0]?.action.fi).toContain('aterioiden osuus 140,01 €');
  });
});
