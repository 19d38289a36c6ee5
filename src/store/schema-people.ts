import { bigserial, boolean, index, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { FreeMeal } from '../claim/claim.ts';
import type { PostingCodes } from '../claim/meeting-views.ts';
import { instant } from './columns.ts';
import { aPerson, files, meetings } from './schema.ts';

/** Tables of meeting cards (kokouskortti / möteskort) and of the people called to meetings. */

const aMeeting = () =>
  uuid()
    .notNull()
    .references(() => meetings.id);

/** Who is called besides the group's members of that day, and who of them is not. */
export const invitationChanges = pgTable(
  'invitation_changes',
  { meetingId: aMeeting(), userId: aPerson().notNull(), invited: boolean().notNull() },
  (table) => [primaryKey({ columns: [table.meetingId, table.userId] }), index().on(table.userId)],
);

/** What a card said, of what a claim or its document shows. */
export type CardContent = {
  kind: 'meeting' | 'training';
  purpose: string;
  place: string;
  address: string;
  startsAt: string;
  endsAt: string;
  timeZone: string;
  freeMeals: FreeMeal[];
  codes: PostingCodes;
  invitationFileName: string | null;
  invitationSha256: string | null;
};

/** A card as it stood until it was changed; rows are only ever added. What was sent before is shown with its own card. */
export const earlierCards = pgTable(
  'earlier_cards',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    meetingId: aMeeting(),
    card: jsonb().$type<CardContent>().notNull(),
    replacedAt: instant().notNull(),
    replacedBy: aPerson().notNull(),
  },
  (table) => [index().on(table.meetingId, table.id)],
);

/** Files that were taken in as invitations: a card can name no other file of the service. */
export const invitationFiles = pgTable('invitation_files', {
  sha256: text()
    .primaryKey()
    .references(() => files.sha256),
  addedBy: aPerson().notNull(),
  addedAt: instant().notNull(),
});

/** A link by which a person sets a password, once. Only its SHA-256 is kept: a copy of this table opens nothing. */
export const passwordLinks = pgTable(
  'password_links',
  {
    tokenHash: text().primaryKey(),
    userId: aPerson().notNull(),
    createdAt: instant().notNull(),
    expiresAt: instant().notNull(),
    usedAt: instant(),
  },
  (table) => [index().on(table.userId)],
);

/** A person was written to about a meeting. The key says what about, and of what happens once a day, the day. */
export const meetingNotices = pgTable(
  'meeting_notices',
  { meetingId: aMeeting(), userId: aPerson().notNull(), key: text().notNull(), at: instant().notNull() },
  (table) => [primaryKey({ columns: [table.meetingId, table.userId, table.key] })],
);
