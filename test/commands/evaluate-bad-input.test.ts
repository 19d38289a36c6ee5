import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { Refusal } from '../../src/claim/claim.ts';
import { evaluate } from '../../src/commands/evaluate.ts';

/** Input that is wrong in every way input can be: refused in its place, the others evaluated in order, exit 2. */
type Bytes = string | Uint8Array;
const MB = 1_000_000;

async function run(...chunks: Bytes[]) {
  const stdout = new PassThrough();
  let [out, err] = ['', ''];
  stdout.on('data', (chunk) => {
    out += chunk;
  });
  const stderr = { write: (text: string) => (err += text) };
  async function* stdin() {
    yield* chunks.map((chunk) => (typeof chunk === 'string' ? Buffer.from(chunk) : chunk));
  }
  const code = await evaluate({ files: [] }, { stdin: stdin(), stdout, stderr, today: '2026-04-01' });
  await new Promise((done) => setImmediate(done));
  const lines: (Refusal & { id: string | null })[] = out
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  return { code, err, lines };
}

const trip = { start: '2026-03-10T08:00', end: '2026-03-10T19:00', distanceKm: { home: 100 } };
const claim = (id: string, more: object = {}) =>
  JSON.stringify({ id, trip: { ...trip, ...more }, attachments: { invitation: true } });

/** Each bad line stands between two good ones; the good ones must come out as they are without it. */
async function between(...bad: Bytes[]) {
  const chunks = bad.flatMap((line, at): Bytes[] => [claim(`good-${at}`), '\n', line, '\n']);
  const { code, err, lines } = await run(...chunks, claim('last'));
  expect(code).toBe(2);
  expect(err.trimEnd().split('\n')).toHaveLength(1);
  const good = lines.filter((line) => !line.error).map((line) => line.id);
  expect(good).toEqual([...bad.map((_, at) => `good-${at}`), 'last']);
  return lines.filter((_, at) => at % 2 === 1);
}

describe('a line that is no JSON is refused by its number', () => {
  const bad: [string, Bytes][] = [
    ['half a line', claim('x').slice(0, 60)],
    ['a line cut inside a character', Buffer.from('{"id":"ä', 'utf8').subarray(0, -1)],
    ['two values on a line', `${claim('x')}${claim('y')}`],
    ['NUL bytes', Buffer.alloc(8)],
    ['a NUL byte in a text', `{"id":"a\u0000b"}`],
    ['NaN', '{"id":"x","km":NaN}'],
    ['a comma too many', `${claim('x')},`],
    ['single quotes', "{'id':'x'}"],
    ['words', 'matkalasku'],
    ['a closing bracket', ']'],
    ['an open list a million deep', '['.repeat(MB)],
  ];
  it(bad.map(([name]) => name).join(', '), async () => {
    const refused = await between(...bad.map(([, line]) => line));
    for (const [at, { error }] of refused.entries()) {
      expect(error.code, bad[at]?.[0]).toMatch(/^not-(json|utf8)$/);
      expect(error.path).toBe(String(2 * at + 2));
      for (const message of Object.values(error.message)) expect(message).toContain(error.path);
    }
  });
});

