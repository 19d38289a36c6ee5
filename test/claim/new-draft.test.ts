import { expect, test } from 'vitest';
import { ClaimDraft } from '../../src/claim/draft.ts';
import { newDraft } from '../../src/claim/new-draft.ts';

test('a first draft holds the meals of the meeting, the member’s name and account, and nothing else', () => {
  const freeMeals = [{ at: '2026-03-10T12:00', meal: 'lunch' as const, source: 'organiser' as const }];
  const draft = newDraft({ freeMeals }, { iban: 'FI2112345600000785', name: 'Testi Jäsen' });
  expect(ClaimDraft.parse(draft)).toEqual(draft);
  const { freeMeals: meals, startFrom, endAt, waivesPerDiem, advanceCents, distanceKm, ...trip } = draft.trip;
  expect(meals).toEqual(freeMeals);
  expect([startFrom, endAt, waivesPerDiem, advanceCents]).toEqual(['home', 'home', false, 0]);
  expect(distanceKm).toEqual({ home: null, workplace: null });
  for (const [field, value] of Object.entries(trip)) expect(value ?? [], field).toHaveLength(0);
  expect(draft.payment).toEqual({ iban: 'FI2112345600000785', accountHolder: 'Testi Jäsen' });
  expect([draft.legs, draft.mileage, draft.expenses, draft.lateReason]).toEqual([[], [], [], '']);
});
