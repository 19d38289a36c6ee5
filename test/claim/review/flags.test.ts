import { describe, expect, test } from 'vitest';
import { finding } from '../../../src/claim/findings.ts';
import { type QueueFilter, shown } from '../../../src/claim/review/filter.ts';
import { flagsOf, nothingKnown, worstOf } from '../../../src/claim/review/flags.ts';
import type { ClaimState, ClaimSummary } from '../../../src/claim/views.ts';

/** What a claim is flagged with in the queue, and where it stands there. */

const late = finding('late-claim', 'trip');
const note = finding('receipt-lost', 'expenses[e1]');

describe('flags', () => {
  test('a claim the engine finds nothing in, that is not drawn and has its document, has none', () => {
    expect(flagsOf([], nothingKnown)).toEqual([]);
    expect(worstOf([])).toBeNull();
  });

  test('a document that cannot be made is an error, and the first of all', () => {
    const flags = flagsOf([late], { drawn: true, documentFailed: true });
    expect(flags.map(({ code }) => code)).toEqual(['document-failed', late.code, 'random-sample']);
    expect(worstOf(flags)).toBe('error');
  });

  test('a claim that is drawn is to be decided on, whatever the engine says', () => {
    expect(worstOf(flagsOf([], { drawn: true, documentFailed: false }))).toBe('review');
  });

  test('a note is no flag', () => {
    expect(flagsOf([{ ...note, severity: 'note' }], nothingKnown)).toEqual([]);
    expect(flagsOf([{ ...note, severity: 'review' }], nothingKnown)).toHaveLength(1);
  });
});

function summary(number: string, state: ClaimState, documentFailed: boolean): ClaimSummary {
  const flags = flagsOf([], { drawn: false, documentFailed });
  const meeting = { group: 'Ydinryhmä', fileBy: null };
  return { number, state, flags, worstSeverity: worstOf(flags), since: '2026-03-01', meeting } as ClaimSummary;
}

const waiting: QueueFilter = { state: 'waiting', flag: null, group: null, order: 'flag' };
const numbers = (claims: ClaimSummary[]) => shown(claims, waiting).map(({ number }) => number);

describe('the queue of what waits for an examiner', () => {
  test('a claim whose document failed stands before a clean one that was there earlier', () => {
    expect(numbers([summary('1', 'submitted', false), summary('2', 'submitted', true)])).toEqual(['2', '1']);
  });

  test.each([
    ['approved', true],
    ['corrected', true],
    ['returned', false],
  ] as const)('%s: with its document failed it waits: %s; without that it does not', (state, waits) => {
    expect(numbers([summary('1', state, true)])).toEqual(waits ? ['1'] : []);
    expect(numbers([summary('1', state, false)])).toEqual([]);
  });
});
