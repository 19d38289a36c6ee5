import { finnishDate } from '../claim/days.ts';
import { newDraft } from '../claim/new-draft.ts';
import { Problem } from '../claim/problem.ts';
import { usualPlace, withUsualTrip } from '../claim/usual.ts';
import { record } from '../store/audit.ts';
import { startClaim } from '../store/claims.ts';
import type { Db } from '../store/db.ts';
import { takeOn } from '../store/filing.ts';
import { meetingOf } from '../store/meetings.ts';
import type { User } from '../store/people.ts';
import { usualTripTo } from '../store/usual-trips.ts';
import { behalfOf } from './writer.ts';

/** `by` begins, for themselves or for a member who lets them. */
type Beginning = { member: User; by: User; meetingId: string; at: Date };

/** Begins the member's claim for a meeting they were called to, or finds the one there is. Problem `not-found`. */
export async function begin(tx: Db, { member, by, meetingId, at }: Beginning): Promise<string> {
  const called = await meetingOf(tx, member.id, meetingId);
  if (!called) throw new Problem('not-found');
  const usual = await usualTripTo(tx, member.id, usualPlace(called.meeting));
  const draft = withUsualTrip(newDraft(called.meeting, { iban: member.iban ?? '', name: member.name }), usual);
  const year = Number(finnishDate(at).slice(0, 4));
  const claim = await startClaim(tx, { memberId: member.id, meetingId, draft, now: at, year });
  if (!claim.started) return claim.id;
  const onBehalfOf = behalfOf({ memberId: member.id }, by);
  const subject = `claim ${claim.number}`;
  await record(tx, { at, actorId: by.id, onBehalfOf, action: 'claim-started', subject });
  if (onBehalfOf !== null) await takeOn(tx, claim.id, by.id);
  return claim.id;
}
