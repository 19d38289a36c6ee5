import { describe, expect, test } from 'vitest';
import { detailsOf } from '../../src/receipt/details.ts';
import { findFields } from '../../src/receipt/fields.ts';
import { drawnPage } from './drawn-words.ts';

/** What a receipt tells besides sum and day, layout by layout, in Finnish, Swedish and English; all merchants are invented. */

const read = (...rows: string[]) => detailsOf(findFields([drawnPage(rows)]));
/** The same fields without their places. */
const bare = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(bare);
  if (value === null || typeof value !== 'object') return value;
  if ('value' in value) return value.value;
  const told = Object.entries(value).filter(
    ([key, each]) => each !== null && !['page', 'box', 'confidence'].includes(key),
  );
  return Object.fromEntries(told.map(([key, each]) => [key, bare(each)]));
};

type Layout = [name: string, rows: string[], expected: object];

const tickets: Layout[] = [
  [
    'train ticket with its receipt',
    [
      'Rautavirta Oy',
      'Junalippu',
      'Ostettu 2.3.2026',
      'Helsinki asema - Tampere asema',
      'Menomatka 10.3.2026',
      'IC 165',
      'Lähtö klo 7.03   Saapuminen klo 8.47',
      'YHTEENSÄ   21,90 €',
    ],
    {
      kind: 'train',
      routes: [
        { from: 'Helsinki asema', to: 'Tampere asema', date: '2026-03-10', departure: '07:03', arrival: '08:47' },
      ],
    },
  ],
  [
    'Swedish train ticket',
    [
      'Tågbiljett',
      'Köpt 2.3.2026',
      'Från: Helsingfors',
      'Till: Åbo',
      'Resdag 10.3.2026',
      'Avgång 07.03   Ankomst 08.58',
      'Totalt att betala   24,00 €',
    ],
    {
      kind: 'train',
      language: 'sv',
      routes: [{ from: 'Helsingfors', to: 'Åbo', date: '2026-03-10', departure: '07:03', arrival: '08:58' }],
    },
  ],
  [
    'coach ticket from a bus station',
    [
      'Linja-autolippu',
      'Jyväskylä, matkakeskus - Kuopio, linja-autoasema',
      'Lähtö: ti 10.3.2026 klo 08.10',
      'Perillä: ti 10.3.2026 klo 10.25',
      'Liikennöitsijä Kettubussi Oy',
      'Hinta 24,50 €',
    ],
    {
      kind: 'bus',
      routes: [
        {
          from: 'Jyväskylä',
          to: 'Kuopio',
          date: '2026-03-10',
          departure: '08:10',
          arrivalDate: '2026-03-10',
          arrival: '10:25',
        },
      ],
    },
  ],
  [
    'cheap coach by an app, in English',
    [
      'Bus ticket',
      'Booking code KB88231',
      'Departure: 08:15 Helsinki',
      'Arrival: 10:30 Tampere',
      'Tue 10 Mar 2026',
      'Total 9.98 EUR',
    ],
    {
      kind: 'bus',
      receiptNumber: 'KB88231',
      routes: [{ from: 'Helsinki', to: 'Tampere', date: '2026-03-10', departure: '08:15', arrival: '10:30' }],
    },
  ],
  [
    'ferry over the night, with breakfast in the price',
    [
      'Merireitti Oy Ab',
      'Laivalippu',
      'Turku 10.3.2026 20:55 – Tukholma 11.3.2026 06:30',
      'Hytti A2',
      'Meriaamiainen sisältyy hintaan',
      'Yhteensä 78,00 €',
    ],
    {
      kind: 'ship',
      mealsIncluded: ['breakfast'],
      meals: [{ meal: 'breakfast', source: 'ticket' }],
      routes: [
        {
          from: 'Turku',
          to: 'Tukholma',
          date: '2026-03-10',
          departure: '20:55',
          arrivalDate: '2026-03-11',
          arrival: '06:30',
        },
      ],
    },
  ],
  [
    'Swedish boat ticket there and back',
    [
      'Båtbiljett',
      'Helsingfors - Tallinn',
      '10.3.2026 10:30 - 12:30',
      'Tallinn - Helsingfors',
      '11.3.2026 16:30 - 18:30',
      'Att betala 46,00 €',
    ],
    {
      kind: 'ship',
      routes: [
        { from: 'Helsingfors', to: 'Tallinn', date: '2026-03-10' },
        { from: 'Tallinn', to: 'Helsingfors', date: '2026-03-11' },
      ],
    },
  ],
  [
    'e-ticket whose legs have days without a year',
    [
      'E-ticket receipt',
      'Date of issue 02 Mar 2026',
      'Ticket number 105 2401 884 417',
      'Helsinki to Oulu AY431 12Mar 08:00 09:05',
      'Oulu to Helsinki AY438 13Mar 17:10 18:15',
      'Total EUR 143.20',
    ],
    {
      kind: 'flight',
      receiptNumber: '105 2401 884 417',
      routes: [
        { from: 'Helsinki', to: 'Oulu', date: '2026-03-12', departure: '08:00', arrival: '09:05' },
        { from: 'Oulu', to: 'Helsinki', date: '2026-03-13', departure: '17:10', arrival: '18:15' },
      ],
    },
  ],
  [
    'single ticket of a town',
    ['Seudun Liikenne', 'Kertalippu', 'Vyöhyke AB', 'Voimassa 10.3.2026 9.15 asti', 'Hinta 3,50 €'],
    { kind: 'local-transport', routes: [] },
  ],
];

