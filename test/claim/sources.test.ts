import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { finding, findingCodes } from '../../src/claim/findings.ts';
import { refusalCodes, refuse } from '../../src/claim/refusals.ts';

/** House rules of the engine's own sources: a number of the regulation stands in a pack, never in code. */

const folder = new URL('../../src/claim/sections/', import.meta.url);
const code = (name: string) =>
  readFileSync(new URL(name, folder), 'utf8')
    .replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
    .replace(/'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`/g, '""');
const sections = readdirSync(folder).filter((name) => name.endsWith('.ts'));

describe('sections of the regulation', () => {
  it('are there', () => expect(sections.length).toBeGreaterThan(10));

  for (const name of sections) {
    it(`${name} has no number but 0 and 1`, () => {
      const numbers = code(name).match(/(?<![\w$.])\d[\d_.]*/g) ?? [];
      expect(numbers.filter((number) => number !== '0' && number !== '1')).toEqual([]);
    });

    it(`${name} does not ask for a year`, () => expect(code(name)).not.toMatch(/\byear\b\s*[<>=!]|getUTCFullYear/));

    it(`${name} names its section`, () => expect(readFileSync(new URL(name, folder), 'utf8')).toMatch(/§ \d/));
  }
});

describe('texts', () => {
  it('every finding has one thing to do, in three different languages', () => {
    for (const each of findingCodes) {
      const { action, cite } = finding(each, 'trip');
      expect(new Set([action.fi, action.sv, action.en]).size).toBe(3);
      expect(cite.section).toMatch(/§/);
    }
  });

  it('every refusal says what to do, in three different languages', () => {
    for (const each of refusalCodes) {
      const { message } = refuse(null, each, '$').error;
      expect(new Set([message.fi, message.sv, message.en]).size).toBe(3);
    }
  });
});
