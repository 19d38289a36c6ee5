import type { Actor } from '../claim/lifecycle.ts';
import type { ClaimRow } from '../store/claims.ts';
import type { Db } from '../store/db.ts';
import { mayFileFor } from '../store/filing-permissions.ts';
import type { User } from '../store/people.ts';

/** Who writes a claim: its member, or somebody the member lets file for them. */

export type Person = Pick<User, 'id' | 'roles'>;

/** The person with what they may do for this claim's member today. */
export async function writerOf(db: Db, { memberId }: Pick<ClaimRow, 'memberId'>, user: Person, now: Date) {
  const isLet = memberId !== user.id && (await mayFileFor(db, { memberId, delegateId: user.id }, now));
  return { id: user.id, roles: user.roles, filesFor: isLet ? [memberId] : [] } satisfies Actor;
}

/** For the audit log: the member, where somebody else acts for them. */
export const behalfOf = ({ memberId }: Pick<ClaimRow, 'memberId'>, { id }: Pick<User, 'id'>): string | null =>
  memberId === id ? null : memberId;
