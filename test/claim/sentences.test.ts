import { describe, expect, it } from 'vitest';
import { calendarDate, duration, euros, eurosPerKm, fill, kilometres, say } from '../../src/claim/sentences.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('in each language’s form', () => {
  it('sums, rates and kilometres: a comma in Finnish and Swedish, a point in English', () => {
    expect(euros(123_450)).toEqual({ fi: '1\u00a0234,50 €', sv: '1\u00a0234,50 €', en: '1,234.50 €' });
    expect(eurosPerKm(5)).toEqual({ fi: '0,05 €/km', sv: '0,05 €/km', en: '0.05 €/km' });
    expect(kilometres(12.5)).toEqual({ fi: '12,5 km', sv: '12,5 km', en: '12.5 km' });
    expect(kilometres(12).en).toBe('12 km');
  });

  it('dates, in English by the month’s name', () => {
    expect(calendarDate('2026-03-01')).toEqual({ fi: '1.3.2026', sv: '1.3.2026', en: '1 March 2026' });
    const months = Array.from({ length: 12 }, (_, at) => `2026-${String(at + 1).padStart(2, '0')}-01`);
    const english = new Intl.DateTimeFormat('en-GB', { month: 'long', timeZone: 'UTC' });
    for (const date of months) expect(calendarDate(date).en).toBe(`1 ${english.format(new Date(date))} 2026`);
  });

  it('lengths of time: minutes and seconds only where there are any', () => {
    const told = (elapsed: number) => duration(elapsed).en;
    expect([told(0), told(HOUR), told(HOUR - 1_000)]).toEqual(['0 h', '1 h', '0 h 59 min 59 s']);
    expect([told(HOUR + MINUTE), told(HOUR + 1_000), told(25 * HOUR + 999)]).toEqual(['1 h 1 min', '1 h 1 s', '25 h']);
    expect(duration(MINUTE)).toEqual({ fi: '0 h 1 min', sv: '0 h 1 min', en: '0 h 1 min' });
  });
});

describe('the places of a text', () => {
  const text = say('{a} ja {b}.', 'Först {b}, sedan {a}', '{a}');

  it('are filled in each language by its own value, numbers and words as they are', () => {
    const values = { a: 1, b: say('yksi', 'ett', 'one') };
    expect(fill(text, values)).toEqual({ fi: '1 ja yksi.', sv: 'Först ett, sedan 1', en: '1' });
    expect(fill(text, { a: 'x', b: '' })).toEqual({ fi: 'x ja .', sv: 'Först , sedan x', en: 'x' });
  });

  it('stay to be seen where no value is given, and a text without places is as it was', () => {
    expect(fill(text, { a: 0 }).fi).toBe('0 ja {b}.');
    const plain = say('Liitä kokouskutsu.', 'Bifoga möteskallelsen.', 'Attach the meeting invitation.');
    expect(fill(plain, { a: 1 })).toEqual(plain);
  });

  it('are the same the second time', () => {
    expect(fill(text, { a: 1, b: 2 })).toEqual({ fi: '1 ja 2.', sv: 'Först 2, sedan 1', en: '1' });
    expect(fill(text, { a: 3, b: 4 }).fi).toBe('3 ja 4.');
  });
});
