import type { MachineScope } from '../claim/finance-views.ts';
import type { Role } from '../claim/views.ts';

/** What belongs to a member. */
export type Thing = 'claim' | 'receipt' | 'upload';

/**
 * Who may use a route. Every route has one of these; a route without one stops the start. `own` names the thing in the
 * request that must belong to the user unless one of `elseRoles` is theirs.
 */
export type Access =
  | { kind: 'public' }
  | { kind: 'signed-in' }
  /** A phone with an open pass: its own uploads to one claim, whoever holds it. No session counts here. */
  | { kind: 'pass' }
  /** The payment system with its own secret, for what it was made for. No session counts here. */
  | { kind: 'machine'; scope: MachineScope }
  | { kind: 'roles'; roles: readonly Role[] }
  | { kind: 'own'; thing: Thing; roles: readonly Role[]; elseRoles: readonly Role[] };

export const anybody: Access = { kind: 'public' };
export const signedIn: Access = { kind: 'signed-in' };
export const byPass: Access = { kind: 'pass' };
export const byMachine = (scope: MachineScope): Access => ({ kind: 'machine', scope });
export const only = (...roles: Role[]): Access => ({ kind: 'roles', roles });
/** A member's own thing, nobody else's. */
export const own = (thing: Thing): Access => ({ kind: 'own', thing, roles: ['member'], elseRoles: [] });
/** A member's own thing, or any for the named roles, whose work it is to look at them. */
export const ownOr = (thing: Thing, ...elseRoles: Role[]): Access => ({
  kind: 'own',
  thing,
  roles: ['member'],
  elseRoles,
});

type Person = { roles: readonly Role[] };

/** True, false, or 'if-own': allowed when the thing named in the request is the user's. */
export function allows(access: Access, person: Person | null): boolean | 'if-own' {
  if (access.kind === 'public') return true;
  if (access.kind === 'pass' || access.kind === 'machine' || person === null) return false;
  if (access.kind === 'signed-in') return true;
  const has = (roles: readonly Role[]) => roles.some((role) => person.roles.includes(role));
  if (access.kind === 'roles') return has(access.roles);
  if (has(access.elseRoles)) return true;
  return has(access.roles) ? 'if-own' : false;
}
