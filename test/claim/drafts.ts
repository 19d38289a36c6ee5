import { type DraftContext, noOtherClaims } from '../../src/claim/complete.ts';
import type { ClaimDraft, DraftExpense, DraftLeg, DraftMileage } from '../../src/claim/draft.ts';
import { emptyExpense } from '../../src/claim/fill.ts';
import { newDraft } from '../../src/claim/new-draft.ts';
import type { Reading } from '../../src/claim/reading.ts';

/** Drafts to test with: a day trip far enough away that lacks nothing, and rows that lack nothing, changed where the test says. */

export const RECEIPT = '00000000-0000-4000-8000-000000000001';

export const context = (more: Partial<DraftContext> = {}): DraftContext => ({
  claimId: 'c',
  submittedOn: '2026-03-22',
  meeting: {
    purpose: 'Kokous',
    kind: 'meeting',
    timeZone: 'Europe/Helsinki',
    start: '2026-03-10T09:00',
    end: '2026-03-10T16:00',
    freeMeals: [],
    toldByMember: false,
  },
  group: { name: 'Ryhmä', termStart: '2025-01-01', termEnd: '2027-12-31' },
  hasInvitation: true,
  hasOriginals: false,
  others: noOtherClaims,
  receipts: [],
  ...more,
});

const empty = newDraft({ freeMeals: [] }, { iban: 'FI2112345600000785', name: 'Testi Jäsen' });

export const draftOf = (trip: Partial<ClaimDraft['trip']> = {}, rest: Partial<ClaimDraft> = {}): ClaimDraft => ({
  ...empty,
  trip: {
    ...empty.trip,
    start: '2026-03-10T06:40',
    end: '2026-03-10T18:10',
    distanceKm: { home: 178, workplace: null },
    ...trip,
  },
  ...rest,
});

export const ticket = (more: Partial<DraftExpense> = {}): DraftExpense => ({
  ...emptyExpense('e1', RECEIPT),
  kind: 'train',
  date: '2026-03-10',
  amountCents: 2340,
  ...more,
});

export const drive = (more: Partial<DraftMileage> = {}): DraftMileage => ({
  id: 'm1',
  vehicle: 'car',
  km: 120,
  date: '2026-03-10',
  from: 'Katu 1',
  to: 'Tie 2',
  supplements: [],
  routeKm: null,
  kmEarlierThisYear: 0,
  reason: { code: 'no-connection', text: '' },
  publicFareCents: null,
  ...more,
});

export const leg = (more: Partial<DraftLeg> = {}): DraftLeg => ({
  id: 'l1',
  mode: 'train',
  from: 'Tampere',
  to: 'Helsinki',
  departure: '2026-03-10T06:24',
  arrival: '2026-03-10T08:10',
  ...more,
});

const located = { confidence: 0.6, page: 1, box: [0, 0, 1, 1] as [number, number, number, number] };

/** A receipt that was read: 23,40 € on 10 March, surely unless said. */
export const receipt = (
  read: { cents?: number; currency?: string; sureTotal?: boolean; sureDate?: boolean } = {},
  more: Partial<DraftContext['receipts'][number]> = {},
): DraftContext['receipts'][number] => ({
  id: RECEIPT,
  status: 'read',
  failure: null,
  reading: {
    total: { cents: read.cents ?? 2340, currency: read.currency ?? 'EUR', sure: read.sureTotal ?? true, ...located },
    date: { value: '2026-03-10', sure: read.sureDate ?? true, ...located },
    routes: [],
  } as unknown as Reading,
  ...more,
});
