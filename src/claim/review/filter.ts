import { z } from 'zod';
import type { ClaimSummary } from '../views.ts';

/** The assistant's queue: which claims are shown, in what order. Plain data, kept under a name. */

export const queueStates = [
  'waiting',
  'submitted',
  'corrected',
  'returned',
  'awaiting-second',
  'approved',
  'all',
] as const;
export const queueOrders = ['flag', 'age', 'deadline', 'sum', 'group'] as const;
const LONGEST = 200;

export const QueueFilter = z.strictObject({
  /** `waiting`: what examiners have to do something about. */
  state: z.enum(queueStates),
  flag: z.string().max(LONGEST).nullable(),
  group: z.string().max(LONGEST).nullable(),
  order: z.enum(queueOrders),
});
export type QueueFilter = z.infer<typeof QueueFilter>;

export const SavedFilter = z
  .object({ id: z.uuid(), name: z.string(), filter: QueueFilter })
  .meta({ id: 'SavedFilter' });
export type SavedFilter = z.infer<typeof SavedFilter>;

const waiting: readonly ClaimSummary['state'][] = ['submitted', 'awaiting-second', 'payment-rejected'];
/** Nobody but an examiner gets a failed document made again; what was returned is sent anew with another. */
const waitingForDocument: readonly ClaimSummary['state'][] = ['corrected', 'approved'];

const isWaiting = ({ state, flags }: ClaimSummary): boolean =>
  waiting.includes(state) ||
  (waitingForDocument.includes(state) && flags.some(({ code }) => code === 'document-failed'));

const hasState = (claim: ClaimSummary, wanted: QueueFilter['state']): boolean => {
  if (wanted === 'all') return true;
  return wanted === 'waiting' ? isWaiting(claim) : claim.state === wanted;
};

const severities = ['error', 'review', 'note'];
const rank = ({ worstSeverity }: ClaimSummary): number =>
  worstSeverity === null ? severities.length : severities.indexOf(worstSeverity);
const age = (a: ClaimSummary, b: ClaimSummary): number =>
  (a.submittedAt ?? a.since).localeCompare(b.submittedAt ?? b.since) || a.number.localeCompare(b.number);
/** No deadline is the last of all. */
const LATEST = '9999-12-31';

const orders: Record<QueueFilter['order'], (a: ClaimSummary, b: ClaimSummary) => number> = {
  flag: (a, b) => rank(a) - rank(b),
  age: () => 0,
  deadline: (a, b) => (a.meeting.fileBy ?? LATEST).localeCompare(b.meeting.fileBy ?? LATEST),
  sum: (a, b) => (b.payableCents ?? 0) - (a.payableCents ?? 0),
  group: (a, b) => a.meeting.group.localeCompare(b.meeting.group, 'fi'),
};

/** The claims a filter shows, in its order; among equals the one that has waited longest comes first. */
export const shown = (claims: readonly ClaimSummary[], { state, flag, group, order }: QueueFilter): ClaimSummary[] =>
  claims
    .filter((claim) => hasState(claim, state))
    .filter((claim) => flag === null || claim.flags.some(({ code }) => code === flag))
    .filter((claim) => group === null || claim.meeting.group === group)
    .toSorted((a, b) => orders[order](a, b) || age(a, b));
