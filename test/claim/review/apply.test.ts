import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluate } from '../../../src/claim/assess.ts';
import type { TripClaim } from '../../../src/claim/claim.ts';
import { lineSubject } from '../../../src/claim/line-subject.ts';
import { replay } from '../../../src/claim/replay.ts';
import {
  type Act,
  applyDecisions,
  applyToDraft,
  changing,
  contestable,
  standing,
} from '../../../src/claim/review/apply.ts';
import { Decision, misfit } from '../../../src/claim/review/decision.ts';
import { packs } from '../claims.ts';
import { draftOf, drive, ticket } from '../drafts.ts';
import { runs } from '../runs.ts';
import { computed, decided, other, sent } from './decided.ts';

/** What decisions make of a claim as it was sent. */

const perDiem = 'trip:per-diem.full:1:2026-03-10';
const subjects = new Set(computed(sent).lines.map(lineSubject));

describe('a correction', () => {
  test('gives the named field its new value and leaves the claim as it was sent', () => {
    const before = structuredClone(sent);
    const corrected = applyDecisions(
      sent,
      decided({ kind: 'correct', subject: 'expenses[taxi]', changes: { amountCents: 3180 }, reason: other }),
    );
    expect(corrected.expenses.map((row) => row.amountCents)).toEqual([3180, 2340]);
    expect(computed(corrected).totals.payableCents).toBe(computed(sent).totals.payableCents - 1000);
    expect(sent).toEqual(before);
  });

  test('of the trip changes what the trip earns: over 10 h a full per diem, at 10 h a partial one', () => {
    const end = (at: string) =>
      computed(
        applyDecisions(sent, decided({ kind: 'correct', subject: 'trip', changes: { end: at }, reason: other })),
      ).lines.map((line) => line.rule);
    expect(end('2026-03-10T18:01')).toContain('per-diem.full');
    expect(end('2026-03-10T18:00')).toContain('per-diem.partial');
  });

  test('of the same field twice: the later one stands, and the earlier again when it is taken back', () => {
    const rows = decided(
      { kind: 'correct', subject: 'expenses[taxi]', changes: { amountCents: 1 }, reason: other },
      { kind: 'correct', subject: 'expenses[taxi]', changes: { amountCents: 2, date: '2026-03-11' }, reason: other },
    );
    expect(applyDecisions(sent, rows).expenses[0]).toMatchObject({ amountCents: 2, date: '2026-03-11' });
    const undo: Act = { id: 3, undoes: 2, by: 'A', byId: 'a', at: '2026-03-22T09:00:00.000Z' };
    expect(applyDecisions(sent, standing([...rows, undo])).expenses[0]).toMatchObject({
      amountCents: 1,
      date: '2026-03-10',
    });
  });
});

describe('a rejection', () => {
  const reject = (subject: string) => decided({ kind: 'reject', subject, reason: other });

  test('pays 0 for the line, says why, and leaves the others', () => {
    const after = computed(applyDecisions(sent, reject('expenses[taxi]')));
    const line = after.lines.find((each) => each.subject === 'expenses[taxi]');
    expect(line).toMatchObject({ amountCents: 0, why: { fi: 'Ei makseta: Taksi ajettiin myöhemmin.' } });
    expect(after.totals.payableCents).toBe(computed(sent).totals.payableCents - 4180);
  });

  test('leaves nothing to examine of the row, and tells its member of it', () => {
    const about = computed(applyDecisions(sent, reject('expenses[taxi]'))).findings.filter(
      (each) => each.subject === 'expenses[taxi]',
    );
    expect(about.map(({ code, severity }) => [code, severity])).toEqual([['line-rejected', 'note']]);
  });

  test('reaches a single line of the trip, and all lines of a drive', () => {
    expect(computed(applyDecisions(sent, reject(perDiem))).totals.perDiemCents).toBe(0);
    expect(computed(applyDecisions(sent, reject('mileage[drive]'))).totals.mileageCents).toBe(0);
  });

  test('is no more when the line is accepted afterwards', () => {
    const rows = decided(
      { kind: 'reject', subject: 'expenses[taxi]', reason: other },
      { kind: 'accept', subject: 'expenses[taxi]' },
    );
    expect(applyDecisions(sent, rows)).toEqual(sent);
  });

  test('lessens the total before another payer’s share is taken off it', () => {
    const shared: TripClaim = { ...sent, trip: { ...sent.trip, otherPayer: { name: 'Kunta', paidCents: 100_000 } } };
    const after = computed(applyDecisions(shared, reject('expenses[taxi]')));
    expect(after.totals.payableCents).toBe(0);
    expect(after.totals.otherPayerCents).toBe(computed(sent).totals.payableCents - 4180);
  });
});

