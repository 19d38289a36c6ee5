import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Evaluation, Line } from '../../src/claim/claim.ts';
import { expenseKinds, vehicles } from '../../src/claim/codes.ts';
import { startingSettings } from '../../src/claim/finance-settings.ts';
import { totalsOf } from '../../src/claim/totals.ts';
import { reversed } from '../../src/finance/postings.ts';
import { largestRemainders, splitByVat } from '../../src/finance/vat.ts';
import { evaluated, paid, rowsOf } from './paid.ts';

const sum = (rows: readonly { cents: number }[]): number => rows.reduce((all, row) => all + row.cents, 0);

test('rows add up to what is paid: another payer and an advance are rows below nought', () => {
  const evaluation = evaluated({ trip: { otherPayer: { name: 'Toinen', paidCents: 1000 }, advanceCents: 2000 } });
  const rows = rowsOf([paid({ evaluation }), paid()]);
  expect(rows.map((row) => row.kind)).toEqual(['per-diem.full', 'secondary-compensation', 'advance', 'per-diem.full']);
  expect(rows.map((row) => row.cents)).toEqual([5400, -1000, -2000, 5400]);
  expect(sum(rows)).toBe(evaluation.totals.payableCents + 5400);
});

test('an advance larger than the compensations makes a claim below nought, row by row', () => {
  const evaluation = evaluated({ trip: { advanceCents: 9000 } });
  expect(rowsOf([paid({ evaluation })]).map((row) => row.cents)).toEqual([5400, -9000]);
});

test('a line without an amount is no row but a fault: such a claim was never approved', () => {
  const evaluation = evaluated();
  const [line] = evaluation.lines;
  const lines = [{ ...line, amountCents: null }] as Line[];
  expect(() => rowsOf([paid({ evaluation: { ...evaluation, lines } })])).toThrow('without an amount');
});

test('the account follows the kind; all vehicles share one; a kind that has none stays empty', () => {
  const settings = { ...startingSettings, accounts: { 'per-diem.full': '43400', mileage: '43410123' } };
  const evaluation = evaluated({
    rest: {
      mileage: [
        {
          vehicle: 'car',
          km: 10,
          date: '2026-03-10',
          from: 'a',
          to: 'b',
          reason: { code: 'luggage' },
          reasonAccepted: true,
        },
      ],
      expenses: [{ id: 'e1', kind: 'train', date: '2026-03-10', amountCents: 2000, hasReceipt: true }],
    },
  });
  const accounts = rowsOf([paid({ evaluation })], settings).map((row) => [row.kind, row.account]);
  expect(accounts).toEqual([
    ['per-diem.full', '43400'],
    ['mileage.car', '43410123'],
    ['expense.train', ''],
  ]);
});

test('codes of the meeting come first, finance’s own fill what it has none of', () => {
  const settings = { ...startingSettings, followUp: { operatingUnit: '100', followUpObject: '200', project: '300' } };
  const followUp = { account: '43499', operatingUnit: '', followUpObject: '999', project: '' };
  expect(rowsOf([paid({ followUp })], { ...settings, accounts: { 'per-diem.full': '43400' } })[0]?.account).toBe(
    '43400',
  );
  expect(rowsOf([paid({ followUp })], settings)[0]).toMatchObject({
    account: '43499',
    operatingUnit: '100',
    followUpObject: '999',
    project: '300',
  });
});

