import { z } from 'zod';
import { fileBy } from '../claim/filing.ts';
import { FilingForView, PrincipalView } from '../claim/filing-views.ts';
import { may } from '../claim/lifecycle.ts';
import { Problem } from '../claim/problem.ts';
import type { RulePacks } from '../claim/rules.ts';
import { ClaimView } from '../claim/views.ts';
import { filingFor, only } from '../identity/access.ts';
import { filedClaims } from '../store/filed-claims.ts';
import { principalsOf } from '../store/filing-permissions.ts';
import { meetingsOf } from '../store/meetings.ts';
import { type User, userById } from '../store/people.ts';
import { userOf } from './access.ts';
import { claimAt, claimView, meetingView } from './claim-view.ts';
import type { App, Deps } from './deps.ts';
import { begin } from './starting.ts';

/** Filing for another (puolesta / för någon annans räkning): for whom, their meetings without a claim, their drafts. */

const Id = z.strictObject({ id: z.uuid() });

export function filingForRoutes(app: App, deps: Deps): void {
  const { db, now } = deps;
  const tags = ['filing'];

  app.get(
    '/api/filing-for',
    {
      config: { access: only('member', 'assistant') },
      schema: { tags, response: { 200: z.array(PrincipalView) } },
    },
    (request) => principalsOf(db, userOf(request).id, now()),
  );

  app.get(
    '/api/filing-for/:id',
    { config: { access: filingFor }, schema: { tags, params: Id, response: { 200: FilingForView } } },
    (request) => filingForView(deps, request.params.id, userOf(request)),
  );

  app.post(
    '/api/filing-for/:id/claims',
    {
      config: { access: filingFor },
      schema: { tags, params: Id, body: z.strictObject({ meetingId: z.uuid() }), response: { 200: ClaimView } },
    },
    async (request) => {
      const by = userOf(request);
      const member = await userById(db, request.params.id);
      if (!member) throw new Problem('not-found');
      const { meetingId } = request.body;
      const id = await db.transaction((tx) => begin(tx, { member, by, meetingId, at: now() }));
      const view = await claimView(deps, db, id, by);
      // The member has sent their own for it meanwhile: that is theirs to see.
      if (!view.may.edit && !view.may.takeBack) throw new Problem('not-found');
      return view;
    },
  );
}

async function filingForView({ db, packs, now }: Deps, memberId: string, user: User): Promise<FilingForView> {
  const member = (await principalsOf(db, user.id, now())).find(({ id }) => id === memberId);
  if (!member) throw new Problem('not-allowed');
  const inForce = await packs.inForce(db);
  const meetings = (await meetingsOf(db, memberId)).filter(({ claimId }) => claimId === null);
  const claims = await filedClaims(db, memberId, user.id);
  return {
    member,
    meetings: meetings.map((meeting) => meetingView(inForce, meeting)),
    claims: claims.map((filed) => filedClaimView(inForce, filed, user)),
  };
}

type Filed = Awaited<ReturnType<typeof filedClaims>>[number];

function filedClaimView(packs: RulePacks, { claim, meeting, givenBack }: Filed, user: User) {
  const { id, number, state, since, askedAt, memberId } = claim;
  const writer = { ...user, filesFor: [memberId] };
  const at = claimAt(claim);
  return {
    id,
    number,
    state,
    since: since.toISOString(),
    purpose: meeting.purpose,
    place: meeting.place,
    start: meeting.startsAt,
    fileBy: fileBy(packs, meeting.endsAt),
    isAsked: askedAt !== null,
    givenBack,
    mayOpen: may(at, 'save', writer) || may(at, 'take-back', writer),
  };
}
