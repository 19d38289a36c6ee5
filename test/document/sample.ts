import { createHash } from 'node:crypto';
import { PDFDocument, StandardFonts } from 'pdf-lib';
import sharp from 'sharp';
import { type Evaluation, type Expense, type Line, TripClaim } from '../../src/claim/claim.ts';
import type { ClaimDocument, ReceiptFile, SourceFile } from '../../src/document/claim-document.ts';

/** A claim made for these tests alone: the people, the numbers and the receipts are invented. */

export const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');

const PACK = 'id: fi-state-2026.1\nvalidFrom: 2026-01-01\nperDiemFull: "54.00"\n';
export const pack = { id: 'fi-state-2026.1', sha256: sha256(PACK), raw: PACK };

const cite = { line: 'state', section: '§ 11', source: 'VN/30502/2025', status: 'verified' } as const;

export const line = (rule: string, amountCents: number | null, more: Partial<Line> = {}): Line => ({
  rule,
  travelDay: null,
  date: '2026-03-10',
  quantity: 1,
  unitCents: amountCents,
  amountCents,
  reduction: null,
  subject: 'trip',
  cite,
  why: {
    fi: 'Matka kesti 11 h 30 min, yli 10 tuntia.',
    sv: 'Resan varade 11 h 30 min, över 10 timmar.',
    en: 'The trip took 11 h 30 min, more than 10 hours.',
  },
  ...more,
});

export const expense = (id: string, amountCents: number, more: Partial<Expense> = {}): Expense => ({
  id,
  kind: 'taxi',
  date: '2026-03-10',
  amountCents,
  currency: 'EUR',
  hasReceipt: true,
  readCents: amountCents,
  justification: { code: 'no-connection', text: 'Ensimmäinen bussi lähtee vasta klo 6.30, kokous alkoi klo 8.00.' },
  from: 'Mäkelänkatu 5, Žižkov',
  to: 'Päärautatieasema',
  nights: [],
  mealsCents: 0,
  place: null,
  days: null,
  exchangeRate: null,
  time: null,
  publicTransport: '',
  lostReceipt: null,
  duplicates: [],
  ...more,
});

const tripClaim = TripClaim.parse({
  id: '0190b6a2-0000-7000-8000-000000000001',
  submittedOn: '2026-03-12',
  trip: {
    purpose: 'Ydinryhmän kokous',
    start: '2026-03-10T06:40',
    end: '2026-03-10T18:10',
    distanceKm: { home: 178, workplace: 181 },
    legs: [
      {
        mode: 'taxi',
        from: 'Koti',
        to: 'Päärautatieasema',
        departure: '2026-03-10T06:40',
        arrival: '2026-03-10T06:58',
      },
      { mode: 'train', from: 'Tampere', to: 'Helsinki', departure: '2026-03-10T07:07', arrival: '2026-03-10T08:47' },
    ],
    freeMeals: [{ at: '2026-03-10T12:00', meal: 'lunch' }],
    advanceCents: 0,
  },
  mileage: [
    {
      vehicle: 'car',
      km: 12.4,
      date: '2026-03-10',
      from: 'Kotikuja 1, Ylöjärvi',
      to: 'Asema, Tampere',
      supplements: [{ kind: 'passenger', km: 12.4, name: 'Testi Toinen' }],
      routeKm: 12.1,
      reason: { code: 'would-be-late', text: 'Bussi olisi saapunut vasta junan lähdön jälkeen.' },
      publicFareCents: 560,
    },
  ],
  expenses: [
    expense('e1', 2340),
    expense('e2', 4400, { kind: 'train', justification: null, from: 'Tampere', to: 'Helsinki' }),
  ],
  attachments: { invitation: true },
});

const evaluation: Evaluation = {
  id: tripClaim.id,
  packs: [{ id: pack.id, sha256: pack.sha256 }],
  lines: [
    line('per-diem.full', 5400, { travelDay: 1 }),
    line('mileage.car', 732, { quantity: 12.4, unitCents: 59, subject: 'mileage[0]' }),
    line('expense.taxi', 2340, { subject: 'expenses[e1]' }),
    line('expense.train', 4400, { subject: 'expenses[e2]' }),
  ],
  findings: [
    {
      code: 'taxi-justified',
      severity: 'review',
      subject: 'expenses[e1]',
      action: {
        fi: 'Avustaja tarkastaa taksin perustelun.',
        sv: 'Assistenten granskar motiveringen för taxi.',
        en: 'The assistant checks the reason for the taxi.',
      },
      cite,
    },
  ],
  totals: {
    perDiemCents: 5400,
    mealCents: 0,
    nightCents: 0,
    mileageCents: 732,
    lodgingCents: 0,
    transportCents: 6740,
    otherCents: 0,
    otherPayerCents: 0,
    payableCents: 12872,
  },
  complete: true,
};