describe('a value that is no trip claim is refused at its path', () => {
  const deep = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
  const deepObject = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
  const bad: [string, string, string, string][] = [
    ['null', 'null', 'invalid-input', '$'],
    ['a number', '5', 'invalid-input', '$'],
    ['a text', '"x"', 'invalid-input', '$'],
    ['a list in a line', '[]', 'invalid-input', '$'],
    ['a list a hundred thousand deep', deep(MB / 10), 'invalid-input', '$'],
    ['an object a hundred thousand deep', deepObject(MB / 10), 'invalid-input', 'id'],
    ['a deep id', `{"id":${deep(1_000)},"trip":{}}`, 'invalid-input', 'id'],
    [
      'ten million characters for a purpose',
      claim('x', { purpose: 'x'.repeat(10 * MB) }),
      'invalid-input',
      'trip.purpose',
    ],
    ['a million rows', claim('x', { nights: Array.from({ length: MB }, () => 1) }), 'invalid-input', 'trip.nights'],
    [
      'a sum beyond all numbers',
      '{"id":"x","trip":{"start":"2026-03-10T08:00","end":"2026-03-10T09:00","advanceCents":1e999}}',
      'invalid-input',
      'trip.advanceCents',
    ],
    ['a negative sum', claim('x', { advanceCents: -1 }), 'invalid-input', 'trip.advanceCents'],
    ['NaN as a text', claim('x', { advanceCents: 'NaN' }), 'invalid-input', 'trip.advanceCents'],
    ['a prototype', claim('x').replace('{', '{"__proto__":{"isAdmin":true},'), 'invalid-input', '__proto__'],
    ['a constructor', claim('x').replace('"trip":{', '"trip":{"constructor":{},'), 'invalid-input', 'trip.constructor'],
    ['an end before the start', claim('x', { end: '2026-03-10T07:59' }), 'end-before-start', 'trip.end'],
    [
      'a time that was jumped over',
      claim('x', { start: '2026-03-29T03:30', end: '2026-03-29T20:00' }),
      'time-does-not-exist',
      'trip.start',
    ],
    [
      'a time that came twice',
      claim('x', { start: '2026-10-25T03:30', end: '2026-10-25T20:00' }),
      'time-ambiguous',
      'trip.start',
    ],
    ['a zone nobody has', claim('x', { timeZone: 'Mars/Olympus' }), 'unknown-time-zone', 'trip.timeZone'],
    ['a zone named as a prototype', claim('x', { timeZone: '__proto__' }), 'unknown-time-zone', 'trip.timeZone'],
    [
      'a year without rules',
      claim('x', { start: '1999-03-10T08:00', end: '1999-03-10T09:00' }),
      'no-rules-for-date',
      'trip.start',
    ],
    ['a trip of a thousand years', claim('x', { end: '3026-03-10T08:00' }), 'trip-too-long', 'trip.end'],
  ];
  it(bad.map(([name]) => name).join(', '), async () => {
    const refused = await between(...bad.map(([, line]) => line));
    for (const [at, [name, , code, path]] of bad.entries()) {
      expect([refused[at]?.error.code, refused[at]?.error.path], name).toEqual([code, path]);
      expect(new Set(Object.values(refused[at]?.error.message ?? {})).size).toBe(3);
    }
    expect(Reflect.get({}, 'isAdmin')).toBeUndefined();
  });
});

describe('a key given twice is refused at its path, in lines and in lists', () => {
  const twice = claim('x').replace('"distanceKm":', '"advanceCents":0,"advanceCents":9000,"distanceKm":');
  it('in a line, also with spaces and quotes in texts around it', async () => {
    const spaced = twice.replaceAll('":', '" : ');
    const quoted = claim('x', { purpose: 'a":b' }).replace(
      '"distanceKm":',
      '"advanceCents":0,"advanceCents":1,"distanceKm":',
    );
    const other = twice.replace('"advanceCents":0', '"advance\\u0043ents":0');
    for (const { id, error } of await between(twice, spaced, quoted, other)) {
      expect([id, error.code, error.path]).toEqual(['x', 'repeated-key', 'trip.advanceCents']);
      for (const message of Object.values(error.message)) expect(message).toContain('trip.advanceCents');
    }
  });

  it('in each item of a list, the items between evaluated', async () => {
    const { code, lines } = await run(`[\n${[twice, claim('a'), twice, claim('b')].join(',\n')}\n]`);
    expect(code).toBe(2);
    expect(lines.map((line) => line.error?.path ?? line.id)).toEqual([
      'trip.advanceCents',
      'a',
      'trip.advanceCents',
      'b',
    ]);
  });

  it('and the same key in two objects is no fault', async () => {
    const text = claim('x', { purpose: 'a\\":b {"id": "id": [,]', freeMeals: [] });
    expect((await run(text)).code).toBe(0);
    expect((await run(JSON.stringify(JSON.parse(text), null, 2))).code).toBe(0);
  });
});

