import { describe, expect, it } from 'vitest';
import { fieldsOf, findFields } from '../../src/receipt/fields.ts';
import { weighed } from '../../src/receipt/second-opinion.ts';
import { groundsOf } from '../../src/receipt/sure.ts';
import { drawnPage } from './drawn-words.ts';

const NO_LOOK = { total: null, date: null };
const both = (first: string[], second: string[]) => {
  const { found, opinion } = weighed(findFields([drawnPage(first)]), findFields([drawnPage(second)]));
  const witness = { look: NO_LOOK, opinion };
  return { ...fieldsOf(found, witness), grounds: groundsOf(found, witness) };
};

const SLIP = ['Kioski Oy', '10.3.2019 05.42', 'Kahvi  2,50', 'Pulla  3,10', 'YHTEENSÄ  5,60 €', 'KORTTI  5,60 €'];
const swapped = (from: string, to: string) => SLIP.map((row) => row.replace(from, to));

describe('the total', () => {
  it('is sure when both readers have it and the goods add up to it', () => {
    expect(both(SLIP, SLIP)).toMatchObject({ total: { cents: 560, sure: true }, grounds: { total: 'both-sums' } });
  });

  it('is sure when both have it and a card line repeats it, not when nothing else does', () => {
    const dear = swapped('3,10', '9,99');
    expect(both(dear, dear)).toMatchObject({ total: { sure: true }, grounds: { total: 'both-payment' } });
    const bare = ['Kioski Oy', '10.3.2019', 'YHTEENSÄ  5,60 €'];
    expect(both(bare, bare)).toMatchObject({ total: { sure: false }, grounds: { total: 'both' } });
  });

  it('is not sure when the readers disagree, and is the one that the goods bear out', () => {
    const misread = swapped('YHTEENSÄ  5,60', 'YHTEENSÄ  8,60');
    expect(both(misread, SLIP).total).toMatchObject({ cents: 560, sure: false });
    expect(both(SLIP, misread).total).toMatchObject({ cents: 560, sure: false });
  });

  it('is taken from the second reader where the first found none', () => {
    expect(both(['Kioski Oy'], SLIP).total).toMatchObject({ cents: 560, sure: false });
  });

  it('is not sure beside a rounding that only the second reader saw', () => {
    const rounded = [...SLIP, 'PYÖRISTYS  0,02'];
    expect(both(SLIP, rounded)).toMatchObject({ total: { sure: false }, grounds: { total: 'doubtful' } });
  });

  it('has the currency one of them saw, and none where they saw two', () => {
    const bare = ['Shop', 'TOTAL  5.60'];
    expect(both(bare, ['Shop', 'TOTAL  5.60 EUR']).total?.currency).toBe('EUR');
    expect(both(['Shop', 'TOTAL  5.60 SEK'], ['Shop', 'TOTAL  5.60 EUR']).total?.currency).toBe('XXX');
  });
});

describe('the date', () => {
  it('is sure when both have it, though one misread it elsewhere', () => {
    expect(both([...SLIP, '10.3.2013'], SLIP).date).toMatchObject({ value: '2019-03-10', sure: true });
  });

  it('is not sure when both see another one too, or disagree', () => {
    const two = [...SLIP, '12.3.2019'];
    expect(both(two, two).date?.sure).toBe(false);
    expect(both(swapped('2019', '2013'), SLIP).date?.sure).toBe(false);
  });

  it('17-05-12 may be a year first, save on a Finnish receipt', () => {
    const foreign = ['Shop', '17-05-12', 'TOTAL  5.60 EUR'];
    expect(both(foreign, foreign).date?.sure).toBe(false);
    const finnish = swapped('10.3.2019', '17-05-12');
    expect(both(finnish, finnish).date).toMatchObject({ value: '2012-05-17', sure: true });
  });

  it('04/05/2018 is sure in euros and not in dollars', () => {
    const paid = (sum: string) => ['Shop', 'DATE 04/05/2018', `TOTAL  ${sum}`];
    expect(both(paid('5.60 EUR'), paid('5.60 EUR')).date).toMatchObject({ value: '2018-05-04', sure: true });
    expect(both(paid('5.60 USD'), paid('5.60 USD')).date?.sure).toBe(false);
  });
});
