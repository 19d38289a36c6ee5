import { z } from 'zod';
import { CalendarDate } from './claim.ts';
import { ClaimState, MeetingView } from './views.ts';

/** Filing for another (puolesta / för någon annans räkning), as both are shown it. */

const Instant = z.iso.datetime();

/** The roles an account needs one of to be let to file for a member: who pays does not file. */
export const delegateRoles = ['member', 'assistant'] as const;

/** Longest a permission can be given for, in days, and what is offered. */
export const LONGEST_DAYS = 731;
export const OFFERED_DAYS = 365;
/** Permissions of one member that can stand at a time. */
export const MOST_PERMISSIONS = 10;

export const NewPermission = z
  .strictObject({
    /** User name or e-mail of an account that can sign in. */
    person: z.string().trim().min(1).max(200),
    /** Last day on which it holds. */
    until: CalendarDate,
  })
  .meta({ id: 'NewFilingPermission' });
export type NewPermission = z.infer<typeof NewPermission>;

/** Permission to file (valtuutus / fullmakt) as the member who gave it sees it. */
export const PermissionView = z
  .object({
    id: z.uuid(),
    name: z.string(),
    grantedAt: Instant,
    until: CalendarDate,
    revokedAt: Instant.nullable(),
    holds: z.boolean(),
  })
  .meta({ id: 'FilingPermission' });
export type PermissionView = z.infer<typeof PermissionView>;

export const PermissionsView = z.object({
  permissions: z.array(PermissionView),
  /** What was done on the member's behalf, the newest first. */
  deeds: z.array(z.object({ at: Instant, by: z.string(), action: z.string(), claim: z.string() })),
});
export type PermissionsView = z.infer<typeof PermissionsView>;

/** A member one may file for. */
export const PrincipalView = z
  .object({ id: z.uuid(), name: z.string(), until: CalendarDate })
  .meta({ id: 'FilingPrincipal' });
export type PrincipalView = z.infer<typeof PrincipalView>;

/** A claim of that member, as far as filing needs: what can be written, and what became of what one filed. No sum. */
export const FiledClaimView = z.object({
  id: z.uuid(),
  number: z.string(),
  state: ClaimState,
  since: Instant,
  purpose: z.string(),
  place: z.string(),
  start: z.string(),
  fileBy: CalendarDate.nullable(),
  /** Waits for the member's signature. */
  isAsked: z.boolean(),
  /** The member's word on giving it back. */
  givenBack: z.string().nullable(),
  mayOpen: z.boolean(),
});
export type FiledClaimView = z.infer<typeof FiledClaimView>;

export const FilingForView = z
  .object({
    member: PrincipalView,
    /** Meetings the member was called to and has no claim for. */
    meetings: z.array(MeetingView),
    claims: z.array(FiledClaimView),
  })
  .meta({ id: 'FilingFor' });
export type FilingForView = z.infer<typeof FilingForView>;
