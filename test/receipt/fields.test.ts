import { describe, expect, it } from 'vitest';
import { fieldsOf, findFields } from '../../src/receipt/fields.ts';
import { unreadVatRows } from '../../src/receipt/mend.ts';
import { NOBODY } from '../../src/receipt/second-opinion.ts';
import { drawnPage } from './drawn-words.ts';

const AGREED = { look: { total: true, date: true }, opinion: NOBODY };
const read = (rows: string[], via: 'ocr' | 'text-layer' = 'ocr') =>
  fieldsOf(findFields([drawnPage(rows, { via })]), AGREED);

const TAXI = [
  'Taksi Esimerkki Oy',
  'Y-tunnus: 9900013-0',
  'TAKSIKUITTI',
  '10.3.2019 05.42',
  'Matkamaksu                23,40',
  'YHTEENSÄ                  23,40 €',
  'ALV   VEROTON   VERO   VEROLLINEN',
  '10 %    21,27    2,13    23,40',
  'YHTEENSÄ    21,27    2,13    23,40',
  'Debit/Veloitus   23,40 EUR',
];

describe('the total', () => {
  it('is sure when the VAT table and the card line bear it out', () => {
    expect(read(TAXI).total).toMatchObject({ cents: 2340, currency: 'EUR', sure: true, page: 1 });
  });

  it('is not sure when its line read again says otherwise', () => {
    const fields = fieldsOf(findFields([drawnPage(TAXI)]), { look: { total: false, date: true }, opinion: NOBODY });
    expect(fields.total).toMatchObject({ cents: 2340, sure: false });
  });

  it('is not sure when only a card line repeats it', () => {
    expect(read(['Kioski Oy', 'YHTEENSÄ   8,20 €', 'KORTTI   8,20 €']).total).toMatchObject({
      cents: 820,
      sure: false,
    });
  });

  it('is null when no line speaks of one', () => {
    expect(read(['Kioski Oy', 'Kahvi   2,50', 'Pulla   3,10']).total).toBeNull();
  });

  it('is not the bonus, the deposit, the subtotal or the cash given', () => {
    const rows = [
      'Välisumma              12,00',
      'Pullopantti             0,40',
      'YHTEENSÄ               12,40',
      'BONUSTA KERRYTTÄVÄT OSTOT YHTEENSÄ   99,00',
      'KÄTEINEN               20,00',
      'TAKAISIN                7,60',
    ];
    expect(read(rows).total).toMatchObject({ cents: 1240 });
  });

  it('is found though the engine lost the dots or took O for 0', () => {
    expect(read(['YHTEENSA   5,00 €']).total?.cents).toBe(500);
    expect(read(['YHTEENSÄ   2O,4O €']).total).toMatchObject({ cents: 2040, sure: false });
    expect(read(['YHTFENSÄ   5,00 €']).total?.cents).toBe(500);
  });

  it('keeps the minus of a refund and is then never sure', () => {
    const rows = ['YHTEENSÄ   -15,90 €', '14 %   -13,95   -1,95   -15,90', 'Kortti   -15,90'];
    expect(read(rows).total).toMatchObject({ cents: -1590, sure: false });
  });

  it('reads thousands parted by a blank, a dot or a comma', () => {
    for (const sum of ['1 234,56', '1.234,56', '1,234.56', '1234,56']) {
      expect(read([`YHTEENSÄ      ${sum} €`]).total?.cents).toBe(123456);
    }
  });

  it('does not join a row number with the sum beside it', () => {
    expect(read(['YHTEENSÄ   2      123,45 €']).total?.cents).toBe(12345);
  });

  it('is read in Swedish and in English', () => {
    expect(read(['TOTALT ATT BETALA (SEK)   2,951.00 kr']).total).toMatchObject({ cents: 295100, currency: 'SEK' });
    expect(read(['Grand Total   RM 44.73']).total).toMatchObject({ cents: 4473, currency: 'MYR' });
  });

  it('has no currency and is not sure when the paper names none', () => {
    const rows = ['TOTAL   50.00', 'VAT 25%   10.00', 'Net amount excl. VAT   40.00', 'CARD   50.00'];
    expect(read(rows).total).toMatchObject({ cents: 5000, currency: 'XXX', sure: false });
  });

  it('in a text layer needs arithmetic to be sure', () => {
    expect(read(TAXI, 'text-layer').total?.sure).toBe(true);
    expect(read(['YHTEENSÄ   23,40 €'], 'text-layer').total?.sure).toBe(false);
  });

  it('is sure when the tax of its rate, the card and the second look agree', () => {
    const rows = ['Seutulinja Oy', 'Yhteensä   3,30 €', 'Sis. ALV 13,5 %   0,39 €', 'Korttimaksu   3,30 €'];
    expect(read(rows).total?.sure).toBe(true);
    expect(read(rows.map((row) => row.replace('0,39', '0,36'))).total?.sure).toBe(false);
  });

  it('with a tip is what was paid, though the tax table proves the price without it', () => {
    const rows = [
      'YHTEENSÄ   22,00',
      'Juomaraha   3,00',
      'MAKSETTAVA YHTEENSÄ   25,00',
      'ALV 14 %   2,70',
      'Veroton   19,30',
    ];
    expect(read(rows).total?.cents).toBe(2500);
    expect(read(rows.filter((row) => !row.startsWith('MAKSETTAVA'))).total?.cents).toBe(2200);
  });

  it('after rounding of cash is what was paid', () => {
    const rows = ['YHTEENSÄ   31,02 €', 'Pyöristys   -0,02', 'KÄTEINEN   31,00'];
    expect(read(rows).total).toMatchObject({ cents: 3100, sure: false });
  });
});

