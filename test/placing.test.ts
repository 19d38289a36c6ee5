import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ClaimView } from '../src/claim/views.ts';
import { keepFile } from '../src/store/files.ts';
import { meetings } from '../src/store/schema.ts';
import { Client } from './client.ts';
import { ticket } from './document/sample.ts';
import { encrypted } from './document/unplaceable.ts';
import { allRead, dayTrip, filesForm, save, startClaim, type Uploaded } from './filing.ts';
import { type TestService, TODAY, testService } from './service.ts';

/** What cannot be placed in the document is told before the member signs, by the file's name, with what to do. */

let service: TestService;
let member: Client;
let claim: ClaimView;
beforeAll(async () => {
  service = await testService('pglite');
  member = new Client(service.address);
  await member.signIn('jasen');
  const started = await startClaim(member);
  claim = await save(member, started, dayTrip(started.draft, '2026-03-10'));
});
afterAll(() => service?.stop());

const own = (bytes: Uint8Array) => new Uint8Array(bytes);
const uploadOf = (name: string, bytes: Uint8Array): Promise<Uploaded> =>
  member.post(`/api/receipts?claimId=${claim.id}`, filesForm({ [name]: own(bytes) }));

async function refusal() {
  const { user } = await member.get<{ user: { name: string } }>('/api/session');
  const { revision, declaration } = await member.get<ClaimView>(`/api/claims/${claim.id}`);
  const signed = { signedName: user.name, accepted: true, declarationVersion: declaration.version };
  return member.refused('POST', `/api/claims/${claim.id}/submission`, { revision, ...signed });
}

test.each([
  ['salattu.pdf', 'salasanalla', async () => encrypted()],
  ['rikki.pdf', 'rikki', async () => (await ticket(1)).slice(0, 200)],
  ['liikaa.pdf', 'liian monta sivua', async () => ticket(21)],
])(
  '%s stops the sending: "%s", with its name',
  async (name, words, make) => {
    const { receipts } = await uploadOf(name, await make());
    await allRead(member, claim.id);
    const { code, blocking } = await refusal();
    expect(code).toBe('claim-incomplete');
    expect(blocking).toHaveLength(1);
    expect(blocking?.[0]).toMatchObject({ code: 'receipt-unusable', subject: `receipts[${receipts[0]?.id}]` });
    expect(blocking?.[0]?.action).toContain(name);
    expect(blocking?.[0]?.action).toContain(words);
    await member.request('DELETE', `/api/receipts/${receipts[0]?.id}`);
  },
  180_000,
);

test.each([
  ['tyhjä.jpg', 'file-empty', new Uint8Array(0)],
  ['muistio.txt', 'file-type-unknown', new TextEncoder().encode('Kuitti 12,00 €')],
])('%s does not even come in', async (name, code, bytes) => {
  const { receipts, refused } = await uploadOf(name, bytes);
  expect([receipts, refused.map((each) => [each.fileName, each.code])]).toEqual([[], [[name, code]]]);
});

test('an invitation that cannot be placed stops the sending by its name, and the draft is safe', async () => {
  const { db } = service.deps;
  const sha256 = await keepFile(db, (await ticket(1)).slice(0, 300), 'application/pdf', TODAY);
  await db
    .update(meetings)
    .set({ invitationSha256: sha256, invitationFileName: 'kutsu-rikki.pdf' })
    .where(eq(meetings.id, claim.meeting.id));
  const { blocking } = await refusal();
  expect(blocking).toMatchObject([{ code: 'invitation-unusable', subject: 'invitation' }]);
  expect(blocking?.[0]?.action).toContain('kutsu-rikki.pdf');
  expect((await member.get<ClaimView>(`/api/claims/${claim.id}`)).state).toBe('draft');
});
