import { describe, expect, test } from 'vitest';
import { languages, type Texts } from '../../src/claim/claim.ts';
import { reasonCodes, vehicles } from '../../src/claim/codes.ts';
import { finding, findingCodes } from '../../src/claim/findings.ts';
import { missingTexts } from '../../src/claim/missing.ts';
import { parameterName, reasonNames } from '../../src/claim/names.ts';
import { refusalCodes, refuse } from '../../src/claim/refusals.ts';

/** What the engine says: whole sentences, each its own, with the same places to fill in every language. */

const wordless = (texts: Texts) => languages.filter((language) => !/\p{L}{2}/u.test(texts[language]));
const places = (text: string) => (text.match(/\{\w+\}/g) ?? []).toSorted().join();

function expectSentences(sentences: [string, Texts][]) {
  for (const [code, texts] of sentences)
    for (const language of languages) {
      expect(texts[language], `${code} ${language}`).toMatch(/^\p{Lu}[^\n]*\S\.$/u);
      expect(places(texts[language]), `${code} ${language}`).toBe(places(texts.fi));
    }
  const all = sentences.flatMap(([, texts]) => languages.map((language) => texts[language]));
  expect(new Set(all).size).toBe(all.length);
}

describe('each tells one thing to do in a sentence of its own, in three languages', () => {
  test('findings', () => expectSentences(findingCodes.map((code) => [code, finding(code, 'trip').action])));

  test('refusals', () =>
    expectSentences(refusalCodes.map((code) => [code, refuse(null, code, 'trip', { path: '{path}' }).error.message])));

  test('what a draft lacks', () => expectSentences(Object.entries(missingTexts)));
});

describe('names', () => {
  test('every reason has its own in each language', () => {
    expect(Object.keys(reasonNames)).toEqual([...reasonCodes]);
    for (const language of languages)
      expect(new Set(reasonCodes.map((code) => reasonNames[code][language])).size).toBe(reasonCodes.length);
    expect(reasonCodes.filter((code) => wordless(reasonNames[code]).length > 0)).toEqual([]);
  });

  test('every rate that can be unknown has its own; a path without one is shown as it stands', () => {
    const paths = [
      'perDiem.full',
      'perDiem.partial',
      'mealCompensation.amount',
      'nightAllowance.amount',
      'mileage.lowerRate.car',
      ...vehicles.map((vehicle) => `mileage.rates.${vehicle}`),
    ];
    for (const language of languages) {
      const names = paths.map((path) => parameterName(path)[language]);
      expect(names.filter((name, at) => name === paths[at])).toEqual([]);
      expect(new Set(names).size).toBe(paths.length);
    }
    expect(paths.filter((path) => wordless(parameterName(path)).length > 0)).toEqual([]);
    expect(parameterName('no.such.path')).toEqual({ fi: 'no.such.path', sv: 'no.such.path', en: 'no.such.path' });
  });
});
