import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Reading } from '../../src/claim/reading.ts';
import { detailsOf } from '../../src/receipt/details.ts';
import { findFields } from '../../src/receipt/fields.ts';
import { drawnPage } from './drawn-words.ts';

/** Laws of what is found among words: nothing throws, every value stands on the paper, every box on the page. */

const pieces = [
  'Taksi Testi Oy',
  'TAKSIKUITTI',
  'Junalippu',
  'Laivalippu',
  'Bussilippu',
  'Lentolippu',
  'HOTELLILASKU',
  'Pysäköinti',
  'Kioski',
  'Kahvi 2,50',
  'Lähtö',
  'Saapuminen:',
  'Mistä',
  'Mihin',
  'Från:',
  'Till',
  'Departure',
  'Arrival',
  'Helsinki',
  'Oulu',
  'Åbo',
  '-',
  '–',
  '→',
  '->',
  'to',
  ':',
  ',',
  '(',
  ')',
  '%',
  '€',
  '10.3.2026',
  '12.3.2026',
  '31.2.2026',
  '10.-12.3.2026',
  '12Jan',
  '10.3.',
  '06.24',
  '7:03',
  '25:61',
  '6:01 PM',
  '21,3 km',
  '1,10 €/km',
  '2 yötä',
  '3 vrk',
  'Majoitus',
  'Aamiainen',
  'Illallinen',
  'sisältyy hintaan',
  'YHTEENSÄ',
  '64,20',
  '1 234,50',
  'Kuittinro',
  '004711',
  'Y-tunnus 9900013-0',
  'Korttimaksu',
  'KÄTEINEN',
  '13,5 %',
  'Sisään',
  'Ulos',
  'Alue',
  'P-halli',
  'Lentoasema P3',
  '4121',
  '099000130000/4121',
  '\u200b',
  '😀',
  'ﬁ',
  'İ',
];
const line = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...pieces) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
  ),
  { maxLength: 7 },
);
const paper = fc.array(
  fc.tuple(line, fc.constantFrom(' ', '   ')).map(([words, gap]) => words.join(gap)),
  { maxLength: 14 },
);

/** Values of a reading that are printed as such: names and numbers, not days and sums, which change their form. */
function printed(details: ReturnType<typeof detailsOf>): string[] {
  const { merchant, receiptNumber, routes, lodging, parking } = details;
  const found = [merchant, receiptNumber, parking?.place, ...routes.flatMap(({ from, to }) => [from, to])];
  return [...found.flatMap((each) => each?.value ?? []), ...(lodging?.meals ?? []).map(({ name }) => name)];
}

function boxes(value: unknown): number[][] {
  if (Array.isArray(value)) return value.flatMap(boxes);
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, each]) => (key === 'box' && each ? [each as number[]] : boxes(each)));
}

const RUNS = { numRuns: 300 };
const squeezed = (text: string): string => text.replace(/\s+/g, ' ');

test('whatever stands on the paper, details are found without an error, and they fit the shape of a reading', () => {
  const shape = Reading.pick({
    time: true,
    merchant: true,
    businessId: true,
    vat: true,
    payment: true,
    receiptNumber: true,
    kind: true,
    routes: true,
    lodging: true,
    parking: true,
    meals: true,
    notices: true,
  });
  fc.assert(
    fc.property(paper, (rows) => {
      expect(shape.safeParse(detailsOf(findFields([drawnPage(rows)]))).error).toBeUndefined();
    }),
    RUNS,
  );
});

test('every name and number stands on the paper, letter by letter', () => {
  fc.assert(
    fc.property(paper, (rows) => {
      const found = findFields([drawnPage(rows)]);
      for (const value of printed(detailsOf(found))) expect(squeezed(found.text)).toContain(squeezed(value));
    }),
    RUNS,
  );
});

test('every box lies on the page', () => {
  fc.assert(
    fc.property(paper, (rows) => {
      for (const [x = -1, y = -1, width = -1, height = -1] of boxes(detailsOf(findFields([drawnPage(rows)])))) {
        for (const side of [x, y, width, height]) expect(side).toBeGreaterThanOrEqual(0);
        for (const side of [x, y, width, height]) expect(side).toBeLessThanOrEqual(1);
      }
    }),
    RUNS,
  );
});
