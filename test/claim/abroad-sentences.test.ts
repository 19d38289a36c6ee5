import { describe, expect, it } from 'vitest';
import { foreignRate } from '../../src/claim/foreign-rates.ts';
import { packOn } from '../../src/claim/rules.ts';
import { amounts, claimOf, crossing, evaluated, packs, stay } from './claims.ts';

/** § 9 What a trip abroad says of itself, and the places and amounts that are close to each other. */

type Trip = Parameters<typeof claimOf>[0] & {};
const abroad = (trip: Trip) => evaluated(claimOf(trip));
const sentences = (trip: Trip) => abroad(trip).lines.map(({ why }) => why.en);
const perDiems = (trip: Trip) => amounts(abroad(trip), 'per-diem');
const wholeDay = { start: '2026-03-10T08:00', end: '2026-03-11T08:00' };

describe('the sentence of a foreign per diem', () => {
  it('names country and area of a full day', () => {
    expect(
      sentences({ ...wholeDay, abroad: [stay('2026-03-10T10:00', '2026-03-11T08:00', 'US', 'New York')] }),
    ).toEqual(['Travel day 1 ends in United States of America (New York): foreign per diem 93.00 €.']);
    expect(sentences({ ...wholeDay, abroad: [stay('2026-03-10T10:00', '2026-03-11T08:00')] })).toEqual([
      'Travel day 1 ends in Sweden: foreign per diem 70.00 €.',
    ]);
  });

  it('gives the hours in all and abroad of a short trip', () => {
    const trip = { start: '2026-03-10T06:00', end: '2026-03-10T22:30' };
    expect(sentences({ ...trip, abroad: [stay('2026-03-10T10:00', '2026-03-10T17:15')] })).toEqual([
      'The trip of 16 h 30 min is more than 15 h and 7 h 15 min of it abroad more than 5 h, the country is Sweden: foreign per diem 70.00 €.',
    ]);
  });
});

describe('places', () => {
  it('aboard: the crossing of that time, not one that came before or comes after', () => {
    const trip = { start: '2026-03-10T08:00', end: '2026-03-12T08:00' };
    const later = crossing('2026-03-11T20:00', '2026-03-11T23:00', 'EE', 'FI');
    const stays = [stay('2026-03-10T12:00', '2026-03-11T06:00', 'DE')];
    const now = crossing('2026-03-11T06:00', '2026-03-11T10:00', 'DE', 'EE');
    expect(perDiems({ ...trip, abroad: stays, aboard: [now, later] })[0]).toBe(7800);
    expect(perDiems({ ...trip, abroad: stays, aboard: [later] })[0]).toBe(5400);
    const starting = crossing('2026-03-11T08:00', '2026-03-11T10:00', 'DE', 'EE');
    expect(perDiems({ ...trip, abroad: [], aboard: [starting] })[0]).toBe(7800);
  });

  it('areas: of the stay that begins as the vessel leaves, of the very country that is reached', () => {
    const leaving = [stay('2026-03-11T06:00', '2026-03-11T06:00', 'GB', 'Lontoo')];
    const aboard = [crossing('2026-03-11T06:00', '2026-03-11T09:00', 'GB', 'FI')];
    expect(perDiems({ ...wholeDay, abroad: leaving, aboard })).toEqual([8900]);
    const reaching = [crossing('2026-03-11T06:00', '2026-03-11T09:00', 'FI', 'GB')];
    const others = [
      stay('2026-03-11T09:00', '2026-03-11T09:30', 'FR', 'Lontoo'),
      stay('2026-03-11T10:00', '2026-03-11T11:00', 'GB'),
    ];
    expect(perDiems({ ...wholeDay, end: '2026-03-11T12:00', abroad: others, aboard: reaching })[0]).toBe(8400);
    const brief = [stay('2026-03-11T09:00', '2026-03-11T09:00', 'GB', 'Lontoo')];
    expect(perDiems({ ...wholeDay, end: '2026-03-11T12:00', abroad: brief, aboard: reaching })[0]).toBe(8900);
  });

  it('of most time: two short stays of one country together, areas apart', () => {
    const trip = { start: '2026-03-10T05:00', end: '2026-03-10T23:00' };
    const twice = [
      stay('2026-03-10T06:00', '2026-03-10T09:00', 'EE'),
      stay('2026-03-10T10:00', '2026-03-10T14:00', 'DE'),
      stay('2026-03-10T15:00', '2026-03-10T18:00', 'EE'),
    ];
    expect(perDiems({ ...trip, abroad: twice })).toEqual([8200]);
    const apart = [
      stay('2026-03-10T06:00', '2026-03-10T09:00', 'GB', 'Lontoo'),
      stay('2026-03-10T10:00', '2026-03-10T13:00', 'GB', 'Oxford'),
      stay('2026-03-10T14:00', '2026-03-10T18:00', 'DE'),
    ];
    expect(perDiems({ ...trip, abroad: apart })).toEqual([7800]);
  });

  it('aboard alone, without a stay on land, leaves a short trip domestic', () => {
    const aboard = [crossing('2026-03-10T09:00', '2026-03-10T20:00', 'FI', 'FI')];
    expect(abroad({ start: '2026-03-10T08:00', end: '2026-03-11T01:00', aboard }).lines).toMatchObject([
      { rule: 'per-diem.full', amountCents: 5400, taxCeilingCents: 5400 },
    ]);
  });
});

