import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { claimNumber } from '../../src/claim/number.ts';
import { readScanned, sheetCode } from '../../src/claim/sheet-code.ts';

const aNumber = fc
  .tuple(fc.integer({ min: 2018, max: 2099 }), fc.integer({ min: 1, max: 999_999_999 }))
  .map(([year, running]) => claimNumber(year, running));
const aVersion = fc.integer({ min: 1, max: 9999 });

test('what a sheet says is read back, whatever claim and version', () => {
  fc.assert(
    fc.property(aNumber, aVersion, (number, version) => {
      expect(readScanned(sheetCode(number, version))).toEqual({ kind: 'sheet', number, version });
    }),
  );
});

test('one wrong digit anywhere is told as a misreading, never another claim', () => {
  fc.assert(
    fc.property(aNumber, aVersion, fc.nat(), fc.integer({ min: 1, max: 9 }), (number, version, where, more) => {
      const code = sheetCode(number, version);
      const digits = [...code].flatMap((character, at) => (/\d/.test(character) ? [at] : []));
      const at = digits[where % digits.length] ?? 0;
      const wrong = (Number(code[at]) + more) % 10;
      expect(readScanned(`${code.slice(0, at)}${wrong}${code.slice(at + 1)}`)).toEqual({ kind: 'misread' });
    }),
  );
});

test('the code fits the alphanumeric mode of a QR code', () => {
  fc.assert(
    fc.property(aNumber, aVersion, (number, version) => /^[0-9A-Z $%*+./:-]+$/.test(sheetCode(number, version))),
  );
});

test('a code is made of a claim number alone', () => {
  expect(() => sheetCode('ML-2026-000042-7', 1)).toThrow('not a claim number');
});

const number = 'ML-2026-000042-2';
const sheet = { kind: 'sheet', number, version: 1 };

describe('a hand scanner', () => {
  test.each([
    ['as printed', 'OPH-ML:2026-000042-2:1-5'],
    ['set to an American keyboard at a Finnish one', 'OPH+MLÖ2026+000042+2Ö1+5'],
    ['with capitals off', 'oph-ml:2026-000042-2:1-5'],
    ['with the Enter and blanks around', '  OPH-ML:2026-000042-2:1-5\r\n'],
    ['in full-width characters', 'ＯＰＨ－ＭＬ：２０２６－００００４２－２：１－５'],
  ])('%s', (_, typed) => {
    expect(readScanned(typed)).toEqual(sheet);
  });
});

describe('a person who types the number', () => {
  test.each(['ML-2026-000042-2', 'ml 2026 000042 2', 'ML20260000422'])('%s', (typed) => {
    expect(readScanned(typed)).toEqual({ kind: 'number', number });
  });
  test.each(['ML-2026-000042-7', 'ML-2026-00042-2', 'ML2026', 'ML-2026-000042-22'])('%s is misread', (typed) => {
    expect(readScanned(typed)).toEqual({ kind: 'misread' });
  });
});

describe('what is not right', () => {
  test.each([
    ['cut short', 'OPH-ML:2026-000042-2:1'],
    ['two scans run together', 'OPH-ML:2026-000042-2:1-5OPH-ML:2026-000042-2:1-5'],
    ['two scans with a blank between', 'OPH-ML:2026-000042-2:1-5 OPH-ML:2026-000042-2:1-5'],
    ['version 0', 'OPH-ML:2026-000042-2:0-4'],
    ['a version with a leading zero', 'OPH-ML:2026-000042-2:01-5'],
    ['the prefix alone', 'OPH-ML'],
  ])('%s is misread', (_, typed) => {
    expect(readScanned(typed)).toEqual({ kind: 'misread' });
  });
  test.each([
    ['a bank transfer', 'BCD\n002\n1\nSCT\nNDEAFIHH\nTaksi Esimerkki Oy\nFI2112345600000785\nEUR23.40'],
    ['a web page', 'https://example.fi/ML-2026-000042-2'],
    ['a barcode of a product', '6408430000258'],
    ['a word that begins like ours', 'MLADINA'],
    ['another agency of the same house', 'OPH-HAKEMUS:2026-000042-2:1-5'],
    ['signs alone', '---'],
  ])('%s is foreign', (_, typed) => {
    expect(readScanned(typed)).toEqual({ kind: 'foreign' });
  });
});
