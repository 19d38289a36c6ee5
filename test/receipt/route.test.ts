import { describe, expect, test } from 'vitest';
import { ticketRoutes } from '../../src/receipt/route.ts';
import { linesOf } from '../../src/receipt/words.ts';
import { drawnPage } from './drawn-words.ts';

/** What of a ticket's words is a place, a time or a day of travel. The ticket was bought on 2 March 2026. */

const BOUGHT = '2026-03-02';
const routes = (...rows: string[]) =>
  ticketRoutes(linesOf(drawnPage(rows)), BOUGHT).map((route) =>
    Object.fromEntries(Object.entries(route).flatMap(([field, found]) => (found ? [[field, found.value]] : []))),
  );
const times = (text: string) => {
  const [way] = routes(...text.split('\n'));
  return way?.departure && way.arrival ? `${way.departure} ${way.arrival}` : null;
};
const places = (text: string) => {
  const [way] = routes(...text.split('\n'));
  return way?.from ? `${way.from} | ${way.to}` : null;
};

describe('two times', () => {
  test.each([
    '06.24 – 08.10',
    '6:24-8:10',
    '6.24 -> 8.10',
    '6.24→8.10',
    '6.24 — 8.10',
    '(6.24 - 8.10)',
    'IC 924 6.24 - 8.10, vaunu 3',
    '6.24 - klo 8.10',
    'kl. 6.24 - kl. 8.10',
    'Rata\n6.24 - 8.10\nHinta',
    'Lähtö 06.24\nSaapuminen 08.10',
    'Juna lähtee Tampere 6:24, saapuu 8:10',
    'Avgång: 06.24 Ankomst: 08.10',
    'avgår 06.24, framme 08.10',
    'Departure 06:24\nArrival 08:10',
    'departs 06:24, arrives 08:10',
    'lähtö 06.24, perillä 08.10',
    'Lähtöaika 6:24, saapumisaika 8:10',
    'Tampere 06:24   Helsinki 08:10',
    '06:24 Tampere   08:10 Helsinki',
  ])('%j are from 06:24 to 08:10', (text) => expect(times(text)).toBe('06:24 08:10'));

  test.each([
    '06.24 – 08.10€',
    '06.24 08.10',
    '06.24 – 08.1',
    'Lähtö 06.24',
    'Saapuminen 08.10',
    'Lähtö 06.24\nSaapuminen 10.03.2026',
    '12.50 € - 14.90 €',
    'Asiakaspalvelu 8.00 - 16.00',
    'Voimassa 8.00 - 16.00',
    'Lähtöselvitys 05.00 - 05.40',
  ])('%j are none', (text) => expect(times(text)).toBeNull());

  test('23:59 is a time, 24:00 and 12:60 are none, first or second', () => {
    expect(times('00.00 – 23.59')).toBe('00:00 23:59');
    for (const text of ['24.00 – 08.10', '12.60 – 13.10', '08.10 – 24.00', '08.10 – 12.60'])
      expect(times(text)).toBeNull();
  });
});

