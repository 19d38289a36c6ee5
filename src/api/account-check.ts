import { z } from 'zod';
import { plainIban } from '../claim/iban.ts';
import { Problem } from '../claim/problem.ts';
import { ReviewView } from '../claim/review-views.ts';
import { only } from '../identity/access.ts';
import { record } from '../store/audit.ts';
import { addIbanCheck } from '../store/batch-payable.ts';
import { lockClaim } from '../store/claims.ts';
import type { Db } from '../store/db.ts';
import type { User } from '../store/people.ts';
import { userOf } from './access.ts';
import { accountView } from './account-view.ts';
import type { App, Deps } from './deps.ts';
import { examined } from './examined.ts';
import { reviewView } from './review-view.ts';

/** An account that is not the one last paid to: finance makes no batch of it before another person has looked at it. */

export function accountCheckRoutes(app: App, deps: Deps): void {
  const { db } = deps;
  app.post(
    '/api/claims/:id/account-check',
    {
      config: { access: only('assistant') },
      schema: {
        tags: ['review'],
        params: z.strictObject({ id: z.uuid() }),
        /** The claim as it was seen: nobody vouches for an account that has changed since. */
        body: z.strictObject({ revision: z.int().min(0) }),
        response: { 200: ReviewView },
      },
    },
    async (request) => {
      const [user, { id }] = [userOf(request), request.params];
      await db.transaction((tx) => check(tx, deps, { id, user, revision: request.body.revision }));
      return reviewView(db, deps, id, user);
    },
  );
}

/** Problem `own-claim` for one's own account, `changed-meanwhile`, `wrong-state` where nothing is to be checked. */
async function check(tx: Db, deps: Deps, asked: { id: string; user: User; revision: number }): Promise<void> {
  const { id, user, revision } = asked;
  const locked = await lockClaim(tx, id);
  if (!locked) throw new Problem('not-found');
  if (locked.memberId === user.id) throw new Problem('own-claim');
  const claim = await examined(tx, deps, id);
  if (locked.revision !== revision) throw new Problem('changed-meanwhile');
  const account = await accountView(tx, claim, user);
  if (account === null || !account.mayCheck) throw new Problem('wrong-state');
  const at = deps.now();
  const iban = plainIban(claim.current.draft.payment.iban);
  await addIbanCheck(tx, { memberId: locked.memberId, iban, checkedBy: user.id, checkedAt: at });
  await record(tx, { at, actorId: user.id, action: 'iban-checked', subject: `claim ${locked.number}` });
}
