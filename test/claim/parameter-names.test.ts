import { expect, test } from 'vitest';
import { rulesView } from '../../src/api/rules.ts';
import { parameters } from '../../src/claim/parameters.ts';
import { packs } from './claims.ts';

/** Every parameter of every pack has a heading that people can read. */

const paths = new Set(
  rulesView(packs.all, packs.inForce).packs.flatMap(({ values }) => values.map(({ path }) => path)),
);

test('every path of every pack has a heading, once', () => {
  const named = parameters.map(({ path }) => path);
  expect(paths.size).toBeGreaterThan(60);
  expect(named.toSorted()).toEqual([...paths].toSorted());
});

test('no heading is empty, the same for two parameters of a group, or a path of the file', () => {
  for (const language of ['fi', 'sv', 'en'] as const) {
    const headings = parameters.map(({ group, name }) => `${group}: ${name[language]}`);
    expect(new Set(headings).size, language).toBe(headings.length);
    expect(parameters.filter(({ name, path }) => name[language].trim() === '' || name[language] === path)).toEqual([]);
  }
});

test('a number that is more than, at least, less than or at most has a heading that says which', () => {
  const said = { over: /Over$/, under: /Under$/, most: /^most|Most$/, from: /From$|^mealsToHalve/ };
  const last = (path: string): string => path.split('.').at(-1) ?? '';
  const wrong = parameters.filter(
    ({ path, bound }) => bound !== null && !said[bound].test(last(path)) && path !== 'training.daysAsMeeting',
  );
  expect(wrong.map(({ path }) => path)).toEqual([]);
  // The night's two ends are times of day, not limits.
  const unsaid = parameters.filter(
    ({ path, bound }) => bound === null && Object.values(said).some((pattern) => pattern.test(last(path))),
  );
  expect(unsaid.map(({ path }) => path)).toEqual(['nightAllowance.nightFrom']);
});
