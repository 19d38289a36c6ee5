import type { FreeMeal } from './claim.ts';
import type { ClaimDraft, SavedDraft } from './draft.ts';

/** A claim's first draft: what the meeting and the member's last claim already tell. Nothing else is guessed. */
export function newDraft(meeting: { freeMeals: FreeMeal[] }, member: { iban: string; name: string }): ClaimDraft {
  return {
    trip: {
      start: null,
      end: null,
      startFrom: 'home',
      endAt: 'home',
      startAddress: '',
      endAddress: '',
      distanceKm: { home: null, workplace: null },
      freeMeals: meeting.freeMeals,
      mealObjections: [],
      ownMeals: [],
      nights: [],
      waivesPerDiem: false,
      otherPayer: null,
      advanceCents: 0,
      abroad: [],
      aboard: [],
      earlierTraining: null,
    },
    legs: [],
    mileage: [],
    expenses: [],
    payment: { iban: member.iban, accountHolder: member.name },
    lateReason: '',
  };
}

/** A draft with every field of today; what was not asked when it was saved is empty. No zod: the web app opens it too. */
export const openDraft = (saved: SavedDraft): ClaimDraft => ({
  ...saved,
  trip: {
    ...saved.trip,
    mealObjections: saved.trip.mealObjections ?? [],
    abroad: saved.trip.abroad ?? [],
    aboard: saved.trip.aboard ?? [],
    earlierTraining: saved.trip.earlierTraining ?? null,
  },
  expenses: saved.expenses.map((row) => ({
    ...row,
    exchangeRate: row.exchangeRate ?? null,
    publicTransport: row.publicTransport ?? '',
    filled: row.filled ?? false,
    lostReceipt: row.lostReceipt ?? null,
  })),
});