describe('value added tax', () => {
  const receipt = {
    totalCents: 12_690,
    rows: [
      { rate: 13.5, vatCents: 1368, grossCents: 11_500 },
      { rate: 25.5, vatCents: 242, grossCents: 1190 },
    ],
  };

  test('a bill paid in full is split as its receipt prints it', () => {
    expect(splitByVat(12_690, receipt)).toEqual([
      { rate: 13.5, vatCents: 1368, cents: 11_500 },
      { rate: 25.5, vatCents: 242, cents: 1190 },
    ]);
  });

  test('a cent less is divided in proportion: the cent left over goes to the share that lost most', () => {
    const shares = splitByVat(12_689, receipt);
    expect(shares.map((share) => share.cents)).toEqual([11_499, 1190]);
    expect(shares.map((share) => share.vatCents)).toEqual([1368, 242]);
  });

  test.each([
    ['no receipt', null],
    ['a receipt without rows', { totalCents: 100, rows: [] }],
    ['rows that do not add up to the total', { totalCents: 101, rows: [{ rate: 14, vatCents: 12, grossCents: 100 }] }],
    ['more paid than the receipt says', { totalCents: 99, rows: [{ rate: 14, vatCents: 12, grossCents: 99 }] }],
  ])('%s: one row that says no rate', (_, given) => {
    expect(splitByVat(100, given)).toEqual([{ rate: null, vatCents: null, cents: 100 }]);
  });

  test('a cost split by rate is a row each, and together the line', () => {
    const evaluation = evaluated({
      rest: {
        expenses: [
          { id: 'e1', kind: 'lodging', date: '2026-03-10', amountCents: 12_690, hasReceipt: true, nights: [] },
        ],
      },
    });
    const rows = rowsOf([paid({ evaluation, vat: new Map([['e1', receipt]]) })]).filter(
      ({ kind }) => kind === 'expense.lodging',
    );
    expect(rows.map((row) => [row.vatRate, row.vatCents, row.cents])).toEqual([
      [13.5, 1368, 11_500],
      [25.5, 242, 1190],
    ]);
  });

  test('law: shares always add up, none is off by a cent or more, and the tax is within its share', () => {
    const rates = fc.constantFrom(0, 10, 13.5, 14, 24, 25.5);
    const row = fc.record({ rate: rates, vatCents: fc.constant(0), grossCents: fc.nat(100_000) });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 6 }), fc.nat(100_000), (rows, less) => {
        const totalCents = rows.reduce((all, each) => all + each.grossCents, 0);
        const cents = Math.max(0, totalCents - less);
        const shares = splitByVat(cents, { totalCents, rows });
        expect(sum(shares)).toBe(cents);
        for (const share of shares) {
          expect(share.cents).toBeGreaterThanOrEqual(0);
          expect(share.vatCents ?? 0).toBeLessThanOrEqual(share.cents);
        }
      }),
    );
  });

  test('law: largest remainders divide exactly, each share within a cent of its own', () => {
    const weights = fc
      .array(fc.nat(1_000_000), { minLength: 1, maxLength: 20 })
      .filter((all) => all.some((each) => each > 0));
    fc.assert(
      fc.property(fc.nat(1_000_000_000), weights, (total, all) => {
        const shares = largestRemainders(total, all);
        const whole = all.reduce((a, b) => a + b, 0);
        expect(shares.reduce((a, b) => a + b, 0)).toBe(total);
        shares.forEach((share, at) => {
          expect(Math.abs(share - (total * (all[at] ?? 0)) / whole)).toBeLessThan(1);
        });
      }),
    );
  });
});

/** Evaluations of any shape the engine can give: what matters here is that rows and totals tie. */
const anyLine = fc.record({
  rule: fc.constantFrom(
    'per-diem.full',
    'per-diem.partial',
    'per-diem.foreign',
    'meal-compensation',
    'night-allowance',
    'secondary-compensation',
    ...vehicles.map((vehicle) => `mileage.${vehicle}`),
    ...expenseKinds.map((kind) => `expense.${kind}`),
  ),
  amountCents: fc.nat(1_000_000),
  subject: fc.constantFrom('trip', 'expenses[a]', 'expenses[b]'),
});
const anyEvaluation = fc
  .tuple(fc.array(anyLine, { maxLength: 30 }), fc.nat(2_000_000))
  .map(([all, advance]): Evaluation => {
    const lines = all.map(
      ({ rule, amountCents, subject }): Line => ({
        rule,
        subject,
        amountCents: rule === 'secondary-compensation' ? 0 - amountCents : amountCents,
        travelDay: null,
        date: '2026-03-10',
        quantity: 1,
        unitCents: null,
        reduction: null,
        cite: { line: 'state', section: '§ 1', source: 's', status: 'verified' },
        why: { fi: '', sv: '', en: '' },
      }),
    );
    return { ...evaluated(), lines, totals: totalsOf(lines, advance) };
  });
const anyVat = fc
  .array(fc.record({ rate: fc.constantFrom(13.5, 25.5), vatCents: fc.nat(10), grossCents: fc.nat(500_000) }), {
    maxLength: 3,
  })
  .map((rows) => ({ totalCents: rows.reduce((all, row) => all + row.grossCents, 0), rows }));

test('law: the rows of any claim add up to what is paid for it, however its receipts are taxed', () => {
  fc.assert(
    fc.property(anyEvaluation, anyVat, anyVat, (evaluation, a, b) => {
      const rows = rowsOf([
        paid({
          evaluation,
          vat: new Map([
            ['a', a],
            ['b', b],
          ]),
        }),
      ]);
      expect(sum(rows)).toBe(evaluation.totals.payableCents);
      expect(rows.every((row) => row.cents !== 0)).toBe(true);
    }),
  );
});

test('law: a batch and its reversal come to nought, in all and under each account, kind and claim', () => {
  fc.assert(
    fc.property(fc.array(anyEvaluation, { maxLength: 4 }), (evaluations) => {
      const claims = evaluations.map((evaluation, at) => paid({ evaluation, number: `ML-2026-00000${at}-1` }));
      const rows = rowsOf(claims);
      const back = rows.map((row) => reversed(row, 8, 7));
      for (const key of ['kind', 'account', 'claimNumber'] as const) {
        const totals = new Map<string, number>();
        for (const row of [...rows, ...back]) totals.set(row[key], (totals.get(row[key]) ?? 0) + row.cents);
        expect([...totals.values()].filter((cents) => cents !== 0)).toEqual([]);
      }
      expect(back.every((row) => row.corrects === 7)).toBe(true);
    }),
  );
});
