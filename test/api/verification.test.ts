import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createVerifier } from '../../src/api/verifier.ts';
import { evaluate, isRefusal } from '../../src/claim/assess.ts';
import type { VerificationView } from '../../src/claim/verification-view.ts';
import type { ClaimDocument } from '../../src/document/claim-document.ts';
import { sealClaim } from '../../src/document/seal-claim.ts';
import { makeTestSealKey, type SealKey } from '../../src/document/seal-key.ts';
import { loadRulePacks } from '../../src/store/rule-packs.ts';
import { Client } from '../client.ts';
import { sampleClaim, sha256 } from '../document/sample.ts';
import { type TestService, testService } from '../service.ts';
import { dataOf, hostile, withFile } from './hostile-pdf.ts';

/** The public check: anybody may send a claim PDF, nothing of it stays, and no file does the service harm. */

const NAME = 'Salanimi Tunnistamaton';
const NUMBER = 'ML-2026-987654-3';
let service: TestService;
let client: Client;
let key: SealKey;
let claim: ClaimDocument;
let sealed: Uint8Array;
const log: string[] = [];
const write = process.stderr.write.bind(process.stderr);

beforeAll(async () => {
  process.stderr.write = ((text: string | Uint8Array) => {
    log.push(String(text));
    return true;
  }) as typeof process.stderr.write;
  service = await testService('pglite', { env: { LOG_LEVEL: 'info', MAX_VERIFY_MB: '30' } });
  client = new Client(service.address);
  key = await makeTestSealKey(new Date('2026-01-01T00:00:00Z'));
  const packs = await loadRulePacks(new URL('../../rules/', import.meta.url));
  const input = await sampleClaim({ claimantName: NAME, number: NUMBER });
  const evaluation = evaluate(input.tripClaim, packs, '2026-03-12');
  if (isRefusal(evaluation)) throw new Error(evaluation.error.message.en);
  const used = packs.all.filter((pack) => evaluation.packs.some((named) => named.id === pack.id));
  claim = { ...input, evaluation, packs: used.map(({ id, sha256, raw }) => ({ id, sha256, raw })) };
  sealed = await sealClaim(claim, key);
});
afterAll(async () => {
  await service?.stop();
  process.stderr.write = write;
});

const raw = (bytes: Uint8Array, type = 'application/pdf') =>
  client.request('POST', '/api/verification', bytes, { 'content-type': type });
const form = (bytes: Uint8Array, name = `${NAME}.pdf`) => {
  const data = new FormData();
  data.append('file', new Blob([new Uint8Array(bytes)], { type: 'application/pdf' }), name);
  return client.request('POST', '/api/verification', data);
};
const answer = async (response: Response) => {
  expect(response.status).toBe(200);
  return (await response.json()) as VerificationView;
};

test.each([
  ['as a form, as the page sends it', () => form(sealed), `${NAME}.pdf`],
  ['bare', () => raw(sealed), ''],
  ['bare without a type of its own', () => raw(sealed, 'application/octet-stream'), ''],
] as const)(
  'a good claim sent %s is told as good, in three languages, to somebody not signed in',
  async (_how, send, file) => {
    const report = await answer(await send());
    expect(report).toMatchObject({
      file,
      valid: true,
      verdict: 'intactTest',
      number: NUMBER,
      signatures: [{ role: 'member-seal', valid: true, coversWholeFile: true, testKey: true, trusted: false }],
      manifest: { complete: true },
      recalculation: { same: true, differenceCents: 0, packs: [{ known: true }] },
    });
    expect(report.summary.fi).toContain('Matkalasku on ehjä');
    expect(report.summary.sv).toContain('Reseräkningen är intakt');
    expect(report.summary.en).toContain('The claim is intact');
  },
);

test('a changed claim is told as changed', async () => {
  const changed = new Uint8Array(sealed);
  changed[40_000] = (changed[40_000] ?? 0) ^ 1;
  const report = await answer(await form(changed));
  expect(report).toMatchObject({ valid: false, verdict: 'faulty', signatures: [{ fault: 'changed' }] });
});

