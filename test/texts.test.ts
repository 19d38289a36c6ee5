import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { languages } from '../src/claim/claim.ts';
import { findingCodes } from '../src/claim/findings.ts';
import { missingTexts } from '../src/claim/missing.ts';
import { problemCodes } from '../src/claim/problem.ts';
import { auditActions } from '../src/store/audit.ts';

/** Every text is there in the three languages, says something in each, and asks for the same values. */

const folder = new URL('../src/texts/', import.meta.url);
const catalogue = (language: string, file: string): Record<string, string> =>
  flat(JSON.parse(readFileSync(new URL(`${language}/${file}`, folder), 'utf8')));

function flat(node: object, path = ''): Record<string, string> {
  return Object.fromEntries(
    Object.entries(node).flatMap(([key, value]) =>
      typeof value === 'object' && value !== null
        ? Object.entries(flat(value, `${path}${key}.`))
        : [[`${path}${key}`, String(value)]],
    ),
  );
}

const files = readdirSync(new URL('fi/', folder));
const params = (text: string) => (text.match(/\{\w+\}/g) ?? []).toSorted();

test.each(files)('%s has the same keys in Finnish, Swedish and English', (file) => {
  const [fi, sv, en] = languages.map((language) => Object.keys(catalogue(language, file)).toSorted());
  expect(sv).toEqual(fi);
  expect(en).toEqual(fi);
});

test.each(files)('no text of %s is empty in one language alone, and each language fills in the same values', (file) => {
  const all = languages.map((language) => catalogue(language, file));
  for (const key of Object.keys(all[0] ?? {})) {
    const texts = all.map((each) => each[key] ?? '');
    expect(new Set(texts.map((text) => text.trim() === '')).size, key).toBe(1);
    expect(new Set(texts.map((text) => params(text).join())).size, `${key}: ${texts.join(' | ')}`).toBe(1);
  }
});

test('every refusal has its sentence', () => {
  expect(Object.keys(catalogue('fi', 'problems.json')).toSorted()).toEqual([...problemCodes].toSorted());
});

test('everything the audit log tells of has its words', () => {
  const told = Object.keys(catalogue('fi', 'web.json')).filter((key) => key.startsWith('audit.'));
  expect(told.toSorted()).toEqual(auditActions.map((action) => `audit.${action}`).toSorted());
});

test('every finding has its name on the pages', () => {
  const named = new Set(Object.keys(catalogue('fi', 'web.json')));
  expect(findingCodes.filter((code) => !named.has(`flag.${code}`))).toEqual([]);
});

test('what is missing is told in three different sentences', () => {
  for (const [code, texts] of Object.entries(missingTexts)) expect(new Set(Object.values(texts)).size, code).toBe(3);
});
