import { z } from 'zod';

/**
 * Undoing an approval (hyväksynnän kumoaminen / ångra ett godkännande): for a short time nothing is sealed and nobody is
 * told, and the approver may take it back as if it had not been.
 */

/** The time may be prolonged, so that nobody is too slow for it: to this many times its length (WCAG 2.2.1). */
const MOST_TIMES = 10;

/** Until when, at most, an approval made at `at` can be undone. */
export const latestUndo = (at: Date, undoMs: number): Date => new Date(at.getTime() + MOST_TIMES * undoMs);

/** The end of the time when it is prolonged now. */
export const prolonged = (at: Date, now: Date, undoMs: number): Date =>
  new Date(Math.min(now.getTime() + undoMs, latestUndo(at, undoMs).getTime()));

export const UndoableApproval = z
  .object({
    claimId: z.uuid(),
    number: z.string(),
    member: z.string(),
    payableCents: z.int(),
    /** The first of two: it can be taken back until the second one is given. */
    first: z.boolean(),
    /** Time left, in ms, by the service's clock. */
    leftMs: z.int(),
    mayProlong: z.boolean(),
  })
  .meta({ id: 'UndoableApproval' });
export type UndoableApproval = z.infer<typeof UndoableApproval>;

/** The first of two, the last word, a first one taken back, a last one undone. */
export const approvalKinds = ['first', 'final', 'withdrawn', 'undone'] as const;
export type ApprovalKind = (typeof approvalKinds)[number];

/** The first of two approvers, where their approval stands; a final approval that was undone leaves it standing. */
export const firstApproval = <R extends { kind: ApprovalKind }>(rows: readonly R[]): R | null => {
  const last = rows.findLast(({ kind }) => kind === 'first' || kind === 'withdrawn');
  return last?.kind === 'first' ? last : null;
};
