import { index, integer, pgTable, real, text, unique, uuid } from 'drizzle-orm/pg-core';
import type { ClaimDraft } from '../claim/draft.ts';
import { instant } from './columns.ts';
import { aPerson, claims, users } from './schema.ts';

/** Tables for the member's ease: what is remembered from claim to claim, and the phone that takes the pictures. */

type Place = ClaimDraft['trip']['startFrom'];

/**
 * Usual trip (tavallinen matka / vanlig resa) of a member to one meeting place, learned from the last claim sent for it.
 * Offered for the next meeting there; the member forgets it with one tap. Minutes are elapsed time.
 */
export const usualTrips = pgTable(
  'usual_trips',
  {
    id: uuid().primaryKey().defaultRandom(),
    memberId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** Address of the meeting, or its town where the card has no address. */
    place: text().notNull(),
    startFrom: text().$type<Place>().notNull(),
    endAt: text().$type<Place>().notNull(),
    homeAddress: text().notNull(),
    workplaceAddress: text().notNull(),
    homeKm: real(),
    workplaceKm: real(),
    /** From leaving to the meeting's start, and from its end to coming back. */
    minutesBefore: integer().notNull(),
    minutesAfter: integer().notNull(),
    minutesToTicket: integer(),
    minutesFromTicket: integer(),
    learnedFrom: text().notNull(),
    learnedAt: instant().notNull(),
  },
  (table) => [unique().on(table.memberId, table.place)],
);

/**
 * Hand-over of the photographing to a phone (kuvauslupa / fotograferingstillstånd): whoever has the token may add files
 * to one claim for a short while, and sees those files. Only the token's hash is kept.
 */
export const uploadPasses = pgTable(
  'upload_passes',
  {
    tokenHash: text().primaryKey(),
    claimId: uuid()
      .notNull()
      .references(() => claims.id),
    memberId: aPerson().notNull(),
    createdAt: instant().notNull(),
    expiresAt: instant().notNull(),
    /** Closed by the member, by a newer pass, or by the sending of the claim. */
    closedAt: instant(),
  },
  (table) => [index().on(table.claimId), index().on(table.expiresAt)],
);
