import { z } from 'zod';
import { dateOf, finnishDate } from '../claim/days.ts';
import { newDraft } from '../claim/new-draft.ts';
import { Problem } from '../claim/problem.ts';
import { usualPlace, withUsualTrip } from '../claim/usual.ts';
import { ClaimView, OwnGroup, ToldMeeting } from '../claim/views.ts';
import { filed, only } from '../identity/access.ts';
import { record } from '../store/audit.ts';
import { type ClaimRecord, claimById, startClaim } from '../store/claims.ts';
import type { Db } from '../store/db.ts';
import { keepFile } from '../store/files.ts';
import type { User } from '../store/people.ts';
import {
  attachInvitation,
  changeToldMeeting,
  groupsOf,
  hasCardOn,
  keepToldMeeting,
  unsentToldClaims,
} from '../store/told-meetings.ts';
import { usualTripTo } from '../store/usual-trips.ts';
import { userOf } from './access.ts';
import { claimView } from './claim-view.ts';
import type { App, Deps } from './deps.ts';
import { refuseUnreadable } from './invitation-file.ts';
import { keptName, refuseUnlessWritten } from './take-in.ts';
import { behalfOf } from './writer.ts';

/** A claim for a meeting the organiser has made no card of: the member tells the meeting, the assistant sees it flagged. */

const Id = z.strictObject({ id: z.uuid() });
/** Claims of told meetings one member may have unsent. */
const MOST_UNSENT = 20;

export function toldMeetingRoutes(app: App, deps: Deps): void {
  const { db, now } = deps;
  const tags = ['claims'];

  app.get(
    '/api/own-groups',
    { config: { access: only('member') }, schema: { tags: ['meetings'], response: { 200: z.array(OwnGroup) } } },
    (request) => groupsOf(db, userOf(request).id),
  );

  app.post(
    '/api/told-meetings',
    { config: { access: only('member') }, schema: { tags, body: ToldMeeting, response: { 200: ClaimView } } },
    async (request) => {
      const user = userOf(request);
      const id = await db.transaction((tx) => startTold(tx, deps, user, request.body));
      return claimView(deps, db, id, user);
    },
  );

  app.put(
    '/api/claims/:id/meeting',
    {
      config: { access: filed('claim') },
      schema: { tags, params: Id, body: ToldMeeting, response: { 200: ClaimView } },
    },
    async (request) => {
      const user = userOf(request);
      const { id } = request.params;
      await db.transaction(async (tx) => {
        const { claim, meeting } = await toldClaim(tx, id, user, now());
        await refuseWrong(tx, deps, { id: claim.memberId }, request.body);
        await changeToldMeeting(tx, meeting.id, request.body);
        const onBehalfOf = behalfOf(claim, user);
        const subject = `claim ${claim.number}`;
        await record(tx, { at: now(), actorId: user.id, onBehalfOf, action: 'meeting-changed', subject });
      });
      return claimView(deps, db, id, user);
    },
  );

  app.post(
    '/api/claims/:id/invitation',
    {
      config: { access: filed('claim') },
      schema: { tags, consumes: ['multipart/form-data'], params: Id, response: { 200: ClaimView } },
    },
    async (request) => {
      const user = userOf(request);
      const { id } = request.params;
      const part = await request.file();
      if (!part) throw new Problem('no-file');
      const bytes = await part.toBuffer();
      await refuseUnreadable(deps.reader, bytes);
      await db.transaction(async (tx) => {
        const { claim, meeting } = await toldClaim(tx, id, user, now());
        const sha256 = await keepFile(tx, new Uint8Array(bytes), 'application/pdf', now());
        await attachInvitation(tx, meeting.id, { sha256, fileName: keptName(part.filename) });
        const subject = `claim ${claim.number}`;
        const acts = { actorId: user.id, onBehalfOf: behalfOf(claim, user), action: 'invitation-added' } as const;
        await record(tx, { ...acts, at: now(), subject, details: { sha256 } });
      });
      return claimView(deps, db, id, user);
    },
  );
}

async function startTold(tx: Db, deps: Deps, user: User, told: ToldMeeting): Promise<string> {
  const at = deps.now();
  await refuseWrong(tx, deps, user, told);
  if ((await unsentToldClaims(tx, user.id)) >= MOST_UNSENT)
    throw new Problem('too-many-told-meetings', { limit: MOST_UNSENT });
  const meetingId = await keepToldMeeting(tx, user.id, told);
  const usual = await usualTripTo(tx, user.id, usualPlace({ place: told.place, address: '' }));
  const draft = withUsualTrip(newDraft(told, { iban: user.iban ?? '', name: user.name }), usual);
  const year = Number(finnishDate(at).slice(0, 4));
  const claim = await startClaim(tx, { memberId: user.id, meetingId, draft, now: at, year });
  if (claim.started) {
    const subject = `claim ${claim.number}`;
    await record(tx, { at, actorId: user.id, action: 'meeting-told', subject });
    await record(tx, { at, actorId: user.id, action: 'claim-started', subject });
  }
  return claim.id;
}

/** A group one is not in, times that cannot be, a meeting whose card is on the front page. */
async function refuseWrong(tx: Db, { now }: Deps, user: Pick<User, 'id'>, told: ToldMeeting): Promise<void> {
  const mine = await groupsOf(tx, user.id);
  if (!mine.some(({ id }) => id === told.groupId)) throw new Problem('not-found');
  const hasBegun = dateOf(told.start) <= finnishDate(now());
  if (told.end <= told.start || !hasBegun) throw new Problem('meeting-times-wrong');
  if (await hasCardOn(tx, told.groupId, dateOf(told.start))) throw new Problem('meeting-has-card');
}

/** The claim, locked, when its meeting was told by the member and it is still being written. */
async function toldClaim(tx: Db, id: string, user: User, now: Date): Promise<ClaimRecord> {
  await refuseUnlessWritten(tx, id, user, now);
  const found = await claimById(tx, id);
  if (!found) throw new Problem('not-found');
  if (found.meeting.toldBy !== found.claim.memberId) throw new Problem('meeting-not-told');
  return found;
}
