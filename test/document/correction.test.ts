import { expect, test } from 'vitest';
import { EmbeddedClaim, embeddedClaim } from '../../src/document/claim-data.ts';
import type { ClaimDocument } from '../../src/document/claim-document.ts';
import { buildClaimPdf } from '../../src/document/claim-pdf.ts';
import { settlementsOf } from '../../src/document/settlements.ts';
import { runsOf, textOf } from './pages.ts';
import { sampleClaim } from './sample.ts';

/** A version made of the examiner's decisions says so on its first page, and that its member did not sign the changes. */

const correction = {
  byName: 'Toini Tarkastaja',
  at: '2026-03-23T09:00:00.000Z',
  baseVersion: 1,
  changes: [
    {
      decisionId: 1,
      kind: 'correct' as const,
      subject: 'trip',
      fields: [
        { field: 'end', before: '2026-03-10T18:10', after: '2026-03-10T17:10' },
        { field: 'waivesPerDiem', before: false, after: true },
        { field: 'freeMeals', before: [], after: [{ at: '2026-03-10T12:00', meal: 'lunch' }] },
      ],
      reason: { code: 'time-differs' as const, text: 'Lipussa 17.10.' },
      source: null,
      beforeCents: 5400,
      afterCents: 2500,
      by: 'Toini Tarkastaja',
      at: '2026-03-23T09:00:00.000Z',
    },
  ],
};

const firstPage = async (more: Partial<ClaimDocument>): Promise<string> => {
  const pdf = await buildClaimPdf(await sampleClaim(more));
  return textOf((await runsOf(pdf))[0] ?? []).replace(/\s+/g, ' ');
};

test('each change stands there before and after, with why, and whose signature is of which version', async () => {
  const text = await firstPage({ language: 'fi', version: 2, replaces: 1, correction });
  expect(text).toContain('Korjattu versio');
  expect(text).toContain('Jäsen allekirjoitti version 1; hän ei ole allekirjoittanut näitä muutoksia.');
  expect(text).toContain('Paluu: ennen 10.3.2026 klo 18.10, nyt 10.3.2026 klo 17.10');
  expect(text).toContain('Luopuu päivärahasta: ennen ei, nyt kyllä');
  expect(text).toContain('nyt 10.3.2026 klo 12.00 lounas');
  expect(text).not.toContain('[U+');
  expect(text).toMatch(/ennen 54,00.€, nyt 25,00.€/);
  expect(text).toContain('Syy: lippu tai kokouskutsu osoittaa muun ajan (Lipussa 17.10)');
});

test('a version its member sent has none of it', async () => {
  expect(await firstPage({ language: 'fi' })).not.toContain('Korjattu versio');
});

test('the data inside the document tell the correction too, and null where there is none', async () => {
  const corrected = embeddedClaim(await sampleClaim({ version: 2, replaces: 1, correction }));
  expect(EmbeddedClaim.parse(JSON.parse(JSON.stringify(corrected))).correction).toEqual(correction);
  expect(embeddedClaim(await sampleClaim()).correction).toBeNull();
});

test('in the approver’s seal a line accepted by itself is told with its examiner, the rest as approved', async () => {
  const { tripClaim, receipts } = await sampleClaim();
  const finding = { severity: 'review' as const, action: { fi: '', sv: '', en: '' } };
  const cite = { line: 'state' as const, section: '', source: '', status: 'verified' as const };
  const findings = [
    { ...finding, cite, code: 'taxi-justified', subject: 'expenses[e1]' },
    { ...finding, cite, code: 'late-claim', subject: 'claim' },
  ];
  const settled = settlementsOf({ language: 'fi', tripClaim, receipts, findings }, ({ subject }) =>
    subject === 'expenses[e1]' ? { code: 'accepted', by: 'Toini Tarkastaja' } : null,
  );
  expect(settled.map(({ how }) => how)).toEqual([
    'rivi tarkastettu ja hyväksytty (Toini Tarkastaja)',
    'tarkastettu ja hyväksytty',
  ]);
});