test('rules of one’s own making inside a claim are told as not of this service', async () => {
  const [pack] = claim.packs;
  const report = await answer(await raw(await sealClaim(byRules(`${pack?.raw}\n# of one's own\n`), key)));
  expect(report.recalculation).toMatchObject({ same: true, packs: [{ known: false }] });
  expect(report.findings.find(({ code }) => code === 'packUnknown')?.what.fi).toContain('ei ole tämän palvelun');
});

/** The claim, said to be computed by these rules. */
function byRules(text: string): ClaimDocument {
  const id = claim.packs[0]?.id ?? '';
  const hash = sha256(text);
  const packs = [{ id, sha256: hash, raw: text }];
  return { ...claim, packs, evaluation: { ...claim.evaluation, packs: [{ id, sha256: hash }] } };
}

test('nothing of the file stays: no row, no file, no word in the log', async () => {
  const rows = () => rowsOfEveryTable();
  const files = () => [
    filesUnder(service.config.dataDir).length,
    readdirSync(tmpdir()).filter((name) => name.includes('verif')),
  ];
  const before = [await rows(), files()];
  log.length = 0;
  await answer(await form(sealed));
  await form(new TextEncoder().encode(`%PDF-1.7 ${NAME} startxref %%EOF`));
  expect([await rows(), files()]).toEqual(before);
  const lines = log.join('');
  expect(lines).toContain('/api/verification');
  for (const secret of [NAME, 'Salanimi', NUMBER, claim.claimId, '127.0.0.1', '.pdf'])
    expect(lines).not.toContain(secret);
  const kept = filesUnder(service.config.dataDir).filter((file) => readFileSync(file).includes(NUMBER));
  expect(kept).toEqual([]);
});

