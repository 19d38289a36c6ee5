import { createHash, randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ClaimView, ReceiptView } from '../src/claim/views.ts';
import { audit } from '../src/store/schema.ts';
import { uploadParts, uploads } from '../src/store/schema-uploads.ts';
import { Client, until } from './client.ts';
import { dayTrip, fixture, save, sign, startClaim } from './filing.ts';
import { engines, type TestService, TODAY, testService } from './service.ts';

/** The tus protocol by hand: what arrives is kept, an upload goes on where it broke off, nobody meets another's. */

type Ack = {
  sizeBytes: number;
  offsetBytes: number;
  sha256: string | null;
  receipt: ReceiptView | null;
  added: boolean;
};

const MB = 1024 * 1024;
const TUS = { 'tus-resumable': '1.0.0' };
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const named = (name: string): string => `filename ${Buffer.from(name).toString('base64')}`;

/** A picture of a receipt made as large as wanted: what follows the end of a PNG is nothing to a reader. */
function padded(name: string, size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  bytes.set(fixture(name));
  bytes.set(Buffer.from(randomUUID()), size - 36);
  return bytes;
}

const start = (client: Client, claimId: string, size: number, name = 'kuitti.png'): Promise<Response> =>
  client.request('POST', `/api/uploads?claimId=${claimId}`, undefined, {
    ...TUS,
    'upload-length': String(size),
    'upload-metadata': named(name),
  });

const send = (client: Client, path: string, offset: number, bytes: Uint8Array<ArrayBuffer>): Promise<Response> =>
  client.request('PATCH', path, bytes, {
    ...TUS,
    'upload-offset': String(offset),
    'content-type': 'application/offset+octet-stream',
  });

const offsetOf = async (client: Client, path: string): Promise<number> => {
  const response = await client.request('HEAD', path, undefined, TUS);
  expect(response.status).toBe(200);
  return Number(response.headers.get('upload-offset'));
};

