import { describe, expect, it } from 'vitest';
import { centsAtRate } from '../../src/claim/money.ts';
import { claimOf, codes, evaluated } from './claims.ts';

/** § 7 A receipt in another currency. */

type Row = NonNullable<Parameters<typeof claimOf>[1] & { expenses?: unknown[] }>['expenses'] extends
  | (infer R)[]
  | undefined
  ? R
  : never;
const rate = (value: string, date = '2026-03-10', source: 'ecb' | 'bank' = 'ecb') => ({ value, source, date });
const claimed = (row: Partial<Row>) =>
  evaluated(
    claimOf(
      { waivesPerDiem: true },
      {
        attachments: { invitation: true, originalsReceived: true },
        expenses: [
          {
            id: 'e1',
            kind: 'train',
            date: '2026-03-10',
            amountCents: 11250,
            currency: 'SEK',
            hasReceipt: true,
            ...row,
          },
        ],
      },
    ),
  );

describe('a sum turned into euro', () => {
  it('is divided by the rate and rounded half up once', () => {
    expect(centsAtRate(11250, '11.2345')).toBe(1001);
    expect(centsAtRate(1, '2')).toBe(1);
    expect(centsAtRate(1, '2.000001')).toBe(0);
    expect(centsAtRate(3, '2')).toBe(2);
    expect(centsAtRate(100, '1')).toBe(100);
    expect(centsAtRate(0, '11.2345')).toBe(0);
  });

  it('is exact for the largest sum at the finest rate', () => {
    expect(centsAtRate(1_000_000_000, '0.000001')).toBe(1_000_000_000_000_000);
    expect(centsAtRate(1_000_000_000, '9999999.999999')).toBe(100);
  });
});

describe('a receipt in another currency', () => {
  it('is paid by the rate, and the line says rate, source and date', () => {
    const { lines, findings, complete } = claimed({ exchangeRate: rate('11.2345') });
    expect(lines).toMatchObject([{ amountCents: 1001, unitCents: 1001 }]);
    expect(lines[0]?.why).toEqual({
      fi: 'Kulut kuitin mukaan: 112,50 SEK; 1 € = 11,2345 SEK (Euroopan keskuspankki, 10.3.2026): 10,01 €.',
      sv: 'Kostnader enligt kvitto: 112,50 SEK; 1 € = 11,2345 SEK (Europeiska centralbanken, 10.3.2026): 10,01 €.',
      en: 'Cost by receipt: 112.50 SEK; 1 € = 11.2345 SEK (European Central Bank, 10 March 2026): 10.01 €.',
    });
    expect(findings).toMatchObject([{ code: 'currency-rate', severity: 'review' }]);
    expect(complete).toBe(true);
  });

  it('waits without a rate', () => {
    const { lines, findings, complete } = claimed({});
    expect(lines).toMatchObject([{ amountCents: null, unitCents: null }]);
    expect(findings).toMatchObject([{ code: 'currency-rate-missing' }]);
    expect(complete).toBe(false);
  });

  it('has a rate of its own date or at most four days before; a bank statement’s is its own', () => {
    const asked = (date: string, source: 'ecb' | 'bank') => codes(claimed({ exchangeRate: rate('11', date, source) }));
    expect(asked('2026-03-06', 'ecb')).toEqual(['currency-rate']);
    expect(asked('2026-03-05', 'ecb')).toEqual(['currency-rate-date']);
    expect(asked('2026-03-11', 'ecb')).toEqual(['currency-rate-date']);
    expect(asked('2026-03-13', 'bank')).toEqual(['currency-rate']);
  });

  it('in euro needs no rate, and one that is given changes nothing', () => {
    expect(claimed({ currency: 'EUR', exchangeRate: rate('2') })).toMatchObject({
      lines: [{ amountCents: 11250, unitCents: 11250 }],
      findings: [],
    });
  });

  it('of a hotel has its meals taken out before it is turned', () => {
    const { lines } = claimed({
      kind: 'lodging',
      date: '2026-03-10',
      nights: [],
      mealsCents: 1250,
      exchangeRate: rate('10'),
    });
    expect(lines).toMatchObject([{ amountCents: 1000, unitCents: 1125 }]);
    expect(lines[0]?.why.en).toContain('Bill 112.50 SEK, of which meals 12.50 SEK: room 100.00 SEK; 1 € = 10 SEK');
  });

  it('for a long parking is paid for its share of days', () => {
    const { lines } = claimed({
      kind: 'parking',
      place: 'airport',
      days: 5,
      amountCents: 10000,
      exchangeRate: rate('10'),
    });
    expect(lines).toMatchObject([{ amountCents: 600 }]);
  });

  it('differs from the sum read off it in its own currency', () => {
    const { findings } = claimed({ exchangeRate: rate('10'), readCents: 11300 });
    expect(findings.map(({ action }) => action.en)).toContain(
      'Check the sum: 112.50 SEK entered, 113.00 SEK read off the receipt.',
    );
  });
});
