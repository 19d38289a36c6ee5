import { z } from 'zod';
import { CalendarDate, FreeMeal, Moment, Name } from './claim.ts';
import { tripKinds } from './codes.ts';
import { ClaimState } from './views.ts';
import { zoneOf } from './zone.ts';

/** What the assistant sees and writes of meetings (kokous / möte) and working groups: the JSON between `api` and `web`. */

const Id = z.uuid();
const LONGEST_CODE = 40;
const MOST_MEALS = 30;
const MOST_PEOPLE = 200;

export const positions = ['chair', 'secretary', 'member'] as const;
export const Position = z.enum(positions);
export type Position = z.infer<typeof Position>;

const Code = z.string().trim().max(LONGEST_CODE).default('');
/**
 * What finance books the meeting's claims on (tiliöintitunnisteet / konteringskoder): account (tili / konto), unit
 * (toimintayksikkö / verksamhetsenhet), monitoring target (seurantakohde / uppföljningsobjekt), project.
 */
export const PostingCodes = z.strictObject({ account: Code, unit: Code, monitoringTarget: Code, project: Code });
export type PostingCodes = z.infer<typeof PostingCodes>;

export const InvitationFile = z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/), fileName: Name.min(1) });
export type InvitationFile = z.infer<typeof InvitationFile>;

const Filled = Name.trim().min(1);
/** A meeting card as it is written. Times are wall clock in `timeZone`. */
export const CardInput = z
  .strictObject({
    groupId: Id,
    kind: z.enum(tripKinds),
    purpose: Filled,
    place: Filled,
    address: Filled,
    start: Moment,
    end: Moment,
    timeZone: z
      .string()
      .max(60)
      .default('Europe/Helsinki')
      .refine((name) => zoneOf(name) !== null),
    freeMeals: z.array(FreeMeal).max(MOST_MEALS),
    codes: PostingCodes,
    invitation: InvitationFile.nullable(),
    /** Called besides the group's members (plus), and members who are not called (minus). */
    plus: z.array(Id).max(MOST_PEOPLE),
    minus: z.array(Id).max(MOST_PEOPLE),
  })
  .meta({ id: 'MeetingCardFields' });
export type CardInput = z.infer<typeof CardInput>;

/** A person called to a meeting, and how far their claim is. */
export const Invited = z.object({
  id: Id,
  name: z.string(),
  /** Null for one who is not of the group. */
  position: Position.nullable(),
  claim: z.object({ id: Id, number: z.string(), state: ClaimState, submitted: z.boolean() }).nullable(),
  /** When they were last written to about a missing claim. */
  remindedAt: z.iso.datetime().nullable(),
});
export type Invited = z.infer<typeof Invited>;

/** Claims of a meeting: one is expected of each person called, received once it was sent. */
const ClaimCounts = z.object({ expected: z.int(), received: z.int(), missing: z.int() });

export const CardSummary = z
  .object({
    id: Id,
    group: z.object({ id: Id, name: z.string() }),
    purpose: z.string(),
    place: z.string(),
    start: Moment,
    end: Moment,
    fileBy: CalendarDate.nullable(),
    hasInvitation: z.boolean(),
    claims: ClaimCounts,
  })
  .meta({ id: 'MeetingCardSummary' });
export type CardSummary = z.infer<typeof CardSummary>;

export const CardView = CardSummary.extend({
  card: CardInput,
  invited: z.array(Invited),
  /** Whether it has been held: before that nothing is missing yet. */
  held: z.boolean(),
}).meta({ id: 'MeetingCard' });
export type CardView = z.infer<typeof CardView>;

export const GroupMember = z.object({
  id: Id,
  name: z.string(),
  email: z.string(),
  position: Position,
  trade: z.string(),
  termStart: CalendarDate,
  termEnd: CalendarDate,
});
export type GroupMember = z.infer<typeof GroupMember>;

export const GroupView = z
  .object({
    id: Id,
    name: z.string(),
    area: z.string(),
    termStart: CalendarDate,
    termEnd: CalendarDate,
    /** A row for each term of office (toimikausi / mandatperiod), by name. */
    members: z.array(GroupMember),
    /** The group's newest card: what the next one is copied from. */
    lastMeetingId: Id.nullable(),
  })
  .meta({ id: 'Group' });
export type GroupView = z.infer<typeof GroupView>;

/** How many were written to, and how many had been already today. */
export const Reminded = z.object({ reminded: z.int(), alreadyToday: z.int() });
export type Reminded = z.infer<typeof Reminded>;

/** What the organiser changed on the card since a draft was begun. */
export const cardFields = ['kind', 'purpose', 'place', 'address', 'time', 'freeMeals', 'invitation'] as const;
export const CardChange = z.object({ at: z.iso.datetime(), fields: z.array(z.enum(cardFields)) });
export type CardChange = z.infer<typeof CardChange>;
