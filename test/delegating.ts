import type { PermissionsView } from '../src/claim/filing-views.ts';
import type { ClaimView, MeetingView } from '../src/claim/views.ts';
import type { Client } from './client.ts';
import { dayTrip, save } from './filing.ts';

/** The steps of filing for another, by HTTP alone. */

/** The member lets the person file for them until a day; the permission's id. */
export async function permit(member: Client, person: string, until = '2027-03-22'): Promise<string> {
  const before = await member.get<PermissionsView>('/api/filing-permissions');
  const known = new Set(before.permissions.map(({ id }) => id));
  const { permissions } = await member.post<PermissionsView>('/api/filing-permissions', { person, until });
  const made = permissions.find(({ id }) => !known.has(id));
  if (!made) throw new Error('no permission was given');
  return made.id;
}

export const revoke = (member: Client, id: string): Promise<PermissionsView> =>
  member.post(`/api/filing-permissions/${id}/revocation`);

/** The delegate begins the member's claim for the demo's past meeting. */
export async function startFor(delegate: Client, memberId: string): Promise<ClaimView> {
  const { meetings } = await delegate.get<{ meetings: MeetingView[] }>(`/api/filing-for/${memberId}`);
  const past = meetings.toSorted((a, b) => a.start.localeCompare(b.start))[0];
  return delegate.post(`/api/filing-for/${memberId}/claims`, { meetingId: past?.id });
}

/** A day trip without receipts, whole, to the account the member remembers or to this one. */
export async function fillFor(delegate: Client, claim: ClaimView, iban?: string): Promise<ClaimView> {
  const draft = dayTrip(claim.draft, claim.meeting.start.slice(0, 10));
  const payment = { ...draft.payment, iban: iban ?? claim.draft.payment.iban };
  return save(delegate, claim, { ...draft, payment });
}

export const askToConfirm = (delegate: Client, { id, revision }: ClaimView): Promise<ClaimView> =>
  delegate.post(`/api/claims/${id}/confirmation`, { revision });