describe('findings on a trip abroad', () => {
  it('stand on the trip, with the tax line as what they rest on', () => {
    const unknown = abroad({
      start: '2022-03-10T07:00',
      end: '2022-03-10T18:01',
      abroad: [stay('2022-03-10T10:00', '2022-03-10T11:00')],
    }).findings.find(({ code }) => code === 'tax-ceiling-unknown');
    expect(unknown).toMatchObject({ subject: 'trip', cite: { line: 'tax', section: 'OPH § 9', status: 'unknown' } });
    expect(unknown?.action.en).toBe(
      'Find out the highest tax-free amount for travel day 1: the per diem is 45.00 € and that amount is not known.',
    );
    const wrong = abroad({
      ...wholeDay,
      abroad: [stay('2026-03-10T07:00', '2026-03-10T12:00'), stay('2026-03-10T11:00', '2026-03-11T08:00', 'NO')],
    });
    expect(wrong.findings).toMatchObject([
      { code: 'abroad-outside-trip', subject: 'trip' },
      { code: 'abroad-overlaps', subject: 'trip' },
    ]);
  });
});

describe('rates by place', () => {
  const rates = packOn(packs, '2026-06-01')?.rules.foreign.rates;
  const rate = (country: string, area: string | null) => rates && foreignRate(rates, { country, area }).cents;

  it('an area is of its own country, by each of its names, however it is written', () => {
    expect(rate('US', 'Los Angeles')).toBe(9300);
    expect(rate('US', ' new york ')).toBe(9300);
    expect(rate('US', 'New York, Los Angeles, Washington')).toBe(9300);
    expect(rate('GB', 'London')).toBe(8900);
    expect(rate('GB', 'Edinburgh')).toBe(8900);
    expect(rate('FR', 'London')).not.toBe(8900);
    expect(rate('ES', 'Canary Islands')).toBe(7500);
    expect(rate('ES', 'the Canary Islands')).toBe(7500);
    expect(rate('US', null)).toBe(8600);
    expect(rate('CN', 'Hongkong')).toBe(7900);
    expect(rate('HK', null)).toBe(7900);
  });

  it('each is named by its place in the pack and by what people call it', () => {
    const named = (country: string, area: string | null) => rates && foreignRate(rates, { country, area });
    expect(named('SE', null)).toMatchObject({ name: 'foreign.rates.SE', title: { fi: 'Ruotsi' } });
    expect(named('GB', 'Lontoo')).toMatchObject({ name: 'foreign.rates.GB/Lontoo ja Edinburgh' });
    expect(named('MP', null)).toMatchObject({ name: 'foreign.rates.others', cents: 5200 });
    const partial = packOn(packs, '2025-06-01')?.rules.foreign.rates;
    expect(partial && foreignRate(partial, { country: 'NO', area: null })).toMatchObject({
      name: 'foreign.rates.NO',
      title: { en: 'the foreign per diem (Norway)' },
      cents: null,
      cite: { status: 'unknown' },
    });
  });
});