const source = (id: string, fileName: string, mediaType: string, bytes: Uint8Array, text = ''): SourceFile => ({
  id,
  fileName,
  mediaType,
  bytes,
  sha256: sha256(bytes),
  text,
});

/** A photograph of a receipt: a phone's JPEG that lies on its side until its EXIF orientation turns it. */
export async function photo(lines: string[]): Promise<Uint8Array> {
  const text = lines.map((row, at) => `<text x="40" y="${90 + at * 60}" font-size="40">${row}</text>`).join('');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="700" height="1000"><rect width="700" height="1000" fill="#f4f1ea"/>${text}</svg>`;
  const lying = await sharp(Buffer.from(svg)).rotate(-90).jpeg().toBuffer();
  return new Uint8Array(await sharp(lying).withMetadata({ orientation: 6 }).jpeg({ quality: 80 }).toBuffer());
}

/** A PDF ticket of so many pages, made by another program (standard fonts, no tags). */
export async function ticket(pages: number): Promise<Uint8Array> {
  const doc = await PDFDocument.create({ updateMetadata: false });
  const font = await doc.embedFont(StandardFonts.Helvetica);
  for (let page = 1; page <= pages; page++) {
    doc.addPage([420, 595]).drawText(`Matkalippu ${page} Tampere-Helsinki 44,00`, { x: 40, y: 500, size: 16, font });
  }
  return new Uint8Array(await doc.save());
}

const receipt = (number: number, file: SourceFile, expenseIds: string[]): ReceiptFile => ({
  ...file,
  number,
  expenseIds,
});

/** Two receipts (a photograph, a two-page PDF) and a PDF invitation. */
export async function sampleClaim(change: Partial<ClaimDocument> = {}): Promise<ClaimDocument> {
  const taxi = await photo(['TAKSI TESTI OY', '10.3.2026 06:40', 'YHTEENSÄ 23,40 €']);
  return {
    language: 'fi',
    number: 'ML-2026-000042-7',
    claimId: '0190b6a2-0000-7000-8000-000000000001',
    version: 2,
    copy: 'claim',
    replaces: 1,
    replacedSha256: sha256('version 1'),
    filedBy: null,
    claimantName: 'Testi Hämäläinen-Öhman',
    group: 'Testiryhmä Åbo',
    meeting: { purpose: 'Ydinryhmän kokous', place: 'Hakaniemenranta 6, Helsinki' },
    payment: { iban: 'FI** **** **** **07 85', accountHolder: 'Testi Hämäläinen-Öhman' },
    identityCode: null,
    tripClaim,
    evaluation,
    packs: [pack],
    settled: [],
    lateReason: '',
    signature: {
      signedName: 'Testi Hämäläinen-Öhman',
      signedAt: '2026-03-12T08:15:30Z',
      username: 'testi.jasen',
      identifiedBy: 'password',
      declarationVersion: '2026.1',
      declarationText:
        'Vakuutan, että annetut tiedot ovat oikeat, kulut aiheutuivat tästä virkamatkasta eikä niitä ole korvattu muualta.',
    },
    invitation: source('i1', 'kokouskutsu.pdf', 'application/pdf', await ticket(1), 'Kokouskutsu 10.3.2026'),
    receipts: [
      receipt(1, source('r1', 'taksi.jpg', 'image/jpeg', taxi, 'TAKSI TESTI OY YHTEENSÄ 23,40 €'), ['e1']),
      receipt(2, source('r2', 'lippu.pdf', 'application/pdf', await ticket(2)), ['e2']),
    ],
    madeAt: '2026-03-12T08:16:00.250Z',
    ...change,
  };
}

export const withReceipt = async (name: string, mediaType: string, bytes: Uint8Array): Promise<ClaimDocument> =>
  sampleClaim({ receipts: [receipt(1, source('r1', name, mediaType, bytes), ['e1'])] });
