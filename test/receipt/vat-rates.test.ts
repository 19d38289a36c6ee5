import { describe, expect, test } from 'vitest';
import { detailsOf } from '../../src/receipt/details.ts';
import { findFields } from '../../src/receipt/fields.ts';
import { canBeTaxed, isRateOutOfTime, vatRates } from '../../src/receipt/vat-rates.ts';
import { drawnPage } from './drawn-words.ts';

/** Which VAT rate may stand on a receipt of which day; a rate of another time is told, never refused. */

test('every class has one rate on every day since 2013, without a gap or an overlap, and each row its source', () => {
  for (const [of, rows] of Map.groupBy(vatRates, (row) => row.of)) {
    const sorted = rows.toSorted((a, b) => a.from.localeCompare(b.from));
    expect(sorted[0]?.from, of).toBe('2013-01-01');
    expect(sorted.at(-1)?.to, of).toBe('9999-12-31');
    for (const [at, row] of sorted.entries()) {
      expect(row.source).not.toBe('');
      const next = sorted[at + 1];
      const after = new Date(Date.parse(row.to) + 86_400_000);
      if (next) expect(next.from, of).toBe(after.toISOString().slice(0, 10));
    }
  }
});

describe('the rate', () => {
  test.each([
    ['parking', 24, '2024-08-31', true],
    ['parking', 24, '2024-09-01', false],
    ['parking', 25.5, '2024-08-31', false],
    ['parking', 25.5, '2024-09-01', true],
    ['taxi', 10, '2024-12-31', true],
    ['taxi', 10, '2025-01-01', false],
    ['taxi', 14, '2024-12-31', false],
    ['taxi', 14, '2025-12-31', true],
    ['taxi', 13.5, '2025-12-31', false],
    ['taxi', 13.5, '2026-01-01', true],
    ['lodging', 14, '2025-12-31', true],
    ['lodging', 10, '2026-01-01', false],
    ['other', 10, '2026-01-01', true],
    ['ship', 0, '2026-01-01', true],
  ] as const)('of %s on a receipt: %d per cent on %s is %j', (kind, rate, day, may) =>
    expect(canBeTaxed(rate, day, kind)).toBe(may),
  );

  test('is believed by the day of the purchase or of the travel, and nothing is said without a day', () => {
    const vat = [{ rate: 10 }];
    expect(isRateOutOfTime(vat, ['2024-12-30', '2025-01-05'], 'train')).toBe(false);
    expect(isRateOutOfTime(vat, ['2025-01-02', '2025-01-05'], 'train')).toBe(true);
    expect(isRateOutOfTime(vat, [], 'train')).toBe(false);
  });
});

describe('the notice', () => {
  const notices = (...rows: string[]) => detailsOf(findFields([drawnPage(rows)])).notices;
  const slip = (day: string, more = 'Y-tunnus: 9900013-0') =>
    ['Taksi Esimerkki Oy', more, 'TAKSIKUITTI', day, 'YHTEENSÄ   23,40 €', '10 %    21,27    2,13    23,40'] as const;

  test('stands on a slip of 1 January 2025 with 10 %, not on one of the day before', () => {
    expect(notices(...slip('1.1.2025'))).toEqual(['vat-rate-not-of-date']);
    expect(notices(...slip('31.12.2024'))).toEqual([]);
  });

  test('is not given of a receipt in another currency', () => {
    expect(notices('Taxi', '1.1.2025', 'TOTALT 234,00 SEK', 'MOMS 6 %   220,75   13,25   234,00')).toEqual([]);
  });
});
