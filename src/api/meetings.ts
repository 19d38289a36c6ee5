import { z } from 'zod';
import { changedFields } from '../claim/card-changes.ts';
import { CardChange } from '../claim/meeting-views.ts';
import { Problem } from '../claim/problem.ts';
import { MeetingView } from '../claim/views.ts';
import { filed, only } from '../identity/access.ts';
import { claimById, versionsOf } from '../store/claims.ts';
import { fileBytes } from '../store/files.ts';
import { principalsOf } from '../store/filing-permissions.ts';
import { cardsBefore } from '../store/meeting-cards.ts';
import { type Meeting, meetingById, meetingOf, meetingsOf } from '../store/meetings.ts';
import type { User } from '../store/people.ts';
import { userOf } from './access.ts';
import { meetingView } from './claim-view.ts';
import type { App, Deps } from './deps.ts';
import { sendFile } from './send-file.ts';

/** Meetings one was called to, and their invitations. */
export function meetingRoutes(app: App, deps: Deps): void {
  app.get(
    '/api/meetings',
    { config: { access: only('member') }, schema: { tags: ['meetings'], response: { 200: z.array(MeetingView) } } },
    async (request) => {
      const packs = await deps.packs.inForce(deps.db);
      return (await meetingsOf(deps.db, userOf(request).id)).map((meeting) => meetingView(packs, meeting));
    },
  );

  app.get(
    '/api/meetings/:id/invitation',
    {
      config: { access: only('member', 'assistant') },
      schema: { tags: ['meetings'], params: z.strictObject({ id: z.uuid() }) },
    },
    async (request, reply) => {
      const user = userOf(request);
      const { id } = request.params;
      const meeting = user.roles.includes('assistant')
        ? await meetingById(deps.db, id)
        : await meetingCalledTo(deps, user, id);
      const file = meeting?.invitationSha256 ? await fileBytes(deps.db, meeting.invitationSha256) : null;
      if (!meeting || !file) throw new Problem('not-found');
      return sendFile(reply, file, meeting.invitationFileName ?? 'kutsu.pdf', 'inline');
    },
  );

  app.get(
    '/api/claims/:id/card-change',
    {
      config: { access: filed('claim') },
      schema: {
        tags: ['claims'],
        params: z.strictObject({ id: z.uuid() }),
        response: { 200: z.object({ change: CardChange.nullable() }) },
      },
    },
    async (request) => ({ change: await cardChange(deps, request.params.id) }),
  );
}

/** The meeting, where the person was called to it, or a member was for whom they may file. */
async function meetingCalledTo({ db, now }: Deps, user: User, id: string): Promise<Meeting | null> {
  const members = [user.id, ...(await principalsOf(db, user.id, now())).map((member) => member.id)];
  for (const memberId of members) {
    const called = await meetingOf(db, memberId, id);
    if (called) return called.meeting;
  }
  return null;
}

/** What the organiser changed on the card since the claim was begun, or last sent; null when nothing. */
async function cardChange({ db }: Deps, claimId: string): Promise<CardChange | null> {
  const found = await claimById(db, claimId);
  if (!found) throw new Problem('not-found');
  const since = (await versionsOf(db, claimId)).at(-1)?.signedAt ?? found.claim.createdAt;
  const [earlier, ...later] = await cardsBefore(db, found.meeting.id, since);
  if (!earlier) return null;
  const fields = changedFields(earlier.card, found.meeting);
  return fields.length === 0 ? null : { at: (later.at(-1) ?? earlier).replacedAt.toISOString(), fields };
}
