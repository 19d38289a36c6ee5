import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ClaimView } from '../../src/claim/views.ts';
import { Client } from '../client.ts';
import { dayTrip, filesForm, fixture, save, sign, startClaim, type Uploaded, upload } from '../filing.ts';
import { type TestService, testService } from '../service.ts';

/** What people send and what becomes of it: each bad file has its reason, and the good ones beside it are kept. */

let service: TestService;
let member: Client;
let claim: ClaimView;
const good = 'seutulinja-kertalippu-2026.png';
const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(text));

beforeAll(async () => {
  service = await testService('pglite', { env: { MAX_UPLOAD_MB: '1' } });
  member = new Client(service.address);
  await member.signIn('jasen');
  claim = await startClaim(member);
});
afterAll(() => service?.stop());

const send = (files: Record<string, Uint8Array<ArrayBuffer>>): Promise<Uploaded> =>
  member.post(`/api/receipts?claimId=${claim.id}`, filesForm(files));

test('a file of 1 MB and a byte is refused with the limit in its reason, the file after it is kept', async () => {
  const large = new Uint8Array(1024 * 1024 + 1);
  large.set(fixture(good));
  const { receipts, refused } = await send({ 'suuri.png': large, [good]: fixture(good) });
  expect(refused).toMatchObject([{ fileName: 'suuri.png', code: 'file-too-large' }]);
  expect(refused[0]?.detail).toContain('1 Mt');
  expect(receipts.map((receipt) => receipt.fileName)).toEqual([good]);
});

test('a file is what its bytes are, whatever its name: a page and a drawing with script are refused, a picture called .exe is kept', async () => {
  const { receipts, refused } = await send({
    'kuitti.jpg': bytesOf('<!doctype html><script>alert(1)</script>'),
    'kuitti.png': bytesOf('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    'tyhja.jpg': bytesOf(''),
    'kuitti.exe': fixture('lakeuden-bussi-2026.png'),
  });
  expect(refused.map(({ fileName, code }) => [fileName, code])).toEqual([
    ['kuitti.jpg', 'file-type-unknown'],
    ['kuitti.png', 'file-type-unknown'],
    ['tyhja.jpg', 'file-empty'],
  ]);
  expect(receipts).toMatchObject([{ fileName: 'kuitti.exe', mediaType: 'image/png' }]);
});

test('an iPhone photo comes back byte for byte, and is shown upright without what its file tells of itself', async () => {
  const photo = fixture('../heic/photo-turned.heic');
  const { receipts } = await send({ 'IMG_0001.HEIC': photo });
  expect(receipts).toMatchObject([{ mediaType: 'image/heic' }]);
  const file = await member.request('GET', `/api/receipts/${receipts[0]?.id}/file`);
  expect(Buffer.from(await file.arrayBuffer()).equals(photo)).toBe(true);
  const page = await member.request('GET', `/api/receipts/${receipts[0]?.id}/pages/1?width=300`);
  const shown = await sharp(await page.arrayBuffer()).metadata();
  expect(shown).toMatchObject({ format: 'jpeg', width: 300, height: Math.round((300 * 628) / 602) });
  expect([shown.exif, shown.xmp, shown.icc]).toEqual([undefined, undefined, undefined]);
});

test('the same bytes twice are one receipt, also under another name', async () => {
  const [first, again] = [await upload(member, claim.id, good), await send({ 'toinen.png': fixture(good) })];
  expect(again.receipts[0]?.id).toBe(first.receipts[0]?.id);
});

test('a receipt that was removed and is sent again is there again', async () => {
  const { receipts } = await upload(member, claim.id, 'torin-parkki-2019.jpg');
  const id = receipts[0]?.id;
  expect((await member.request('DELETE', `/api/receipts/${id}`)).status).toBe(204);
  const without = await member.get<ClaimView>(`/api/claims/${claim.id}`);
  expect(without.receipts.map((receipt) => receipt.id)).not.toContain(id);
  await upload(member, claim.id, 'torin-parkki-2019.jpg');
  const back = await member.get<ClaimView>(`/api/claims/${claim.id}`);
  expect(back.receipts.map((receipt) => receipt.id)).toContain(id);
});

test('no file at all, and more files than are taken at once, are refused as a whole', async () => {
  expect((await member.refused('POST', `/api/receipts?claimId=${claim.id}`, new FormData())).code).toBe('no-file');
  const many = Object.fromEntries(Array.from({ length: 21 }, (_, at) => [`${at}.txt`, bytesOf(`${at}`)]));
  const response = await member.request('POST', `/api/receipts?claimId=${claim.id}`, filesForm(many));
  expect(response.status).toBe(413);
});

test('a name with folders, quotes and å comes back as a harmless download', async () => {
  const { receipts } = await send({ '../../"hyvä" kuitti.png': fixture('pohjanrata-lippu-2019.png') });
  const response = await member.request('GET', `/api/receipts/${receipts[0]?.id}/file`);
  const disposition = response.headers.get('content-disposition') ?? '';
  expect(disposition).toMatch(/^attachment; filename="[\x20-\x7e]+"; filename\*=UTF-8''/);
  expect(decodeURIComponent(disposition)).toContain('hyvä');
  expect(response.headers.get('content-security-policy')).toContain('sandbox');
  await response.arrayBuffer();
});

test('a claim that was sent takes no more receipts', async () => {
  const other = new Client(service.address);
  await other.signIn('medlem');
  const started = await startClaim(other);
  const sent = await sign(other, await save(other, started, dayTrip(started.draft, '2026-03-10')));
  const { receipts, refused } = await upload(other, sent.id, good);
  expect({ receipts, codes: refused.map(({ code }) => code) }).toEqual({ receipts: [], codes: ['claim-not-editable'] });
});

test('two tabs: the second to save over an older revision is told, and nothing of the first is lost', async () => {
  const now = await member.get<ClaimView>(`/api/claims/${claim.id}`);
  const first = await save(member, now, { ...now.draft, lateReason: 'ensimmäinen' });
  const stale = { revision: now.revision, draft: { ...now.draft, lateReason: 'toinen' } };
  expect((await member.refused('PUT', `/api/claims/${claim.id}`, stale)).code).toBe('changed-meanwhile');
  expect((await member.get<ClaimView>(`/api/claims/${claim.id}`)).draft.lateReason).toBe('ensimmäinen');
  expect(first.revision).toBe(now.revision + 1);
});

test('a draft with an unknown field, a sum below nought or a NUL is refused with its path, and nothing is changed', async () => {
  const now = await member.get<ClaimView>(`/api/claims/${claim.id}`);
  const put = (draft: unknown) => member.refused('PUT', `/api/claims/${claim.id}`, { revision: now.revision, draft });
  const negative = { ...now.draft, trip: { ...now.draft.trip, advanceCents: -1 } };
  expect(await put(negative)).toMatchObject({ status: 400, fields: [{ path: 'draft.trip.advanceCents' }] });
  expect((await put({ ...now.draft, extra: 1 })).code).toBe('invalid-input');
  expect((await put({ ...now.draft, lateReason: 'a\u0000b' })).code).toBe('invalid-input');
  expect((await member.get<ClaimView>(`/api/claims/${claim.id}`)).revision).toBe(now.revision);
});
