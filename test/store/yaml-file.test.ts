import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { lineOf, yamlFaults, yamlValues } from '../../src/store/yaml-file.ts';

const folder = new URL('../../rules/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
const textOf = (name: string) => readFileSync(new URL(name, folder), 'utf8');

describe('a YAML file', () => {
  it('has the same values by both libraries, for every file of the rules', () => {
    expect(files.length).toBeGreaterThan(9);
    for (const name of files) expect(yamlValues(textOf(name))?.value, name).toEqual(parse(textOf(name)));
  });

  it('keeps a date as it is written, and NO and yes as words', () => {
    const text = 'date: 2025-11-07\ncode: NO\nword: yes\n';
    expect(yamlValues(text)?.value).toEqual({ date: '2025-11-07', code: 'NO', word: 'yes' });
  });

  it('with a key twice, or that is no YAML, has no values and tells the line', () => {
    for (const [text, line] of [
      ['a: 1\nb: 2\na: 3\n', 3],
      ['a: 1\nb: "open\n', 3],
      ['a: [1, 2\nb: 3\n', 2],
    ] as const) {
      expect(yamlValues(text)).toBeNull();
      expect(yamlFaults(text)[0]?.line).toBe(line);
    }
  });

  it('tells the line of a place: of its key, of a row, or of the map from which a key is missing', () => {
    const text = 'a:\n  b: 1\n  c:\n    - x: 1\n    - x: 2\n';
    expect(lineOf(text, ['a', 'b'])).toBe(2);
    expect(lineOf(text, ['a', 'c', 1])).toBe(5);
    expect(lineOf(text, ['a', 'c', 1, 'x'])).toBe(5);
    expect(lineOf(text, ['a', 'c', 7])).toBe(3);
    expect(lineOf(text, ['a', 'missing'])).toBe(1);
  });
});
