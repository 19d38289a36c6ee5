import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument } from 'pdf-lib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evaluate, isRefusal } from '../../src/claim/assess.ts';
import { verify } from '../../src/commands/verify.ts';
import type { ClaimDocument } from '../../src/document/claim-document.ts';
import { buildClaimPdf } from '../../src/document/claim-pdf.ts';
import { sealClaim } from '../../src/document/seal-claim.ts';
import { makeTestSealKey } from '../../src/document/seal-key.ts';
import { recalculateFromPacksWithin } from '../../src/store/embedded-packs.ts';
import { loadRulePacks } from '../../src/store/rule-packs.ts';
import { sampleClaim } from '../document/sample.ts';

/** The sample claim as the engine itself evaluates it by the packs of this checkout. */
async function evaluatedClaim(): Promise<ClaimDocument> {
  const packs = await loadRulePacks(new URL('../../rules/', import.meta.url));
  const input = await sampleClaim();
  const evaluation = evaluate(input.tripClaim, packs, '2026-03-12');
  if (isRefusal(evaluation)) throw new Error(evaluation.error.message.en);
  const used = packs.all.filter((pack) => evaluation.packs.some((named) => named.id === pack.id));
  return { ...input, evaluation, packs: used.map(({ id, sha256, raw }) => ({ id, sha256, raw })) };
}

describe('matkalasku verify', () => {
  let dir: string;
  let claim: ClaimDocument;
  let sealed: Uint8Array;
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'verify-'));
    claim = await evaluatedClaim();
    sealed = await sealClaim(claim, await makeTestSealKey(new Date('2026-01-01T00:00:00Z')));
  });
  afterAll(() => rm(dir, { recursive: true }));

  async function run(name: string, bytes: Uint8Array | null) {
    const file = join(dir, name);
    if (bytes !== null) await writeFile(file, bytes);
    const out: string[] = [];
    const err: string[] = [];
    const stdout = { write: (text: string) => out.push(text) };
    const stderr = { write: (text: string) => err.push(text) };
    return { exit: await verify({ file }, { stdout, stderr }), file, out: out.join(''), err: err.join('') };
  }

  it('prints one report and exits 0 for a sealed claim, recomputed by the packs inside it', async () => {
    const { exit, file, out, err } = await run('matkalasku.pdf', sealed);
    const report = JSON.parse(out);
    expect(report).toMatchObject({
      file,
      valid: true,
      claimId: claim.claimId,
      signatures: [{ role: 'member-seal', level: 'PAdES-B-B', valid: true, coversWholeFile: true, testKey: true }],
      manifest: { complete: true },
      recalculation: { payableCents: claim.evaluation.totals.payableCents, same: true },
    });
    expect([exit, err, out.split('\n').length]).toEqual([0, '', 2]);
  });

  it('exits 1 for a changed file', async () => {
    const changed = new Uint8Array(sealed);
    changed[40_000] = (changed[40_000] ?? 0) ^ 1;
    const { exit, out } = await run('muutettu.pdf', changed);
    expect([exit, JSON.parse(out).valid]).toEqual([1, false]);
  });

  it('exits 1 for a claim whose sums the rules inside do not give', async () => {
    const { totals } = claim.evaluation;
    const evaluation = { ...claim.evaluation, totals: { ...totals, payableCents: totals.payableCents + 100 } };
    const key = await makeTestSealKey(new Date('2026-01-01T00:00:00Z'));
    const { exit, out } = await run('väärin.pdf', await sealClaim({ ...claim, evaluation }, key));
    expect([exit, JSON.parse(out).recalculation.same]).toEqual([1, false]);
  });

  it('exits 1 for a claim without a seal', async () => {
    const { exit, out } = await run('sinetitön.pdf', await buildClaimPdf(claim));
    expect([exit, JSON.parse(out).signatures]).toEqual([1, []]);
  });

  it.each([
    ['no such file', 'puuttuu.pdf', async (): Promise<null> => null],
    ['not a PDF', 'teksti.pdf', async () => new TextEncoder().encode('ei PDF')],
    ['a PDF that is no claim', 'muu.pdf', emptyPdf],
  ] as const)('exits 2 with one line for %s', async (_case, name, bytes) => {
    const { exit, file, out, err } = await run(name, await bytes());
    expect([exit, out, err.split('\n').length]).toEqual([2, '', 2]);
    expect(err).toContain(file);
  });

  it('leaves the file it examines as it is', async () => {
    const { file } = await run('matkalasku.pdf', sealed);
    expect(Buffer.from(await readFile(file)).equals(sealed)).toBe(true);
  });

  it('cannot recompute by a pack that is not one', () => {
    const embedded = { ...claim, format: 'matkalasku-claim', id: claim.claimId } as const;
    const packs = [{ id: 'x', sha256: '', raw: 'id: x' }];
    expect(() => recalculateFromPacksWithin({ ...embedded, packs })).toThrow();
  });
});

async function emptyPdf(): Promise<Uint8Array> {
  const doc = await PDFDocument.create();
  return doc.save();
}