const taxis: Layout[] = [
  [
    'dispatched ride',
    [
      'Lakeustaksi Oy',
      'Kuittinro: 550-00871',
      'Lähtöpaikka: Ilmajoki',
      'Määränpää: Seinäjoen asema',
      'Ajettu matka: 21,3 km   Kesto: 0:43',
      'Matkamaksu 21,3 km x 1,52   32,38',
      'YHTEENSÄ   64,20 €',
      'Debit/Veloitus   64,20 EUR',
    ],
    {
      kind: 'taxi',
      receiptNumber: '550-00871',
      payment: { method: 'card', cents: 6420 },
      routes: [{ from: 'Ilmajoki', to: 'Seinäjoen asema', km: 21.3 }],
    },
  ],
  [
    'ride of an app with its addresses below their names',
    [
      'Taksikuitti',
      'Nouto',
      'Opastinsilta 12, Helsinki',
      'Kohde',
      'Lentoasema, Vantaa',
      'Matka 11,7 km',
      'Yhteensä 28,65 €',
      'MobilePay 28,65 €',
    ],
    {
      kind: 'taxi',
      payment: { method: 'mobile', cents: 2865 },
      routes: [{ from: 'Opastinsilta 12, Helsinki', to: 'Lentoasema, Vantaa', km: 11.7 }],
    },
  ],
  [
    'ride of an app in English, two times with two addresses',
    ['Taxi receipt', '5:42 AM Mannerheimintie 1', '6:01 AM Central Station', 'Distance 4.2 km', 'Total 14.20 EUR'],
    { kind: 'taxi', routes: [{ from: 'Mannerheimintie 1', to: 'Central Station', km: 4.2 }] },
  ],
  [
    'Swedish slip',
    ['Skärgårdens Taxi Ab', 'Körsträcka 26,3 km', 'Pargas - Åbo', 'ATT BETALA 61,60 €', 'Kort 61,60 €'],
    { kind: 'taxi', routes: [{ from: 'Pargas', to: 'Åbo', km: 26.3 }] },
  ],
  [
    'slip without places',
    ['Taksi Korpi Ky', 'Alku 07:12   Loppu 07:39', 'Matka   14,2 km', 'YHTEENSÄ   31,50'],
    { kind: 'taxi', routes: [{ km: 14.2 }] },
  ],
  [
    'slip with a price of a kilometre only',
    ['Taksi Korpi Ky', 'Hinta 1,10 €/km', 'YHTEENSÄ   31,50'],
    { kind: 'taxi', routes: [] },
  ],
];

