import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRefusal } from '../../src/claim/assess.ts';
import {
  expenseKinds,
  lodgings,
  meals,
  parkingPlaces,
  reasonCodes,
  supplementKinds,
  vehicles,
} from '../../src/claim/codes.ts';
import { findingCodes } from '../../src/claim/findings.ts';
import { judge } from './claims.ts';
import { runs } from './runs.ts';

/** Laws that hold for every claim, whatever is in it. */

const pad = (value: number) => String(value).padStart(2, '0');
const date = fc
  .tuple(fc.integer({ min: 2018, max: 2026 }), fc.integer({ min: 1, max: 28 }))
  .map(([y, d]) => `${y}-05-${pad(d)}`);
const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([h, m]) => `${pad(h)}:${pad(m)}`);
const moment = (days: fc.Arbitrary<string>) => fc.tuple(days, time).map(([day, clock]) => `${day}T${clock}`);
const km = fc.integer({ min: 0, max: 80_000 }).map((tenths) => tenths / 10);
const cents = fc.integer({ min: 0, max: 1_000_000 });
const reason = fc.option(fc.record({ code: fc.constantFrom(...reasonCodes), text: fc.constantFrom('', 'syy') }));

const claim = date.chain((first) => {
  const near = fc.integer({ min: -1, max: 4 }).map((days) => {
    const day = new Date(Date.parse(first) + days * 86_400_000);
    return day.toISOString().slice(0, 10);
  });
  const at = moment(near);
  return fc.record({
    id: fc.string(),
    submittedOn: fc.constant('2026-04-01'),
    trip: fc.record({
      start: time.map((clock) => `${first}T${clock}`),
      end: at,
      startFrom: fc.constantFrom('home', 'workplace'),
      distanceKm: fc.record({ home: km, workplace: km }, { requiredKeys: [] }),
      freeMeals: fc.array(
        fc.record({ at, meal: fc.constantFrom(...meals), source: fc.constantFrom('organiser', 'ticket', 'room') }),
        { maxLength: 5 },
      ),
      ownMeals: fc.array(fc.record({ at, distanceKm: km }), { maxLength: 2 }),
      nights: fc.array(fc.record({ date: near, lodging: fc.constantFrom(...lodgings) }), { maxLength: 3 }),
      waivesPerDiem: fc.boolean(),
      otherPayer: fc.option(fc.record({ name: fc.constantFrom('', 'Valteri'), paidCents: cents })),
      advanceCents: cents,
    }),
    mileage: fc.array(
      fc.record({
        vehicle: fc.constantFrom(...vehicles),
        km,
        date: near,
        from: fc.constantFrom('', 'A'),
        supplements: fc.array(fc.record({ kind: fc.constantFrom(...supplementKinds), km }), { maxLength: 3 }),
        routeKm: fc.option(km),
        kmEarlierThisYear: km,
        reason,
        reasonAccepted: fc.option(fc.boolean()),
        publicFareCents: fc.option(cents),
      }),
      { maxLength: 4 },
    ),
    expenses: fc.uniqueArray(
      fc.record({
        id: fc.stringMatching(/^[a-z]{1,6}$/),
        kind: fc.constantFrom(...expenseKinds),
        date: near,
        amountCents: cents,
        currency: fc.constantFrom('EUR', 'EUR', 'EUR', 'SEK'),
        hasReceipt: fc.boolean(),
        justification: reason,
        nights: fc.array(near, { maxLength: 2 }),
        mealsCents: fc.constantFrom(0, 0, 1500),
        place: fc.option(fc.constantFrom(...parkingPlaces)),
        days: fc.option(fc.integer({ min: 1, max: 6 })),
      }),
      { maxLength: 6, selector: (row) => row.id },
    ),
  });
});

const sum = (values: (number | null)[]) => values.reduce<number>((total, value) => total + (value ?? 0), 0);

