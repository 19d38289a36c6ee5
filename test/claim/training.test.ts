import { describe, expect, it } from 'vitest';
import { claimOf, evaluated } from './claims.ts';

/** § 10 Training, each limit on both sides. */

type Trip = Parameters<typeof claimOf>[0] & {};
const training = (trip: Trip) =>
  evaluated(claimOf({ kind: 'training', ...trip })).lines.map(({ amountCents, reduction }) => [amountCents, reduction]);
const course = { start: '2026-05-04T08:00', end: '2026-05-04T20:00' };
const earlier = (days: number, endedOn = '2026-05-03') => ({ earlierTraining: { days, endedOn } });

describe('long training', () => {
  it('of 21 days pays whole per diems, one minute more 75 % of what is left', () => {
    const to = (end: string) => training({ start: '2026-05-04T08:00', end }).slice(20);
    expect(to('2026-05-25T08:00')).toEqual([[5400, null]]);
    expect(to('2026-05-25T10:00')).toEqual([
      [5400, null],
      [1875, 'training-75'],
    ]);
    expect(to('2026-05-25T14:01')).toEqual([
      [5400, null],
      [4050, 'training-75'],
    ]);
  });

  it('counts earlier days on: the 21st is whole, the 22nd is not', () => {
    expect(training({ ...course, ...earlier(20) })).toEqual([[5400, null]]);
    expect(training({ ...course, ...earlier(21) })).toEqual([[4050, 'training-75']]);
  });

  it('starts anew after a break of more than 12 whole days', () => {
    expect(training({ ...course, ...earlier(21, '2026-04-21') })).toEqual([[4050, 'training-75']]);
    expect(training({ ...course, ...earlier(21, '2026-04-20') })).toEqual([[5400, null]]);
  });

  it('with free catering is half of 75 %, rounded once: 25,00 € × 75 % × 50 % = 9,38 €', () => {
    const freeMeals = [{ at: '2026-05-04T12:00', meal: 'lunch' as const }];
    expect(training({ start: course.start, end: '2026-05-04T16:00', freeMeals, ...earlier(21) })).toEqual([
      [938, 'training-75'],
    ]);
  });

  it('abroad is 75 % of the foreign per diem', () => {
    const abroad = [{ country: 'SE', from: '2026-05-04T10:00', to: '2026-05-05T08:00' }];
    expect(training({ start: course.start, end: '2026-05-05T08:00', abroad, ...earlier(21) })).toEqual([
      [5250, 'training-75'],
    ]);
  });

  it('is a matter of training only: a meeting of 22 days pays whole per diems', () => {
    expect(training({ ...course, kind: 'meeting', ...earlier(21) })).toEqual([[5400, null]]);
  });

  it('says from which day the share is paid, and is verified where it was seen', () => {
    const [line] = evaluated(claimOf({ kind: 'training', ...course, ...earlier(21) })).lines;
    expect(line?.why.fi).toContain('kokopäiväraha 54,00 €, 75 % koulutuksen 22. vuorokaudesta alkaen: 40,50 €.');
    expect(line?.cite.status).toBe('assumed');
    const in2025 = { start: '2025-05-05T08:00', end: '2025-05-05T20:00', ...earlier(21, '2025-05-04') };
    expect(evaluated(claimOf({ kind: 'training', ...in2025 })).lines[0]?.cite.status).toBe('verified');
  });
});
