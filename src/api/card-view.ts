import { wallClock } from '../claim/days.ts';
import { fileBy } from '../claim/filing.ts';
import type { CardInput, CardSummary, CardView, Invited } from '../claim/meeting-views.ts';
import { Problem } from '../claim/problem.ts';
import type { RulePacks } from '../claim/rules.ts';
import type { Db } from '../store/db.ts';
import {
  type CardRecord,
  cards,
  type InvitedRow,
  invitationsOf,
  invitedTo,
  isMissing,
  isReceived,
} from '../store/meeting-cards.ts';
import { lastNotices } from '../store/meeting-notices.ts';
import type { Meeting } from '../store/meetings.ts';
import { meetingFacts } from './claim-view.ts';
import type { Deps } from './deps.ts';

/** What the assistant sees of a meeting card, put together from what is stored. */

export const isHeld = (meeting: Pick<Meeting, 'endsAt' | 'timeZone'>, now: Date): boolean =>
  meeting.endsAt <= wallClock(now, meeting.timeZone);

/** Nothing is missing of a meeting that is still to come. */
function countsOf(meeting: Meeting, called: InvitedRow[], now: Date): CardSummary['claims'] {
  const missing = isHeld(meeting, now) ? called.filter(isMissing).length : 0;
  return { expected: called.length, received: called.filter(isReceived).length, missing };
}

function summary(packs: RulePacks, { meeting, group }: CardRecord, called: InvitedRow[], now: Date): CardSummary {
  return {
    id: meeting.id,
    group: { id: group.id, name: group.name },
    purpose: meeting.purpose,
    place: meeting.place,
    start: meeting.startsAt,
    end: meeting.endsAt,
    fileBy: fileBy(packs, meeting.endsAt),
    hasInvitation: meeting.invitationSha256 !== null,
    claims: countsOf(meeting, called, now),
  };
}

export async function cardSummaries(db: Db, packs: RulePacks, now: Date): Promise<CardSummary[]> {
  const found = await cards(db);
  const called = Map.groupBy(
    await invitedTo(
      db,
      found.map(({ meeting }) => meeting.id),
    ),
    (row) => row.meetingId,
  );
  return found.map((card) => summary(packs, card, called.get(card.meeting.id) ?? [], now));
}

/** The card with everybody called. Problem `not-found` when there is none. */
export async function cardView(deps: Pick<Deps, 'packs' | 'now'>, db: Db, id: string): Promise<CardView> {
  const [found] = await cards(db, id);
  if (!found) throw new Problem('not-found');
  const called = await invitedTo(db, [id]);
  const reminded = await lastNotices(db, id);
  return {
    ...summary(await deps.packs.inForce(db), found, called, deps.now()),
    card: { ...cardOf(found.meeting), ...(await invitationsOf(db, id)) },
    invited: called.map((row) => invitedView(row, reminded)),
    held: isHeld(found.meeting, deps.now()),
  };
}

const invitedView = ({ user, position, claim }: InvitedRow, reminded: Map<string, Date>): Invited => ({
  id: user.id,
  name: user.name,
  position,
  claim: claim && { id: claim.id, number: claim.number, state: claim.state, submitted: claim.version > 0 },
  remindedAt: reminded.get(user.id)?.toISOString() ?? null,
});

const cardOf = (meeting: Meeting): Omit<CardInput, 'plus' | 'minus'> => ({
  groupId: meeting.groupId,
  ...meetingFacts(meeting),
  codes: meeting.codes,
  invitation:
    meeting.invitationSha256 === null
      ? null
      : { sha256: meeting.invitationSha256, fileName: meeting.invitationFileName ?? 'kutsu.pdf' },
});
