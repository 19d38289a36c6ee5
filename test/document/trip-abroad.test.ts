import { describe, expect, it } from 'vitest';
import type { Language, TripClaim } from '../../src/claim/claim.ts';
import { buildClaimPdf } from '../../src/document/claim-pdf.ts';
import { runsOf, textOf } from './pages.ts';
import { expense, sampleClaim } from './sample.ts';

/** What a trip abroad adds to the facts of the document: stays, crossings, rates of exchange, earlier course days. */

const abroad = (claim: TripClaim): TripClaim => ({
  ...claim,
  trip: {
    ...claim.trip,
    kind: 'training',
    abroad: [{ country: 'GB', area: 'Lontoo', from: '2026-03-10T08:05', to: '2026-03-10T17:00' }],
    aboard: [{ vessel: 'plane', from: '2026-03-10T07:00', to: '2026-03-10T08:05', lastLeft: 'FI', firstReached: 'GB' }],
    earlierTraining: { days: 18, endedOn: '2026-03-01' },
  },
  expenses: [
    expense('e1', 2340, { publicTransport: 'Bussi olisi maksanut 3,20 €.' }),
    expense('e2', 11250, {
      kind: 'train',
      justification: null,
      currency: 'GBP',
      exchangeRate: { value: '0.8512', source: 'bank', date: '2026-03-11' },
    }),
  ],
});

async function textIn(language: Language, change: (claim: TripClaim) => TripClaim = abroad): Promise<string> {
  const sample = await sampleClaim({ language });
  return textOf((await runsOf(await buildClaimPdf({ ...sample, tripClaim: change(sample.tripClaim) }))).flat());
}

describe('the document of a trip abroad', () => {
  it.each([
    [
      'fi',
      [
        'Iso-Britannia, Lontoo: 10.3.2026 klo 8.05 – 10.3.2026 klo 17.00',
        'lentokone, Suomi – Iso-Britannia: 10.3.2026 klo 7.00 – 10.3.2026 klo 8.05',
        'Kurssi: 1 € = 0,8512 GBP (tiliote, 11.3.2026)',
        'Joukkoliikenne: Bussi olisi maksanut 3,20 €.',
        '18 päivää, viimeinen 1.3.2026',
      ],
    ],
    [
      'sv',
      ['Storbritannien, Lontoo:', 'Kurs: 1 € = 0,8512 GBP (kontoutdrag, 11.3.2026)', '18 dagar, den sista 1.3.2026'],
    ],
    [
      'en',
      ['United Kingdom, Lontoo:', 'Rate: €1 = 0.8512 GBP (bank statement, 11.3.2026)', '18 days, the last 1.3.2026'],
    ],
  ] as const)(
    'says where one was, by what rate, and how much of the course came before, in %s',
    async (language, words) => {
      const text = await textIn(language);
      for (const each of words) expect(text).toContain(each);
    },
  );

  it('says nothing of them on a trip at home', async () => {
    const text = await textIn('fi', (claim) => claim);
    for (const word of ['Ulkomailla', 'Kurssi:', 'Joukkoliikenne:', 'Sama kurssi aiemmin'])
      expect(text).not.toContain(word);
  });
});