async function rowsOfEveryTable(): Promise<Record<string, number>> {
  const { db } = service.deps;
  const tables = (await db.execute(
    sql`select table_schema as s, table_name as t from information_schema.tables where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
  )) as unknown as { rows: { s: string; t: string }[] };
  const counts: Record<string, number> = {};
  for (const { s, t } of tables.rows) {
    // The queue keeps its own clock.
    if (s === 'pgboss') continue;
    const counted = (await db.execute(sql.raw(`select count(*)::int as n from "${s}"."${t}"`))) as unknown as {
      rows: { n: number }[];
    };
    counts[`${s}.${t}`] = counted.rows[0]?.n ?? -1;
  }
  expect(Object.keys(counts).length).toBeGreaterThan(10);
  return counts;
}

const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

describe('what is no claim', () => {
  test.each([
    ['text', 'hei', 422, 'not-a-claim-pdf'],
    ['another program’s PDF', '%PDF-1.7\nstartxref\n9\n%%EOF\n', 422, 'not-a-claim-pdf'],
    ['nothing', '', 400, 'no-file'],
  ] as const)('%s is refused with what to do', async (_case, text, status, code) => {
    const response = await raw(new TextEncoder().encode(text));
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([status, code]);
  });

  test('30 MB are taken, one byte more is refused and the limit told', async () => {
    const most = new Uint8Array(30 * 1024 * 1024).fill(32);
    for (const send of [raw, form]) {
      expect((await send(most)).status).toBe(422);
      const refused = await send(new Uint8Array(most.length + 1).fill(32));
      expect(refused.status).toBe(413);
      expect(((await refused.json()) as { detail: string }).detail).toContain('enintään 30 Mt');
    }
  }, 120_000);
});

describe('a hostile file', () => {
  test.each(Object.keys(hostile))(
    '%s is answered within 45 s, and the service goes on',
    async (name) => {
      const bytes = hostile[name]?.() ?? Buffer.alloc(0);
      const started = performance.now();
      const asked = raw(bytes);
      // While it is looked at, others are served.
      expect((await client.request('GET', '/api/health')).status).toBe(200);
      const response = await asked;
      expect(performance.now() - started).toBeLessThan(45_000);
      const told = (await response.json()) as VerificationView & { code?: string };
      if (response.status === 200) expect(told.valid).toBe(false);
      else expect(['not-a-claim-pdf', 'check-too-heavy', 'too-busy']).toContain(told.code);
      expect(response.status).toBeLessThan(500);
      expect((await answer(await raw(sealed))).valid).toBe(true);
    },
    120_000,
  );

  test.each([
    [
      'that repeats itself by aliases',
      `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghij'
        .split('')
        .map((c, at) => `${c}: &${c} [${`*${'abcdefghij'[at]},`.repeat(9)}x]`)
        .join('\n')}\n`,
    ],
    ['nested a hundred thousand deep', `a: ${'['.repeat(100_000)}`],
    ['of five megabytes', `a: "${'x'.repeat(5_000_000)}"`],
  ])(
    'rules inside a claim %s are not computed by, and said so',
    async (_case, text) => {
      const response = await raw(await sealClaim(byRules(text), key));
      const told = (await response.json()) as VerificationView & { code?: string };
      if (response.status === 200) expect(told).toMatchObject({ valid: false, recalculation: { same: false } });
      else expect(told.code).toBe('check-too-heavy');
      expect((await answer(await raw(sealed))).valid).toBe(true);
    },
    120_000,
  );
});

describe('the process that checks', () => {
  const options = { trustedPem: [], knownPacks: new Set<string>() };
  const copy = () => new Uint8Array(sealed);

  test('that is out of time is ended, and the next file gets a new one', async () => {
    const hasty = createVerifier({ ...options, timeoutMs: 1 });
    await expect(hasty.check(copy())).rejects.toMatchObject({ code: 'check-too-heavy' });
    await hasty.close();
  });

  test('that is out of memory is ended, and the next file gets a new one', async () => {
    const small = createVerifier({ ...options, memoryMb: 48 });
    const objects = withFile('claim.json', dataOf(`[${'{},'.repeat(4_000_000)}1]`));
    await expect(small.check(new Uint8Array(objects))).rejects.toMatchObject({ code: 'check-too-heavy' });
    expect((await small.check(copy())).valid).toBe(true);
    await small.close();
  }, 120_000);

  test('is there before the first file and again after one it ended under, when it is kept warm', async () => {
    const running = () => process.getActiveResourcesInfo().filter((name) => name === 'ProcessWrap').length;
    const others = running();
    const cold = createVerifier({ ...options, timeoutMs: 1 });
    const warm = createVerifier({ ...options, timeoutMs: 1, keepWarm: true });
    expect(running() - others).toBe(1);
    for (const verifier of [cold, warm])
      await expect(verifier.check(copy())).rejects.toMatchObject({ code: 'check-too-heavy' });
    await expect.poll(() => running() - others).toBe(1);
    await cold.close();
    await warm.close();
    await expect.poll(() => running() - others).toBe(0);
  });

  test('has eight files waiting at most: the tenth is asked to come again', async () => {
    const verifier = createVerifier(options);
    const asked = Array.from({ length: 9 }, () => verifier.check(copy()));
    await expect(verifier.check(copy())).rejects.toMatchObject({ code: 'too-busy' });
    expect((await Promise.all(asked)).every(({ valid }) => valid)).toBe(true);
    await verifier.close();
    await expect(verifier.check(copy())).rejects.toMatchObject({ code: 'too-busy' });
  }, 120_000);
});

test('the 3rd file of one address within a minute is asked to wait where 2 are allowed', async () => {
  const strict = await testService('pglite', { env: { VERIFICATIONS_PER_MINUTE: '2' } });
  try {
    const person = new Client(strict.address);
    const statuses: number[] = [];
    for (let count = 0; count < 3; count += 1)
      statuses.push(
        (await person.request('POST', '/api/verification', sealed, { 'content-type': 'application/pdf' })).status,
      );
    expect(statuses).toEqual([200, 200, 429]);
  } finally {
    await strict.stop();
  }
}, 240_000);
