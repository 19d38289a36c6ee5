import fc from 'fast-check';
import { expect, it } from 'vitest';
import { languages, TripClaim } from '../../src/claim/claim.ts';
import type { ClaimDocument } from '../../src/document/claim-document.ts';
import { buildClaimPdf } from '../../src/document/claim-pdf.ts';
import { inside, type Run, runsOf, textOf } from './pages.ts';
import { expense, line, sampleClaim, sha256 } from './sample.ts';

/** Size of a section's heading in points. */
const HEADING = 11.5;
/** The page of a receipt or invitation: its heading stands over a picture, which has no words. */
const OVER_PICTURE = /^((Tosite|Verifikat|Receipt) \d|(Kokouskutsu|Möteskallelse|Meeting invitation):)/;

/** Headings with nothing under them on their page. */
const leftAlone = (page: Run[]): Run[] => {
  const headings = page.filter(({ height }) => Math.abs(height - HEADING) < 0.01);
  const lowest = Math.min(...page.map(({ y }) => y));
  return headings.some(({ text }) => OVER_PICTURE.test(text)) ? [] : headings.filter(({ y }) => y <= lowest + 0.01);
};

/** Words as people write them, and words no line can hold. */
const word = fc.oneof(
  fc.constantFrom('kokous', 'matkustussääntö', 'Öljytie', 'Žižkov', 'ersättning', 'i', '€', '漢字', '😀'),
  fc.string({ unit: fc.constantFrom('å', 'W', 'i', 'm', '9', '-'), minLength: 1, maxLength: 180 }),
);
const text = (most: number) =>
  fc.array(word, { minLength: 1, maxLength: most }).map((words) => words.join(' ').slice(0, 2000));
const nameText = text(12).map((long) => long.slice(0, 200));
const cents = fc.integer({ min: 0, max: 1_000_000_000 });

const wanted = fc.record({
  language: fc.constantFrom(...languages),
  names: fc.tuple(nameText, nameText, nameText, nameText),
  long: text(60),
  amounts: fc.array(cents, { minLength: 1, maxLength: 60 }),
  legs: fc.array(fc.tuple(nameText, nameText), { maxLength: 12 }),
  receipts: fc.integer({ min: 0, max: 2 }),
  filed: fc.boolean(),
});

type Wanted = typeof wanted extends fc.Arbitrary<infer T> ? T : never;

async function claimOf({ language, names, long, amounts, legs, receipts, filed }: Wanted): Promise<ClaimDocument> {
  const base = await sampleClaim({ language });
  const [claimant, group, place, payer] = names;
  const expenses = amounts.map((amount, at) =>
    expense(`e${at}`, amount, { justification: { code: 'other', text: long }, from: place, to: group }),
  );
  const { tripClaim, evaluation } = base;
  const [leg] = tripClaim.trip.legs;
  const trip = {
    ...tripClaim.trip,
    legs: legs.map(([from, to]) => ({ ...leg, from, to })),
    otherPayer: { name: payer, paidCents: amounts[0] ?? 0 },
    advanceCents: amounts.at(-1) ?? 0,
  };
  const lines = amounts.map((amount, at) =>
    line('expense.taxi', amount, { subject: `expenses[e${at}]`, quantity: 1234.5, unitCents: amount }),
  );
  const [first, second] = base.receipts;
  const named = [first, second].slice(0, receipts).flatMap((receipt, at) => {
    const expenseIds = expenses.filter((_, index) => index % 2 === at).map(({ id }) => id);
    return receipt ? [{ ...receipt, number: at + 1, fileName: `${long.slice(0, 200)}.pdf`, expenseIds }] : [];
  });
  return {
    ...base,
    claimantName: claimant,
    group,
    meeting: { purpose: long, place },
    filedBy: filed ? { name: payer, onBehalf: claimant } : null,
    tripClaim: TripClaim.parse({ ...tripClaim, trip, expenses }),
    evaluation: { ...evaluation, lines },
    receipts: named,
    lateReason: long,
    signature: { ...base.signature, signedName: claimant, declarationText: long },
    replacedSha256: sha256(long),
  };
}

it('whatever is written in a claim, it stands inside the margins, every row is there and no heading is left alone', async () => {
  await fc.assert(
    fc.asyncProperty(wanted, async (each) => {
      const pages = await runsOf(await buildClaimPdf(await claimOf(each)));
      expect(pages.flat().filter((run) => !inside(run))).toEqual([]);
      expect(pages.flatMap(leftAlone)).toEqual([]);
      const drawn = textOf(pages.flat()).replace(/\s/g, '');
      const euro = new Intl.NumberFormat({ fi: 'fi-FI', sv: 'sv-FI', en: 'en-IE' }[each.language], {
        style: 'currency',
        currency: 'EUR',
      });
      for (const amount of each.amounts) expect(drawn).toContain(euro.format(amount / 100).replace(/\s/g, ''));
    }),
    { numRuns: 12 },
  );
}, 180_000);
