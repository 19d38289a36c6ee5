import { describe, expect, test } from 'vitest';
import type { Citation } from '../../src/claim/claim.ts';
import { assumed, isGiven, noSurerThan, unknownRate, whyUnknown } from '../../src/claim/outcome.ts';

const cite = (status: Citation['status']): Citation => ({ line: 'state', section: '§ 11', source: 's', status });
const rate = { name: 'nightAllowance.amount', cents: null, cite: cite('unknown') };

describe('how sure an amount is', () => {
  test('a verified amount decided by an assumption is assumed; what is unknown stays unknown', () => {
    expect(assumed(cite('verified'))).toEqual(cite('assumed'));
    expect(assumed(cite('assumed'))).toEqual(cite('assumed'));
    expect(assumed(cite('unknown'))).toEqual(cite('unknown'));
  });

  test('no amount is surer than its condition, and a verified condition takes nothing away', () => {
    expect(noSurerThan(cite('verified'), cite('assumed')).status).toBe('assumed');
    expect(noSurerThan(cite('verified'), cite('verified')).status).toBe('verified');
    expect(noSurerThan(cite('unknown'), cite('assumed')).status).toBe('unknown');
  });
});

describe('an amount nobody knows', () => {
  test('is named with its year, and not with the day', () => {
    const why = 'Määrä ei ole tiedossa: yömatkaraha vuonna 2022.';
    expect(whyUnknown(rate, '2022-03-10').fi).toBe(why);
    const finding = unknownRate(rate, '2022-03-10', 'trip');
    expect(finding).toMatchObject({ code: 'rate-unknown', severity: 'review', subject: 'trip', cite: rate.cite });
    expect(finding.action.en).toBe('Enter the amount and its source: the night allowance in 2022 is not known.');
  });
});

describe('a reason', () => {
  test('counts when it says something: "other" needs its text, the others none', () => {
    expect(isGiven(null)).toBe(false);
    expect(isGiven({ code: 'luggage', text: '' })).toBe(true);
    expect(isGiven({ code: 'other', text: ' ' })).toBe(false);
    expect(isGiven({ code: 'other', text: 'lakko' })).toBe(true);
  });
});
