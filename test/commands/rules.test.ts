import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type RulesArgs, rules } from '../../src/commands/rules.ts';

const real = new URL('../../rules', import.meta.url);
const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true });
});

function copyOfRules(): string {
  const folder = mkdtempSync(join(tmpdir(), 'matkalasku-rules-'));
  made.push(folder);
  cpSync(real, folder, { recursive: true });
  return folder;
}

async function run(args: RulesArgs) {
  let [out, err] = ['', ''];
  const stdout = { write: (text: string) => (out += text) };
  const stderr = { write: (text: string) => (err += text) };
  return { code: await rules(args, { stdout, stderr }), out, err };
}

describe('matkalasku rules', () => {
  it('lists the nine packs with their SHA-256', async () => {
    const lines = (await run({ action: 'list' })).out.trim().split('\n');
    expect(lines).toHaveLength(9);
    expect(lines[8]).toMatch(/^fi-state-2026\.1\t2026-01-01\t2026-12-31\tin force\t.*\t[0-9a-f]{64}$/);
  });

  it('shows a pack as its file stands', async () => {
    const { out } = await run({ action: 'show', ids: ['fi-state-2020.1'] });
    expect(out).toBe(readFileSync(new URL('../../rules/2020.yaml', import.meta.url), 'utf8'));
  });

  it('compares two packs value by value', async () => {
    const { out } = await run({ action: 'diff', ids: ['fi-state-2025.1', 'fi-state-2026.1'] });
    expect(out).toContain('perDiem.full\t53.00 EUR/day (verified)\t54.00 EUR/day (verified)\n');
    expect(out).toContain('mileage.rates.bicycle\t0.14 EUR/km (verified)\t? EUR/km (unknown)\n');
    expect(out).not.toContain('perDiem.fullOver');
  });

  it('refuses a pack that is not there and a missing id', async () => {
    expect(await run({ action: 'show', ids: ['fi-state-1999.1'] })).toMatchObject({ code: 2, out: '' });
    expect(await run({ action: 'diff', ids: ['fi-state-2025.1'] })).toMatchObject({ code: 2, out: '' });
    expect((await run({ action: 'list', rules: '/nowhere' })).code).toBe(2);
  });

  it('finds no fault in the packs of this repository', async () => {
    expect(await run({ action: 'check' })).toMatchObject({ code: 0, err: '' });
  });

  it('names file and line of a fault', async () => {
    const folder = copyOfRules();
    const file = join(folder, '2026.yaml');
    const text = readFileSync(file, 'utf8').replace('value: "54.00"', 'value: 54.00');
    writeFileSync(file, text);
    const line = text.split('\n').findIndex((each) => each.includes('54.00')) + 1;
    const { code, out } = await run({ action: 'check', rules: folder });
    expect(code).toBe(1);
    expect(out).toContain(`2026.yaml:${line}: perDiem.full.value`);
  });
});
