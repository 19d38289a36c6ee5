import type { CardChange, cardFields } from './meeting-views.ts';

/** What changed on a meeting card, by the words people have for it. Who is called and what it is booked on is not told. */

type Card = {
  kind: string;
  purpose: string;
  place: string;
  address: string;
  startsAt: string;
  endsAt: string;
  timeZone: string;
  freeMeals: readonly { at: string; meal: string }[];
  invitationSha256: string | null;
};

const told: Record<(typeof cardFields)[number], (card: Card) => string> = {
  kind: (card) => card.kind,
  purpose: (card) => card.purpose,
  place: (card) => card.place,
  address: (card) => card.address,
  time: (card) => [card.startsAt, card.endsAt, card.timeZone].join(),
  freeMeals: (card) =>
    card.freeMeals
      .map(({ at, meal }) => `${at} ${meal}`)
      .toSorted()
      .join(),
  invitation: (card) => card.invitationSha256 ?? '',
};

export const changedFields = (old: Card, card: Card): CardChange['fields'] =>
  (Object.keys(told) as (keyof typeof told)[]).filter((field) => told[field](old) !== told[field](card));