const bills: Layout[] = [
  [
    'two nights, breakfast and dinner as rows',
    [
      'Hotelli Kuusirinne Oy',
      'HOTELLILASKU',
      'Laskun numero   230419',
      'Tulopäivä   19.4.2023',
      'Lähtöpäivä   21.4.2023',
      '19.4.2023 Majoitus   107,00',
      '19.4.2023 Aamiainen   12,00',
      '19.4.2023 Illallinen   31,90',
      '20.4.2023 Majoitus   107,00',
      '20.4.2023 Lounas   26,00',
      'LOPPUSUMMA   283,90 EUR',
    ],
    {
      kind: 'lodging',
      receiptNumber: '230419',
      mealsIncluded: ['breakfast'],
      lodging: {
        arrival: '2023-04-19',
        departure: '2023-04-21',
        nights: ['2023-04-19', '2023-04-20'],
        mealsCents: 5790,
        meals: [
          { name: 'Illallinen', cents: 3190 },
          { name: 'Lounas', cents: 2600 },
        ],
        breakfast: { included: false, cents: 1200 },
      },
    },
  ],
  [
    'Swedish bill with two headings above two dates',
    [
      'Gästhem Lillviken Ab',
      'RÄKNING',
      'Ankomst     Avresa',
      '16.7.2025   18.7.2025',
      'Logi, rum 4, 2 nätter   144,00',
      'Frukost ingår',
      'Middag   28,00',
      'TOTALT ATT BETALA   172,00 €',
    ],
    {
      kind: 'lodging',
      lodging: {
        arrival: '2025-07-16',
        departure: '2025-07-18',
        nightCount: 2,
        nights: ['2025-07-16', '2025-07-17'],
        mealsCents: 2800,
        breakfast: { included: true },
      },
    },
  ],
  [
    'English folio whose stay is a range',
    [
      'Hotel Valtatie',
      'INVOICE',
      'Room 221',
      'Stay 8.5.2024 - 9.5.2024',
      '1 night   129.00',
      'Restaurant   18.50',
      'TOTAL   147.50 EUR',
    ],
    {
      kind: 'lodging',
      lodging: {
        arrival: '2024-05-08',
        departure: '2024-05-09',
        nightCount: 1,
        nights: ['2024-05-08'],
        mealsCents: 1850,
      },
    },
  ],
  [
    'bill that tells its nights by the rows of the room only',
    ['Hotelli Valtatie Oy', '10.3.2026 Majoitus   118,00', '11.3.2026 Majoitus   118,00', 'YHTEENSÄ   236,00'],
    { kind: 'lodging', lodging: { nights: ['2026-03-10', '2026-03-11'] } },
  ],
  [
    'range within a month, written short',
    ['Hotelli Valtatie Oy', 'Majoitus 10.–12.3.2026   236,00', 'YHTEENSÄ   236,00'],
    {
      kind: 'lodging',
      lodging: { arrival: '2026-03-10', departure: '2026-03-12', nights: ['2026-03-10', '2026-03-11'] },
    },
  ],
  [
    'count of nights that the dates contradict: no nights, one figure was misread',
    ['Hotelli Valtatie Oy', 'Tulopäivä 10.3.2026', 'Lähtöpäivä 12.3.2026', 'Majoitus 3 yötä   354,00'],
    { kind: 'lodging', lodging: { nightCount: 3, nights: [] } },
  ],
];

const stands: Layout[] = [
  [
    'airport, several days',
    [
      'Kenttäparkki Oy',
      'Lentoasema P3',
      'Kuittinro 260317-0091',
      'Sisään 14.03.2026 05:12',
      'Ulos 17.03.2026 21:48',
      'Pysäköinti 4 vrk x 21,75   87,00',
      'YHTEENSÄ   87,00 €',
    ],
    {
      kind: 'parking',
      receiptNumber: '260317-0091',
      parking: { place: 'Lentoasema P3', site: 'airport', from: '2026-03-14T05:12', to: '2026-03-17T21:48', days: 4 },
    },
  ],
  [
    'app with its area',
    [
      'Pysäköintikuitti',
      'Alue: 4417 Rautatieasema, Lahti',
      'Alkoi 30.9.2024 7.42',
      'Päättyi 30.9.2024 16.57',
      'Palvelumaksu 0,90',
      'Yhteensä 8,90 €',
    ],
    {
      kind: 'parking',
      parking: {
        place: '4417 Rautatieasema, Lahti',
        site: 'station',
        from: '2024-09-30T07:42',
        to: '2024-09-30T16:57',
        days: 1,
      },
    },
  ],
  [
    'Swedish machine',
    ['Parkering Torget', 'P-hus Torget', 'Infart 18.4.2023 09:15', 'Utfart 18.4.2023 14:30', 'Totalt 10,00 €'],
    { kind: 'parking', parking: { place: 'P-hus Torget', from: '2023-04-18T09:15', to: '2023-04-18T14:30', days: 1 } },
  ],
  [
    'machine with times alone',
    ['P-halli Tori', 'Sisään 08:02  Ulos 16:31', 'Pvm 11.3.2019', 'Pysäköinti 8 h 29 min   18,60'],
    { kind: 'parking', parking: { from: '2019-03-11T08:02', to: '2019-03-11T16:31' } },
  ],
];

