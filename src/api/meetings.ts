import { z } from 'zod';
import { changedFields } from '../claim/card-changes.ts';
import { CardChange } from '../claim/meeting-views.ts';
import { Problem } from '../claim/problem.ts';
import { MeetingView } from '../claim/views.ts';
import { only, own } from '../identity/access.ts';
import { claimById, versionsOf } from '../store/claims.ts';
import { fileBytes } from '../store/files.ts';
import { cardsBefore } from '../store/meeting-cards.ts';
import { meetingById, meetingOf, meetingsOf } from '../store/meetings.ts';
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
        : ((await meetingOf(deps.db, user.id, id))?.meeting ?? null);
      const file = meeting?.invitationSha256 ? await fileBytes(deps.db, meeting.invitationSha256) : null;
      if (!meeting || !file) throw new Problem('not-found');
      return sendFile(reply, file, meeting.invitationFileName ?? 'kutsu.pdf', 'inline');
    },
  );

  app.get(
    '/api/claims/:id/card-change',
    {
      config: { access: own('claim') },
      schema: {
        tags: ['claims'],
        params: z.strictObject({ id: z.uuid() }),
        response: { 200: z.object({ change: CardChange.nullable() }) },
      },
    },
    async (request) => ({ change: await cardChange(deps, request.params.id) }),
  );
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