describe('the date', () => {
  it('is day first, with dots, slashes, hyphens or blanks the engine put in', () => {
    for (const date of ['10.3.2019', '10/03/2019', '10-03-2019', '10.3 .2019', '2019-03-10', '10 MAR 2019']) {
      expect(read(['Yhteensä 5,00', date]).date?.value).toBe('2019-03-10');
    }
  });

  it('is null when there is no such day', () => {
    expect(read(['31.2.2019', '10.13.2019', '0.3.2019']).date).toBeNull();
  });

  it('prefers the date of the receipt to a due date', () => {
    const date = read(['Eräpäivä 24.3.2026', 'Päiväys 10.3.2026']).date;
    expect(date).toMatchObject({ value: '2026-03-10', sure: false });
  });

  it('is not sure on a paper that may write the month first', () => {
    expect(read(['RECEIPT', 'DATE 04/05/2018', 'TOTAL 5.00', 'CASH 5.00']).date?.sure).toBe(false);
    expect(read(['KUITTI', 'PVM 4.5.2018', 'YHTEENSÄ 5,00', 'KORTTI 5,00']).date?.sure).toBe(true);
  });

  it('is not sure when the only one that could be read is the day of travel', () => {
    expect(read(['JUNALIPPU', 'Matkapäivä 17.3.2026', 'YHTEENSÄ 5,00']).date?.sure).toBe(false);
    expect(read(['JUNALIPPU', 'Ostettu 17.3.2026', 'YHTEENSÄ 5,00']).date?.sure).toBe(true);
  });

  it('comes with its time, also with a dot or before it', () => {
    expect(read(['10.3.2019 05.42']).time?.value).toBe('05:42');
    expect(read(['15.55 4.1.2026']).time?.value).toBe('15:55');
    expect(read(['10.3.2019', 'Sisään 08:02 Ulos 16:31']).time).toBeNull();
  });
});

describe('the VAT table', () => {
  it('is read in any order of columns', () => {
    const row = { rate: 13.5, netCents: 2062, vatCents: 278, grossCents: 2340 };
    expect(read(['2 13,50%  20,62  2,78  23,40']).vat).toMatchObject([row]);
    expect(read(['ALV 13,5 %   23,40   2,78   20,62']).vat).toMatchObject([row]);
    expect(read(['YHTEENSÄ   23,40', 'ALV (13,5 %)   2,78 €']).vat).toMatchObject([row]);
  });

  it('is read again where the small print of a row was lost', () => {
    const lines = findFields([drawnPage(['ALV   VEROTON   VERO   VEROLLINEN', 'TO  21527052.  S180', 'Kiitos'])]).lines;
    expect(unreadVatRows(lines).map((line) => line.text)).toEqual(['TO  21527052.  S180']);
  });

  it('leaves out a row whose arithmetic does not fit its rate', () => {
    expect(read(['14 %   20,62   2,78   23,40']).vat).toEqual([]);
  });
});

describe('the merchant', () => {
  it('is named without the letters that the edge of the paper was read as, but with its company form', () => {
    const rows = ['E    Taksi Esimerkki Oy    i', 'E    Y-tunnus 9900013-0    a'];
    expect(read(rows).merchant).toMatchObject({ value: 'Taksi Esimerkki Oy', businessId: '9900013-0' });
    expect(read(['Taksi Esimerkki    Oy', 'Y-tunnus 9900013-0']).merchant?.value).toBe('Taksi Esimerkki Oy');
  });

  it('is the line with a company form, with the id whose check figure is right', () => {
    expect(read(TAXI).merchant).toMatchObject({ value: 'Taksi Esimerkki Oy', businessId: '9900013-0' });
  });

  it('has no id when the check figure is wrong', () => {
    expect(read(['Taksi Esimerkki Oy', 'Y-tunnus 9900013-1']).merchant?.businessId).toBeNull();
  });

  it('takes the id from a VAT number or from the card block', () => {
    expect(read(['Kioski Oy', 'ALV-nro FI99000130']).merchant?.businessId).toBe('9900013-0');
    expect(read(['Kioski Oy', 'Yritys/Ala: 099000130000/4121']).merchant?.businessId).toBe('9900013-0');
  });
});

describe('kind, meals and language', () => {
  it('follow from the words', () => {
    expect(read(TAXI)).toMatchObject({ kind: { value: 'taxi' }, language: 'fi', mealsIncluded: [] });
    expect(read(['HOTELLILASKU', 'Huone 1', 'Aamiainen sisältyy hintaan']).mealsIncluded).toEqual(['breakfast']);
    expect(read(['Hotell', 'Rum 5, Logi', 'Frukost ingår']).mealsIncluded).toEqual(['breakfast']);
    expect(read(['Hotelli, huone 5', 'Aamiainen ei sisälly hintaan']).mealsIncluded).toEqual([]);
  });

  it('are null where nothing speaks for them', () => {
    expect(read(['abc', 'def'])).toMatchObject({ kind: null, language: null, merchant: null, time: null });
  });
});

describe('the text', () => {
  it('has a form feed between two pages, also round one without words', () => {
    const pages = [drawnPage(['MENO', '44,00']), { ...drawnPage([]), page: 2 }, { ...drawnPage(['PALUU']), page: 3 }];
    expect(fieldsOf(findFields(pages), AGREED).text).toBe('MENO\n44,00\f\fPALUU');
    expect(read(['MENO']).text).toBe('MENO');
  });
});
