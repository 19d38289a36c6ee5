import { delegateRoles } from '../claim/filing-views.ts';
import type { MachineScope } from '../claim/finance-views.ts';
import type { Role } from '../claim/views.ts';

/** What belongs to a member. */
export type Thing = 'claim' | 'receipt' | 'upload';

/**
 * Who may use a route. Every route has one of these; a route without one stops the start. `own` names the thing in the
 * request that must belong to the user unless one of `elseRoles` is theirs; where `delegates`, who may file it for its
 * member comes in too.
 */
export type Access =
  | { kind: 'public' }
  | { kind: 'signed-in' }
  /** A phone with an open pass: its own uploads to one claim, whoever holds it. No session counts here. */
  | { kind: 'pass' }
  /** The payment system with its own secret, for what it was made for. No session counts here. */
  | { kind: 'machine'; scope: MachineScope }
  | { kind: 'roles'; roles: readonly Role[] }
  /** Who may file for the member named in the request. */
  | { kind: 'delegate' }
  | { kind: 'own'; thing: Thing; roles: readonly Role[]; elseRoles: readonly Role[]; delegates: boolean };

export const anybody: Access = { kind: 'public' };
export const signedIn: Access = { kind: 'signed-in' };
export const byPass: Access = { kind: 'pass' };
export const byMachine = (scope: MachineScope): Access => ({ kind: 'machine', scope });
export const only = (...roles: Role[]): Access => ({ kind: 'roles', roles });
/** A member's own thing, nobody else's. */
export const own = (thing: Thing): Access => ownOr(thing);
/** A member's own thing, or any for the named roles, whose work it is to look at them. */
export const ownOr = (thing: Thing, ...elseRoles: Role[]): Access => ({
  kind: 'own',
  thing,
  roles: ['member'],
  elseRoles,
  delegates: false,
});
/** A member's own thing while it is written, or that of a member who lets the user file for them, or any for the roles. */
export const filed = (thing: Thing, ...elseRoles: Role[]): Access => ({
  kind: 'own',
  thing,
  roles: ['member'],
  elseRoles,
  delegates: true,
});
/** What only somebody else does of a member's thing, who files it for them. */
export const byDelegate = (thing: Thing): Access => ({
  kind: 'own',
  thing,
  roles: [],
  elseRoles: [],
  delegates: true,
});
/** Filing for the member named by `:id`, who lets the user. */
export const filingFor: Access = { kind: 'delegate' };

type Person = { roles: readonly Role[] };

/** True, false, or 'if-own': allowed when the thing named in the request is the user's, or theirs to file. */
export function allows(access: Access, person: Person | null): boolean | 'if-own' {
  if (access.kind === 'public') return true;
  if (access.kind === 'pass' || access.kind === 'machine' || person === null) return false;
  if (access.kind === 'signed-in') return true;
  const has = (roles: readonly Role[]) => roles.some((role) => person.roles.includes(role));
  if (access.kind === 'roles') return has(access.roles);
  if (access.kind === 'delegate') return has(delegateRoles) ? 'if-own' : false;
  if (has(access.elseRoles)) return true;
  return has(access.roles) || (access.delegates && has(delegateRoles)) ? 'if-own' : false;
}
