import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { ExpenseKind } from '../src/claim/claim.ts';
import type { ClaimDraft, DraftExpense, DraftMileage } from '../src/claim/draft.ts';
import type { BatchDetailView, PayableView } from '../src/claim/finance-views.ts';
import type { ReviewView } from '../src/claim/review-views.ts';
import type { ClaimView, MeetingView, ReceiptView, SessionView } from '../src/claim/views.ts';
import { type Client, until } from './client.ts';

/** The steps a member takes, by HTTP alone. */

export const fixture = (name: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(readFileSync(new URL(`../fixtures/receipts/${name}`, import.meta.url)));

export type Uploaded = { receipts: ReceiptView[]; refused: { fileName: string; code: string; detail: string }[] };

export function filesForm(files: Record<string, Uint8Array<ArrayBuffer>>): FormData {
  const form = new FormData();
  for (const [name, bytes] of Object.entries(files)) form.append('file', new Blob([bytes]), name);
  return form;
}

export const upload = (client: Client, claimId: string, ...names: string[]): Promise<Uploaded> =>
  client.post(
    `/api/receipts?claimId=${claimId}`,
    filesForm(Object.fromEntries(names.map((name) => [name, fixture(name)]))),
  );

export async function startClaim(client: Client, which: 'past' | 'coming' = 'past'): Promise<ClaimView> {
  const meetings = await client.get<MeetingView[]>('/api/meetings');
  const ordered = meetings.toSorted((a, b) => a.start.localeCompare(b.start));
  const meeting = which === 'past' ? ordered[0] : ordered.at(-1);
  return client.post('/api/claims', { meetingId: meeting?.id });
}

export const allRead = (client: Client, claimId: string): Promise<ClaimView> =>
  until(
    () => client.get<ClaimView>(`/api/claims/${claimId}`),
    (claim) => claim.receipts.every((receipt) => receipt.status === 'read' || receipt.status === 'failed'),
  );

export function expenseFor(receipt: ReceiptView, more: Partial<DraftExpense> = {}): DraftExpense {
  const { reading } = receipt;
  return {
    id: randomUUID(),
    receiptId: receipt.id,
    kind: (reading?.kind?.value ?? 'other') as ExpenseKind,
    date: reading?.date?.value ?? null,
    amountCents: reading?.total?.cents ?? null,
    currency: 'EUR',
    merchant: reading?.merchant?.value ?? '',
    justification: null,
    from: '',
    to: '',
    nights: [],
    mealsCents: 0,
    place: null,
    days: null,
    exchangeRate: null,
    publicTransport: '',
    lostReceipt: null,
    confirmed: ['amount', 'date', 'kind'],
    filled: true,
    ...more,
  };
}

/** The trip of the journey: from home at 6.40, back at 18.10, 178 km away. */
export const dayTrip = (draft: ClaimDraft, date: string): ClaimDraft => ({
  ...draft,
  trip: {
    ...draft.trip,
    start: `${date}T06:40`,
    end: `${date}T18:10`,
    distanceKm: { home: 178, workplace: 181 },
  },
  payment: { iban: 'FI21 1234 5600 0007 85', accountHolder: 'Testi Jäsen' },
});

/** A drive by one's own car with its reason, of so many km all of which are road. */
export const driveOf = (date: string, km: number, more: Partial<DraftMileage> = {}): DraftMileage => ({
  id: 'drive',
  vehicle: 'car',
  km,
  date,
  from: 'Katu 1',
  to: 'Tie 2',
  supplements: [],
  routeKm: km,
  kmEarlierThisYear: 0,
  reason: { code: 'no-connection', text: 'Ei bussia.' },
  publicFareCents: null,
  ...more,
});

export const save = (client: Client, claim: ClaimView, draft: ClaimDraft): Promise<ClaimView> =>
  client.put(`/api/claims/${claim.id}`, { revision: claim.revision, draft });

export async function sign(client: Client, claim: ClaimView): Promise<ClaimView> {
  const { user } = await client.get<SessionView>('/api/session');
  return client.post(`/api/claims/${claim.id}/submission`, {
    revision: claim.revision,
    signedName: user?.name,
    accepted: true,
    declarationVersion: claim.declaration.version,
  });
}

/** The claim once its sealed documents are made: as sent, or with the approver's seal when it is approved. */
export const documentReady = (client: Client, claimId: string): Promise<ClaimView> =>
  until(
    () => client.get<ClaimView>(`/api/claims/${claimId}`),
    (claim) => claim.document?.state === 'ready',
  );

/** A claim without receipts, sent: per diem alone. */
export async function fileSimpleClaim(client: Client): Promise<ClaimView> {
  const started = await startClaim(client);
  const saved = await save(client, started, dayTrip(started.draft, started.meeting.start.slice(0, 10)));
  return sign(client, saved);
}

/** Looks at the claim, finds all in order, and approves it. */
export async function approve(assistant: Client, claimId: string): Promise<ClaimView> {
  const { revision, checklist } = await assistant.get<ReviewView>(`/api/claims/${claimId}/review`);
  const open = checklist.filter(({ service, answer }) => service === null && answer?.ok !== true);
  const answers = open.map(({ item }) => ({ item, ok: true }));
  return assistant.post(`/api/claims/${claimId}/approval`, { revision, checklist: answers });
}

/** A batch of claims that were approved, as soon as their documents carry both seals. */
export async function makeBatch(client: Client, ...claimIds: string[]): Promise<BatchDetailView> {
  await until(
    () => client.get<PayableView>('/api/payable'),
    ({ waitingForDocument }) => !waitingForDocument.some(({ id }) => claimIds.includes(id)),
  );
  return client.post('/api/batches', { claimIds });
}
