import type { FreeMeal } from './claim.ts';
import type { ClaimDraft } from './draft.ts';

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
      ownMeals: [],
      nights: [],
      waivesPerDiem: false,
      otherPayer: null,
      advanceCents: 0,
    },
    legs: [],
    mileage: [],
    expenses: [],
    payment: { iban: member.iban, accountHolder: member.name },
    lateReason: '',
  };
}
