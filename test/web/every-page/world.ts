import sharp from 'sharp';
import type { ClaimDraft } from '../../../src/claim/draft.ts';
import type { CardInput, CardView, GroupView } from '../../../src/claim/meeting-views.ts';
import type { CorrectionView, ReviewView } from '../../../src/claim/review-views.ts';
import type { ClaimView, MeetingView } from '../../../src/claim/views.ts';
import { Client } from '../../client.ts';
import {
  allRead,
  approve,
  dayTrip,
  documentReady,
  expenseFor,
  filesForm,
  fixture,
  makeBatch,
  save,
  sign,
  upload,
} from '../../filing.ts';

/** What the pages show when everybody has been at work: made by HTTP alone, as those people would. */

export interface World {
  address: string;
  /** Claims of one member, by how far each has come. */
  claims: Record<'draft' | 'returned' | 'corrected' | 'sent' | 'paid', ClaimView>;
  /** A claim of another member with the same receipt as the one sent. */
  twin: ClaimView;
  meetingId: string;
  /** The sealed document of the claim that was sent. */
  pdf: Buffer;
  /** Opens the phone's page. */
  pass: string;
}

/** Days of meetings that the assistant adds to the demo's: one for each claim, and one whose time to file is over. */
const DAYS = { returned: '2026-02-24', corrected: '2026-02-17', sent: '2026-02-10', paid: '2026-02-03' } as const;
const TOO_LATE = '2026-01-13';
const MET = '2026-03-10';

const signedIn = async (address: string, username: string): Promise<Client> => {
  const client = new Client(address);
  await client.signIn(username);
  return client;
};

async function addMeetings(assistant: Client): Promise<void> {
  const groups = await assistant.get<GroupView[]>('/api/groups');
  const group = groups.find(({ name }) => name.startsWith('Vaativan'));
  const { card } = await assistant.get<CardView>(`/api/meeting-cards/${group?.lastMeetingId}`);
  const pdf = fixture('pohjanrata-lippu-2026.pdf');
  const invitation = await assistant.post<CardInput['invitation']>('/api/invitations', filesForm({ 'kutsu.pdf': pdf }));
  for (const day of [...Object.values(DAYS), TOO_LATE]) {
    const on = (moment: string): string => `${day}${moment.slice(10)}`;
    const freeMeals = card.freeMeals.map((meal) => ({ ...meal, at: on(meal.at) }));
    await assistant.post('/api/meeting-cards', {
      ...card,
      start: on(card.start),
      end: on(card.end),
      freeMeals,
      invitation,
    });
  }
}

async function startOn(member: Client, day: string): Promise<ClaimView> {
  const meetings = await member.get<MeetingView[]>('/api/meetings');
  return member.post('/api/claims', { meetingId: meetings.find(({ start }) => start.startsWith(day))?.id });
}

const drive = (date: string): ClaimDraft['mileage'][number] => ({
  id: 'drive',
  vehicle: 'car',
  km: 120,
  date,
  from: 'Koulukatu 1',
  to: 'Hakaniemenranta 6',
  supplements: [],
  routeKm: 120,
  kmEarlierThisYear: 0,
  reason: { code: 'no-connection', text: 'Ensimmäinen juna olisi perillä liian myöhään.' },
  publicFareCents: null,
});

type Files = Parameters<typeof filesForm>[0];

/** The same paper photographed again: darker and coarser. */
const copyOf = async (photo: Uint8Array): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await sharp(photo).flatten({ background: '#fff' }).linear(0.7, 0).jpeg({ quality: 40 }).toBuffer());

/** A trip of one day by own car, with receipts or without, sent. */
async function sent(member: Client, day: string, files: Files = {}): Promise<ClaimView> {
  const started = await startOn(member, day);
  if (Object.keys(files).length > 0) await member.post(`/api/receipts?claimId=${started.id}`, filesForm(files));
  const read = await allRead(member, started.id);
  const paid = { kind: 'bus', date: day, amountCents: 1840 } as const;
  const expenses = read.receipts.map((receipt) => expenseFor(receipt, paid));
  return sign(member, await save(member, read, { ...dayTrip(read.draft, day), mileage: [drive(day)], expenses }));
}

