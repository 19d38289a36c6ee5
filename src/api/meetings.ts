import { z } from 'zod';
import { Problem } from '../claim/problem.ts';
import { MeetingView } from '../claim/views.ts';
import { only } from '../identity/access.ts';
import { fileBytes } from '../store/files.ts';
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
}