const decision = fc.oneof(
  fc.constantFrom<Decision>(
    { kind: 'accept', subject: 'expenses[taxi]' },
    { kind: 'ask', subject: 'expenses[train]', question: 'Miksi?' },
    { kind: 'reject', subject: 'expenses[taxi]', reason: other },
    { kind: 'reject', subject: 'mileage[drive]', reason: other },
    { kind: 'reject', subject: perDiem, reason: other },
  ),
  fc.tuple(fc.constantFrom('taxi', 'train'), fc.integer({ min: 0, max: 100_000 })).map(
    ([id, amountCents]): Decision => ({
      kind: 'correct',
      subject: `expenses[${id}]`,
      changes: { amountCents },
      reason: other,
    }),
  ),
  fc.integer({ min: 0, max: 4000 }).map(
    (tenths): Decision => ({
      kind: 'correct',
      subject: 'mileage[drive]',
      changes: { km: tenths / 10 },
      reason: other,
    }),
  ),
);
const decisions = fc.array(decision, { maxLength: 8 }).map((all) => decided(...all));

describe('whatever is decided', () => {
  test('the claim computed anew from its JSON comes to the same, so that anyone can check it', () => {
    fc.assert(
      fc.property(decisions, (rows) => {
        const claim = applyDecisions(sent, rows);
        const again: unknown = JSON.parse(JSON.stringify(claim));
        expect(replay(again, packs.inForce)).toEqual(computed(claim));
        expect(evaluate(again, packs, '2026-03-22')).toEqual(computed(claim));
      }),
      runs(200),
    );
  });

  test('the sum is that of its lines, no line pays less than nothing, and rejecting never raises it', () => {
    fc.assert(
      fc.property(decisions, (rows) => {
        const { lines, totals } = computed(applyDecisions(sent, rows));
        expect(lines.every((line) => (line.amountCents ?? 0) >= 0)).toBe(true);
        expect(totals.payableCents).toBe(lines.reduce((sum, line) => sum + (line.amountCents ?? 0), 0));
        const last = rows.length + 1;
        const more = { ...decided({ kind: 'reject', subject: 'expenses[train]', reason: other })[0], id: last };
        const after = computed(applyDecisions(sent, [...rows, more as (typeof rows)[number]]));
        expect(after.totals.payableCents).toBeLessThanOrEqual(totals.payableCents);
      }),
      runs(200),
    );
  });

  test('taking everything back gives the claim as it was sent, to the field', () => {
    fc.assert(
      fc.property(decisions, (rows) => {
        const undone: Act[] = rows.map(({ id }) => ({ id: id + 100, undoes: id, by: 'A', byId: 'a', at: '' }));
        expect(applyDecisions(sent, standing([...rows, ...undone]))).toEqual(sent);
      }),
      runs(100),
    );
  });

  test('accepting and asking alone change nothing', () => {
    const rows = decided(
      { kind: 'accept', subject: perDiem },
      { kind: 'ask', subject: 'expenses[taxi]', question: 'Miksi?' },
    );
    expect(applyDecisions(sent, rows)).toEqual(sent);
    expect(changing(rows)).toEqual([]);
  });
});

