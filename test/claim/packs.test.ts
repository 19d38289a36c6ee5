import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Rate } from '../../src/claim/rate.ts';
import { packOn, pinPack, type RulePack } from '../../src/claim/rules.ts';
import { loadRulePacks, readRulePacks } from '../../src/store/rule-packs.ts';
import { packs } from './claims.ts';

const rulesFolder = new URL('../../rules/', import.meta.url);

/** The table of the regulation, § 11: euro cents by year; `a` is assumed, `?` unknown. */
const table: Record<string, { rate: (pack: RulePack) => Rate; row: string }> = {
  'full per diem': { rate: ({ rules }) => rules.perDiem.full, row: '4200 4200 4300 4400 4500 4800 5100 5300 5400' },
  'partial per diem': {
    rate: ({ rules }) => rules.perDiem.partial,
    row: '1900 1900 2000 2000 2000 2200 2400 2400 2500',
  },
  'meal compensation': {
    rate: ({ rules }) => rules.mealCompensation.amount,
    row: '1050 1050 1075 1100 1125 1200 1275 1325 1350',
  },
  'night allowance': {
    rate: ({ rules }) => rules.nightAllowance.amount,
    row: '1200 1200a 1300 1300 ? 1500 1600 1600a 1600',
  },
  car: { rate: ({ rules }) => rules.mileage.rates.car, row: '42 43 43 44 46 53 57 59 55' },
  'car over 5 000 km': { rate: ({ rules }) => rules.mileage.lowerRate.car, row: '? ? 38 ? ? ? ? ? ?' },
  trailer: { rate: ({ rules }) => rules.mileage.supplements.trailer, row: '7 7 7 7 8 9 10 10 9' },
  caravan: { rate: ({ rules }) => rules.mileage.supplements.caravan, row: '11 11 11 11 12 14 15 15 15a' },
  'heavy load': { rate: ({ rules }) => rules.mileage.supplements['heavy-load'], row: '21 22 22 22 23 27 29 30 28a' },
  'large item': { rate: ({ rules }) => rules.mileage.supplements['large-item'], row: '3 3 3 3 3 4 4 4 4' },
  dog: { rate: ({ rules }) => rules.mileage.supplements.dog, row: '3 3 3 3 3 4 4 4 4a' },
  'forest road': { rate: ({ rules }) => rules.mileage.supplements['forest-road'], row: '9 9 9 9 10 11 12 13 12a' },
  passenger: { rate: ({ rules }) => rules.mileage.supplements.passenger, row: '3 3 3 3a 3 4 4 4 4' },
  'motorboat ≤ 50 hp': {
    rate: ({ rules }) => rules.mileage.rates['motorboat-small'],
    row: '74 ? 75 ? 80 93 100 103 ?',
  },
  'motorboat > 50 hp': {
    rate: ({ rules }) => rules.mileage.rates['motorboat-large'],
    row: '107 ? 110 ? 116 135 145 149 ?',
  },
  snowmobile: { rate: ({ rules }) => rules.mileage.rates.snowmobile, row: '102 ? 104 ? 110 129 138 142 ?' },
  ATV: { rate: ({ rules }) => rules.mileage.rates.atv, row: '96 ? 98 ? 104 121 130 134 ?' },
  motorcycle: { rate: ({ rules }) => rules.mileage.rates.motorcycle, row: '32 ? 33 ? 35 41 44 45 42' },
  moped: { rate: ({ rules }) => rules.mileage.rates.moped, row: '17 ? 18 ? 19 22 23 24 23a' },
  bicycle: { rate: ({ rules }) => rules.mileage.rates.bicycle, row: '10 ? 10 ? 11 13 14 14 ?' },
};

const statuses: Record<string, string> = { '?': 'unknown', a: 'assumed' };

describe('amounts of the regulation', () => {
  for (const [name, { rate, row }] of Object.entries(table)) {
    it(`${name} in 2018–2026`, () => {
      const expected = row.split(' ').map((cell) => ({
        cents: cell === '?' ? null : Number.parseInt(cell, 10),
        status: statuses[cell.slice(-1)] ?? 'verified',
      }));
      expect(packs.inForce.map(rate).map(({ cents, cite }) => ({ cents, status: cite.status }))).toEqual(expected);
    });
  }

  it('every pack lists the nine open questions', () => {
    for (const { content } of packs.all) expect(content.openQuestions).toHaveLength(9);
  });
});

describe('which pack', () => {
  it('is in force on the first and the last day of its year, and none outside', () => {
    expect(packOn(packs, '2018-01-01')?.id).toBe('fi-state-2018.1');
    expect(packOn(packs, '2018-12-31')?.id).toBe('fi-state-2018.1');
    expect(packOn(packs, '2026-12-31')?.id).toBe('fi-state-2026.1');
    expect([packOn(packs, '2017-12-31'), packOn(packs, '2027-01-01')]).toEqual([null, null]);
  });

  it('has the SHA-256 of its file', () => {
    const bytes = readFileSync(new URL('2026.yaml', rulesFolder));
    expect(packs.inForce.at(-1)?.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
  });
});

const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true });
});

