import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** The house rules, held against the sources themselves. */

const root = new URL('../', import.meta.url);
const sources = ['src', 'test', 'bench', 'fixtures'].flatMap((folder) =>
  readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`),
);
const textOf = (source: string): string => readFileSync(new URL(source, root), 'utf8');
const holding = (pattern: RegExp, where: string[] = sources): string[] =>
  where.filter((source) => pattern.test(textOf(source)));
const ours = sources.filter((source) => source.startsWith('src/'));

test('the sources were seen', () => {
  expect(ours.length).toBeGreaterThan(150);
});

test('only config.ts reads the environment; the reading process is handed a bare one', () => {
  expect(holding(/process\.env/, ours).toSorted()).toEqual(['src/config.ts', 'src/receipt/child.ts']);
});

test('nothing below main asks the clock; the browser, the command and a measuring of time may', () => {
  const asking = holding(/Date\.now\(\)|new Date\(\)/, ours).filter((source) => !source.startsWith('src/web/'));
  expect(asking.toSorted()).toEqual(['src/cli.ts', 'src/main.ts']);
});

test('the core is pure: no random value, no timer, no output', () => {
  const core = ours.filter((source) => source.startsWith('src/claim/'));
  expect(holding(/Math\.random|randomUUID|setTimeout|console\.|Date\.now|new Date\(\)/, core)).toEqual([]);
});

test('dates are computed by single functions of the library: its front door takes 0.8 s to load', () => {
  expect(holding(/from 'date-fns'/, ours)).toEqual([]);
});

test('no year decides anything: rules by year stand in the packs', () => {
  expect(
    holding(
      /if \([^)]*\byear\b[^)]*\)/i,
      ours.filter((source) => source.startsWith('src/claim/')),
    ),
  ).toEqual([]);
});

test('there is no room for odds and ends, and no barrel', () => {
  expect(
    sources.filter((source) => /\/(utils?|helpers?|common|services|shared|misc)(\/|\.tsx?$)/.test(source)),
  ).toEqual([]);
  expect(sources.filter((source) => /\/index\.tsx?$/.test(source))).toEqual([]);
});

test('no test is left out, and none is alone', () => {
  expect(
    holding(
      /\b(test|it|describe)\.(skip|only|todo)\b/,
      sources.filter((each) => each !== 'test/tidy.test.ts'),
    ),
  ).toEqual([]);
});

test('files stay small: none of ours is over 320 lines', () => {
  expect(ours.filter((source) => textOf(source).split('\n').length > 320)).toEqual([]);
});

test('no error is swallowed: every catch in the service rethrows, answers or says why it need not', () => {
  const empty = holding(
    /catch\s*(\([^)]*\))?\s*\{\s*\}/,
    ours.filter((source) => !source.startsWith('src/web/')),
  );
  expect(empty).toEqual([]);
});

test('the README tells every setting, and no other', () => {
  const names = (text: string, pattern: RegExp) => [
    ...new Set([...text.matchAll(pattern)].map((match) => match[1] ?? '')),
  ];
  const settings = names(textOf('src/config.ts'), /^ {2}([A-Z_]+): /gm);
  const table = textOf('README.md').split('## Settings')[1]?.split('## Limits')[0] ?? '';
  const rows = table.split('\n').filter((row) => row.startsWith('| `'));
  expect(rows.flatMap((row) => names(row.split('|')[1] ?? '', /`([A-Z_]+)`/g)).toSorted()).toEqual(settings.toSorted());
});

test('no document points to a file that is not there', () => {
  const documents = [
    'README.md',
    'CONTRIBUTING.md',
    ...readdirSync(new URL('docs', root), { recursive: true, encoding: 'utf8' }).map((name) => `docs/${name}`),
  ].filter((name) => name.endsWith('.md'));
  const broken = documents.flatMap((name) =>
    [...textOf(name).matchAll(/\]\(([^)#:]+)\)/g)]
      .map((match) => match[1] ?? '')
      .filter((target) => !existsSync(new URL(target, new URL(name, root))))
      .map((target) => `${name}: ${target}`),
  );
  expect(documents.length).toBeGreaterThan(8);
  expect(broken).toEqual([]);
});