test('an amount that was given needs no consent; a correction and a rejection do', () => {
  const given = { pack: 'fi-state-2022', rate: 'nightAllowance.amount', cents: 1400, source: 'OPH' };
  const rows = decided(
    { kind: 'rate', subject: 'trip', given },
    { kind: 'reject', subject: 'expenses[taxi]', reason: other },
    { kind: 'accept', subject: 'expenses[train]' },
  );
  expect(contestable(rows).map(({ id }) => id)).toEqual([2]);
});

test('the draft gets the same values, a missing distance as null, and no word on the reason of a drive', () => {
  const draft = draftOf({}, { expenses: [ticket({ id: 'train' })], mileage: [drive({ id: 'drive' })] });
  const after = applyToDraft(
    draft,
    decided(
      { kind: 'correct', subject: 'trip', changes: { distanceKm: { workplace: 40 } }, reason: other },
      { kind: 'correct', subject: 'expenses[train]', changes: { amountCents: 1 }, reason: other },
      {
        kind: 'correct',
        subject: 'mileage[drive]',
        changes: { reasonAccepted: false, publicFareCents: 900 },
        reason: other,
      },
    ),
  );
  expect(after.trip.distanceKm).toEqual({ home: null, workplace: 40 });
  expect(after.expenses[0]?.amountCents).toBe(1);
  expect(after.mileage[0]).toMatchObject({ publicFareCents: 900, km: 120 });
  expect(after.mileage[0]).not.toHaveProperty('reasonAccepted');
});

describe('a decision that does not fit', () => {
  const fits = (input: unknown) => misfit(Decision.parse(input), sent, subjects);
  test.each([
    ['a cost that is not there', { kind: 'accept', subject: 'expenses[nope]' }, 'subject-not-there'],
    ['a line that is not there', { kind: 'accept', subject: 'trip:night-allowance:1:2026-03-10' }, 'subject-not-there'],
    ['something else', { kind: 'accept', subject: 'payment' }, 'subject-not-there'],
    ['the claim as a whole', { kind: 'accept', subject: 'claim' }, 'not-for-subject'],
    ['the trip as a whole', { kind: 'reject', subject: 'trip', reason: other }, 'not-for-subject'],
    [
      '«other» without words',
      { kind: 'reject', subject: 'expenses[taxi]', reason: { code: 'other', text: ' ' } },
      'reason-missing',
    ],
    [
      'kilometres of a cost',
      { kind: 'correct', subject: 'expenses[taxi]', changes: { km: 1 }, reason: other },
      'not-for-subject',
    ],
    [
      'fields of a line of the trip',
      { kind: 'correct', subject: perDiem, changes: { date: '2026-03-10' }, reason: other },
      'not-for-subject',
    ],
    ['no field', { kind: 'correct', subject: 'expenses[taxi]', changes: {}, reason: other }, 'nothing-changed'],
    [
      'a rate of exchange of the trip',
      { kind: 'exchange-rate', subject: 'trip', exchangeRate: { value: '11.2', source: 'ecb', date: '2026-03-10' } },
      'not-for-subject',
    ],
  ])('%s: %j', (_what, input, code) => expect(fits(input)).toBe(code));

  test('what fits is not refused', () => {
    expect(fits({ kind: 'accept', subject: perDiem })).toBeNull();
    expect(fits({ kind: 'correct', subject: 'trip', changes: { end: '2026-03-10T19:00' }, reason: other })).toBeNull();
    expect(fits({ kind: 'ask', subject: 'mileage[drive]', question: '?' })).toBeNull();
    expect(fits({ kind: 'ask', subject: 'claim', question: '?' })).toBeNull();
  });

  test('a field the member alone may write is no field of a correction', () => {
    const words = { kind: 'correct', subject: 'expenses[taxi]', changes: { justification: null }, reason: other };
    expect(Decision.safeParse(words).success).toBe(false);
  });
});
