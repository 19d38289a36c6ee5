import { describe, expect, it } from 'vitest';
import { texts } from '../../src/document/words.ts';

const keysOf = (node: object, path = ''): string[] =>
  Object.entries(node).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null ? keysOf(value, `${path}${key}.`) : [`${path}${key}`],
  );
const placesOf = (node: object): string[] =>
  Object.entries(node).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null
      ? placesOf(value).map((place) => `${key}.${place}`)
      : [`${key}: ${(String(value).match(/\{\w+\}/g) ?? []).sort().join()}`],
  );

describe('texts of the documents', () => {
  it.each(['sv', 'en'] as const)('%s has the keys of the Finnish ones', (language) => {
    expect(keysOf(texts[language])).toEqual(keysOf(texts.fi));
  });

  it.each(['sv', 'en'] as const)('%s has the same places for values', (language) => {
    expect(placesOf(texts[language])).toEqual(placesOf(texts.fi));
  });

  it('none is empty but the silence about what is verified', () => {
    for (const all of Object.values(texts)) {
      expect(valuesOf(all).filter(([, text]) => text === '')).toEqual([['line.status.verified', '']]);
    }
  });
});

const valuesOf = (node: object, path = ''): [string, unknown][] =>
  Object.entries(node).flatMap(([key, value]): [string, unknown][] =>
    typeof value === 'object' && value !== null ? valuesOf(value, `${path}${key}.`) : [[`${path}${key}`, value]],
  );