/** A copy of the folder with one file changed; null removes it, a new name is made from 2026. */
function folderWith(file: string, change: ((text: string) => string) | null): string {
  const folder = mkdtempSync(join(tmpdir(), 'matkalasku-packs-'));
  made.push(folder);
  cpSync(rulesFolder, folder, { recursive: true });
  const path = join(folder, file);
  if (change === null) rmSync(path);
  else
    writeFileSync(
      path,
      change(readFileSync(new URL(/^\d{4}\.yaml$/.test(file) ? file : '2026.yaml', rulesFolder), 'utf8')),
    );
  return folder;
}

const faults = async (file: string, change: ((text: string) => string) | null) =>
  (await readRulePacks(folderWith(file, change))).faults;
const lineOf = (text: string, part: string) => text.split('\n').findIndex((line) => line.includes(part)) + 1;
const text2026 = readFileSync(new URL('2026.yaml', rulesFolder), 'utf8');

describe('a wrong pack stops loading, with file and line', () => {
  const swap = (from: string, to: string) => (text: string) => text.replace(from, to);

  it.each([
    ['an unknown key', 'perDiem:\n', 'perDiem:\n  halfDay: 1\n', 'halfDay', /unknown key "perDiem.halfDay"/],
    ['a float for money', 'value: "54.00"', 'value: 54.00', 'value: 54.00', /perDiem.full.value/],
    [
      'a citation that leads nowhere',
      'section: § 11, source: state',
      'section: § 11, source: nowhere',
      'nowhere',
      /not listed/,
    ],
    ['an unknown amount with a value', 'bicycle: { unit', 'bicycle: { value: "0.14", unit', 'bicycle', /unknown key/],
    ['a wrong unit', 'value: 15, unit: km,', 'value: 15, unit: m,', 'unit: m,', /unit/],
    ['a key given twice', 'travelDay:\n', 'from: "2026-01-01"\ntravelDay:\n', 'travelDay', /unique/],
  ])('%s', async (_, from, to, place, message) => {
    const [fault] = await faults('2026.yaml', swap(from, to));
    const line = lineOf(swap(from, to)(text2026), place) - (place === 'travelDay' ? 1 : 0);
    expect(fault).toMatchObject({ file: '2026.yaml', line });
    expect(fault?.message).toMatch(message);
    await expect(loadRulePacks(folderWith('2026.yaml', swap(from, to)))).rejects.toThrow(`2026.yaml:${line}: `);
  });

  it('a missing key is told at the section that lacks it', async () => {
    const [fault] = await faults('2026.yaml', (text) => text.replace(/ {2}partial: .*\n/, ''));
    expect(fault).toMatchObject({ line: lineOf(text2026, 'perDiem:') });
    expect(fault?.message).toContain('perDiem.partial');
  });

  it('an unused source', async () => {
    const extra = 'sources:\n  spare:\n    title: T\n    number: "1"\n    seen: s\n';
    const [fault] = await faults('2026.yaml', swap('sources:\n', extra));
    expect(fault?.message).toBe('source "spare" is never cited');
    expect(fault?.line).toBe(lineOf(text2026, 'sources:') + 1);
  });

  it('a gap and an overlap', async () => {
    expect(await faults('2022.yaml', null)).toMatchObject(
      [{ file: '2023.yaml', message: /gap: fi-state-2021\.1/ }].map((each) => ({
        file: each.file,
        message: expect.stringMatching(each.message),
      })),
    );
    const [overlap] = await faults('2022.yaml', swap('to: "2022-12-31"', 'to: "2023-01-01"'));
    expect(overlap?.message).toContain('overlaps fi-state-2022.1');
  });

  it('the same id twice', async () => {
    const found = await faults('2026.2.yaml', (text) => text);
    expect(found[0]?.message).toContain('is in two files');
  });
});

describe('a revision (2026.2)', () => {
  const revised = () =>
    loadRulePacks(
      folderWith('2026.2.yaml', (text) => text.replace('2026.1\n', '2026.2\n').replace('"54.00"', '"54.50"')),
    );

  it('is in force in the place of the one it corrects, which can be pinned', async () => {
    const both = await revised();
    expect(both.all).toHaveLength(10);
    expect(packOn(both, '2026-05-01')).toMatchObject({
      id: 'fi-state-2026.2',
      rules: { perDiem: { full: { cents: 5450 } } },
    });
    const pinned = pinPack(both, 'fi-state-2026.1');
    expect(pinned && packOn(pinned, '2026-05-01')?.rules.perDiem.full.cents).toBe(5400);
    expect(pinned && packOn(pinned, '2025-05-01')?.id).toBe('fi-state-2025.1');
    expect(pinPack(both, 'fi-state-2026.3')).toBeNull();
  });
});
