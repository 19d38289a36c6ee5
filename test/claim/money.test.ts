import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { centsOf, centsOfTenths, euroDigits, kmOfTenths, shareOf, tenthsOfKm } from '../../src/claim/money.ts';
import { runs } from './runs.ts';

describe('money', () => {
  it('is read from a decimal string to the cent', () => {
    expect([centsOf('54.00'), centsOf('0.07'), centsOf('10.75')]).toEqual([5400, 7, 1075]);
  });

  it('half a cent rounds up, less rounds down, of a share and of tenths of a kilometre', () => {
    expect([shareOf(1, 1, 2), shareOf(1, 49, 100), shareOf(10_001, 3, 4)]).toEqual([1, 0, 7501]);
    expect([centsOfTenths(5), centsOfTenths(4), centsOfTenths(65_528)]).toEqual([1, 0, 6553]);
  });

  it('is written with two decimals and thousands apart, in the two forms', () => {
    const digits = (cents: number) => [euroDigits(cents, ','), euroDigits(cents, '.')];
    expect(digits(0)).toEqual(['0,00', '0.00']);
    expect(digits(9)).toEqual(['0,09', '0.09']);
    expect(digits(10)).toEqual(['0,10', '0.10']);
    expect(digits(99_999)).toEqual(['999,99', '999.99']);
    expect(digits(100_000)).toEqual(['1\u00a0000,00', '1,000.00']);
    expect(digits(123_456_789)).toEqual(['1\u00a0234\u00a0567,89', '1,234,567.89']);
    expect(digits(-1)).toEqual(['−0,01', '−0.01']);
  });
});

describe('kilometres', () => {
  it('are counted in tenths, half a tenth up', () => {
    expect([tenthsOfKm(12.24), tenthsOfKm(12.25), tenthsOfKm(0.05), tenthsOfKm(0.049)]).toEqual([122, 123, 1, 0]);
    expect(kmOfTenths(123)).toBe(12.3);
  });

  it('of one decimal are never changed by it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400_000 }), (tenths) => tenthsOfKm(kmOfTenths(tenths)) === tenths),
      runs(1000),
    );
  });
});
