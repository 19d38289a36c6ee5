import { z } from 'zod';
import type { DocumentCopy } from '../claim/document-state.ts';
import { approvedStates } from '../claim/lifecycle.ts';
import { Problem } from '../claim/problem.ts';
import { ClaimView } from '../claim/views.ts';
import { only, ownOr } from '../identity/access.ts';
import { record } from '../store/audit.ts';
import { type ClaimRecord, claimById, lockClaim } from '../store/claims.ts';
import { approvedDocumentOf, documentOf, forgetDocumentFailure } from '../store/documents.ts';
import { fileBytes } from '../store/files.ts';
import type { User } from '../store/people.ts';
import { userOf } from './access.ts';
import { claimView } from './claim-view.ts';
import type { App, Deps } from './deps.ts';
import { documentState } from './document-state.ts';
import { sendFile } from './send-file.ts';

/** The sealed documents: each copy to those it is for, every download with who took it; and trying again. */

const Id = z.strictObject({ id: z.uuid() });
const IdAndVersion = Id.extend({ version: z.coerce.number().int().min(1).max(1000) });
const tags = ['documents'];

export function documentRoutes(app: App, deps: Deps): void {
  const claimCopy = ownOr('claim', 'assistant', 'finance');
  const financeCopy = only('finance');

  async function found(id: string, user: User): Promise<ClaimRecord> {
    const claim = await claimById(deps.db, id);
    // What was never sent is there for its member alone, and has no document for anybody.
    if (!claim || (claim.claim.memberId !== user.id && claim.claim.version === 0)) throw new Problem('not-found');
    return claim;
  }

  /** With the approver's seal where it has one, else as it was sent. */
  async function taken(id: string, version: number | null, copy: DocumentCopy, user: User) {
    const { claim } = await found(id, user);
    const wanted = version ?? claim.version;
    if (wanted < 1 || wanted > claim.version) throw new Problem('not-found');
    const { db } = deps;
    const sha256 = (await approvedDocumentOf(db, id, wanted, copy)) ?? (await documentOf(db, id, wanted, copy));
    if (sha256 === null) throw new Problem('document-not-ready');
    const file = await fileBytes(db, sha256);
    if (!file) throw new Problem('not-found');
    const action = copy === 'finance' ? 'finance-copy-downloaded' : 'document-downloaded';
    const subject = `claim ${claim.number} version ${wanted}`;
    await record(db, { at: deps.now(), actorId: user.id, action, subject, details: { copy, sha256 } });
    return { file, name: `${claim.number}-v${wanted}${copy === 'finance' ? '-talous' : ''}.pdf` };
  }

  app.get(
    '/api/claims/:id/document',
    { config: { access: claimCopy }, schema: { tags, params: Id } },
    async (request, reply) => {
      const { file, name } = await taken(request.params.id, null, 'claim', userOf(request));
      return sendFile(reply, file, name, 'attachment');
    },
  );

  app.get(
    '/api/claims/:id/versions/:version/document',
    { config: { access: claimCopy }, schema: { tags, params: IdAndVersion } },
    async (request, reply) => {
      const { id, version } = request.params;
      const { file, name } = await taken(id, version, 'claim', userOf(request));
      return sendFile(reply, file, name, 'attachment');
    },
  );

  app.get(
    '/api/claims/:id/finance-copy',
    { config: { access: financeCopy }, schema: { tags, params: Id } },
    async (request, reply) => {
      const { file, name } = await taken(request.params.id, null, 'finance', userOf(request));
      return sendFile(reply, file, name, 'attachment');
    },
  );

  app.get(
    '/api/claims/:id/versions/:version/finance-copy',
    { config: { access: financeCopy }, schema: { tags, params: IdAndVersion } },
    async (request, reply) => {
      const { id, version } = request.params;
      const { file, name } = await taken(id, version, 'finance', userOf(request));
      return sendFile(reply, file, name, 'attachment');
    },
  );

  app.post(
    '/api/claims/:id/sealing',
    { config: { access: only('assistant') }, schema: { tags, params: Id, response: { 200: ClaimView } } },
    async (request) => {
      const user = userOf(request);
      await sealAgain(deps, request.params.id, user);
      return claimView(deps, deps.db, request.params.id, user);
    },
  );
}

/** Forgets what stood in the way and queues the version's documents once more. */
async function sealAgain({ db, queue, now }: Deps, id: string, user: User): Promise<void> {
  await db.transaction(async (tx) => {
    const claim = await lockClaim(tx, id);
    if (!claim || claim.version === 0) throw new Problem('not-found');
    const { state } = await documentState(tx, claim);
    if (state !== 'failed' && state !== 'waiting') throw new Problem('wrong-state');
    await forgetDocumentFailure(tx, id, claim.version);
    const work = { claimId: id, version: claim.version };
    await queue.send(tx, approvedStates.includes(claim.state) ? 'seal-approval' : 'seal-claim', work);
    const subject = `claim ${claim.number} version ${claim.version}`;
    await record(tx, { at: now(), actorId: user.id, action: 'sealing-retried', subject });
  });
}