describe('two places', () => {
  test.each([
    'Tampere – Helsinki',
    'Tampere-Helsinki',
    'Tampere -> Helsinki',
    'Tampere → Helsinki',
    'Tampere—Helsinki',
    'Matka: Tampere – Helsinki',
    'Matka:Tampere – Helsinki',
    'Reitti: Tampere – Helsinki',
    'Resa: Tampere – Helsinki',
    'IC 924 Tampere – Helsinki',
    'Pikavuoro Tampere - Helsinki',
    'Tampere – Helsinki, 2. luokka',
    'Tampere – Helsinki(meno)',
    'Tampere (Keskusta) – Helsinki (Kamppi)',
    'Tampere, rautatieasema – Helsinki, linja-autoasema',
    'Tampere – Helsinki 21,00',
    'Tampere – Hämeenlinna – Helsinki',
    'Meno - Tampere - Helsinki',
    'Från: Tampere\nTill: Helsinki',
    'Lähtö\nTampere\nSaapuminen\nHelsinki',
  ])('%j are Tampere and Helsinki', (text) => expect(places(text)).toBe('Tampere | Helsinki'));

  test.each([
    'tampere – Helsinki',
    'Tampere – helsinki',
    'Tampere Helsinki',
    'Ii – Helsinki',
    'Tampere – Helsinki2',
    'Tampere1 – Helsinki',
    '10.3. – 12.3.',
    'Ma - Pe 8-20',
    'Helsinki-Vantaa',
    'Itä-Suomi',
    'Linja-autoasema',
    'Meno-paluu',
    'VERO — VEROLLINEN',
    'Ostettu: Tampere – Helsinki',
  ])('%j are none', (text) => expect(places(text)).toBeNull());

  test('an airport named by two towns is one place', () => {
    expect(places('Helsinki-Vantaa - Oulu')).toBe('Helsinki-Vantaa | Oulu');
  });

  test('names of 31 letters are read, of 32 are not', () => {
    const name = (letters: number) => `Å${'ä'.repeat(letters - 1)}`;
    expect(places(`${name(31)} – Helsinki`)).toBe(`${name(31)} | Helsinki`);
    expect(places(`${name(32)} – Helsinki`)).toBeNull();
  });
});

describe('the day of travel', () => {
  test('is the day at the journey, never that of the purchase', () => {
    expect(routes('Ostettu 2.3.2026 klo 9.41', 'Oulu - Helsinki', '10.3.2026 06.24 – 12.10')).toEqual([
      { from: 'Oulu', to: 'Helsinki', date: '2026-03-10', departure: '06:24', arrival: '12:10' },
    ]);
    expect(routes('Oulu - Helsinki', 'Ostopäivä 2.3.2026')).toEqual([{ from: 'Oulu', to: 'Helsinki' }]);
  });

  test('may stand three lines below the places, not four', () => {
    expect(routes('Oulu - Helsinki', 'a', 'b', '10.3.2026')[0]?.date).toBe('2026-03-10');
    expect(routes('Oulu - Helsinki', 'a', 'b', 'c', '10.3.2026')[0]?.date).toBeUndefined();
  });

  test('without a year is the first such day on or after the purchase', () => {
    const day = (text: string) => routes(`Helsinki to Oulu AY431 ${text} 08:00 09:05`)[0]?.date;
    expect(day('12Mar')).toBe('2026-03-12');
    expect(day('02Mar')).toBe('2026-03-02');
    expect(day('01Mar')).toBe('2027-03-01');
  });

  test('and of arrival are both kept where the paper prints both', () => {
    expect(routes('Turku 10.3.2026 20:55 – Tukholma 11.3.2026 06:30')).toEqual([
      {
        from: 'Turku',
        to: 'Tukholma',
        date: '2026-03-10',
        departure: '20:55',
        arrivalDate: '2026-03-11',
        arrival: '06:30',
      },
    ]);
  });

  test('with a time beside its name is the departure', () => {
    expect(routes('Helsinki - Tampere', 'Matkapäivä 10.3.2026 klo 7.03')[0]).toMatchObject({ departure: '07:03' });
  });
});

describe('a return ticket', () => {
  test('has two ways', () => {
    expect(
      routes(
        'HELSINKI - TAMPERE',
        '10.03.2026 KLO 07:06 - 08:48',
        'TAMPERE - HELSINKI',
        '11.03.2026 KLO 16:30 - 18:18',
      ),
    ).toEqual([
      { from: 'HELSINKI', to: 'TAMPERE', date: '2026-03-10', departure: '07:06', arrival: '08:48' },
      { from: 'TAMPERE', to: 'HELSINKI', date: '2026-03-11', departure: '16:30', arrival: '18:18' },
    ]);
  });

  test('printed twice, on the ticket and on its receipt, is told once', () => {
    expect(routes('Oulu - Helsinki', '10.3.2026 06.24 – 12.10', 'Hinta 58,00', 'Oulu - Helsinki   58,00')).toHaveLength(
      1,
    );
  });
});
