import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, describe, expect, it } from 'vitest';
import { type EvaluateArgs, evaluate } from '../../src/commands/evaluate.ts';

const folder = mkdtempSync(join(tmpdir(), 'matkalasku-evaluate-'));
afterAll(() => rmSync(folder, { recursive: true }));

const claim = (id: string, extra: object = {}) => ({
  id,
  trip: { start: '2026-03-10T08:00', end: '2026-03-10T19:00', distanceKm: { home: 100 } },
  attachments: { invitation: true },
  ...extra,
});
const withFee = claim('fee', { expenses: [{ id: 'e1', kind: 'fee', date: '2026-03-10', amountCents: 100 }] });

async function run(input: string | string[], args: Partial<EvaluateArgs> = {}) {
  const stdout = new PassThrough();
  let [out, err] = ['', ''];
  stdout.on('data', (chunk) => {
    out += chunk;
  });
  const stderr = { write: (text: string) => (err += text) };
  async function* chunks() {
    yield* [input].flat();
  }
  const code = await evaluate({ files: [], ...args }, { stdin: chunks(), stdout, stderr, today: '2026-04-01' });
  await new Promise((done) => setImmediate(done));
  const lines = args.explain
    ? []
    : out
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line));
  return { code, out, err, lines };
}

const ids = (lines: { id: string }[]) => lines.map((line) => line.id);
const json = (value: unknown) => JSON.stringify(value);

describe('matkalasku evaluate', () => {
  it('reads one object over several lines', async () => {
    const { code, lines } = await run(JSON.stringify(claim('a'), null, 2));
    expect(code).toBe(0);
    expect(lines).toMatchObject([{ id: 'a', totals: { payableCents: 5400 } }]);
  });

  it('reads an array, on one line and on many', async () => {
    const list = [claim('a'), claim('b')];
    expect(ids((await run(json(list))).lines)).toEqual(['a', 'b']);
    expect(ids((await run(JSON.stringify(list, null, 2))).lines)).toEqual(['a', 'b']);
  });

  it('reads lines, also cut anywhere and with blank lines and CRLF between', async () => {
    const text = `\n${json(claim('a'))}\r\n\r\n${json(claim('b'))}\n`;
    expect(ids((await run([...text])).lines)).toEqual(['a', 'b']);
  });

  it('keeps the order of many claims', async () => {
    const many = Array.from({ length: 500 }, (_, at) => json(claim(`c${at}`)));
    expect(ids((await run(many.join('\n'))).lines)).toEqual(many.map((_, at) => `c${at}`));
  });

  it('refuses one claim and goes on with the others: exit 2 and one line on stderr', async () => {
    const late = claim('b', { trip: { start: '2030-03-10T08:00', end: '2030-03-10T19:00' } });
    const { code, err, lines } = await run([claim('a'), late, claim('c')].map((each) => json(each)).join('\n'));
    expect(code).toBe(2);
    expect(lines[1]).toMatchObject({ id: 'b', error: { code: 'no-rules-for-date', path: 'trip.start' } });
    expect(ids(lines)).toEqual(['a', 'b', 'c']);
    expect(err.trim().split('\n')).toHaveLength(1);
  });

  it('tells the number of a line that is not JSON, the first one too', async () => {
    const { code, lines } = await run(`${json(claim('a'))}\n{"id": \n${json(claim('c'))}\n`);
    expect(code).toBe(2);
    expect(lines[1]).toMatchObject({ id: null, error: { code: 'not-json', path: '2' } });
    expect(lines[2]).toMatchObject({ id: 'c' });
    expect((await run(`nonsense\n${json(claim('b'))}`)).lines).toMatchObject([{ error: { path: '1' } }, { id: 'b' }]);
  });

  it('tells the line at which a document of many lines stops being JSON', async () => {
    const { code, lines } = await run('{\n  "id": "a"\n  "trip": {}\n}');
    expect(code).toBe(2);
    expect(lines).toMatchObject([{ id: null, error: { code: 'not-json', path: '3' } }]);
  });

  it('exits 1 for an error finding only when strict', async () => {
    expect((await run(json(withFee))).code).toBe(0);
    expect((await run(json(withFee), { strict: true })).code).toBe(1);
    expect((await run(json(claim('a')), { strict: true })).code).toBe(0);
  });

  it('writes nothing when a file, a pack or the rules are not there', async () => {
    const missing = join(folder, 'missing.json');
    for (const args of [{ files: [missing] }, { pack: 'fi-state-1999.1' }, { rules: folder }, { files: [folder] }]) {
      const { code, out, err } = await run(json(claim('a')), args);
      expect([code, out]).toEqual([2, '']);
      expect(err.trim().split('\n')).toHaveLength(1);
    }
  });

  it('reads files and standard input in the order given', async () => {
    const file = join(folder, 'claim.json');
    writeFileSync(file, json(claim('from-file')));
    expect(ids((await run(json(claim('from-stdin')), { files: [file, '-'] })).lines)).toEqual([
      'from-file',
      'from-stdin',
    ]);
  });

  it('refuses input without claims', async () => expect((await run(' \n')).code).toBe(2));

  it('takes today as the day of sending', async () => {
    const old = claim('a', { trip: { start: '2026-01-10T08:00', end: '2026-01-10T19:00', distanceKm: { home: 100 } } });
    expect((await run(json(old))).lines[0].findings).toMatchObject([{ code: 'late-claim' }]);
  });

  it('explains what of a per diem abroad is free of tax, and says nothing of it at home', async () => {
    const sweden = (end: string) => ({
      id: 's',
      trip: {
        start: '2026-03-10T06:40',
        end,
        distanceKm: { home: 400 },
        abroad: [{ country: 'SE', from: '2026-03-10T08:05', to: end }],
      },
    });
    const explained = async (language: 'fi' | 'sv' | 'en') =>
      (await run(json(sweden('2026-03-11T09:10')), { explain: true, language })).out;
    expect(await explained('fi')).toMatch(/24,50.€.*siitä 35.% *: *24,50.€.*verovapaa enintään 35,00.€\)/);
    expect(await explained('sv')).toMatch(/skattefritt högst 70,00.€\)/);
    expect(await explained('en')).toMatch(/tax-free up to €?35\.00/);
    expect((await run(json(claim('a')), { explain: true })).out).not.toContain('verovapaa');
    const unknown = json(sweden('2026-03-11T09:10')).replaceAll('2026-', '2022-');
    expect((await run(unknown, { explain: true })).out).toContain('verovapaa määrä ei tiedossa');
  });

  it('explains to people in their language', async () => {
    expect((await run(json(claim('a')), { explain: true })).out).toContain('11 h ylittää 10 h: kokopäiväraha 54,00 €.');
    expect((await run(json(claim('a')), { explain: true, language: 'sv' })).out).toContain('heldagtraktamente 54,00 €');
    expect((await run(json(withFee), { explain: true, language: 'en' })).out).toContain('TO MEND expenses[e1]');
  });
});
