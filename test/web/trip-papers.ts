import { draw } from '../../fixtures/receipts/collection.ts';
import { inventedId, type Slip, slip, taxed, vatRows } from '../../fixtures/receipts/slip.ts';

/** The papers of a standard trip, drawn for a day: a train there, a train back, and a bus in the town of the meeting. */

const RATA = inventedId('9900181');
const SEUTU = inventedId('9900224');

export interface Paper {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

const finnish = (day: string): string => {
  const [year, month, date] = day.split('-').map(Number);
  return `${date}.${month}.${year}`;
};

type Train = { name: string; from: string; to: string; leaves: string; arrives: string; price: string; cents: number };

const trainTicket = (day: string, { name, from, to, leaves, arrives, price, cents }: Train): Slip => {
  const vat = [taxed(13.5, cents)];
  return slip({
    name: `${name}-${day}`,
    look: 'strip',
    rows: [
      '#RAUTAVIRTA OY',
      `^Y-tunnus ${RATA}`,
      '',
      '#JUNALIPPU – KUITTI',
      'Ostoaika|2.3.2026 15:03',
      '=',
      `#${from} - ${to}`,
      `Matkapäivä|${finnish(day)}`,
      `Lähtö ${leaves.replace(/^0/, '')} ${from}`,
      `Saapuu ${arrives} ${to}`,
      'Juna IC 162, vaunu 3, paikka 24',
      `1 aikuinen, 2. luokka|${price}`,
      '=',
      `!YHTEENSÄ|${price} EUR`,
      'ALV|VEROTON|VERO|VEROLLINEN',
      ...vatRows(vat),
      '',
      `Pankkikortti|${price}`,
      '^Hyvää matkaa!',
    ],
    cents,
    date: '2026-03-02',
    time: '15:03',
    seller: ['RAUTAVIRTA OY', RATA],
    vat,
    kind: 'train',
    routes: [{ from, to, date: day, departure: leaves, arrival: arrives }],
  });
};

const busTicket = (day: string): Slip => {
  const vat = [taxed(13.5, 330)];
  return slip({
    name: `bussi-${day}`,
    look: 'strip',
    rows: [
      '#SEUTULINJA OY',
      `^Y-tunnus ${SEUTU}`,
      '',
      'Kertalippu, aikuinen|AB',
      `Päivä|${finnish(day)}`,
      'Kello|9:21',
      '-',
      '!YHTEENSÄ|3,30 EUR',
      'ALV|VEROTON|VERO|VEROLLINEN',
      ...vatRows(vat),
      'Pankkikortti|3,30',
    ],
    cents: 330,
    date: day,
    time: '09:21',
    seller: ['SEUTULINJA OY', SEUTU],
    vat,
    kind: 'local-transport',
  });
};

const out: Train = {
  name: 'meno',
  from: 'Tampere',
  to: 'Helsinki',
  leaves: '07:05',
  arrives: '08:50',
  price: '23,40',
  cents: 2340,
};
const back: Train = {
  name: 'paluu',
  from: 'Helsinki',
  to: 'Tampere',
  leaves: '16:03',
  arrives: '17:46',
  price: '21,90',
  cents: 2190,
};

export const papersOf = (day: string): Promise<Paper[]> =>
  Promise.all(
    [trainTicket(day, out), trainTicket(day, back), busTicket(day)].map(async (each) => {
      const { bytes, slip: drawn } = await draw(each, 'clean');
      return { name: `${drawn.name}.png`, mimeType: 'image/png', buffer: bytes };
    }),
  );