describe.each(engines)('uploads on %s', (engine) => {
  let service: TestService;
  let member: Client;
  let other: Client;
  let claim: ClaimView;
  let now = TODAY;

  beforeAll(async () => {
    const env = { MAX_UPLOAD_MB: '2', MAX_UNFINISHED_UPLOADS: '3' };
    service = await testService(engine, { env, now: () => now });
    [member, other] = [new Client(service.address), new Client(service.address)];
    await member.signIn('jasen');
    await other.signIn('medlem');
    claim = await startClaim(member);
  });
  afterAll(() => service?.stop());

  const started = async (size: number, name?: string): Promise<string> => {
    const response = await start(member, claim.id, size, name);
    expect(response.status).toBe(201);
    return response.headers.get('location') ?? '';
  };

  test('a file in three pieces is one receipt, acknowledged with its hash, and read', async () => {
    const bytes = padded('lakeuden-bussi-2026.png', MB);
    const path = await started(MB, 'bussi Ä.png');
    expect((await send(member, path, 0, bytes.subarray(0, 400_000))).headers.get('upload-offset')).toBe('400000');
    expect((await send(member, path, 400_000, bytes.subarray(400_000, 400_001))).status).toBe(204);
    const last = await send(member, path, 400_001, bytes.subarray(400_001));
    expect(last.status).toBe(200);
    const ack = (await last.json()) as Ack;
    expect(ack).toMatchObject({ sha256: sha256(bytes), added: true, receipt: { fileName: 'bussi Ä.png' } });
    expect(await member.bytes(`/api/receipts/${ack.receipt?.id}/file`)).toEqual(bytes);
    const { db } = service.deps;
    const subject = `receipt ${ack.receipt?.id}`;
    expect(
      await db
        .select()
        .from(audit)
        .where(and(eq(audit.subject, subject), eq(audit.action, 'receipt-added'))),
    ).toHaveLength(1);
    expect(await db.select().from(uploadParts)).toEqual([]);
    const read = await until(
      () => member.get<ReceiptView>(`/api/receipts/${ack.receipt?.id}`),
      (receipt) => receipt.status === 'read',
    );
    expect(read).toMatchObject({ pageCount: 1, progress: null });
  });

  test('an answer that was lost can be asked for again: the upload is whole and has its receipt', async () => {
    const bytes = fixture('taksi-esimerkki-2026.jpg');
    const path = await started(bytes.byteLength);
    await send(member, path, 0, bytes);
    expect(await offsetOf(member, path)).toBe(bytes.byteLength);
    expect(await member.get<Ack>(path)).toMatchObject({ sha256: sha256(bytes), receipt: { sha256: sha256(bytes) } });
    const again = await send(member, path, bytes.byteLength, new Uint8Array());
    expect(await again.json()).toMatchObject({ sha256: sha256(bytes) });
  });

  test('what had come when the line broke is kept, and the rest alone is sent', async () => {
    const bytes = padded('seutulinja-kertalippu-2026.png', 1_500_000);
    const path = await started(bytes.byteLength);
    await brokenOff(member, path, bytes, 700_000);
    const kept = await until(
      () => offsetOf(member, path),
      (offset) => offset > 0,
    );
    expect(kept).toBeLessThanOrEqual(700_000);
    expect(kept).toBeGreaterThan(300_000);
    const last = await send(member, path, kept, bytes.subarray(kept));
    expect(await last.json()).toMatchObject({ sha256: sha256(bytes) });
  });

  test('a line that has fallen silent does not keep its sender from going on', async () => {
    const bytes = padded('seutulinja-kertalippu-2026.png', 900_000);
    const path = await started(bytes.byteLength);
    const silent = await halfSent(member, path, bytes, 400_000);
    const kept = await offsetOf(member, path);
    expect((await send(member, path, kept, bytes.subarray(kept))).status).toBe(200);
    silent();
  });

  test('bytes that do not follow what has come are refused, and nothing of them is kept', async () => {
    const path = await started(1000);
    await send(member, path, 0, new Uint8Array(400));
    const response = await send(member, path, 300, new Uint8Array(100));
    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({ code: 'upload-elsewhere' });
    expect(await offsetOf(member, path)).toBe(400);
    expect((await member.request('DELETE', path, undefined, TUS)).status).toBe(204);
    expect((await member.request('HEAD', path, undefined, TUS)).status).toBe(404);
  });

  test('the same bytes again are the same receipt, and it is said', async () => {
    const bytes = fixture('taksi-esimerkki-2026.jpg');
    const path = await started(bytes.byteLength, 'toinen nimi.jpg');
    const ack = (await (await send(member, path, 0, bytes)).json()) as Ack;
    expect(ack).toMatchObject({ added: false, receipt: { fileName: 'kuitti.png' } });
  });

  test('2 MB may come, a byte more is refused before it is sent, and so is an empty file', async () => {
    const most = await start(member, claim.id, 2 * MB);
    expect(most.status).toBe(201);
    await member.request('DELETE', most.headers.get('location') ?? '', undefined, TUS);
    const larger = await start(member, claim.id, 2 * MB + 1);
    expect([larger.status, await larger.json()]).toMatchObject([413, { code: 'file-too-large' }]);
    const empty = await start(member, claim.id, 0);
    expect([empty.status, await empty.json()]).toMatchObject([422, { code: 'file-empty' }]);
  });

  test('more bytes than were announced are not taken', async () => {
    const path = await started(1000);
    const response = await send(member, path, 0, new Uint8Array(1001));
    expect([response.status, await response.json()]).toMatchObject([413, { code: 'file-too-large' }]);
    await member.request('DELETE', path, undefined, TUS);
  });

  test('what is no picture and no PDF is refused with its reason, and is gone', async () => {
    const bytes = new Uint8Array(Buffer.from('<!doctype html><script>alert(1)</script>'));
    const path = await started(bytes.byteLength, 'kuitti.jpg');
    const response = await send(member, path, 0, bytes);
    expect([response.status, await response.json()]).toMatchObject([422, { code: 'file-type-unknown' }]);
    expect((await member.request('HEAD', path, undefined, TUS)).status).toBe(404);
  });

  test('three uploads may be on their way, a fourth is refused until one is done or given up', async () => {
    const paths = [await started(10), await started(10), await started(10)];
    const fourth = await start(member, claim.id, 10);
    expect([fourth.status, await fourth.json()]).toMatchObject([429, { code: 'too-many-uploads' }]);
    for (const path of paths) await member.request('DELETE', path, undefined, TUS);
    const path = await started(10);
    await member.request('DELETE', path, undefined, TUS);
  });

  test("another member's upload and another member's claim are not there", async () => {
    const path = await started(10);
    for (const method of ['HEAD', 'DELETE', 'GET']) {
      expect((await other.request(method, path, undefined, TUS)).status, method).toBe(404);
    }
    expect((await send(other, path, 0, new Uint8Array(10))).status).toBe(404);
    expect((await start(other, claim.id, 10)).status).toBe(404);
    expect(await offsetOf(member, path)).toBe(0);
    await member.request('DELETE', path, undefined, TUS);
  });

  test('without the token of the session nothing is started and nothing added', async () => {
    const path = await started(10);
    const headers = { ...TUS, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' };
    const response = await member.request('PATCH', path, new Uint8Array(10), { ...headers, 'x-csrf-token': 'guess' });
    expect(response.status).toBe(403);
    expect(await offsetOf(member, path)).toBe(0);
    await member.request('DELETE', path, undefined, TUS);
    expect((await new Client(service.address).request('HEAD', path, undefined, TUS)).status).toBe(401);
  });

  test('a claim that was sent takes no more uploads, also not the end of one begun before', async () => {
    const own = await startClaim(other);
    const bytes = fixture('lakeuden-bussi-2026.png');
    const begun = (await start(other, own.id, bytes.byteLength)).headers.get('location') ?? '';
    await send(other, begun, 0, bytes.subarray(0, 100));
    await sign(other, await save(other, own, dayTrip(own.draft, '2026-03-10')));
    const end = await send(other, begun, 100, bytes.subarray(100));
    expect([end.status, await end.json()]).toMatchObject([409, { code: 'claim-not-editable' }]);
    expect((await start(other, own.id, 10)).status).toBe(409);
  });

  test('an upload nothing has come to for 24 hours is gone, one of 23 h 59 min goes on', async () => {
    const bytes = fixture('lakeuden-bussi-2026.png');
    const path = await started(bytes.byteLength);
    await send(member, path, 0, bytes.subarray(0, 100));
    // Sessions last ten hours: signed in again each time.
    now = new Date(TODAY.getTime() + 24 * 3_600_000 - 60_000);
    await member.signIn('jasen');
    expect(await offsetOf(member, path)).toBe(100);
    now = new Date(TODAY.getTime() + 24 * 3_600_000 + 60_000);
    await member.signIn('jasen');
    expect((await member.request('HEAD', path, undefined, TUS)).status).toBe(404);
    await started(10);
    const { db } = service.deps;
    expect(await db.select().from(uploads).where(eq(uploads.offsetBytes, 100))).toEqual([]);
  });
});

/** The beginning of a PATCH over a bare socket; the rest is never sent. Answers how to hang up. */
async function halfSent(client: Client, path: string, bytes: Uint8Array, many: number): Promise<() => void> {
  const { hostname, port } = new URL(client.address);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => {});
  const headers = {
    ...client.headers(),
    ...TUS,
    host: `${hostname}:${port}`,
    'upload-offset': '0',
    'content-type': 'application/offset+octet-stream',
    'content-length': String(bytes.byteLength),
  };
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  socket.write(`PATCH ${path} HTTP/1.1\r\n${head.join('\r\n')}\r\n\r\n`);
  await new Promise((written) => socket.write(bytes.subarray(0, many), written));
  await new Promise((resolve) => setTimeout(resolve, 300));
  return () => socket.destroy();
}

async function brokenOff(client: Client, path: string, bytes: Uint8Array, many: number): Promise<void> {
  (await halfSent(client, path, bytes, many))();
}
