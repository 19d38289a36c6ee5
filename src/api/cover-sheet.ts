import { z } from 'zod';
import { dateOf } from '../claim/days.ts';
import { isToPost } from '../claim/originals.ts';
import { Problem } from '../claim/problem.ts';
import { buildCoverSheet } from '../document/cover-sheet.ts';
import { ownOr } from '../identity/access.ts';
import { claimById } from '../store/claims.ts';
import type { Db } from '../store/db.ts';
import { sha256Of } from '../store/files.ts';
import { originalsOfClaim } from '../store/originals.ts';
import { userById } from '../store/people.ts';
import { userOf } from './access.ts';
import type { App, Deps } from './deps.ts';
import { sendFile } from './send-file.ts';

/** The cover sheet for the paper originals of a sent claim: made anew each time, so that it lists what is still awaited. */

const Id = z.strictObject({ id: z.uuid() });

export function coverSheetRoutes(app: App, { db }: Deps): void {
  app.get(
    '/api/claims/:id/cover-sheet',
    { config: { access: ownOr('claim', 'assistant') }, schema: { tags: ['originals'], params: Id } },
    async (request, reply) => {
      const { pdf, name } = await coverSheet(db, request.params.id, userOf(request).id);
      return sendFile(reply, { bytes: pdf, mediaType: 'application/pdf', sha256: sha256Of(pdf) }, name, 'inline');
    },
  );
}

async function coverSheet(db: Db, id: string, viewerId: string): Promise<{ pdf: Uint8Array; name: string }> {
  const found = await claimById(db, id);
  const member = found && (await userById(db, found.claim.memberId));
  // A draft nobody has sent is not there for anyone but its member.
  if (!found || !member || (found.claim.version === 0 && member.id !== viewerId)) throw new Problem('not-found');
  const { claim, meeting } = found;
  const originals = await originalsOfClaim(db, id);
  if (!originals.some(isToPost)) throw new Problem('nothing-to-post');
  const pdf = await buildCoverSheet({
    language: member.language,
    number: claim.number,
    version: claim.version,
    claimantName: member.name,
    meeting: { purpose: meeting.purpose, place: meeting.place, date: dateOf(meeting.startsAt) },
    invitation: meeting.invitationFileName,
    originals,
    madeAt: (claim.submittedAt ?? claim.since).toISOString(),
  });
  return { pdf, name: `saatelehti-${claim.number}.pdf` };
}
