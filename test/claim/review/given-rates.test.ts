import { describe, expect, test } from 'vitest';
import { assess, isRefusal } from '../../../src/claim/assess.ts';
import { TripClaim } from '../../../src/claim/claim.ts';
import { openRates } from '../../../src/claim/open-rates.ts';
import { replay } from '../../../src/claim/replay.ts';
import { claimOf, packs, stay } from '../claims.ts';
import { computed } from './decided.ts';

/** Amounts that no pack knows, given with their source. */

const night2022 = TripClaim.parse({
  ...claimOf({
    start: '2022-03-10T08:00',
    end: '2022-03-11T20:00',
    nights: [{ date: '2022-03-10', lodging: 'private' }],
  }),
  submittedOn: '2022-03-20',
});
const given = { pack: 'fi-state-2022', rate: 'nightAllowance.amount', cents: 1400, source: 'VM 2021/1234' };

describe('the night allowance of 2022', () => {
  test('is asked for by name, once, and nothing else is', () => {
    expect(computed(night2022).complete).toBe(false);
    expect(openRates(night2022, packs)).toEqual([
      { pack: given.pack, rate: given.rate, name: expect.objectContaining({ fi: 'yömatkaraha' }), subjects: ['trip'] },
    ]);
  });

  test('given, makes the claim whole, with the source named and no surer than assumed', () => {
    const claim = { ...night2022, givenRates: [given] };
    const after = computed(claim);
    expect(after.complete).toBe(true);
    const line = after.lines.find((each) => each.rule === 'night-allowance');
    expect(line).toMatchObject({ amountCents: 1400, cite: { source: 'VM 2021/1234', status: 'assumed' } });
    expect(after.totals.payableCents).toBe(computed(night2022).totals.payableCents + 1400);
    expect(after.findings.map(({ code }) => code)).not.toContain('rate-unknown');
    expect(openRates(claim, packs)).toEqual([]);
    expect(after.packs).toEqual(computed(night2022).packs);
    expect(replay(JSON.parse(JSON.stringify(claim)), packs.inForce)).toEqual(after);
  });

  test('of another year, or of another name, fills nothing', () => {
    for (const wrong of [
      { ...given, pack: 'fi-state-2023' },
      { ...given, rate: 'nightAllowance' },
      { ...given, rate: 'nightAllowance.amount.cents' },
      { ...given, rate: '__proto__.x' },
    ])
      expect(assess({ ...night2022, givenRates: [wrong] }, packs)).toEqual(computed(night2022));
  });
});

test('an amount a pack knows is never overruled', () => {
  const claim = TripClaim.parse(claimOf());
  const known = { pack: 'fi-state-2026', rate: 'perDiem.full', cents: 1, source: 'x' };
  expect(assess({ ...claim, givenRates: [known] }, packs)).toEqual(computed(claim));
});

describe('a foreign per diem of 2024', () => {
  const abroad = TripClaim.parse({
    ...claimOf({
      start: '2024-03-10T08:00',
      end: '2024-03-12T09:00',
      abroad: [stay('2024-03-10T11:00', '2024-03-12T07:00')],
    }),
    submittedOn: '2024-03-20',
  });

  test('is given for its country, and shares of it are the engine’s to take', () => {
    const [open] = openRates(abroad, packs);
    expect(open).toMatchObject({ rate: 'foreign.rates.SE', name: { fi: expect.stringContaining('Ruotsi') } });
    const rate = { pack: open?.pack ?? '', rate: open?.rate ?? '', cents: 6600, source: 'VM' };
    const after = computed({ ...abroad, givenRates: [rate] });
    expect(after.complete).toBe(true);
    const foreign = after.lines.filter((line) => line.rule === 'per-diem.foreign');
    expect(foreign.map((line) => [line.unitCents, line.amountCents])).toEqual(
      foreign.map((line) => [6600, Math.round(6600 * line.quantity)]),
    );
  });
});

test('a claim that cannot be computed has no open amounts', () => {
  const broken = TripClaim.parse(claimOf({ end: '2026-03-09T08:00' }));
  expect(isRefusal(assess(broken, packs))).toBe(true);
  expect(openRates(broken, packs)).toEqual([]);
});
