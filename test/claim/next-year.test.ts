import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { evaluate, isRefusal } from '../../src/claim/assess.ts';
import { packOn } from '../../src/claim/rules.ts';
import { faultText, loadRulePacks, readRulePacks } from '../../src/store/rule-packs.ts';
import { claimOf } from './claims.ts';

/** The next year in the five steps of rules/README.md, in a copy of the folder; its amounts are made up. */

const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true });
});

function copyOfRules(): string {
  const folder = mkdtempSync(join(tmpdir(), 'matkalasku-rules-'));
  made.push(folder);
  cpSync(fileURLToPath(new URL('../../rules', import.meta.url)), folder, { recursive: true });
  return folder;
}

const change = (folder: string, name: string, ...changes: [RegExp | string, string][]) => {
  const path = join(folder, name);
  const text = changes.reduce(
    (now, [from, to]) => {
      const next = now.replaceAll(from, to);
      expect(next, `${from} is in ${name}`).not.toBe(now);
      return next;
    },
    readFileSync(path, 'utf8'),
  );
  writeFileSync(path, text);
};

function withNextYear(): string {
  const folder = copyOfRules();
  cpSync(join(folder, '2026.yaml'), join(folder, '2027.yaml'));
  change(folder, '2027.yaml', ['fi-state-2026.1', 'fi-state-2027.1'], ['"2026-01-01"', '"2027-01-01"']);
  change(folder, '2027.yaml', ['"2026-12-31"', '"2027-12-31"'], ['Valtion matkustussääntö 2026', 'Keksitty 2027']);
  change(folder, '2027.yaml', ['value: "54.00", unit: EUR/day', 'value: "99.00", unit: EUR/day']);
  change(folder, 'documented.yaml', ['to: 2026', 'to: 2027']);
  return folder;
}

const faultsOf = async (folder: string) => (await readRulePacks(folder)).faults.map(faultText);
const trip = (start: string, end: string) => claimOf({ start, end }, { submittedOn: end.slice(0, 10) });

describe('the next year', () => {
  it('made in five steps has no faults, and its trips its amounts', async () => {
    const folder = withNextYear();
    expect(await faultsOf(folder)).toEqual([]);
    const packs = await loadRulePacks(folder);
    const result = evaluate(trip('2027-03-10T08:00', '2027-03-10T20:00'), packs, '2027-03-10');
    expect(result).toMatchObject({
      packs: [{ id: 'fi-state-2027.1' }],
      lines: [{ rule: 'per-diem.full', amountCents: 9900, cite: { source: expect.stringContaining('Keksitty 2027') } }],
    });
  });

  it('begins on the travel day that starts in it: the day that starts on New Year’s Eve is still the old year’s', async () => {
    const packs = await loadRulePacks(withNextYear());
    const result = evaluate(trip('2026-12-31T12:00', '2027-01-01T20:00'), packs, '2027-01-02');
    expect(result).toMatchObject({
      lines: [
        { date: '2026-12-31', amountCents: 5400 },
        { date: '2027-01-01', amountCents: 9900 },
      ],
    });
  });

  it('does not touch the years before it', async () => {
    const [now, next] = [await loadRulePacks(copyOfRules()), await loadRulePacks(withNextYear())];
    for (const year of [2018, 2022, 2026]) {
      const claim = trip(`${year}-03-10T08:00`, `${year}-03-11T20:00`);
      const computed = evaluate(claim, now, '2027-01-02');
      expect(isRefusal(computed)).toBe(false);
      expect(evaluate(claim, next, '2027-01-02')).toEqual(computed);
    }
  });

  it('is a fault when it is documented and has no pack, or leaves a day without one', async () => {
    const folder = copyOfRules();
    change(folder, 'documented.yaml', ['to: 2026', 'to: 2027']);
    expect(await faultsOf(folder)).toEqual(['documented.yaml:3: no pack for 2027, which this folder documents']);
    const gap = withNextYear();
    change(gap, '2027.yaml', ['"2027-01-01"', '"2027-01-02"']);
    expect(await faultsOf(gap)).toEqual([expect.stringMatching(/^2027\.yaml:\d+: fi-state-2027\.1 leaves a gap/)]);
  });
});

