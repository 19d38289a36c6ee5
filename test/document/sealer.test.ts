import { afterEach, describe, expect, it } from 'vitest';
import { makeTestSealKey } from '../../src/document/seal-key.ts';
import { createSealer, type Sealer, type SealerOptions } from '../../src/document/sealer.ts';
import { verifyPdf } from '../../src/document/verify.ts';
import { startAuthority } from './authority.ts';
import { sampleClaim, sha256, ticket, withReceipt } from './sample.ts';

describe('the sealer', () => {
  let sealer: Sealer | null = null;
  afterEach(() => sealer?.close());
  const start = async (more: Partial<SealerOptions> = {}) => {
    const key = await makeTestSealKey(new Date('2026-01-01T00:00:00Z'));
    sealer = createSealer({ keys: [{ from: null, ...key }], ...more });
    return sealer;
  };

  it('seals in a thread of its own: the caller’s event loop goes on', async () => {
    const running = await start();
    let ticks = 0;
    const clock = setInterval(() => ticks++, 5);
    const { pdf, sha256: hash, pages } = await running.seal(await sampleClaim());
    clearInterval(clock);
    expect(ticks).toBeGreaterThan(20);
    expect(hash).toBe(sha256(pdf));
    expect(pages).toBe(8);
    expect((await verifyPdf(pdf, { recalculate: (claim) => claim.evaluation })).valid).toBe(true);
  });

  it('names the file that stands in the way, and seals the next claim', async () => {
    const running = await start();
    const broken = await withReceipt('rikki.pdf', 'application/pdf', (await ticket(1)).slice(0, 200));
    await expect(running.seal(broken)).rejects.toMatchObject({
      code: 'file-broken',
      fileName: 'rikki.pdf',
      fileId: 'r1',
    });
    expect((await running.seal(await sampleClaim())).pages).toBe(8);
  });

  it('ends a document that takes too long and goes on with the next', async () => {
    const running = await start({ timeoutMs: 1 });
    const claim = await sampleClaim();
    const results = await Promise.allSettled([running.seal(claim), running.seal(claim)]);
    for (const result of results) expect(result).toMatchObject({ reason: { code: 'sealing-timed-out' } });
  });

  it('with a time-stamp authority seals for the long term, and not at all while that does not answer', async () => {
    const { seal, root, tsaUrl, spoil, asked, close } = await startAuthority({ at: new Date('2026-03-12T08:16:00Z') });
    const trustedPem = [root.certificate.toString()];
    const running = await start({
      keys: [
        {
          from: null,
          keyPem: seal.keyPem,
          certificatePem: seal.certificate.toString(),
          chainPem: root.certificate.toString(),
        },
      ],
      timeStamps: { url: tsaUrl, trustedPem, tries: 2 },
    });
    const claim = await sampleClaim();
    spoil('status');
    await expect(running.seal(claim)).rejects.toMatchObject({ code: 'time-stamp-missing' });
    spoil(null);
    const sealed = [await running.seal(claim), await running.seal(claim)];
    for (const { pdf } of sealed) {
      const report = await verifyPdf(pdf, { recalculate: ({ evaluation }) => evaluation, trustedPem });
      expect(report).toMatchObject({ valid: true, signatures: [{ level: 'PAdES-B-LT', trusted: true }] });
    }
    // Proofs of the seal and of the authority, once for both documents.
    expect(asked.filter((path) => path === '/ocsp')).toHaveLength(2);
    await close();
  });

  it('refuses when too many wait, and after it was closed', async () => {
    const running = await start({ queueLimit: 1 });
    const claim = await sampleClaim();
    const first = running.seal(claim).catch((error: unknown) => error);
    const second = running.seal(claim).catch((error: unknown) => error);
    await expect(running.seal(claim)).rejects.toMatchObject({ code: 'sealer-busy' });
    await running.close();
    expect(await first).toMatchObject({ code: 'sealer-closed' });
    expect(await second).toMatchObject({ code: 'sealer-closed' });
    await expect(running.seal(claim)).rejects.toMatchObject({ code: 'sealer-closed' });
  });
});
