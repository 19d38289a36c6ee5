import { type DraftContext, noOtherClaims } from '../claim/complete.ts';
import { dateOf, finnishDate } from '../claim/days.ts';
import { decide } from '../claim/decide.ts';
import type { ClaimDraft } from '../claim/draft.ts';
import { newDraft } from '../claim/new-draft.ts';
import type { RulePacks } from '../claim/rules.ts';
import { record } from '../store/audit.ts';
import { freeze, startClaim } from '../store/claims.ts';
import type { Db } from '../store/db.ts';
import { meetingsOf } from '../store/meetings.ts';
import { type User, userByName } from '../store/people.ts';
import type { Queue } from '../store/queue.ts';
import { exampleIban } from './people.ts';

/** Claims that are in the assistant's queue when the demo is first opened: one with nothing to remark, one flagged. */

type Filed = { username: string; daysAgo: number; fill: (draft: ClaimDraft, date: string) => ClaimDraft };

const trip = (draft: ClaimDraft, date: string, kmFromHome: number): ClaimDraft => ({
  ...draft,
  trip: {
    ...draft.trip,
    start: `${date}T07:10`,
    end: `${date}T18:35`,
    distanceKm: { home: kmFromHome, workplace: kmFromHome - 2 },
  },
});

const filed: Filed[] = [
  { username: 'koko5', daysAgo: 6, fill: (draft, date) => trip(draft, date, 168) },
  {
    username: 'koko6',
    daysAgo: 4,
    fill: (draft, date) => ({
      ...trip(draft, date, 124),
      mileage: [
        {
          id: 'drive',
          vehicle: 'car',
          km: 248,
          date,
          from: 'Koulukatu 1, Esimerkkilä',
          to: 'Hakaniemenranta 6, Helsinki',
          supplements: [],
          routeKm: 248,
          kmEarlierThisYear: 0,
          reason: { code: 'would-be-late', text: 'Ensimmäinen juna olisi ollut perillä vasta klo 10.40.' },
          publicFareCents: null,
        },
      ],
    }),
  },
];

const DAY_MS = 86_400_000;

/** Files them in the caller's transaction, as their members would have; their documents are sealed by jobs. */
export async function fileDemoClaims(
  tx: Db,
  tools: { queue: Queue; packs: RulePacks; now: Date; declarationVersion: string },
): Promise<void> {
  for (const claim of filed) {
    const user = await userByName(tx, claim.username);
    if (user !== null) await file(tx, tools, claim, user);
  }
}

async function file(
  tx: Db,
  { queue, packs, now, declarationVersion }: Parameters<typeof fileDemoClaims>[1],
  { daysAgo, fill }: Filed,
  user: User,
): Promise<void> {
  const at = new Date(now.getTime() - daysAgo * DAY_MS);
  const called = (await meetingsOf(tx, user.id)).find(({ meeting }) => dateOf(meeting.endsAt) < finnishDate(at));
  if (!called) return;
  const { meeting, group } = called;
  const draft = fill(newDraft(meeting, { iban: exampleIban, name: user.name }), dateOf(meeting.startsAt));
  const year = Number(finnishDate(at).slice(0, 4));
  const claim = await startClaim(tx, { memberId: user.id, meetingId: meeting.id, draft, now: at, year });
  const context: DraftContext = {
    claimId: claim.id,
    submittedOn: finnishDate(at),
    meeting: {
      purpose: meeting.purpose,
      kind: meeting.kind,
      timeZone: meeting.timeZone,
      start: meeting.startsAt,
      end: meeting.endsAt,
      freeMeals: meeting.freeMeals,
      toldByMember: false,
    },
    group: { name: group.name, termStart: group.termStart, termEnd: group.termEnd },
    hasInvitation: meeting.invitationSha256 !== null,
    hasOriginals: false,
    others: noOtherClaims,
    receipts: [],
  };
  const { tripClaim, evaluation } = decide(draft, context, packs);
  // In a year without a rule pack the demo begins without them: nothing is computed by another year's rules.
  if (tripClaim === null || evaluation === null) return;
  await freeze(tx, {
    claimId: claim.id,
    version: 1,
    tripClaim,
    evaluation,
    draft,
    receipts: [],
    language: user.language,
    signedName: user.name,
    signedBy: user.id,
    signedAt: at,
    declarationVersion,
  });
  await record(tx, { at, actorId: user.id, action: 'claim-submitted', subject: `claim ${claim.number} version 1` });
  await queue.send(tx, 'seal-claim', { claimId: claim.id, version: 1 });
}