const others: Layout[] = [
  [
    'kiosk',
    ['Kioski Kulma', 'Kahvi 2,50', 'Pulla 3,10', 'YHTEENSÄ 5,60', 'KÄTEINEN 10,00', 'TAKAISIN 4,40'],
    { kind: 'other', payment: { method: 'cash', cents: 1000 }, routes: [] },
  ],
  [
    'restaurant bill with its lunch: nobody gave it',
    ['Ravintola Kajuutta', 'Lounas sis. kahvi 12,90', 'YHTEENSÄ 12,90'],
    { kind: 'other', mealsIncluded: [] },
  ],
  [
    'shop whose card block says groceries',
    ['Kauppa Pihlaja', 'Yritys/Ala: 099003884000/5411', 'YHTEENSÄ 20,26'],
    { kind: 'other' },
  ],
  [
    'course with its lunch',
    ['Oppimispaja Oy', 'Osallistumismaksu 380,00', 'Hintaan sisältyy lounas', 'Yhteensä 380,00'],
    { kind: 'course-fee', meals: [{ meal: 'lunch', source: 'organiser' }] },
  ],
  [
    'bill to be paid later',
    ['Tunturitaksit Oy', 'Laskutetaan asiakasta', 'Maksuehto 14 pv netto', 'Yhteensä 118,00 €'],
    { payment: { method: 'invoice' } },
  ],
];

describe.each([
  ['a ticket', tickets],
  ['a taxi receipt', taxis],
  ['a lodging bill', bills],
  ['a parking receipt', stands],
  ['other receipts', others],
])('%s', (_of, layouts) => {
  test.each(layouts)('%s', (_name, rows, expected) => {
    expect(bare(read(...rows))).toMatchObject(expected);
    // The reader may lose every dot and ring of ä, ö and å.
    const plain = rows.map((row) => row.normalize('NFD').replace(/[\u0300-\u036f]/g, ''));
    const kind = 'kind' in expected ? { kind: expected.kind } : {};
    expect(bare(read(...plain))).toMatchObject(kind);
  });
});

describe('the kind', () => {
  const kind = (...rows: string[]) => read(...rows).kind?.value ?? null;

  test('is null where one stray word speaks for it', () => {
    expect(kind('Kauppa', 'Hotel 1,20')).toBeNull();
    expect(kind('TAXINVOICE', 'TOTAL 5.00')).toBeNull();
    expect(kind('Kepong Entrepreneurs Park')).toBeNull();
  });

  test('is null where two kinds speak alike', () => {
    expect(kind('Taksikuitti', 'Pysäköintikuitti')).toBeNull();
  });

  test('of a shop is other only where nothing of a journey is said', () => {
    expect(kind('Kioski', 'Kahvi 2,50')).toBe('other');
    expect(kind('Kioski', 'Kahvi 2,50', 'Kertalippu AB 3,50')).not.toBe('other');
  });

  test('of a slip with a category code of a carrier is the carrier’s', () => {
    expect(kind('Liike Oy', 'Yritys/Ala: 099001830000/4121')).toBe('taxi');
  });
});

describe('the number of the receipt', () => {
  const number = (...rows: string[]) => read(...rows).receiptNumber?.value ?? null;

  test.each([
    ['Kuittinro 004711', '004711'],
    ['KUITTI   N:o 18234', '18234'],
    ['Kvittonr: 22-0831', '22-0831'],
    ['Receipt # 5/881', '5/881'],
    ['Invoice no. CS-20259', 'CS-20259'],
    ['Lippunumero 6402 7781 20', '6402 7781 20'],
    ['Varaustunnus K7QX2P', 'K7QX2P'],
  ])('%j is %s', (row, expected) => expect(number(row)).toBe(expected));

  test.each(['Kuitti 10.3.2026 7:55', 'Kuitti 7:55', 'Lasku 100,00', 'Kuitti 2 kpl', 'Lasku 9900013-0', 'Kuitti 24 %'])(
    '%j is none',
    (row) => expect(number(row)).toBeNull(),
  );

  test('is the receipt’s before the ticket’s, and the ticket’s before the booking’s', () => {
    expect(number('Varausnumero 777', 'Lippu nro 888', 'Kuittinro 999')).toBe('999');
    expect(number('Varausnumero 777', 'Lippu nro 888')).toBe('888');
  });
});

test('a time a car came or left at is not the time of the receipt', () => {
  expect(read('Pysäköintikuitti', 'Alkoi 10.3.2026 8.02', 'Päättyi 10.3.2026 9.15').time).toBeNull();
  expect(read('Kioski Oy', '10.3.2026 8.02').time?.value).toBe('08:02');
});

test('the business id is found in the card block alone', () => {
  expect(read('Kioski', 'Payee/business: 099000130000/5411').businessId?.value).toBe('9900013-0');
});