describe('laws', () => {
  it('the lines, less the advance, are the sum to pay; the parts are the lines', () => {
    fc.assert(
      fc.property(claim, (input) => {
        const result = judge(input);
        if (isRefusal(result)) return;
        const { payableCents, otherPayerCents, ...parts } = result.totals;
        const lines = sum(result.lines.map((line) => line.amountCents));
        expect(payableCents).toBe(lines - input.trip.advanceCents);
        expect(sum(Object.values(parts)) - otherPayerCents).toBe(lines);
        expect(result.complete).toBe(result.lines.every((line) => line.amountCents !== null));
      }),
      runs(400),
    );
  });

  it('no line is negative but another payer’s, and that leaves at least nothing', () => {
    fc.assert(
      fc.property(claim, (input) => {
        const result = judge(input);
        if (isRefusal(result)) return;
        for (const line of result.lines)
          if (line.rule !== 'secondary-compensation') expect(line.amountCents ?? 0).toBeGreaterThanOrEqual(0);
        expect(sum(result.lines.map((line) => line.amountCents))).toBeGreaterThanOrEqual(0);
      }),
      runs(100),
    );
  });

  it('the same claim gives the same evaluation, and is not changed by it', () => {
    fc.assert(
      fc.property(claim, (input) => {
        const before = JSON.stringify(input);
        const first = JSON.stringify(judge(input));
        expect(JSON.stringify(judge(input))).toBe(first);
        expect(JSON.stringify(input)).toBe(before);
      }),
      runs(100),
    );
  });

  it('the order of rows does not matter to the totals or to what is found', () => {
    fc.assert(
      fc.property(claim, (input) => {
        const { trip, mileage, expenses } = input;
        const turned = {
          ...input,
          trip: {
            ...trip,
            freeMeals: trip.freeMeals.toReversed(),
            ownMeals: trip.ownMeals.toReversed(),
            nights: trip.nights.toReversed(),
          },
          mileage: mileage.toReversed(),
          expenses: expenses.toReversed(),
        };
        const [a, b] = [judge(input), judge(turned)];
        expect(isRefusal(b)).toBe(isRefusal(a));
        if (isRefusal(a) || isRefusal(b)) return;
        expect(b.totals).toEqual(a.totals);
        const codes = (findings: { code: string }[]) => findings.map((each) => each.code).sort();
        expect(codes(b.findings)).toEqual(codes(a.findings));
      }),
      runs(300),
    );
  });

  it('a line without an amount has a finding that says what to do', () => {
    fc.assert(
      fc.property(claim, (input) => {
        const result = judge(input);
        if (isRefusal(result)) return;
        for (const line of result.lines.filter((each) => each.amountCents === null)) {
          if (line.rule === 'secondary-compensation') continue;
          const asked = result.findings.filter((each) => each.subject === line.subject).map((each) => each.code);
          expect(asked.some((code) => code === 'rate-unknown' || code === 'currency-rate-missing')).toBe(true);
        }
      }),
      runs(100),
    );
  });

  it('a blocked cost has a line of 0 and its error', () => {
    fc.assert(
      fc.property(claim, (input) => {
        const result = judge(input);
        if (isRefusal(result)) return;
        for (const { subject } of result.findings.filter((each) => each.severity === 'error'))
          for (const line of result.lines.filter((each) => each.subject === subject && subject.startsWith('expenses')))
            expect(line.amountCents).toBe(0);
      }),
      runs(100),
    );
  });

  it('every text is filled in, in three languages, with a citation', () => {
    fc.assert(
      fc.property(claim, (input) => {
        const result = judge(input);
        if (isRefusal(result)) return;
        const texts = [...result.lines.map((line) => line.why), ...result.findings.map((each) => each.action)];
        for (const text of texts.flatMap((each) => [each.fi, each.sv, each.en]))
          expect(text).toMatch(/^[^\s{}][^{}]*\.$/);
        for (const { cite } of [...result.lines, ...result.findings]) expect(cite.section && cite.source).toBeTruthy();
        for (const { code } of result.findings) expect(findingCodes).toContain(code);
      }),
      runs(100),
    );
  });

  it('any JSON value is evaluated or refused, never thrown at', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(isRefusal(judge(value))).toBe(true);
      }),
      runs(500),
    );
  });

  it('a claim with anything at all in one of its places is evaluated or refused', () => {
    const places = ['id', 'submittedOn', 'trip', 'mileage', 'expenses', 'attachments', 'group'] as const;
    const tripPlaces = [
      'start',
      'end',
      'timeZone',
      'distanceKm',
      'freeMeals',
      'nights',
      'abroad',
      'otherPayer',
    ] as const;
    fc.assert(
      fc.property(
        claim,
        fc.jsonValue(),
        fc.constantFrom(...places),
        fc.constantFrom(...tripPlaces),
        (good, value, place, inTrip) => {
          expect(judge({ ...good, [place]: value })).toBeTypeOf('object');
          expect(judge({ ...good, trip: { ...good.trip, [inTrip]: value } })).toBeTypeOf('object');
        },
      ),
      runs(300),
    );
  });
});
