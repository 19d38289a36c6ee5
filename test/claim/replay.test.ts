import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Evaluation, TripClaim } from '../../src/claim/claim.ts';
import { differenceBetween, replay } from '../../src/claim/replay.ts';
import { replayed } from '../../src/commands/replay.ts';
import { canonical } from '../../src/store/claims.ts';
import { sha256Of } from '../../src/store/files.ts';
import { pinnedPacks } from '../../src/store/pack-activations.ts';
import { packs } from './claims.ts';

/** Claims frozen earlier, computed again: a number or a sentence that has changed since is seen here. */

type Golden = { about: string; tripClaim: TripClaim; evaluation: Evaluation; sha256: string };

const folder = new URL('../../fixtures/replay/', import.meta.url);
const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
const golden = (name: string): Golden => JSON.parse(readFileSync(new URL(name, folder), 'utf8'));

describe('claims frozen in fixtures/replay', () => {
  test('are there', () => expect(names.length).toBeGreaterThanOrEqual(4));

  // Meant to change? `node fixtures/replay/freeze.ts`, and look at the difference.
  test.each(names)('%s comes out the same to the byte by the packs it is pinned to', (name) => {
    const { tripClaim, evaluation, sha256 } = golden(name);
    const pinned = pinnedPacks(packs, evaluation.packs);
    expect(pinned.lost, 'the packs it was computed by').toEqual([]);
    const text = canonical(replay(tripClaim, pinned.packs));
    expect(JSON.parse(text)).toEqual(evaluation);
    expect(sha256Of(new TextEncoder().encode(text))).toBe(sha256);
  });
});

describe('a version that was sent', () => {
  const { tripClaim, evaluation } = golden(names[0] ?? '');
  const frozen = { number: 'ML-2026-000001-1', version: 1, tripClaim: canonical(tripClaim) };
  const from = (change: (copy: Evaluation) => void) => {
    const copy = structuredClone(evaluation);
    change(copy);
    return replayed({ ...frozen, evaluation: canonical(copy) }, packs);
  };

  test('is the same when nothing has changed', () => {
    expect(from(() => {})).toEqual({ claim: frozen.number, version: 1, same: true });
  });

  test('differs in its sentences alone, and the first of them is named', () => {
    const told = from((copy) => {
      for (const line of copy.lines) line.why.sv = 'Annan ordalydelse.';
    });
    expect(told).toMatchObject({ same: false, differs: 'sentences', path: 'lines[0].why.sv' });
  });

  test('differs in a value, and that is told even when a sentence before it differs too', () => {
    const told = from((copy) => {
      for (const line of copy.lines) line.why.fi = 'Toinen sanamuoto.';
      copy.totals.payableCents += 1;
    });
    expect(told).toMatchObject({ same: false, differs: 'values', path: 'totals.payableCents' });
  });

  test('in other bytes with the same content is not the same', () => {
    const spaced = { ...frozen, evaluation: JSON.stringify(evaluation, null, 1) };
    expect(replayed(spaced, packs)).toMatchObject({ same: false, differs: 'values', path: '$' });
  });

  test('that can no longer be computed tells where it stopped', () => {
    const broken = canonical({ ...tripClaim, trip: { ...tripClaim.trip, timeZone: 'Mars/Olympus' } });
    expect(replayed({ ...frozen, tripClaim: broken, evaluation: canonical(evaluation) }, packs)).toMatchObject({
      same: false,
      differs: 'values',
    });
  });
});

test.each([
  [{ a: [1, 2] }, { a: [1] }, 'a[1]'],
  [{ a: 1 }, { b: 1 }, 'a'],
  [{ lines: [{ amountCents: null }] }, { lines: [{ amountCents: 0 }] }, 'lines[0].amountCents'],
  [[], {}, '$'],
  [{ id: 'a', error: { code: 'x' } }, { id: 'a', lines: [] }, 'error'],
])('between %j and %j the first difference is at %s', (one, other, path) => {
  expect(differenceBetween(one, other)).toEqual({ differs: 'values', path });
});