describe('the documented years', () => {
  it('are all there: without the first, one between or the last nothing is loaded', async () => {
    for (const [year, fault] of [
      ['2018', /^documented\.yaml:2: no pack for 2018/],
      ['2022', /^2023\.yaml:\d+: fi-state-2023\.1 leaves a gap/],
      ['2026', /^documented\.yaml:3: no pack for 2026/],
    ] as const) {
      const folder = copyOfRules();
      rmSync(join(folder, `${year}.yaml`));
      expect(await faultsOf(folder)).toEqual([expect.stringMatching(fault)]);
      await expect(loadRulePacks(folder)).rejects.toThrow(/Rule packs cannot be used/);
    }
  });

  it('are told in the right form', async () => {
    const folder = copyOfRules();
    change(folder, 'documented.yaml', ['to: 2026', 'to: next']);
    expect(await faultsOf(folder)).toEqual([expect.stringMatching(/^documented\.yaml:3: to: /)]);
  });
});

describe('a revision', () => {
  it('stands beside the one it corrects: the newest is in force, both stay', async () => {
    const folder = copyOfRules();
    cpSync(join(folder, '2026.yaml'), join(folder, '2026.2.yaml'));
    change(
      folder,
      '2026.2.yaml',
      ['fi-state-2026.1', 'fi-state-2026.2'],
      ['"25.00", unit: EUR/day', '"26.00", unit: EUR/day'],
    );
    const packs = await loadRulePacks(folder);
    expect(packOn(packs, '2026-06-01')?.id).toBe('fi-state-2026.2');
    expect(packs.all.filter(({ series }) => series === 'fi-state-2026').map(({ id }) => id)).toEqual([
      'fi-state-2026.1',
      'fi-state-2026.2',
    ]);
  });
});

describe('the foreign table', () => {
  const rows = (...changes: [string, string][]) => {
    const folder = copyOfRules();
    change(folder, '2026.yaml', ...changes);
    return faultsOf(folder);
  };

  it('lists a country once', async () => {
    expect(await rows(['      SE: "70.00" # Ruotsi', '      SE: "70.00"\n      SE: "71.00"'])).toEqual([
      expect.stringMatching(/^2026\.yaml:\d+: Map keys must be unique/),
    ]);
  });

  it('lists an area once, and only foreign countries that exist', async () => {
    expect(await rows(['country: TR, name: { fi: "Istanbul"', 'country: RU, name: { fi: "Moskova"'])).toEqual([
      expect.stringMatching(/^2026\.yaml:\d+: the area RU\/Moskova is listed twice/),
    ]);
    expect(await rows(['      SE: "70.00"', '      QQ: "70.00"'])).toEqual([
      expect.stringMatching(/^2026\.yaml:\d+: QQ is no foreign country/),
    ]);
    expect(await rows(['      SE: "70.00"', '      AX: "70.00"'])).toEqual([
      expect.stringMatching(/^2026\.yaml:\d+: AX is no foreign country/),
    ]);
  });

  it('has the fallback amount only when it is complete', async () => {
    expect(await rows(['    table: complete', '    table: partial'])).toEqual([
      expect.stringMatching(/unknown key "foreign\.rates\.others"/),
    ]);
  });

  it('names the line of a wrong row', async () => {
    const [fault] = await rows(['      SE: "70.00"', '      SE: 70']);
    const line = readFileSync(new URL('../../rules/2026.yaml', import.meta.url), 'utf8')
      .split('\n')
      .findIndex((each) => each.startsWith('      SE:'));
    expect(fault).toContain(`2026.yaml:${line + 1}: foreign.rates.countries.SE`);
  });
});
