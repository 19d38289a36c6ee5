import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Evaluation, Line } from '../../src/claim/claim.ts';
import { changeBetween, isTouched, noImpact, withClaim } from '../../src/claim/impact.ts';
import type { ClaimImpact } from '../../src/claim/revision-views.ts';
import { totalsOf } from '../../src/claim/totals.ts';

/** What differs between two evaluations of one claim. */

const texts = { fi: 'Syy.', sv: 'Orsak.', en: 'Why.' };
const cite = (status: 'verified' | 'assumed' | 'unknown') =>
  ({ line: 'state', section: '§ 11', source: 'State', status }) as const;

const line = (more: Partial<Line> = {}): Line => ({
  rule: 'per-diem.full',
  travelDay: 1,
  date: '2026-03-10',
  quantity: 1,
  unitCents: 5400,
  amountCents: 5400,
  reduction: null,
  subject: 'trip',
  cite: cite('verified'),
  why: texts,
  ...more,
});

const evaluation = (lines: Line[], codes: string[] = [], advanceCents = 0): Evaluation => ({
  id: 'a',
  packs: [],
  lines,
  findings: codes.map((code) => ({
    code,
    severity: 'review',
    subject: 'claim',
    action: texts,
    cite: cite('verified'),
  })),
  totals: totalsOf(lines, advanceCents),
  complete: lines.every(({ amountCents }) => amountCents !== null),
});

const anyLine: fc.Arbitrary<Line> = fc
  .record({
    // Few rules, days and subjects, so that equal ones come up and have to be told apart by their order.
    rule: fc.constantFrom('per-diem.full', 'per-diem.partial', 'mileage.car', 'expense.taxi'),
    travelDay: fc.constantFrom(null, 1, 2),
    date: fc.constantFrom('2026-03-10', '2026-03-11'),
    subject: fc.constantFrom('trip', 'mileage[0]'),
    quantity: fc.constantFrom(1, 12.5),
    amountCents: fc.option(fc.integer({ min: 0, max: 100_000 })),
    reduction: fc.constantFrom(null, 'free-meals' as const),
    status: fc.constantFrom('verified' as const, 'assumed' as const),
  })
  .map(({ status, ...rest }) => line({ ...rest, unitCents: rest.amountCents, cite: cite(status) }));
const anyLines = fc.array(anyLine, { maxLength: 8 });
const anyCodes = fc.array(fc.constantFrom('late-claim', 'rate-unknown', 'taxi-justified'), { maxLength: 4 });
const advance = fc.integer({ min: 0, max: 10_000 });

describe('between two evaluations of a claim', () => {
  test('an evaluation and itself have no difference, whatever is in it', () => {
    fc.assert(
      fc.property(anyLines, anyCodes, advance, (lines, codes, cents) => {
        const one = evaluation(lines, codes, cents);
        const change = changeBetween(one, structuredClone(one));
        expect(change.lines).toEqual([]);
        expect(change.findings).toEqual({ added: [], removed: [] });
        expect(change.afterCents).toBe(change.beforeCents);
      }),
    );
  });

  test('the changes of the lines are together the change of the sum to pay', () => {
    fc.assert(
      fc.property(anyLines, anyLines, advance, (before, after, cents) => {
        const change = changeBetween(evaluation(before, [], cents), evaluation(after, [], cents));
        const sum = change.lines.reduce((total, each) => total + each.changeCents, 0);
        expect(sum).toBe(change.afterCents - change.beforeCents);
      }),
      { numRuns: 500 },
    );
  });

  test('from there to here everything is the other way round', () => {
    fc.assert(
      fc.property(anyLines, anyCodes, anyLines, anyCodes, (before, was, after, is) => {
        const [a, b] = [evaluation(before, was), evaluation(after, is)];
        const [there, back] = [changeBetween(a, b), changeBetween(b, a)];
        expect(back.findings).toEqual({ added: there.findings.removed, removed: there.findings.added });
        expect(back.lines).toHaveLength(there.lines.length);
        const sum = (lines: { changeCents: number }[]) => lines.reduce((total, each) => total + each.changeCents, 0);
        expect(sum(back.lines) + sum(there.lines)).toBe(0);
      }),
    );
  });

  test.each([
    ['amount', { amountCents: 5300 }],
    ['unit', { unitCents: 5300 }],
    ['quantity', { quantity: 2 }],
    ['reduction', { reduction: 'free-meals' }],
    ['tax-ceiling', { taxCeilingCents: 5100 }],
    ['status', { cite: cite('assumed') }],
  ] as const)('another %s alone is named, and nothing else', (part, more) => {
    const change = changeBetween(evaluation([line()]), evaluation([line(more)]));
    expect(change.lines.map(({ changed }) => changed)).toEqual([[part]]);
  });

  test('another sentence or the wording of the source is no change', () => {
    const other = line({ why: { ...texts, en: 'Because.' }, cite: { ...cite('verified'), source: 'State agreement' } });
    expect(changeBetween(evaluation([line()]), evaluation([other])).lines).toEqual([]);
  });

  test('of two equal lines the second is compared with the second', () => {
    const [first, second] = [line({ amountCents: 100 }), line({ amountCents: 200 })];
    const change = changeBetween(evaluation([first, second]), evaluation([first, line({ amountCents: 250 })]));
    expect(change.lines).toMatchObject([
      { before: { amountCents: 200 }, after: { amountCents: 250 }, changeCents: 50 },
    ]);
  });

  test('a full day that becomes a partial one is a line gone and a line new', () => {
    const partial = line({ rule: 'per-diem.partial', unitCents: 2500, amountCents: 2500 });
    const change = changeBetween(evaluation([line()]), evaluation([partial]));
    expect(change.lines.map(({ rule, before, after }) => [rule, before === null, after === null])).toEqual([
      ['per-diem.full', false, true],
      ['per-diem.partial', true, false],
    ]);
  });

  test('an amount that becomes known counts from nothing', () => {
    const unknown = line({ amountCents: null, unitCents: null, cite: cite('unknown') });
    const change = changeBetween(evaluation([unknown], ['rate-unknown']), evaluation([line()]));
    expect(change.lines).toMatchObject([{ changed: ['amount', 'unit', 'status'], changeCents: 5400 }]);
    expect(change.findings.removed.map(({ code }) => code)).toEqual(['rate-unknown']);
  });
});

describe('the totals of a report', () => {
  const claim = (more: Partial<ClaimImpact>): ClaimImpact => ({
    number: 'ML-2026-000001-1',
    state: 'draft',
    frozen: false,
    beforeCents: 5400,
    afterCents: 5400,
    lines: [],
    findings: { added: [], removed: [] },
    ...more,
  });

  test('a claim that comes out the same is open and not touched', () => {
    expect(isTouched(claim({}))).toBe(false);
    expect(withClaim(noImpact, claim({}))).toMatchObject({ open: 1, touched: 0, changeCents: 0 });
  });

  test('what changes at once and what only on sending again are told apart', () => {
    const all = [claim({ afterCents: 5500 }), claim({ state: 'submitted', frozen: true, afterCents: 5100 })];
    expect(all.reduce(withClaim, noImpact)).toEqual({
      open: 2,
      touched: 2,
      changeCents: -200,
      written: { claims: 1, changeCents: 100 },
      sent: { claims: 1, changeCents: -300 },
      withoutSum: 0,
    });
  });

  test('a claim without a sum before or after is counted, and is in no sum of changes', () => {
    expect(withClaim(noImpact, claim({ afterCents: null }))).toMatchObject({
      touched: 1,
      changeCents: 0,
      withoutSum: 1,
    });
  });
});