describe('an input as a whole', () => {
  it('is read with a byte order mark, CRLF, no last line end, and cut anywhere', async () => {
    const bytes = Buffer.from(`\ufeff${claim('a', { purpose: 'Hämeenlinna 🚆' })}\r\n\r\n${claim('b')}`);
    const { code, lines } = await run(...[...bytes].map((byte) => Uint8Array.of(byte)));
    expect([code, lines.map((line) => line.id)]).toEqual([0, ['a', 'b']]);
  });

  it('is refused without a claim: empty, blank, an empty list', async () => {
    for (const text of ['', '\n \r\n', '\ufeff', '[]']) {
      const { code, err, lines } = await run(text);
      expect([code, lines, err]).toEqual([2, [], 'matkalasku evaluate: no claims in the input\n']);
    }
  });

  it('in Latin-1 is refused line by line, and never evaluated with a damaged text', async () => {
    const latin = Buffer.from(claim('x', { purpose: 'Jyväskylä' }), 'latin1');
    expect((await between(latin, latin)).map(({ error }) => error.code)).toEqual(['not-utf8', 'not-utf8']);
    const { lines } = await run('[\n', claim('a'), ',\n', latin, '\n]');
    expect(lines.map(({ error }) => [error.code, error.path])).toEqual([['not-utf8', '3']]);
    const first = await run('\n', latin);
    expect(first.lines.map(({ error }) => error.path)).toEqual(['2']);
  });

  it('of ten million characters on one line or over many is evaluated', async () => {
    const many = Array.from({ length: 1_000 }, (_, at) => JSON.parse(claim(`c${at}`)));
    const wide = JSON.stringify(many, null, 10_000 / many.length);
    const padded = wide.padEnd(10 * MB, ' ');
    for (const text of [padded, JSON.stringify(many).padEnd(10 * MB, ' ')]) {
      const { code, lines } = await run(text);
      expect(code).toBe(0);
      expect(lines.map((line) => line.id)).toEqual(many.map(({ id }) => id));
    }
  });

  it('of a hundred thousand items gives a line for each', async () => {
    const { code, lines } = await run(`[${'{},'.repeat(100_000)}${claim('last')}]`);
    expect([code, lines.length, lines.at(-1)?.id]).toEqual([2, 100_001, 'last']);
  });

  it('over many lines that breaks off is refused once, by the line where it does', async () => {
    const text = JSON.stringify(JSON.parse(claim('a')), null, 2);
    const { code, lines } = await run(text.slice(0, -20));
    expect([code, lines.length, lines[0]?.error.code]).toEqual([2, 1, 'not-json']);
    expect(Number(lines[0]?.error.path)).toBeGreaterThan(1);
  });
});

describe('an input beyond the limit of one line, a hundred million characters', () => {
  const piece = Buffer.alloc(10 * MB, ' ');
  const pieces = Array.from({ length: 11 }, () => piece);

  it('is refused in its place and not kept: a line', async () => {
    const { code, lines } = await run(claim('a'), '\n', ...pieces, '\n', claim('b'), '\n');
    expect(code).toBe(2);
    expect(lines.map((line) => line.error?.code ?? line.id)).toEqual(['a', 'too-large', 'b']);
    expect(lines[1]?.error.path).toBe('2');
    expect(lines[1]?.error.message.en).toContain('100 million');
  });

  it('is refused once: a document over many lines', async () => {
    const { code, lines } = await run('{\n', ...pieces.flatMap((each) => [each, '\n']), '}\n');
    expect(code).toBe(2);
    expect(lines.map(({ error }) => [error.code, error.path])).toEqual([['too-large', '1']]);
  });

  it('is read line by line when only its first line is broken', async () => {
    const lines = pieces.map((_, at) => Buffer.from(`${claim(`c${at}`).padEnd(10 * MB, ' ')}\n`));
    const { lines: read } = await run('{"id":\n', ...lines);
    expect(read.map((line) => line.error?.path ?? line.id)).toEqual(['1', ...pieces.map((_, at) => `c${at}`)]);
  });
});