/** A draft with receipts to look at and a leg that contradicts the times. */
async function written(member: Client): Promise<ClaimView> {
  const started = await startOn(member, MET);
  await upload(member, started.id, 'taksi-esimerkki-2026.jpg', 'seutulinja-kertalippu-2026.png');
  const read = await allRead(member, started.id);
  const expenses = read.receipts.map((receipt) => expenseFor(receipt, { confirmed: [] }));
  const legs = [{ id: 'l1', mode: 'train' as const, from: 'Helsinki', to: 'Tampere' }].map((leg) => ({
    ...leg,
    departure: `${MET}T17:40`,
    arrival: `${MET}T19:20`,
  }));
  return save(member, read, { ...dayTrip(read.draft, MET), expenses, legs });
}

async function decide(assistant: Client, id: string, ...decisions: object[]): Promise<void> {
  for (const decision of decisions) {
    const { lastAct } = await assistant.get<ReviewView>(`/api/claims/${id}/review`);
    await assistant.post(`/api/claims/${id}/review/decisions`, { lastAct, decision });
  }
}

const revisionOf = async (client: Client, id: string): Promise<number> =>
  (await client.get<ClaimView>(`/api/claims/${id}`)).revision;

async function giveBack(assistant: Client, id: string): Promise<void> {
  await decide(assistant, id, { kind: 'ask', subject: 'mileage[drive]', question: 'Kenen kanssa ajoit?' });
  await assistant.post(`/api/claims/${id}/return`, {
    message: 'Lisää myös paluumatkan lippu.',
    revision: await revisionOf(assistant, id),
  });
}

async function correct(assistant: Client, id: string): Promise<void> {
  const reason = { code: 'distance-differs', text: 'Reitti on lyhyempi.' };
  await decide(assistant, id, { kind: 'correct', subject: 'mileage[drive]', changes: { km: 100 }, reason });
  await assistant.post<CorrectionView>(`/api/claims/${id}/correction`, { revision: await revisionOf(assistant, id) });
}

/** A batch of that claim, sent, and the payment system's answer that it was paid. */
async function pay(finance: Client, { id, number, payableCents }: ClaimView): Promise<void> {
  const batch = await makeBatch(finance, id);
  await finance.post(`/api/batches/${batch.number}/sending`);
  const sum = ((payableCents ?? 0) / 100).toFixed(2).replace('.', ',');
  const answer = `viite;summa;tila;paiva;syy\n${batch.number}-${number};${sum};maksettu;22.3.2026;\n`;
  const bytes = new TextEncoder().encode(answer);
  await finance.post(`/api/batches/${batch.number}/responses`, filesForm({ 'vastaus.csv': bytes }));
}

/** Everybody's day's work. */
export async function fillWorld(address: string): Promise<World> {
  const [member, other, assistant, finance, admin] = await Promise.all(
    ['jasen', 'koko9', 'assistentti', 'talous', 'paakayttaja'].map((username) => signedIn(address, username)),
  );
  if (!member || !other || !assistant || !finance || !admin) throw new Error('somebody could not sign in');
  await addMeetings(assistant);
  const paid = await sent(member, DAYS.paid);
  const payable = await sent(other, DAYS.paid);
  for (const { id } of [paid, payable]) await approve(assistant, id);
  const returned = await sent(member, DAYS.returned);
  await giveBack(assistant, returned.id);
  const corrected = await sent(member, DAYS.corrected);
  await correct(assistant, corrected.id);
  const photo = fixture('lakeuden-bussi-2026.png');
  const photographed = await sent(member, DAYS.sent, { 'lippu.png': photo });
  const twin = await sent(other, DAYS.sent, { 'kuva.jpg': await copyOf(photo) });
  const draft = await written(member);
  await admin.post('/api/samples', { startsOn: '2026-03-23', endsOn: '2026-03-31', rate: 500 });
  await admin.post('/api/machine-clients', { name: 'Maksujärjestelmä', scopes: ['batches:read'], days: 90 });
  // Every seal is made: what is being made would change under the eyes of the walker.
  for (const { id } of [paid, returned, corrected, photographed]) await documentReady(member, id);
  for (const { id } of [payable, twin]) await documentReady(other, id);
  await pay(finance, paid);
  const { token } = await member.post<{ token: string }>(`/api/claims/${draft.id}/handover`);
  const pdf = Buffer.from(await member.bytes(`/api/claims/${photographed.id}/document`));
  const claims = { draft, returned, corrected, sent: photographed, paid };
  return { address, claims, twin, meetingId: draft.meeting.id, pdf, pass: token };
}
